"""What statements speak of: the topics of each sentence and what it finds; used by both journeys."""
