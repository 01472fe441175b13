"""A follow-up question made to stand alone by a chat model, where what it writes agrees with the rules."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace

from library.records import Statement
from library.text import stems, words
from prompts import messages
from retrieval.conversation import Standalone
from retrieval.places import IsMentioned
from retrieval.scope import Scope, resolve
from retrieval.writing.given import as_data
from retrieval.writing.language import english_name
from retrieval.writing.model import ChatModel
from retrieval.writing.trouble import ChatTrouble

SECONDS = 20.0
"""Longest wait for a rewritten question; the rules have one at once."""
TURNS, LONGEST_TURN, LONGEST = 6, 600, 300
"""Turns and characters of each that the model reads; characters of a question that it may write."""


def restated(
    model: ChatModel,
    standalone: Standalone,
    history: Sequence[Mapping[str, str]],
    statements: Sequence[Statement],
    is_mentioned: IsMentioned,
    language: str,
) -> Standalone:
    """The question as the model writes it, searched in the scope that the rules found; that of the rules where the two
    speak of different countries or years, or where the model brings in a figure or a name, or fails."""
    scope = standalone.scope
    prompt = messages(
        "standalone",
        conversation="\n".join(_turn(turn) for turn in history[-TURNS:]),
        question=as_data(standalone.question),
        scope=as_data(scope.words),
        language=english_name(language),
    )
    try:
        written = model.ask(prompt, until=time.monotonic() + SECONDS).all()
    except ChatTrouble:  # the answer is asked for next, and tells it if it goes on
        return standalone
    text = _question(written)
    again = resolve(text, statements, is_mentioned=is_mentioned)
    said = " ".join([standalone.question, scope.words, *(turn.get("content", "") for turn in history)])
    if not text or not _agree(scope, again) or _brings_in(text, said, language):
        return standalone
    return Standalone(text, replace(scope, mentions=again.mentions), speakers=standalone.speakers)


def _turn(turn: Mapping[str, str]) -> str:
    who = "Question" if turn.get("role") == "user" else "Answer"
    return f"{who}: {as_data(turn.get('content', '')[:LONGEST_TURN])}"


def _question(written: str) -> str:
    """The first line that was written after any thinking aloud; empty if it is too long to be a question."""
    lines = [line.strip().strip('"“”«»*') for line in written.rpartition("</think>")[2].splitlines()]
    first = next((line for line in lines if line), "")
    return first if len(first) <= LONGEST else ""


def _agree(one: Scope, other: Scope) -> bool:
    return not other.missing and set(one.countries) == set(other.countries) and set(one.years) == set(other.years)


def _brings_in(text: str, said: str, language: str) -> bool:
    """Whether there is a figure or a capitalised word in ``text`` that nobody ``said``."""
    known = {*words(said), *stems(said, language)}
    for word in text.split():
        for part in words(word):
            new = part not in known and not known & set(stems(part, language)) and stems(part, language)
            if new and (any(c.isdigit() for c in part) or word.lstrip("\"“«('")[:1].isupper()):
                return True
    return False
