from pathlib import Path

import pytest
from msgspec.structs import replace

from vidmova.archive import provenance
from vidmova.archive.intake import digest_of
from vidmova.errors import EngineError, UsageError
from vidmova.register.database import Place
from vidmova.register.lists import Added, added, folder_of, keep_list, read_again
from vidmova.register.store import Store
from vidmova.totals.columns import ColumnMap
from vidmova.totals.learning import Weights
from vidmova.totals.linkage import Linkage, Pair, Record

TABLE = "ПІБ;Рік;тел\nГайворон Павло;05.1990;1\n;1991;2\nСкляр Юрій;нема;3\n".encode()
OTHER = "ПІБ;Рік;тел\nГайворон Павло;1990;1\n".encode()


def new(payload: bytes = TABLE, name: str = "leak") -> Added:
    columns = ColumnMap({"name": "ПІБ", "born": "Рік"})
    return Added(name=name, maker="unknown", file=f"{name}.csv", digest=digest_of(payload), map=columns)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = tmp_path / "given"
    made.mkdir()
    keep_list(made, new(), TABLE)
    return made


def test_a_list_is_kept_with_its_bytes_and_how_to_read_them(root: Path) -> None:
    assert added(root) == [new()]
    assert provenance.verify(folder_of(root)) == []
    made = read_again(root, new())
    assert [(row.name, row.born, row.other) for row in made.rows] == [
        ("Гайворон Павло", "1990-05", {"тел": "1"}),
        ("Скляр Юрій", None, {"тел": "3", "born as written": "нема"}),
    ]
    assert [fault.row for fault in made.faults] == [3, 4]


def test_the_same_again_changes_nothing(root: Path) -> None:
    before = (folder_of(root) / "added.jsonl").read_bytes()
    keep_list(root, new(), TABLE)
    assert (folder_of(root) / "added.jsonl").read_bytes() == before


def test_a_name_stands_for_one_list_unless_it_is_replaced(root: Path) -> None:
    other = new(OTHER)
    with pytest.raises(
        UsageError, match=r"there is a list leak already \(leak.csv\); give another --name, or --replace"
    ):
        keep_list(root, other, OTHER)
    keep_list(root, other, OTHER, replace=True)
    assert added(root) == [other]


def test_one_file_is_not_two_lists(root: Path) -> None:
    with pytest.raises(
        UsageError, match="in this register already, as leak; a list that counts twice is no second list"
    ):
        keep_list(root, new(name="again"), TABLE)


def test_altered_records_of_lists_are_named(root: Path) -> None:
    (folder_of(root) / "added.jsonl").write_bytes(b"{}\n")
    with pytest.raises(EngineError, match="was altered"):
        added(root)


def test_rows_are_stored_as_read_and_anew_only_when_needed(root: Path, place: Place) -> None:
    keep_list(root, new(OTHER, "ngo"), OTHER)
    with Store(place) as store:
        assert store.bring_lists(root)
        assert not store.bring_lists(root)
        assert store.person_lists() == [read_again(root, new()), read_again(root, new(OTHER, "ngo"))]
        keep_list(root, replace(new(), maker="somebody"), TABLE, replace=True)
        assert store.bring_lists(root)
        assert [one.maker for one in store.person_lists()] == ["somebody", "unknown"]


def test_who_is_one_is_kept_until_a_list_changes(root: Path, place: Place) -> None:
    keep_list(root, new(OTHER, "ngo"), OTHER)
    a, b, c = Record(0, 2), Record(0, 4), Record(1, 2)
    pair = Pair(a=a, b=c, judgement="same", probability=0.98, weight=9.5, features={"the surname is the same": 8.8})
    weights = Weights({"surname": (0.9, 0.1)}, {"surname": (0.1, 0.9)}, True, ("birth",))
    found = Linkage(people=[[a, c], [b]], pairs=[pair], weights=weights, shares={(0, 0): 0.0, (0, 1): 0.5, (1, 1): 0.0})
    with Store(place) as store:
        store.bring_lists(root)
        assert store.linkage(["leak", "ngo"], "recipe") is None
        store.keep_linkage(["leak", "ngo"], found, "recipe")
        assert store.linkage(["leak", "ngo"], "recipe") == found
        assert store.linkage(["leak", "ngo"], "other") is None
        keep_list(root, replace(new(), maker="somebody"), TABLE, replace=True)
        store.bring_lists(root)
        assert store.linkage(["leak", "ngo"], "recipe") is None
