"""A person who asks the same question again and again while others load: ``asking.py HOME QUESTION``,
until its standard input closes.

Prints one JSON object an answer: what was cited, and the versions that the cited passages speak of. Run by
test_together.py as a process of its own, with the toy embedding and everything else real.
"""

from __future__ import annotations

import json
import re
import select
import sys
from pathlib import Path

from toys import toy_library

from retrieval.desk import Desk


def main(home: Path, question: str) -> None:
    desk = Desk(toy_library(home, share=True))
    print(json.dumps({"ready": True}), flush=True)
    ends = False
    while not ends:
        ends = bool(select.select([sys.stdin], [], [], 0)[0])  # once more after the others have finished
        answer = desk.ask(question)
        found = [(p.statement.file, p.passage.text) for p in answer.passages]
        versions = sorted({int(v) for _, text in found for v in re.findall(r"version (\d+)", text)})
        print(
            json.dumps(
                {
                    "status": answer.status,
                    "searched": sorted(s.file for s in answer.searched),
                    "passages": len(found),
                    "versions": versions,
                    "quotes": [c.quote for c in answer.citations],
                }
            ),
            flush=True,
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
