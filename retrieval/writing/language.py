"""Languages as prompts name them."""

from __future__ import annotations

from babel import Locale


def english_name(language: str) -> str:
    """The English name of a language (ISO 639-1), English where it is not known."""
    return str(Locale("en").languages.get(language, "English"))
