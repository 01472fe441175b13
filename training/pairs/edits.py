"""Edits of a real sentence: what still follows from it, what is denied by it, and what it leaves open.

Each edit returns None where the sentence does not have what it changes.
"""

from __future__ import annotations

import random
import re

from training.pairs.numbers import FIGURE, WORD, other_value, value_of, written
from training.pairs.shares import false_phrase, true_phrase

_SHARE_OF = re.compile(
    r"\b(?P<part>\d[\d,]*|[a-z]+(?:-[a-z]+)?) (?:of|out of) (?:the |its |some )?(?:country's )?(?P<whole>\d[\d,]*|[a-z]+)\b",
    re.IGNORECASE,
)
_PER_CENT = re.compile(r"\b(\d+(?:\.\d+)?) per cent of (?!the vote\b)")
_OPPOSITES = [
    ("positively", "negatively"), ("accepted", "rejected"), ("granted", "refused"), ("more", "fewer"), ("more", "less"),
    ("rose", "fell"), ("increased", "decreased"), ("increase", "decrease"), ("before", "after"), ("first", "last"),
    ("raised", "lowered"), ("higher", "lower"), ("allowed", "forbidden"), ("in public", "behind closed doors"),
    ("upheld", "dismissed"), ("improved", "deteriorated"), ("improvement", "setback"), ("strong", "weak"),
    ("transparent", "opaque"), ("trust", "distrust"), ("confidence in", "doubts about"), ("easier", "harder"),
    ("introduced", "abolished"), ("adopted", "rejected"), ("present", "absent"), ("well", "poorly"), ("largest", "smallest"),
    ("balanced", "one-sided"), ("calm", "tense"), ("accessible", "out of reach"), ("late", "in good time"),
    ("free", "restricted"), ("respected", "violated"), ("frequent", "rare"), ("frequently", "rarely"), ("often", "seldom"),
    ("always", "never"), ("many", "hardly any"), ("most", "hardly any"), ("no", "a number of"), ("none", "all"),
    ("without", "with"), ("remain", "are no longer"), ("remains", "is no longer"), ("lacked", "had"), ("fully", "hardly"),
    ("professional", "unprofessional"), ("widely", "nowhere"), ("rural", "urban"), ("women", "men"), ("opposition", "governing"),
    ("began", "ended"), ("open", "closed"), ("limited", "unlimited"), ("voluntary", "compulsory"), ("clear", "unclear"),
]  # fmt: skip
_HELPERS = "were was is are has have had may can could did does will would".split()
_HEDGES = [
    (r"\bin some cases,? ?", ""), (r"\bin several cases,? ?", ""), (r"\bin several places,? ?", ""), (r"\bgenerally ", ""),
    (r"\bmostly ", ""), (r"\blargely ", ""), (r"\bby and large ", ""), (r"\bpartly ", ""), (r"\bin part\b", "in full"),
    (r"\bat times ", "always "), (r"\bsometimes ", "always "), (r"\boften ", "always "), (r"\bSome of the\b", "All of the"),
    (r"\bsome of them\b", "all of them"), (r"\bsome ([a-z]+s)\b", r"all \1"), (r"\bSeveral ([a-z]+s)\b", r"All \1"),
    (r"\bseveral ([a-z]+s)\b", r"all \1"), (r"\bMost ([a-z]+s)\b", r"All \1"), (r"\bmost ([a-z]+s)\b", r"all \1"),
    (r"\bmay have ([a-z]+ed)\b", r"\1"), (r"\bappears? to\b", "is certain to"), (r"\ballegedly ", ""), (r"\bseemingly ", ""),
    (r"\ballegations of\b", "proven cases of"), (r"\breports of\b", "proven cases of"), (r"\bindications of\b", "proof of"),
    (r"\bpreliminary ", "final "), (r"\bPreliminary ", "Final "), (r"\bnot always\b", "never"), (r"\bnot fully\b", "not"),
    (r"\bpolling stations observed\b", "polling stations in the country"), (r"\bof observations\b", "of all polling stations"),
    (r"\bin \w+ municipalities\b", "in all municipalities"), (r"\bmany ", "all "), (r"\bnot possible to distinguish\b", "impossible to tell"),
]  # fmt: skip
_SYNONYMS = [
    ("assessed", "rated"), ("noted", "seen"), ("observed", "visited"), ("received", "got"), ("many of the", "a large number of the"),
    ("persons", "people"), ("stood at", "was"), ("comprised", "consisted of"), ("prior to", "before"),
    ("per cent", "percent"), ("polling stations", "polling places"), ("complaints", "appeals"), ("citizen observers", "domestic observers"),
    ("journalists", "reporters"), ("candidates", "contenders"), ("was adopted", "was passed"), ("were adopted", "were passed"),
    ("amendments", "changes"), ("Amendments", "Changes"), ("refused", "denied"), ("took part", "participated"),
    ("ballot paper", "ballot"), ("although", "though"), ("Although", "Though"), ("due to", "because of"),
    ("has been", "was"), ("have been", "were"), ("accredited", "given accreditation"), ("imprisonment", "prison"),
    ("the authorities", "officials"),
    ("voters", "those who voted"), ("published", "made public"), ("not published", "kept unpublished"), ("the vote count", "counting"),
    ("The vote count", "Counting"), ("available", "provided"), ("nationwide", "across the country"),
]  # fmt: skip
_QUOTE = re.compile(
    r'"(?P<words>[^"]{25,})"\s*(?P<said>said|noted|added|remarked) (?P<name>[A-Z][\w.\'-]+(?: [A-Z][\w\'-]+)+)'
)


