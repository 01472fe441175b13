"""The first journey: a source becomes a described statement in the library. ``python -m ingest`` runs it."""
