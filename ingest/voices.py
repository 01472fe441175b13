"""Who says each sentence: the headline, the observers together, a named speaker, or something that they report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.document import BlockKind
from library.records import Sentence, Speaker, Voice
from library.text import sentence_spans

PAIRS = {"“": "”", "«": "»", "„": "“”", '"': '"'}
"""Opening and closing quotation marks; a German or Russian „ is closed by “ or ”."""
SPEECH_WORDS = 4
"""Fewer quoted words are a term or a title, not speech."""

REPORTED = re.compile(
    r"\balleg\w+|\bcredible (?:reports?|accounts?|information)\b|\binterlocutors\b|\bclaim(?:ed|s)\b"
    r"|\baccording to\b|\breportedly\b|\b(?:were|was|have been|has been) (?:reported|accused)\b"
    r"|\b(?:reported|informed|announced|told|stated|attributed)\b (?:that|the (?:mission|observers))\b"
    r"|\b(?-i:[A-Z]{2,6})\)? (?:has )?(?:reported|announced|stated)\b"
    r"|\bpreliminary (?:turnout|results)\b(?! figures)"
    r"|\bпо (?:данным|сообщени\w+|словам|информации)\b|\bпредположительн\w+|\bутвержда\w+|\bсообща\w+"
    r"|\bпредварительн\w+ (?:явк|результат|данн)\w+"
    r"|\ballégations?\b|\bselon\b|\bd'après\b|\baurai(?:t|ent)\b|\bprésumé\w*"
    r"|\brésultats préliminaires\b|\bparticipation provisoire\b",
    re.I,
)
INSERTED = re.compile(
    r"[,!?…]\s[–—-]\s(?=[а-яё])|,\s(?=(?:a-t-(?:il|elle)|a (?:déclaré|affirmé|souligné)|déclare|affirme)\b)"
)
"""Where Russian and French name the speaker in the midst of the quotation: «Да, – сказала Анна Холм. – Конечно»."""
TITLE = r"(?:Mr|Ms|Mrs|Dr|Mme|M|г-н|г-жа|госпожа|господин)\.?\s+"


@dataclass(frozen=True)
class Speech:
    """A run of quoted words in a block, with the name of who speaks."""

    start: int
    end: int
    speaker: str


def sentences_of(
    text: str,
    start: int,
    kind: BlockKind,
    speakers: Sequence[Speaker],
    language: str,
    open_quote: str | None = None,
) -> tuple[list[Sentence], str | None]:
    """The sentences of a block, spans counted from ``start``; and the speaker whose quotation it leaves open.

    ``open_quote`` is the speaker whose quotation was still open at the end of the block before.
    """
    spans = sentence_spans(text, language)
    if kind in ("title", "heading"):
        return [Sentence(start + first, start + last, "headline") for first, last in spans], None
    # A quotation that goes on over several paragraphs opens each of them with a mark and closes only the last.
    carried = open_quote if text[:1] in PAIRS else None
    quoted, left_open = _quoted(text)
    speeches = _attributed(text, quoted, speakers, carried)
    sentences = [_sentence(text, first, last, start, speeches) for first, last in spans]
    return sentences, speeches[-1].speaker if left_open and speeches else None


def _sentence(text: str, first: int, last: int, start: int, speeches: Sequence[Speech]) -> Sentence:
    said = text[first:last]
    for speech in speeches:
        run = text[max(first, speech.start) : min(last, speech.end)]
        whole = text[speech.start : speech.end]
        if run and len(run.split()) >= min(SPEECH_WORDS, len(said.split()), len(whole.split())):
            return Sentence(start + first, start + last, "speaker", speech.speaker)
    voice: Voice = "reported" if REPORTED.search(said) else "narrative"
    return Sentence(start + first, start + last, voice)


def _quoted(text: str) -> tuple[list[tuple[int, int]], bool]:
    """Spans between quotation marks, and whether the last is left open at the end of the block."""
    runs: list[tuple[int, int]] = []
    opened: int | None = None
    closing = ""
    for place, mark in enumerate(text):
        if opened is None and mark in PAIRS:
            opened, closing = place, PAIRS[mark]
        elif opened is not None and mark in closing:
            runs.append((opened, place + 1))
            opened = None
    if opened is None:
        return runs, False
    return [*runs, (opened, len(text))], True


def _attributed(
    text: str, quoted: Sequence[tuple[int, int]], speakers: Sequence[Speaker], carried: str | None
) -> list[Speech]:
    """The quoted runs that are speech, each with the speaker named after it, before it, or earlier in the block."""
    runs = [(first, last) for first, last in quoted if _is_speech(text[first:last])]
    speeches: list[Speech] = []
    last_speaker = carried
    for n, (first, last) in enumerate(runs):
        after = text[last : runs[n + 1][0] if n + 1 < len(runs) else len(text)]
        before = text[runs[n - 1][1] if n else 0 : first]
        within = INSERTED.search(text, first, last)
        named = _named(_clause(text[within.end() : last]), speakers) if within else None
        named = named or _named(_clause(after), speakers)
        named = named or _named(_last_clause(before), speakers)
        named = named or (None if last_speaker else _named(before, speakers))
        speaker = named or last_speaker
        if speaker:
            speeches.append(Speech(first, last, speaker))
            last_speaker = speaker
    return speeches


def _is_speech(quoted: str) -> bool:
    """Whether quoted words are speech: several, or ending with a mark of their own as no term does."""
    return len(quoted.split()) >= SPEECH_WORDS or quoted[-2:-1] in ",.!?…"


def _last_clause(before: str) -> str:
    """The sentence that runs into a quotation: ``Ada Holm, head of the mission, said:``."""
    return re.split(r"(?<![A-ZА-Я])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)[.!?]\s+", before)[-1]


def _clause(after: str) -> str:
    """The rest of the sentence after a quotation: what follows a full stop speaks of something else."""
    end = re.search(r"(?<!\b[A-ZА-Я])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)[.!?](?:\s|$)", after)
    return after[: end.start()] if end else after


def _named(clause: str, speakers: Sequence[Speaker]) -> str | None:
    """The first speaker whom a clause names, by full name, title and surname, or surname with a verb of saying."""
    best: tuple[int, str] | None = None
    for speaker in speakers:
        surname = re.escape(speaker.name.split()[-1]) if speaker.name.split() else ""
        pattern = rf"{re.escape(speaker.name)}|{TITLE}{surname}\b"
        if surname and (found := re.search(pattern, clause)) and (best is None or found.start() < best[0]):
            best = (found.start(), speaker.name)
    return best[1] if best else None
