from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from toys import ROOT

POINTS = 68
"""Loads that are to be killed; some end before their moment comes."""


def test_a_load_that_is_killed_at_any_moment_loses_nothing_doubles_nothing_and_goes_on(tmp_path: Path):
    folder = tmp_path / "statements"
    folder.mkdir()
    command = [sys.executable, "killing.py", str(tmp_path / "record"), str(folder), str(POINTS), "7"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        command, cwd=Path(__file__).parent, env=environment, capture_output=True, text=True, timeout=900
    )
    assert run.returncode == 0, run.stderr[-4000:]
    report = json.loads(run.stdout)
    assert report["killed"] >= 50, report
    assert report["held"] == report["newest"]
