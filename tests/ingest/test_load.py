from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from ingest.load import Outcome, load
from ingest.sources import keep_upload
from library.corrections import correction
from library.doctor import examine
from library.errors import LibraryError
from library.library import Library
from library.text import stems
from settings import Settings

SAMPLE = Path(__file__).parents[2] / "sample" / "statements"
ONE = """---
title: Norland votes
country: Norland
date: 2020-05-04
election: local elections
election_date: 2020-05-03
---

# Norland votes

NORTHTOWN, 4 May 2020 – Voting in the local elections was calm, the observers said.

Rallies were held in the stadium. Turnout was 61.3 per cent.
"""
TWO = """Sudland votes

SOUTHPORT, 6 June 2021 – The elections were well run, the observers said.

Fishing boats carried the ballot boxes to the outer islands.
"""


@pytest.fixture
def library(empty_library: Library) -> Library:
    return empty_library


@pytest.fixture
def one(tmp_path: Path) -> Path:
    path = tmp_path / "norland.md"
    path.write_text(ONE)
    return path


@pytest.fixture
def two(tmp_path: Path) -> Path:
    path = tmp_path / "sudland.txt"
    path.write_text(TWO)
    return path


def load_all(library: Library, *paths: Path) -> list[Outcome]:
    return list(load(library, map(str, paths)))


def found(library: Library, words: str) -> list[str]:
    """Files of the passages with these words."""
    names = [name for name, _ in library.catalog.lexical(stems(words), None, 20)]
    passages = library.catalog.passages_by_id(names)
    return [library.statement(passages[name].statement_id).file for name in names]


def near(library: Library, question: str) -> str:
    """Text of the passage nearest in meaning."""
    among = [s.id for s in library.statements()]
    ((name, _),) = library.vectors.nearest_passages(library.embedder.embed_query(question), among, 1)
    passages = library.catalog.passages_by_id([name])
    return passages[name].text if passages else f"{name} is not in the catalog"


def is_sound(library: Library) -> bool:
    return examine(library) == []


def test_a_new_file_is_added_and_found_by_its_words_and_its_meaning(library: Library, one: Path):
    (outcome,) = load_all(library, one)
    (statement,) = library.statements()
    assert outcome == Outcome(
        str(one), "norland.md", "added", statement.id, "Norland votes", len(library.catalog.passages(statement.id))
    )
    assert outcome.passages >= 2
    assert statement.source == str(one)
    assert "Rallies were held in the stadium." in library.catalog.text(statement.id)
    assert found(library, "stadium rally") == ["norland.md"]
    assert "stadium" in near(library, "Where did the campaign events take place?")
    assert is_sound(library)


def test_loading_the_same_file_again_changes_nothing(library: Library, one: Path, two: Path):
    load_all(library, one, two)
    statements, vectors = library.statements(), library.vectors.ids()
    again = load_all(library, one, two)
    assert [o.status for o in again] == ["unchanged", "unchanged"]
    assert [o.statement_id for o in again] == [library.statement(p.name).id for p in (one, two)]
    assert all(o.reason and o.passages for o in again)
    assert library.statements() == statements
    assert library.vectors.ids() == vectors


def test_a_file_named_twice_or_by_another_way_is_loaded_once(library: Library, one: Path):
    (one.parent / "folder").mkdir()
    roundabout = one.parent / "folder" / ".." / one.name
    assert [o.status for o in load_all(library, one, one, roundabout)] == ["added", "unchanged"]


def test_a_changed_file_takes_the_place_of_its_old_text_everywhere(library: Library, one: Path):
    (before,) = load_all(library, one)
    one.write_text(ONE.replace("Rallies were held in the stadium.", "Concerts were given on the market square."))
    (outcome,) = load_all(library, one)
    assert outcome.status == "updated"
    assert outcome.reason
    assert outcome.statement_id != before.statement_id
    assert [s.id for s in library.statements()] == [outcome.statement_id]
    assert found(library, "stadium") == []
    assert found(library, "concert") == ["norland.md"]
    assert "Concerts" in near(library, "Rallies in the stadium")
    assert library.catalog.passages(before.statement_id) == []
    assert is_sound(library)


def test_a_change_of_the_description_alone_is_an_update_too(library: Library, one: Path):
    (before,) = load_all(library, one)
    one.write_text(ONE.replace("country: Norland", "country: Westland"))
    (outcome,) = load_all(library, one)
    assert (outcome.status, outcome.statement_id) == ("updated", before.statement_id)
    assert library.statements()[0].country.name == "Westland"
    assert is_sound(library)


