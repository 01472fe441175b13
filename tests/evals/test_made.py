"""The statements that speed is measured with: as many and as long as asked for, each different, always the same."""

from __future__ import annotations

import re
from pathlib import Path

from evals.made import make_statements


def test_statements_are_made_up_the_same_every_time_and_hardly_a_sentence_twice(tmp_path: Path):
    texts = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        total = make_statements(tmp_path / name, 30, 300)
        texts.append([path.read_text() for path in sorted((tmp_path / name).iterdir())])
    assert texts[0] == texts[1]
    lengths = [len(text.split()) for text in texts[0]]
    assert len(lengths) == 30 and sum(lengths) == total and all(270 <= n < 450 for n in lengths)
    sentences = [s for text in texts[0] for s in re.split(r"(?<=\.)\s", re.sub(r"#.*\n", "", text)) if len(s) > 40]
    assert len(set(sentences)) > 0.99 * len(sentences)
