"""Somebody's rows in lists go for good, with what was judged of them, on each database; the rest works on."""

import json
from pathlib import Path

import pytest

from tests.archive.registers import manifested
from tests.review.test_rowjudging import added
from tests.shell import Command, answering
from vidmova.cli.verify import verified
from vidmova.register.folder import RegisterFolder
from vidmova.register.opening import place_of
from vidmova.register.postgres import PostgresSchema
from vidmova.review.log import read_decisions
from vidmova.review.merging import load, read_file

NAMES = ("Нетудихата", "Netudykhata")
"""A surname that nobody else in the tests bears: a server has the registers of other tests as well."""
OURS = [f"{NAMES[0]} Охрім;1971-03-09", "Дуб Іван;1980", "Козак Олег;1985"]
THEIRS = [f"Okhrim {NAMES[1]},1971-03-09", "Ivan Dub,1980", "Oleh Kozak,1985-03-01"]


@pytest.fixture
def command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, database: str
) -> Command:
    pytest.importorskip("splink", reason="the extra `lists` is not installed")
    assert database
    monkeypatch.setenv("VIDMOVA_REGISTER", str(tmp_path / "register"))
    monkeypatch.setenv("VIDMOVA_WHO", "Ann")

    return answering(capsys)


@pytest.fixture
def folder(tmp_path: Path, command: Command) -> RegisterFolder:
    """A register with two lists more, which name somebody who is to be forgotten, and what people judged of it."""
    assert added(command, tmp_path, "leak", ["ПІБ;Дата народження", *OURS]) == 0
    assert added(command, tmp_path, "ngo", ["Name,DOB", *THEIRS]) == 0
    assert added(command, tmp_path, "more", ["ПІБ;Дата народження", "Козак Ольга;1985", "Рудь Степан;1990"]) == 0
    for verb, *rows in (
        ("join", "leak:2", "ngo:2"),
        ("separate", "leak:2", "ngo:3"),
        ("join", "leak:3", "ngo:3"),
        ("unsure", "more:2", "ngo:4"),
    ):
        assert command("decide", verb, *rows, "--why", "so it seems")[0] == 0
    config = tmp_path / "register" / "config.toml"
    config.write_text(config.read_text().replace('model = "auto"', 'model = "lexicon"'))
    (tmp_path / "one.txt").write_text(f"{OURS[0].partition(';')[0]} was sentenced for desertion on 3 May 2023.\n")
    assert command("build", tmp_path / "one.txt", "-q")[0] == 0
    return RegisterFolder(tmp_path / "register")


def where(folder: RegisterFolder) -> list[str]:
    """Return the files of a register that have the name, and those of its server, `pg_wal` being its log of changes."""
    place, roots = place_of(folder), [folder.root]
    if isinstance(place, PostgresSchema):
        roots.append(Path(at_once(place, "CHECKPOINT", "SHOW data_directory")))
    return sorted(
        path.relative_to(root).as_posix()
        for root in roots
        for path in root.rglob("*")
        if path.is_file() and any(name.encode() in path.read_bytes() for name in NAMES)
    )


def without_wal(folder: RegisterFolder) -> list[str]:
    return [one for one in where(folder) if not one.startswith("pg_wal/")]


def at_once(place: PostgresSchema, *statements: str) -> str:
    """Have the server do something outside a transaction, and return what it says last."""
    engine, said = place.engine().execution_options(isolation_level="AUTOCOMMIT"), ""
    with engine.connect() as connection:
        for statement in statements:
            told = connection.exec_driver_sql(statement)
            said = str(told.scalar()) if told.returns_rows else ""
    engine.dispose()
    return said


def run(command: Command, *more: str) -> tuple[int, str, str]:
    return command("expunge", *more, "--yes", "--why", "asked to be forgotten")


