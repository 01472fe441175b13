"""General retrieval: texts of any genre are searched by sentences that they entail."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from evals.external import Asked, Found, main, measured, tables, task_of

FERRY = "The ferry to the island was late because of fog."
BREAD = "A baker in Ornsby sold eighty loaves before noon."
CLOCKS = "The museum opened a new hall. It shows old clocks."
ROWS = [
    (FERRY, "Fog delayed a boat.", "entailment", "a"),
    (FERRY, "The ferry was late", "neutral", "a"),
    (FERRY, "the ferry to the island", "entailment", "a"),
    (BREAD, "Bread was sold in the morning.", "entailment", "a"),
    (f"  {CLOCKS}\n", "Timepieces are on show.", "entailment", "b"),
    (CLOCKS, "The museum is closed.", "contradiction", "b"),
]


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    rows = [dict(zip(("premise", "hypothesis", "label", "source"), row, strict=True)) for row in ROWS]
    lines = "\n".join(json.dumps(row) for row in rows)
    (tmp_path / "dev.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    return tmp_path


def test_what_a_text_entails_is_asked_and_what_stands_in_it_word_for_word_is_not(pairs: Path):
    task = task_of(pairs)
    assert sorted(task.texts) == sorted([FERRY, BREAD, CLOCKS])
    assert {one.sentence: one.right for one in task.asked} == {
        "Fog delayed a boat.": {FERRY},
        "Bread was sold in the morning.": {BREAD},
        "Timepieces are on show.": {CLOCKS},
    }


def test_a_smaller_sample_is_the_same_each_time_and_asks_only_after_its_own_texts(pairs: Path):
    task = task_of(pairs, most=2, seed=3)
    assert task == task_of(pairs, most=2, seed=3)
    assert len(task.texts) == 2 and all(one.right <= set(task.texts) for one in task.asked)


def test_the_search_of_the_product_and_each_half_of_it_are_ranked(pairs: Path):
    ranks = {one.asked.sentence: one.ranks for one in measured(task_of(pairs))}
    assert ranks["Fog delayed a boat."] == {"On the Record": 1, "meaning alone": 1, "words alone": 1}
    assert ranks["Timepieces are on show."]["words alone"] in (None, 1)  # "show" may meet "shows", no other word does
    assert ranks["Timepieces are on show."]["On the Record"] == 1


def test_recall_at_a_rank_is_the_share_of_sentences_whose_text_stood_so_high():
    asked = Asked("?", frozenset({"a"}), "news")
    ranks = [(1, 2, None), (6, 5, 10)]
    names = ("On the Record", "meaning alone", "words alone")
    table = tables([Found(asked, dict(zip(names, of, strict=True))) for of in ranks])
    assert "| within the first 1 | 0.50 | 0.00 | 0.00 |" in table
    assert "| within the first 5 | 0.50 | 1.00 | 0.00 |" in table
    assert "| within the first 10 | 1.00 | 1.00 | 0.50 |" in table
    assert "| news | 2 | 0.50 | 1.00 | 0.00 |" in table


def test_a_folder_without_pairs_is_told_with_its_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main([str(tmp_path)]) == 2
    assert str(tmp_path) in capsys.readouterr().err
