import csv
import io
import json
import shutil
import subprocess
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyrage
import pytest

from tests.happened import a_register
from vidmova.cli.build import build_register
from vidmova.errors import EngineError, UsageError
from vidmova.publish import internal
from vidmova.publish.internal import HOME, Member
from vidmova.register.checking import altered_texts, unfounded_links
from vidmova.register.folder import RegisterFolder, create
from vidmova.register.opening import open_store

TEXTS = {
    "a.txt": "Twelve soldiers from Krasnodar refused to go to the war in March 2022. They were dismissed.\n",
    "б.txt": "Двенадцать военных из Краснодара отказались ехать на войну в марте 2022 года. Их уволили.\n",
}
Key = Any
"""An identity of age; the library has no types."""


@pytest.fixture
def key() -> Key:
    return pyrage.x25519.Identity.generate()


@pytest.fixture
def register(tmp_path: Path) -> RegisterFolder:
    (tmp_path / "in").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "in" / name).write_text(text, encoding="utf-8")
    folder = create(tmp_path / "register")
    build_register((str(tmp_path / "in"),), folder, True, "lexicon")
    (folder.root / "desk.json").write_text("{}")
    (folder.root / "releases").mkdir()
    (folder.root / "releases" / "ledger.jsonl").write_text("")
    return folder


def export(folder: RegisterFolder, form: str, key: Key, out: Path, database: bool = False) -> tarfile.TarFile:
    readers = internal.recipients([str(key.to_public())])
    internal.write(out, internal.members(folder, form, database), readers)
    return tarfile.open(fileobj=io.BytesIO(pyrage.decrypt(out.read_bytes(), [key])))


def everything(folder: RegisterFolder) -> list[object]:
    with open_store(folder) as store:
        assert not [*altered_texts(store), *unfounded_links(store)]
        return [list(store.every_document()), store.every_claim(), store.entities(), store.summary()]


def test_a_register_comes_back_the_same(register: RegisterFolder, key: Key, tmp_path: Path) -> None:
    with export(register, "register", key, tmp_path / "x.internal.tar.age") as packed:
        packed.extractall(tmp_path / "there", filter="data")
    there = create(tmp_path / "there" / HOME)
    assert not there.database.exists()
    build_register((), there, True, "lexicon")
    assert everything(there) == everything(register)
    assert (there.root / "releases" / "ledger.jsonl").exists()


def test_what_can_be_rebuilt_and_what_is_passing_stay_out(register: RegisterFolder, key: Key, tmp_path: Path) -> None:
    for name in (".lock", "incoming/x/00001-a.txt", "register.db-wal", ".part-1"):
        (register.root / name).parent.mkdir(parents=True, exist_ok=True)
        (register.root / name).write_text("")
    with export(register, "register", key, tmp_path / "a") as packed:
        names = packed.getnames()
    assert names == sorted(names)
    assert {name.split("/")[1] for name in names} == {
        "INTERNAL.txt", "archive", "config.toml", "decisions.jsonl", "desk.json", "releases",
    }  # fmt: skip
    with export(register, "register", key, tmp_path / "b", database=True) as packed:
        assert f"{HOME}/register.db" in packed.getnames()


def test_the_copy_does_not_lead_to_a_server(register: RegisterFolder, key: Key, tmp_path: Path) -> None:
    config = register.root / "config.toml"
    said = config.read_text(encoding="utf-8").replace('database = ""', 'database = "postgresql://desk@db.example/v"')
    config.write_text(said.replace('schema = ""', 'schema = "register_1"'), encoding="utf-8")
    found = {one.name: one.content for one in internal.members(register, "register")}
    assert isinstance(found["config.toml"], bytes)
    assert b"db.example" not in found["config.toml"]
    assert b'schema = ""' in found["config.toml"]


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_all_records_are_in_it(form: str, key: Key, tmp_path: Path) -> None:
    folder = a_register(tmp_path / "register")
    with export(folder, form, key, tmp_path / "x") as packed:
        names = {name.split("/")[1] for name in packed.getnames()} - {"INTERNAL.txt"}
        claims = packed.extractfile(f"{HOME}/claims.{form}")
        assert claims is not None
        text = claims.read().decode("utf-8-sig")
    assert len(names) == 12
    rows = (
        [json.loads(line) for line in text.splitlines()] if form == "jsonl" else list(csv.DictReader(io.StringIO(text)))
    )
    assert len(rows) == 5
    assert {str(row["act"]) for row in rows} == {"refuse", "dismiss", "lawsuit"}
    assert any("Двенадцать" in str(row["spans"]) for row in rows)


