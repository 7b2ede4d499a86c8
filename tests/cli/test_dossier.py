"""`vidmova dossier`: protected and attacked like a release; written whole or not at all."""

from pathlib import Path

import pytest

pytest.importorskip("typst")

import pypdf

from tests.happened import a_register
from vidmova.cli import dossier as command
from vidmova.errors import UsageError
from vidmova.protect.release import Finding

EVENT = "e-refused"


@pytest.fixture
def register(tmp_path: Path) -> Path:
    return a_register(tmp_path / "register").root


def call(register: Path, *arguments: str) -> object:
    return command.dossier.main([*arguments, "-r", str(register)], standalone_mode=False)


def test_it_writes_a_dossier_that_names_nobody_of_the_register(
    register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "attack", lambda folder, secrets: [])
    out = tmp_path / "event.pdf"
    call(register, EVENT, str(out), "--language", "uk", "--publisher", "An Invented Desk")
    said = " ".join(page.extract_text() for page in pypdf.PdfReader(out).pages)
    assert "Значення проти значення" in said
    assert "An Invented Desk" in said
    assert EVENT not in said
    assert "read it before you hand it on" in capsys.readouterr().out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["event.pdf", "register"]


def test_nothing_is_written_where_something_is_found(
    register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = Finding(severity="blocker", rule="hidden-name", where="dossier.pdf", said="a name stands here")
    monkeypatch.setattr(command, "stopping", lambda disclosure: [found])
    assert call(register, EVENT, str(tmp_path / "event.pdf")) == command.STOPPED
    assert "stopped by hidden-name, dossier.pdf: a name stands here\nnothing was written" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["register"]


def test_an_event_that_is_not_there_and_a_file_that_is(register: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no event of this register"):
        call(register, "nowhere", str(tmp_path / "event.pdf"))
    (tmp_path / "event.pdf").write_text("earlier")
    with pytest.raises(UsageError, match="is there already"):
        call(register, EVENT, str(tmp_path / "event.pdf"))
    assert (tmp_path / "event.pdf").read_text() == "earlier"
