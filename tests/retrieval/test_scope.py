from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from library.records import Country, Statement
from retrieval.scope import Filters, Scope, extreme, in_language, resolve

KAZAKHSTAN, FRANCE = Country("Kazakhstan", "KZ"), Country("France", "FR")
NORLAND, VESTRIA = Country("Norlandia"), Country("Vestria")


def statement_of(country: Country | None, day: str | None, kind: str = "press release", **values: object) -> Statement:
    name = f"{country.name if country else 'unknown'}_{day}_{kind}"
    facts = {
        "id": name,
        "file": f"{name}.md",
        "source": f"/{name}.md",
        "title": name,
        "kind": kind,
        "country": country,
        "election_date": date.fromisoformat(day) if day else None,
    }
    return Statement(**(facts | values))


KZ_2019, KZ_2023 = statement_of(KAZAKHSTAN, "2019-06-09"), statement_of(KAZAKHSTAN, "2023-03-19")
NO_2014, NO_2018 = statement_of(NORLAND, "2014-05-04"), statement_of(NORLAND, "2018-05-06")
NO_2023 = statement_of(NORLAND, "2023-05-07")
NO_2023_REPORT = statement_of(NORLAND, "2023-05-07", "final report")
VE_2018, VE_2021 = statement_of(VESTRIA, "2018-09-09"), statement_of(VESTRIA, "2021-09-12")
EVERYTHING = [KZ_2019, KZ_2023, NO_2014, NO_2018, NO_2023, NO_2023_REPORT, VE_2018, VE_2021]


def scope_of(question: str, before: Scope | None = None, mentioned: Sequence[str] = ()) -> Scope:
    return resolve(question, EVERYTHING, before=before, is_mentioned=lambda word, _: word in mentioned)


def elections(scope: Scope) -> list[tuple[str, int]]:
    return list(scope.elections)


# --- countries ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "question",
    [
        "How was the count in Kazakhstan?",
        "How was Kazakhstan's count?",
        "How was the Kazakh count?",
        "How was the count in Kazahstan?",
        "how was the count in kazakhstan",
        "Как прошёл подсчёт голосов в Казахстане?",
        "Как оценили казахстанские выборы?",
        "Comment s'est passé le dépouillement au Kazakhstan ?",
        "¿Cómo fue el recuento en Kazajistán?",
    ],
)
def test_a_real_country_is_recognised_however_it_is_named(question: str):
    assert elections(scope_of(question)) == [("Kazakhstan", 2019), ("Kazakhstan", 2023)]


@pytest.mark.parametrize(
    "question",
    [
        "How was the count in Norlandia?",
        "How was Norlandia’s count?",
        "How was the Norlandian count?",
        "What did the Norlandians see?",
        "How was the count in Norlanida?",
        "how was the count in norlandia",
        "Как прошёл подсчёт голосов в Норландии?",
        "Comment s'est passé le dépouillement en Norlandie ?",
    ],
)
def test_a_country_that_only_the_library_knows_is_recognised_however_it_is_named(question: str):
    assert {country for country, _ in elections(scope_of(question))} == {"Norlandia"}


def test_a_question_that_names_no_country_is_asked_of_all_statements():
    scope = scope_of("Were polling stations accessible?")
    assert list(scope.statements) == EVERYTHING
    assert scope.missing is None
    assert scope.words == "all statements"


def test_several_countries_are_all_searched_and_compared():
    scope = scope_of("Where did voting go better, in Vestria or in Kazakhstan?")
    assert {country for country, _ in elections(scope)} == {"Vestria", "Kazakhstan"}
    assert scope.compares


def test_the_words_that_name_the_scope_are_marked_in_the_question():
    question = "How was the count in Norlandia in 2018?"
    scope = scope_of(question)
    assert {question[start:end] for start, end in scope.mentions} == {"Norlandia", "2018"}


