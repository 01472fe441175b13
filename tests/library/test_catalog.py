from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from library.catalog import Catalog
from library.database import Database
from library.errors import GenerationReplaced, LibraryError
from library.generations import Generations
from library.records import AsRead, Box, Country, Edition, Origin, Passage, Sentence, Speaker, Statement
from library.text import stems

ROOT = Path(__file__).parents[2]
TEXT = "Norland votes\n\nThe observers counted ballots. “We saw queues”, said Ada Lind.\n\nNo complaints were upheld."


def statement_of(identifier: str = "a" * 16, **values: object) -> Statement:
    facts = {
        "id": identifier,
        "file": "norland_2020.pdf",
        "source": f"/somewhere/{identifier}.pdf",
        "title": "Norland votes",
        "fingerprint": identifier * 4,
    }
    return Statement(**(facts | values))


def passages_of(statement: Statement, text: str = TEXT) -> tuple[Passage, ...]:
    """Each paragraph a passage of one sentence."""
    passages, start = [], 0
    for n, paragraph in enumerate(text.split("\n\n")):
        end = start + len(paragraph)
        spans = (Sentence(start, end),)
        name = f"{statement.id}:{n}"
        passages.append(Passage(name, statement.id, n, None, None, n + 1, paragraph, start, end, spans, "narrative"))
        start = end + 2
    return tuple(passages)


def keep(catalog: Catalog, statement: Statement, text: str = TEXT, **options: object) -> None:
    passages = passages_of(statement, text)
    catalog.add(Edition(statement, text, passages), [statement.title] * len(passages), **options)


def found(
    catalog: Catalog, words: str, language: str = "en", among: list[str] | None = None, limit: int = 10
) -> list[str]:
    return [name for name, _ in catalog.lexical(stems(words, language), among, limit)]


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    opened = Catalog(Database(f"sqlite:///{tmp_path / 'catalog.sqlite'}"))
    yield opened
    opened.database.close()


def test_every_field_of_a_statement_comes_back_as_it_went_in(catalog: Catalog):
    statement = statement_of(
        kind="preliminary statement",
        bodies=("Office (O)", "Ассамблея «Юг»"),
        country=Country("Côte d’Ivoire", "CI"),
        election_type="early parliamentary elections",
        election_round="second round",
        election_date=date(2020, 2, 29),
        date=date(2020, 3, 1),
        place="Grand-Bassam",
        language="fr",
        speakers=(Speaker("Ада Линд", "глава миссии"), Speaker("Ben O’Hara")),
        mission_format="limited",
        translation_of="norland_2020_en.pdf",
        fictional=True,
        retrieved_at=datetime(2024, 5, 6, 7, 8, 9, 123456),
        pages=12,
        page_labels=("", "i", "1"),
        scanned=True,
        address="https://example.org/norland",
        origins={
            "date": Origin("dateline", 0.9),
            "kind": Origin("person", 1.0, AsRead("statement", Origin("text", 0.4))),
        },
    )
    plain = statement_of(identifier="b" * 16)
    unset = {f.name for f in fields(Statement) if getattr(statement, f.name) == getattr(plain, f.name)}
    assert unset == {"file", "title"}, "a field of Statement is not part of this test"

    keep(catalog, statement)
    assert catalog.statements() == [statement]
    assert catalog.statements()[0].origins == statement.origins
    assert catalog.text(statement.id) == TEXT
    assert catalog.find("id", statement.id) == catalog.find("source", statement.source) == statement
    assert catalog.find("fingerprint", statement.fingerprint) == statement
    assert catalog.find("id", "unknown") is None


def test_a_statement_that_says_nothing_about_itself_comes_back_too(catalog: Catalog):
    keep(catalog, statement_of())
    assert catalog.statements() == [statement_of()]


