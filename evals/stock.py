"""The stock recipe that everyone starts with, measured in the same run: what the product has to beat.

RecursiveCharacterTextSplitter 1,000/200 over the files without their front matter, Chroma in memory, the same
embedding model, dense top ten, each question as it stands.
"""

from __future__ import annotations

import re
from pathlib import Path
from uuid import uuid4

import chromadb
from chromadb.config import Settings as ChromaSettings
from langchain_chroma import Chroma
from langchain_text_splitters import RecursiveCharacterTextSplitter

from evals.corpus import Corpus
from evals.definitions import Place
from library.embedding import Embedder


class StockRecipe:
    """Dense top-k over 1,000-character chunks."""

    def __init__(self, corpus: Corpus, embedder: Embedder) -> None:
        """Load all statements of a corpus of text files."""
        splitter = RecursiveCharacterTextSplitter(chunk_size=1_000, chunk_overlap=200)
        client = chromadb.EphemeralClient(settings=ChromaSettings(anonymized_telemetry=False))
        # All clients in memory are one: a collection of its own keeps two corpora apart.
        self._store = Chroma(f"stock-{uuid4()}", embedding_function=embedder, client=client)
        for path in sorted(corpus.statements.iterdir()):
            chunks = splitter.split_text(_text(path))
            self._store.add_texts(chunks, [{"file": path.name}] * len(chunks))

    def search(self, question: str, count: int) -> list[Place]:
        """The nearest chunks."""
        return [(d.metadata["file"], d.page_content) for d in self._store.similarity_search(question, k=count)]


def _text(path: Path) -> str:
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    return re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
