"""A text and a sentence as the model reads them: token ids, and the mark of each token."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

from judge.marks import SENTENCE, TEXT, Word, marks_of_sentence, marks_of_text, words

MOST_TOKENS = 256
MOST_SENTENCE_TOKENS = 96


@dataclass(frozen=True)
class Pair:
    """One row of the model's input: ``ids`` and ``marks`` of equal length, ``[CLS] text [SEP] sentence [SEP]``."""

    ids: list[int]
    marks: list[int]


class Encoder:
    """Makes pairs with the tokenizer that was saved beside the model."""

    def __init__(self, tokenizer_file: Path) -> None:
        """Read a ``tokenizer.json``; its own padding and cutting are switched off."""
        self._tokenizer = Tokenizer.from_file(str(tokenizer_file))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._cls, self._sep = self._id("<s>", "[CLS]"), self._id("</s>", "[SEP]")

    def pair(self, text: str, sentence: str, *, most_tokens: int = MOST_TOKENS) -> Pair:
        """The pair, at most ``most_tokens`` long: a text loses its end, a sentence what is beyond its own limit."""
        text_words, sentence_words = words(text), words(sentence)
        sentence_ids, sentence_marks = self._tokens(
            sentence, sentence_words, marks_of_sentence(sentence_words, text_words), SENTENCE
        )
        sentence_ids, sentence_marks = sentence_ids[:MOST_SENTENCE_TOKENS], sentence_marks[:MOST_SENTENCE_TOKENS]
        text_ids, text_marks = self._tokens(text, text_words, marks_of_text(text_words, sentence_words), TEXT)
        room = most_tokens - 3 - len(sentence_ids)
        return Pair(
            [self._cls, *text_ids[:room], self._sep, *sentence_ids, self._sep],
            [TEXT, *text_marks[:room], TEXT, *sentence_marks, SENTENCE],
        )

    def _id(self, *names: str) -> int:
        """The id of the first of these tokens that the tokenizer has: BERT and MPNet name their marks differently."""
        return next((found for name in names if (found := self._tokenizer.token_to_id(name)) is not None), 0)

    def _tokens(self, text: str, found: list[Word], marks: list[int], plain: int) -> tuple[list[int], list[int]]:
        """Token ids, and for each token the mark of the word it belongs to, or ``plain`` between words."""
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        token_marks = []
        at = 0
        for start, _ in encoding.offsets:
            while at < len(found) and found[at].end <= start:
                at += 1
            token_marks.append(marks[at] if at < len(found) and found[at].start <= start else plain)
        return encoding.ids, token_marks
