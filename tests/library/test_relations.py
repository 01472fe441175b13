"""Which statements belong together, from their descriptions alone. All invented."""

from dataclasses import replace
from datetime import date

import pytest

from library.records import Country, Origin, Speaker, Statement
from library.relations import Relation, is_same_election, later_stage, original_of, related

OES = "Office for Electoral Standards (OES)"
RELEASE = Statement(
    id="release",
    file="norland_2021.md",
    source="",
    title="",
    kind="press release",
    bodies=(OES, "Assembly of States (AS)"),
    country=Country("Norland"),
    election_type="early parliamentary elections",
    election_date=date(2021, 3, 7),
    date=date(2021, 3, 8),
    speakers=(Speaker("Ilsabet Corvane"), Speaker("Per Lund")),
)
PRELIMINARY = replace(RELEASE, id="preliminary", file="p.pdf", kind="preliminary statement", speakers=())
FINAL = replace(
    RELEASE,
    id="final",
    file="f.pdf",
    kind="final report",
    bodies=(OES,),
    election_type="parliamentary elections",
    date=date(2021, 6, 20),
    speakers=(),
)
INTERIM = replace(RELEASE, id="interim", file="i.pdf", kind="interim report", date=date(2021, 2, 12), speakers=())
RUSSIAN = replace(
    RELEASE,
    id="russian",
    file="n_ru.md",
    language="ru",
    bodies=("Бюро по избирательным стандартам (БИС)",),
    speakers=(Speaker("Ильзабет Корване"), Speaker("Пер Лунд")),
)
OTHERS = replace(RELEASE, id="others", file="o.md", bodies=("League of Friends (LF)",), speakers=(Speaker("Ivo Tarn"),))
ALL = (RELEASE, PRELIMINARY, FINAL, INTERIM, RUSSIAN, OTHERS)


def test_a_final_report_is_linked_to_all_earlier_documents_of_its_election_in_order():
    assert [(relation.kind, relation.statement.id) for relation in related(FINAL, [*ALL[:4], OTHERS])] == [
        ("interim report of the same election", "interim"),
        ("preliminary statement of the same election", "preliminary"),
        ("press release of the same election", "release"),
    ]


def test_a_statement_of_other_observers_is_no_part_of_it():
    assert related(OTHERS, ALL) == ()
    assert later_stage(OTHERS, ALL) is None


def test_a_translation_is_found_by_its_speakers_in_another_alphabet():
    assert original_of(RUSSIAN, ALL) == RELEASE
    assert original_of(RELEASE, ALL) is None
    assert Relation("translation", RUSSIAN) in related(RELEASE, ALL)
    assert related(RUSSIAN, ALL)[0] == Relation("original", RELEASE)


def test_a_translation_is_found_by_its_bodies():
    french = replace(RELEASE, id="fr", language="fr", speakers=())
    assert original_of(french, ALL) == RELEASE


def test_a_declared_translation_goes_by_its_file_name():
    declared = replace(RUSSIAN, id="declared", translation_of="P.pdf")
    assert original_of(declared, ALL) == PRELIMINARY
    assert original_of(replace(declared, translation_of="gone.pdf"), ALL) is None


def test_what_calls_itself_a_translation_is_not_the_original():
    spanish = replace(RELEASE, id="es", language="es")
    english = replace(RELEASE, id="en2", origins={"translation_of": Origin("opening", 0.9)})
    assert original_of(english, [spanish]) == spanish
    assert original_of(spanish, [english]) is None


@pytest.mark.parametrize(
    "changed",
    [
        {"date": date(2021, 3, 20)},
        {"kind": "preliminary statement"},
        {"election_date": date(2021, 3, 21), "date": date(2021, 3, 22)},
        {"bodies": ("League of Friends (LF)",), "speakers": (Speaker("Ivo Tarn"),)},
        {"language": "en"},
    ],
)
def test_a_different_day_kind_vote_or_author_makes_no_translation(changed: dict[str, object]):
    other = replace(RUSSIAN, **changed)  # type: ignore[arg-type]
    assert original_of(other, [RELEASE]) is None


def test_the_final_report_supersedes_and_is_not_superseded():
    assert later_stage(PRELIMINARY, ALL) == FINAL
    assert later_stage(RELEASE, ALL) == FINAL
    assert later_stage(INTERIM, ALL) == FINAL
    assert later_stage(INTERIM, [PRELIMINARY]) == PRELIMINARY
    assert later_stage(FINAL, ALL) is None
    assert later_stage(RELEASE, [PRELIMINARY]) is None


def test_a_later_stage_in_the_same_language_goes_first():
    russian_final = replace(FINAL, id="final_ru", language="ru")
    assert later_stage(RUSSIAN, [RELEASE, FINAL, russian_final]) == russian_final
    assert later_stage(RELEASE, [FINAL, russian_final]) == FINAL


def test_rounds_are_kept_apart_but_a_final_report_covers_both():
    first = replace(RELEASE, id="one", election_type="presidential election", election_round="first round")
    second = replace(first, id="two", election_round="second round", election_date=date(2021, 3, 28))
    final = replace(FINAL, election_type="presidential election")
    assert not is_same_election(first, second)
    assert is_same_election(final, first) and is_same_election(final, second)
    assert later_stage(second, [final]) == final


@pytest.mark.parametrize(
    "changed, same",
    [
        ({"election_type": "presidential election"}, False),
        ({"election_type": "presidential and parliamentary elections"}, True),
        ({"election_type": "constitutional referendum"}, False),
        ({"election_type": None}, True),
        ({"country": Country("Sudland")}, False),
        ({"country": Country("Norlande")}, True),
        ({"country": Country("Norway", "NO")}, False),
        ({"country": None}, False),
        ({"election_date": date(2021, 3, 9)}, True),
        ({"election_date": date(2017, 3, 5)}, False),
        ({"election_date": None}, True),
        ({"election_date": None, "date": date(2024, 3, 8)}, False),
    ],
)
def test_one_election_is_one_country_type_and_day(changed: dict[str, object], same: bool):
    assert is_same_election(RELEASE, replace(FINAL, **changed)) is same  # type: ignore[arg-type]
    assert is_same_election(replace(FINAL, **changed), RELEASE) is same  # type: ignore[arg-type]


def test_nothing_is_related_to_itself():
    assert related(RELEASE, [RELEASE]) == ()
