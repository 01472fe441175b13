"""Names and roles: whom a sentence names must be named in its text, in the office that the text gives them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from judge.checks.calendar import months
from judge.checks.objection import Objection
from judge.checks.tables import table
from judge.checks.words import Token, Words

_WITHIN = frozenset("of for de du des la le del los las van von der bin al el the и en y et".split())
_LEAST = 4
"""Letters that two forms of a name must share (``Norland``, ``Norlandian``, ``Norland's``)."""
_ENDING = 4
"""Letters by which forms of one name may differ."""
_ROLE_REACH = 9


@dataclass(frozen=True)
class Name:
    """A run of capitalised words: tokens ``first`` to ``last`` (half open) of its text."""

    tokens: tuple[Token, ...]

    @property
    def is_person(self) -> bool:
        """Whether it looks like a person: two or three capitalised words, no acronym."""
        words = [t for t in self.tokens if t.text[0].isupper()]
        return 2 <= len(words) <= 3 and len(words) == len(self.tokens) and not any(t.text.isupper() for t in words)


def names(words: Words) -> list[Name]:
    """The names in a text. A capitalised word that opens a sentence counts only with another one beside it."""
    found: list[Name] = []
    place = 0
    while place < len(words.tokens):
        end = _run(words, place)
        if end > place:
            tokens = _trimmed(words, words.tokens[place:end])
            if tokens:
                found.append(Name(tokens))
            place = end
        else:
            place += 1
    return found


def _run(words: Words, place: int) -> int:
    """The end of the capitalised run that begins at a token."""
    end = place
    while end < len(words.tokens):
        if _is_capital(words.tokens[end]):
            end += 1
        elif end > place and end + 1 < len(words.tokens) and _links(words, end) and _is_capital(words.tokens[end + 1]):
            end += 2
        else:
            break
    return end


def _links(words: Words, place: int) -> bool:
    token = words.tokens[place]
    hyphen = token.text == "-" and words.tokens[place - 1].end == token.start
    initial = token.text == "." and len(words.tokens[place - 1].text) == 1
    return hyphen or initial or token.folded in _WITHIN


def _is_capital(token: Token) -> bool:
    return token.text[0].isupper()


def _trimmed(words: Words, tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The run without titles, months and what is capital only since it opens a sentence."""
    kept = [
        t
        for t in tokens
        if t.is_word and t.folded not in table("titles", "all") and t.folded not in months(words.language)
    ]
    if kept and _opens(words, kept[0]):
        others = [t for t in kept[1:] if _is_capital(t)]
        ordinary = not words.is_content(kept[0]) or kept[0].folded in table("ordinary", words.language)
        if ordinary or (not others and not (kept[0].text.isupper() and len(kept[0].text) > 1)):
            kept = kept[1:]
    while kept and not _is_capital(kept[0]):
        kept = kept[1:]
    return tuple(t for t in kept if words.is_content(t) or _is_capital(t))


def _opens(words: Words, token: Token) -> bool:
    """Whether it opens a sentence or a quotation."""
    before = token.place - 1
    while before >= 0 and not words.tokens[before].text.isalnum() and words.tokens[before].text not in ".!?:;":
        if words.tokens[before].text in "\"“«„‘'":
            return True
        before -= 1
    return before < 0 or words.sentence_at(token.place)[0] > before


def same_name(one: str, other: str) -> bool:
    """Whether two folded words are forms of one name."""
    if one == other:
        return True
    shared = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return shared >= _LEAST and max(len(one), len(other)) - shared <= _ENDING


def check(text: Words, sentence: Words, context: Words, known: Sequence[tuple[int, int]] = ()) -> Iterator[Objection]:
    """Objections to names that neither text nor context has; those at ``known`` spans (countries) are left out.

    A person vetoes where the text names another person. Names in another script are not compared.
    """
    if (text.language == "ru") != (sentence.language == "ru"):
        return
    there = [t for words in (text, context) for t in words.tokens if t.is_word]
    people = [name for name in names(text) if name.is_person]
    initials = _initials(text) | _initials(context)
    spelt = {t.text for t in there}
    for name in names(sentence):
        if any(start < name.tokens[-1].end and name.tokens[0].start < end for start, end in known):
            continue
        strange = [t for t in name.tokens if not _is_there(t, there, initials, spelt)]
        if not strange or (name.is_person and name.tokens[-1] not in strange) or _spelt_out(name, spelt):
            continue
        nearest = _nearest(people, sentence, name) if name.is_person else None
        start, end = name.tokens[0].start, name.tokens[-1].end
        words = sentence.text[start:end]
        other = nearest.tokens if nearest else None
        message = f"The text does not name {words}."
        yield Objection(
            "name",
            words,
            start,
            end,
            message,
            vetoes=nearest is not None,
            nearest=text.text[other[0].start : other[-1].end] if other else None,
            nearest_start=other[0].start if other else None,
            nearest_end=other[-1].end if other else None,
        )


def _is_there(token: Token, there: Sequence[Token], initials: set[str], spelt: set[str]) -> bool:
    acronym = token.text.isupper() and len(token.text) > 1
    if acronym:
        return token.text in spelt or token.text in initials
    return any(same_name(token.folded, other.folded) for other in there)


def _initials(words: Words) -> set[str]:
    """What the names of a text would be abbreviated to: ``OES`` of "Office for Electoral Standards"."""
    found = set()
    for name in names(words):
        letters = "".join(t.text[0] for t in name.tokens if _is_capital(t))
        found |= {letters[n:m] for n in range(len(letters)) for m in range(n + 2, len(letters) + 1)}
    return found


def _spelt_out(name: Name, spelt: set[str]) -> bool:
    """Whether the text has the name's abbreviation."""
    letters = "".join(t.text[0] for t in name.tokens if _is_capital(t))
    return len(letters) > 1 and letters in spelt


def _nearest(people: Sequence[Name], sentence: Words, name: Name) -> Name | None:
    """The person of the text in whose place the sentence names another one: whoever is named, where words are told."""
    said = any(t.folded in table("sayings", sentence.language) for t in sentence.tokens)
    return people[0] if people and said else None


def check_roles(text: Words, sentence: Words) -> Iterator[Objection]:
    """Objections to an office that the sentence gives to a person to whom the text gives another."""
    if text.language != sentence.language:
        return
    theirs = list(_offices(text))
    for name, role in _offices(sentence):
        given = [(n, r) for n, r in theirs if same_name(n.tokens[-1].folded, name.tokens[-1].folded)]
        if given and all(not _same_role(role, r) for _, r in given):
            other = given[0][1]
            message = f"The text calls {name.tokens[-1].text} “{other.text}”, not “{role.text}”."
            yield Objection("role", role.text, role.start, role.end, message, False, other.text, other.start, other.end)


def _offices(words: Words) -> Iterator[tuple[Name, Token]]:
    """People with the words for an office that stand beside them; a person may have two ("Co-ordinator and leader")."""
    roles = table("roles", words.language)
    for name in names(words):
        if not name.tokens or not _is_capital(name.tokens[-1]):
            continue
        first, last = name.tokens[0].place, name.tokens[-1].place
        start, end = words.sentence_at(first)
        stands_beside = last + 1 < end and words.tokens[last + 1].text in (",", "(")
        for token in words.tokens[last + 2 : min(end, last + _ROLE_REACH)] if stands_beside else ():
            if token.text in (",", ")"):
                break
            if token.folded in roles:
                yield name, token
        for token in words.tokens[max(start, first - 3) : first]:
            if token.folded in roles and first - token.place <= 2:
                yield name, token


def _same_role(one: Token, other: Token) -> bool:
    alike = (
        {"head", "leader", "chief"},
        {"chair", "chairperson", "chairman", "chairwoman"},
        {"coordinator", "ordinator", "co"},
    )
    return one.folded == other.folded or any({one.folded, other.folded} <= group for group in alike)
