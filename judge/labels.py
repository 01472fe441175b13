"""What the judge may say of a sentence by itself: its topics, and what it finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

TOPICS = (
    *("legal_framework", "electoral_system", "administration", "voter_registration", "candidate_registration"),
    *("campaign", "state_resources", "campaign_finance", "media", "online", "women", "minorities", "disability"),
    *("complaints", "observation", "voting", "special_voting", "counting", "tabulation_results", "technology"),
    *("coercion_violence", "post_election", "follow_up"),
)
"""The topics of the shipped taxonomy (`topics/taxonomy.yaml`), in the order of the model's output."""
DIRECTIONS = ("positive", "negative", "mixed", "neutral")
PHASES = ("before", "election day", "after")
STATUSES = ("finding", "allegation", "recommendation", "follow-up")
LABELS = len(TOPICS) + len(DIRECTIONS) + len(PHASES) + len(STATUSES)


@dataclass(frozen=True)
class Labelled:
    """Probabilities by name: of each topic on its own, and of each direction, phase and status, which add up to 1."""

    topics: Mapping[str, float]
    directions: Mapping[str, float]
    phases: Mapping[str, float]
    statuses: Mapping[str, float]
