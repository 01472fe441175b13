"""*Topics*: what is said on each topic, election by election."""
