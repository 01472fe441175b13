"""What is voted on: of two votes in one country and year, a question may name the one that it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library.records import Statement

_VOTE = (
    r"(?:elections?|votes?|polls?|race|contest|run-?offs?|выбор\w*|"
    r"élections?|scrutin|elecci(?:ón|ones)|eleiç(?:ão|ões))"
)
_SORTS = {
    "presidential": r"presidential|президентск\w+|présidentielles?|presidencia(?:l|les|is)",
    "parliamentary": (
        r"parliamentary|legislative|парламентск\w+|parlementaires?|législatives?|"
        r"parlamentari?[ao]s|parlamentares|legislativas"
    ),
    "local": r"local|municipal|mayoral|местн\w+|муниципальн\w+|locales?|municipales|locais|municipais",
    "referendum": r"referend\w+|plebiscit\w*|референдум\w*|référendums?",
}
_GERMAN = {
    "presidential": r"Präsidentschaftswahl\w*",
    "parliamentary": r"(?:Parlaments|Bundestags|Nationalrats)wahl\w*",
}
_SAID = {sort: re.compile(words, re.I) for sort, words in _SORTS.items()}
_ASKED = {
    sort: re.compile(
        rf"\b(?:{words})\b"
        if sort == "referendum"
        else rf"\b(?:{words}) (?:\w+ )?{_VOTE}\b|\b{_VOTE} (?:{words})\b|\b{_GERMAN.get(sort, 'Kommunalwahl')}\b",
        re.I,
    )
    for sort, words in _SORTS.items()
}


def of_type(question: str, statements: Sequence[Statement]) -> list[Statement]:
    """The statements on the sorts of vote that are named, with those that do not say theirs; all where none is named or
    no statement is on one of these."""
    named = [sort for sort, pattern in _ASKED.items() if pattern.search(question)]
    fitting = [s for s in statements if any(_SAID[sort].search(s.election_type or "") for sort in named)]
    if not fitting:
        return list(statements)
    return [s for s in statements if s.election_type is None or s in fitting]
