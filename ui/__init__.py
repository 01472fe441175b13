"""The pages. What a document says is shown as text only: escaped, never interpreted as HTML or Markdown."""
