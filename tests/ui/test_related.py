from __future__ import annotations

from dataclasses import replace
from datetime import date

from library.records import Country, Statement
from ui.related import later_stage, related

RELEASE = Statement(
    id="1",
    file="norland.md",
    source="/norland.md",
    title="Norland voted",
    kind="press release",
    bodies=("OES", "RAS"),
    country=Country("Norland"),
    election_date=date(2015, 5, 3),
)
FINAL = replace(RELEASE, id="2", file="final.pdf", kind="final report", bodies=("OES",), title="Final report")
PRELIMINARY = replace(FINAL, id="3", file="preliminary.pdf", kind="preliminary statement")
FRENCH = replace(RELEASE, id="4", file="norland_fr.md", language="fr", translation_of="norland.md")
ELSEWHERE = replace(FINAL, id="5", country=Country("Sudland"))
SECOND_ROUND = replace(FINAL, id="6", election_round="second round")
OTHERS = replace(FINAL, id="7", bodies=("Assembly of Neighbours",))
ALL = [FRENCH, ELSEWHERE, SECOND_ROUND, OTHERS, FINAL, PRELIMINARY, RELEASE]


def test_a_statement_belongs_with_the_others_of_its_election_by_the_same_observers() -> None:
    assert [(words, s.id) for words, s in related(RELEASE, ALL)] == [
        ("a translation (fr)", "4"),
        ("preliminary statement", "3"),
        ("final report", "2"),
    ]
    assert related(FRENCH, ALL)[0] == ("the original (en)", RELEASE)


def test_what_was_said_first_tells_of_a_later_report_on_the_same_election() -> None:
    assert later_stage(RELEASE, ALL) == "a final report on this election is in the library"
    assert later_stage(FINAL, ALL) == ""
    assert later_stage(RELEASE, [ELSEWHERE, SECOND_ROUND, OTHERS, RELEASE, PRELIMINARY]) == ""
    interim = replace(RELEASE, kind="interim report")
    assert later_stage(interim, [RELEASE]) == "a press release on this election is in the library"


def test_statements_of_which_the_election_is_not_known_belong_to_none() -> None:
    assert related(replace(RELEASE, election_date=None), [replace(FINAL, election_date=None)]) == []
