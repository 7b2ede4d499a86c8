"""Build, decide, load and migration killed at random moments; `python -m benchmarks.kills` is the whole measure."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import postgres

MOMENTS = os.environ.get("MOMENTS", "")


@pytest.mark.skipif(os.name != "posix", reason="kills with a POSIX signal")
@pytest.mark.parametrize(("database", "few"), [("sqlite", "12"), ("postgresql", "4")])
def test_nothing_is_lost_nor_halved_by_a_kill_at_a_random_moment(database: str, few: str) -> None:
    if database == "postgresql" and postgres.binaries() is None:
        pytest.skip(postgres.NONE)
    moments = MOMENTS or few
    command = [sys.executable, "-m", "benchmarks.kills", "--moments", moments, "--database", database]
    result = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert result.returncode == 0, result.stdout + result.stderr
    assert f"{moments} kills" in result.stdout
