"""A chat model over a real loopback server that misbehaves in every way that servers do."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable

import pytest

from prompts import Messages
from retrieval.writing import model as module
from retrieval.writing.choice import Choice, choice_from, chosen_in_page
from retrieval.writing.model import ChatModel, Reply
from retrieval.writing.parser import SCHEMA
from retrieval.writing.trouble import (
    BadReply,
    ChatTrouble,
    ConnectionLost,
    ContextOverflow,
    EmptyReply,
    KeyMissing,
    KeyRefused,
    ModelUnknown,
    ModelUnset,
    PackageMissing,
    RateLimited,
    RequestRefused,
    ServerFailed,
    ServerUnreachable,
    TimedOut,
)
from settings import Settings
from tests.retrieval.writing.scripted import Does, Script, Scripted, chat

Serve = Callable[[Script], Scripted]
PROMPT: Messages = [("system", "Write."), ("human", "Now.")]
KEY = "sk-secret-0123456789"


def ask(model: ChatModel, seconds: float = 20, **options: object) -> Reply:
    return model.ask(PROMPT, until=time.monotonic() + seconds, **options)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FIRST_WAIT", 0.05)


def test_a_reply_comes_in_pieces_and_counts_its_tokens(serve: Serve) -> None:
    reply = ask(chat(serve(lambda _: Does("Voting was calm [1].", size=4))))
    assert list(reply) == ["Voti", "ng w", "as c", "alm ", "[1]."]
    assert reply.tokens == (4, 7)
    assert not reply.cut


def test_it_is_asked_for_little_randomness_and_a_bounded_answer(serve: Serve) -> None:
    server = serve(lambda _: "Yes.")
    ask(chat(server, most=77)).all()
    (asked,) = server.asked
    assert asked["temperature"] == 0
    assert asked.get("max_completion_tokens", asked.get("max_tokens")) == 77
    assert asked["stream"] is True


def test_a_reply_that_reached_its_limit_is_cut(serve: Serve) -> None:
    reply = ask(chat(serve(lambda _: Does("Voting was", finish="length"))))
    assert reply.all() == "Voting was"
    assert reply.cut


TROUBLES: list[tuple[Does, type[ChatTrouble], str]] = [
    (Does(status=401, error=f"Incorrect API key provided: {KEY}"), KeyRefused, "refused the key"),
    (Does(status=403, error="no access"), KeyRefused, "refused the key"),
    (Does(status=404, error="model `tiny` does not exist"), ModelUnknown, "has no model tiny"),
    (Does(status=429, error="slow down"), RateLimited, "takes no more requests"),
    (Does(status=400, error="maximum context length is 512 tokens"), ContextOverflow, "RECORD_CHAT_CONTEXT"),
    (Does(status=500, error="the request exceeds the available context size"), ContextOverflow, "can read in one go"),
    (Does(status=413, error="too large"), ContextOverflow, "can read in one go"),
    (Does(status=422, error="bad field"), RequestRefused, "error 422"),
    (Does(status=500, error="boom"), ServerFailed, "error 500"),
    (Does(status=503, error="loading model"), ServerFailed, "error 503"),
    (Does(raw="data: {not json}\n\n"), BadReply, "cannot be read"),
    (Does(raw="data: [DONE]\n\n"), EmptyReply, "empty reply"),
    (Does(raw=""), EmptyReply, "empty reply"),
    (Does("Voting was calm [1]. Counting was", breaks_after=20), ConnectionLost, "lost while"),
    (Does("Voting was calm [1]. Counting was", finish=None), ConnectionLost, "lost while"),
]


@pytest.mark.parametrize(("does", "kind", "words"), TROUBLES, ids=lambda value: getattr(value, "__name__", None))
def test_every_trouble_is_told_by_its_kind_in_plain_words(
    serve: Serve, does: Does, kind: type[ChatTrouble], words: str
) -> None:
    server = serve(lambda _: does)
    with pytest.raises(ChatTrouble) as told:
        ask(chat(server)).all()
    assert type(told.value) is kind
    assert words in str(told.value)
    assert KEY not in str(told.value)


def test_nobody_at_the_address_is_told_with_the_address(serve: Serve) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(ServerUnreachable, match=f"127.0.0.1:{port}"):
        ask(ChatModel(Choice("openai:tiny", f"http://127.0.0.1:{port}/v1"))).all()


def test_a_server_that_says_nothing_is_left_when_the_time_is_over(serve: Serve) -> None:
    server = serve(lambda _: Does("Late.", waits=5))
    began = time.monotonic()
    with pytest.raises(TimedOut, match="longer than"):
        ask(chat(server, seconds=0.4), seconds=0.4).all()
    assert time.monotonic() - began < 3


def test_a_server_that_goes_on_and_on_is_left_when_the_time_is_over(serve: Serve) -> None:
    server = serve(lambda _: Does("on " * 2_000, size=3, pause=0.03))
    with pytest.raises(TimedOut):
        ask(chat(server, seconds=0.5), seconds=0.5).all()
    until, sent = time.monotonic() + 15, -1
    while sent != server.written and time.monotonic() < until:
        sent = server.written
        time.sleep(0.5)
    assert server.written == sent < 2_000, "the connection is closed, so that the server need not go on"


def test_a_stop_ends_a_reply_at_once_even_where_the_server_says_nothing(serve: Serve) -> None:
    server = serve(lambda _: Does("Late.", waits=5))
    began = time.monotonic()
    reply = ask(chat(server), stop=lambda: time.monotonic() - began > 0.2)
    assert reply.all() == ""
    assert reply.stopped and reply.cut
    assert time.monotonic() - began < 2


# --- what helps -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("does", [Does(status=503), Does(status=429), Does(status=500)], ids=lambda d: str(d.status))
def test_what_may_pass_is_tried_again(serve: Serve, does: Does) -> None:
    server = serve(lambda _: does if len(server.asked) < 3 else Does("Yes."))
    assert ask(chat(server)).all() == "Yes."
    assert len(server.asked) == 3


def test_a_server_that_says_how_long_to_wait_is_given_that_time(serve: Serve) -> None:
    limited = Does(status=429, headers={"Retry-After": "0.4"})
    server = serve(lambda _: limited if len(server.asked) == 1 else Does("Yes."))
    began = time.monotonic()
    assert ask(chat(server)).all() == "Yes."
    assert time.monotonic() - began >= 0.4


def test_nobody_waits_longer_than_the_answer_may_take(serve: Serve) -> None:
    server = serve(lambda _: Does(status=429, headers={"Retry-After": "60"}))
    began = time.monotonic()
    with pytest.raises(RateLimited):
        ask(chat(server), seconds=5).all()
    assert time.monotonic() - began < 3


@pytest.mark.parametrize("status", [401, 404, 422])
def test_what_will_not_pass_is_not_tried_again(serve: Serve, status: int) -> None:
    server = serve(lambda _: Does(status=status))
    model = chat(server)
    model._takes.clear()  # nothing left to leave out of the request
    with pytest.raises(ChatTrouble):
        ask(model).all()
    assert len(server.asked) == 1


def test_a_connection_lost_in_the_middle_is_not_begun_anew(serve: Serve) -> None:
    server = serve(lambda _: Does("Voting was calm [1]. Counting was", breaks_after=20))
    with pytest.raises(ConnectionLost):
        ask(chat(server)).all()
    assert len(server.asked) == 1


def test_json_is_asked_for_where_the_server_takes_it(serve: Serve) -> None:
    server = serve(lambda _: "{}")
    ask(chat(server), schema=SCHEMA).all()
    assert server.asked[0]["response_format"]["json_schema"]["schema"] == SCHEMA


def test_a_server_that_refuses_json_is_asked_for_text_from_then_on(serve: Serve) -> None:
    server = serve(lambda asked: Does(status=400, error="no response_format") if "response_format" in asked else "Yes.")
    model = chat(server)
    assert [ask(model, schema=SCHEMA).all() for _ in range(2)] == ["Yes.", "Yes."]
    assert ["response_format" in asked for asked in server.asked] == [True, False, False]


def test_a_server_that_refuses_a_temperature_is_asked_without(serve: Serve) -> None:
    server = serve(lambda asked: Does(status=400, error="temperature") if "temperature" in asked else "Yes.")
    assert ask(chat(server)).all() == "Yes."


# --- names, addresses and keys ----------------------------------------------------------------------------------------


def test_a_missing_package_is_named_with_what_installs_it() -> None:
    with pytest.raises(PackageMissing, match="pip install langchain-mistralai"):
        ask(ChatModel(Choice("mistralai:small"))).all()


@pytest.mark.parametrize("name", ["gpt", "openai:", ":gpt"])
def test_a_model_without_provider_or_name_is_told(name: str) -> None:
    with pytest.raises(ModelUnset, match="provider:model"):
        ask(ChatModel(Choice(name))).all()


def test_a_provider_that_nobody_knows_is_told() -> None:
    with pytest.raises((ModelUnset, PackageMissing), match="nobody"):
        ask(ChatModel(Choice("nobody:model"))).all()


def test_a_missing_key_is_told_with_where_to_set_it(serve: Serve) -> None:
    with pytest.raises(KeyMissing, match="OPENAI_API_KEY"):
        ask(ChatModel(Choice("openai:gpt"))).all()


def test_the_key_of_the_environment_goes_to_the_address_of_the_settings(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serve(lambda _: "Yes.")
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    ask(ChatModel(choice_from(Settings(chat_model="openai:tiny", chat_address=server.address)))).all()
    assert server.keys == [f"Bearer {KEY}"]


def test_the_key_of_the_environment_never_goes_to_an_address_that_a_visitor_names(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serve(lambda _: "Yes.")
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    ask(ChatModel(chosen_in_page("openai:tiny", server.address, Settings()))).all()
    assert KEY not in " ".join(server.keys)


@pytest.mark.parametrize(
    ("model", "address"),
    [("tiny", ""), ("openai:tiny", "localhost:80"), ("anthropic:x", "http://127.0.0.1:1"), ("openai:x", "file:///etc")],
)
def test_what_a_visitor_names_must_be_a_model_and_a_web_address(model: str, address: str) -> None:
    with pytest.raises(ModelUnset):
        chosen_in_page(model, address, Settings())


@pytest.mark.parametrize(
    ("choice", "place", "stays"),
    [
        (Choice("openai:tiny", "http://127.0.0.1:8080/v1"), "127.0.0.1:8080", True),
        (Choice("openai:tiny", "http://localhost:8080/v1"), "localhost:8080", True),
        (Choice("openai:tiny", "http://[::1]:8080/v1"), "[::1]:8080", True),
        (Choice("openai:tiny", "http://192.168.1.7:8080/v1"), "192.168.1.7:8080", False),
        (Choice("openai:tiny", "https://user:word@models.example/v1"), "models.example", False),
        (Choice("openai:gpt"), "api.openai.com", False),
        (Choice("ollama:llama3.1"), "127.0.0.1:11434", True),
        (Choice("ollama:big-cloud"), "127.0.0.1:11434", False),
        (Choice("anthropic:claude"), "anthropic", False),
        (Choice("openai:tiny", "http://localhost.example/v1"), "localhost.example", False),
    ],
)
def test_where_a_model_runs_and_whether_text_leaves_the_machine(choice: Choice, place: str, stays: bool) -> None:
    assert (choice.place, choice.stays_here) == (place, stays)


def test_no_model_is_set_by_default() -> None:
    assert choice_from(Settings()) is None
