"""Checks and the verdicts that people set, as the catalog keeps them; and the version of a library."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

import library.database
from library.checks import KeptCheck, Ruling, check_id
from library.library import Library
from library.records import Country, Statement
from library.state import State, state_of
from settings import Settings

NOW = datetime(2026, 11, 24, 21, 0, tzinfo=UTC)
HERE = State("abc", 2)
STATEMENT = Statement("a" * 16, "norland.txt", "/in/norland.txt", "Norland voted", country=Country("Norland"))


def kept(words: str, state: State = HERE) -> KeptCheck:
    return KeptCheck(check_id(words, state), words, state, NOW, {"claims": []})


def test_a_check_is_found_by_its_id_and_the_same_text_against_the_same_library_has_one(empty_library: Library):
    check = kept("Turnout was 60 per cent.")
    empty_library.checks.keep(check)
    empty_library.checks.keep(check)
    assert empty_library.checks.find(check.id) == check
    assert [one[0] for one in empty_library.checks.recent(9)] == [check.id]
    assert kept("Turnout was 60 per cent.", State("abd", 3)).id != check.id
    assert empty_library.checks.find("nothing") is None


def test_a_ruling_takes_the_place_of_an_earlier_one_and_can_be_taken_back(empty_library: Library):
    checks = empty_library.checks
    for verdict in ("supported", "contradicted"):
        checks.rule("A text.", Ruling(0, 7, verdict, "Seen by two editors.", NOW))
    assert checks.rulings("A text.") == {(0, 7): Ruling(0, 7, "contradicted", "Seen by two editors.", NOW)}
    assert checks.rulings("Another text.") == {}
    checks.take_back("A text.", 0, 7)
    assert checks.rulings("A text.") == {}


def test_what_a_person_set_stays_when_the_text_is_checked_again_and_goes_with_its_last_check(empty_library: Library):
    checks = empty_library.checks
    old, new = kept("A text."), kept("A text.", State("abd", 3))
    checks.keep(old)
    checks.rule("A text.", Ruling(0, 7, "supported", "", NOW))
    checks.keep(new)
    checks.forget(old.id)
    assert checks.rulings("A text.")
    checks.forget(new.id)
    assert not checks.rulings("A text.")


def test_the_version_of_a_library_changes_with_its_statements_and_their_descriptions_only():
    state = state_of([STATEMENT])
    assert state_of([replace(STATEMENT, source="/elsewhere", retrieved_at=NOW)]) == state
    assert state_of([replace(STATEMENT, country=Country("Sudland"))]) != state
    other = replace(STATEMENT, id="b" * 16)
    assert state_of([STATEMENT, other]) == state_of([other, STATEMENT]) != state


def test_a_library_of_before_is_migrated_and_keeps_checks_from_then_on(tmp_path: Path):
    folder = tmp_path / "record"
    folder.mkdir()
    config = Config()
    config.set_main_option("script_location", str(Path(library.database.__file__).parent / "migrations"))
    engine = create_engine(f"sqlite:///{folder / 'catalog.sqlite'}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "0003"
    engine.dispose()
    opened = Library(Settings(home=folder))
    opened.checks.keep(kept("A text."))
    assert len(opened.checks.recent(9)) == 1
    opened.close()
