"""Quotations in another language than the question, with a chat model's translation beside them. It is not proven, and
said to be so; only that it has the figures of the original is checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from judge.checks import objections
from library.records import Answer, AnswerSentence, Citation
from prompts import Messages, messages
from retrieval.writing.given import as_data
from retrieval.writing.language import english_name
from retrieval.writing.model import Reply

MOST = 4
"""Quotations that are translated, each by a request of its own."""
FIGURES = frozenset({"number absent", "number differs", "number moved", "year", "year absent", "country"})
"""What a translation must not have otherwise, nor lack."""
LONGER = 3
"""A translation with more than so many times the characters of its original is none."""


def is_foreign(citation: Citation, language: str) -> bool:
    """Whether a quotation is in another language than this."""
    return citation.statement.language != language


def with_translations(answer: Answer, language: str, ask: Callable[[Messages], Reply]) -> Answer:
    """The answer with translations of its first quotations in other languages into ``language``.

    Raises:
        ChatTrouble: the model does not write.
    """
    cited = {c.n: c for c in answer.citations}
    left = MOST
    sentences: list[AnswerSentence] = []
    for sentence in answer.sentences:
        citation = cited[sentence.citations[0]]
        if left and sentence.how == "quoted" and is_foreign(citation, language):
            left -= 1
            prompt = messages("translation", sentence=as_data(sentence.text), language=english_name(language))
            sentence = replace(sentence, translation=_checked(ask(prompt).all(), citation, language))
        sentences.append(sentence)
    return replace(answer, sentences=tuple(sentences))


def _checked(written: str, citation: Citation, language: str) -> str:
    """The translation on one line; nothing where a figure, date or quotation in it is not in the original."""
    text = " ".join(written.rpartition("</think>")[2].split())
    own = citation.statement.language
    found = objections(citation.quote, text, text_language=own, language=language)
    back = objections(text, citation.quote, text_language=language, language=own)
    figures = [o for o in (*found, *back) if o.vetoes and o.kind in FIGURES]
    return "" if figures or len(text) > LONGER * len(citation.quote) else text
