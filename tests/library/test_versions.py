from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from ingest.load import load
from library.corrections import correction
from library.errors import LibraryError
from library.library import Library
from library.records import Country, Statement
from library.versions import older_version

EARLIER = Statement(
    id="a" * 16,
    file="report.pdf",
    source="/uploads/1/report.pdf",
    title="Norland voted",
    kind="final report",
    country=Country("Norland"),
    election_date=date(2015, 5, 3),
    retrieved_at=datetime(2015, 8, 1),
)
LATER = replace(EARLIER, id="b" * 16, source="/uploads/2/report.pdf", retrieved_at=datetime(2015, 9, 1))


def test_a_file_of_the_same_name_and_description_is_a_newer_version_and_not_the_other_way_round() -> None:
    assert older_version(LATER, [EARLIER, LATER]) == EARLIER
    assert older_version(EARLIER, [EARLIER, LATER]) is None


@pytest.mark.parametrize(
    "different",
    [
        {"file": "annex.pdf"},
        {"country": Country("Sudland")},
        {"election_date": date(2019, 5, 3)},
        {"election_round": "second round"},
        {"kind": "press release"},
        {"language": "fr"},
    ],
)
def test_another_name_country_election_kind_or_language_is_another_document(different: dict[str, object]) -> None:
    assert older_version(LATER, [replace(EARLIER, **different)]) is None


@pytest.mark.parametrize("unknown", [{"country": None}, {"election_date": None}])
def test_two_files_of_one_name_of_which_little_is_known_are_two_documents(unknown: dict[str, object]) -> None:
    assert older_version(replace(LATER, **unknown), [replace(EARLIER, **unknown)]) is None


def add(library: Library, folder: Path, words: str) -> Statement:
    folder.mkdir()
    path = folder / "report.txt"
    lead = "NORVIK, 4 May 2015 – The 3 May elections in Norland were calm, observers said."
    path.write_text(f"Norland voted calmly, observers say\n\n{lead}\n\n{words}\n")
    (outcome,) = load(library, [str(path)])
    assert outcome.status == "added", outcome
    return library.statement(str(outcome.statement_id))


def test_a_statement_takes_the_place_of_another_with_its_corrections_and_its_record_stays(
    empty_library: Library, tmp_path: Path
) -> None:
    old = add(empty_library, tmp_path / "1", "Turnout was 60 per cent.")
    new = add(empty_library, tmp_path / "2", "Turnout was 61 per cent.")
    empty_library.correct(old, correction("place", "Norvik Harbour"), correction("mission_format", "limited"))
    empty_library.correct(new, correction("place", "Norvik Town"))
    empty_library.replace(old, empty_library.statement(new.id))
    (left,) = empty_library.statements()
    assert (left.id, left.place, left.mission_format) == (new.id, "Norvik Town", "limited")
    (record,) = empty_library.catalog.replaced(new.id)
    assert (record.statement.id, "60 per cent" in record.text) == (old.id, True)
    assert empty_library.catalog.passages(old.id) == []


def test_nothing_is_replaced_by_a_statement_that_is_gone(empty_library: Library, tmp_path: Path) -> None:
    old = add(empty_library, tmp_path / "1", "Turnout was 60 per cent.")
    gone = replace(old, id="0" * 16)
    with pytest.raises(LibraryError, match="not in the library any more"):
        empty_library.replace(old, gone)
    assert empty_library.statements() == [old]
