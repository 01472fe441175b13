"""How the judge's model is made: ``python -m training`` reads, trains, measures and exports it."""
