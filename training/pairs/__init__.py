"""Pairs in the genre of election observation: made from facts of our own and from the sample's sentences."""
