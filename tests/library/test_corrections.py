from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from toys import toy_library

from ingest.load import load
from library.corrections import FIELDS, NotAValue, as_read, corrected, correction, entered
from library.doctor import examine
from library.records import Country, Origin, Speaker, Statement

STATEMENT = Statement(
    "id",
    "norland.txt",
    "/norland.txt",
    "Norland votes",
    country=Country("Norland"),
    date=date(2020, 5, 3),
    election_date=date(2020, 5, 2),
    bodies=("Office (O)", "Assembly"),
    speakers=(Speaker("Ada Lind", "Head of the mission"), Speaker("Bo Ek")),
    origins={"country": Origin("title", 0.7)},
)
TYPED = {
    "title": ("  Norland   votes again ", "Norland votes again"),
    "kind": ("Final Report", "final report"),
    "bodies": ("Office (O); ; Other Body", ("Office (O)", "Other Body")),
    "country": ("kazakhstan", Country("Kazakhstan", "KZ")),
    "election_type": ("", None),
    "election_round": ("second round", "second round"),
    "election_date": ("2020-06-01", date(2020, 6, 1)),
    "date": ("", None),
    "place": ("Birkdale", "Birkdale"),
    "language": ("FR", "fr"),
    "speakers": (
        "Eva Dahl, Leader, and spokesperson; Bo Ek",
        (Speaker("Eva Dahl", "Leader, and spokesperson"), Speaker("Bo Ek")),
    ),
    "mission_format": ("limited", "limited"),
    "translation_of": ("norland_en.txt", "norland_en.txt"),
    "fictional": ("yes", True),
}


def test_every_field_that_can_be_corrected_is_tried_here():
    assert set(TYPED) == set(FIELDS)


@pytest.mark.parametrize("field", TYPED)
def test_what_is_typed_becomes_the_value_and_what_was_read_is_remembered(field: str):
    typed, value = TYPED[field]
    after = corrected(STATEMENT, [correction(field, typed)])
    assert getattr(after, field) == value
    assert (after.origins[field].where, after.origins[field].sure) == ("person", 1.0)
    assert as_read(after, field) == STATEMENT
    assert as_read(after, field).origins == STATEMENT.origins
    twice = corrected(after, [correction(field, entered(field, after))])
    assert twice == after, "what is shown for typing means the same"
    assert as_read(twice, field) == STATEMENT, "what was read is remembered, not the first correction"


@pytest.mark.parametrize(
    ("field", "typed", "advice"),
    [
        ("date", "3 May 2020", "2023-03-19"),
        ("election_date", "2020-13-01", "2023-03-19"),
        ("kind", "poem", "final report"),
        ("kind", "", "final report"),
        ("mission_format", "large", "limited"),
        ("language", "English", "two letters"),
        ("title", " ", "empty"),
        ("colour", "red", "country"),
    ],
)
def test_what_cannot_be_a_value_is_refused_with_what_can(field: str, typed: str, advice: str):
    with pytest.raises(NotAValue, match=advice):
        correction(field, typed)


def write(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "norland.txt"
    path.write_text(
        "Elections in Norland well run, observers say\n\n"
        f"ASHFORD, 3 May 2020 – The 2 May local elections in Norland {text}\n"
    )
    return path


def test_a_correction_is_searched_with_survives_a_new_version_and_a_removal_and_can_be_taken_back(tmp_path: Path):
    library = toy_library(tmp_path / "record")
    path = write(tmp_path / "in", "were calm, the observers said in a statement that was issued in the capital.")
    (added,) = load(library, [str(path)])
    read = library.statement(added.statement_id)
    library.correct(read, correction("country", "Kazakhstan", "the dateline was misread"))
    now = library.statement(added.statement_id)
    assert now.country == Country("Kazakhstan", "KZ")
    assert examine(library) == []
    context = library.catalog.passages(now.id)[1]
    vector = library.embedder.embed_query(f"Kazakhstan, local elections, 2 May 2020\n{context.text}")
    assert library.vectors.nearest_passages(vector, None, 1)[0][1] == pytest.approx(1.0, abs=1e-3)

    write(tmp_path / "in", "were calm, the observers said in a statement that was later put right in one word.")
    (updated,) = load(library, [str(path)])
    assert updated.status == "updated"
    assert library.statement(updated.statement_id).country == Country("Kazakhstan", "KZ")
    library.remove(updated.statement_id)
    (again,) = load(library, [str(path)])
    assert again.status == "added"
    assert library.statement(again.statement_id).country == Country("Kazakhstan", "KZ")

    library.uncorrect(library.statement(again.statement_id), "country")
    assert library.statement(again.statement_id).country == read.country
    assert library.corrections.of(str(path), again.statement_id) == ()
    assert examine(library) == []
    library.close()


def test_a_correction_follows_the_same_text_to_another_file(tmp_path: Path):
    library = toy_library(tmp_path / "record")
    path = write(tmp_path / "in", "were calm, the observers said in a statement that was issued in the capital.")
    (added,) = load(library, [str(path)])
    library.correct(library.statement(added.statement_id), correction("place", "Birkdale", "letter of the mission"))
    library.remove(added.statement_id)
    moved = path.rename(path.with_name("moved.txt"))
    (again,) = load(library, [str(moved)])
    assert library.statement(again.statement_id).place == "Birkdale"
    (kept,) = library.corrections.of(str(moved), again.statement_id)
    assert (kept.field, kept.note) == ("place", "letter of the mission") and kept.made_at
    library.close()
