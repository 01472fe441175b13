"""Every prompt as a file of its own, and what reads them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from string import Template

Messages = list[tuple[str, str]]
"""What a chat model is given: role (``system``, ``human``) and text of each message."""


def messages(name: str, **values: object) -> Messages:
    """The prompt ``NAME.txt`` of this folder, filled in: above its line ``---`` what holds always, below it the task.

    Values are put in as they are and not read again: a ``$`` in them stands for itself.

    Raises:
        KeyError: a value that the prompt names is not given.
    """
    standing, task = _templates(name)
    return [("system", standing.substitute(values)), ("human", task.substitute(values))]


@cache
def _templates(name: str) -> tuple[Template, Template]:
    text = (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8")
    standing, _, task = text.partition("\n---\n")
    return Template(standing.strip()), Template(task.strip())