def test_a_time_with_a_zone_is_kept_as_utc(catalog: Catalog):
    keep(catalog, statement_of(retrieved_at=datetime(2024, 5, 6, 7, 8, tzinfo=UTC)))
    assert catalog.statements()[0].retrieved_at == datetime(2024, 5, 6, 7, 8)


def test_every_field_of_a_passage_and_its_sentences_comes_back_as_it_went_in(catalog: Catalog):
    statement = statement_of()
    middle = TEXT.index("The observers")
    cut = TEXT.index("“We")
    end = TEXT.index("\n\nNo")
    passages = [
        Passage(
            id=f"{statement.id}:0",
            statement_id=statement.id,
            ordinal=0,
            section="Voting and counting",
            page=7,
            paragraph=3,
            text=TEXT[middle:end],
            start=middle,
            end=end,
            sentences=(
                Sentence(middle, cut - 1, "reported"),
                Sentence(cut, end, "speaker", "Ada Lind"),
            ),
            voice="speaker",
            speaker="Ada Lind",
        ),
        Passage(
            f"{statement.id}:1", statement.id, 1, None, None, 4, TEXT[-5:], len(TEXT) - 5, len(TEXT), (), "headline"
        ),
    ]
    boxes = ((Box(7, 0.1, 0.2, 0.9, 0.22),), (Box(7, 0.1, 0.23, 0.9, 0.25), Box(8, 0.1, 0.1, 0.5, 0.12)))
    catalog.add(Edition(statement, TEXT, tuple(passages), {passages[0].id: boxes}), ["", ""])
    assert catalog.passages(statement.id) == passages
    assert catalog.boxes(passages[0].id) == boxes
    assert catalog.boxes(passages[1].id) == ()
    assert catalog.passages_by_id([passages[1].id, "unknown"]) == {passages[1].id: passages[1]}
    assert catalog.passage_counts() == {statement.id: 2}


@pytest.mark.parametrize(
    ("language", "kept", "asked"),
    [
        ("en", "Several complaints were dismissed by the courts.", "complaint dismissing court"),
        ("en", "The ballot papers were counted twice.", "counting"),
        ("ru", "Наблюдатели отметили нарушения при подсчёте голосов.", "нарушение"),
        ("ru", "Наблюдатели отметили нарушения при подсчёте голосов.", "подсчет"),
        ("ru", "Жалобы были отклонены судами.", "жалоб"),
        ("fr", "Les candidates ont été élues dans les communes.", "commune"),
        ("fr", "Les observateurs ont évalué le scrutin.", "observateur évaluer"),
        ("fr", "Les élections ont été reportées.", "ÉLECTION"),
    ],
)
def test_words_are_found_whatever_their_ending(catalog: Catalog, language: str, kept: str, asked: str):
    statement = statement_of(language=language)
    keep(catalog, statement, kept)
    keep(catalog, statement_of("b" * 16, language=language), "Nothing. Ничего. Rien.")
    for word in asked.split():
        assert found(catalog, word, language) == [f"{statement.id}:0"], word


def test_a_passage_that_holds_more_of_the_rare_words_comes_first(catalog: Catalog):
    keep(
        catalog, statement_of(), "The mission counted queues.\n\nThe mission saw turnout figures.\n\nThe mission left."
    )
    names = found(catalog, "mission turnout figures")
    assert names[0].endswith(":1")
    assert len(names) == 3
    scores = [score for _, score in catalog.lexical(stems("mission turnout figures"), None, 10)]
    assert scores == sorted(scores, reverse=True)
    assert found(catalog, "mission turnout figures", limit=1) == names[:1]


def test_only_the_statements_asked_for_are_searched_and_counted(catalog: Catalog):
    one, two = statement_of(), statement_of("b" * 16)
    keep(catalog, one, "Ballots in Norland.")
    keep(catalog, two, "Ballots in Sudland.")
    assert found(catalog, "ballots", among=[two.id]) == [f"{two.id}:0"]
    assert sorted(found(catalog, "ballots")) == [f"{one.id}:0", f"{two.id}:0"]
    assert found(catalog, "ballots", among=[]) == []
    assert catalog.document_frequency("ballot") == 2
    assert catalog.document_frequency("ballot", [one.id]) == 1
    assert catalog.document_frequency("ballot", ["unknown"]) == 0