def number_changed(sentence: str, chance: random.Random, tempting: list[float]) -> str | None:
    """One figure exchanged for another: one that is near, or one of ``tempting`` (figures of neighbouring sentences)."""
    found = _figures(sentence)
    if not found:
        return None
    match = chance.choice(found)
    old = value_of(match.group())
    near = [value for value in tempting if value != old and (value < 100) == (old < 100) and not 1990 <= value <= 2030]
    new = chance.choice(near) if near and chance.random() < 0.4 else other_value(old, chance)
    if _is_year(match.group()):
        text = str(int(old) + chance.choice([-4, -2, -1, 1, 2, 4]))
    else:
        text = written(new, chance, words=0.0 if match.group()[0].isdigit() and old > 12 else 0.6)
    return _put(sentence, match, text)


def number_rewritten(sentence: str, chance: random.Random) -> str | None:
    """The same figure in the other form: twelve or 12, per cent or %."""
    forms = [re.sub(r"(\d) per cent", r"\1%", sentence)]
    for match in _figures(sentence):
        value = value_of(match.group())
        if _is_year(match.group()):
            continue
        text = written(value, chance, words=1.0) if match.group()[0].isdigit() else f"{value:g}"
        forms.append(_put(sentence, match, text))
    forms = [form for form in forms if form != sentence]
    return chance.choice(forms) if forms else None


def share_in_words(sentence: str, chance: random.Random, *, true: bool) -> str | None:
    """``11 of the 109`` as ``one in ten``, ``37 per cent of`` as ``more than a third of``; or a share that is not true."""
    match = _SHARE_OF.search(sentence)
    if match:
        try:
            part, whole = value_of(match.group("part")), value_of(match.group("whole"))
        except ValueError:
            return None
        share, after = part / whole if whole else 1.0, " of the"
    elif match := _PER_CENT.search(sentence):
        share, after = float(match.group(1)) / 100, " of "
    else:
        return None
    if not 0 < share < 1:
        return None
    return _put(sentence, match, (true_phrase if true else false_phrase)(share, chance) + after)


def opposite(sentence: str, chance: random.Random) -> str | None:
    """A word exchanged for its opposite, or a verb denied (or no longer denied)."""
    options = []
    for one, other in _OPPOSITES:
        for old, new in ((one, other), (other, one)):
            options += [_put(sentence, match, new) for match in re.finditer(rf"\b{old}\b", sentence)][:1]
    for helper in _HELPERS:
        denied = re.search(rf"\b{helper} not ", sentence)
        if denied:
            options += [_put(sentence, denied, f"{helper} ")] * 2
        elif helper not in ("had", "has", "have", "did", "does"):
            options += [
                _put(sentence, match, f"{helper} not ") for match in re.finditer(rf"\b{helper} (?=[a-z]+)", sentence)
            ][:1]
    return chance.choice(options) if options else None


