import sys
from pathlib import Path

import pytest

from tests.happened import EVENTS, RU, fill
from vidmova.errors import EngineError, UsageError
from vidmova.records import Event
from vidmova.register import sqlite
from vidmova.register.sqlite import SqliteFile, is_plain
from vidmova.register.store import Store

SECRET = 'it\'s "Слово" ; --'
FOUND_IN_A_PLAIN_ONE = [RU.encode()[:20], b"documents", b"CREATE TABLE", sqlite.PLAIN]


@pytest.fixture
def encrypted(tmp_path: Path) -> SqliteFile:
    place = SqliteFile(tmp_path / "register.db", SECRET)
    with Store(place) as store:
        fill(store)
    return place


def every_byte(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


def test_an_encrypted_register_is_read_with_its_passphrase(encrypted: SqliteFile) -> None:
    with Store(encrypted) as store:
        assert store.every(Event) == EVENTS
    assert not is_plain(encrypted.path)


def test_nothing_of_an_encrypted_register_can_be_read_from_the_disk(tmp_path: Path) -> None:
    for name, passphrase in (("plain", ""), ("encrypted", SECRET)):
        (tmp_path / name).mkdir()
        with Store(SqliteFile(tmp_path / name / "register.db", passphrase)) as store:
            fill(store)
            # While it is open the log of what was written lies beside it.
            beside = every_byte(tmp_path / name)
            assert len(list((tmp_path / name).iterdir())) == 3
        for words in FOUND_IN_A_PLAIN_ONE:
            assert (words in beside + every_byte(tmp_path / name)) == (name == "plain"), words


@pytest.mark.parametrize("given", ["another one", SECRET + " "])
def test_a_wrong_passphrase_is_said(encrypted: SqliteFile, given: str, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UsageError, match="the passphrase is wrong, or the file is broken") as said:
        Store(SqliteFile(encrypted.path, given))
    assert given not in str(said.value)
    assert capfd.readouterr() == ("", "")


def test_without_a_passphrase_it_cannot_be_opened(encrypted: SqliteFile) -> None:
    with pytest.raises(EngineError, match="cannot be opened"):
        Store(encrypted.path)


def test_a_missing_package_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sqlcipher3.dbapi2", None)
    with pytest.raises(UsageError, match=r"pip install 'vidmova\[encrypted\]'"):
        Store(SqliteFile(tmp_path / "register.db", SECRET))
    assert not (tmp_path / "register.db").exists()


def test_a_passphrase_with_a_nul_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="NUL"):
        Store(SqliteFile(tmp_path / "register.db", "a\0b"))
