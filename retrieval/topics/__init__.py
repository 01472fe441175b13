"""Sums up, compares and counts by topic, from the labels of all sentences in scope."""
