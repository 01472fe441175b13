"""A sentence's numbers are in its text, for the same thing, or follow from it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge.checks import objections

COUNTS = "The vote count was assessed negatively in 58 of the 121 polling stations where it was followed."


def kinds(text, sentence, **more):
    return {o.kind for o in objections(text, sentence, **more) if o.vetoes}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (COUNTS, "Almost half of the counts followed were assessed negatively."),
        (COUNTS, "The count was assessed negatively in 48 per cent of polling stations where it was followed."),
        ("Ten of the 13 lists did so on time.", "Three lists failed to do so on time."),
        ("Signatures were cut from 100,000 to 40,000.", "The number of signatures was cut by 60,000."),
        ("It has three staff. It had grown to nine staff.", "Its staff tripled."),
        ("In 14 per cent of comments to women and two per cent of those to men.", "Seven times as often to women."),
        ("43 per cent of all votes were cast online.", "More than two fifths of the votes were cast online."),
        ("Some 147 complaints were filed. It dealt with only 12 of them.", "It dealt with fewer than one in ten."),
        ("One candidate in seven was a woman.", "Women were 14 per cent of candidates."),
        (
            "Eleven of the 16 lists reported, three were late and two had not reported.",
            "Five lists were late or silent.",
        ),
        ("Some 5,230 observers were accredited.", "About 5,000 observers were accredited."),
    ],
)
def test_what_follows_by_simple_arithmetic_is_carried(text, sentence):
    assert kinds(text, sentence) == set()


@pytest.mark.parametrize(
    ("text", "sentence", "kind", "nearest"),
    [
        ("Voting was good in 97 per cent.", "Voting was good in 79 per cent.", "number differs", "97 per cent"),
        ("Stuffing was seen in 21 stations.", "Stuffing was seen in 12 stations.", "number differs", "21"),
        ("The campaign was calm.", "There were 12 rallies.", "number absent", None),
        ("Donations of up to 500 crowns.", "Donations of up to 600 crowns.", "number differs", "up to 500"),
        ("Four were implemented in full and seven in part.", "Seven were implemented in full.", "number moved", "Four"),
        ("The vote is on 23 October.", "The vote is on 24 October.", "number differs", "23 October"),
        ("Явка составила 56,3 процента.", "Явка составила 65,3 процента.", "number differs", "56,3 процента"),
        ("Le taux était de 47 pour cent.", "Le taux était de cent pour cent.", "number differs", "47 pour cent"),
        ("La misión visitó 203 mesas.", "La misión visitó 230 mesas.", "number differs", "203"),
    ],
)  # fmt: skip
def test_another_number_is_vetoed_with_the_one_that_the_text_has(text, sentence, kind, nearest):
    found = [o for o in objections(text, sentence) if o.kind.startswith("number")]
    assert [(o.kind, o.vetoes, o.nearest) for o in found] == [(kind, True, nearest)]


def test_figures_are_compared_across_languages():
    assert kinds("Turnout was 56.3 per cent.", "Явка составила 56,3 процента.") == set()
    assert kinds("Turnout was 56.3 per cent.", "Явка составила 53,6 процента.") == {"number differs"}


def test_a_remainder_follows_only_where_the_sentence_says_the_opposite():
    assert kinds("Ten of the 13 lists reported on time.", "Three lists reported on time.") == {"number differs"}


def test_a_figure_of_another_year_is_vetoed():
    text = "Of 187 rallies nine were turned down, compared with 31 of 112 in 2017."
    assert kinds(text, "In 2022, 31 of 112 rallies were turned down.", context="Norland 2022") == {"year"}
    assert kinds(text, "In 2017, 31 of 112 rallies were turned down.", context="Norland 2022") == set()
    assert kinds(text, "In 2022, nine of 187 rallies were turned down.", context="Norland 2022") == set()


def test_a_year_that_nothing_names_is_told_and_one_beside_another_vetoed():
    (objection,) = objections("Voting was calm.", "Voting was calm in 2019.")
    assert (objection.kind, objection.vetoes) == ("year", False)
    assert kinds("Voting was calm.", "Voting was calm in 2019.", context="elections, 11 June 2023") == {"year"}


@given(st.integers(2, 5000), st.integers(2, 5000))
def test_a_changed_count_is_never_carried(one, other):
    template = "Observers visited {} polling stations on election day."
    vetoed = kinds(template.format(f"{one:,}"), template.format(f"{other:,}"))
    assert bool(vetoed) == (one != other)


@given(st.integers(1, 99), st.integers(1, 99))
def test_a_changed_per_cent_is_never_carried(one, other):
    text, sentence = f"Turnout reached {one} per cent at noon.", f"At noon turnout reached {other} per cent."
    assert bool(kinds(text, sentence)) == (one != other)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Women were 3,949 of the 9,873 candidates, or 40 per cent.", "Two out of five candidates were women."),
        (
            "An annulled election is held again within 90 days.",
            "The vote is repeated within three months of annulment.",
        ),
        ("Of 41 debates, five were bilingual.", "Thirty-six of the 41 debates were in one language."),
        ("The chamber grew from 85 to 87 seats.", "There are two seats more in the chamber."),
        ("Some 24 parties took part in the polls.", "Two dozen parties took part."),
        ("Voters in the town found a single list.", "In the town voters had just one list."),
        ("Both missions found the count in order.", "The two missions found the count in order."),
    ],
)
def test_figures_that_follow_in_another_form_are_not_objected_to(text, sentence):
    assert not [o for o in objections(text, sentence) if o.kind.startswith("number")]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Women were 3,949 of the 9,873 candidates, or 40 per cent.", "Three out of five candidates were women."),
        ("An annulled election is held again within 90 days.", "The vote is repeated within six months of annulment."),
        ("Of 41 debates, five were bilingual.", "Thirty-eight of the 41 debates were in one language."),
        ("The chamber grew from 85 to 87 seats.", "There are five seats more in the chamber."),
        ("Some 24 parties took part in the polls.", "Three dozen parties took part."),
    ],
)
def test_figures_that_do_not_follow_in_another_form_are_objected_to(text, sentence):
    assert [o for o in objections(text, sentence) if o.kind.startswith("number") and o.vetoes]


def test_a_text_that_is_silent_on_one_of_two_years_does_not_carry_but_does_not_deny_either():
    about = "Norland, 14 November 2018"
    text = "Citizens abroad voted at 841 polling stations."
    sentence = "Citizens abroad had more polling stations in 2018 than in 2014."
    (objection,) = objections(text, sentence, context=about)
    assert (objection.kind, objection.words, objection.vetoes) == ("year absent", "2014", True)


def test_a_year_that_the_text_counts_back_to_is_there():
    about, text = "Norland, 14 November 2018", "Two women were elected, one more than four years ago."
    assert kinds(text, "One more woman was elected in 2018 than in 2014.", context=about) == set()
    assert kinds(text, "One more woman was elected in 2018 than in 2013.", context=about) == {"year absent"}


def test_years_that_are_not_counted_back_name_no_year():
    about, text = "Norland, 14 November 2018", "The three mayors serve terms of four years."
    assert kinds(text, "One more mayor was elected in 2018 than in 2014.", context=about) >= {"year absent"}
    assert (
        kinds("Il y a quatre ans, deux femmes ont été élues.", "En 2014, deux femmes ont été élues.", context=about)
        == set()
    )


def test_a_decade_holds_its_years():
    assert kinds("A law of 1931 bars them all.", "A law of the 1930s bars them all.") == set()
    assert kinds("A law of 1931 bars them all.", "A law of the 1940s bars them all.") == {"year"}


def test_what_began_in_a_year_may_be_told_of_a_later_one():
    about, claim = "Norland, 9 November 2022", "In 2022 the commission had nine members."
    assert kinds("Since 2020 the commission has had nine members.", claim, context=about) == set()
    assert kinds("In 2020 the commission had nine members.", claim, context=about) == {"year"}


def test_half_of_a_unit_is_no_share_of_what_is_counted():
    assert kinds("Within six months of the vote.", "Within half a year of the vote.") == set()
    assert kinds("Some 500,000 voters are abroad.", "Half a million voters are abroad.") == set()
    assert kinds("Some 600,000 voters are abroad.", "Half a million voters are abroad.") != set()
    assert kinds("The highest turnout in three decades.", "The highest turnout in thirty years.") == set()
