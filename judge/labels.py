"""What the model may say of a sentence by itself: names, in the order of its output."""

from __future__ import annotations

TOPICS = (
    *("legal_framework", "electoral_system", "administration", "voter_registration", "candidate_registration"),
    *("campaign", "state_resources", "campaign_finance", "media", "online", "women", "minorities", "disability"),
    *("complaints", "observation", "voting", "special_voting", "counting", "tabulation_results", "technology"),
    *("coercion_violence", "post_election", "follow_up"),
)
"""The topics of the shipped taxonomy (`topics/taxonomy.yaml`)."""
DIRECTIONS = ("positive", "negative", "mixed", "neutral")
PHASES = ("before", "election day", "after")
STATUSES = ("finding", "allegation", "recommendation", "follow-up")
LABELS = len(TOPICS) + len(DIRECTIONS) + len(PHASES) + len(STATUSES)