def test_rows_go_for_good(folder: RegisterFolder, command: Command, database: str) -> None:
    manifested(folder)
    assert command("lists", "overlap")[0] == 0
    if isinstance(place := place_of(folder), PostgresSchema):
        # Else the server would press a text together, so that nobody could look for a name in it.
        at_once(place, "ALTER TABLE documents ALTER COLUMN text SET STORAGE EXTERNAL", "ANALYZE")
    assert len(without_wal(folder)) > 4
    status, _, err = command("expunge", "--naming", f"{NAMES[0]} Охрім")
    assert status == 1
    assert "still named in row leak:2\n" in err
    document = next(line for line in err.splitlines() if "in document" in line).split()[4]
    status, out, err = run(command, "leak:2", "ngo:2", document, "--naming", NAMES[0])
    assert status == 0
    assert ("log of changes" in err) == (database == "postgresql")
    assert [line.partition(" expunged ")[0] for line in out.splitlines()] == [
        "1 document and 2 decisions",
        "2 rows of lists",
    ]
    assert without_wal(folder) == []
    found = verified(folder, deep=True)
    assert found.altered == []
    assert sum("by Ann: asked to be forgotten" in line for line in found.notes) == 2
    assert [one.called for one in read_decisions(folder.root)] == ["leak:3 ngo:3", "more:2 ngo:4"]
    if isinstance(place, PostgresSchema):
        assert where(folder) != []
        at_once(place, "ALTER SYSTEM SET wal_recycle = off", "SELECT pg_reload_conf()")
        at_once(place, "SELECT pg_switch_wal()", "CHECKPOINT", "ALTER SYSTEM RESET wal_recycle")
        assert where(folder) == []


def test_lists_work_on_without_a_row(folder: RegisterFolder, command: Command) -> None:
    theirs = folder.root.with_name("theirs.jsonl")
    assert command("decisions", "dump", theirs)[0] == 0
    status, out, _ = run(command, "leak:2")
    assert (status, out.partition(" expunged ")[0]) == (0, "1 row of lists and 2 decisions")
    status, out, _ = command("lists", "overlap", "--json")
    assert status == 0
    rows = {one["name"]: one["rows"] for one in json.loads(out)["lists"]}
    assert (rows["leak"], rows["ngo"]) == (2, 3)
    assert command("lists", "estimate")[0] == 0
    held = [one for one in command("review", "--json")[1].splitlines() if NAMES[0] in one]
    assert held == []
    # What somebody else judged of the row does not come back with their file.
    given = read_file(theirs)
    assert load(folder.root, given).added == []
    found = verified(folder, deep=True)
    assert found.altered == []
    assert run(command, "leak:2")[0] == 2


def test_a_whole_list_goes_with_all_that_was_judged_of_it(folder: RegisterFolder, command: Command) -> None:
    manifested(folder)
    status, out, _ = run(command, "--list", "leak")
    assert (status, out.partition(" expunged ")[0]) == (0, "1 whole list and 3 decisions")
    assert not list((folder.root / "manifests").glob("*.txt"))
    assert [one.called for one in read_decisions(folder.root)] == ["more:2 ngo:4"]
    assert command("lists", "overlap")[0] == 0
    assert verified(folder, deep=True).altered == []
    assert "leak" not in command("lists", "overlap", "--json")[1]


def test_a_run_that_was_stopped_is_said_and_finished(
    folder: RegisterFolder, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    class StopError(Exception):
        """The run is killed."""

    def stop(*_: object, **__: object) -> None:
        raise StopError

    # After what was judged is gone, and before the list is made anew.
    with monkeypatch.context() as patched:
        patched.setattr("vidmova.register.listforgetting.keep_list", stop)
        with pytest.raises(StopError):
            run(command, "leak:2")
    assert any("vidmova expunge --finish ends it" in line for line in verified(folder).notes)
    assert verified(folder).altered == []
    assert command("expunge", "--finish")[0] == 0
    found = verified(folder, deep=True)
    assert found.altered == []
    assert not any("--finish" in line for line in found.notes)
    assert NAMES[0] not in command("lists", "overlap", "--json")[1]


def test_a_file_that_is_a_list_and_a_document_goes_as_both(
    folder: RegisterFolder, command: Command, tmp_path: Path
) -> None:
    path = tmp_path / "leak.txt"
    path.write_bytes((tmp_path / "leak.csv").read_bytes())
    assert command("build", path, "-q")[0] == 0
    status, out, err = run(command, "leak:2")
    assert status == 0
    assert "the list's file was also given as a document: " in err
    assert [line.partition(" expunged ")[0] for line in out.splitlines()] == [
        "1 document and 2 decisions",
        "1 row of lists",
    ]
    assert verified(folder, deep=True).altered == []
