"""A library with a small embedding that needs no model, and statements made by number: for tests that run processes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from langchain_core.embeddings import Embeddings

from library.library import Library
from settings import Settings

ROOT = Path(__file__).parents[2]


class Toy(Embeddings):
    """Words hashed into a few dimensions: the same words are near each other, whoever computes it."""

    limit = 60

    def __init__(self, name: str = "toy", dimensions: int = 256) -> None:
        self.name = self.identity = name
        self.dimensions = dimensions

    def count_tokens(self, text: str) -> int:
        return 2 + len(text.split())

    def count_each(self, texts: Sequence[str]) -> list[int]:
        return [self.count_tokens(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        vector = np.full(self.dimensions, 1e-3)
        for word in re.findall(r"\w+", text.lower()):
            vector[int(hashlib.md5(word.encode()).hexdigest(), 16) % self.dimensions] += 1.0
        return list(map(float, vector / np.linalg.norm(vector)))

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]


def toy_library(home: Path, *, toy: Toy | None = None, share: bool = False, **values: object) -> Library:
    """A library whose embedding is a toy; everything else is the real thing."""
    library = Library(Settings(home=home, **values), share=share)
    library.__dict__["embedder"] = toy or Toy()
    return library


TOWNS = ("Ashford", "Birkdale", "Colmar", "Drumlin", "Elsinor", "Farsund", "Garnock", "Holmby")


def write_statement(folder: Path, number: int, version: int) -> Path:
    """A statement on an election of its own; its version stands in every paragraph."""
    town = TOWNS[number]
    paragraphs = [
        "---\ncountry: Norland\nelection_date: 2020-05-02\n---\n",
        f"Elections in {town}\n",
        f"{town.upper()}, 3 May 2020 – The local elections of 2 May 2020 were those of version {version}, the "
        f"observers in {town} said, and they were followed with care in all of the districts.\n",
    ]
    paragraphs += [
        f"In part {part} the observers in {town} report on version {version}. They saw {part + 10} "
        f"polling stations. “We have seen queues in version {version},” said Ada Lind, Head of the mission.\n"
        for part in range(4)
    ]
    path = folder / f"statement_{number}.txt"
    path.write_text("\n".join(paragraphs))
    return path


def versions(library: Library) -> dict[str, int]:
    """By file, the version that the library holds; fails where any is held in part, twice or mixed."""
    held: dict[str, int] = {}
    for statement in library.statements():
        text = library.catalog.text(statement.id)
        named = set(re.findall(r"version (\d+)", text))
        assert len(named) == 1, f"{statement.file} is a mixture of versions {named}"
        assert statement.file not in held, f"{statement.file} is there twice"
        passages = library.catalog.passages(statement.id)
        covered = "".join(p.text for p in passages)
        assert "".join(covered.split()) == "".join(text.split()), f"passages of {statement.file} are missing"
        held[statement.file] = int(named.pop())
    return held
