"""Evidence with who says it."""

from __future__ import annotations

from library.records import Passage, Speaker, Statement
from retrieval.claims.records import Bearing, Evidence


def as_evidence(statement: Statement, passage: Passage, start: int, end: int, bearing: Bearing) -> Evidence:
    """The words of a passage at a span of its statement, with the voice of the sentence that they begin in."""
    sentence = next((s for s in passage.sentences if s.start <= start < s.end), None)
    speaker = None
    if sentence and sentence.speaker:
        role = next((s.role for s in statement.speakers if s.name == sentence.speaker), "")
        speaker = Speaker(sentence.speaker, role)
    voice = sentence.voice if sentence else passage.voice
    return Evidence(statement, passage, passage.words(start, end), start, end, voice, speaker, bearing)
