"""Rounds and speakers that a question is about."""

from __future__ import annotations

from library.records import Speaker, Statement
from retrieval.rounds import of_round
from retrieval.speakers import speakers_in_office, speakers_meant

FIRST = Statement("1", "first.md", "first.md", "First round", election_round="first round")
SECOND = Statement("2", "second.md", "second.md", "Second round", election_round="second round")
REPORT = Statement("3", "report.md", "report.md", "Final report", speakers=(Speaker("Ada Morn", "Head"),))
OTHER = Statement("4", "other.md", "other.md", "Other", speakers=(Speaker("Bela Quist", "Co-ordinator"),))


def test_a_named_round_leaves_its_statements_and_those_that_do_not_say() -> None:
    for question in ("And the run-off?", "А во втором туре?", "Et au second tour ?", "¿Y en la segunda vuelta?"):
        assert of_round(question, [FIRST, SECOND, REPORT]) == [SECOND, REPORT], question


def test_both_rounds_or_none_leave_all() -> None:
    assert of_round("From the first to the second round?", [FIRST, SECOND]) == [FIRST, SECOND]
    assert of_round("How was the count?", [FIRST, SECOND]) == [FIRST, SECOND]


def test_a_round_that_no_statement_is_on_narrows_nothing() -> None:
    assert of_round("When is the run-off?", [FIRST, REPORT]) == [FIRST, REPORT]


def test_a_speaker_is_meant_by_surname() -> None:
    assert speakers_meant("What did Ms. Morn say on media?", "", [REPORT, OTHER]) == {"Ada Morn"}


def test_a_pronoun_means_the_speaker_named_last() -> None:
    earlier = "Who led the mission? Ada Morn. And the observers? Bela Quist."
    assert speakers_meant("What did he say?", earlier, [REPORT, OTHER]) == {"Bela Quist"}
    assert not speakers_meant("What was turnout?", earlier, [REPORT, OTHER])


BODIES = ("Council of Lakes (CL)", "Assembly of Peaks (AP)")
ROLES = Statement(
    "5",
    "roles.md",
    "roles.md",
    "Roles",
    bodies=BODIES,
    speakers=(
        Speaker("Ada Morn", "Special Co-ordinator and leader of the short-term observers"),
        Speaker("Bela Quist", "Head of the delegation from the Council of Lakes"),
        Speaker("Cai Orr", "Head of the AP delegation"),
        Speaker("Dora Penn", "head of the election observation mission"),
    ),
)


def test_who_holds_an_office_is_meant_by_it() -> None:
    for question, names in {
        "What did the special coordinator say?": {"Ada Morn"},
        "What did the head of the CL delegation warn of?": {"Bela Quist"},
        "Was the leader of the Assembly of Peaks delegation content?": {"Cai Orr"},
        "What did the heads of delegation say?": {"Bela Quist", "Cai Orr"},
        "Что сказал глава миссии?": {"Dora Penn"},
        "What did the observers say of the heads of polling stations?": set(),
        "Was the head of the election commission independent?": set(),
    }.items():
        assert speakers_in_office(question, [ROLES]) == names, question
