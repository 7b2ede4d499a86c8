"""Digests of files are those of what stands on the disk, however it was written."""

import hashlib
from pathlib import Path

from vidmova.publish.writing import digest_of_file, noting, whole, written


def read(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_what_is_written_in_order_is_not_read_again(tmp_path: Path) -> None:
    with noting():
        with whole(tmp_path / "a") as out:
            out.write(b"one")
            out.write(b" two")
        digest = read(tmp_path / "a")
        (tmp_path / "a").write_bytes(b"one TWO")
        assert digest_of_file(tmp_path / "a") == digest
    assert digest_of_file(tmp_path / "a") == read(tmp_path / "a") != digest


def test_what_is_written_out_of_order_is_read(tmp_path: Path) -> None:
    with noting():
        with whole(tmp_path / "a") as out:
            out.write(b"....one")
            out.seek(0)
            out.write(b"four")
        assert digest_of_file(tmp_path / "a") == hashlib.sha256(b"fourone").hexdigest()


def test_a_file_of_another_size_is_read(tmp_path: Path) -> None:
    with noting():
        path = written(tmp_path / "a", b"one")
        path.write_bytes(b"three")
        assert digest_of_file(path) == read(path)


def test_the_last_that_was_written_counts(tmp_path: Path) -> None:
    with noting(), noting():
        written(tmp_path / "a", b"one")
        path = written(tmp_path / "a", b"two")
        assert digest_of_file(path) == read(path)
