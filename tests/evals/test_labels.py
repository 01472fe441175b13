"""Labels by hand are of sentences that the statements have."""

from __future__ import annotations

import json
from pathlib import Path

from library.library import Library

LABELS = Path("sample/gold/labels.jsonl")


def test_every_sentence_that_is_labelled_by_hand_is_one_of_its_statement(sample_library: Library) -> None:
    there = {
        (s.file, p.words(one.start, one.end))
        for s in sample_library.statements()
        for p in sample_library.catalog.passages(s.id)
        for one in p.sentences
    }
    rows = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    assert rows
    assert not [row["text"] for row in rows if (row["file"], row["text"]) not in there]
