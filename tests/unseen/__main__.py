"""``python -m tests.unseen FOLDER`` writes the whole corpus there, for ``python -m evals FOLDER``."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from tests.documents.content import contents
from tests.documents.plain import as_markdown

HERE = Path(__file__).parent


def write_corpus(folder: Path) -> None:
    """The statements of the measured set without front matter, those of this folder, and the questions on both."""
    for part in ("statements", "gold"):
        shutil.copytree(HERE / part, folder / part, dirs_exist_ok=True)
    for name, content in contents().items():
        (folder / "statements" / f"{name}.md").write_bytes(as_markdown(content, "none"))


if __name__ == "__main__":
    write_corpus(Path(sys.argv[1]))