def test_a_shorter_new_version_leaves_nothing_of_the_longer_one(library: Library, one: Path):
    one.write_text(ONE + "\n\nA paragraph about helicopters.\n\nAnother about submarines.\n")
    load_all(library, one)
    one.write_text(ONE)
    load_all(library, one)
    assert found(library, "helicopters submarines") == []
    assert is_sound(library)


def test_two_countries_a_letter_apart_stay_two(library: Library, one: Path, tmp_path: Path):
    other = tmp_path / "saint_norlend.md"
    other.write_text(ONE.replace("Norland", "Saint Norlend"))
    assert [o.status for o in load(library, [str(one), str(other)])] == ["added", "added"]
    assert {s.country.name for s in library.statements() if s.country} == {"Norland", "Saint Norlend"}


def test_the_same_file_under_another_name_is_a_duplicate_and_says_of_which(library: Library, one: Path):
    (first,) = load_all(library, one)
    copy = one.with_name("copy of norland.md")
    shutil.copy(one, copy)
    (outcome,) = load_all(library, copy)
    assert (outcome.status, outcome.statement_id) == ("duplicate", first.statement_id)
    assert outcome.file == "copy of norland.md"
    assert outcome.reason == "The same file is in the library as norland.md."
    assert len(library.statements()) == 1


def test_the_same_text_in_another_form_is_a_duplicate_too(library: Library, two: Path):
    load_all(library, two)
    other = two.with_suffix(".md")
    other.write_text(TWO.replace("\n", "\r\n"))
    (outcome,) = load_all(library, other)
    assert outcome.status == "duplicate"
    assert "sudland.txt" in outcome.reason
    assert len(library.statements()) == 1


def test_a_file_that_now_holds_the_text_of_another_does_not_keep_its_old_text(library: Library, one: Path, two: Path):
    load_all(library, one, two)
    one.write_text(TWO)
    (outcome,) = load_all(library, one)
    assert outcome.status == "duplicate"
    assert found(library, "stadium") == []
    (old,) = library.catalog.replaced(outcome.statement_id)
    assert old.statement.file == "norland.md" and "stadium" in old.text, "the record of it is kept"


def test_a_removed_statement_can_be_added_again(library: Library, one: Path):
    (first,) = load_all(library, one)
    library.remove(first.statement_id)
    assert library.statements() == []
    assert found(library, "stadium") == []
    assert is_sound(library)
    (again,) = load_all(library, one)
    assert (again.status, again.statement_id) == ("added", first.statement_id)


BAD = {
    "empty.txt": b"",
    "blank.md": b"  \n\n\t\n",
    "broken.pdf": b"%PDF-1.7\nthis is not one",
    "broken.docx": b"PK\x03\x04 nor this",
    "picture.png": b"\x89PNG\r\n\x1a\n",
    "program.txt": b"\x7fELF\x00\x00\x01\x00" * 200,
    "page.html": b"<html><body></body></html>",
}


def test_bad_files_are_reported_in_plain_words_and_the_others_go_on(library: Library, one: Path, two: Path):
    bad = []
    for name, data in BAD.items():
        bad.append(one.parent / name)
        bad[-1].write_bytes(data)
    bad += [one.parent / "not there.txt", one.parent / "no folder"]
    (one.parent / "no folder").mkdir()
    outcomes = {o.file: o for o in load_all(library, one, *bad, two)}
    assert outcomes["norland.md"].status == outcomes["sudland.txt"].status == "added"
    for path in bad[:-1]:
        outcome = outcomes[path.name]
        assert outcome.status in ("failed", "skipped"), path.name
        assert (outcome.statement_id, outcome.passages) == (None, 0)
        assert len(outcome.reason.split()) >= 3, outcome.reason
        assert outcome.reason.endswith("."), outcome.reason
        assert "Error" not in outcome.reason and "Traceback" not in outcome.reason, outcome.reason
    assert len(library.statements()) == 2
    assert is_sound(library)


def test_a_bad_new_version_leaves_the_good_old_one_in_place(library: Library, one: Path):
    (first,) = load_all(library, one)
    one.write_bytes(b"")
    (outcome,) = load_all(library, one)
    assert outcome.status == "failed"
    assert [s.id for s in library.statements()] == [first.statement_id]
    assert found(library, "stadium") == ["norland.md"]


