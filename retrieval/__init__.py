"""The second journey: a question becomes an answer in the observers' own words. ``python -m retrieval`` runs it."""