def test_context_lines_alone_do_not_make_a_passage_found(catalog: Catalog):
    statement, words = statement_of(), "Ballots were counted."
    catalog.add(Edition(statement, words, passages_of(statement, words)), ["Norland, presidential election"])
    assert found(catalog, "Norland presidential") == []
    assert found(catalog, "counted") != []


@pytest.mark.parametrize("word", ['"', "ballot*", "NEAR(a b)", "words:", "AND", "'; DROP TABLE statements; --", "-"])
def test_search_syntax_in_a_question_is_only_words(catalog: Catalog, word: str):
    keep(catalog, statement_of())
    catalog.lexical(stems(f"{word} observers"), None, 5)
    assert found(catalog, f"{word} observers") == [f"{'a' * 16}:1"]
    assert len(catalog.statements()) == 1


def test_removing_a_statement_removes_its_words_and_sentences_and_no_others(catalog: Catalog, tmp_path: Path):
    one, two = statement_of(), statement_of("b" * 16)
    keep(catalog, one)
    keep(catalog, two, "Queues again.")
    catalog.remove(one.id)
    assert catalog.statements() == [two]
    assert found(catalog, "observers ballots complaints") == []
    assert found(catalog, "queues") == [f"{two.id}:0"]
    assert catalog.passages(one.id) == []
    with create_engine(f"sqlite:///{tmp_path / 'catalog.sqlite'}").connect() as connection:
        for table in ("texts", "passages", "sentences", "passage_words"):
            assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar() == 1, table


def test_a_newer_version_takes_the_place_of_the_older_at_once(catalog: Catalog):
    old = statement_of()
    new = statement_of("b" * 16, source=old.source)
    keep(catalog, old, "Turnout was high.")
    keep(catalog, new, "Turnout was low.", replaces=old.id)
    assert catalog.statements() == [new]
    assert found(catalog, "high") == []
    assert found(catalog, "low") == [f"{new.id}:0"]


def test_the_record_of_every_older_version_is_kept_with_its_words(catalog: Catalog):
    first = statement_of(date=date(2020, 3, 1), retrieved_at=datetime(2020, 3, 2, 4, 5))
    second, third = (statement_of(letter * 16, source=first.source) for letter in "bc")
    keep(catalog, first, "Turnout was high.")
    keep(catalog, second, "Turnout was low.", replaces=first.id)
    keep(catalog, third, "Turnout was fair.", replaces=second.id)
    older = catalog.replaced(third.id)
    assert [(one.statement, one.text) for one in older] == [(second, "Turnout was low."), (first, "Turnout was high.")]
    assert {one.replaced_by for one in older} == {third.id}
    assert catalog.replaced(first.id) == []


def test_whoever_reads_in_one_go_sees_one_state_while_another_changes_it(catalog: Catalog, tmp_path: Path):
    old, other = statement_of(), Catalog(Database(f"sqlite:///{tmp_path / 'catalog.sqlite'}"))
    new = statement_of("b" * 16, source=old.source)
    keep(catalog, old, "Turnout was high.")
    with catalog.database.snapshot():
        assert catalog.statements() == [old]
        keep(other, new, "Turnout was low.", replaces=old.id)
        assert catalog.statements() == [old]
        assert found(catalog, "high") == [f"{old.id}:0"] and found(catalog, "low") == []
        assert len(catalog.passages(old.id)) == 1
    assert catalog.statements() == other.statements() == [new]
    assert found(catalog, "low") == [f"{new.id}:0"]
    other.database.close()


