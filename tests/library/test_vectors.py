from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from langchain_core.embeddings import Embeddings

from library import vectors as module
from library.errors import EmbeddingMismatch, VectorsUnreachable
from library.owner import Access, connect
from library.records import Country, Passage, Sentence, Statement
from library.vectors import Vectors
from settings import Settings

VOCABULARY = ("ballot", "count", "women", "media", "court", "list", "rally", "coin")


class WordCounter(Embeddings):
    """An embedding that can be worked out by hand: one dimension a word of the vocabulary."""

    def __init__(self, name: str = "word-counter") -> None:
        self.name = name

    def embed_query(self, text: str) -> list[float]:
        counts = np.array([text.lower().count(word) for word in VOCABULARY], dtype=float) + 0.01
        return list(map(float, counts / np.linalg.norm(counts)))

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]


EMBEDDER = WordCounter()


def statement_of(identifier: str, *paragraphs: tuple[str, ...]) -> tuple[Statement, list[Passage]]:
    """A statement whose paragraphs are passages, each made of the sentences given."""
    text = "\n\n".join(" ".join(sentences) for sentences in paragraphs)
    statement = Statement(identifier, f"{identifier}.txt", f"/{identifier}.txt", identifier, country=Country("N"))
    passages, start = [], 0
    for n, sentences in enumerate(paragraphs):
        spans, at = [], start
        for sentence in sentences:
            spans.append(Sentence(at, at + len(sentence)))
            at += len(sentence) + 1
        end = at - 1
        body = text[start:end]
        name = f"{identifier}:{n}"
        passages.append(Passage(name, identifier, n, None, None, n + 1, body, start, end, tuple(spans), "narrative"))
        start = end + 2
    return statement, passages


NORLAND = statement_of(
    "norland",
    ("A ballot is a ballot.", "The count was slow."),
    ("Women led one list.",),
    ("The court heard the media.",),
)
SUDLAND = statement_of("sudland", ("Every rally was a rally.",), ("No ballot, no ballot.",))


def keep(vectors: Vectors, kept: tuple[Statement, list[Passage]], context: str = "") -> None:
    statement, passages = kept
    vectors.add(statement, passages, [context] * len(passages))


def nearest(vectors: Vectors, question: str, among: list[str] | None = None, limit: int = 3) -> list[str]:
    return [name for name, _ in vectors.nearest_passages(EMBEDDER.embed_query(question), among, limit)]


@pytest.fixture
def reach(tmp_path: Path) -> Callable[..., Vectors]:
    """Opens the vectors of one folder, which one at a time may own."""
    access = Access(Settings(home=tmp_path / "record", lock_wait=0.1))

    def open_(embedder: WordCounter = EMBEDDER, generation: int = 1) -> Vectors:
        return Vectors(access, embedder, embedder.name, generation)

    return open_


@pytest.fixture
def vectors(reach: Callable[..., Vectors]) -> Iterator[Vectors]:
    opened = reach()
    yield opened
    opened.access.close()


def test_the_passage_nearest_in_meaning_comes_first_with_its_cosine(vectors: Vectors):
    keep(vectors, NORLAND)
    keep(vectors, SUDLAND)
    question = "Which women were on which list?"
    names = vectors.nearest_passages(EMBEDDER.embed_query(question), None, 5)
    assert names[0][0] == "norland:1"
    texts = {p.id: f"\n{p.text}" for kept in (NORLAND, SUDLAND) for p in kept[1]}
    assert len(names) == len(texts) == 5
    for name, cosine in names:
        expected = np.dot(EMBEDDER.embed_query(question), EMBEDDER.embed_query(texts[name]))
        assert cosine == pytest.approx(expected, abs=1e-3), name
    assert [c for _, c in names] == sorted((c for _, c in names), reverse=True)


def test_the_context_line_counts_in_the_meaning_of_a_passage(vectors: Vectors):
    keep(vectors, NORLAND)
    keep(vectors, SUDLAND, context="coin coin coin coin")
    found = vectors.nearest_passages(EMBEDDER.embed_query("coin"), None, 5)
    assert {name for name, _ in found[:2]} == {p.id for p in SUDLAND[1]}
    assert all(cosine > 0.8 for _, cosine in found[:2])


def test_only_the_statements_asked_for_are_searched(vectors: Vectors):
    keep(vectors, NORLAND)
    keep(vectors, SUDLAND)
    assert nearest(vectors, "ballot", ["sudland"], 1) == ["sudland:1"]
    assert all(name.startswith("norland") for name in nearest(vectors, "rally", ["norland"], 5))
    assert len(nearest(vectors, "rally", ["norland", "sudland"], 9)) == 5


