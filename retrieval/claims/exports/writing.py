"""A text checked and written as a file, for ``check --format``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from retrieval.batch import Misuse
from retrieval.claims.exports.formats import FORMATS
from retrieval.claims.review.making import review
from retrieval.claims.review.records import Review
from retrieval.desk import Desk


def require_writable(name: str, out: Path | None) -> None:
    """Raise `Misuse` where a format cannot be written there: better before a check than after it."""
    if out is None and not FORMATS[name].is_text:
        raise Misuse(f"A {FORMATS[name].label} file needs a name: add --out FILE{FORMATS[name].ending}.")
    if out is not None and not out.resolve().parent.is_dir():
        raise Misuse(f"{out} cannot be written: the folder {out.resolve().parent} does not exist.")


def write(desk: Desk, text: str, name: str, out: Path | None, say: Callable[[str], None]) -> None:
    """Check a text, with what people set in it on the page, and write it to a file or to standard output.

    Raises:
        Misuse: the file cannot be written.
        LibraryError: the library cannot be read.
    """

    def tell(now: Review) -> None:
        if now.sentences > 1:
            say(f"{len(now.claims) + 1} of {now.sentences} sentences")

    made = review(desk, text, tell)
    if not made.claims:
        say("There is nothing to check in it: no sentence that claims something.")
    written = FORMATS[name].write(made.ruled(desk.library.checks.rulings(text)))
    if out is None:
        sys.stdout.write(written.decode("utf-8-sig"))
        sys.stdout.flush()
        return
    try:
        out.write_bytes(written)
    except OSError as error:
        raise Misuse(f"{out} cannot be written: {error.strerror}.") from error
    say(f"Written to {out}.")
