"""Who says what a text quotes: the person named beside each quotation, in six languages."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ingest.speech.clauses import Clause, named_in, opens_with_pronoun, signature, sole_person, spoken_by
from ingest.speech.names import Person, fold, names_office, nominative, persons_in, surname
from ingest.speech.quotations import Quotation, quotations_of
from ingest.speech.roles import LED_BY, is_head, role_beside
from library.text import sentence_spans

SPEECH_WORDS = 4
"""Fewer quoted words are a term or a title, not speech, unless they end with a mark of their own."""
LONGEST_BLOCK = 200_000
"""Characters; no one quotes in a longer paragraph, it is data or an attack."""
MOST_QUOTATIONS = 300
"""In one block: more are no speech."""
_CONJUNCTION = re.compile(r"^\W*(?:and|but|while|which|when|и|а|но|et|mais|y|pero|e|mas|und|aber)\s", re.I)
_CITED = re.compile(r"\b(?:that|que|qu['’](?:il|elle|on)|что)\b[^.;«»“”]{0,80}$|[:,]\s*$", re.I)
"""What leads from the speaker to a few words of theirs: ``said that the count was “swift and clear”``."""
_RANK_OF_SENTENCE_END = ".!?…"


@dataclass(frozen=True)
class Speech:
    """A quoted run of one block, who says it and the role that the words beside it give."""

    block: int
    start: int
    end: int
    name: str
    role: str = ""


def speeches_of(texts: Sequence[str], language: str, known: Sequence[str] = ()) -> list[Speech]:
    """The quotations of consecutive blocks that are speech and whose speaker the text tells, in order.

    ``known`` are names of speakers, for texts that give only their surname.
    """
    return _Reading([text if len(text) <= LONGEST_BLOCK else "" for text in texts], language, known).speeches()


class _Reading:
    """One pass over the blocks, keeping who spoke last."""

    def __init__(self, texts: Sequence[str], language: str, known: Sequence[str]) -> None:
        self.texts, self.language = texts, language
        self.by_surname = {surname(name): name for name in known}
        self.mentioned: dict[str, str] | None = None
        self.found: list[Speech] = []
        self.chain: list[Quotation] = []

    def speeches(self) -> list[Speech]:
        quotations = quotations_of(self.texts)
        counts = Counter(quotation.block for quotation in quotations)
        quotations = [quotation for quotation in quotations if counts[quotation.block] <= MOST_QUOTATIONS]
        for n, quotation in enumerate(quotations):
            before = quotations[n - 1] if n and quotations[n - 1].block == quotation.block else None
            after = quotations[n + 1] if n + 1 < len(quotations) else None
            self._attribute(quotation, before, after if after and after.block == quotation.block else None)
        return sorted(self.found, key=lambda speech: (speech.block, speech.start))

    def _attribute(self, quotation: Quotation, previous: Quotation | None, following: Quotation | None) -> None:
        if not quotation.goes_on:
            self.chain = []
        text = self.texts[quotation.block]
        place = _Place(text, quotation, previous, following)
        phrase = not _is_speech(text[quotation.start : quotation.end]) and bool(re.search(r"\w", place.before))
        if phrase and not _CITED.search(place.before):
            return
        clause = self._beside(place) or self._around(quotation)
        if not phrase and not clause:
            clause = sole_person(f"{place.before} , {place.after}", self.by_surname) or self._of_pronoun(place)
        if phrase and not (clause and clause.person and clause.role):
            return
        if clause and not clause.person and not clause.office:
            clause = self._meant(place) or clause
        if clause and (name := self._name(clause, quotation)):
            told = not clause.office or self._holder(clause.office)  # "the former judge promised" is no role
            self._found(quotation, name, clause.role if told else "")
        elif quotation.goes_on and self.chain and (speech := self._speech_of(self.chain[-1])):
            self._found(quotation, speech.name, "")
        elif place.is_whole and (name := self._continuing(place)):
            self._found(quotation, name, "")
        self.chain.append(quotation)

    def _found(self, quotation: Quotation, name: str, role: str) -> None:
        """Note a speech, and that of the paragraphs before, where their quotation was only opened."""
        self.by_surname.setdefault(surname(name), name)
        for earlier in self.chain if quotation.goes_on else ():
            if not self._speech_of(earlier):
                self.found.append(Speech(earlier.block, earlier.start, earlier.end, name))
        self.found.append(Speech(quotation.block, quotation.start, quotation.end, name, role))

    def _speech_of(self, quotation: Quotation) -> Speech | None:
        here = (quotation.block, quotation.start)
        return next((speech for speech in self.found if (speech.block, speech.start) == here), None)

    def _beside(self, place: _Place) -> Clause | None:
        """The clause that names the speaker: within the quotation, after it or before it."""
        for inserted in place.inserted(self.language):
            if clause := named_in(inserted, self.language, after=True) or spoken_by(inserted, self.language):
                return clause
        if place.after and not _CONJUNCTION.match(place.after):
            clause = named_in(place.after, self.language, after=True) or signature(place.after)
            if clause or (place.is_spoken and (clause := spoken_by(place.after, self.language))):
                return clause
        if place.before and (clause := named_in(place.before, self.language, after=False)):
            return clause
        if place.opening and _CONJUNCTION.match(place.before):
            return named_in(place.opening, self.language, after=False)
        return signature(place.rest)

    def _of_pronoun(self, place: _Place) -> Clause | None:
        """``What did worry her was the count: “…”``: a colon, and a pronoun for who spoke before."""
        pronoun = re.search(r"\b(?:he|she|him|her|он|она|её|его|ему|ей|il|elle|lui)\b", place.before, re.I)
        return Clause(None) if pronoun and place.before.rstrip().endswith(":") and self.found else None

    def _around(self, quotation: Quotation) -> Clause | None:
        """A block of its own that names the speaker: ``Ada Holm said:`` above, ``– Ada Holm, observer`` below."""
        text = self.texts[quotation.block]
        if quotation.start > 0:
            return None
        above = self.texts[quotation.block - 1].rstrip() if quotation.block else ""
        if above.endswith(":") and len(above) < 600:
            last = sentence_spans(above)[-1]
            if clause := named_in(above[last[0] :], self.language, after=False) or signature(
                f"– {above[last[0] : -1]}"
            ):
                return clause
        below = self.texts[quotation.block + 1] if quotation.block + 1 < len(self.texts) else ""
        if quotation.end == len(text) and len(below) < 300 and re.match(r"[–—-]\s*\S", below):
            return signature(below)
        return None

    def _continuing(self, place: _Place) -> str | None:
        """The speaker of a quotation that stands alone as sentences: whoever spoke or was named just before."""
        quotation = place.quotation
        last = self.found[-1] if self.found else None
        if last and last.block == quotation.block:
            return last.name
        if quotation.start == 0:
            alone = quotation.end == len(place.text)
            return last.name if last and alone and last.block == quotation.block - 1 else None
        if last and quotation.block - last.block == 1 and opens_with_pronoun(place.sentence_before, self.language):
            return last.name
        for person in reversed(persons_in(place.sentence_before)):
            if name := self._whole(person.name):
                named = name in self.by_surname.values() or names_office(place.sentence_before)
                return name if named else None
        return None

    def _meant(self, place: _Place) -> Clause | None:
        """The clause that names whom ``she said`` means: the start of the sentence, the sentence before."""
        for sentence in (place.before, place.sentence_before):
            clause = named_in(sentence, self.language, after=False)
            if clause and clause.person and self._whole(clause.person.name, clause.titled):
                return clause
        return None

    def _name(self, clause: Clause, quotation: Quotation) -> str | None:
        """The full name of whom a clause names."""
        if clause.person:
            if clause.genitive and re.search("[а-яё]", clause.person.name):
                return nominative(clause.person.name, " ".join(self.texts))
            return clause.person.name if clause.person.whole else self._whole(clause.person.name, titled=clause.titled)
        if clause.office:
            if holder := self._holder(clause.office):
                return holder
            last = self.found[-1] if self.found else None  # "the former judge promised"
            return last.name if last and quotation.block - last.block <= 2 and not is_head(clause.office) else None
        before = self.texts[quotation.block][: quotation.start]
        for person in reversed(self._outside_quotes(before, quotation.block)):
            if name := self._whole(person.name):
                return name
        last = self.found[-1] if self.found else None
        if last:
            return last.name if quotation.block - last.block <= 2 else None
        above = self.texts[quotation.block - 1] if quotation.block else ""
        named = [person for person in persons_in(above) if person.whole and role_beside(above, person)]
        return named[0].name if len(named) == 1 else None

    def _holder(self, office: str) -> str | None:
        """The person whom the text gives an office: ``the head of the mission said``."""
        for speech in self.found:
            if speech.role and (fold(office) in fold(speech.role) or fold(speech.role) in fold(office)):
                return speech.name
        for text in self.texts if is_head(office) else ():
            for led in LED_BY.finditer(text[:5_000]):
                persons = persons_in(text[led.end() : led.end() + 120])
                if persons and persons[0].whole:
                    return persons[0].name
        return None

    def _outside_quotes(self, text: str, block: int) -> list[Person]:
        spoken = [speech for speech in self.found if speech.block == block]
        return [p for p in persons_in(text) if not any(s.start <= p.start < s.end for s in spoken)]

    def _whole(self, name: str, titled: bool = False) -> str | None:
        """The full name that belongs to a surname; one that the text has nowhere is a name only with a title."""
        if " " in name:
            return name
        key = surname(name)
        if key in self.by_surname:
            return self.by_surname[key]
        if titled and (full := next((one for one in self.by_surname.values() if one.startswith(f"{name} ")), None)):
            return full  # "Dame Ruth"
        if self.mentioned is None:
            persons = [person for text in self.texts for person in persons_in(text) if person.whole]
            self.mentioned = {surname(person.name): person.name for person in reversed(persons)}
        if titled and (full := next((one for one in self.mentioned.values() if one.startswith(f"{name} ")), None)):
            return full
        return self.mentioned.get(key) or (name if titled else None)


class _Place:
    """A quotation among the sentences of its block."""

    def __init__(
        self, text: str, quotation: Quotation, previous: Quotation | None, following: Quotation | None
    ) -> None:
        self.text, self.quotation = text, quotation
        spans = _spans(text)
        starts = [first for first, _ in spans]
        opening = max(0, bisect_right(starts, quotation.start) - 1)
        closing = max(0, bisect_right(starts, quotation.end - 1) - 1)
        begin = max(spans[opening][0], previous.end if previous else 0)
        end = min(spans[closing][1], following.start if following else len(text))
        self.before = text[begin : quotation.start] if not quotation.goes_on else ""
        self.opening = text[spans[opening][0] : previous.start] if previous else ""
        """What the sentence says before an earlier quotation in it: he said that «a» and that «b»."""
        self.after = text[quotation.end : end]
        self.rest = text[quotation.end : following.start if following else quotation.end + 300]
        self.sentence_before = text[slice(*spans[opening - 1])] if opening else ""

    @property
    def is_spoken(self) -> bool:
        """Whether a comma or the like ends the quotation before a clause that follows in lower case or with a name."""
        inner = self.text[self.quotation.start : self.quotation.end].rstrip("”»“\"’' ")
        return inner[-1:] in ",!?…" or self.after.lstrip()[:1] in (",", "–", "—")

    @property
    def is_whole(self) -> bool:
        """Whether the quotation is whole sentences: nothing of the text runs into it or out of it."""
        inner = self.text[self.quotation.start : self.quotation.end].strip("“”«»„\"'‘’‹› ")
        ended = inner[-1:] in _RANK_OF_SENTENCE_END or self.quotation.left_open
        closed = ended or self.after.strip()[:1] in (".", "!", "?")
        return not re.search(r"\w", self.before) and not re.search(r"\w", self.after) and closed

    def inserted(self, language: str) -> list[str]:
        """Clauses set into the quotation: «Да, – сказала Анна Холм. – Конечно», « Oui, a-t-elle dit, bien sûr »."""
        quoted = self.text[self.quotation.start : self.quotation.end]
        clauses = []
        for match in re.finditer(r"(?:[,!?….]\s*[–—-]\s*|\s[–—](?=\w))(?=[^\W\d_])", quoted):
            rest = quoted[match.end() : match.end() + 400]
            end = re.search(r"[.,!?…]\s*[–—-]\s|[–—](?=[\s,.])|[»”\"]", rest)
            clauses.append(rest[: end.start()] if end else rest)
        if language == "fr":
            clauses += [quoted[m.end() : m.end() + 400] for m in re.finditer(r",\s(?=[a-zà-ÿ])", quoted)]
        return clauses[:20]


@lru_cache(maxsize=8)
def _spans(text: str) -> list[tuple[int, int]]:
    """The sentences of a block, once for all its quotations."""
    return sentence_spans(text)


def _is_speech(quoted: str) -> bool:
    inner = quoted.strip("“”«»„\"'‘’‹› ")
    return len(inner.split()) >= SPEECH_WORDS or inner[-1:] in ",.!?…"


def with_names(speeches: Sequence[Speech], names: Sequence[str]) -> list[Speech]:
    """The speeches of these persons, by their names as given here (a person may have corrected them)."""
    by_surname = {surname(name): name for name in names}
    return [
        replace(speech, name=by_surname[surname(speech.name)])
        for speech in speeches
        if surname(speech.name) in by_surname
    ]
