import getpass
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.happened import EVENTS, fill
from tests.postgres import Server
from tests.register.conftest import drop
from vidmova.__main__ import serve
from vidmova.cli.running import run
from vidmova.config import NEW, Config, read_config
from vidmova.errors import UsageError
from vidmova.records import Event
from vidmova.register.folder import RegisterFolder, create, find
from vidmova.register.opening import open_store, place_of
from vidmova.register.postgres import PostgresSchema
from vidmova.register.sqlite import SqliteFile, is_plain

TEXT = "Twelve soldiers of the 810th brigade refused to fight in March 2023 near Rozivka.\n"


@pytest.fixture(autouse=True)
def nothing_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("VIDMOVA_DATABASE", "VIDMOVA_PASSPHRASE", "PGPASSWORD"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> RegisterFolder:
    return create(tmp_path / "register")


@pytest.fixture
def on_server(folder: RegisterFolder, server: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[RegisterFolder]:
    monkeypatch.setenv("VIDMOVA_DATABASE", server.address())
    yield folder
    if schema := read_config(folder.root).schema:
        drop(PostgresSchema(server.address(), schema))


def test_a_register_is_on_sqlite_where_nothing_is_said(folder: RegisterFolder) -> None:
    assert place_of(folder) == SqliteFile(folder.database)


def test_the_settings_may_name_a_server_and_the_environment_another(
    folder: RegisterFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder.root / "config.toml").write_text('database = "postgresql://a@one/x"\nschema = "ours"\n')
    assert place_of(folder, make=True) == PostgresSchema("postgresql://a@one/x", "ours")
    monkeypatch.setenv("VIDMOVA_DATABASE", "postgresql://a@two/x")
    assert place_of(folder, make=True) == PostgresSchema("postgresql://a@two/x", "ours")


@pytest.mark.parametrize("before", [NEW, 'name = "Ours"\nschema = ""  \n', 'name = "Ours"\n', "", None])
def test_the_first_build_names_a_schema_that_stays(on_server: RegisterFolder, before: str | None) -> None:
    config = on_server.root / "config.toml"
    config.unlink() if before is None else config.write_text(before)
    as_it_was = read_config(on_server.root)
    place = place_of(on_server, make=True)
    assert isinstance(place, PostgresSchema)
    assert place.schema.startswith("register_")
    assert read_config(on_server.root) == replace(as_it_was, schema=place.schema)
    assert place_of(on_server, make=True) == place


def test_no_file_of_sqlite_is_made_or_asked_for_on_a_server(on_server: RegisterFolder) -> None:
    with open_store(on_server, make=True) as store:
        fill(store)
    assert not on_server.database.exists()
    with open_store(find(on_server.root)) as store:
        assert store.every(Event) == EVENTS


def test_a_register_that_no_server_has_is_not_made_by_looking(on_server: RegisterFolder) -> None:
    with pytest.raises(UsageError, match=r"there is no register in .*; make one with: vidmova build"):
        open_store(find(on_server.root))
    schema = place_of(on_server, make=True)
    with pytest.raises(UsageError, match=r"there is no register in .*; make one with: vidmova build"):
        open_store(find(on_server.root))
    assert isinstance(schema, PostgresSchema)
    assert not schema.exists()


def test_a_folder_that_is_no_register_is_none_on_a_server_either(
    tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VIDMOVA_DATABASE", server.address())
    for root in (tmp_path, tmp_path / "missing"):
        with pytest.raises(UsageError, match="vidmova build"):
            find(root)


def ran(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    status = run(serve, arguments)
    said = capsys.readouterr()
    return status, said.out + said.err


def results(root: Path, capsys: pytest.CaptureFixture[str]) -> list[tuple[int, str]]:
    """Return what the commands say of a register that is built from one document, twice."""
    document = root.parent / "one.txt"
    document.write_text(TEXT)
    named = ["--register", str(root)]
    first = ran(capsys, "build", str(document), "--quiet", *named)
    every = [ran(capsys, *words, *named) for words in (["events", "--json"], ["build", "--json"], ["verify"])]
    return [first, *every, ran(capsys, "show", "c001", *named)]


def test_the_commands_say_the_same_on_both_databases(
    tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()
    on_sqlite = results(tmp_path / "a" / "register", capsys)
    assert [status for status, _ in on_sqlite] == [0, 0, 0, 0, 2]
    assert '"low":12' in on_sqlite[1][1]
    with monkeypatch.context() as given:
        given.setenv("VIDMOVA_PASSPHRASE", "a secret")
        encrypted = results(tmp_path / "b" / "register", capsys)
        assert not is_plain(tmp_path / "b" / "register" / "register.db")
    monkeypatch.setenv("VIDMOVA_DATABASE", server.address())
    on_server = results(tmp_path / "c" / "register", capsys)
    assert not (tmp_path / "c" / "register" / "register.db").exists()
    for other, name in ((encrypted, "/b/"), (on_server, "/c/")):
        assert [(status, said.replace(name, "/a/")) for status, said in other] == on_sqlite
    schema = read_config(tmp_path / "c" / "register").schema
    drop(PostgresSchema(server.address(), schema))
    status, said = ran(capsys, "events", "--register", str(tmp_path / "c" / "register"))
    assert (status, said.count("\n"), "there is no register in" in said) == (2, 1, True)
    built = ran(capsys, "build", "--json", "--register", str(tmp_path / "c" / "register"))
    assert '"events":1' in built[1]
    drop(PostgresSchema(server.address(), schema))


def test_a_passphrase_makes_a_new_register_encrypted(folder: RegisterFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIDMOVA_PASSPHRASE", "a secret")
    with open_store(folder, make=True) as store:
        fill(store)
    assert not is_plain(folder.database)
    monkeypatch.setenv("VIDMOVA_PASSPHRASE", "another")
    with pytest.raises(UsageError, match="the passphrase is wrong"):
        open_store(find(folder.root))


def test_a_register_that_is_not_encrypted_is_not_taken_for_one_that_is(
    folder: RegisterFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_store(folder, make=True).__exit__(None, None, None)
    with monkeypatch.context() as given:
        given.setenv("VIDMOVA_PASSPHRASE", "a secret")
        with pytest.raises(UsageError, match="VIDMOVA_PASSPHRASE is set; move it away"):
            open_store(folder)
    (folder.root / "config.toml").write_text("encrypted = true\n")
    with pytest.raises(UsageError, match=r"not encrypted, though config\.toml asks for it"):
        open_store(folder)


def test_an_encrypted_register_without_a_passphrase_says_what_is_missing(
    folder: RegisterFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as given:
        given.setenv("VIDMOVA_PASSPHRASE", "a secret")
        open_store(folder, make=True).__exit__(None, None, None)
    with pytest.raises(UsageError, match=r"encrypted or broken.*VIDMOVA_PASSPHRASE"):
        open_store(folder)
    (folder.root / "config.toml").write_text("encrypted = true\n")
    with pytest.raises(UsageError, match="give its passphrase in VIDMOVA_PASSPHRASE"):
        open_store(folder)


def answers(monkeypatch: pytest.MonkeyPatch, *given: str) -> None:
    said = iter(given)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(getpass, "getpass", lambda _: next(said))


def test_a_passphrase_is_asked_for_twice_and_then_once(folder: RegisterFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder.root / "config.toml").write_text("encrypted = true\n")
    answers(monkeypatch, "a secret", "a slip")
    with pytest.raises(UsageError, match="the two passphrases differ"):
        open_store(folder, make=True)
    answers(monkeypatch, "a secret", "a secret")
    open_store(folder, make=True).__exit__(None, None, None)
    answers(monkeypatch, "a secret")
    open_store(folder).__exit__(None, None, None)
    answers(monkeypatch, "")
    with pytest.raises(UsageError, match="no passphrase was given"):
        open_store(folder)


def test_settings_left_out_are_those_of_sqlite_without_encryption() -> None:
    assert (Config().database, Config().schema, Config().encrypted) == ("", "", False)
