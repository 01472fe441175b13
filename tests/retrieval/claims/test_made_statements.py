"""Flags and the status of quotations over statements on made countries: each flag on a claim that earns it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ingest.load import load
from library.library import Library
from retrieval.claims.article import sentences_of
from retrieval.claims.records import Check, Flag
from retrieval.desk import Desk
from retrieval.scope import election_of
from settings import Settings

MADE = Path(__file__).with_name("made")
CLAIMS: list[dict[str, Any]] = [json.loads(line) for line in (MADE / "claims.jsonl").read_text("utf-8").splitlines()]
MISSED = {
    "In 2024 observers in Brelandia assessed counting negatively in 31 polling stations.",
    "Brelandia implemented all of the 21 earlier recommendations.",
}
"""Claims whose flag is not raised yet, which is known."""


def _words(row: dict[str, Any]) -> str:
    return str(row["claim"])[:70]


@pytest.fixture(scope="module")
def made_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk over the statements on made countries."""
    library = Library(Settings(home=tmp_path_factory.mktemp("made") / "record"))
    assert {outcome.status for outcome in load(library, [str(MADE / "statements")])} == {"added"}
    yield Desk(library)
    library.close()


@pytest.fixture(scope="module")
def checks(made_desk: Desk) -> dict[str, Check]:
    """The check of every claim, by its words."""
    return {row["claim"]: made_desk.check(row["claim"]) for row in CLAIMS}


@pytest.mark.parametrize("row", [row for row in CLAIMS if row["claim"] not in MISSED], ids=_words)
def test_a_claim_raises_the_flag_that_it_earns_and_a_sound_one_raises_none(row: dict[str, Any], checks):
    flags = checks[row["claim"]].flags
    assert row["flag"] in flags if row["flag"] else not flags


@pytest.mark.parametrize("row", [row for row in CLAIMS if "status" in row], ids=_words)
def test_a_quotation_has_the_status_that_the_record_gives_it(row: dict[str, Any], checks):
    assert [q.status for q in checks[row["claim"]].quotations] == [row["status"]]


def test_every_flag_has_a_claim_that_earns_it():
    assert {row["flag"] for row in CLAIMS} - {None} == set(Flag.__args__)


def test_no_claim_that_earns_a_flag_against_it_is_called_supported(checks):
    harmless = {None, "half a sentence", "translation quoted", "preliminary where a final differs", "hedge dropped"}
    remarks = {"personal remark told as the mission's"}
    wrong = [row["claim"] for row in CLAIMS if row["flag"] not in harmless | remarks and row["claim"] not in MISSED]
    assert not [claim for claim in wrong if checks[claim].verdict == "supported"]


def test_a_translated_quotation_is_shown_with_the_sentence_that_it_comes_from(checks):
    check = next(c for claim, c in checks.items() if "Mirta Heilen" in claim)
    (quoted,) = check.quotations
    assert quoted.found is not None and quoted.found.quote.startswith("«Независимые журналисты")
    assert check.verdict == "not_addressed", "no model here reads two languages"
    assert [e.bearing for e in check.evidence] == ["context"]


ARTICLES = {
    "en": (
        "Mirovia",
        "LUNDAVA, 18 October 2022 – The second round of Mirovia's presidential election drew its verdict on Monday.\n\n"
        "Public television showed two debates. Tabulation was slow in 11 of the 40 districts observed. "
        "Ballot papers ran out in 19 polling stations there.\n\n"
        "“Two debates are twice as many as this country has seen in ten years,” said Renske Aldous. "
        "She added: “Candles are no substitute for a plan.”",
        {
            "Tabulation was slow": ("supported", None),
            "Ballot papers ran out": ("not_addressed", "wrong round"),
            "“Two debates": ("supported", None),
            "She added": ("contradicted", "wrong year"),
        },
    ),
    "ru": (
        "Zorania",
        "Наблюдатели о выборах президента Зорании в июне 2020 года.\n\n"
        "За подсчётом голосов не разрешили следить на 27 из 80 участков. "
        "«Независимые журналисты подвергались давлению», – заявила Мирта Хейлен.",
        {"За подсчётом": ("supported", None), "«Независимые": ("supported", None)},
    ),
    "fr": (
        "Quessara",
        "Élections législatives de 2021 au Quessara : ce que disent les observateurs.\n\n"
        "Le dépouillement a été jugé bon dans 88 des 96 bureaux de vote observés. "
        "Les femmes représentaient 14 pour cent des candidats.",
        {"Le dépouillement": ("supported", None), "Les femmes": ("contradicted", "number differs")},
    ),
    "es": (
        "Brelandia",
        "Los observadores sobre las elecciones de 2024 en Brelandia.\n\nLa misión tenía 312 observadores de 34 países.",
        {"La misión tenía": ("contradicted", "number differs")},
    ),
}


@pytest.mark.parametrize("language", ARTICLES)
def test_the_sentences_of_an_article_are_held_against_the_election_that_it_is_about(made_desk: Desk, language: str):
    country, article, wanted = ARTICLES[language]
    said = list(sentences_of(article, made_desk.library.statements()))
    for opening, (verdict, flag) in wanted.items():
        sentence = next(s for s in said if s.text.startswith(opening))
        check = made_desk.check(sentence.text, sentence.before)
        assert check.claim == article[sentence.start : sentence.end]
        assert [election[0] for election in {election_of(s) for s in check.searched} if election] == [country]
        assert all(0 <= p.start < p.end <= len(check.claim) for p in check.parts)
        assert (check.verdict, flag in check.flags if flag else check.flags) == (verdict, True if flag else ())
