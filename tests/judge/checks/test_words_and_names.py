"""Names, offices, countries, quoted words, denials and reserves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge.checks import objections
from judge.checks.quotations import occurs, quotations

SAID = "“Polling boards knew their job, and it showed,” said Tuva Brandt, Head of the Office for Fair Polls."


def told(text, sentence, **more):
    return {o.kind for o in objections(text, sentence, **more)}


def vetoed(text, sentence, **more):
    return {o.kind for o in objections(text, sentence, **more) if o.vetoes}


def places(text):
    return [
        (name, text.index(form), text.index(form) + len(form))
        for name, form in (("Norland", "Norland"), ("Sudmark", "Sudmark"), ("Sudmark", "sudmarkian"))
        if form in text
    ]


def test_who_is_named_in_another_speakers_place_is_vetoed():
    assert vetoed(SAID, "Ivo Marek said polling boards knew their job.") == {"name"}
    assert told(SAID, "Tuva Brandt said polling boards knew their job.") == set()


def test_a_body_may_be_named_by_its_initials():
    assert told(SAID, "The OFP found that polling boards knew their job.") == set()


def test_an_office_that_the_text_does_not_give_is_told():
    assert told(SAID, "Tuva Brandt, president of the mission, said polling boards knew their job.") == {"role"}


def test_another_country_is_vetoed_and_an_adjective_is_the_same_country():
    assert vetoed("In Norland voting was calm.", "In Sudmark voting was calm.", places=places) == {"country"}
    assert told("Voting was calm.", "The sudmarkian voting was calm.", context="Sudmark", places=places) == set()


@pytest.mark.parametrize("marks", ["“{}”", '"{}"', "«{}»", "« {} »", "„{}“", "‘{}’"])
def test_quoted_words_are_compared_without_their_typography(marks):
    assert told(SAID, f"It was said: {marks.format('Polling boards knew their job')}.") == set()
    altered = [
        o for o in objections(SAID, f"It was said: {marks.format('Polling boards forgot their job')}.") if o.vetoes
    ]
    assert [o.kind for o in altered] == ["quotation"]
    assert "knew their job" in (altered[0].nearest or "")


def test_a_quotation_may_leave_words_out_and_put_words_in():
    assert occurs("Polling boards … and it showed", SAID)
    assert occurs("[The] boards knew their job", SAID)
    assert not occurs("it showed … Polling boards", SAID)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("The results were published.", "The results were not published."),
        ("The results were not published.", "The results were published."),
        ("The ballots were valid.", "The ballots were invalid."),
        ("The sessions were closed.", "The sessions were open."),
        ("Результаты были опубликованы.", "Результаты не были опубликованы."),
        ("Les résultats ont été publiés.", "Les résultats n’ont pas été publiés."),
        ("Los resultados fueron publicados.", "Los resultados no fueron publicados."),
    ],
)
def test_a_denial_that_differs_is_vetoed(text, sentence):
    assert vetoed(text, sentence) & {"negation", "opposite"}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("The results were not published.", "The results were not published."),
        ("The ballots were invalid.", "The ballots were not valid."),
        ("No fewer than 12 parties took part.", "At least 12 parties took part."),
        ("Not only the capital voted calmly.", "The capital voted calmly."),
    ],
)
def test_a_denial_that_says_the_same_is_let_pass(text, sentence):
    assert not told(text, sentence) & {"negation", "opposite"}


def test_a_reserve_that_is_dropped_is_told():
    assert told("Voting was generally calm and orderly.", "Voting was calm and orderly.") == {"hedge dropped"}
    assert told(
        "В целом голосование прошло спокойно и организованно.", "Голосование прошло спокойно и организованно."
    ) == {"hedge dropped"}


def test_an_allegation_told_as_a_finding_is_vetoed():
    text = "Interlocutors alleged that voters had been paid in two villages."
    assert vetoed(text, "Observers established that voters had been paid in two villages.") == {"allegation as finding"}
    assert told(text, "It was alleged that voters had been paid in two villages.") == set()


def test_all_for_some_is_vetoed():
    assert vetoed("Some polling stations opened late.", "All polling stations opened late.") == {"scope widened"}
    text = "Devices were used in 1,200 of the 9,512 polling stations."
    assert vetoed(text, "Every polling station used devices.") == {"scope widened"}
    assert vetoed(text, "In most polling stations devices were used.") == {"scope widened"}


def test_an_exception_that_is_left_out_is_vetoed():
    text = "All 63 candidates but one filed their accounts on time."
    assert vetoed(text, "All 63 candidates filed their accounts on time.") == {"scope widened"}
    assert vetoed(text, text) == set()


def test_an_allegation_governs_its_whole_sentence():
    text = "Church groups alleged that food had been handed out in two towns in exchange for voter cards."
    sentence = "Observers confirmed the exchange of voter cards."
    assert vetoed(text, sentence) == {"allegation as finding"}


@given(st.text(max_size=120), st.text(max_size=120))
def test_any_two_texts_are_compared_and_words_are_at_their_places(text, sentence):
    for objection in objections(text, sentence):
        assert sentence[objection.start : objection.end] == objection.words
        if objection.nearest is not None:
            assert text[objection.nearest_start : objection.nearest_end] == objection.nearest


@given(
    st.lists(st.sampled_from("observers noted that 12 per cent of polling stations did not open".split()), max_size=14)
)
def test_a_text_carries_itself(words):
    text = " ".join(words)
    assert not [o for o in objections(text, text) if o.vetoes]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
def test_every_quotation_is_at_its_place(text):
    for quotation in quotations(f"He said “{text}” then."):
        assert f"He said “{text}” then."[quotation.start : quotation.end] == quotation.words
