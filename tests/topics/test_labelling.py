from __future__ import annotations

from pathlib import Path

from ingest.load import load
from library.labels import Label
from library.library import Library
from topics.labelling import label

STATEMENT = (
    "# Norland's elections calm, observers say\n\n"
    "OSLAN, 4 May 2020 – Yesterday's parliamentary elections in Norland were calm, the observers said.\n\n"
    "The vote count was assessed negatively in 12 of the 40 polling stations where it was followed.\n"
)


def loaded(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "norland_2020.md"
    path.write_text(STATEMENT, encoding="utf-8")
    assert [o.status for o in load(library, [str(path)])] == ["added"]


def labels(library: Library) -> dict[str, Label]:
    [statement] = library.statements()
    given = library.labels.of([statement.id])
    return {p.words(s.start, s.end): given[p.id, n] for p in library.catalog.passages(statement.id)
            for n, s in enumerate(p.sentences)}  # fmt: skip


def test_sentences_are_labelled_as_they_are_loaded_and_once(empty_library, tmp_path):
    loaded(empty_library, tmp_path)
    [found] = [one for text, one in labels(empty_library).items() if text.startswith("The vote count")]
    assert "counting" in found.spoken_of
    assert (found.direction, found.phase, found.status) == ("negative", "election day", "finding")
    assert label(empty_library) == 0, "there is nothing left to do"


def test_a_changed_taxonomy_makes_labels_anew_at_the_next_use(empty_library, tmp_path):
    loaded(empty_library, tmp_path)
    own = (
        "topics:\n  calm:\n    title: {en: Calm}\n    about: how calm it was\n    en: {tells: 'were calm, was calm'}\n"
    )
    (empty_library.settings.home / "topics.yaml").write_text(own, encoding="utf-8")
    assert label(empty_library) == 1
    assert any("calm" in one.spoken_of for one in labels(empty_library).values())


def test_a_broken_taxonomy_does_not_stop_a_load(empty_library, tmp_path):
    (empty_library.settings.home / "topics.yaml").write_text("topics: 3", encoding="utf-8")
    loaded(empty_library, tmp_path)


def test_labels_go_with_their_statement(empty_library, tmp_path):
    loaded(empty_library, tmp_path)
    [statement] = empty_library.statements()
    empty_library.remove(statement.id)
    assert empty_library.labels.of([statement.id]) == {}
