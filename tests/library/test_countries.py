from time import perf_counter

import pytest

from library.countries import capitals, country_named, find_countries
from library.records import Country

INVENTED = ("Kestrovia", "Tezira", "Lomvar", "New Harland")


def named(text: str) -> list[str]:
    return [mention.country.code or mention.country.name for mention in find_countries(text, INVENTED)]


@pytest.mark.parametrize(
    "text, countries",
    [
        ("Kazakhstan's elections, Georgia and the UK", ["KZ", "GE", "GB"]),
        ("Türkiye, Turkey’s and Czechia", ["TR", "TR", "CZ"]),
        ("the Kyrgyz Republic and Bosnia and Herzegovina", ["KG", "BA"]),
        ("Moldovan and Georgian voters", ["MD", "GE"]),
        ("what happened in kazakhstan, in kazakstan?", ["KZ", "KZ"]),
        ("в Казахстане, выборы Грузии, молдавские партии", ["KZ", "GE", "MD"]),
        ("в Северной Македонии и США", ["MK", "US"]),
        ("En Côte d’Ivoire, l’Ouzbékistan et la société kazakhe", ["CI", "UZ", "KZ"]),
        ("España, Alemania y Perú", ["ES", "DE", "PE"]),
        ("Kestrovia's vote, Kestrovian voters, Tezira’s count", ["Kestrovia", "Kestrovia", "Tezira"]),
        ("lomvar, Kestrova, Tezria, new harland", ["Lomvar", "Kestrovia", "Tezira", "New Harland"]),
        ("в Тезире, Кестровии, ломварские выборы", ["Tezira", "Kestrovia", "Lomvar"]),
        ("en Kestrovie", ["Kestrovia"]),
    ],
)
def test_finds(text: str, countries: list[str]):
    assert named(text) == countries


@pytest.mark.parametrize(
    "text", ["tell us about the turkey", "a jordan of chad china", "moral valleys, tezen", "малые города того края", ""]
)
def test_common_words_are_no_countries(text: str):
    assert named(text) == []


def test_the_longest_name_wins_and_the_span_is_right():
    text = "Voters in North Macedonia’s capital"
    (mention,) = find_countries(text)
    assert mention.country == Country("North Macedonia", "MK")
    assert text[mention.start : mention.end] == "North Macedonia’s"


def test_a_name_is_real_or_kept_as_written():
    assert country_named("Turkey") == Country("Türkiye", "TR")
    assert country_named("Российская Федерация") == Country("Russia", "RU")
    assert country_named("  Nor  land ") == Country("Nor land", None)


def test_capitals_tell_the_country():
    assert capitals()["nur-sultan"].code == capitals()["астана"].code == "KZ"


def test_long_text_is_searched_quickly():
    began = perf_counter()
    find_countries("Voters in Kestrovia and Kazakhstan were calm. " * 10_000, INVENTED)
    assert perf_counter() - began < 5
