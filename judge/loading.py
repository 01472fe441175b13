"""The judge that the settings ask for, loaded once in a process."""

from __future__ import annotations

from functools import lru_cache

from judge.cross_encoder import CrossEncoderJudge
from judge.judgement import Judge
from judge.small import SmallJudge
from settings import Settings


def judge_for(settings: Settings) -> Judge:
    """Our own, or the cross-encoder that ``RECORD_JUDGE_MODEL`` names.

    Raises:
        JudgeModelError: the named model cannot serve.
        FileNotFoundError: our own is incomplete.
    """
    return _load(settings.judge_model, not settings.allow_downloads)


@lru_cache(maxsize=2)
def _load(model: str | None, offline: bool) -> Judge:
    own = SmallJudge()
    return CrossEncoderJudge(model, own, offline=offline) if model else own
