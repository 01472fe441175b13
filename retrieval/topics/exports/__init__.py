"""What the views of *Topics* show, as files: Markdown, Word, CSV, and pictures."""
