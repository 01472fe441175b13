from __future__ import annotations

import threading
from pathlib import Path

import pytest
from toys import Toy

from library.embedding_cache import CachedEmbeddings
from library.errors import CatalogUnusable


class Counting(Toy):
    """Remembers what it was asked to embed."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.asked += texts
        return super().embed_documents(texts)


def test_the_same_words_are_embedded_once_whoever_asks(tmp_path: Path):
    file, first, second = tmp_path / "cache.sqlite", Counting(), Counting()
    cache = CachedEmbeddings(first, "toy", file)
    vectors = cache.embed_documents(["one", "two", "one", ""])
    assert sorted(first.asked) == ["", "one", "two"]
    assert vectors[0] == vectors[2] == pytest.approx(Toy().embed_query("one"), abs=1e-7)
    again = CachedEmbeddings(second, "toy", file)
    assert again.embed_documents(["two", "one"]) == [vectors[1], vectors[0]]
    assert second.asked == []
    assert CachedEmbeddings(second, "other", file).embed_documents(["one"]) and second.asked == ["one"]


def test_many_texts_and_half_characters_are_no_fault(tmp_path: Path):
    cache = CachedEmbeddings(Counting(), "toy", tmp_path / "cache.sqlite")
    texts = [f"text {n}" for n in range(2_500)] + ["half \ud800 a character"]
    assert cache.embed_documents(texts) == cache.embed_documents(texts)
    assert cache.embed_documents([]) == []


def test_several_threads_open_a_new_cache_at_once(tmp_path: Path):
    found: list[object] = []

    def work() -> None:
        try:
            found.append(CachedEmbeddings(Toy(), "toy", tmp_path / "c.sqlite").embed_documents(["one"])[0][:2])
        except CatalogUnusable as error:
            found.append(error)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 6 and all(one == found[0] for one in found), found


def test_a_cache_that_is_no_database_is_named_with_what_to_do(tmp_path: Path):
    file = tmp_path / "cache.sqlite"
    file.write_bytes(b"this is no database" * 100)
    with pytest.raises(CatalogUnusable, match=r"cache\.sqlite.*delete the file"):
        CachedEmbeddings(Toy(), "toy", file)
