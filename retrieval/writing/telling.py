"""In plain words: which model wrote, what became of its sentences, and what it took."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from library.records import How
from library.writing import Writing

MARKS = {
    "written": "",
    "repaired": "mended: it did not stand as it was first written",
    "quoted": "quotation, in place of a written sentence",
}
"""What is said of a sentence of a written answer by how it came about; nothing where it stood as it was written."""


def sign(model: str, place: str, stays_here: bool) -> str:
    """Which model writes and where the text goes."""
    where = "text stays on this machine" if stays_here else f"question and passages go to {place}"
    return f"{model} at {place} ({where})"


def helper(model: str, place: str, stays_here: bool) -> str:
    """Which model helps to take claims apart, and where they go."""
    where = "they stay on this machine" if stays_here else f"each claim goes to {place}"
    return f"{model} at {place} helps to take claims apart ({where}); it decides nothing."


def foreign(language: str) -> str:
    """Why nothing was written in a language that no statement has."""
    return f"The statements are not in {language}, so no sentence in it can be proven; these are their own words."


def broken_off(trouble: str) -> str:
    """What happened where a model failed after sentences of it were shown."""
    return f"{trouble} What was proven until then stays; the observers' own sentences follow it."


def why_quoted(model: str, *, stopped: bool, none: bool, wrote: bool) -> str:
    """Why an answer is quoted although the model did what it was asked: somebody stopped it, it found no answer
    (``none``), or it ``wrote`` only true things beside the question."""
    own = "these are the observers' own sentences"
    if stopped:
        return f"Stopped before a sentence was proven; {own}."
    if none:
        return f"{model} found no answer in the passages; {own} on it."
    if wrote:
        return f"What {model} wrote does not speak of what was asked; {own}."
    return f"Nothing that {model} wrote could be proven; {own}."


def told(writing: Writing | None, hows: Iterable[How]) -> str:
    """A line below an answer or a summary for which a chat model was asked, by how each of its sentences came about;
    empty where none was asked."""
    if writing is None:
        return ""
    count = Counter(hows)
    did = "Written by" if count["written"] + count["repaired"] else "Asked to write:"
    kinds = [
        (count["repaired"], "mended"),
        (writing.replaced, "replaced by quotations"),
        (writing.dropped, "left out as unproven"),
    ]
    return " · ".join(
        [
            f"{did} {sign(writing.model, writing.place, writing.stays_here)}",
            *(f"{number} {'sentence' if number == 1 else 'sentences'} {kind}" for number, kind in kinds if number),
            f"{writing.tokens_in:,} tokens read, {writing.tokens_out:,} written",
            f"{writing.seconds:.1f} s",
        ]
    )
