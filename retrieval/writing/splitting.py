"""A claim taken apart with the help of a chat model, where what it writes is nothing but the claim's own words."""

from __future__ import annotations

import time

from library.text import stems
from prompts import messages
from retrieval.claims.parts import Piece, Split, pieces_of
from retrieval.claims.suggested import pieces_as
from retrieval.writing.given import as_data
from retrieval.writing.model import ChatModel
from retrieval.writing.trouble import ChatTrouble

SECONDS = 20.0
"""Longest wait for the parts of one claim; the rules have theirs at once."""
LEAST_WORDS = 6
"""A claim with fewer words of content claims one thing."""
PAUSE = 60.0
"""Seconds for which a model that failed is not asked again: an article does not wait for it at each sentence."""


class Splitter:
    """Takes claims apart. Threads may share one."""

    def __init__(self, model: ChatModel) -> None:
        self._model = model
        self._trouble = ""
        self._until = 0.0

    def split(self, claim: str, language: str) -> Split:
        """The parts that the model finds, where they pass (`retrieval.claims.suggested`), else those of the rules; with
        what went wrong with the model, if anything did."""
        own = pieces_of(claim, language)
        if len(stems(claim, language)) < LEAST_WORDS:
            return Split(own)
        if time.monotonic() < self._until:
            return Split(own, self._trouble)
        try:
            written = self._model.ask(
                messages("splitting", claim=as_data(claim)), until=time.monotonic() + SECONDS
            ).all()
        except ChatTrouble as trouble:
            self._trouble, self._until = str(trouble), time.monotonic() + PAUSE
            return Split(own, self._trouble)
        return Split(self._checked(claim, written, language) or own)

    def _checked(self, claim: str, written: str, language: str) -> list[Piece] | None:
        lines = [line.strip() for line in written.rpartition("</think>")[2].splitlines()]
        return pieces_as(claim, [line.lstrip("-–•* ") for line in lines if line], language)
