"""Evidence with who says it."""

from __future__ import annotations

from library.records import Passage, Statement
from retrieval.claims.records import Bearing, Evidence


def as_evidence(statement: Statement, passage: Passage, start: int, end: int, bearing: Bearing) -> Evidence:
    """The words of a passage at a span of its statement, with the voice of the sentence that they begin in."""
    sentence = next((s for s in passage.sentences if s.start <= start < s.end), None)
    speaker = statement.speaker_named(sentence.speaker) if sentence else None
    voice = sentence.voice if sentence else passage.voice
    return Evidence(statement, passage, passage.words(start, end), start, end, voice, speaker, bearing)
