"""What a model sends, made sentences with citations while it arrives: plain text or JSON, fenced or not."""

from __future__ import annotations

import json
from typing import Any

from retrieval.writing.prose import Drafted, Prose

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "sentences": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "text": {"type": "string"},
                    "citations": {"type": "array", "items": {"type": "integer"}},
                },
                "required": ["text", "citations"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["sentences"],
    "additionalProperties": False,
}
"""The JSON that is asked for where a server offers it: a sentence is whole when its object ends."""
_THINKS = ("<think>", "<thinking>")


class Parser:
    """A state machine over characters, so that any split of the same text gives the same sentences."""

    def __init__(self, language: str = "en") -> None:
        self._language = language
        self._prose = Prose(language)
        self._opening = ""
        """What has come of a reply, or of a line, whose kind is not known yet."""
        self._json: _Json | None = None
        self._state = "opening"

    @property
    def pending(self) -> int:
        """Characters that are not yet part of a whole sentence."""
        return self._json.pending if self._json else self._prose.pending

    @property
    def is_json(self) -> bool:
        """Whether the reply is JSON."""
        return self._json is not None

    @property
    def is_broken(self) -> bool:
        """Whether the reply began as JSON and did not end."""
        return self._json is not None and not self._json.is_whole

    def feed(self, piece: str) -> list[Drafted]:
        """The sentences that this piece completes."""
        return [drafted for character in piece for drafted in self._one(character)]

    def close(self, *, cut: bool = False) -> list[Drafted]:
        """The sentences that the end completes; ``cut`` says that the model had not said all."""
        if self._json:
            return []
        if self._state == "opening":
            for character in self._opening:
                self._prose.feed(character)
        return self._prose.close(cut=cut)

    def _one(self, character: str) -> list[Drafted]:
        if self._json:
            return self._json.feed(character)
        if self._state == "thinking":
            self._opening += character
            if self._opening.endswith(("</think>", "</thinking>")):
                self._state, self._opening = "opening", ""
            return []
        if self._state == "fence":  # the rest of a line ``` or ```json
            if character == "\n":
                self._state = "opening"
            return []
        if self._state == "opening":
            return self._open(character)
        if character == "\n":
            self._state, self._opening = "opening", ""
        return self._prose.feed(character)

    def _open(self, character: str) -> list[Drafted]:
        """At the beginning of the reply or of a line: what does it open?"""
        if not self._opening and character.isspace():
            return self._prose.feed(character)
        self._opening += character
        begun = self._opening
        if begun.startswith("{") or (begun[0] == "[" and begun[1:].lstrip()[:1] in ("{", '"') and begun[1:].strip()):
            self._json, self._opening = _Json(self._language), ""
            done = self._prose.close()
            return done + [drafted for c in begun for drafted in self._json.feed(c)]
        if begun in _THINKS:
            self._state = "thinking"
        elif begun == "```":
            self._state, self._opening = "fence", ""
        elif not _may_become(begun):
            self._state, self._opening = "prose", ""
            done = []
            for c in begun:
                done += self._prose.feed(c)
                if c == "\n":
                    self._state = "opening"
            return done
        return []


def _may_become(begun: str) -> bool:
    """Whether what begins so may yet be a fence, thinking aloud, or JSON."""
    if begun[0] == "[":
        return not begun[1:].strip()
    return any(sign.startswith(begun) for sign in (*_THINKS, "```"))


class _Json:
    """Objects with a ``text``, each taken when it ends."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._raw = ""
        self._starts: list[int] = []
        self._in_string = self._escaped = False
        self._began = False

    @property
    def pending(self) -> int:
        return len(self._raw) - (self._starts[-1] if self._starts else len(self._raw))

    @property
    def is_whole(self) -> bool:
        return self._began and not self._starts

    def feed(self, character: str) -> list[Drafted]:
        self._raw += character
        if self._in_string:
            if self._escaped:
                self._escaped = False
            elif character == "\\":
                self._escaped = True
            elif character == '"':
                self._in_string = False
        elif character == '"':
            self._in_string = bool(self._starts)
        elif character in "{[":
            self._began = True
            self._starts.append(len(self._raw) - 1)
        elif character in "}]" and self._starts:
            start = self._starts.pop()
            return self._sentences(self._raw[start:]) if character == "}" else []
        return []

    def _sentences(self, raw: str) -> list[Drafted]:
        """The sentences of one object."""
        try:
            found = json.loads(raw, strict=False)
        except json.JSONDecodeError:
            return []
        listed = found.get("sentences")
        texts = [text for text in listed if isinstance(text, str)] if isinstance(listed, list) else []
        if isinstance(found.get("text"), str):
            texts.append(found["text"])
        cites = found.get("citations")
        numbers = tuple(n for n in cites if isinstance(n, int)) if isinstance(cites, list) else ()
        return [one for text in texts for one in self._prose(text, numbers)]

    def _prose(self, text: str, numbers: tuple[int, ...]) -> list[Drafted]:
        prose = Prose(self._language)
        drafted = [one for c in text for one in prose.feed(c)] + prose.close()
        return [Drafted(one.text, one.cites or tuple(dict.fromkeys(numbers))) for one in drafted]
