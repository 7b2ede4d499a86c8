"""A document and a register of it, for tests of the shell."""

from pathlib import Path

import pytest

from tests.shell import ENGLISH, served
from vidmova.cli.running import run


@pytest.fixture
def one(tmp_path: Path) -> Path:
    path = tmp_path / "one.txt"
    path.write_text(ENGLISH, encoding="utf-8")
    return path


@pytest.fixture
def register(tmp_path: Path, one: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert run(served, ["build", str(one), "--register", str(tmp_path / "register"), "--quiet"]) == 0
    capsys.readouterr()
    return tmp_path / "register"
