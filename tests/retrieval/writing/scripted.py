"""A chat server on loopback, as OpenAI's, that says and does what a test tells it to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from retrieval.writing.choice import Choice
from retrieval.writing.model import ChatModel


@dataclass(frozen=True)
class Does:
    """What the server does with one request."""

    says: str = ""
    size: int = 7
    """Characters of a piece of the stream."""
    status: int = 200
    error: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    breaks_after: int | None = None
    """Characters after which the connection is cut."""
    waits: float = 0.0
    """Seconds before it answers."""
    pause: float = 0.0
    """Seconds between two pieces."""
    finish: str | None = "stop"
    raw: str | None = None
    """Sent in place of a stream of pieces."""


Script = Callable[[dict[str, Any]], Does | str]


class Scripted:
    """The server; ``script`` answers each request, ``asked`` holds those that came."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.written = 0
        """Pieces that were sent."""
        self.address = ""

    @property
    def prompts(self) -> list[str]:
        """What was asked, system and task together."""
        return ["\n".join(m["content"] for m in one["messages"]) for one in self.asked]


@contextmanager
def serving(script: Script) -> Iterator[Scripted]:
    """A server while the block runs."""
    scripted = Scripted(script)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *arguments: object) -> None:
            pass

        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            scripted.asked.append(asked)
            scripted.keys.append(self.headers.get("Authorization", ""))
            done = scripted.script(asked)
            _answer(self, Does(done) if isinstance(done, str) else done, scripted)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    scripted.address = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield scripted
    finally:
        server.shutdown()
        server.server_close()


def chat(server: Scripted, **limits: float) -> ChatModel:
    """The chat model that a scripted server serves."""
    return ChatModel(Choice("openai:tiny", server.address, **({"seconds": 20} | limits)))  # type: ignore[arg-type]


def _answer(handler: BaseHTTPRequestHandler, does: Does, scripted: Scripted) -> None:
    try:
        time.sleep(does.waits)
        if does.status != 200:
            body = json.dumps({"error": {"message": does.error, "code": does.status}}).encode()
            handler.send_response(does.status)
            for name, value in does.headers.items():
                handler.send_header(name, value)
            handler.send_header("Content-Type", "application/json")
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body)
            return
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream")
        handler.send_header("Connection", "close")
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        if does.raw is not None:
            _send(handler, does.raw)
        else:
            sent = 0
            for start in range(0, len(does.says), does.size):
                piece = does.says[start : start + does.size]
                if does.breaks_after is not None and sent + len(piece) > does.breaks_after:
                    handler.connection.close()
                    return
                _send(handler, _event({"content": piece}, None))
                sent += len(piece)
                scripted.written += 1
                time.sleep(does.pause)
            if does.finish:
                _send(handler, _event({}, does.finish))
            _send(handler, "data: [DONE]\n\n")
        _send(handler, "")
    except OSError:  # the client has gone, as it may
        pass
    finally:
        handler.close_connection = True


def _event(delta: dict[str, str], finish: str | None) -> str:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    event = {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": "scripted", "choices": [choice]}
    return f"data: {json.dumps(event)}\n\n"


def _send(handler: BaseHTTPRequestHandler, text: str) -> None:
    body = text.encode()
    handler.wfile.write(f"{len(body):x}\r\n".encode() + body + b"\r\n")
    handler.wfile.flush()
