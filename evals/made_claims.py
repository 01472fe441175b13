"""Claims made from the sentences of statements by known edits: faithful, altered, or told of another election.

``python -m evals make-claims FOLDER OUT`` writes a corpus of its own: the statements of ``FOLDER`` and 150 claims on
them, the same for the same seed; ``python -m evals claims OUT`` scores it, by kind of distortion.
"""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.corpus import GoldClaim
from judge.checks.quotations import quotations
from library.library import Library
from library.records import Sentence, Statement
from library.text import stems
from retrieval.choice import LEANS
from retrieval.scope import election_of
from training.pairs import edits

COUNT, SEED = 150, 7
LEAST, MOST = 7, 34
"""Words of a sentence that a claim is made of."""
FOREIGN = 0.35
"""Share of a claim's words that statements on another election may have for it to be left open by them."""
_CONTRAST = re.compile(r"^(?P<half>[^,;]{30,}), (?:but|however|although|though|while|yet) (?P<rest>[^;]{20,})\.$")


@dataclass(frozen=True)
class Source:
    """A sentence of a statement that can stand alone, and those that stand beside it."""

    statement: Statement
    sentence: Sentence
    text: str
    beside: tuple[str, ...]


Made = tuple[str, str, str | None]
"""A claim, its verdict, and another that is as defensible."""
Maker = Callable[[Source, Sequence[Source], random.Random], Made | None]


def make_claims(
    library: Library, count: int = COUNT, seed: int = SEED, *, with_quotations: bool = True
) -> list[GoldClaim]:
    """``count`` claims on the statements of a library, evenly over the kinds; fewer where there are not so many."""
    chance = random.Random(seed)
    sources, sayings = list(_sources(library)), list(_sayings(library))
    found: list[GoldClaim] = []
    waiting = {kind: chance.sample(sources, len(sources)) for kind in MAKERS}
    if with_quotations:
        waiting |= {kind: chance.sample(sayings, len(sayings)) for kind in QUOTATIONS}
    while len(found) < count and any(waiting.values()):
        for kind in waiting:
            maker = QUOTATIONS.get(kind) or MAKERS[kind]
            made = None
            while waiting[kind] and made is None:
                source = waiting[kind].pop()
                made = maker(source, sayings if kind in QUOTATIONS else sources, chance)
            if made and len(found) < count:
                found.append(_gold(f"m{len(found) + 1:03}", kind, source, made))
    return found


def write_corpus(library: Library, statements: Path, out: Path, count: int, seed: int) -> int:
    """Write a corpus of made claims on the statements in a folder; the number of claims."""
    claims = make_claims(library, count, seed)
    shutil.copytree(statements, out / "statements", dirs_exist_ok=True)
    (out / "gold").mkdir(parents=True, exist_ok=True)
    lines = [
        json.dumps({**vars(claim), "lang": claim.language}, ensure_ascii=False, default=str) + "\n" for claim in claims
    ]
    (out / "gold" / "claims.jsonl").write_text("".join(lines), encoding="utf-8")
    (out / "gold" / "questions.jsonl").write_text("", encoding="utf-8")
    return len(claims)


def _gold(identifier: str, kind: str, source: Source, made: Made) -> GoldClaim:
    claim, verdict, also = made
    evidence = [{"file": source.statement.file, "quote": source.text}] if verdict != "not_addressed" else []
    return GoldClaim(identifier, claim, kind, verdict, also, evidence, [], "en")  # type: ignore[arg-type]


def _sources(library: Library) -> Iterator[Source]:
    """The sentences in English of statements with a known election, but headlines and what leans on other sentences."""
    for statement in library.statements():
        if statement.language != "en" or not election_of(statement) or statement.translation_of:
            continue
        for passage in library.catalog.passages(statement.id):
            texts = [passage.words(s.start, s.end) for s in passage.sentences]
            for sentence, text in zip(passage.sentences, texts, strict=True):
                fits = LEAST <= len(text.split()) <= MOST and text.endswith(".") and text[0].isupper()
                plain = sentence.voice in ("narrative", "reported") and not set(text) & set('"“”*[]')
                if fits and plain and passage.voice != "headline" and not LEANS.search(text):
                    yield Source(statement, sentence, text, tuple(t for t in texts if t != text))


