"""A Chroma server elsewhere (RECORD_CHROMA): a real one on loopback, shared by libraries and processes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from toys import Toy, toy_library, versions, write_statement

from ingest.load import load
from library.doctor import examine
from library.errors import VectorsUnreachable
from library.library import Library
from library.reindex import reindex
from library.vectors import COLLECTION
from settings import Settings

TOKEN = "a secret of this test"


@pytest.fixture
def guarded(chroma_server: str) -> Iterator[str]:
    """The address of a door before the server that lets nobody in without the token."""

    class Door(BaseHTTPRequestHandler):
        def _pass_on(self) -> None:
            if self.headers.get("Authorization") != f"Bearer {TOKEN}":
                self.send_error(401, "Unauthorized")
                return
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            kept = {k: v for k, v in self.headers.items() if k.lower() in ("content-type", "accept")}
            answer = httpx.request(self.command, chroma_server + self.path, content=body, headers=kept, trust_env=False)
            self.send_response(answer.status_code)
            self.send_header("Content-Type", answer.headers.get("Content-Type", "application/json"))
            self.send_header("Content-Length", str(len(answer.content)))
            self.end_headers()
            self.wfile.write(answer.content)

        do_GET = do_POST = do_PUT = do_DELETE = _pass_on

        def log_message(self, *_: object) -> None:
            """Nothing is said."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "statements"
    made.mkdir()
    for number in range(3):
        write_statement(made, number, 1)
    return made


def nearest(library: Library) -> list[str]:
    vector = library.embedder.embed_query("What did the observers in Birkdale see?")
    among = [s.id for s in library.statements()]
    return [name for name, _ in library.vectors.nearest_passages(vector, among or ["none"], 3)]


def test_two_libraries_of_one_home_on_one_server_see_each_others_changes(
    chroma_server: str, database: str, folder: Path, tmp_path: Path
):
    one, two = (
        toy_library(tmp_path / "record", chroma=chroma_server, chroma_database=database, share=True) for _ in range(2)
    )
    assert nearest(two) == []
    assert {o.status for o in load(one, [str(folder)])} == {"added"}
    assert nearest(two) == nearest(one) != []
    two.remove(two.statement("statement_1.txt").id)
    assert nearest(one) == nearest(two)
    assert versions(one) == {"statement_0.txt": 1, "statement_2.txt": 1}
    assert [o.status for o in load(two, [str(write_statement(folder, 0, 2))])] == ["updated"]
    assert versions(one)["statement_0.txt"] == 2
    assert examine(one) == examine(two) == []
    reindex(two)
    assert nearest(one) == nearest(two) != [], "the one finds the new vectors without being told"
    assert not (tmp_path / "record" / "vectors").exists()
    one.close()
    two.close()


def test_libraries_with_databases_of_their_own_share_a_server_and_nothing_else(
    chroma_server: str, database: str, folder: Path, tmp_path: Path
):
    one = toy_library(tmp_path / "one", chroma=chroma_server, chroma_database=database)
    two = toy_library(tmp_path / "two", chroma=chroma_server, toy=Toy("another", 64))
    list(load(one, [str(folder)]))
    list(load(two, [str(folder / "statement_0.txt")]))
    one.remove(one.statement("statement_0.txt").id)
    assert examine(one) == examine(two) == []
    assert nearest(two)
    # Leave the server's common database as it was.
    two.vectors.access.open().client.delete_collection(COLLECTION)
    one.close()
    two.close()


def test_a_server_that_asks_for_a_token_gets_it(guarded: str, database: str, folder: Path, tmp_path: Path):
    library = toy_library(tmp_path / "record", chroma=guarded, chroma_token=TOKEN, chroma_database=database)
    assert {o.status for o in load(library, [str(folder)])} == {"added"}
    assert nearest(library)
    library.close()


@pytest.mark.parametrize("token", [None, "a wrong one"])
def test_without_the_right_token_the_setting_is_named_and_the_token_is_not_told(
    guarded: str, token: str | None, folder: Path, tmp_path: Path
):
    library = toy_library(tmp_path / "record", chroma=guarded, chroma_token=token)
    outcomes = list(load(library, [str(folder)]))
    assert {o.status for o in outcomes} == {"failed"}
    assert "RECORD_CHROMA_TOKEN" in outcomes[0].reason
    assert "wrong one" not in outcomes[0].reason
    assert library.statements() == []
    library.close()


def test_a_server_that_goes_away_during_a_load_leaves_the_library_as_it_was(
    chroma_server: str, database: str, folder: Path, tmp_path: Path
):
    settings = {"chroma_database": database, "chroma": chroma_server}
    library = toy_library(tmp_path / "record", **settings)
    list(load(library, [str(folder / "statement_0.txt")]))
    library.close()
    gone = toy_library(tmp_path / "record", **settings | {"chroma": "http://127.0.0.1:9"})
    outcomes = list(load(gone, [str(folder)]))
    assert [o.status for o in outcomes] == ["unchanged", "failed", "failed"] or {o.status for o in outcomes} == {
        "failed"
    }
    assert "127.0.0.1:9 does not answer" in outcomes[-1].reason
    with pytest.raises(VectorsUnreachable):
        gone.vectors  # noqa: B018
    gone.close()
    back = toy_library(tmp_path / "record", **settings)
    assert versions(back) == {"statement_0.txt": 1} and examine(back) == []
    assert [o.status for o in load(back, [str(folder)])].count("added") == 2
    back.close()


def test_the_token_stands_in_no_description_of_the_settings():
    assert TOKEN not in repr(Settings(chroma_token=TOKEN))
