"""A second corpus, which nothing is fitted on: questions on the statements of ``tests/documents/content``.

``python -m tests.evals.second FOLDER`` writes it as `evals` reads it; ``python -m evals FOLDER`` then scores it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import yaml

from tests.documents.content import contents
from tests.documents.plain import as_markdown

QUESTIONS = Path(__file__).with_name("questions.yaml")


def write(folder: Path) -> None:
    """Write ``statements/`` (Markdown) and ``gold/questions.jsonl``."""
    for name in ("statements", "gold"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for content in contents().values():
        (folder / "statements" / f"{content.name}.md").write_bytes(as_markdown(content))
    rows: list[dict[str, Any]] = yaml.safe_load(QUESTIONS.read_text(encoding="utf-8"))
    lines = [json.dumps(_gold(n, row), ensure_ascii=False) for n, row in enumerate(rows, 1)]
    (folder / "gold" / "questions.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _gold(number: int, row: dict[str, Any]) -> dict[str, Any]:
    turns = zip(("user", "assistant"), row.get("after", ()), strict=False)
    said = [_place(row["in"], words) for words in row.get("says", ())]
    return {
        "id": f"s{number:03}",
        "question": row["q"],
        "type": row["type"],
        "answer": "; ".join(e["quote"] for e in said) or None,
        "evidence": said,
        "also_in": [_place(name, words) for name, words in row.get("also", {}).items()],
        "history": [{"role": role, "content": content} for role, content in turns],
        "lang": row.get("lang", "en"),
    }


def _place(name: str, words: str) -> dict[str, str]:
    other, colon, rest = words.partition(": ")
    if colon and other.isidentifier():
        name, words = other, rest
    return {"file": f"{name}.md", "quote": words}


if __name__ == "__main__":
    write(Path(sys.argv[1]))
