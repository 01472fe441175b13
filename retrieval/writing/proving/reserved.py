"""Reserves: what a text says of some, or as likely, is not said plainly; what it tells, `proving.told`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from judge.checks.expressions import spans
from judge.checks.figures import figures
from judge.checks.polarity import denials
from judge.checks.quotations import quotations
from judge.checks.tables import facts, table
from judge.checks.words import Token, Words
from retrieval.writing.proving import told
from retrieval.writing.proving.rephrasing import ELECTION, equal_to, is_made_of, said_by

_REACH = 3
"""Words of content after a reserve that it is of."""
_BEFORE = 2
_KEPT_NEAR = 8
"""Tokens to either side of a reserve within which it is of a word."""
_CONDITION = 6
_MINTED = ("most", "many", "nearly", "often", "hardly")
"""Kinds that say more than what they might stand for: these must be the text's."""
_THOSE = frozenset("them these those whom which них которых eux elles ellos ellas".split())
_MAJORITIES = frozenset("absolute simple qualified relative absolue simple qualifiée absoluta".split())
"""What makes a rule of "majority"."""
_ALLOWING = frozenset("may can could peut peuvent puede pueden может могут".split())
_FORBIDDING = frozenset("not neither only".split())
"""What makes a prohibition of "may", which no one says as likely: "candidates may not stand"."""
_ALLOWED = frozenset("allowed permitted entitled".split())
"""What says of something that it may be done."""
_MONTH = "May"
_EVEN = frozenset("even même даже incluso".split())
_HOW = "how"
"""Before "many" it asks for a number."""
_BEING = frozenset("is are was were be been remain remains remained".split())
"""Before a reserve that says what a thing is like: "was frequent"."""
_SETTING = frozenset("set sets setting tell tells told keep keeps kept".split())
"""Before "apart from" these make no exception."""
_SUBJECTS = frozenset("a an the any this that it they".split())
"""Behind "should" these make it a condition."""
_EXCEPT, _EXCEPTED = "but", 4
"""The word, and how many tokens before it what it is an exception to may stand."""
_ALL = frozenset("all every each none no nobody nothing everyone everything any".split())
_AND = frozenset("and и et y".split())
_OF_ALL = ("if", "ought")
"""Kinds that are of all that a sentence says: a condition, a recommendation."""
_RELATIVES = frozenset("who which that".split())
_AS = frozenset("as как comme como".split())
_RECOMMENDATION = frozenset("recommendation рекомендация recommandation recomendación".split())
_QUANTITIES = ("some", "most", "many")
_PLACING = frozenset("in at on dans en à в на".split())
_OF_WHOLE = frozenset("des du d".split())
"""What makes of "dans l'ensemble" a place: "dans l'ensemble des communes"."""


@dataclass(frozen=True)
class Reserve:
    """An expression of reserve, its kind, and the words of content that it is of."""

    kind: str
    words: str
    place: int
    reached: tuple[Token, ...]
    where: tuple[Token, ...]
    """What is said to hold there, where it tells in how many places: "a choice" of "a choice in most towns"."""
    of_those: bool
    """Whether it is of things named before ("in many of them")."""


def check(said: Words, text: Words) -> Iterator[str]:
    """Reserves of the text that are gone, and quantities of the sentence that the text does not have."""
    mine, theirs = reserves(said), reserves(text)
    for reserve in theirs:
        taken = _is_taken(reserve.reached, reserve.kind, text, said) or _is_taken(reserve.where, "where", text, said)
        taken = taken or _is_asked_for(said, reserve, text)
        quoted = any(reserve.words in quotation.words for quotation in quotations(said.text))
        if reserve.kind == "may" and _is_allowed(reserve, text, said):
            continue
        if reserve.kind == "ought" and not _is_of_all_said(reserve, text):
            continue
        kept = any(_keeps(own, reserve, said, text) or _is_the_same_of_those(own, reserve) for own in mine)
        if taken and not quoted and not kept:
            yield f"The cited text says this with a reserve: “{reserve.words}”."
    for own in mine:
        if own.kind in _MINTED and not any(_keeps(own, r, said, text) or _is_of_those(own, r) for r in theirs):
            yield f"The cited text does not say “{own.words}” of this."
    yield from _recommended(said, text)
    yield from told.check(said, text)


def _is_allowed(reserve: Reserve, text: Words, said: Words) -> bool:
    """ "Are allowed to stand" for "may stand", and not for "may have stood" nor beside what is allowed."""
    if "have" in [t.folded for t in text.tokens[reserve.place + 1 : reserve.place + 4]]:
        return False
    allowed = [t.place for t in said.tokens if t.folded in _ALLOWED]
    behind = [said.content(said.tokens[place : said.clause_at(place)[1]]) for place in allowed]
    return any(said_by(text.stem(t), stems, said.language) for t in reserve.reached for stems in behind)


