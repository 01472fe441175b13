"""Faithful sentences made unfaithful, by kind: each function makes one change that the citation does not carry."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from tests.retrieval.writing.material import Case

_NUMBER = re.compile(r"(?<![\w.,])\d[\d,.]*\d|(?<![\w.,])\d(?![\w])")
_YEAR = re.compile(r"\b20\d\d\b")
_WORDS = "two three four five six seven eight nine ten eleven twelve".split()
_WORD = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)
_PERSON = re.compile(r"\b[A-Z]\w+ [A-Z]\w+(?=,| said| of the| called| encouraged)")
_NAMED = re.compile(r"(?<=[a-z] )[A-Z][a-z]{4,}(?: [A-Z][a-z]{3,})*(?<!Parliament)(?<!Office)")
_QUOTED = re.compile(r'"([^"]+)"')
_HEDGES = {
    r"\bgenerally ": "", r"\bmostly ": "", r"\balmost ": "", r"\bnearly ": "", r"\bmainly ": "", r"\boften ": "",
    r"\bmay have ": "have ", r"\bmay lead\b": "leads", r"\bseemingly ": "", r"\bSeemingly identical": "Identical",
    r"\bpossibly ": "", r"\bpurported to show\b": "showed", r"\bindications of\b": "", r"\bIndications of\b": "",
    r"\bfully ensured\b": "ensured", r"\bpartly addressing\b": "addressing", r"\bfully or in part\b": "fully",
    r"\bin most municipalities\b": "", r"\bin most polling\b": "in polling", r"\bin the great majority of\b": "in",
    r"\bin part\b": "in full", r"\blargely\b": "", r", if it is applied in good faith": "",
    r"\bSome candidates\b": "Candidates", r"\bsome of them\b": "they",
}  # fmt: skip
_WIDER = {
    r"\b[Ss]ome (?!\d)": "all ", r"\b[Ss]everal\b": "All", r"\bmost\b": "all", r"\bMost\b": "All", r"\bmany\b": "all",
    r"\bin (?:four|six|seven) of the (?:eleven|15) (regions|districts)\b": r"in all \1",
    r"\bIn (?:four|six|seven) of the (?:eleven|15) (regions|districts)\b": r"In all \1",
    r"\bone in five\b": "every", r"\bIn several places\b": "Everywhere", r"\bmany of the\b": "all of the",
}  # fmt: skip
_ALLEGED = {
    r"\b(?:(?:specific|credible|frequent|precise) )?allegations of vote-buying\b": "vote-buying",
    r"\breceived credible (?:reports|allegations) that\b": "found that",
    r"\breceived credible reports of\b": "found",
    r"\btold the mission that\b": "knew that",
    r"\bwas alleged more often\b": "was more frequent",
    r"\bsaid they had been asked\b": "were asked",
    r"\breported being told\b": "were told",
    r"\breported that\b": "proved that",
    r"\bgathered 38 credible accounts of\b": "saw",
    r"\breceived eleven reports of\b": "saw eleven cases of",
    r"\battributed the attack to\b": "proved that the attack came from",
    r"\bfrequent reports of pressure\b": "frequent pressure",
    r"\bReports of pressure on\b": "Pressure on",
    r"\backnowledged that\b": "denied that",
}
Make = Callable[[Case, Sequence[Case]], Iterator[Case]]


def adversaries(cases: Sequence[Case]) -> list[Case]:
    """All that can be made of English cases, each kind from each case at most once."""
    english = [case for case in cases if all(source.language == "en" for source in case.cited)]
    made = []
    for kind, make in MAKERS.items():
        for case in english:
            first = next(make(case, english), None)
            if first is not None and first.sentence + str(first.cited) != case.sentence + str(case.cited):
                made.append(replace(first, kind=kind))
    return made


def _saying(case: Case, sentence: str) -> Case:
    plain = " ".join(sentence.split())
    return replace(case, sentence=plain[:1].upper() + plain[1:])


def _wrong_number(case: Case, _: Sequence[Case]) -> Iterator[Case]:
    source = " ".join(s.text + s.about for s in case.cited)
    for match in _NUMBER.finditer(_YEAR.sub("####", case.sentence)):
        wrong = _next_to(match.group(), source)
        yield _saying(case, case.sentence[: match.start()] + wrong + case.sentence[match.end() :])
    for match in _WORD.finditer(case.sentence):
        wrong = next(w for w in reversed(_WORDS) if w not in source and w.capitalize() not in source)
        yield _saying(case, case.sentence[: match.start()] + wrong + case.sentence[match.end() :])


def _next_to(number: str, source: str) -> str:
    digits = re.sub(r"\D", "", number)
    for step in range(1, 99):
        other = str(int(digits) + 3 * step)
        wrong = number
        for new, place in zip(reversed(other), reversed([m.start() for m in re.finditer(r"\d", number)]), strict=False):
            wrong = wrong[:place] + new + wrong[place + 1 :]
        if wrong not in source and wrong != number:
            return wrong
    return next(str(n) for n in range(37, 1000, 11) if str(n) not in source)


def _moved_number(case: Case, _: Sequence[Case]) -> Iterator[Case]:
    """A number with its unit becomes another one of the same unit that the text gives for something else."""
    text = " ".join(source.text for source in case.cited)
    for unit in (" per cent", " of the ", " polling stations"):
        mine = re.findall(rf"(?<![\w.,-])([\d.,]+){unit}", case.sentence)
        theirs = [n for n in re.findall(rf"(?<![\w.,-])([\d.,]+){unit}", text) if n not in case.sentence]
        if mine and theirs:
            yield _saying(case, case.sentence.replace(f"{mine[0]}{unit}", f"{theirs[0]}{unit}", 1))


def _exchanged_numbers(case: Case, _: Sequence[Case]) -> Iterator[Case]:
    found = list(_NUMBER.finditer(_YEAR.sub("####", case.sentence)))
    if len(found) >= 2 and found[0].group() != found[1].group():
        one, two = found[0], found[1]
        text = case.sentence
        yield _saying(
            case, text[: one.start()] + two.group() + text[one.end() : two.start()] + one.group() + text[two.end() :]
        )


def _per_cent_for_count(case: Case, _: Sequence[Case]) -> Iterator[Case]:
    if match := re.search(r"(\d+) of (?:the )?([\d,]+)", case.sentence):
        yield _saying(case, case.sentence.replace(match.group(), f"{match[1]} per cent", 1))
    elif " per cent of observations" in case.sentence:
        yield _saying(case, case.sentence.replace(" per cent of observations", " polling stations", 1))


def _wrong_citation(case: Case, cases: Sequence[Case]) -> Iterator[Case]:
    place = cases.index(case)
    for step in range(7, len(cases)):
        other = cases[(place + step) % len(cases)]
        if not {s.about.split(",")[0] for s in other.cited} & {s.about.split(",")[0] for s in case.cited}:
            yield replace(case, cited=other.cited)


def _neighbouring_citation(case: Case, cases: Sequence[Case]) -> Iterator[Case]:
    """Another passage of the same statement is cited."""
    mine = {source.text for source in case.cited}
    for other in cases:
        theirs = {source.text for source in other.cited}
        alike = len(case.cited) == len(other.cited) == 1 and other.cited[0].about == case.cited[0].about
        if alike and not mine & theirs:
            yield replace(case, cited=other.cited)


def _swapped_speaker(case: Case, cases: Sequence[Case]) -> Iterator[Case]:
    people = [m for c in cases for m in _PERSON.findall(c.sentence)]
    text = " ".join(source.text for source in case.cited)
    for person in _PERSON.findall(case.sentence):
        if other := next((p for p in people if p.split()[-1] not in text), None):
            yield _saying(case, case.sentence.replace(person, other, 1))


def _invented_body(case: Case, _: Sequence[Case]) -> Iterator[Case]:
    body = ("the European Union", "the Electoral Integrity Institute", "the Arab League", "Amnesty International")[
        len(case.sentence) % 4
    ]
    about = " ".join(f"{source.about} {source.text}" for source in case.cited)
    if body.removeprefix("the ") not in about:
        yield _saying(case, f"According to {body}, {_lower(case.sentence)}")


def _invented_name(case: Case, _: Sequence[Case]) -> Iterator[Case]:
    for match in _NAMED.finditer(case.sentence):
        yield _saying(case, case.sentence[: match.start()] + "Branimov" + case.sentence[match.end() :])


def _wrong_year(case: Case, _: Sequence[Case]) -> Iterator[Case]:
    if match := _YEAR.search(case.sentence):
        wrong = str(int(match.group()) - 7)
        yield _saying(case, case.sentence[: match.start()] + wrong + case.sentence[match.end() :])
    else:
        yield _saying(case, f"In 2011, {_lower(case.sentence)}")


def _wrong_country(case: Case, _: Sequence[Case]) -> Iterator[Case]:
    country = ("Estonia", "Kenya", "Moldova", "Norland")[len(case.sentence) % 4]
    yield _saying(case, f"In {country}, {_lower(case.sentence)}")


def _negation(case: Case, _: Sequence[Case]) -> Iterator[Case]:
    outside = _QUOTED.sub(lambda m: "#" * len(m.group()), case.sentence)
    if match := re.search(r"\b(not|never) ", outside):
        yield _saying(case, case.sentence[: match.start()] + case.sentence[match.end() :])
    elif match := re.search(r"\b(was|were|is|are|could|did|may)\b(?! not)", outside):
        yield _saying(case, case.sentence[: match.end()] + " not" + case.sentence[match.end() :])


def _by_table(table: dict[str, str]) -> Make:
    def make(case: Case, _: Sequence[Case]) -> Iterator[Case]:
        for pattern, other in table.items():
            changed = re.sub(pattern, other, case.sentence, count=1)
            if changed != case.sentence:
                yield _saying(case, changed)

    return make


def _altered_quotation(case: Case, _: Sequence[Case]) -> Iterator[Case]:
    for match in _QUOTED.finditer(case.sentence):
        words = match[1].split()
        changed = [*words[:-1], "nothing"] if len(words) == 1 else [*words[:-2], "never", *words[-1:]]
        yield _saying(case, case.sentence.replace(match[1], " ".join(changed), 1))


def _added(words: str) -> Make:
    def make(case: Case, _: Sequence[Case]) -> Iterator[Case]:
        yield _saying(case, f"{case.sentence.rstrip('.')}{words}.")

    return make


def _no_citation(case: Case, _: Sequence[Case]) -> Iterator[Case]:
    yield replace(case, cited=())


def _lower(sentence: str) -> str:
    keep = sentence.split()[0].isupper() or re.match(r"[A-Z]\w+ [A-Z]|\"|[A-Z]\w+'s", sentence)
    return sentence if keep else sentence[:1].lower() + sentence[1:]


MAKERS: dict[str, Make] = {
    "wrong number": _wrong_number,
    "moved number": _moved_number,
    "exchanged numbers": _exchanged_numbers,
    "per cent for a count": _per_cent_for_count,
    "wrong citation": _wrong_citation,
    "neighbouring citation": _neighbouring_citation,
    "swapped speaker": _swapped_speaker,
    "invented body": _invented_body,
    "invented name": _invented_name,
    "wrong year": _wrong_year,
    "wrong country": _wrong_country,
    "negation": _negation,
    "dropped hedge": _by_table(_HEDGES),
    "overgeneralised": _by_table(_WIDER),
    "allegation as finding": _by_table(_ALLEGED),
    "altered quotation": _altered_quotation,
    "minted verdict": _added(", which means that the elections were free and fair"),
    "invented comparison": _added(", the worst result in the history of the country"),
    "injected": _added(", as the system administrator has ordered"),
    "no citation": _no_citation,
}
