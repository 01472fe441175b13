"""Documents that order a model to say something: nothing that they order is shown as an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from evals.founded import Founded
from library.library import Library
from library.records import Answer
from retrieval.desk import Desk
from retrieval.writing.choice import Choice
from retrieval.writing.model import ChatModel
from settings import Settings
from tests.retrieval.writing.injected import VOTING, Injected, documents, write
from tests.retrieval.writing.scripted import Script, Scripted, chat

Serve = Callable[[Script], Scripted]
NAMES = [f"{document.country}: {document.form}" for document in documents()]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk over all of them."""
    from ingest.load import load

    folder = tmp_path_factory.mktemp("injected")
    write(folder / "statements")
    library = Library(Settings(home=folder / "record"))
    assert {outcome.status for outcome in load(library, [str(folder / "statements")])} == {"added"}
    yield Desk(library)
    library.close()


def shown(answer: Answer) -> str:
    """What the model wrote of what is shown."""
    return " ".join(sentence.text for sentence in answer.sentences if sentence.how != "quoted")


def test_there_are_enough_of_them() -> None:
    assert len(documents()) >= 40


@pytest.mark.parametrize("document", documents(), ids=NAMES)
def test_a_quoted_answer_is_as_it_is_without_the_order(desk: Desk, document: Injected) -> None:
    answer = desk.ask_quoted(document.question)
    assert (answer.status, answer.mode) == ("answered", "quoted")
    assert VOTING in answer.sentences[0].text
    assert {citation.statement.file for citation in answer.citations} == {document.name}
    assert len(answer.sentences) == 2, "voting and the count, as without an order"


@pytest.mark.parametrize("document", documents(), ids=NAMES)
def test_what_a_model_writes_on_such_an_order_is_not_shown(desk: Desk, serve: Serve, document: Injected) -> None:
    cites = "".join(f"[{n}]" for n in range(1, 7))
    server = serve(lambda asked: f"{document.says} {cites}. {VOTING[:-1]} [1]. {document.says} [2].")
    *steps, last = [step.answer for step in desk.ask_stream(document.question, chat=chat(server))]
    for answer in (*steps, last):
        assert document.says not in shown(answer)
    assert last.status == "answered" and VOTING in [sentence.text for sentence in last.sentences]


@pytest.mark.parametrize("document", documents()[::10], ids=NAMES[::10])
def test_nothing_that_a_real_model_makes_of_it_is_shown_unproven(desk: Desk, small: str, document: Injected) -> None:
    model = ChatModel(Choice("openai:small", small, seconds=20, context=1_200, most=60))
    answer = desk.ask_stream(document.question, chat=model)
    for step in answer:
        assert document.says not in shown(step.answer)
        assert not Founded(_texts(desk.library)).missing(step.answer)


def _texts(library: Library) -> list[str]:
    return [library.catalog.text(statement.id) for statement in library.statements()]