def test_a_file_that_is_too_large_is_refused_with_the_setting_that_allows_it(tmp_path: Path, one: Path):
    library = Library(Settings(home=tmp_path / "small", max_bytes=100))
    (outcome,) = load_all(library, one)
    library.close()
    assert outcome.status == "failed"
    assert "RECORD_MAX_BYTES" in outcome.reason


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_what_is_no_file_is_not_waited_for(library: Library, tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.txt")
    (outcome,) = load_all(library, tmp_path / "pipe.txt")
    assert outcome.status == "failed"


def test_a_folder_is_read_with_all_below_it_in_order_and_what_is_left_out_is_told(library: Library, tmp_path: Path):
    folder = tmp_path / "statements"
    (folder / "deep" / "deeper").mkdir(parents=True)
    (folder / ".hidden").mkdir()
    (folder / "b.md").write_text(ONE)
    (folder / "deep" / "deeper" / "a.TXT").write_text(TWO)
    for name in (".hidden/c.md", ".d.md", "deep/e.xlsx", "f"):
        (folder / name).write_text(ONE + name)
    (folder / "link.md").symlink_to(folder / "b.md")
    (folder / "loop").symlink_to(folder)
    outcomes = load_all(library, folder)
    assert [(o.file, o.status) for o in outcomes] == [
        ("b.md", "added"),
        ("a.TXT", "added"),
        ("e.xlsx", "skipped"),
        ("f", "skipped"),
        ("link.md", "skipped"),
        ("loop", "skipped"),
    ]
    assert ".xlsx" in outcomes[2].reason and "link" in outcomes[4].reason and "link" in outcomes[5].reason
    assert load_all(library, folder / ".hidden" / "..") != [], "a folder given by name is read however it is spelt"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open everything")
def test_a_folder_that_cannot_be_opened_is_told(library: Library, one: Path):
    shut = one.parent / "shut"
    shut.mkdir()
    shut.chmod(0)
    outcomes = load_all(library, one.parent)
    shut.chmod(0o700)
    assert ("shut", "failed") in [(o.file, o.status) for o in outcomes]


def test_a_file_of_the_same_name_in_another_folder_is_another_statement(library: Library, one: Path, tmp_path: Path):
    (tmp_path / "other").mkdir()
    other = tmp_path / "other" / one.name
    other.write_text(TWO)
    assert [o.status for o in load_all(library, one, other)] == ["added", "added"]
    assert len(library.statements()) == 2


def test_an_upload_is_kept_and_another_of_the_same_name_does_not_take_its_place(tmp_path: Path):
    settings = Settings(home=tmp_path / "record")
    first = keep_upload("norland.md", ONE.encode(), settings)
    assert Path(first).name == "norland.md" and Path(first).read_text() == ONE
    assert keep_upload("norland.md", ONE.encode(), settings) == first
    assert keep_upload("norland.md", TWO.encode(), settings) != first
    assert Path(first).read_text() == ONE
    outside = Path(keep_upload("../../norland.md", ONE.encode(), settings))
    assert outside.resolve().is_relative_to(settings.home.resolve())


def test_the_record_of_what_was_replaced_is_kept(library: Library, one: Path):
    load_all(library, one)
    one.write_text(ONE.replace("Rallies were held in the stadium.", "Concerts were given on the market square."))
    (outcome,) = load_all(library, one)
    (old,) = library.catalog.replaced(outcome.statement_id)
    assert "Rallies were held in the stadium." in old.text


def test_other_bytes_with_the_same_text_change_nothing_and_are_known_from_then_on(library: Library, two: Path):
    (before,) = load_all(library, two)
    passages = library.catalog.passages(before.statement_id)
    two.write_text(TWO.replace("\n", "\r\n"), newline="")
    (outcome,) = load_all(library, two)
    assert (outcome.status, outcome.statement_id) == ("unchanged", before.statement_id)
    assert "text has not" in outcome.reason
    assert library.catalog.passages(before.statement_id) == passages
    (outcome,) = load_all(library, two)
    assert "already" in outcome.reason, "the new bytes are known now"


def test_what_a_person_corrected_stays_when_the_file_changes(library: Library, two: Path):
    load_all(library, two)
    (statement,) = library.statements()
    library.correct(statement, correction("country", "Westland"))
    library.correct(statement, correction("speakers", "Ada Lind, Head of the mission"))
    two.write_text(TWO + "\n“We saw queues in nearly every town,” said Ada Lind.\n")
    assert [o.status for o in load_all(library, two)] == ["updated"]
    (statement,) = library.statements()
    assert (statement.country.name, statement.speakers[0].name) == ("Westland", "Ada Lind")
    last = library.catalog.passages(statement.id)[-1]
    assert last.speaker == "Ada Lind", "who speaks is told by the corrected names"
    assert is_sound(library)


def test_twins_within_one_load_are_told_apart_by_their_order(library: Library, one: Path):
    copies = [shutil.copy(one, one.with_name(f"{n}.md")) for n in range(6)]
    outcomes = load_all(library, *reversed(copies))
    assert [o.status for o in outcomes] == ["added"] + ["duplicate"] * 5
    assert outcomes[0].file == "5.md" and all("5.md" in o.reason for o in outcomes[1:])


def test_a_copy_of_what_a_changed_file_held_is_not_taken_for_a_duplicate_of_it(library: Library, one: Path):
    """When the copy is opened the old text is still there; when its turn comes, it was replaced."""
    load_all(library, one)
    copy = shutil.copy(one, one.with_name("old norland.md"))
    one.write_text(TWO)
    assert [o.status for o in load_all(library, one, copy)] == ["updated", "added"]
    assert sorted(s.file for s in library.statements()) == ["norland.md", "old norland.md"]
    assert is_sound(library)


def test_a_library_that_cannot_take_a_statement_says_so_and_keeps_nothing_of_it(
    library: Library, one: Path, two: Path, monkeypatch: pytest.MonkeyPatch
):
    library.vectors.ids()
    add = library.catalog.add

    def fail_once(edition, *args, **kwargs):
        if edition.statement.file == "norland.md":
            raise LibraryError("norland.md could not be written to the catalog: disk full. Nothing of it was kept.")
        add(edition, *args, **kwargs)

    monkeypatch.setattr(library.catalog, "add", fail_once)
    assert [o.status for o in load_all(library, one, two)] == ["failed", "added"]
    assert [s.file for s in library.statements()] == ["sudland.txt"]
    assert "Fishing" in near(library, "Fishing boats")
    monkeypatch.undo()
    assert [o.status for o in load_all(library, one)] == ["added"], "it can be tried again"
    assert is_sound(library)


def test_the_sample_is_loaded_with_what_its_front_matter_says(sample_library: Library):
    statements = {s.file: s for s in sample_library.statements()}
    assert set(statements) == {p.name for p in SAMPLE.iterdir()}
    one = statements["kestrovia_2022_press_release.md"]
    assert one.country.name == "Kestrovia" and one.country.code is None
    assert (str(one.date), str(one.election_date)) == ("2022-10-10", "2022-10-09")
    assert one.kind == "press release"
    assert one.fictional
    assert "Parliament of the Continental Union (PCU)" in one.bodies
    assert {s.name for s in one.speakers} == {"Tobias Renquist", "Jorun Eklavik", "Dimitar Valchenko", "Aoife Brannock"}
    assert statements["tezira_2023_press_release_ru.md"].translation_of == "tezira_2023_press_release.md"
    assert statements["tezira_2023_press_release_ru.md"].language == "ru"
    assert examine(sample_library) == []


def test_every_passage_of_the_sample_is_verbatim_text_of_its_file(sample_library: Library):
    for statement in sample_library.statements():
        raw = (SAMPLE / statement.file).read_text(encoding="utf-8")
        raw = " ".join(re.sub(r"\[\^(\d+)\]:?|^(?:[-*#>]+|\d+\.) ", r" \1 ", raw, flags=re.MULTILINE).split())
        text = sample_library.catalog.text(statement.id)
        for passage in sample_library.catalog.passages(statement.id):
            assert passage.text == text[passage.start : passage.end]
            if "[" not in passage.text:  # footnote marks are kept apart
                assert re.sub(r"^[-–•] |^\d+\. ", "", passage.text) in raw, (statement.file, passage.text)


def test_a_source_that_is_known_is_read_once_more_when_that_is_asked_for(library: Library, one: Path) -> None:
    (first,) = load(library, [str(one)])
    library.correct(library.statement(str(first.statement_id)), correction("place", "Northtown Harbour"))
    (nothing,) = load(library, [str(one)], again=True)
    assert (nothing.status, nothing.reason) == ("unchanged", "Nothing has changed.")
    library.correct(library.statement(str(first.statement_id)), correction("language", "fr"))
    (again,) = load(library, [str(one)], again=True)
    assert again.statement_id == first.statement_id
    (kept,) = library.statements()
    assert (kept.place, kept.language) == ("Northtown Harbour", "fr")
