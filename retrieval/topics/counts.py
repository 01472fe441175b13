"""Questions that count elections: answered from the labels of all statements, with every case and its quotation."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass

from library.labels import Direction, Wanted
from library.library import Library
from library.records import Citation
from library.text import stems
from retrieval.language import language_of
from retrieval.places import mentioned_in
from retrieval.scope import Scope, resolve
from retrieval.topics.asked import Asked, understand
from retrieval.topics.elections import Labelled, Vote, sentences, votes
from topics.taxonomy import taxonomy_of

COUNTED = re.compile(
    r"\b(?:in )?how many (?:of the )?(?:elections?|missions)\b|\b(?:what )?(?:share|proportion|percentage) of (?:the )?"
    r"(?:elections|missions)\b|\bnumber of elections\b|\bin (?:which|what) elections\b"
    r"|(?:в|на) скольких выборах|в скольких случаях|сколько (?:выборов|миссий)|на каких выборах"
    r"|dans combien d['’]élections|combien (?:d['’]élections|de missions|de scrutins)|lors de combien"
    r"|en cuántas elecciones|cuántas (?:elecciones|misiones)",
    re.I,
)
BAD = re.compile(
    r"critici[sz]\w*|\bnegativ\w*|\bproblems?\b|\bshortcomings?|\bflaw\w*|\bpoor\w*|\bconcerns?\b|критик\w*|отрицательн\w*|"
    r"недостатк\w*|critiqu\w*|négativ\w*|critic\w*|negativ\w*",
    re.I,
)
GOOD = re.compile(
    r"\bprais\w*|\bpositiv\w*|\bwelcom\w*|\bcommend\w*|положительн\w*|похвал\w*|salu[ée]\w*|elogi\w*", re.I
)
ALLEGED = re.compile(r"\ballege\w*|\ballegations?\b|\breports of\b|утвержд\w+|allégations?|denunci\w*", re.I)
RECOMMENDED = re.compile(r"\brecommend(?:ed|s|ations?)?\b(?! made)|рекоменд\w+|recommand\w+|recomend\w+", re.I)
LIMITED = re.compile(r"\b(limited|full|assessment|expert)\b|ограниченн\w+|restreinte?s?", re.I)
ASKING = re.compile(
    r"\b(?:mention\w*|address\w*|speak|spoke\w*|raised?|reported|observers?|noted|used|did|was|were|found|there|упоминал\w*|mentionn\w*|menciona\w*)\b|[?]",
    re.I,
)
HELD = 0.6
EITHER: tuple[Direction, ...] = ("positive", "negative", "mixed", "neutral")
UNRECOGNISED = "No topic was recognised in this question, so nothing was counted."


@dataclass(frozen=True)
class Case:
    """An election that counts, with the citations that show it (numbers into the citations of the count)."""

    election: str
    citations: tuple[int, ...]


@dataclass(frozen=True)
class Count:
    """In how many elections something was said, of how many whose missions observed it."""

    question: str
    topics: tuple[str, ...]
    directions: tuple[Direction, ...]
    cases: tuple[Case, ...]
    denominator: int
    unknown: tuple[str, ...]
    """Elections in scope whose missions did not observe that phase, so that silence says nothing."""
    citations: tuple[Citation, ...]
    scope: str
    note: str
    seconds: float

    @property
    def numerator(self) -> int:
        """Number of cases."""
        return len(self.cases)


def counts_elections(question: str) -> bool:
    """Whether a question asks in how many elections something was said."""
    return bool(COUNTED.search(question))


def count(library: Library, question: str) -> Count:
    """The answer to a question that counts elections.

    Raises:
        LibraryError: the library cannot be read.
    """
    began = time.perf_counter()
    scope = resolve(question, library.statements(), is_mentioned=mentioned_in(library))
    language = language_of(question)
    among = votes(scope.statements, language)
    asked = _without(question, scope)
    if re.search(r"mission|mission|мисси", question, re.I) and (kind := LIMITED.search(asked)):
        return _of_format(question, (kind.group(1) or "limited").lower(), among, scope, began)
    taxonomy = taxonomy_of(library.settings.home)
    meant = understand(library, asked, taxonomy)
    topics = meant.topics
    # "Vote-buying" is less than its topic: then the words have to be there as well.
    readable = meant.language == "en" or any(meant.others.values())
    narrow = readable and not any(_names(taxonomy.topics[t].titled("en"), asked) for t in topics)
    directions = _directions(question)
    observed = [vote for vote in among if vote.observed(topics)]
    cases: list[Case] = []
    citations: list[Citation] = []
    wanted = _wanted(topics, directions, question)
    said = sentences(library, observed, wanted)
    # A translation says what its original says, though its label may miss it.
    original = sentences(library, [vote for vote in votes(scope.statements, "") if vote not in observed], wanted)
    for vote in observed:
        versions = ([s for s in of.get(vote.name, ()) if not narrow or _holds(meant, s)] for of in (said, original))
        found = next(filter(None, versions), [])
        found.sort(key=lambda s: (-max((s.label.topics.get(t, 0.0) for t in topics), default=0.0), s.statement.file))
        if found:
            numbers = tuple(range(len(citations) + 1, len(citations) + 1 + len(found)))
            citations += [s.citation(n) for s, n in zip(found, numbers, strict=True)]
            cases.append(Case(vote.name, numbers))
    unknown = tuple(vote.name for vote in among if vote not in observed)
    return Count(
        question,
        topics,
        directions,
        tuple(cases),
        len(observed),
        unknown,
        tuple(citations),
        scope.words,
        _note(cases, len(observed), unknown, scope) if topics else UNRECOGNISED,
        round(time.perf_counter() - began, 3),
    )


def _names(title: str, asked: str) -> bool:
    """Whether a topic is asked for by its name, with nothing of content put before the name's last word."""
    name, words = set(stems(title)), stems(asked)
    return name <= set(words) and (len(name) > 1 or words[0] in name)