def _is_of_those(own: Reserve, reserve: Reserve) -> bool:
    """ "Many polling stations" for "many of them"."""
    return own.kind == reserve.kind and reserve.of_those


def _is_the_same_of_those(own: Reserve, reserve: Reserve) -> bool:
    """ "Some of the packages bore a name" for "packages were handed out, some of them bearing a name"."""
    return reserve.of_those and own.words.casefold() == reserve.words.casefold()


def reserves(words: Words) -> list[Reserve]:
    """All reserves of a text; those that only make a number an approximate one are left to it."""
    counted = [(f.start, f.end) for f in figures(words) if not f.weak]
    denied = {t.place for d in denials(words) for t in d.reached} | {d.cue.place for d in denials(words)}
    found = []
    for kind in facts()["reserves"]:
        for first, last in spans(words, "reserves", kind):
            start, end = words.tokens[first].start, words.tokens[last - 1].end
            if any(a <= start and end <= b for a, b in counted) or _is_share_of_count(words, last, counted, kind):
                continue
            if kind == "most" and last < len(words.tokens) and words.tokens[last].folded in _OF_WHOLE:
                continue
            if kind == "most" and first and words.tokens[first - 1].folded in _MAJORITIES:
                continue
            if kind == "many" and first and words.tokens[first - 1].folded == _HOW:
                continue
            if kind == "may" and _forbids(words, last):
                continue
            if words.tokens[first].folded == _EXCEPT and not _is_of_all(words, first):
                continue
            if kind == "if" and not _opens_clause(words, first):
                continue
            if words.tokens[first].text == _MONTH and first:
                continue
            if _is_of_elections(words, first, last) or _is_set_apart(words, first):
                continue
            if kind == "wholly" and not any(place in denied for place in range(first - 2, last + 2)):
                continue
            of_those = {t.folded for t in words.tokens[last : last + 2]} & _THOSE
            own = "if" if kind == "ought" and _asks_if(words, last) else kind
            reached = _reached(words, first, last, own)
            where = _before(words, first) if kind in _QUANTITIES else ()
            found.append(Reserve(own, words.text[start:end], first, reached, where, bool(of_those)))
    return found


def _is_of_elections(words: Words, first: int, last: int) -> bool:
    """ "In general elections" is said of a kind of election, "in general" of most things."""
    ends = [t.folded for t in words.tokens[first:last]][-1:] == ["general"]
    return ends and last < len(words.tokens) and words.stem(words.tokens[last]) in ELECTION


def _is_set_apart(words: Words, first: int) -> bool:
    """ "What set them apart from their rivals" makes no exception."""
    before = {t.folded for t in words.tokens[max(0, first - _EXCEPTED) : first]}
    return words.tokens[first].folded == "apart" and bool(before & _SETTING)


def _asks_if(words: Words, last: int) -> bool:
    """ "Should a device fail", "should it rain": the subject follows."""
    return words.tokens[last - 1].folded == "should" and any(
        t.folded in _SUBJECTS for t in words.tokens[last : last + 1]
    )


def _forbids(words: Words, last: int) -> bool:
    """ "Candidates may not stand", but not "may not have been counted" nor "possibly not"."""
    following = [t.folded for t in words.tokens[last : last + 2]]
    allowing = words.tokens[last - 1].folded in _ALLOWING
    return allowing and following[:1] != [] and following[0] in _FORBIDDING and "have" not in following


def _is_of_all(words: Words, first: int) -> bool:
    """ "All but one", and no contrast ("the stage was larger, but one of the actors ...")."""
    return bool({t.folded for t in words.tokens[max(0, first - _EXCEPTED) : first]} & _ALL)


def _opens_clause(words: Words, first: int) -> bool:
    """A condition, and no concession ("a welcome if partial step", "even if")."""
    if first and words.tokens[first - 1].folded in _EVEN:
        return False
    opens = first == words.sentence_at(first)[0] or words.tokens[first - 1].text in ",;:–—("
    following = words.tokens[first + 1 : first + 2]
    return opens or any(t.folded.endswith("ed") or not words.is_content(t) for t in following)


def _is_share_of_count(words: Words, last: int, counted: Sequence[tuple[int, int]], kind: str) -> bool:
    """ "Some 4,300"."""
    return (
        kind in ("some", "nearly")
        and last < len(words.tokens)
        and any(a <= words.tokens[last].start < b for a, b in counted)
    )


