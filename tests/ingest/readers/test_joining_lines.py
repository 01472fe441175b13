"""Words cut at line ends, and compounds that a line end has not cut."""

from __future__ import annotations

import pytest

from ingest.readers.lines import join_lines

TEXT = frozenset("the commission post election vote buying pa turnout minister under mined".split())


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("the elec-", "tion was calm", "the election was calm"),
        ("the post-", "election period", "the post-election period"),
        ("reports of vote-", "buying were made", "reports of vote-buying were made"),
        ("the under-", "mined trust", "the undermined trust"),
        ("58 ex-", "pertos de la misión", "58 expertos de la misión"),
        ("the ex-", "minister said", "the ex-minister said"),
        ("twenty-", "one lists", "twenty-one lists"),
        ("the Ilmar-", "speaking community", "the Ilmar-speaking community"),
        ("the third-", "placed candidate", "the third-placed candidate"),
        ("(ПА-", "СЕ) отметила", "(ПАСЕ) отметила"),
        ("the 2019-", "2023 plan", "the 2019-2023 plan"),
        ("elle-", "même l'a dit", "elle-même l'a dit"),
        ("the elec\u00ad", "tion was calm", "the election was calm"),
    ],
)
def test_a_hyphen_at_a_line_end_goes_where_it_cut_a_word_and_stays_where_it_joins_two(first, second, joined):
    assert join_lines([first, second], TEXT) == joined
