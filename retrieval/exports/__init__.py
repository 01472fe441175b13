"""How anything that cites is written as a file: blocks as Markdown and Word, tables as CSV, and citations."""
