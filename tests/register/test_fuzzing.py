"""Every parser of files from outside, for a second; `python -m benchmarks.fuzz` is the whole measure."""

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.totals import sheets
from vidmova.errors import InputError
from vidmova.extraction.claims import extract
from vidmova.reading.sentences import find_sentences
from vidmova.records import Document
from vidmova.totals.tables import read_table

ROOT = Path(__file__).parents[2]
MINUTES = float(os.environ.get("FUZZ_MINUTES", "0.02"))
NAMES = (
    *("html", "pdf", "docx", "odt", "text", "mail", "zip", "csv", "xlsx", "ods"),
    *("decisions", "config", "map", "chains", "manifest", "claims"),
)
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits of memory and /proc as Linux has them")


@pytest.mark.parametrize("names", [NAMES[:5], NAMES[5:10], NAMES[10:]], ids=["documents", "containers", "ours"])
def test_no_parser_crashes_hangs_or_writes_outside(names: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "benchmarks.fuzz", *names, "--minutes", str(MINUTES), "--first", "5000000"]
    result = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert result.returncode == 0, result.stdout + result.stderr
    assert [line.split()[0] for line in result.stdout.splitlines()] == list(names)


def test_every_parser_is_fuzzed() -> None:
    command = [sys.executable, "-c", "from benchmarks.fuzzparsers import PARSERS; print(*PARSERS)"]
    said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout.split()
    assert sorted(said) == sorted(NAMES)


FAR = [("XFD1048576", "its cells span"), ("A" * 400 + "1", "where no sheet has any"), ("B9999999", "its cells span")]


@pytest.mark.parametrize(("reference", "said"), FAR)
def test_a_spreadsheet_whose_cells_lie_far_apart_is_refused(reference: str, said: str) -> None:
    out = io.BytesIO()
    made = io.BytesIO(sheets.xlsx({"One": [["name", "born", "unit"]]}))
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w") as new:
        for one in old.namelist():
            content = old.read(one).replace(b'r="C1"', b'r="ZZ1"').replace(b'r="B1"', f'r="{reference}"'.encode())
            new.writestr(one, content)
    with pytest.raises(InputError, match=said):
        read_table("a.xlsx", out.getvalue())


def test_a_spreadsheet_of_open_elements_is_refused_and_not_waited_for() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sheets.ods({"One": [["name", "born"]]}))) as old, zipfile.ZipFile(out, "w") as new:
        for one in old.namelist():
            new.writestr(one, old.read(one).replace(b"</table:table>", b"</table:Table>"))
    with pytest.raises(InputError, match="damaged"):
        read_table("a.ods", out.getvalue())


def test_a_row_of_digits_is_no_count() -> None:
    text = f"{'9' * 400} soldiers refused to go to the war in March 2022. {'8' * 30} soldiers left."
    document = Document(id="a" * 64, name="a", media_type="text/plain", text=text, language="en")
    found = extract(document, find_sentences(text, "en"))
    assert [one.count for one in found if one.count] == []
