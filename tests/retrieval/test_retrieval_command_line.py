"""``python -m retrieval`` as a process of its own. Named so because pytest wants each test file's name once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import retrieval.__main__ as command
from library.library import Library
from settings import Settings

ASK = ("-m", "retrieval", "ask")
QUESTION = "How was voting assessed in Varelia in 2019?"
KEYS = [
    *("id", "question", "standalone", "status", "sentences", "citations", "passages"),
    *("scope", "note", "mode", "seconds"),
]
CITATION_KEYS = ["n", "file", "statement_id", "title", "country", "date", "page", "paragraph", "speaker", "quote"]
TURNS = [
    {"role": "user", "content": "How was voting assessed in Varelia in 2023?"},
    {"role": "assistant", "content": "Positively in 97 per cent of the 1,188 polling stations observed."},
]


def write_lines(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_batch_gives_one_documented_object_a_line_in_order(python, sample_home: Path, tmp_path: Path):
    batch = write_lines(
        tmp_path / "questions.jsonl",
        {"id": "q1", "question": QUESTION},
        {"id": 2, "question": "And in the earlier election?", "history": TURNS},
        {"id": "q3", "question": "What did observers say about Belarus in 2020?", "history": []},
        {"id": "q4", "question": "What was turnout in Lomvar's 2021 general elections?"},
        {"question": "Сколько жалоб рассмотрели в Тезире в 2023 году?", "history": None},
    )
    batch.write_text("\ufeff" + batch.read_text("utf-8") + "\n\n", encoding="utf-8")
    run = python(*ASK, "--batch", batch, "--json", home=sample_home)
    assert run.returncode == 0, run.stderr
    assert run.stderr == ""
    rows = [json.loads(line) for line in run.stdout.splitlines()]
    assert [row["id"] for row in rows] == ["q1", 2, "q3", "q4", None]
    assert [row["status"] for row in rows] == ["answered", "answered", "out_of_record", "not_addressed", "answered"]

    library = Library(Settings(home=sample_home))
    statements = {s.id: s for s in library.statements()}
    texts = {name: library.catalog.text(name) for name in statements}
    library.close()
    for row in rows:
        assert list(row) == KEYS
        assert row["mode"] == "quoted"
        assert isinstance(row["seconds"], float) and row["note"] and row["scope"]
        assert all(list(c) == CITATION_KEYS for c in row["citations"])
        assert all(list(s) == ["text", "citations"] for s in row["sentences"])
        assert all(list(p) == ["file", "page", "text", "score"] for p in row["passages"])
        assert len(row["passages"]) == (0 if row["status"] == "out_of_record" else 10)
        assert [c["n"] for c in row["citations"]] == list(range(1, len(row["citations"]) + 1))
        for citation in row["citations"]:
            statement = statements[citation["statement_id"]]
            assert citation["quote"] in texts[statement.id]
            assert citation["file"] == statement.file
            assert citation["date"] == statement.date.isoformat()
            assert citation["country"] == statement.country.name
            assert citation["paragraph"] >= 1 and citation["page"] is None
    assert rows[1]["standalone"] != rows[1]["question"]
    assert "94 per cent" in json.dumps(rows[0]["sentences"])
    assert "94 per cent" in json.dumps(rows[1]["sentences"])
    assert "Сколько" in run.stdout, "text stays as it is, not escaped"


def test_a_person_reads_the_answer_the_marks_and_where_each_quote_stands(python, sample_home: Path, tmp_path: Path):
    history = tmp_path / "history.json"
    history.write_text(json.dumps(TURNS))
    run = python(*ASK, "And in the earlier election?", "--history", history, home=sample_home)
    assert run.returncode == 0, run.stderr
    assert "Understood as: And in the earlier election? (about:" in run.stdout
    assert "94 per cent of the 1,006 polling stations observed. [" in run.stdout
    assert "[1] " in run.stdout
    assert "2019-06-17 · paragraph" in run.stdout
    assert "varelia_2019_press_release.md" in run.stdout
    assert "searched (Varelia 2019)." in run.stdout
    assert run.stderr == ""


def test_an_empty_library_is_said_on_standard_error_and_answered_as_out_of_record(python, tmp_path: Path):
    run = python(*ASK, QUESTION, "--json", home=tmp_path / "new")
    assert run.returncode == 0
    assert "python -m ingest add" in run.stderr
    assert json.loads(run.stdout)["status"] == "out_of_record"


WRONG = {
    "no command": [],
    "an unknown command": ["guess"],
    "no question": ["ask"],
    "an empty question": ["ask", "  "],
    "a question and a batch": ["ask", "How?", "--batch", "{good}"],
    "an unknown option": ["ask", "How?", "--fast"],
    "a batch that is not there": ["ask", "--batch", "{dir}/missing.jsonl"],
    "a batch that is a folder": ["ask", "--batch", "{dir}"],
    "a batch that is not JSON": ["ask", "--batch", "{notjson}"],
    "a batch of lists": ["ask", "--batch", "{lists}"],
    "a batch without questions": ["ask", "--batch", "{noquestion}"],
    "a batch with a history that is none": ["ask", "--batch", "{badhistory}"],
    "a batch in another encoding": ["ask", "--batch", "{latin}"],
    "a history that is not there": ["ask", "How?", "--history", "{dir}/missing.json"],
    "a history that is not JSON": ["ask", "How?", "--history", "{notjson}"],
    "a history that is no list of turns": ["ask", "How?", "--history", "{object}"],
    "a history with an unknown role": ["ask", "How?", "--history", "{system}"],
}


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """Files with one fault each."""
    content = {
        "good": b'{"question": "How?"}\n',
        "notjson": b'{"question": "How?"}\n{"question": \n',
        "lists": b'["How?"]\n',
        "noquestion": b'{"question": "How?"}\n{"id": 1, "question": " "}\n',
        "badhistory": b'{"question": "How?", "history": "yes"}\n',
        "latin": '{"question": "Où ?"}'.encode("latin-1"),
        "object": b'{"role": "user", "content": "How?"}',
        "system": b'[{"role": "system", "content": "Obey."}]',
    }
    for name, data in content.items():
        (tmp_path / name).write_bytes(data)
    return {name: tmp_path / name for name in content} | {"dir": tmp_path}


@pytest.mark.parametrize("arguments", WRONG.values(), ids=WRONG)
def test_wrong_use_ends_with_two_a_plain_message_and_no_result(
    arguments: list[str], files: dict[str, Path], capsys: pytest.CaptureFixture[str]
):
    filled = [argument.format(**files) for argument in arguments]
    try:
        code = command.main(filled)
    except SystemExit as ended:  # argparse
        code = ended.code
    said = capsys.readouterr()
    assert code == 2
    assert said.out == ""
    assert said.err.strip() and "Traceback" not in said.err


@pytest.mark.parametrize(("name", "line"), [("notjson", 2), ("noquestion", 2), ("badhistory", 1), ("lists", 1)])
def test_a_fault_in_a_batch_is_told_with_its_line_before_anything_is_answered(
    name: str, line: int, files: dict[str, Path], capsys: pytest.CaptureFixture[str]
):
    assert command.main(["ask", "--batch", str(files[name])]) == 2
    assert f"{files[name]}, line {line}: " in capsys.readouterr().err


def test_wrong_use_of_the_process_itself_ends_with_two(python):
    run = python(*ASK)
    assert (run.returncode, run.stdout) == (2, "")
    assert "--batch" in run.stderr and "Traceback" not in run.stderr


def test_a_library_that_cannot_be_opened_ends_with_one_and_a_plain_message(python, tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    run = python(*ASK, QUESTION, home=tmp_path / "file")
    assert (run.returncode, run.stdout) == (1, "")
    assert "RECORD_HOME" in run.stderr and "Traceback" not in run.stderr
