from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from vidmova import __version__
from vidmova.archive.chaining import BEGINNING
from vidmova.archive.intake import keep, place_of
from vidmova.archive.provenance import Receipt, append, chain_of, now, read_chain, verify


def receipt(folder: Path, name: str) -> Receipt:
    payload = name.encode()
    return Receipt(
        digest=keep(folder, payload),
        name=name,
        source=f"/in/{name}",
        when=now(),
        size=len(payload),
        media_type="text/plain",
    )


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    append(tmp_path, [receipt(tmp_path, "a.txt"), receipt(tmp_path, "b.txt")])
    append(tmp_path, [receipt(tmp_path, "c.txt")])
    return tmp_path


def lines(folder: Path) -> list[bytes]:
    return chain_of(folder).read_bytes().splitlines(keepends=True)


def test_each_line_carries_the_one_before(kept: Path) -> None:
    chain = read_chain(kept)
    assert [one.name for one in chain] == ["a.txt", "b.txt", "c.txt"]
    assert chain[0].previous == BEGINNING
    assert len({one.previous for one in chain}) == 3
    assert {one.version for one in chain} == {__version__}
    assert verify(kept) == []


def test_nothing_received_is_nothing_wrong(tmp_path: Path) -> None:
    assert verify(tmp_path) == []
    assert read_chain(tmp_path) == []
    assert append(tmp_path, []) == []


@pytest.mark.parametrize("at", [0, 1, 2])
def test_an_altered_line_is_named(kept: Path, at: int) -> None:
    changed = lines(kept)
    changed[at] = changed[at].replace(b"/in/", b"/on/")
    chain_of(kept).write_bytes(b"".join(changed))
    assert len(verify(kept)) == 1
    assert "altered" in verify(kept)[0]


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_removed_line_is_named(kept: Path, at: int) -> None:
    changed = lines(kept)
    del changed[at]
    chain_of(kept).write_bytes(b"".join(changed))
    said = "\n".join(verify(kept))
    assert "removed" in said
    assert "added, no receipt names it" in said


def test_an_added_line_is_named(kept: Path) -> None:
    changed = lines(kept)
    chain_of(kept).write_bytes(changed[0] + changed[0] + b"".join(changed[1:]))
    assert any("line 2 (a.txt)" in said for said in verify(kept))


def test_lines_that_are_no_receipts_are_named(kept: Path) -> None:
    changed = lines(kept)
    chain_of(kept).write_bytes(changed[0] + b"{}\n" + b"".join(changed[1:]))
    assert any("line 2" in said and "no receipt" in said for said in verify(kept))


def test_altered_missing_and_added_bytes_are_named(kept: Path) -> None:
    chain = read_chain(kept)
    place_of(kept, chain[0].digest).write_bytes(b"x")
    place_of(kept, chain[1].digest).unlink()
    keep(kept, b"smuggled")
    said = verify(kept)
    assert [
        said[0].startswith("a.txt: its bytes in the archive were altered"),
        said[1].startswith("b.txt: its bytes are gone"),
    ]
    assert said[2].endswith("added, no receipt names it")
    assert len(said) == 3


def test_a_torn_last_line_is_set_aside_and_named(kept: Path) -> None:
    with chain_of(kept).open("ab") as chain:
        chain.write(b'{"digest":"00')
    assert ["torn" in said for said in verify(kept)] == [True]
    assert len(read_chain(kept)) == 3
    append(kept, [receipt(kept, "d.txt")])
    assert [one.name for one in read_chain(kept)][-1] == "d.txt"
    assert verify(kept) == []
    assert (kept / "archive" / "received.torn").read_bytes() == b'{"digest":"00\n'


def test_a_kill_before_the_seal_is_no_alteration(kept: Path) -> None:
    seal = kept / "archive" / "received.seal"
    before = seal.read_bytes()
    append(kept, [receipt(kept, "d.txt")])
    seal.write_bytes(before)
    assert verify(kept) == []


@pytest.mark.parametrize("content", [b"", b"nonsense", b"12 abc"])
def test_a_broken_seal_is_named(kept: Path, content: bytes) -> None:
    (kept / "archive" / "received.seal").write_bytes(content)
    assert len(verify(kept)) == 1
    (kept / "archive" / "received.seal").unlink()
    assert verify(kept) == ["received.seal: removed"]


def test_many_writers_make_one_chain(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: append(tmp_path, [receipt(tmp_path, f"{number}.txt")]), range(20)))
    assert len(read_chain(tmp_path)) == 20
    assert verify(tmp_path) == []
