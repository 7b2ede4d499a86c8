from pathlib import Path

import pytest

from vidmova.errors import OurBugError
from vidmova.publish import checksums


def some(folder: Path) -> Path:
    (folder / "a").mkdir()
    (folder / "a" / "b.txt").write_bytes(b"abc")
    (folder / "c.txt").write_bytes(b"")
    return checksums.write(folder)


def test_the_list_is_as_sha256sum_writes_it(tmp_path: Path) -> None:
    assert some(tmp_path).read_text(encoding="utf-8").splitlines() == [
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a/b.txt",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  c.txt",
    ]


def test_what_was_altered_removed_or_added_is_named(tmp_path: Path) -> None:
    some(tmp_path)
    assert checksums.altered(tmp_path) == []
    (tmp_path / "c.txt").write_bytes(b"x")
    (tmp_path / "a" / "b.txt").rename(tmp_path / "d.txt")
    assert checksums.altered(tmp_path) == [
        "a/b.txt: it is not in the folder",
        "d.txt: it is not in SHA256SUMS",
        "c.txt: it was altered",
    ]


def test_it_can_be_written_again_after_more_files_came(tmp_path: Path) -> None:
    some(tmp_path)
    (tmp_path / "report.html").write_bytes(b"more")
    checksums.write(tmp_path)
    assert checksums.altered(tmp_path) == []


def test_a_name_that_would_break_the_list_is_our_bug(tmp_path: Path) -> None:
    (tmp_path / "a\nb").write_bytes(b"")
    with pytest.raises(OurBugError):
        checksums.write(tmp_path)
