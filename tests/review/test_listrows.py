"""Rows of lists are found again by what they say, wherever they stand; where that cannot be, nobody guesses."""

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tests.review.writer import decision
from vidmova.errors import InputError, UsageError
from vidmova.review.decisions import ClaimKey, Decision, RowKey, checked, decoded, encoded, identity, seal_of, sealed
from vidmova.review.listrows import ListRows, is_row
from vidmova.review.log import chain_of, read_decisions, save, verify
from vidmova.review.merging import load, read_file
from vidmova.totals.linkage import Record
from vidmova.totals.lists import PersonList, Row

OLD, NEW, OTHER = "a" * 64, "b" * 64, "c" * 64
HAI = Row(number=2, label="1", name="Гайворон Павло", born="1990-05-17", unit="72 ОМБр", other={"тел": "1"})
SKL = Row(number=3, label="2", name="Скляр Юрій", born="1988")
KEY = RowKey("ngo", "1" * 64, "2" * 64, OLD)
SECOND = replace(KEY, row="3" * 64)


def rows(*lists: tuple[str, str, tuple[Row, ...]]) -> ListRows:
    made = [PersonList(name=name, rows=given) for name, _, given in lists]
    return ListRows(made, {name: file for name, file, _ in lists if file})


NGO = rows(("ngo", OLD, (HAI, SKL)))
MOVED = replace(HAI, number=9, label="77")
LOUDER = replace(HAI, name="ГАЙВОРОН  Павло", outcome="вирок", other={})
CASES = [
    ("as it was", [("ngo", OLD, (HAI, SKL))], (0, 2)),
    ("the list has another name", [("leak", OLD, (HAI, SKL))], (0, 2)),
    ("another order and new rows, in a new file", [("ngo", NEW, (SKL, MOVED))], (0, 9)),
    ("a new file under another name", [("new", NEW, (SKL, MOVED))], (0, 9)),
    ("the file first, then the name", [("ngo", NEW, (HAI,)), ("old", OLD, (HAI,))], (1, 2)),
    ("the name first, then anywhere", [("else", NEW, (HAI,)), ("ngo", OTHER, (HAI,))], (1, 2)),
    ("two sheets of one file", [("second", OLD, (HAI,)), ("ngo", OLD, (HAI,))], (1, 2)),
    ("it says more now, about the same person", [("ngo", NEW, (LOUDER,))], (0, 2)),
    ("of rows that repeat each other, the first", [("ngo", NEW, (SKL, HAI, MOVED))], (0, 2)),
    ("it says something else", [("ngo", NEW, (replace(HAI, born="1991"),))], None),
    ("more is said, in a list of another name", [("new", NEW, (LOUDER,))], None),
    ("two say it, in two other lists", [("one", NEW, (HAI,)), ("two", OTHER, (HAI,))], None),
    ("two may be about that person", [("ngo", NEW, (LOUDER, replace(LOUDER, number=5, note="x")))], None),
    ("there is no list", [], None),
    ("only the documents name somebody", [("register", "", (replace(HAI, label="p-1"),))], None),
]


@pytest.mark.parametrize(("there", "found"), [one[1:] for one in CASES], ids=[one[0] for one in CASES])
def test_a_row_is_found_again(there: list[tuple[str, str, tuple[Row, ...]]], found: tuple[int, int] | None) -> None:
    assert rows(*there).find(NGO.key(Record(0, 2))) == (Record(*found) if found else None)


PERSON = Row(number=1, label="p-1", name="Іван Дуб", unit="72")
NAMED = rows(("register", "", (PERSON,))).key(Record(0, 1))


@pytest.mark.parametrize(
    ("there", "found"),
    [
        ((PERSON,), 1),
        ((replace(PERSON, number=4, name="Дуб І.", unit=""),), 4),
        ((replace(PERSON, number=4, label="p-2", unit=""),), 4),
        ((replace(PERSON, label="p-2"), replace(PERSON, label="p-3", number=2)), None),
        ((replace(PERSON, label="p-2"), replace(PERSON, name="x", number=2)), 2),
    ],
)
def test_somebody_named_in_documents_is_found_by_id_else_by_name(there: tuple[Row, ...], found: int | None) -> None:
    place = rows(("ngo", OLD, (SKL,)), ("register", "", there)).find(NAMED)
    assert place == (Record(1, found) if found else None)
    assert not NGO.covers(NAMED)


