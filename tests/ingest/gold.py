"""Invented documents with what must be read from them, and how much of it is.

``python -m tests.ingest.gold unseen`` prints the figures of tests/ingest/unseen.yaml and every miss.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from ingest.describe import Description, describe
from ingest.document import Document, Source
from ingest.readers.text import read_text
from ingest.voices import voices_of
from library.records import Origin, Sentence

HERE = Path(__file__).parent
FIELDS = (
    *("kind", "bodies", "country", "code", "election_type", "election_round", "election_date"),
    *("date", "place", "language", "mission_format"),
)
NAMES = {"election_type": "election", "election_round": "round", "mission_format": "format"}
_ARTICLE = re.compile(r"^(?:the|an?|la|le|l['’]|el|un|une|una|der|die|das|o|a)\s+", re.I)


@dataclass
class Figures:
    """What was right of what was asked, by field; and what was wrong, in words."""

    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    sure: defaultdict[str, list[tuple[float, bool]]] = field(default_factory=lambda: defaultdict(list))

    def note(self, name: str, case: str, ok: bool, told: str = "", origin: Origin | None = None) -> None:
        self.asked[name] += 1
        self.right[name] += ok
        if origin:
            self.sure[name].append((origin.sure, ok))
        if not ok:
            self.wrong.append(f"{case}: {name}: {told}")

    def share(self, *names: str) -> float:
        """Part that was right of all that was asked under these names."""
        asked = sum(self.asked[name] for name in names)
        return sum(self.right[name] for name in names) / asked if asked else 1.0


def cases(name: str) -> list[dict[str, Any]]:
    return list(yaml.safe_load_all((HERE / f"{name}.yaml").read_text(encoding="utf-8")))


def read(case: dict[str, Any]) -> tuple[Document, Description]:
    """A case as it would be loaded."""
    source = Source(case.get("file", f"{case['name']}.txt"), case["text"].encode())
    document = Document(read_text(source).blocks, case.get("declared", {}))
    return document, describe(document, source)


def measure(names: list[str]) -> Figures:
    figures = Figures()
    for name in names:
        for case in cases(name):
            document, found = read(case)
            _fields(case, found, figures)
            _speakers(case, found, figures)
            _voices(case, document, found, figures)
    return figures


def _fields(case: dict[str, Any], found: Description, figures: Figures) -> None:
    for name in FIELDS:
        key = NAMES.get(name, name)
        if key in case:
            got, want = _value(found, name), case[key]
            ok = set(got) == set(want) if name == "bodies" else got == want
            figures.note(
                name, case["name"], ok, f"{got} for {want}", found.origins.get(name.replace("code", "country"))
            )
    if case.get("translation"):
        figures.note("translation", case["name"], "translation_of" in found.origins)


def _value(found: Description, name: str) -> Any:
    if name in ("country", "code"):
        return found.country and (found.country.name if name == "country" else found.country.code)
    return getattr(found, name)


def _speakers(case: dict[str, Any], found: Description, figures: Figures) -> None:
    read_roles = {speaker.name: speaker.role for speaker in found.speakers}
    for name, role in case.get("speakers", ()):
        figures.note("speaker", case["name"], name in read_roles, f"{name} not in {list(read_roles)}")
        if name in read_roles:
            ok = _plain(read_roles[name]) == _plain(role)
            figures.note("role", case["name"], ok, f"{name}: {read_roles[name]!r} for {role!r}")
    if "speakers" in case:
        wanted = {name for name, _ in case["speakers"]}
        for name in read_roles:
            figures.note("no other speaker", case["name"], name in wanted, name)


def _plain(role: str) -> str:
    return _ARTICLE.sub("", role).removeprefix("who ").casefold()


def _voices(case: dict[str, Any], document: Document, found: Description, figures: Figures) -> None:
    if "speakers" not in case and "said" not in case and "reported" not in case:
        return
    text = document.text
    said = {fragment: name for name, fragments in case.get("said", {}).items() for fragment in fragments}
    for sentence in all_sentences(document, found):
        words = text[sentence.start : sentence.end]
        names = [name for fragment, name in said.items() if fragment in words]
        told = f"{sentence.voice} {sentence.speaker}: {words[:90]}"
        if names:
            figures.note("speech", case["name"], sentence.speaker == names[0], told)
        elif "speakers" in case or "said" in case:
            figures.note("no speech", case["name"], sentence.voice != "speaker", told)
        reported = any(fragment in words for fragment in case.get("reported", ()))
        if reported:
            figures.note("reported", case["name"], sentence.voice == "reported", told)
        elif sentence.voice in ("reported", "narrative"):
            figures.note("not reported", case["name"], sentence.voice == "narrative", told)
    for fragment in (*said, *case.get("reported", ())):
        assert fragment in text, (case["name"], fragment)


def all_sentences(document: Document, found: Description) -> Iterator[Sentence]:
    """Every sentence of a document with its voice."""
    for sentences in voices_of(document.blocks, found.speakers, found.language, found.bodies):
        yield from sentences


def main(names: list[str]) -> None:
    figures = measure(names)
    print("\n".join(figures.wrong))
    for name in figures.asked:
        print(f"{name:18} {figures.right[name]:4} of {figures.asked[name]:4}  {figures.share(name):.3f}")
    print(f"fields             {figures.share(*FIELDS):.3f}")
    for low, high in ((0.9, 1.01), (0.6, 0.9), (0.0, 0.6)):
        pairs = [ok for name in figures.sure for sure, ok in figures.sure[name] if low <= sure < high]
        print(f"sure {low:.1f} to {high:.1f}: {sum(pairs)} of {len(pairs)} right")


if __name__ == "__main__":
    main(sys.argv[1:] or ["unseen"])