def hedge_dropped(sentence: str, chance: random.Random) -> str | None:
    """The sentence told stronger or wider: a hedge gone, some become all, polling stations observed become all."""
    options = [re.sub(old, new, sentence, count=1) for old, new in _HEDGES]
    options = [option[:1].upper() + option[1:] for option in options if option != sentence]
    return chance.choice(options) if options else None


def reworded(sentence: str, chance: random.Random) -> str | None:
    """Some words exchanged for others of the same meaning."""
    text = sentence
    for one, other in chance.sample(_SYNONYMS, len(_SYNONYMS)):
        if chance.random() < 0.7:
            text = re.sub(rf"\b{re.escape(one)}(?!\w)" if one[-1] != " " else re.escape(one), other, text, count=1)
    return text if text != sentence else None


def shortened(sentence: str, chance: random.Random) -> str | None:
    """Something left out without which the rest stays true: a bracket, an aside, a relative clause, a second clause."""
    options = [
        re.sub(r" \([^)]*\)", "", sentence),
        re.sub(r", (?:which|who|where|according to|including|such as)[^,;.]*(?=[.,;])", "", sentence),
        re.sub(r"(?:;| –) [^.]*\.$", ".", sentence),
        re.sub(r",? (?:and|but|yet|while|although|even though|because|as) [^,]*\.$", ".", sentence)
        if chance.random() < 0.5
        else "",
        re.sub(r"^(?:In|On|At|During|After|Before|By|For) [^,]{4,60}, (?=[a-z])", "", sentence),
        re.sub(r", (?:and|but|in a|with|partly|mainly|mostly|thereby)[^,]*\.$", ".", sentence),
    ]
    options = [
        o[0].upper() + o[1:] for o in options if o and o != sentence and len(o.split()) >= 5 and o.count('"') % 2 == 0
    ]
    return chance.choice(options) if options else None


def turned_round(sentence: str) -> str | None:
    """What stood first stands last: ``In X, Y.`` and ``Y in X.``; ``Although X, Y.`` and ``Y, although X.``"""
    match = re.match(r"^(In|On|At|During|After|Before|Although|While|For|Under) ([^,]{4,80}), ([^\"]+)\.$", sentence)
    if not match or re.match(r"(?:and|but|which|who|as well) ", match.group(3)):
        return None
    link, first, rest = match.groups()
    comma = "," if link in ("Although", "While") else ""
    return f"{rest[0].upper()}{rest[1:]}{comma} {link.lower()} {first}."


def quotation(paragraph_text: str) -> tuple[str, str] | None:
    """The words and the speaker's name of a paragraph's first quotation, where its paragraph names one."""
    match = _QUOTE.search(paragraph_text)
    return (match.group("words").rstrip(","), match.group("name")) if match else None


def quoted(words: str, name: str, chance: random.Random) -> str:
    """Who said it and what, as journalists put it."""
    form = chance.choice(
        [
            '{name} said: "{words}."', '"{words}," said {name}.', '"{words}", according to {name}.',
            '{name} remarked that "{lower}".', 'In the words of {name}, "{lower}".', '"{words}," {name} told reporters.',
            '{name}: "{words}."',
        ]
    )  # fmt: skip
    return form.format(name=name, words=words, lower=words[0].lower() + words[1:] if words[:2] != "I " else words)


def figures_of(text: str) -> list[float]:
    """The values of all figures in a text, years and dates included."""
    return [value_of(match.group()) for match in _figures(text)]


def _figures(sentence: str) -> list[re.Match[str]]:
    words = [match for match in WORD.finditer(sentence) if match.group().lower() not in ("one", "zero")]
    return list(FIGURE.finditer(sentence)) + words


def _is_year(figure: str) -> bool:
    return bool(re.fullmatch(r"(?:19[5-9]|20[0-3])\d", figure))


def _put(sentence: str, match: re.Match[str], text: str) -> str:
    changed = sentence[: match.start()] + text + sentence[match.end() :]
    return changed[0].upper() + changed[1:] if match.start() == 0 else changed
