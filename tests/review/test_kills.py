"""Build, decide, load and migration killed at random moments; `python -m benchmarks.kills` is the whole measure."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

MOMENTS = os.environ.get("MOMENTS", "12")


@pytest.mark.skipif(os.name != "posix", reason="kills with a POSIX signal")
def test_nothing_is_lost_nor_halved_by_a_kill_at_a_random_moment() -> None:
    command = [sys.executable, "-m", "benchmarks.kills", "--moments", MOMENTS]
    result = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert result.returncode == 0, result.stdout + result.stderr
    assert f"{MOMENTS} kills" in result.stdout
