"""A chat model behind one small door: a prompt in, pieces of text out, and typed troubles."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from queue import Empty, SimpleQueue
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage

from prompts import Messages
from retrieval.writing.choice import Choice
from retrieval.writing.tokens import tokens_in
from retrieval.writing.trouble import (
    ChatTrouble,
    ConnectionLost,
    EmptyReply,
    ModelUnset,
    RequestRefused,
    ServerFailed,
    TimedOut,
    package_missing,
    trouble_of,
)

TRIES = 3
FIRST_WAIT = 0.5
"""Seconds before the second try; twice as many before the third."""
LOOK = 0.05
"""Seconds between two looks at whether to stop."""

Schema = Mapping[str, Any]


def never() -> bool:
    """Nobody asks to stop."""
    return False


class ChatModel:
    """The chat model of a choice. Making one costs nothing; what is wrong with it is told when it is asked."""

    def __init__(self, choice: Choice) -> None:
        self.choice = choice
        self._making = threading.Lock()
        self._made: BaseChatModel | None = None
        self._takes = {"schema", "temperature"}
        """What the server has not refused yet."""

    def ask(
        self,
        prompt: Messages,
        *,
        until: float,
        schema: Schema | None = None,
        stop: Callable[[], bool] = never,
    ) -> Reply:
        """Its reply, which begins when it is read. ``until`` is when to give up (`time.monotonic`); ``schema`` is that
        of the JSON wanted, where the server offers it; ``stop`` is asked while it writes."""
        return Reply(self, prompt, until, schema, stop)

    def _model(self) -> BaseChatModel:
        with self._making:
            if self._made is None:
                self._made = _make(self.choice, "temperature" in self._takes)
            return self._made

    def _stream(self, prompt: Messages, schema: Schema | None) -> Iterator[BaseMessage]:
        form = _form(self.choice.provider, schema) if schema and "schema" in self._takes else {}
        return self._model().stream(prompt, **form)

    def _asks_less(self, schema: Schema | None) -> bool:
        """After a refusal: leave out what not every server takes; False where nothing is left to leave out."""
        with self._making:
            droppable = [name for name in ("schema", "temperature") if name in self._takes]
            if schema is None or not _form(self.choice.provider, schema):
                droppable = [name for name in droppable if name != "schema"]
            if not droppable:
                return False
            self._takes.discard(droppable[0])
            self._made = None
            return True


class Reply:
    """The pieces of a reply as they come, once; after the last, what it took.

    Raises, while it is read:
        ChatTrouble: the model does not write (any more).
    """

    def __init__(
        self, model: ChatModel, prompt: Messages, until: float, schema: Schema | None, stop: Callable[[], bool]
    ) -> None:
        self._model, self._prompt, self._until, self._schema, self._stop = model, prompt, until, schema, stop
        self._text: list[str] = []
        self._usage: Mapping[str, Any] = {}
        self._end = ""
        self._left = False
        self.stopped = False
        """Whether somebody asked to stop."""

    @property
    def tokens(self) -> tuple[int, int]:
        """Tokens that it read and wrote: the server's count, or our own where it gives none."""
        if self._usage:
            return int(self._usage["input_tokens"]), int(self._usage["output_tokens"])
        return sum(tokens_in(text) for _, text in self._prompt), tokens_in(self.text)

    @property
    def cut(self) -> bool:
        """Whether it ended before the model had said all."""
        return self.stopped or self._left or self._end in ("length", "max_tokens", "MAX_TOKENS")

    @property
    def text(self) -> str:
        """What has come so far."""
        return "".join(self._text)

    def all(self) -> str:
        """The whole of it, read to the end."""
        return "".join(self)

    def leave(self) -> None:
        """Read no further: what comes now is not wanted."""
        self._left = True

    def __iter__(self) -> Iterator[str]:
        tries = 0
        while True:
            try:
                yield from self._once()
                return
            except (RequestRefused, ServerFailed) as trouble:
                simpler = not self._text and self._model._asks_less(self._schema)
                if not simpler:
                    tries = self._again(trouble, tries)
            except ChatTrouble as trouble:
                tries = self._again(trouble, tries)

    def _again(self, trouble: ChatTrouble, tries: int) -> int:
        """Wait for the next try, where it can help; else the trouble goes on."""
        wait = getattr(trouble, "wait", None) or FIRST_WAIT * 2**tries
        if self._text or not trouble.retryable or tries + 1 >= TRIES or time.monotonic() + wait > self._until:
            raise trouble
        over = time.monotonic() + wait
        while time.monotonic() < over:
            if self._stop():
                raise trouble
            time.sleep(LOOK)
        return tries + 1

    def _once(self) -> Iterator[str]:
        pieces: SimpleQueue[BaseMessage | Exception | None] = SimpleQueue()
        gone = threading.Event()
        threading.Thread(target=self._fetch, args=(pieces, gone), name="chat model", daemon=True).start()
        try:
            while (piece := self._next(pieces)) is not None:
                self._usage = getattr(piece, "usage_metadata", None) or self._usage
                about = piece.response_metadata
                self._end = (
                    about.get("finish_reason") or about.get("stop_reason") or about.get("done_reason") or self._end
                )
                if text := str(piece.text):
                    self._text.append(text)
                    yield text
        finally:
            gone.set()
        if not self._end and not self.stopped and self._model.choice.provider in ("openai", "ollama"):
            raise self._lost()

    def _fetch(self, pieces: SimpleQueue[BaseMessage | Exception | None], gone: threading.Event) -> None:
        """In a thread of its own, so that a server that says nothing can be left at any time."""
        try:
            for piece in self._model._stream(self._prompt, self._schema):
                if gone.is_set():
                    return
                pieces.put(piece)
            pieces.put(None)
        except Exception as error:  # noqa: BLE001  # whatever a provider's package raises, the reader is told
            pieces.put(error)

    def _next(self, pieces: SimpleQueue[BaseMessage | Exception | None]) -> BaseMessage | None:
        """The next piece; None at the end."""
        choice = self._model.choice
        while True:
            if self._stop():
                self.stopped = True
                return None
            try:
                piece = pieces.get(timeout=LOOK)
            except Empty:
                if time.monotonic() > self._until:
                    raise TimedOut(f"{choice.model} took longer than {choice.seconds:.0f} seconds.") from None
                continue
            if isinstance(piece, Exception):
                trouble = trouble_of(piece, choice.model, choice.place)
                lost = self._text and isinstance(trouble, ChatTrouble) and trouble.retryable
                raise (self._lost() if lost else trouble) from piece
            if piece is not None and time.monotonic() > self._until:
                raise TimedOut(f"{choice.model} took longer than {choice.seconds:.0f} seconds.")
            return piece

    def _lost(self) -> ChatTrouble:
        choice = self._model.choice
        if self._text:
            return ConnectionLost(f"The connection to {choice.place} was lost while {choice.model} wrote.")
        return EmptyReply(f"{choice.place} sent an empty reply.")


def _make(choice: Choice, temperature: bool) -> BaseChatModel:
    from langchain.chat_models import init_chat_model

    if not all(choice.model.partition(":")):
        raise ModelUnset(f"The chat model {choice.model!r} must be named as provider:model, e.g. ollama:llama3.1.")
    given = choice.parameters(temperature=temperature)
    try:
        made: BaseChatModel = init_chat_model(choice.name, model_provider=choice.provider, **given)
    except ImportError as error:
        raise package_missing(choice.model) from error
    except ValueError as error:
        if "Unsupported provider" in str(error):
            raise ModelUnset(f"LangChain knows no provider {choice.provider!r} of chat models.") from error
        raise
    return made


def _form(provider: str, schema: Schema) -> dict[str, Any]:
    """What asks a provider for JSON of a schema; empty where that is not known."""
    if provider == "openai":
        named = {"name": "reply", "strict": True, "schema": schema}
        return {"extra_body": {"response_format": {"type": "json_schema", "json_schema": named}}}
    return {"format": schema} if provider == "ollama" else {}
