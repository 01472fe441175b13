"""The clause beside a quotation: which person it names as the speaker, and in which role."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cache

from ingest.speech.names import Person, names_office, persons_in, surname, words_of
from ingest.speech.roles import (
    ARTICLE,
    LONGEST_ROLE,
    OWNER,
    TRAILING,
    chosen,
    leading_role,
    role_beside,
    trailing_role,
    untitled,
)

_LONGEST_CLAUSE = 700
_THEIR_WORDS = re.compile(
    r"\b(?:according to (?:him|her)|in (?:his|her) (?:view|words|opinion)|a su juicio|en su opinión|à ses yeux|à son avis|по (?:его|её|ее) (?:словам|мнению)|selon (?:lui|elle)|según (?:él|ella))\b",
    re.I,
)
_NO_VERB = re.compile(
    r"(?:and|but|or|of|by|with|from|for|in|on|at|to|as|than|that|which|while|when|et|ou|de|du|par|pour|avec|dans|sur|que|y|o|por|con|en|и|но|или|о|от|с|в|на|что)",
    re.I,
)
_WHEN = re.compile(r"(?:в|во|на|in|at|during|on|lors|dans|durante|en)\s[^,;:.«»“”A-ZА-ЯЁ]{3,60}")
"""What may stand between a verb and its subject: ``сказала в начале пресс-конференции Анна Холм``."""
_RELATIVE = re.compile(r",?\s*(?:who|qui|quien|que|котор(?:ый|ая)|der|die)(?:\s+\w+(?:ly|ment))?", re.I)
_WHERE = re.compile(r"\b(?:in|at|near|from|à|en|em|in|в|во|из)\s+$", re.I)
"""What stands before a town that is no surname: ``Speaking in Malé, the head of the mission said``."""
_TITLE_OF_WORDS = re.compile(
    r"\b(?:slogan|motto|reads?|entitled|titled|poster|banner|question|article|section|devise|intitulée?|affiche|лозунг\w*|девиз\w*|плакат\w*|вопрос\w*|lema)\b",
    re.I,
)
"""Words for what is quoted though nobody says it."""
_AS = re.compile(r"\b(?:as|как|comme|como|wie)\b", re.I)
_TITLED = re.compile(
    r"(?:Mr|Ms|Mrs|Dr|Mme|M|Sr|Sra|Dame|Sir|г-н|г-жа|Herr|Frau)\.?\s+$|Ambassador\s+$|госпо\w+\s+$", re.I
)

# A title that is also an office, where nothing better is said.
_RANK = re.compile(
    r"\b(Ambassador|Judge|Justice|Professor|[Пп]осол|[Сс]удья|[Aa]mbassad(?:eur|rice)|[Jj]uge|[Ee]mbajadora?)\s+$"
)


@dataclass(frozen=True)
class Clause:
    """Who a clause says is speaking: a person, or (None) someone who was named before: ``she added``."""

    person: Person | None
    role: str = ""
    titled: bool = False
    genitive: bool = False
    office: str = ""
    """Where only an office is named: ``the head of the mission said``."""


def named_in(text: str, language: str, *, after: bool) -> Clause | None:
    """The speaker whom a clause names; ``after``: it follows its quotation (or stands within)."""
    clause = text[:_LONGEST_CLAUSE] if after else text[-_LONGEST_CLAUSE:]
    persons = _speaking(persons_in(clause), clause)
    if _THEIR_WORDS.search(clause):
        return Clause(None)
    if source := _source(language).search(clause):
        near = [p for p in persons if p.start >= source.end()]
        opens = not after or not re.search(r"\w", clause[: source.start()])  # “…”, he said to her for Ada Holm
        if opens and near and _is_office(clause[source.end() : near[0].start]):
            return _clause(clause, near[0], source.end(), len(clause), genitive=language == "ru")
    for verb in _verb(language).finditer(clause):
        if after and len(clause[: verb.start()].split()) > 40:
            return None
        subject = _subject(clause, persons, verb, after)
        if subject:
            return subject
        if office := _office(clause, verb, after):
            return Clause(None, office, office=office)
        if _is_pronoun(clause, verb, language):
            return Clause(None)
    return None if after else _introduced(clause, persons)


def spoken_by(clause: str, language: str) -> Clause | None:
    """Who does whatever the clause right after a spoken sentence says: ``she quipped``, ``quipped Ada Holm``.

    The place tells that the verb is one of speech, so that no list need have it.
    """
    words = clause[:_LONGEST_CLAUSE]
    pronouns = "|".join(words_of("pronouns", language))
    if re.match(rf"\W*(?:{pronouns})\s+[^\W\d_]", words) or re.match(r"\W*(?:[^\W\d_]+-t?-?){1,2}(?:il|elle)\b", words):
        return Clause(None)
    if language in ("es", "pt") and re.fullmatch(r"\W*[^\W\d_]+\W*", words):
        return Clause(None)  # "ironizó"
    for person in persons_in(words)[:2]:
        before, after = words[: person.start], words[person.end :]
        verb = re.match(r"\W*(?:s['’]|se\s)?(?P<verb>[^\W\d_]+)\s", before)
        if verb and verb["verb"].islower() and not _NO_VERB.fullmatch(verb["verb"]):
            return _clause(words, person, verb.end(), len(words)) if _is_office(before[verb.end() :]) else None
        acts = re.match(r"(?:,[^,]{3,120},)?\s+(?P<verb>[^\W\d_]+)", after)
        if not re.search(r"\w", untitled(before)) or names_office(before):
            return _clause(words, person, 0, len(words)) if acts and acts["verb"].islower() else None
    return None


def sole_person(clause: str, known: Collection[str]) -> Clause | None:
    """The one person in the sentence around a quotation, whatever its verb, where an office or a quotation elsewhere
    (``known``: surnames) makes them a speaker: ``A different note was struck by Ada Holm, observer: “…”``."""
    if _TITLE_OF_WORDS.search(clause):
        return None
    persons = _speaking(persons_in(clause), clause)
    persons = [person for person in persons if person.whole or surname(person.name) in known]
    if len({person.name for person in persons}) != 1:
        return None
    found = _clause(clause, persons[0], 0, len(clause))
    role = found.role or ARTICLE.sub("", role_beside(clause, persons[0]))
    speaks = surname(persons[0].name) in known or bool(role and persons[0].whole)
    return replace(found, role=role) if speaks else None


def opens_with_pronoun(sentence: str, language: str) -> bool:
    """Whether a sentence is about ``she`` or ``he``: whoever was named or spoke before."""
    return bool(re.match(rf"\W*(?:{'|'.join(words_of('pronouns', language))})(?!\w)", sentence, re.I))


def _introduced(clause: str, persons: list[Person]) -> Clause | None:
    """Whoever acts in a sentence that leads to a quotation: ``Ada Holm presented the findings:``.

    Without a colon the sentence must give an office too: ``The head of the mission, Ada Holm, was glad of``.
    """
    colon = clause.rstrip().endswith(":")
    if _TITLE_OF_WORDS.search(clause) or not (colon or len(persons) == 1):
        return None
    first = next((person for person in persons if person.whole), None) or next(iter(persons), None)
    if not first or re.search(r"\w", untitled(clause[: first.start])) and not names_office(clause[: first.start]):
        return None
    found = _clause(clause, first, 0, len(clause)) if _is_office(clause[: first.start]) else None
    return found if found and (colon or found.role and first.whole) else None


def _speaking(persons: list[Person], clause: str) -> list[Person]:
    """Without the names that belong to an office: ``the head of the delegation of Northern Watch, Ada Holm``."""
    return [
        person
        for n, person in enumerate(persons)
        if not _within_office(person, persons[n + 1 : n + 2], clause)
        and (person.whole or not _WHERE.search(clause[: person.run]))
    ]


def _within_office(person: Person, following: list[Person], clause: str) -> bool:
    before = re.split(r"[,;:.()«»“”\"]", clause[: person.start])[-1]
    if not names_office(before):
        return False
    if OWNER.search(before) or re.match(r"[dl]['’]", person.name):
        return True
    if person.start > person.run or person.whole or not following or not following[0].whole:
        return False
    between = re.sub(r"\([^()]*\)", "", clause[person.end : following[0].run])
    return between.islower() and "," not in between  # "глава делегации Европейского парламента Пётр Гнатов"


def signature(text: str) -> Clause | None:
    """``– Ada Holm, Head of the mission``: the name after a dash."""
    opening = re.match(r"\s*[–—-]+\s*", text)
    if not opening:
        return None
    persons = persons_in(text[:_LONGEST_CLAUSE])
    if not persons or not persons[0].whole or re.search(r"[^\W\d_]", text[opening.end() : persons[0].run]):
        return None
    return _clause(text[:_LONGEST_CLAUSE], persons[0], opening.end(), len(text))


def _subject(clause: str, persons: list[Person], verb: re.Match[str], after: bool) -> Clause | None:
    inverted = not re.search(r"[^\W\d_]{3}", clause[: verb.start()]) or bool(_AS.search(clause[: verb.start()]))
    for person in persons if not inverted else ():
        if person.end <= verb.start() and _apposed(clause[person.end : verb.start()]):
            return _clause(clause, person, 0, verb.start())
    following = [person for person in persons if person.run >= verb.end()]
    if not following or not (inverted or after):
        return None
    if not after and not inverted:
        return None
    between = clause[verb.end() : following[0].start]
    return _clause(clause, following[0], verb.end(), len(clause)) if _is_office(between) else None


def _office(clause: str, verb: re.Match[str], after: bool) -> str:
    """The office that is the verb's subject, where no person is named: ``a estimé le chef de la mission lors d'un``."""
    following = TRAILING.sub("", " " + re.split(r"[,;:.«»“”\"]", clause[verb.end() :])[0]).strip()
    preceding = re.split(r"[,;:.«»“”\"]", clause[: verb.start()])[-1].strip()
    for words, wanted in ((following, after), (preceding, True)):
        bare = ARTICLE.sub("", words)
        last = " ".join(bare.split()[-2:]) if words is preceding else ""  # "the former High Court judge"
        if wanted and 0 < len(bare.split()) <= 12 and names_office(f"{' '.join(bare.split()[:3])} {last}"):
            return bare
    return ""


def _apposed(between: str) -> bool:
    """Whether words between a name and the verb leave the name its subject: nothing, an adverb, or ``, head of X,``."""
    inner = between.strip()
    if not re.search(r"\w", inner):
        return inner[-1:] not in (".", ";")
    if (
        _RELATIVE.fullmatch(inner)
        or re.match(r"^\([^()]{1,120}\),?$", inner)
        or re.fullmatch(
            r"(?:\([^()]{1,80}\)\s*)?(?:\w+ly|also|too|has|further|also|тоже|также|lui|elle|también|auch|,\s*lui,)",
            inner,
        )
    ):
        return True
    if len(inner.split()) <= 3 and inner.islower() and "," not in inner and not names_office(inner):
        return True
    return inner[:1] in ",(–—-" and inner[-1:] in ",)–—-" and len(inner) <= LONGEST_ROLE


def _is_office(between: str) -> bool:
    """Whether what stands between the verb and a name belongs to the name: nothing, a title or an office."""
    words = untitled(between).strip(" ,:–—-")
    if _WHEN.fullmatch(words):
        return True
    return (
        not re.search(r"\w", words) or (len(words) <= LONGEST_ROLE and names_office(words)) or len(words.split()) <= 2
    )


def _is_pronoun(clause: str, verb: re.Match[str], language: str) -> bool:
    """Whether the verb's subject is a pronoun, or left out: ``she added:``, ``agregó``, ``a-t-elle dit``."""
    rest = f"{clause[: verb.start()]} {clause[verb.end() :]}"
    pronouns = "|".join(words_of("pronouns", language))
    around = clause[max(0, verb.start() - 25) : verb.end() + 12]
    if re.search(rf"(?<!\w)(?:{pronouns})(?!\w)", around, re.I) or re.search(
        r"-t-(?:il|elle)|-(?:il|elle)\b", verb.group()
    ):
        return True
    return language in ("es", "pt", "ru", "fr") and len(re.findall(r"\w+", rest)) <= 1


def _clause(clause: str, person: Person, left: int, right: int, genitive: bool = False) -> Clause:
    before = clause[left : person.start]
    role = chosen(leading_role(before), trailing_role(clause[person.end : right]))
    rank = _RANK.search(before)
    titled = bool(_TITLED.search(clause[: person.start]))
    return Clause(person, role or (rank[1] if rank else ""), titled=titled, genitive=genitive)


@cache
def _verb(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(words_of('verbs', language))})(?![\w-])", re.I)


@cache
def _source(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(words_of('before', language))})(?:\s+|(?<=['’]))", re.I)
