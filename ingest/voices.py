"""Who says each sentence: the headline, the observers together, a named speaker, or something that they report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.document import Block
from ingest.speech.attribution import SPEECH_WORDS, Speech, speeches_of, with_names
from ingest.speech.reported import is_reported
from library.records import Sentence, Speaker
from library.text import sentence_spans

HEADINGS = ("title", "heading")
_MARK = re.compile(r"(?P<mark>\d{1,3}\s+)\W*(?P<next>\w)")


def voices_of(
    blocks: Sequence[Block], speakers: Sequence[Speaker], language: str, bodies: Sequence[str] = ()
) -> Iterator[list[Sentence]]:
    """For each block its sentences with their voices; spans count from the start of the document's text.

    Only ``speakers`` speak: what others are quoted with stays the narrative of the observers. What one of the
    ``bodies`` says is its own finding, never something that it was told.
    """
    texts = ["" if block.kind in HEADINGS else block.text for block in blocks]
    names = [speaker.name for speaker in speakers]
    by_block: dict[int, list[Speech]] = {}
    for speech in with_names(speeches_of(texts, language, names), names):
        by_block.setdefault(speech.block, []).append(speech)
    start = 0
    for n, block in enumerate(blocks):
        spans = _without_mark(block, sentence_spans(block.text, language))
        if block.kind in HEADINGS:
            yield [Sentence(start + first, start + last, "headline") for first, last in spans]
        else:
            yield [
                _sentence(block.text, first, last, start, by_block.get(n, ()), names, bodies) for first, last in spans
            ]
        start += len(block.text) + 2


def _without_mark(block: Block, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The sentences of a footnote without the number that it is called by, which is no word of the observers; before a
    small letter it is one ("37 per cent of ...")."""
    mark = _MARK.match(block.text) if block.kind == "footnote" and spans else None
    if not mark or mark.group("next").islower():
        return spans
    (_, last), *others = spans
    first = mark.end("mark")
    return [*([(first, last)] if first < last else []), *others]


def _sentence(
    text: str,
    first: int,
    last: int,
    start: int,
    speeches: Sequence[Speech],
    names: Sequence[str],
    bodies: Sequence[str],
) -> Sentence:
    said = text[first:last]
    for speech in speeches:
        run = text[max(first, speech.start) : min(last, speech.end)]
        whole = text[speech.start : speech.end]
        begins = speech.start <= first < speech.end or first < speech.start < last < speech.end
        if run and (begins or len(run.split()) >= min(SPEECH_WORDS, len(said.split()), len(whole.split()))):
            return Sentence(start + first, start + last, "speaker", speech.name)
    return Sentence(start + first, start + last, "reported" if is_reported(said, names, bodies) else "narrative")
