"""What can go wrong with a chat model, in plain words, whichever provider's package says it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import httpx

PACKAGES = {
    "anthropic": "langchain-anthropic",
    "google_genai": "langchain-google-genai",
    "mistralai": "langchain-mistralai",
    "ollama": "langchain-ollama",
    "openai": "langchain-openai",
}
"""Packages of `requirements-chat.txt` by the provider that they serve."""
KEYS = {
    "anthropic": "ANTHROPIC_API_KEY",
    "google_genai": "GOOGLE_API_KEY",
    "mistralai": "MISTRAL_API_KEY",
    "openai": "OPENAI_API_KEY",
}
"""The variables that providers' packages read their keys from."""
_TOO_LONG = re.compile(
    r"context[ _](?:length|size|window)|exceeds? the available context|maximum context|too many tokens|"
    r"prompt is too long|input (?:is )?too long|context_length_exceeded",
    re.I,
)
_NO_KEY = re.compile(r"api[_ ]?key|credentials|token", re.I)


class ChatTrouble(Exception):
    """A chat model did not write; the message is for the person who asked. Nothing secret is in it."""

    retryable = False
    """Whether the same request may do better a little later."""


class ModelUnset(ChatTrouble):
    """What is set cannot be read as a model: no provider, or one that LangChain does not know."""


class PackageMissing(ChatTrouble):
    """The package that talks to this provider is not installed."""


class KeyMissing(ChatTrouble):
    """The provider wants a key and none is set."""


class KeyRefused(ChatTrouble):
    """The provider does not accept the key."""


class ModelUnknown(ChatTrouble):
    """There is no such model at that address."""


class RequestRefused(ChatTrouble):
    """The server does not take the request as it is."""


class ContextOverflow(ChatTrouble):
    """The passages are more than the model can read in one go."""


class RateLimited(ChatTrouble):
    """Too many requests; `wait` is how long to wait (seconds), where the server says so."""

    retryable = True
    wait: float | None = None


class ServerUnreachable(ChatTrouble):
    """Nobody answers at that address."""

    retryable = True


class ServerFailed(ChatTrouble):
    """The server reports an error of its own."""

    retryable = True


class TimedOut(ChatTrouble):
    """It took longer than is allowed."""


class ConnectionLost(ChatTrouble):
    """The connection broke in the middle of the reply."""


class BadReply(ChatTrouble):
    """What came back is not what was asked for."""


class EmptyReply(BadReply):
    """The model wrote nothing."""


def trouble_of(error: Exception, model: str, place: str) -> ChatTrouble:
    """The trouble that an exception of a provider's package stands for. ``place`` is where the model runs."""
    if isinstance(error, ChatTrouble):
        return error
    if isinstance(error, ImportError):
        return package_missing(model)
    code = _status(error)
    names = " ".join(type(e).__name__ for e in _chain(error))
    said = str(error)
    if code is not None:
        return _by_status(code, error, said, model, place)
    if "Timeout" in names:
        return TimedOut(f"{place} did not answer in time.")
    if any(isinstance(e, httpx.RemoteProtocolError | httpx.ReadError) for e in _chain(error)):
        return ConnectionLost(f"The connection to {place} was lost while {model} wrote.")
    if "Connect" in names or isinstance(error, OSError):
        return ServerUnreachable(f"No chat model answers at {place}. Is its server running, and is the address right?")
    if any(isinstance(e, json.JSONDecodeError) for e in _chain(error)):
        return BadReply(f"{place} sent a reply that cannot be read.")
    if "No generation" in said:  # LangChain's words for a stream without pieces
        return EmptyReply(f"{place} sent an empty reply.")
    if _TOO_LONG.search(said):
        return _overflow(model)
    if _NO_KEY.search(said):
        variable = KEYS.get(model.partition(":")[0], "the variable that the provider names")
        return KeyMissing(f"{model} needs a key. Set {variable} in the environment or in Streamlit's secrets.")
    return BadReply(f"{model} at {place} failed ({type(error).__name__}).")


def package_missing(model: str) -> PackageMissing:
    """The trouble that the package for a model's provider is not there."""
    provider = model.partition(":")[0]
    package = PACKAGES.get(provider)
    if package:
        what = f"pip install {package} (or all of requirements-chat.txt)"
    else:
        what = "LangChain's page of chat models names it"
    return PackageMissing(f"The package for {provider} models is not installed: {what}.")


def _by_status(code: int, error: Exception, said: str, model: str, place: str) -> ChatTrouble:
    if _TOO_LONG.search(said) or code == 413:
        return _overflow(model)
    if code in (401, 403):
        return KeyRefused(f"{place} refused the key for {model}. Check the key in the environment.")
    if code == 404:
        return ModelUnknown(f"{place} has no model {model.partition(':')[2] or model}, or is not the right address.")
    if code == 429:
        limited = RateLimited(f"{place} takes no more requests just now (rate limit or quota).")
        limited.wait = _wait(error)
        return limited
    if code == 408:
        return TimedOut(f"{place} did not answer in time.")
    if code >= 500:
        return ServerFailed(f"The server of {model} at {place} failed (error {code}).")
    return RequestRefused(f"{place} refused the request for {model} (error {code}).")


def _overflow(model: str) -> ContextOverflow:
    return ContextOverflow(
        f"The passages are more than {model} can read in one go. Set RECORD_CHAT_CONTEXT to the tokens that it takes."
    )


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _status(error: Exception) -> int | None:
    """The HTTP status that an exception carries, in any of the ways that providers' packages do it."""
    for holder in (error, getattr(error, "response", None)):
        for name in ("status_code", "code"):
            code = getattr(holder, name, None)
            if isinstance(code, int) and 400 <= code < 600:
                return code
    return None


def _wait(error: Exception) -> float | None:
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    try:
        return float(headers.get("retry-after", ""))
    except ValueError:
        return None
