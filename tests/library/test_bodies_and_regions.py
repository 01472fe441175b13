from __future__ import annotations

import pytest

from library.bodies import find_bodies
from library.regions import find_regions

ODIHR = "OSCE Office for Democratic Institutions and Human Rights (ODIHR)"
OWN = "Council of Lakes (CL)"


@pytest.mark.parametrize("text", ["What did ODIHR find?", "Что заявило БДИПЧ?", "Qu'a dit le BIDDH ?"])
def test_a_known_body_is_found_in_any_language(text: str):
    assert [m.name for m in find_bodies(text, [ODIHR, OWN])] == [ODIHR]


def test_a_body_of_the_library_alone_is_found_in_full_and_by_its_abbreviation():
    text = "Did the council of lakes say so, or the CL mission? Not the CLX."
    assert [text[m.start : m.end] for m in find_bodies(text, [OWN])] == ["council of lakes", "CL"]


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("women in Central Asia since 2020", "Central Asia", "KZ"),
        ("women's participation in Central Asian elections", "Central Asia", "UZ"),
        ("выборы в Центральной Азии", "Central Asia", "KG"),
        ("les élections dans les Balkans occidentaux", "the Western Balkans", "AL"),
        ("elecciones en América Latina", "Latin America", "PE"),
        ("подсчёт голосов на Южном Кавказе", "the South Caucasus", "GE"),
        ("the count in the nordic countries", "the Nordic countries", "NO"),
    ],
)
def test_a_region_is_found_with_its_countries(text: str, name: str, code: str):
    (region,) = find_regions(text)
    assert region.name == name
    assert code in region.codes


def test_the_longer_name_of_a_region_goes_before_a_part_of_it():
    assert [m.name for m in find_regions("in the Western Balkans")] == ["the Western Balkans"]


def test_a_country_is_no_region():
    assert find_regions("the Central African Republic, Eastern Norland, South Africa") == []
