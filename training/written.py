"""Statements made up by hand (``statements/*.txt``), with what is true of them: labels, claims and questions.

One file a country, some statements each. ``python -m training.written FILE ...`` says what is wrong in a file::

    @@ ozmira-2019-pr
    country: Ozmira
    ...
    ## Heading of a section, where the kind of document has them
    1 [campaign, women; mixed; before; finding] A sentence. An empty line begins a new paragraph.
    = claims
    + 1 | kind | What the sentence carries; ``-`` what it contradicts, ``~`` carries in part, ``0`` leaves open.
    = questions
    ? 1,2&3 | A question that the first sentence answers, or the second with the third; ``?0`` what nothing answers.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import get_args

from library.labels import Direction, Phase, Status
from topics.taxonomy import taxonomy_of

FOLDER = Path(__file__).with_name("statements")
VERDICTS = {"+": "supported", "-": "contradicted", "~": "partly_supported", "0": "not_addressed"}
FAITHFUL = "faithful rewriting"
NEAR_MISSES = (
    *("roles exchanged", "balance turned", "condition dropped", "cause added", "time shifted", "part to whole"),
    *("plan as fact", "claim as finding", "figure moved", "denial moved", "trend turned", "comparison turned"),
    *("degree raised", "order turned"),
)
"""Kinds of claims that were written beside a ``FAITHFUL`` one, of the same words or of none of them, and depart from
the text by a hair: as a written answer may, rather than as somebody claims."""
PAIRED = (FAITHFUL, *NEAR_MISSES)
KINDS = ("press release", "interim report", "preliminary statement", "final report")
_FIELDS = ("country", "adjective", "election", "election_date", "date", "kind", "observers", "language", "title")
_SENTENCE = re.compile(r"(\d+) \[([^;\]]*);([^;\]]*);([^;\]]*);([^;\]]*)\]\s*(\S.*)")
_CLAIM = re.compile(r"([-+~0])\s*([^|]*)\|\s*([a-z' ]+?)\s*\|\s*(?:\[(en)\]\s*)?(\S.*)")
_QUESTION = re.compile(r"\?(0?)\s*([^|]*)\|\s*(?:\[(en)\]\s*)?(\S.*)")
_PLACE = re.compile(r"(?:([a-z0-9_-]+):)?(\d+)")
Place = tuple[str, int]
"""A statement's id and the number of a sentence in it."""


class WrittenError(ValueError):
    """A file of made-up statements is not written as it should be: which, where and why."""


@dataclass(frozen=True)
class Sentence:
    """A sentence with its labels; sentences of the same ``paragraph`` stand together."""

    number: int
    text: str
    topics: tuple[str, ...]
    direction: str
    phase: str
    status: str
    section: str | None
    paragraph: int


@dataclass(frozen=True)
class Claim:
    """A claim, its verdict and its evidence: ways to show it, each of one or more sentences. The evidence of what is
    not addressed is what comes near."""

    text: str
    verdict: str
    kind: str
    language: str
    evidence: tuple[tuple[Place, ...], ...]


@dataclass(frozen=True)
class Question:
    """A question, and its evidence likewise; where nothing answers, what comes near."""

    text: str
    answered: bool
    language: str
    evidence: tuple[tuple[Place, ...], ...]


@dataclass(frozen=True)
class Written:
    """A made-up statement. ``fields`` are those of the head, by name."""

    id: str
    fields: dict[str, str]
    sentences: dict[int, Sentence] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


def read_written(folder: Path = FOLDER) -> list[Written]:
    """All made-up statements, by file.

    Raises:
        WrittenError: a file is not written as it should be.
    """
    return [one for file in sorted(folder.glob("*.txt")) for one in read_file(file)]


def with_claims(written: Iterable[Written], *, paired: bool) -> list[Written]:
    """The same statements with those claims alone that were written in pairs, or without them."""
    return [replace(one, claims=[c for c in one.claims if (c.kind in PAIRED) is paired]) for one in written]


