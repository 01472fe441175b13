"""Which chat model writes, where it runs, and with what limits."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from langchain_core.utils import secret_from_env

from retrieval.writing.trouble import ModelUnset
from settings import Settings

OWN = {"openai": "https://api.openai.com/v1", "ollama": "http://127.0.0.1:11434"}
"""Where models of a provider run unless an address is set. It is always handed over, so that no variable that a
provider's package reads by itself sends text elsewhere than the page says."""
NO_KEY = "none"
"""What is sent in place of a key to an address that must not have one."""


@dataclass(frozen=True)
class Choice:
    """A chat model (``provider:model`` as LangChain's `init_chat_model` has it) and its limits."""

    model: str
    address: str | None = None
    seconds: float = 120.0
    """Longest time that writing one answer may take."""
    context: int = 8_192
    """Tokens that it reads and writes in one go."""
    most: int = 700
    """Most tokens that it writes in one go."""
    by_visitor: bool = False
    """Whether somebody set it in the page: then no key of the environment goes to an address of theirs."""

    @property
    def provider(self) -> str:
        """The part of ``model`` before the colon."""
        return self.model.partition(":")[0]

    @property
    def name(self) -> str:
        """The part after it."""
        return self.model.partition(":")[2]

    @property
    def place(self) -> str:
        """Where it runs, for people: host and port, or the provider where the address is its own."""
        parts = urlsplit(self.address or OWN.get(self.provider, ""))
        return parts.netloc.rpartition("@")[2] or self.provider

    @property
    def stays_here(self) -> bool:
        """Whether no text leaves this machine; models that a local Ollama hands on to its cloud do not count."""
        host = urlsplit(self.address or OWN.get(self.provider, "")).hostname or ""
        return _is_loopback(host) and not self.model.endswith("-cloud")

    def parameters(self, *, temperature: bool) -> dict[str, Any]:
        """What the provider's class is made with."""
        given: dict[str, Any] = {"temperature": 0} if temperature else {}
        address = self.address or OWN.get(self.provider)
        if address:
            given["base_url"] = address
        if self.provider == "ollama":
            limits = {"num_predict": self.most, "num_ctx": self.context, "client_kwargs": {"timeout": self.seconds}}
            return given | limits
        given |= {"max_tokens": self.most, "timeout": self.seconds, "max_retries": 0}
        if self.provider == "openai":
            given["stream_usage"] = self.address is None  # some servers refuse the option
            if self.address:  # a server of one's own wants no key, and one that a visitor names must not see it
                key = secret_from_env("OPENAI_API_KEY", default=NO_KEY)
                given["api_key"] = NO_KEY if self.by_visitor else key()
        return given


def choice_from(settings: Settings) -> Choice | None:
    """The model that the settings name, if they name one."""
    if not settings.chat_model:
        return None
    return Choice(
        settings.chat_model,
        settings.chat_address,
        settings.chat_seconds,
        settings.chat_context,
        settings.chat_most,
    )


def chosen_in_page(model: str, address: str, settings: Settings) -> Choice:
    """The model that a visitor names, with the limits of the settings.

    Raises:
        ModelUnset: it does not have the form ``provider:model``, or it must not be sent to that address.
    """
    model, address = model.strip(), address.strip()
    if not all(model.partition(":")):
        raise ModelUnset("Name the model as provider:model, e.g. ollama:llama3.1 or openai:gpt-4.1-mini.")
    if address and urlsplit(address).scheme not in ("http", "https"):
        raise ModelUnset("The address must begin with http:// or https://, e.g. http://127.0.0.1:8080/v1.")
    provider = model.partition(":")[0]
    if address and provider not in OWN and address != settings.chat_address:
        raise ModelUnset("Only openai: and ollama: models can have an address of their own here.")
    by_visitor = address != (settings.chat_address or "")
    return Choice(model, address or None, settings.chat_seconds, settings.chat_context, settings.chat_most, by_visitor)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
