"""A claim held against the sample: quotations, figures, evidence, and what is told."""

from __future__ import annotations

import pytest

from library.library import Library
from retrieval.claims.article import sentences_of
from retrieval.claims.check import Checker
from retrieval.claims.decide import whole
from retrieval.claims.records import Check
from retrieval.desk import Desk

KNEW = "Polling boards knew their job, and it showed."
NOT_FOUND = ("quotation not found",)
NEVER_OURS = ("free and fair", "fraud", "rigged", "recognised")


def checked(desk: Desk, claim: str) -> Check:
    """The check of a claim, with what holds for every check."""
    check = desk.check(claim)
    for evidence in check.evidence:
        text = desk.library.catalog.text(evidence.statement.id)
        assert text[evidence.start : evidence.end] == evidence.quote, "verbatim, at its place"
    assert check.parts and all(0 <= part.start < part.end <= len(claim) for part in check.parts)
    assert check.explanation and check.note
    titles = " ".join(e.statement.title for e in check.evidence).casefold()
    assert not [w for w in NEVER_OURS if w in check.explanation.casefold() and w not in titles]
    return check


@pytest.mark.parametrize(
    ("claim", "words", "verdict", "status", "flags"),
    [
        ("Halvard Oskerby said in Varelia: {}", KNEW, "supported", "exact", ()),
        ("Halvard Oskerby said: {}", "Polling boards knew their job […] and it showed.", "supported", "exact", ()),
        ("Nadine Vautrelle said: {}", KNEW, "contradicted", "from another speaker", ("wrong speaker",)),
        (
            "In Tezira, Halvard Oskerby said: {}",
            KNEW,
            "contradicted",
            "from another statement",
            ("wrong country",),
        ),
        (
            "Halvard Oskerby said: {}",
            KNEW.replace("it", "it hardly"),
            "contradicted",
            "altered",
            ("quotation altered",),
        ),
        ("Halvard Oskerby said: {}", "The moon needs a polling station.", "not_addressed", "not found", NOT_FOUND),
    ],
)
def test_a_quotation_is_looked_up_word_for_word(sample_desk: Desk, claim, words, verdict, status, flags):
    check = checked(sample_desk, claim.format(f"“{words}”"))
    assert (check.verdict, [q.status for q in check.quotations], check.flags) == (verdict, [status], flags)


def test_an_altered_quotation_is_told_by_its_words(sample_desk: Desk):
    check = checked(sample_desk, 'Halvard Oskerby said: "Polling boards forgot their job, and it showed."')
    assert [(d.claimed, d.stated) for d in check.quotations[0].differences] == [("forgot", "knew")]


def test_a_figure_that_the_statement_has_otherwise_is_contradicted_by_its_sentence(sample_desk: Desk):
    claim = "In Varelia in 2023, voting was assessed positively in 79 per cent of the 1,188 polling stations observed."
    check = checked(sample_desk, claim)
    assert (check.verdict, check.flags) == ("contradicted", ("number differs",))
    assert "97 per cent of the 1,188 polling stations" in check.evidence[0].quote
    assert checked(sample_desk, claim.replace("79", "97")).verdict == "supported"


def test_a_figure_of_another_election_is_told_to_be_of_it(sample_desk: Desk):
    check = checked(
        sample_desk,
        "In Varelia in 2019, voting was assessed positively in 97 per cent of the polling stations observed.",
    )
    assert check.verdict == "contradicted"
    assert "wrong year" in check.flags
    assert any("97 per cent of the 1,188" in e.quote and e.bearing == "context" for e in check.evidence)


def test_an_election_that_the_record_does_not_hold_is_not_addressed(sample_desk: Desk):
    check = checked(sample_desk, "Observers in Belarus saw ballot box stuffing in 2020.")
    assert check.verdict == "not_addressed"
    assert "Not in the record" in check.note


def test_an_opinion_is_said_to_be_one(sample_desk: Desk):
    assert checked(sample_desk, "I think Varelia should vote again.").flags == ("opinion or prediction",)


def test_the_explanation_is_in_the_language_of_the_claim(sample_desk: Desk):
    check = checked(
        sample_desk, "В Тезире в 2023 году подсчёт голосов получил отрицательную оценку на 39 из 134 участков."
    )
    assert check.language == "ru"
    assert "документ" in check.explanation.casefold()


@pytest.mark.parametrize(
    ("parts", "verdict"),
    [
        (["supported", "supported"], "supported"),
        (["supported", "contradicted"], "partly_supported"),
        (["supported", "not_addressed"], "partly_supported"),
        (["partly_supported", "not_addressed"], "partly_supported"),
        (["contradicted", "not_addressed"], "contradicted"),
        (["not_addressed", "not_addressed"], "not_addressed"),
    ],
)
def test_the_whole_follows_from_its_parts(parts, verdict):
    assert whole(parts) == verdict


def test_the_sentences_of_an_article_are_about_what_stands_before_them(sample_library: Library):
    article = (
        "Observers praised the vote in Varelia in 2023. “All was calm. Nobody was hurt,” said one.\n\n"
        "Polling boards knew their job well."
    )
    said = list(sentences_of(article, sample_library.statements()))
    assert all(article[s.start : s.end] == s.text for s in said)
    assert any(s.text.startswith("“All was calm. Nobody was hurt,”") for s in said), "a quotation stays whole"
    assert said[-1].before.scope is not None and said[-1].before.scope.countries == ("Varelia",)


def test_a_claim_on_two_years_is_held_against_what_was_said_of_both(sample_desk: Desk):
    check = checked(sample_desk, "Turnout in Goravia was higher in 2020 than in 2016.")
    shown = {(e.statement.election_date.year, e.quote) for e in check.evidence if e.bearing != "context"}
    assert {(2016, "Preliminary turnout was 52.6 per cent."), (2020, "Preliminary turnout was 47.8 per cent.")} == shown
    assert check.verdict != "supported"


def test_claims_that_are_checked_together_are_as_when_checked_alone(sample_desk: Desk):
    claims = [
        "In Varelia in 2023, voting was rated positively in 79 per cent of polling stations.",
        "Turnout in Lomvar in 2021 was 61 per cent.",
        "The OES observed Tezira's elections in 2023.",
    ]
    together = list(sample_desk.check_each([(claim, None) for claim in claims]))
    alone = [checked(sample_desk, claim) for claim in claims]
    assert [(c.claim, c.verdict, c.flags, c.evidence) for c in together] == [
        (c.claim, c.verdict, c.flags, c.evidence) for c in alone
    ]


def test_the_claims_that_nobody_waits_for_are_not_checked(sample_desk: Desk, monkeypatch: pytest.MonkeyPatch):
    asked: list[str] = []
    check = Checker.check
    monkeypatch.setattr(Checker, "check", lambda self, claim, before: asked.append(claim) or check(self, claim, before))
    checks = sample_desk.check_each([(f"Voting was calm in {n} of the polling stations.", None) for n in range(40)])
    next(checks)
    checks.close()
    assert len(asked) < 20