# --- what the record does not hold ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("What did observers say about Belarus in 2020?", "Belarus in 2020"),
        ("Что сказали наблюдатели о выборах в Беларуси?", "Belarus"),
        ("How was the count in France?", "France"),
        ("How was voting in Norlandia in 2016?", "Norlandia in 2016"),
        ("What happened in Norlandia's 2021 presidential election?", "Norlandia in 2021"),
        ("What happened at the 1998 election?", "1998"),
        ("Comment ont été évaluées les élections de 2009 en Vestrie ?", "Vestria in 2009"),
    ],
)
def test_an_election_without_a_statement_is_missing_and_named(question: str, named: str):
    scope = scope_of(question)
    assert scope.statements == ()
    assert named in scope.missing


def test_a_country_that_is_there_is_still_searched_when_another_one_is_not():
    scope = scope_of("Compare Norlandia in 2018 with Belarus.")
    assert elections(scope) == [("Norlandia", 2018)]
    assert scope.missing is None


def test_a_month_and_year_in_a_question_is_a_date_in_the_text_and_no_election():
    scope = scope_of("What was amended in November 2021 in Norlandia?", mentioned=["2021"])
    assert scope.missing is None
    assert {y for _, y in elections(scope)} == {2014, 2018, 2023}
    scope = scope_of("Что изменили в Норландии в ноябре 2021 года?", mentioned=["2021"])
    assert scope.missing is None
    assert {y for _, y in elections(scope)} == {2014, 2018, 2023}


def test_a_year_that_the_statements_write_about_is_searched_for_and_one_they_do_not_is_missing():
    assert scope_of("Which law did Norlandia adopt in 2016?", mentioned=["2016"]).missing is None
    assert "Norlandia in 2016" in scope_of("Which law did Norlandia adopt in 2016?").missing


def test_a_year_said_of_an_election_is_missing_even_where_statements_mention_it():
    assert "2016" in scope_of("Who won the 2016 election in Norlandia?", mentioned=["2016"]).missing


@pytest.mark.parametrize(
    "question", ["Were 2018 polling stations observed in Kazakhstan?", "Did 2,018 people vote in Kazakhstan?"]
)
def test_a_number_that_looks_like_a_year_is_none(question: str):
    scope = scope_of(question)
    assert scope.missing is None
    assert elections(scope) == [("Kazakhstan", 2019), ("Kazakhstan", 2023)]


# --- years -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("How was the count in Norlandia in 2018?", [2018]),
        ("How was the count in Norlandia in 2014 and in 2023?", [2014, 2023]),
        ("How has the count in Norlandia changed since 2018?", [2018, 2023]),
        ("How has the count in Norlandia changed since the 2018 election?", [2018, 2023]),
        ("How was the count in Norlandia before 2018?", [2014, 2018]),
        ("Was it worse in Norlandia in 2023 than five years before?", [2018, 2023]),
        ("Was it worse in Norlandia in 2018 than four years earlier?", [2014, 2018]),
        ("Was it better in Norlandia five years after 2018?", [2018, 2023]),
        ("How was the count in Norlandia?", [2014, 2018, 2023]),
        ("What was disputed in Norlandia after the 2018 vote?", [2018, 2023]),
    ],
)
def test_years_are_read_in_relation_to_the_elections_on_record(question: str, years: list[int]):
    assert [year for _, year in elections(scope_of(question))] == years


@pytest.mark.parametrize(
    "question",
    [
        "Did turnout in Norlandia rise between the elections?",
        "Was the count better in Norlandia in 2023 than in 2018?",
        "How has the count changed in Norlandia since 2014?",
        "Как изменилась явка в Норландии?",
        "Comment la participation en Norlandie a-t-elle évolué ?",
    ],
)
def test_a_question_about_change_compares_elections(question: str):
    assert scope_of(question).compares


def test_a_question_about_one_election_does_not_compare():
    assert not scope_of("How was the count in Norlandia in 2018?").compares


@pytest.mark.parametrize(
    ("question", "picked"),
    [
        ("In the most recent election of each country, where was the count worst?", [2021, 2023, 2023]),
        ("Taking the first election covered for each country, where was the count worst?", [2014, 2018, 2019]),
        ("How did the last two elections in Norlandia compare?", [2018, 2023]),
        ("Comparez les deux dernières élections en Norlandie", [2018, 2023]),
        ("How was the count in the last two elections of each country?", [2018, 2018, 2019, 2021, 2023, 2023]),
    ],
)
def test_the_first_or_last_election_of_each_country_can_be_asked_for(question: str, picked: list[int]):
    assert [year for _, year in elections(extreme(question, scope_of(question)))] == picked


