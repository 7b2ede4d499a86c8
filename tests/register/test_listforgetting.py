"""Rows of lists and whole lists go for good, on each database; what is left is read as before."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.register.test_lists import OTHER, TABLE, new
from vidmova.archive import expunging, provenance
from vidmova.archive.intake import digest_of, place_of
from vidmova.archive.provenance import Expunging
from vidmova.errors import UsageError
from vidmova.register import listforgetting
from vidmova.register.checking import altered_database
from vidmova.register.database import Place
from vidmova.register.listforgetting import Leaving, leaving, remake
from vidmova.register.lists import added, altered_lists, every_added, folder_of, keep_list, read_again
from vidmova.register.store import Store
from vidmova.totals.columns import ColumnMap

MORE = "ПІБ;Рік;тел\nГайворон Павло;05.1990;1\n;1991;2\nДуб Іван;1980;7\nДуб Іван;1980;7\nГай;1985;1\n".encode()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = tmp_path / "given"
    made.mkdir()
    keep_list(made, new(), TABLE)
    keep_list(made, new(OTHER, "ngo"), OTHER)
    keep_list(made, replace(new(MORE), file="more.csv"), MORE, replace=True)
    return made


def expunged(root: Path, *rows: str, whole: tuple[str, ...] = ()) -> Leaving:
    """Expunge rows and lists, as far as the files of a register have them."""
    gone = leaving(root, rows, whole)
    said = Expunging(
        expunging=[], documents=gone.digests, rows=gone.named, lists=gone.lists, who="Ann", when="2026-01-01", why="x"
    )
    expunging.record(folder_of(root), said)
    remake(root)
    expunging.carry_out(folder_of(root))
    return gone


def files(root: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file())


def test_a_row_goes_and_the_others_keep_their_numbers(root: Path) -> None:
    gone = expunged(root, "leak:4")
    assert gone.named == ["leak:4", "leak:5"]
    assert sorted(gone.digests) == sorted([digest_of(TABLE), digest_of(MORE)])
    one = added(root)[0]
    assert [(row.number, row.name) for row in read_again(root, one).rows] == [(2, "Гайворон Павло"), (6, "Гай")]
    assert [fault.row for fault in read_again(root, one).faults] == [3]
    assert [each.name for each in added(root)] == ["leak", "ngo"]
    assert "Дуб".encode() not in files(root)
    # The file that another had taken the place of went as well.
    assert "Скляр".encode() not in files(root)
    assert altered_lists(root) == []
    assert not expunging.unfinished(root)


def test_rows_go_one_after_another(root: Path) -> None:
    expunged(root, "leak:4")
    expunged(root, "leak:2")
    assert [row.number for row in read_again(root, added(root)[0]).rows] == [6]
    assert altered_lists(root) == []
    with pytest.raises(UsageError, match="nothing would be left of leak; expunge it whole: --list leak"):
        leaving(root, ["leak:6"], [])


def test_a_line_that_was_left_out_can_go(root: Path) -> None:
    expunged(root, "leak:3")
    assert read_again(root, added(root)[0]).faults == ()
    assert altered_lists(root) == []


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("leek:2", "no list is called leek; there are leak, ngo"),
        ("leak:9", "leak has no row 9; vidmova expunge --naming"),
        ("leak:1", "row 1 of leak is its header"),
        ("ngo:2", "nothing would be left of ngo"),
    ],
)
def test_what_cannot_go_is_said_before_anything_does(root: Path, row: str, said: str) -> None:
    before = files(root)
    with pytest.raises(UsageError, match=said):
        leaving(root, ["leak:4", row], [])
    assert files(root) == before


def test_a_whole_list_goes_and_its_name_is_free(root: Path) -> None:
    expunged(root, whole=("leak",))
    assert [one.name for one in added(root)] == ["ngo"]
    assert [one.name for _, one in every_added(root)] == ["ngo"]
    assert "Дуб".encode() not in files(root)
    assert b"more.csv" not in files(root)
    assert altered_lists(root) == []
    with pytest.raises(UsageError, match=r"more\.csv was expunged from this register"):
        keep_list(root, replace(new(MORE), file="more.csv"), MORE)
    again = MORE + "Скляр;1988;3\n".encode()
    keep_list(root, new(again), again)
    assert [one.name for one in added(root)] == ["ngo", "leak"]
    assert altered_lists(root) == []


def test_the_file_does_not_come_back_as_it_was(root: Path) -> None:
    expunged(root, "leak:4")
    for payload in (TABLE, MORE):
        with pytest.raises(UsageError, match="does not come back as it was; give it without them"):
            keep_list(root, new(payload), payload, replace=True)


def test_two_lists_of_one_workbook_are_both_made_anew(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("python_calamine")
    book = openpyxl.Workbook()
    for sheet, names in (
        (book.active, ("Дуб Іван", "Гай Павло\nз дому Рудь", "Скляр")),
        (book.create_sheet("2"), ("Вовк",)),
    ):
        for said in ("ПІБ", *names):
            sheet.append([said])
    book.save(tmp_path / "leak.xlsx")
    payload = (tmp_path / "leak.xlsx").read_bytes()
    columns = ColumnMap({"name": "ПІБ"})
    for name, sheet in (("one", None), ("two", "2")):
        one = replace(new(payload, name), file="leak.xlsx", map=columns, sheet=sheet)
        keep_list(tmp_path, one, payload)
    assert expunged(tmp_path, "one:2").digests == [digest_of(payload)]
    rows = [[(row.number, row.name) for row in read_again(tmp_path, one).rows] for one in added(tmp_path)]
    assert rows == [[(3, "Гай Павло\nз дому Рудь"), (4, "Скляр")], [(2, "Вовк")]]
    assert not place_of(folder_of(tmp_path), digest_of(payload)).exists()
    assert altered_lists(tmp_path) == []


def test_a_run_that_was_stopped_is_finished(root: Path) -> None:
    gone = leaving(root, ["leak:4"], ["ngo"])
    said = Expunging(
        expunging=[], documents=gone.digests, rows=gone.named, lists=gone.lists, who="Ann", when="2026-01-01", why="x"
    )
    expunging.record(folder_of(root), said)
    assert expunging.unfinished(root)
    assert altered_lists(root) == []
    # The list is still there, and the whole one is not any more.
    assert [(one.name, len(read_again(root, one).rows)) for one in added(root)] == [("leak", 4)]
    remake(root)
    assert expunging.unfinished(root)
    assert altered_lists(root) == []
    for _ in range(2):
        remake(root)
        expunging.carry_out(folder_of(root))
        assert not expunging.unfinished(root)
        assert altered_lists(root) == []
        assert [(one.name, len(read_again(root, one).rows)) for one in added(root)] == [("leak", 2)]


def test_what_is_stored_follows(root: Path, place: Place) -> None:
    with Store(place) as store:
        store.bring_lists(root)
        expunged(root, "leak:4")
        assert store.bring_lists(root)
        assert [[row.number for row in one.rows] for one in store.person_lists()] == [[2, 6], [2]]
        expunged(root, whole=("leak",))
        assert store.bring_lists(root)
        assert [one.name for one in store.person_lists()] == ["ngo"]
        assert list(altered_database(store, [])) == []


def test_the_chain_says_how_the_table_came(root: Path) -> None:
    expunged(root, "leak:4")
    last = provenance.read_chain(folder_of(root))[-2:]
    assert {one.how for one in last} == {listforgetting.HOW}
    assert place_of(folder_of(root), last[0].digest).is_file()
    assert [one.told for one in expunging.expungings(root)] == ["2 rows of lists expunged on 2026-01-01 by Ann: x"]


def test_a_tombstone_that_nobody_made_is_named(root: Path) -> None:
    expunged(root, "leak:4")
    chain = provenance.chain_of(folder_of(root))
    lines = [line for line in chain.read_bytes().splitlines() if not line.startswith(b'{"expunging":')]
    chain.write_bytes(b"".join(line + b"\n" for line in lines))
    assert any("no expunging is recorded that made it" in fault for fault in altered_lists(root))


def test_rows_are_found_by_words_in_either_order(root: Path) -> None:
    assert listforgetting.lines_with(root, ["павло", "гайворон"]) == ["leak:2", "ngo:2"]
    assert listforgetting.lines_with(root, ["1991"]) == ["leak:3"]
    assert listforgetting.earlier_with(root, ["скляр"]) == ["leak"]
    assert listforgetting.earlier_with(root, ["дуб"]) == []