def test_a_list_that_was_read_before_is_read_anew_after_a_change_by_another(catalog: Catalog, tmp_path: Path):
    other = Catalog(Database(f"sqlite:///{tmp_path / 'catalog.sqlite'}"))
    keep(catalog, statement_of())
    assert len(catalog.statements()) == len(other.statements()) == 1
    keep(other, statement_of("b" * 16), "More.")
    assert len(catalog.statements()) == len(other.statements()) == 2
    other.database.close()


def test_a_statement_is_not_shown_with_vectors_of_a_generation_that_was_replaced_meanwhile(catalog: Catalog):
    generations = Generations(catalog.database)
    first = generations.begin("one", active=True)
    second = generations.begin("two")
    assert generations.activate(second.number, lambda: True)
    with pytest.raises(GenerationReplaced):
        keep(catalog, statement_of(), generation=first.number)
    assert catalog.statements() == []
    keep(catalog, statement_of(), generation=second.number)
    assert len(catalog.statements()) == 1


def test_the_row_of_a_changed_description_and_its_context_are_kept(catalog: Catalog):
    keep(catalog, statement_of())
    changed = statement_of(country=Country("Norland"), origins={"country": Origin("person", 1.0)})
    catalog.revise(changed, ["Norland"] * 3)
    assert catalog.statements() == [changed]
    assert found(catalog, "ballots") == [f"{changed.id}:1"]
    assert catalog.without_words() == set()


def test_adding_a_statement_twice_changes_nothing(catalog: Catalog):
    keep(catalog, statement_of())
    keep(catalog, statement_of())
    assert len(catalog.statements()) == 1
    assert len(found(catalog, "observers")) == 1


def test_a_statement_that_cannot_be_kept_leaves_nothing_of_it_and_the_old_one_in_place(catalog: Catalog):
    old = statement_of()
    keep(catalog, old, "Turnout was high.")
    new = statement_of("b" * 16, source=old.source)
    with pytest.raises(ValueError, match="zip"):  # fewer context lines than passages: breaks after the first inserts
        catalog.add(Edition(new, TEXT, passages_of(new)), [], replaces=old.id)
    assert catalog.statements() == [old]
    assert found(catalog, "high") == [f"{old.id}:0"]


def test_a_catalog_kept_on_disk_is_there_when_opened_again(tmp_path: Path):
    address = f"sqlite:///{tmp_path / 'catalog.sqlite'}"
    first = Catalog(Database(address))
    keep(first, statement_of())
    first.database.close()
    second = Catalog(Database(address))
    assert second.statements() == [statement_of()]
    assert found(second, "ballots") != []
    second.database.close()


def test_a_file_that_is_no_catalog_is_reported_in_plain_words(tmp_path: Path):
    path = tmp_path / "catalog.sqlite"
    path.write_bytes(b"this is no database" * 100)
    with pytest.raises(LibraryError, match="RECORD_HOME"):
        Database(f"sqlite:///{path}")


OPEN_MANY = """
import sys
from library.catalog import Catalog
from library.database import Database
print("ready", flush=True)
for line in sys.stdin:
    catalog = Catalog(Database(f"sqlite:///{line.strip()}"))
    print(len(catalog.statements()), flush=True)
    catalog.database.close()
"""


def test_several_processes_open_a_new_catalog_at_once(tmp_path: Path):
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", OPEN_MANY],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    try:
        for process in processes:
            assert process.stdout.readline() == "ready\n"
        for n in range(20):
            for process in processes:
                process.stdin.write(f"{tmp_path / f'{n}.sqlite'}\n")
                process.stdin.flush()
            for process in processes:
                assert process.stdout.readline() == "0\n", process.communicate(timeout=10)[1]
    finally:
        for process in processes:
            process.kill()
            process.communicate()
    kept = Catalog(Database(f"sqlite:///{tmp_path / '0.sqlite'}"))
    keep(kept, replace(statement_of(), title="after"))
    assert kept.statements()[0].title == "after"
    kept.database.close()