def test_many_statements_are_searched_by_the_index_and_few_in_memory_with_the_same_result(
    vectors: Vectors, monkeypatch: pytest.MonkeyPatch
):
    keep(vectors, NORLAND)
    keep(vectors, SUDLAND)
    asked, norland, both = np.array(EMBEDDER.embed_query("list ballot")), [NORLAND[0]], [NORLAND[0], SUDLAND[0]]
    in_memory = [
        vectors.nearest_of(asked, both, 3, of=2),
        vectors.nearest_of(asked, norland, 2, of=2),
    ]
    monkeypatch.setattr(module, "HELD", 0)
    by_index = [
        vectors.nearest_of(asked, both, 3, of=2),
        vectors.nearest_of(asked, norland, 2, of=2),
    ]
    for one, other in zip(in_memory, by_index, strict=True):
        assert [name for name, _ in one] == [name for name, _ in other]
        assert [c for _, c in one] == pytest.approx([c for _, c in other], abs=1e-5)
    assert [name.partition(":")[0] for name, _ in by_index[1]] == ["norland", "norland"]


def test_the_vectors_of_sentences_are_given_out_by_passage(vectors: Vectors):
    statement, passages = NORLAND
    bare = Passage("norland:9", statement.id, 9, None, None, 9, "", 0, 0, (), "narrative")
    said = vectors.sentences([bare, *passages])
    assert [len(said[p.id]) for p in [bare, *passages]] == [0, 2, 1, 1]
    assert said["norland:0"][1] == pytest.approx(np.array(EMBEDDER.embed_query("The count was slow.")), abs=1e-6)
    assert vectors.sentences([]) == {}


def test_removing_a_statement_removes_its_passages_and_no_others(vectors: Vectors):
    keep(vectors, NORLAND)
    keep(vectors, SUDLAND)
    vectors.remove("norland")
    assert vectors.ids() == {"sudland:0", "sudland:1"}
    assert nearest(vectors, "women list") and all(n.startswith("sudland") for n in nearest(vectors, "women list"))
    vectors.remove("never there")
    assert len(vectors.ids()) == 2


def test_adding_the_same_statement_again_changes_nothing(vectors: Vectors):
    keep(vectors, NORLAND)
    before = vectors.nearest_passages(EMBEDDER.embed_query("ballot"), None, 9)
    keep(vectors, NORLAND)
    assert vectors.nearest_passages(EMBEDDER.embed_query("ballot"), None, 9) == before


def test_a_statement_without_passages_can_be_added(vectors: Vectors):
    keep(vectors, (Statement("empty", "e.txt", "/e.txt", "e"), []))
    assert vectors.ids() == set()


def test_what_was_added_is_there_when_the_folder_is_opened_again(reach: Callable[..., Vectors]):
    first = reach()
    keep(first, NORLAND)
    first.access.close()
    second = reach()
    assert second.ids() == {p.id for p in NORLAND[1]}
    assert nearest(second, "women list")[0] == "norland:1"
    second.access.close()


def test_vectors_of_another_model_are_refused_with_the_command_that_mends_it(reach: Callable[..., Vectors]):
    first = reach()
    keep(first, NORLAND)
    first.access.close()
    with pytest.raises(EmbeddingMismatch, match=r"word-counter.*another-model.*python -m ingest reindex"):
        reach(WordCounter("another-model"))


def test_generations_lie_beside_each_other_and_may_be_of_other_models(reach: Callable[..., Vectors]):
    first = reach()
    keep(first, NORLAND)
    first.access.close()
    second = reach(WordCounter("another-model"), 2)
    assert second.ids() == set()
    keep(second, SUDLAND)
    second.forget_generation(1)
    second.forget_generation(1)  # gone already
    second.access.close()
    again = reach()
    assert again.ids() == set()
    again.access.close()
    again = reach(WordCounter("another-model"), 2)
    assert again.ids() == {p.id for p in SUDLAND[1]}
    again.access.close()


# --- a Chroma server elsewhere (RECORD_CHROMA) ----------------------------------------------------------------------


def test_a_server_elsewhere_is_used_when_the_settings_name_one(chroma_server: str, database: str, tmp_path: Path):
    settings = Settings(home=tmp_path / "record", chroma=chroma_server, chroma_database=database)
    one = Vectors(Access(settings), EMBEDDER, EMBEDDER.name)
    two = Vectors(Access(settings), EMBEDDER, EMBEDDER.name)  # at the same time: no lock on a server
    assert nearest(two, "women list") == []
    keep(one, NORLAND)
    assert nearest(two, "women list")[0] == "norland:1", "the other one sees at once what was added"
    two.remove("norland")
    assert one.ids() == set()
    assert not (tmp_path / "record" / "vectors").exists()
    with pytest.raises(EmbeddingMismatch, match="python -m ingest reindex"):
        Vectors(Access(settings), WordCounter("another-model"), "another-model")


def test_a_server_that_does_not_answer_is_named_with_what_to_do(tmp_path: Path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{probe.getsockname()[1]}"
        with pytest.raises(VectorsUnreachable, match=rf"{address} does not answer.*RECORD_CHROMA"):
            connect(Settings(home=tmp_path, chroma=address))


@pytest.mark.parametrize("address", ["127.0.0.1:8000", "chroma", "ftp://127.0.0.1", "http://"])
def test_an_address_that_is_none_is_refused_with_an_example(address: str, tmp_path: Path):
    with pytest.raises(VectorsUnreachable, match=r"http://host:8000"):
        connect(Settings(home=tmp_path, chroma=address))