def _holds(meant: Asked, said: Labelled) -> bool:
    """Whether a sentence has the words asked for; true of a language that these are not known in."""
    language = said.statement.language
    if language not in ("en", meant.language):
        return True
    there = set(stems(said.text, language))
    # Word by word, by single words that stand for one; of longer expressions only those that stand for all of them.
    own = sum(
        weight
        for stem, weight in meant.terms.items()
        if stem in there or any(len(e) == 1 and e[0] in there for e in meant.others[stem])
    )
    known = [set(expressions) for expressions in meant.others.values() if expressions]
    whole = set.intersection(*known) if known else set()
    return own >= HELD or any(set(expression) <= there for expression in whole)


def _without(question: str, scope: Scope) -> str:
    """What is asked, without the words that count, judge and name the scope."""
    text = question
    for start, end in sorted(scope.mentions, reverse=True):
        text = text[:start] + " " + text[end:]
    for pattern in (COUNTED, BAD, GOOD, ALLEGED, ASKING):
        text = pattern.sub(" ", text)
    return text.strip() or question


def _directions(question: str) -> tuple[Direction, ...]:
    if BAD.search(question):
        return "negative", "mixed"
    if GOOD.search(question):
        return "positive", "mixed"
    return EITHER


def _wanted(topics: tuple[str, ...], directions: tuple[Direction, ...], question: str) -> Wanted:
    """Which labels a sentence must have to count."""
    if ALLEGED.search(question):
        return Wanted(topics, statuses=("allegation",))
    if RECOMMENDED.search(question) and topics != ("follow_up",):
        return Wanted(topics, statuses=("recommendation",))
    if len(directions) < len(EITHER):
        return Wanted(topics, directions, ("finding",))
    return Wanted(topics)


def _of_format(question: str, kind: str, among: Sequence[Vote], scope: Scope, began: float) -> Count:
    known = [vote for vote in among if any(s.mission_format for s in vote.statements)]
    cases = [Case(v.name, ()) for v in known if any(s.mission_format == kind for s in v.statements)]
    unknown = tuple(v.name for v in among if v not in known)
    note = _note(cases, len(known), unknown, scope)
    seconds = round(time.perf_counter() - began, 3)
    return Count(question, (), (), tuple(cases), len(known), unknown, (), scope.words, note, seconds)


def _note(cases: Sequence[Case], denominator: int, unknown: Sequence[str], scope: Scope) -> str:
    if scope.missing:
        return f"The record holds no statement on {scope.missing}."
    note = f"In {len(cases)} of {denominator} elections"
    note += f": {', '.join(case.election for case in cases)}." if cases else "."
    if unknown:
        note += f" Not observed, so unknown: {', '.join(unknown)}."
    return note
