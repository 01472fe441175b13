"""A second corpus, laid out as ``sample/``: other countries, bodies and languages, no front matter, several rounds."""
