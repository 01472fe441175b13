"""The language of a question."""

from __future__ import annotations

from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

ASKED_IN = ["en", "ru", "fr", "es", "de", "it", "pt", "uk"]


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(ASKED_IN)
    return identifier


def language_of(question: str) -> str:
    """ISO 639-1 code; English unless the identifier is rather sure, since a short question is soon misread."""
    language, sure = _identifier().classify(question)
    return str(language) if float(sure) > 0.8 else "en"