def test_a_year_that_is_named_is_kept_beside_the_word_first():
    scope = scope_of("Who led after the first election round in Norlandia in 2018?")
    assert extreme("Who led after the first election round in Norlandia in 2018?", scope) == scope


# --- turns before ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "then", "meant"),
    [
        ("How was voting in Norlandia in 2018?", "And in the earlier election?", [("Norlandia", 2014)]),
        ("How was voting in Norlandia in 2023?", "And in the previous vote?", [("Norlandia", 2018)]),
        ("How was voting in Norlandia in 2023?", "And five years before?", [("Norlandia", 2018)]),
        ("How was voting in Norlandia in 2018?", "And five years later?", [("Norlandia", 2023)]),
        ("How was voting in Norlandia in 2018?", "And in the next election?", [("Norlandia", 2023)]),
        ("How was voting in Norlandia in 2018?", "Has it changed since?", [("Norlandia", 2023)]),
        ("How was voting in Norlandia in 2018?", "And the count?", [("Norlandia", 2018)]),
        ("How was voting in Norlandia in 2018?", "And in 2014?", [("Norlandia", 2014)]),
        ("How was voting in Norlandia in 2018?", "And in Vestria?", [("Vestria", 2018)]),
        ("How was voting in Norlandia in 2014?", "And in Vestria?", [("Vestria", 2018), ("Vestria", 2021)]),
        (
            "How was voting in Norlandia in 2023?",
            "And in the other country that voted that year?",
            [("Kazakhstan", 2023)],
        ),
        ("Как прошло голосование в Норландии в 2018 году?", "А на предыдущих выборах?", [("Norlandia", 2014)]),
        ("Comment a voté la Norlandie en 2018 ?", "Et aux élections précédentes ?", [("Norlandia", 2014)]),
    ],
)
def test_a_follow_up_takes_from_the_turn_before_what_it_does_not_say(
    first: str, then: str, meant: list[tuple[str, int]]
):
    assert elections(scope_of(then, before=scope_of(first))) == meant


def test_a_follow_up_to_an_election_that_is_missing_says_so_too():
    before = scope_of("How was voting in Belarus in 2020?")
    assert scope_of("And the count?", before=before).statements == ()


# --- kinds, languages, filters -------------------------------------------------------------------------------------


def test_the_kind_of_document_that_is_asked_for_is_searched_alone():
    assert scope_of("What does the final report on Norlandia recommend?").statements == (NO_2023_REPORT,)
    assert NO_2023_REPORT not in scope_of("What does the 2023 press release on Norlandia say?").statements


def test_a_report_that_is_not_there_is_missing_and_named():
    scope = scope_of("What does the final report on Vestria say?")
    assert (scope.statements, scope.missing_kind, scope.missing) == ((), "final report", "Vestria")
    scope = scope_of("What does the interim report on Norlandia in 2018 say?")
    assert (scope.missing_kind, scope.missing) == ("interim report", "Norlandia in 2018")


def test_a_release_that_is_not_there_does_not_hide_the_rest_nor_do_the_reports_of_others():
    assert scope_of("What does the preliminary statement on Vestria say?").statements == (VE_2018, VE_2021)
    assert scope_of("Did candidates in Vestria publish a final report on their spending?").missing is None


def test_of_an_original_and_its_translation_the_one_in_the_readers_language_is_searched():
    original = statement_of(NORLAND, "2018-05-06", file="one.md")
    russian = statement_of(NORLAND, "2018-05-06", language="ru", translation_of="one.md", file="one_ru.md")
    alone = statement_of(VESTRIA, "2018-09-09", language="fr", translation_of="not_here.md", file="two_fr.md")
    everything = [original, russian, alone]
    assert in_language(everything, "en") == [original, alone]
    assert in_language(everything, "ru") == [russian, alone]
    assert in_language(everything, "fr") == [original, alone]


