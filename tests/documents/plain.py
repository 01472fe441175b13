"""Contents as plain text in every encoding and shape, and as Markdown."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import yaml

from tests.documents.content import Content, Part

FACTS = ("title", "date", "country", "election", "election_date", "kind", "language")


def as_text(
    content: Content,
    encoding: str = "utf-8",
    *,
    width: int | None = None,
    newline: str = "\n",
    one_line: bool = False,
    nuls: bool = False,
) -> bytes:
    """Plain text: paragraphs between blank lines, or wrapped by hand, or all on one line."""
    blocks = [content.title, *content.cover, *content.texts()]
    if width:
        blocks = [textwrap.fill(block, width, break_long_words=False, break_on_hyphens=False) for block in blocks]
    text = " ".join(blocks) if one_line else "\n\n".join(blocks) + "\n"
    if nuls:
        text = text.replace(". ", ".\0 ")
    return text.replace("\n", newline).encode(encoding)


def as_markdown(content: Content, front: str = "good") -> bytes:
    """Markdown; ``front`` matter good, broken (a colon where YAML allows none) or none."""
    declared = {key: content.facts[key] for key in FACTS if key in content.facts}
    declared["observers"] = content.facts["bodies"]
    head = ""
    if front == "good":
        head = f"---\n{yaml.safe_dump(declared, allow_unicode=True, sort_keys=False)}---\n\n"
    elif front == "broken":
        head = f'---\ntitle: "{content.title}\ndate: {content.facts["date"]}\nnote: one: two\n\tthree\n---\n\n'
    return (head + "\n\n".join(_markdown(content)) + "\n").encode()


def _markdown(content: Content) -> Iterator[str]:
    yield f"# {content.title}"
    yield from content.cover
    for part in content.parts:
        match part.kind:
            case "heading":
                yield f"## {part.text}"
            case "subheading":
                yield f"### {part.text}"
            case "item":
                yield part.text if part.text[0].isdigit() else f"- {part.text}"
            case "table":
                head, *rows = [f"| {' | '.join(row)} |" for row in part.rows]
                yield "\n".join([head, "|---" * len(part.rows[0]) + "|", *rows])
            case _:
                yield marked(part)
    for number, note in content.notes.items():
        yield f"[^{number}]: {note}"


def marked(part: Part, mark: str = "[^{}]") -> str:
    """The text with its footnote marks back in it."""
    text = part.text
    for place, number in reversed(part.notes):
        text = text[:place] + mark.format(number) + text[place:]
    return text
