"""Where both journeys meet: what is kept, and how it is kept (records, catalog, vectors)."""