def test_rows_have_names() -> None:
    both = rows(("ngo: of 2022", OLD, (HAI, MOVED)), ("leak", NEW, (SKL,)))
    assert both.record("ngo: of 2022:9") == Record(0, 2)
    assert both.called(Record(0, 2)) == "ngo: of 2022:2"
    assert both.said(Record(1, 3)) == "Скляр Юрій · 1988"
    assert [is_row(name) for name in ("ngo:2", "3f9a0c11d2e4-c007", "ngo:", ":2", "ngo:x", "ngo 2")] == [True] + [
        False
    ] * 5
    with pytest.raises(UsageError, match="no list is called oun; there are ngo: of 2022, leak"):
        both.record("oun:2")
    with pytest.raises(UsageError, match="leak has no row 4"):
        both.record("leak:4")


def of_rows(
    kind: str = "join", *, keys: tuple[RowKey, ...] = (KEY, SECOND), who: str = "Ann", why: str = "x"
) -> Decision:
    made: dict[str, Any] = {
        "kind": kind,
        "who": who,
        "when": "2026-11-22T10:00:00.000000Z",
        "why": why,
        "called": "ngo:2 ngo:3",
    }
    return Decision(**made, rows=list(keys))


def test_decisions_without_rows_are_written_as_ever() -> None:
    key = ClaimKey("a" * 64, "b" * 64, 3, 12, "refuse")
    one = Decision(
        kind="reject", who="Ann", when="2026-11-22T10:00:00.000000Z", why="no", claims=[key], seen=["c" * 64]
    )
    bare = (
        f'{{"claims":[{{"act":"refuse","document":"{"a" * 64}","end":12,"hand":"","ordinal":0,"passage":"","start":3,'
        f'"text":"{"b" * 64}"}}],"kind":"reject","seen":["{"c" * 64}"],"when":"2026-11-22T10:00:00.000000Z",'
        '"who":"Ann","why":"no"}'
    )
    assert encoded(one) == bare.encode()
    assert b"rows" not in encoded(sealed(one, None))
    assert identity(one) == "04bb2e57421f9da3612eb64401b921f81a021d22aa087484a07de85ac5a26ed9"


def test_decisions_about_rows_are_sealed_as_others() -> None:
    one = sealed(of_rows(), sealed(decision("Ann", 3), None))
    assert decoded(encoded(one)) == one
    assert one.seal == seal_of(one)
    changed = encoded(one).replace(b"1" * 64, b"4" * 64)
    assert (found := decoded(changed)) is not None
    assert found.seal != seal_of(found)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (of_rows(keys=(KEY,)), "what to join"),
        (of_rows(keys=(KEY, KEY)), "what to join"),
        (of_rows(keys=(KEY, SECOND, NAMED)), "what to join"),
        (of_rows("accept"), "what to accept"),
        (of_rows("add"), "what to add"),
        (of_rows("withdraw"), "what to withdraw"),
        (of_rows("best"), "what to best"),
        (replace(of_rows(), claims=decision("Ann", 1).claims, seen=["c" * 64]), "what to join"),
        (of_rows(keys=(KEY, replace(SECOND, row="x"))), "not named by digests"),
        (of_rows(keys=(KEY, replace(SECOND, file="x"))), "not named by digests"),
        (of_rows(why=" "), "say why"),
    ],
)
def test_what_says_too_little_is_not_kept(wrong: Decision, said: str) -> None:
    with pytest.raises(InputError, match=said):
        checked(wrong)


def test_they_are_kept_dumped_and_loaded_as_others(tmp_path: Path) -> None:
    mine, theirs = tmp_path / "mine", tmp_path / "theirs"
    for root in (mine, theirs):
        root.mkdir()
    save(theirs, [decision("Bo", 1), of_rows(who="Bo"), of_rows("unsure", who="Bo", keys=(KEY, NAMED))])
    save(mine, [of_rows("separate")])
    dumped = chain_of(theirs).place
    given = read_file(dumped)
    assert len(load(mine, given).added) == 3
    again = load(mine, given)
    assert (again.added, again.skipped) == ([], 3)
    found = read_decisions(mine)
    assert [(one.kind, len(one.rows), bool(one.origin)) for one in found] == [
        ("separate", 2, False),
        ("reject", 0, True),
        ("join", 2, True),
        ("unsure", 2, True),
    ]
    assert verify(mine) == []
    dumped.write_bytes(dumped.read_bytes().replace(b"1" * 64, b"4" * 64))
    with pytest.raises(InputError, match="not as it was dumped"):
        read_file(dumped)