def _sayings(library: Library) -> Iterator[Source]:
    """The words that named speakers are quoted with."""
    for statement in library.statements():
        for passage in library.catalog.passages(statement.id) if statement.language == "en" else ():
            for sentence in passage.sentences:
                text = passage.words(sentence.start, sentence.end)
                for quotation in quotations(text) if sentence.voice == "speaker" and sentence.speaker else ():
                    words = quotation.words.rstrip(",. ")
                    if len(words.split()) >= LEAST:
                        yield Source(statement, sentence, words, ())


def _quoted(change: Callable[[str, random.Random], str | None], verdict: str) -> Maker:
    def make(source: Source, _all: Sequence[Source], chance: random.Random) -> Made | None:
        words = change(source.text, chance)
        return (f"{source.sentence.speaker} said: “{words}.”", verdict, None) if words else None

    return make


def _other_speaker(source: Source, _all: Sequence[Source], chance: random.Random) -> Made | None:
    others = [s.name for s in source.statement.speakers if s.name != source.sentence.speaker]
    return (f"{chance.choice(others)} said: “{source.text}.”", "contradicted", None) if others else None


def _gapped(words: str, _chance: random.Random) -> str | None:
    """With words left out, as quotations do that say so."""
    parts = words.split()
    return " ".join([*parts[:4], "[…]", *parts[6:]]) if len(parts) > 10 else None


def _told(text: str, statement: Statement) -> str:
    """A sentence with the election that it is on, where it does not name it."""
    where, year = election_of(statement) or ("", 0)
    if where and where in text:
        return text if str(year) in text else f"{text.rstrip('.')}, in {year}."
    first = text.split(" ", 1)[0]
    ordinary = first.casefold() in _OPENERS
    return f"In {where} in {year}, {text[0].lower() + text[1:] if ordinary else text}"


_OPENERS = frozenset(
    "the a an in on of at by for all no some many most several women voters observers candidates journalists citizen "
    "international election voting counting turnout public national local state party parties complaints results both "
    "according following where when nominees ballots long such "
    "although while after before during under each every only one two three four five six seven eight nine ten".split()
)


def _edited(edit: Callable[[str, random.Random], str | None], verdict: str, also: str | None = None) -> Maker:
    def make(source: Source, _all: Sequence[Source], chance: random.Random) -> Made | None:
        text = edit(source.text, chance)
        return (
            (_told(text, source.statement), verdict, also)
            if text and text != source.text and not LEANS.search(text)
            else None
        )

    return make


def _number(source: Source, _all: Sequence[Source], chance: random.Random) -> Made | None:
    text = edits.number_changed(source.text, chance, [])
    return (_told(text, source.statement), "contradicted", _of_several(text)) if text else None


def _number_moved(source: Source, _all: Sequence[Source], chance: random.Random) -> Made | None:
    """With a figure of a sentence beside it."""
    near = [n for text in source.beside for n in edits.figures_of(text)]
    text = edits.number_changed(source.text, chance, near) if near else None
    return (_told(text, source.statement), "contradicted", _of_several(text)) if text else None


def _of_several(text: str) -> str | None:
    """A sentence that says several things is right in part where one of them is altered."""
    return "partly_supported" if re.search(r"[,;]| and ", text) else None


def _per_cent_as_count(source: Source, _all: Sequence[Source], _chance: random.Random) -> Made | None:
    text = re.sub(r"\b(\d+) per cent of (?!the \d|its |all )(?:the )?(?=[a-z])", r"\1 ", source.text, count=1)
    return (_told(text, source.statement), "contradicted", _of_several(text)) if text != source.text else None


def _half(source: Source, _all: Sequence[Source], _chance: random.Random) -> Made | None:
    match = _CONTRAST.match(source.text)
    return (_told(f"{match['half']}.", source.statement), "supported", "partly_supported") if match else None