def test_the_tar_is_the_same_each_time(register: RegisterFolder) -> None:
    def packed() -> bytes:
        return b"".join(internal._pieces(internal.members(register, "register")))

    assert packed() == packed()


def test_it_is_never_in_clear_on_the_disk(
    register: RegisterFolder, key: Key, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def seen(source: object, out: io.BufferedWriter, to: object) -> None:
        encrypt(source, out, to)
        out.flush()
        for path in (tmp_path / "out").iterdir():
            content = path.read_bytes()
            assert content.startswith(b"age-encryption.org/v1")
            assert b"Krasnodar" not in content

    encrypt: Callable[..., None] = pyrage.encrypt_io
    monkeypatch.setattr(pyrage, "encrypt_io", seen)
    (tmp_path / "out").mkdir()
    export(register, "register", key, tmp_path / "out" / "x").close()
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["x"]


def test_only_its_reader_can_read_it(register: RegisterFolder, key: Key, tmp_path: Path) -> None:
    export(register, "jsonl", key, tmp_path / "x").close()
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt((tmp_path / "x").read_bytes(), [pyrage.x25519.Identity.generate()])
    assert (tmp_path / "x").stat().st_mode & 0o077 == 0


@pytest.mark.skipif(shutil.which("age") is None, reason="age is not installed")
def test_the_program_age_reads_it(register: RegisterFolder, key: Key, tmp_path: Path) -> None:
    export(register, "register", key, tmp_path / "x").close()
    (tmp_path / "key").write_text(str(key))
    done = subprocess.run(
        ["age", "-d", "-i", str(tmp_path / "key"), str(tmp_path / "x")], capture_output=True, check=True
    )
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as packed:
        assert f"{HOME}/config.toml" in packed.getnames()


def test_an_export_that_fails_leaves_nothing(key: Key, tmp_path: Path) -> None:
    vanished = iter([Member("a.txt", b"a" * 100_000), Member("gone.txt", tmp_path / "gone.txt")])
    with pytest.raises(EngineError, match=r"gone\.txt"):
        internal.write(tmp_path / "x", vanished, internal.recipients([str(key.to_public())]))
    assert list(tmp_path.iterdir()) == []


def test_an_earlier_export_is_not_overwritten(register: RegisterFolder, key: Key, tmp_path: Path) -> None:
    out = tmp_path / "x"
    out.write_bytes(b"earlier")
    with pytest.raises(UsageError, match="never overwritten"):
        export(register, "jsonl", key, out)
    assert out.read_bytes() == b"earlier"


@pytest.mark.parametrize(
    ("out", "named"),
    [
        ("copy", "copy.internal.tar.age"),
        ("copy.tar.age", "copy.internal.tar.age"),
        ("copy.age", "copy.internal.tar.age"),
        ("my-internal", "my-internal.tar.age"),
        ("a.internal.tar.age", "a.internal.tar.age"),
    ],
)
def test_the_name_says_that_it_is_internal(out: str, named: str) -> None:
    assert internal.internal_name(Path("internal") / out) == Path("internal") / named


@pytest.mark.parametrize(
    "wrong",
    ["correct horse battery", "age1nothing", "ssh-ed25519 AAAA", str(pyrage.x25519.Identity.generate())],
    ids=["passphrase", "no key", "half a key", "secret key"],
)
def test_what_is_no_public_key_is_refused_and_not_repeated(wrong: str) -> None:
    with pytest.raises(UsageError) as refused:
        internal.recipients([wrong])
    assert wrong not in str(refused.value)


def test_keys_are_read_from_a_file(key: Key, tmp_path: Path) -> None:
    path = tmp_path / "keys.txt"
    path.write_text(f"# colleagues\n\n{key.to_public()}\n")
    assert internal.keys_in(path) == [str(key.to_public())]
    assert len(internal.recipients(internal.keys_in(path))) == 1
