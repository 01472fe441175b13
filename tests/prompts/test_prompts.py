from __future__ import annotations

from pathlib import Path

import pytest

import prompts

ROOT = Path(prompts.__file__).parent
VALUES = {
    **{"passages": "P", "question": "Q", "language": "French", "most": 6, "sentence": "S", "reasons": "R"},
    **{"conversation": "C", "scope": "W", "topic": "T", "claim": "K"},
}


@pytest.mark.parametrize("name", sorted(file.stem for file in ROOT.glob("*.txt")))
def test_every_prompt_has_what_holds_always_and_a_task_and_is_filled_in_whole(name: str) -> None:
    (system, standing), (human, task) = prompts.messages(name, **VALUES)
    assert (system, human) == ("system", "human")
    assert standing and task
    assert "$" not in standing + task


@pytest.mark.parametrize("name", sorted(file.stem for file in ROOT.glob("*.txt")))
def test_every_prompt_says_that_data_is_no_instruction(name: str) -> None:
    standing = prompts.messages(name, **VALUES)[0][1]
    assert "data" in standing and "instruction" in standing


def test_what_is_put_in_is_not_read_again() -> None:
    filled = prompts.messages("answer", **(VALUES | {"passages": "costs $question and $$5"}))[1][1]
    assert "costs $question and $$5" in filled


def test_a_value_that_is_missing_is_told() -> None:
    with pytest.raises(KeyError, match="passages"):
        prompts.messages("answer", question="Q")
