"""Sentences of an article made to stand alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.records import Country, Statement
from retrieval.claims.alone import Before, after, of_the_round, stand_alone
from retrieval.claims.article import sentences_of

TOLD = Before(person="Ada Holm", body="the Regional Assembly of States")
ROUND = Statement(
    id="1",
    file="one.md",
    source="one.md",
    title="First round in Mirovia",
    kind="press release",
    bodies=("Office for Electoral Standards (OES)", "Regional Assembly of States (RAS)"),
    country=Country("Mirovia"),
    election_round="first round",
    election_date=date(2022, 10, 2),
    date=date(2022, 10, 3),
)
SECOND = replace(ROUND, id="2", file="two.md", election_round="second round", election_date=date(2022, 10, 16))
BOTH = [ROUND, SECOND]


@pytest.mark.parametrize(
    ("sentence", "language", "alone"),
    [
        ("She added that the count was closed.", "en", "Ada Holm added that the count was closed."),
        ("They also said that the count was closed.", "en", f"{TOLD.body} also said that the count was closed."),
        ("The mission found that the count was closed.", "en", f"{TOLD.body} found that the count was closed."),
        ("“The count was closed,” she said.", "en", "“The count was closed,” Ada Holm said."),
        ("Она добавила, что подсчёт был закрытым.", "ru", "Ada Holm добавила, что подсчёт был закрытым."),
        (
            "Elle a ajouté que le dépouillement était fermé.",
            "fr",
            "Ada Holm a ajouté que le dépouillement était fermé.",
        ),
        ("Añadió que el recuento fue cerrado.", "es", "Ada Holm añadió que el recuento fue cerrado."),
    ],
)
def test_a_pronoun_that_speaks_is_the_one_who_spoke_before(sentence, language, alone):
    assert stand_alone(sentence, language, TOLD).text == alone


@pytest.mark.parametrize("sentence", ["It rained all day.", "They were counted.", "“They said nothing,” wrote one."])
def test_a_pronoun_that_does_not_speak_or_is_quoted_stays(sentence):
    assert stand_alone(sentence, "en", TOLD).text == sentence


@given(st.sampled_from(["She added that ", "“No,” she said, ", "They also said that "]), st.text("abc ,.", max_size=30))
def test_every_place_leads_back_into_the_articles_own_words(opening, rest):
    sentence = opening + rest
    alone = stand_alone(sentence, "en", TOLD)
    back = [alone.place(at) for at in range(len(alone.text) + 1)]
    assert back == sorted(back)
    assert (back[0], back[-1]) == (0, len(sentence))
    for at, letter in enumerate(alone.text):
        if not alone.start <= at < alone.start + len(alone.by):
            assert sentence[alone.place(at)] == letter


def test_what_is_before_is_taken_from_headline_and_sentences():
    before = after(Before(), "First round in Mirovia: observers see a calm vote in 2022", "en", BOTH)
    assert (before.scope and before.scope.countries, before.round) == (("Mirovia",), "first round")
    before = after(before, "The Regional Assembly of States said that all was calm.", "en", BOTH)
    assert before.body == "Regional Assembly of States"
    assert before.scope is not None and before.scope.countries == ("Mirovia",)
    assert of_the_round(before.scope, "All was calm.", before).statements == (ROUND,)
    assert of_the_round(before.scope, "The second round was calm.", before).statements == tuple(BOTH)


def test_the_sentences_of_an_article_know_the_dateline_and_who_speaks():
    article = (
        "MIROVIA, 3 October 2022 – The first round was calm, observers said.\n\n"
        "“All was calm,” said Ada Holm. She added that ballot papers ran out there."
    )
    said = list(sentences_of(article, BOTH))
    assert all(article[s.start : s.end] == s.text for s in said)
    last = said[-1]
    assert last.before.scope is not None
    assert (last.before.scope.countries, last.before.round, last.before.person) == (
        ("Mirovia",),
        "first round",
        "Ada Holm",
    )
    assert stand_alone(last.text, "en", last.before).text.startswith("Ada Holm added")