@pytest.mark.parametrize(
    ("filters", "admitted"),
    [
        (Filters(), EVERYTHING),
        (Filters(countries=frozenset({"Vestria"})), [VE_2018, VE_2021]),
        (Filters(years=frozenset({2018})), [NO_2018, VE_2018]),
        (Filters(years=frozenset({2018}), countries=frozenset({"Vestria", "Kazakhstan"})), [VE_2018]),
        (Filters(kinds=frozenset({"final report"})), [NO_2023_REPORT]),
        (Filters(bodies=frozenset({"Nobody"})), []),
    ],
)
def test_filters_admit_what_passes_all_of_them(filters: Filters, admitted: list[Statement]):
    assert [s for s in EVERYTHING if filters.admit(s)] == admitted


def test_a_filter_on_bodies_admits_statements_that_any_of_them_issued():
    joint = statement_of(NORLAND, "2018-05-06", bodies=("Office", "Assembly"))
    assert Filters(bodies=frozenset({"Assembly", "Parliament"})).admit(joint)


def test_a_statement_about_which_nothing_is_known_passes_no_filter_but_the_empty_one():
    unknown = statement_of(None, None)
    assert Filters().admit(unknown)
    assert not Filters(countries=frozenset({"Norlandia"})).admit(unknown)
    assert not Filters(years=frozenset({2018})).admit(unknown)
    assert resolve("What about Norlandia?", [unknown, NO_2018]).statements == (NO_2018,)


def test_the_year_of_publication_stands_in_where_the_day_of_voting_is_not_known():
    dated = statement_of(NORLAND, None, date=date(2016, 1, 2))
    assert resolve("How was voting in Norlandia in 2016?", [dated, NO_2018]).statements == (dated,)


def test_the_scope_is_told_in_words():
    assert scope_of("How was voting in Norlandia in 2014 and 2018?").words == "Norlandia 2014, 2018"
    assert scope_of("How was voting in 2018?").words == "all countries 2018"


# --- regions and bodies ------------------------------------------------------------------------------------------


def test_a_region_stands_for_its_countries_in_the_record():
    assert elections(scope_of("How were women treated in Central Asia?")) == [
        ("Kazakhstan", 2019),
        ("Kazakhstan", 2023),
    ]
    assert elections(scope_of("How were women treated in Central Asia since 2021?")) == [("Kazakhstan", 2023)]


def test_a_region_without_statements_is_missing_by_its_name():
    scope = scope_of("How was the count in the Western Balkans in 2020?")
    assert not scope.statements
    assert scope.missing == "the Western Balkans in 2020"


LAKES, PEAKS = "Council of Lakes (CL)", "Assembly of Peaks (AP)"
ALONE = statement_of(NORLAND, "2018-05-06", bodies=(LAKES,))
JOINT = statement_of(NORLAND, "2023-05-07", bodies=(LAKES, PEAKS))
OTHER = statement_of(VESTRIA, "2021-09-12", bodies=(PEAKS,))


def of_whom(question: str) -> Scope:
    return resolve(question, [ALONE, JOINT, OTHER], is_mentioned=lambda *_: False)


@pytest.mark.parametrize(
    "question",
    ["What did the Assembly of Peaks say about the count?", "What were AP's findings?", "Selon AP, qui a voté ?"],
)
def test_whose_findings_are_asked_for_is_searched_in_their_own_and_joint_statements(question: str):
    scope = of_whom(question)
    assert set(scope.statements) == {JOINT, OTHER}
    assert scope.words == f"all statements by {PEAKS}"


def test_a_body_that_something_is_asked_about_does_not_narrow_the_search():
    assert len(of_whom("Who leads the Assembly of Peaks?").statements) == 3


def test_a_body_that_has_not_observed_the_election_is_missing():
    scope = of_whom("What did the Assembly of Peaks find in Norlandia in 2018?")
    assert not scope.statements
    assert scope.missing == f"Norlandia in 2018 by {PEAKS}"


def test_what_a_named_election_is_compared_with_is_in_scope_too():
    assert elections(scope_of("Were there more women in Norlandia in 2018 than the time before?")) == [
        ("Norlandia", 2014),
        ("Norlandia", 2018),
    ]


@pytest.mark.parametrize("question", ["And four years on?", "Did they do that later on?"])
def test_on_is_later(question: str):
    assert elections(scope_of(question, scope_of("How was the count in Norlandia in 2014?"))) == [("Norlandia", 2018)]
