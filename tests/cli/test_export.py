from pathlib import Path

import pyrage
import pytest

from tests.happened import a_register
from vidmova.cli.export import export
from vidmova.errors import UsageError
from vidmova.publish import internal

KEY = str(pyrage.x25519.Identity.generate().to_public())


def call(register: Path, *arguments: str) -> None:
    export.main([*arguments, "-r", str(register)], standalone_mode=False)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    return a_register(tmp_path / "register").root


def test_it_says_where_it_is_and_to_how_many(
    register: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call(register, "jsonl", str(tmp_path / "copy"), "--to", KEY)
    assert (tmp_path / "copy.internal.tar.age").exists()
    assert "copy.internal.tar.age is encrypted to 1 key\n" in capsys.readouterr().err


def test_without_a_reader_it_says_what_to_do_instead(register: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"--to age1.*vidmova release"):
        call(register, "jsonl", str(tmp_path / "copy"))
    assert list(tmp_path.glob("*.age")) == []


def test_readers_come_from_a_file_too(register: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "keys").write_text(f"{KEY}\n{pyrage.x25519.Identity.generate().to_public()}\n")
    call(register, "csv", str(tmp_path / "copy"), "-R", str(tmp_path / "keys"))
    assert "encrypted to 2 keys" in capsys.readouterr().err


def test_it_does_not_write_into_the_register(register: Path) -> None:
    with pytest.raises(UsageError, match="in the register itself"):
        call(register, "register", str(register / "copy"), "--to", KEY)


def test_it_never_overwrites(register: Path, tmp_path: Path) -> None:
    (tmp_path / "copy.internal.tar.age").write_text("earlier")
    with pytest.raises(UsageError, match="never overwritten"):
        call(register, "register", str(tmp_path / "copy"), "--to", KEY)


def test_a_passphrase_is_not_taken(register: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="passphrase is not taken"):
        call(register, "register", str(tmp_path / "copy"), "--to", "correct horse")


def test_formats_are_those_of_the_room() -> None:
    assert internal.FORMATS == ("register", "jsonl", "csv")
