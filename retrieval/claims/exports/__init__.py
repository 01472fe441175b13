"""A review as a file: Markdown, Word, CSV, JSON and schema.org ClaimReview. Each carries the citations, the library's
version and what a person set by hand."""
