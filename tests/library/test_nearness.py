"""Exact search in memory among the vectors of some statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from library.nearness import Nearness, Rows
from library.records import Statement

ONE, TWO = Statement("1", "a.md", "a.md", "A"), Statement("2", "b.md", "b.md", "B")
ASKED = np.array([1.0, 0.0], dtype=np.float32)


class Store:
    """Vectors by statement, and what was read of them."""

    def __init__(self) -> None:
        self.kept = {"1": {"1a": (1.0, 0.0), "1b": (0.0, 1.0)}, "2": {"2a": (0.8, 0.6)}}
        self.reads: list[list[str]] = []

    def read(self, names: Sequence[str]) -> list[Rows]:
        self.reads.append(list(names))
        return [(n, list(self.kept[n]), np.array(list(self.kept[n].values()), dtype=np.float32)) for n in names]


def test_the_nearest_come_first_and_only_from_the_statements_asked_for() -> None:
    nearness = Nearness(Store().read)
    assert [name for name, _ in nearness.nearest(ASKED, [ONE, TWO], 9)] == ["1a", "2a", "1b"]
    assert [name for name, _ in nearness.nearest(ASKED, [TWO], 9)] == ["2a"]
    assert [name for name, _ in nearness.nearest(ASKED, [ONE, TWO], 2)] == ["1a", "2a"]
    assert nearness.nearest(ASKED, [], 9) == []


def test_vectors_are_read_once_and_anew_when_their_statement_has_changed() -> None:
    store = Store()
    nearness = Nearness(store.read)
    nearness.nearest(ASKED, [ONE], 9)
    nearness.nearest(ASKED, [ONE, TWO], 9)
    assert store.reads == [["1"], ["2"]]
    store.kept["1"]["1b"] = (2.0, 0.0)
    changed = replace(ONE, title="A, corrected")
    assert nearness.nearest(ASKED, [changed], 9)[0] == ("1b", 2.0)
