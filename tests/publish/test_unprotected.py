"""An export that went through no protection cannot be written: the type checker refuses it, and so does the program."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.protect.releasable import contents
from vidmova.errors import OurBugError
from vidmova.protect import releasing
from vidmova.protect.release import Maker, Release, maker

pytest.importorskip("mypy")
ROOT = Path(__file__).parents[2]
ATTEMPTS = {
    "contents": "formats.write(made, Path('out'), ['csv'])",
    "claims": "formats.write(linked, Path('out'), ['csv'])",
    "writer": "commas.write(made, Path('out'))",
    "wrapped": "formats.write(Release(made), Path('out'), ['csv'])",
}
SNIPPET = """
from pathlib import Path

from vidmova.protect.release import Contents, Release
from vidmova.publish import commas, formats
from vidmova.records import Linked


def attempt(made: Contents, linked: Linked, release: Release) -> None:
    formats.write(release, Path('out'), ['csv'])
    {line}
"""


def test_the_type_checker_refuses_what_is_no_release(tmp_path: Path) -> None:
    for name, line in ATTEMPTS.items():
        (tmp_path / f"{name}.py").write_text(SNIPPET.format(line=line))
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--cache-dir", str(tmp_path / "cache")]
    checked = subprocess.run(
        [*command, "--follow-imports=silent", *(str(tmp_path / f"{name}.py") for name in ATTEMPTS)],
        cwd=ROOT,
        env={"MYPYPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    errors = [line for line in checked.stdout.splitlines() if ": error:" in line]
    for name in ATTEMPTS:
        own = [line for line in errors if f"{name}.py:" in line]
        assert len(own) == 1, (name, checked.stdout, checked.stderr)
        assert f"{name}.py:11:" in own[0] or f"{name}.py:12:" in own[0]


def test_nobody_else_makes_a_release() -> None:
    with pytest.raises(OurBugError, match="protect"):
        Release(contents([]), Maker())
    with pytest.raises(OurBugError, match="only"):
        maker()


def test_a_release_does_not_change() -> None:
    made = Release(contents([]), releasing._MAKER)
    with pytest.raises(OurBugError, match="change"):
        made._contents = contents([])
