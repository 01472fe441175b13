"""The judge that the settings ask for, loaded once in a process for each number of threads."""

from __future__ import annotations

from functools import lru_cache

from judge.cross_encoder import CrossEncoderJudge
from judge.judgement import Judge
from judge.small import SmallJudge
from settings import Settings


def judge_for(settings: Settings, *, threads: int = 0) -> Judge:
    """Our own, or the cross-encoder that ``RECORD_JUDGE_MODEL`` names.

    Our own runs on so many ``threads``; 0 means one a core. Another one is loaded once whatever they are.

    Raises:
        JudgeModelError: the named model cannot serve.
        FileNotFoundError: our own is incomplete.
    """
    return _load(settings.judge_model, not settings.allow_downloads, 0 if settings.judge_model else threads)


@lru_cache(maxsize=4)
def _load(model: str | None, offline: bool, threads: int) -> Judge:
    own = SmallJudge(threads=threads)
    return CrossEncoderJudge(model, own, offline=offline) if model else own
