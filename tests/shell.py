"""Runs of the commands, for tests of the shell."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vidmova.cli.group import vidmova
from vidmova.cli.running import run

ENGLISH = "Twelve soldiers from Krasnodar refused to go to the war in March 2022. They were dismissed.\n"
UKRAINIAN = "Дванадцять військових із Краснодара відмовилися їхати на війну в березні 2022 року.\n"

Command = Callable[..., tuple[int, str, str]]
"""A command by its words: exit status, what it printed, and what it said of faults."""


class Done:
    """What a real run of the command left."""

    def __init__(self, *arguments: str | Path, **settings: str) -> None:
        self.result = subprocess.run(
            [sys.executable, "-m", "vidmova", *map(str, arguments)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            env={**os.environ, **settings},
            check=False,
        )
        self.status, self.out, self.err = self.result.returncode, self.result.stdout, self.result.stderr


def served(_: Path, __: int, ___: bool) -> None:
    raise AssertionError("nothing is to be served here")


def as_rows(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(vidmova, arguments)


def documents_of(register: Path) -> list[str]:
    rows = (register / "archive" / "received.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(row)["digest"] for row in rows]


def answering(capsys: pytest.CaptureFixture[str]) -> Command:
    def called(*arguments: str | Path) -> tuple[int, str, str]:
        status = run(lambda *_: None, [str(one) for one in arguments])
        said = capsys.readouterr()
        return status, said.out, said.err

    return called
