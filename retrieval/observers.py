"""The observing bodies whose findings a question asks for: of several that observed, only their statements count."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library.bodies import BodyMention, find_bodies, known_bodies
from library.records import Statement
from retrieval.places import IsMentioned

_SAYING = (
    r"(?:say|said|says|find|finds|found|report\w*|observe[ds]?|note[ds]?|conclude[ds]?|assess\w*|recommend\w*|criticis\w+|criticiz\w+|"
    r"describe[ds]?|judge[ds]?|state[ds]?|see|saw|think|thought|call(?:ed)?|welcome[ds]?|document\w*|send|sent|deploy\w*)"
)
_OWN = (
    r"(?:observers?|observation|mission|delegation|statements?|reports?|team|findings|conclusions|recommendations|"
    r"assessment)"
)
_BEFORE = re.compile(
    rf"(?:\b(?:according to|by|from|of)|\b{_OWN} (?:of|by|from)|\b(?:did|does|do|has|have|had|was|were)|"
    r"\b(?:d['’]après|selon|по данным|según))(?: the| la| le| les| l['’]| el| los)?\s*$",
    re.I,
)
_AFTER = re.compile(rf"^(?:['’]s?)? ?(?:(?:election|observation|observer|\w+al) ){{0,2}}(?:{_OWN}|{_SAYING})\b", re.I)


def bodies_asked(question: str, statements: Sequence[Statement]) -> list[BodyMention]:
    """The bodies that are asked what they found, not those that something is asked about."""
    names = [*(body for statement in statements for body in statement.bodies), *(name for name, _ in known_bodies())]
    return [
        mention
        for mention in find_bodies(question, names)
        if _BEFORE.search(question[: mention.start]) or _AFTER.match(question[mention.end :])
    ]


def of_bodies(mentions: Sequence[BodyMention], statements: Sequence[Statement]) -> list[Statement]:
    """The statements that these bodies issued, alone or with others; all where none of them did."""
    asked = {mention.name for mention in mentions}
    return [s for s in statements if asked & set(s.bodies)] or list(statements)


def are_absent(
    mentions: Sequence[BodyMention], statements: Sequence[Statement], is_mentioned: IsMentioned | None
) -> bool:
    """Whether those who are asked for issued none of these statements, and none mentions them either."""
    asked = {mention.name for mention in mentions}
    if not asked or not statements or any(asked & set(s.bodies) for s in statements):
        return False
    short = [match[1] for name in asked if (match := re.search(r"\((?:\w+ )?([^() ]+)\)$", name))]
    return not (is_mentioned and any(is_mentioned(word.casefold(), statements) for word in short))
