"""Scores the product on any folder laid out as ``sample/`` (statements and gold labels). ``python -m evals``."""