def _before(words: Words, first: int) -> tuple[Token, ...]:
    """The two words of content before "in most towns" at the end of a clause."""
    if not first or words.tokens[first - 1].folded not in _PLACING:
        return ()
    start, _ = words.clause_at(first)
    before = [t for t in words.tokens[start:first] if words.is_content(t)][-2:]
    return tuple(before) if len(before) == 2 else ()


def _reached(words: Words, first: int, last: int, kind: str) -> tuple[Token, ...]:
    start, end = words.clause_at(first)
    if kind == "if":
        start = words.sentence_at(first)[0]
        before = [t for t in words.tokens[start:first] if words.is_content(t)][-_CONDITION:]
        return tuple(before)
    said_of = [t for t in words.tokens[start:first] if words.is_content(t)][-_BEFORE:]
    joined = last < len(words.tokens) and words.tokens[last].folded in _AND
    if joined and said_of and words.tokens[first - 1].folded in _BEING:  # "was frequent and attacks overshadowed"
        return tuple(said_of)
    apart = table("regarded", words.language) | table("contrasts", words.language)
    end = _to_other_reason(words, last, end)
    if last < len(words.tokens) and words.tokens[last].text == ",":  # "mainly, though not only, against the mayor"
        end = words.sentence_at(first)[1]
    counted = [(f.start, f.end) for f in figures(words) if not f.weak]
    after = [
        t
        for t in words.tokens[last:end]
        if words.is_content(t) and t.folded not in apart and not any(a <= t.start < b for a, b in counted)
    ][:_REACH]
    if after:
        return tuple(after)
    return tuple(said_of)


def _to_other_reason(words: Words, last: int, end: int) -> int:
    """Where another reason begins: "mainly because of the rain and because the hall was small"."""
    causes = {first for first, _ in spans(words, "causes")}
    return next((n for n in range(last, end - 1) if words.tokens[n].folded in _AND and n + 1 in causes), end)


def _is_taken(reached: Sequence[Token], kind: str, text: Words, said: Words) -> bool:
    """Whether the sentence says the words that a reserve of the text is of."""
    if not reached:
        return False
    stems = [equal_to(text.stem(t), said.language) & said.stems for t in reached]
    taken = min(sum(map(bool, stems)), len(frozenset().union(*stems)))
    if kind == "if":
        return taken >= max(3, 0.5 * len(stems))
    return bool(stems[0]) and taken >= min(2, len(stems))


def _is_asked_for(said: Words, reserve: Reserve, text: Words) -> bool:
    """Whether the sentence says what is asked for in the clause of the text in which a reserve stands."""
    before = text.tokens[reserve.place - 1].folded if reserve.place else ""
    if reserve.kind != "ought" or before in _RELATIVES:  # "those who asked for support"
        return False
    return is_made_of(said, text.tokens[slice(*text.clause_at(reserve.place))], text)


def _recommended(said: Words, text: Words) -> Iterator[str]:
    """What a numbered recommendation asks for ("Priority recommendation 4: publish the results"), told as done."""
    for token in text.tokens:
        following = text.tokens[token.place + 1 : token.place + 4]
        if token.folded not in _RECOMMENDATION or len(following) < 3 or following[1].text != ":":
            continue
        asked = text.tokens[slice(*text.sentence_at(following[2].place))]
        if is_made_of(said, asked, text) and not any(_is_of_all_said(own, said) for own in reserves(said)):
            yield "The cited text recommends this."


def _is_of_all_said(reserve: Reserve, words: Words) -> bool:
    """Whether a condition or demand is of what is said, and no aside ("will be held, as was demanded")."""
    return reserve.kind in _OF_ALL and words.tokens[words.clause_at(reserve.place)[0]].folded not in _AS


def _tells_where(token: Token, said: Words) -> bool:
    """Names and numbers, which may stand anywhere: "in some cases in Norland in 2020, ballots were ..."."""
    return token.text[0].isupper() or token.text[0].isdigit()


def _keeps(own: Reserve, reserve: Reserve, said: Words, text: Words) -> bool:
    """Whether a reserve of the sentence is that of the text: of the same kind and of the same words."""
    if own.kind != reserve.kind:
        return False
    if own.kind in _OF_ALL:
        return _is_of_all_said(own, said)
    start, end = said.sentence_at(own.place)
    plain = [t for t in said.tokens[start:end] if t.place <= own.place or not _tells_where(t, said)]
    at = next(n for n, t in enumerate(plain) if t.place == own.place)
    beside = said.tokens[max(start, own.place - _KEPT_NEAR) : min(end, own.place + _KEPT_NEAR)]
    near = said.content([*beside, *plain[max(0, at - _KEPT_NEAR) : at + _KEPT_NEAR]])
    return any(said_by(text.stem(t), near, said.language) for t in (*reserve.reached, *reserve.where))