def _elsewhere(*, same_country: bool) -> Maker:
    """Told of another election that the library holds: what it says of that is another figure, or nothing."""

    def make(source: Source, everything: Sequence[Source], chance: random.Random) -> Made | None:
        mine = election_of(source.statement)
        if not mine or not edits.figures_of(source.text) or mine[0] in source.text or str(mine[1]) in source.text:
            return None
        others = [
            s.statement
            for s in everything
            if (o := election_of(s.statement)) and o != mine and (o[0] == mine[0]) == same_country
        ]
        if not others:
            return None
        other = chance.choice(others)
        numbers = {
            n for s in everything if election_of(s.statement) == election_of(other) for n in edits.figures_of(s.text)
        }
        if set(edits.figures_of(source.text)) <= numbers:
            return None
        return _told(source.text, other), "contradicted", "not_addressed"

    return make


def _open(source: Source, everything: Sequence[Source], chance: random.Random) -> Made | None:
    """Told of another country, whose statements have few of its words."""
    mine = election_of(source.statement)
    others = [s.statement for s in everything if s.statement.country != source.statement.country]
    if not mine or not others or mine[0] in source.text or str(mine[1]) in source.text:
        return None
    other = chance.choice(others)
    own = set(stems(source.text))
    there = [set(stems(s.text)) for s in everything if s.statement.country == other.country]
    if max(len(own & words) for words in there) > FOREIGN * len(own):
        return None
    return _told(source.text, other), "not_addressed", "contradicted" if edits.figures_of(source.text) else None


def _joined(*, true: bool) -> Maker:
    """Two sentences of one statement in one claim, both as they are or one with another figure."""

    def make(source: Source, everything: Sequence[Source], chance: random.Random) -> Made | None:
        others = [
            s
            for s in everything
            if s.statement.id == source.statement.id and s.text != source.text and edits.figures_of(s.text)
        ]
        if not others or "," in source.text or len(source.text.split()) > 20:
            return None
        other = chance.choice(others).text
        if "," in other or len(other.split()) > 20 or other.split(" ", 1)[0].casefold() not in _OPENERS:
            return None
        second = other if true else edits.number_changed(other, chance, [])
        if not second:
            return None
        claim = f"{_told(source.text, source.statement).rstrip('.')}, and {second[0].lower()}{second[1:]}"
        return claim, "supported" if true else "partly_supported", None

    return make


MAKERS: dict[str, Maker] = {
    "reworded": _edited(edits.reworded, "supported"),
    "shortened": _edited(edits.shortened, "supported"),
    "figure rewritten": _edited(edits.number_rewritten, "supported"),
    "turned round": _edited(lambda text, _: edits.turned_round(text), "supported"),
    "share in words": _edited(lambda text, chance: edits.share_in_words(text, chance, true=True), "supported"),
    "half a sentence": _half,
    "number altered": _number,
    "number moved": _number_moved,
    "per cent as count": _per_cent_as_count,
    "wrong share in words": _edited(
        lambda text, chance: edits.share_in_words(text, chance, true=False), "contradicted"
    ),
    "negation": _edited(edits.opposite, "contradicted", "partly_supported"),
    "hedge dropped": _edited(edits.hedge_dropped, "partly_supported", "contradicted"),
    "wrong country": _elsewhere(same_country=False),
    "wrong year": _elsewhere(same_country=True),
    "compound, true": _joined(true=True),
    "compound, half true": _joined(true=False),
    "unrelated": _open,
}
"""Each kind of claim with what makes one of a sentence; None where it cannot."""
QUOTATIONS: dict[str, Maker] = {
    "quotation, exact": _quoted(lambda words, _: words, "supported"),
    "quotation, words left out": _quoted(_gapped, "supported"),
    "quotation, a word changed": _quoted(edits.opposite, "contradicted"),
    "quotation, another speaker": _other_speaker,
}
"""The same of quotations."""
