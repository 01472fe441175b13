"""What numbers a text holds, however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge.checks.figures import figures
from judge.checks.words import Words


def found(text, language=None):
    return [(f.measure, round(f.value, 4), f.bound) for f in figures(Words(text, language)) if not f.weak]


@pytest.mark.parametrize(
    ("language", "written", "value"),
    [
        ("en", "twenty-three", 23),
        ("en", "one hundred and twenty", 120),
        ("en", "two thousand five hundred", 2500),
        ("en", "4.1 million", 4_100_000),
        ("en", "1,188", 1188),
        ("ru", "двадцати трёх", 23),
        ("ru", "сорока пяти тысяч", 45_000),
        ("ru", "4,1 млн", 4_100_000),
        ("ru", "1 006", 1006),
        ("fr", "quatre-vingt-dix-sept", 97),
        ("fr", "soixante et onze", 71),
        ("fr", "deux cent trois", 203),
        ("es", "treinta y dos", 32),
        ("es", "1.006", 1006),
        ("es", "dos mil quinientos", 2500),
    ],
)
def test_a_number_has_one_value_in_digits_and_in_words(language, written, value):
    assert found(written, language) == [("count", value, "exact")]


@pytest.mark.parametrize(
    ("language", "written", "share"),
    [
        ("en", "half of the lists", 0.5),
        ("en", "a third of the lists", 1 / 3),
        ("en", "two fifths of the lists", 0.4),
        ("en", "one candidate in seven", 1 / 7),
        ("en", "58.9 per cent of voters", 0.589),
        ("ru", "две трети участков", 2 / 3),
        ("ru", "56,3 процента", 0.563),
        ("fr", "un sur cinq", 0.2),
        ("fr", "12,5 %", 0.125),
        ("es", "uno de cada cinco", 0.2),
        ("es", "la mitad de las mesas", 0.5),
    ],
)
def test_a_share_is_a_part_of_one_however_it_is_written(language, written, share):
    assert found(written, language) == [("share", round(share, 4), "exact")]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("more than 40 lists", "over"),
        ("fewer than 40 lists", "under"),
        ("at least 40 lists", "least"),
        ("up to 40 lists", "most"),
        ("almost 40 lists", "nearly"),
        ("some 40 lists", "about"),
        ("более 40 списков", "over"),
        ("plus de 40 listes", "over"),
        ("al menos 40 listas", "least"),
    ],
)
def test_words_before_a_number_say_how_exact_it_is(text, bound):
    assert [f.bound for f in figures(Words(text))] == [bound]


def test_a_list_of_per_cents_takes_its_unit_from_the_last():
    assert found("from seven to five per cent") == [("share", 0.07, "exact"), ("share", 0.05, "exact")]


def test_days_and_years_are_no_counts():
    assert found("on 23 October 2022") == [("day", 1023, "exact"), ("year", 2022, "exact")]
    assert found("le 19 mars 2023", "fr") == [("day", 319, "exact"), ("year", 2023, "exact")]
    assert found("19 марта 2023 года") == [("day", 319, "exact"), ("year", 2023, "exact")]
    assert found("2010 polling stations were visited") == [("count", 2010, "exact")]


def test_a_part_knows_its_whole_and_what_is_counted():
    part, whole = figures(Words("They headed two of the 16 lists."))
    assert (part.part_of, part.counted, whole.counted) == (16, ("list",), ("list",))


def test_an_ordinal_or_a_pronoun_is_no_figure():
    assert found("A third party and one of the largest groups won the second round.") == []


@given(st.integers(0, 999_999))
def test_a_grouped_number_is_read_as_the_plain_one_is(number):
    english = [f.value for f in figures(Words(f"{number:,} voters", "en"))]
    assert english == [float(number)]
    spaced = f"{number:,}".replace(",", "\u00a0")
    assert [f.value for f in figures(Words(f"{spaced} électeurs", "fr"))] == [float(number)]


@given(st.text(max_size=200))
def test_any_text_is_read_and_every_figure_is_at_its_place(text):
    for figure in figures(Words(text)):
        assert text[figure.start : figure.end] == figure.words


@given(st.text("0123456789.,/ 'in von cada", max_size=20), st.sampled_from(["en", "de", "pt", "it", None]))
def test_figures_are_read_or_passed_over_however_they_are_written_and_in_whatever_language(written, language):
    assert all(figure.value >= 0 for figure in figures(Words(f"{written} 1", language)))


@pytest.mark.parametrize(
    ("written", "value"), [("4.018.332", 4_018_332), ("1,234,567", 1_234_567), ("1.234,5", 1234.5)]
)
def test_marks_that_stand_twice_group_thousands_in_every_language(written, value):
    assert found(f"{written} voters", "en") == [("count", value, "exact")]