def read_file(file: Path) -> list[Written]:
    """The statements of one file.

    Raises:
        WrittenError: it is not written as it should be.
    """
    found: list[Written] = []
    part, section, paragraph = "head", None, 0
    for at, raw in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        line, where = raw.strip(), f"{file.name}:{at}"
        if line.startswith("@@"):
            found.append(Written(line[2:].strip(), {}))
            part, section, paragraph = "head", None, 0
        elif not line:
            paragraph += 1
        elif not found:
            raise WrittenError(f"{where}: a statement begins with '@@ id'")
        elif line in ("= claims", "= questions"):
            part = line[2:]
        elif line.startswith("##"):
            section, paragraph = line.strip("# "), paragraph + 1
        elif part in ("head", "sentences") and (match := _SENTENCE.fullmatch(line)):
            part = "sentences"
            number, topics, direction, phase, status, text = (group.strip() for group in match.groups())
            names = tuple(name for topic in topics.split(",") if (name := topic.strip()))
            if int(number) in found[-1].sentences:
                raise WrittenError(f"{where}: sentence {number} stands here twice")
            found[-1].sentences[int(number)] = Sentence(
                int(number), text, names, direction, phase, status, section, paragraph
            )
        elif part == "head" and ":" in line:
            name, value = line.split(":", 1)
            found[-1].fields[name.strip()] = value.strip()
        elif part in ("claims", "questions"):
            _add(found[-1], part, line, where)
        else:
            raise WrittenError(f"{where}: cannot be read: {line[:60]}")
    _check(found, file.name)
    return found


def _add(one: Written, part: str, line: str, where: str) -> None:
    """A line of claims or questions."""
    own = one.fields.get("language", "en")
    if part == "claims" and (match := _CLAIM.fullmatch(line)):
        sign, places, kind, english, text = match.groups()
        one.claims.append(Claim(text, VERDICTS[sign], kind, english or own, _evidence(places, one.id, where)))
    elif part == "questions" and (match := _QUESTION.fullmatch(line)):
        none, places, english, text = match.groups()
        one.questions.append(Question(text, not none, english or own, _evidence(places, one.id, where)))
    else:
        raise WrittenError(f"{where}: no {part[:-1]}: {line[:60]}")


def _evidence(places: str, own: str, where: str) -> tuple[tuple[Place, ...], ...]:
    ways = []
    for way in places.replace(" ", "").split(","):
        matches = [_PLACE.fullmatch(place) for place in way.split("&")] if way else []
        if not all(matches):
            raise WrittenError(f"{where}: no sentence is told by '{places.strip()}'")
        ways.append(tuple((match[1] or own, int(match[2])) for match in matches if match))
    return tuple(way for way in ways if way)


def _check(found: Sequence[Written], name: str) -> None:
    """That labels are known, and evidence is there.

    Raises:
        WrittenError: with all that is wrong in the file, a line each.
    """
    wrong = list(_wrong(found))
    if wrong:
        raise WrittenError("\n".join(f"{name}: {one}" for one in wrong))


def _wrong(found: Sequence[Written]) -> Iterator[str]:
    topics = set(taxonomy_of(FOLDER).topics)
    ids = Counter(one.id for one in found)
    sentences = {(one.id, number) for one in found for number in one.sentences}
    for one in found:
        if ids[one.id] > 1:
            yield f"{one.id}: there are two of this id"
        yield from (f"{one.id}: has no {name}" for name in _FIELDS if not one.fields.get(name))
        for name in ("election_date", "date"):
            try:
                date.fromisoformat(one.fields.get(name, ""))
            except ValueError:
                yield f"{one.id}: {name} is no day like 2024-05-31"
        if one.fields.get("kind") not in KINDS:
            yield f"{one.id}: the kind is one of {', '.join(KINDS)}"
        for of in one.sentences.values():
            place = f"{one.id}, sentence {of.number}"
            yield from (f"{place}: no topic is named {topic}" for topic in of.topics if topic not in topics)
            for value, known in ((of.direction, Direction), (of.phase, Phase), (of.status, Status)):
                if value not in get_args(known):
                    yield f"{place}: '{value}' is none of {', '.join(get_args(known))}"
        asked = [(c.text, c.evidence, c.verdict == "not_addressed") for c in one.claims]
        asked += [(q.text, q.evidence, not q.answered) for q in one.questions]
        for text, evidence, is_open in asked:
            if not evidence and not is_open:
                yield f"{one.id}: no evidence is named for '{text[:50]}'"
            for missing in (place for way in evidence for place in way if place not in sentences):
                yield f"{one.id}: there is no {missing[0]}:{missing[1]}, for '{text[:40]}'"


def main() -> None:
    """Say what the files named hold, or what is wrong in them."""
    status = 0
    for file in sys.argv[1:]:
        try:
            found = read_file(Path(file))
        except WrittenError as error:
            print(error)
            status = 1
            continue
        claims = Counter(claim.verdict for one in found for claim in one.claims)
        asked = Counter("answered" if q.answered else "not answered" for one in found for q in one.questions)
        sentences = sum(len(one.sentences) for one in found)
        print(f"{file}: {len(found)} statements, {sentences} sentences, claims {dict(claims)}, questions {dict(asked)}")
    sys.exit(status)


if __name__ == "__main__":
    main()
