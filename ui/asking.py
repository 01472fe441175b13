"""A question on its way: the page shows what stands so far, and can be left or stopped."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from retrieval.desk import Desk
from retrieval.scope import Filters
from retrieval.writing.model import ChatModel
from retrieval.writing.task import Step
from ui.background import Background


class Asking(Background[Step]):
    """One question, asked in the background; nothing is told while the statements are searched."""

    def __init__(
        self,
        desk: Desk,
        question: str,
        history: Sequence[Mapping[str, str]],
        filters: Filters,
        chat: ChatModel | None,
    ) -> None:
        self.question = question
        self.chat = chat

        def ask(tell: Callable[[Step], None], is_stopped: Callable[[], bool]) -> None:
            for step in desk.ask_stream(question, history, filters, chat, is_stopped):
                tell(step)

        super().__init__(ask, "asking", "The answer ended unexpectedly; the page's log says why. Ask again.")
