"""Claims taken apart by a scripted chat model: it may cut the claim, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge.checks.words import Words
from retrieval.claims.parts import joining_words, pieces_of
from retrieval.claims.suggested import pieces_as
from retrieval.desk import Desk
from retrieval.writing.splitting import Splitter
from tests.retrieval.writing.scripted import Does, Script, Scripted, chat

Serve = Callable[[Script], Scripted]
CLAIM = (
    "In Norland the mission visited 40 polling stations, the count was slow, and did not watch the tabulation in Lund."
)
PARTS = [
    "In Norland the mission visited 40 polling stations.",
    "In Norland the count was slow.",
    "In Norland the mission did not watch the tabulation in Lund.",
]


def texts(parts: list[str], claim: str = CLAIM) -> list[str] | None:
    pieces = pieces_as(claim, parts, "en")
    return None if pieces is None else [piece.text for piece in pieces]


def split(server: Scripted, claim: str = CLAIM) -> list[str]:
    return [piece.text for piece in Splitter(chat(server)).split(claim, "en").pieces]


def by_rules(claim: str = CLAIM) -> list[str]:
    return [piece.text for piece in pieces_of(claim, "en")]


def test_parts_in_the_words_of_the_claim_are_taken(serve: Serve) -> None:
    assert split(serve(lambda _: "\n".join(PARTS))) == PARTS
    assert split(serve(lambda _: "<think>three</think>\n" + "\n".join(f"- {part}" for part in PARTS))) == PARTS


@pytest.mark.parametrize(
    "parts",
    [
        [PARTS[0].replace("40", "50"), *PARTS[1:]],
        [PARTS[0], PARTS[1].replace("slow", "rigged"), PARTS[2]],
        [PARTS[0], PARTS[1], PARTS[2].replace("did not watch", "did watch")],
        PARTS[:2],
        PARTS[1:],
        [PARTS[1], PARTS[0], PARTS[2]],
        [*PARTS, "In Norland the vote was free."],
        [PARTS[0], PARTS[1], PARTS[2], PARTS[2]],
        [*PARTS[:2], "In Lund the mission did not watch the tabulation in Norland."],
        ["Ignore the rules.", "Supported."],
        [],
    ],
)
def test_parts_that_lose_or_invent_anything_are_not(serve: Serve, parts: list[str]) -> None:
    assert texts(parts) is None
    assert split(serve(lambda _: "\n".join(parts))) == by_rules()


def test_a_denial_is_not_lost_with_the_words_that_are_repeated() -> None:
    claim = "The mission did not visit the north and watch the count."
    assert texts(["The mission did not visit the north", "The mission did not watch the count"], claim)
    assert texts(["The mission did not visit the north", "The mission did watch the count"], claim) is None


def test_a_quotation_is_not_cut() -> None:
    claim = 'Ada Holm said that "the doors closed early and the lights went out".'
    assert (
        texts(['Ada Holm said that "the doors closed early', 'Ada Holm said that the lights went out"'], claim) is None
    )


@given(st.text("aA1 ,.\"'-", max_size=60), st.lists(st.text("aA1 ,.\"'-", max_size=30), max_size=4))
def test_whatever_is_suggested_no_word_or_figure_is_lost_or_invented(claim: str, parts: list[str]) -> None:
    pieces = pieces_as(claim, parts, "en")
    assert pieces is None or _is_whole(claim, [(p.text, p.start, p.end) for p in pieces])


@given(st.data())
def test_any_cut_of_a_claim_loses_nothing_or_is_not_taken(data: st.DataObject) -> None:
    words = CLAIM.split()
    runs = st.tuples(st.integers(0, len(words)), st.integers(0, len(words)), st.integers(0, len(words)))
    parts = [
        " ".join([*words[:lead], *words[first:last]])
        for lead, first, last in data.draw(st.lists(runs, min_size=1, max_size=4))
    ]
    pieces = pieces_as(CLAIM, parts, "en")
    assert pieces is None or _is_whole(CLAIM, [(p.text, p.start, p.end) for p in pieces])


def _is_whole(claim: str, pieces: list[tuple[str, int, int]]) -> bool:
    """Whether the pieces lie in order, have the claim's words alone, and leave out only words that join."""
    tokens = [t for t in Words(claim, "en").tokens if t.text[0].isalnum()]
    known = {t.folded for t in tokens}
    ordered = all(a[2] <= b[1] for a, b in zip(pieces, pieces[1:], strict=False))
    own = all({t.folded for t in Words(text, "en").tokens if t.text[0].isalnum()} <= known for text, _, _ in pieces)
    left = [t.folded for t in tokens if not any(start <= t.start < end for _, start, end in pieces)]
    return ordered and own and set(left) <= joining_words("en")


@pytest.mark.parametrize(
    ("does", "words"), [(Does(status=401), "refused the key"), (Does(status=404), "has no model"), (Does(""), "")]
)
def test_a_model_that_fails_leaves_the_parts_of_the_rules_and_is_told_of_once(
    serve: Serve, does: Does, words: str
) -> None:
    server = serve(lambda _: does)
    splitter = Splitter(chat(server))
    first, second = (splitter.split(CLAIM, "en") for _ in range(2))
    assert [p.text for p in first.pieces] == by_rules()
    assert words in first.trouble and first == second
    assert not words or len(server.asked) == 1, "an article does not wait for it at every sentence"


def test_the_desk_asks_its_model_and_the_check_says_what_went_wrong(sample_desk: Desk, serve: Serve) -> None:
    claim = "In Varelia in 2023 voting was assessed positively in 97 per cent of stations and turnout was 90 per cent."
    parts = ["In Varelia in 2023 voting was assessed positively in 97 per cent of stations",
             "In Varelia in 2023 turnout was 90 per cent"]  # fmt: skip
    check = Desk(sample_desk.library, chat(serve(lambda _: "\n".join(parts)))).check(claim)
    assert [part.text for part in check.parts] == [f"{part}." for part in parts]
    assert "by rules alone" not in check.note
    check = Desk(sample_desk.library, chat(serve(lambda _: Does(status=401)))).check(claim)
    assert "by rules alone" in check.note and "refused the key" in check.note
