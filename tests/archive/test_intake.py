import errno
import hashlib
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidmova.archive.intake import fetch_kept, keep, place_of
from vidmova.errors import EngineError


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


@given(st.binary(max_size=200))
def test_what_is_kept_comes_back(payload: bytes) -> None:
    with TemporaryDirectory() as name:
        digest = keep(Path(name), payload)
        assert digest == hashlib.sha256(payload).hexdigest()
        assert fetch_kept(Path(name), digest) == payload
        assert files(Path(name)) == [Path(name, "archive", digest[:2], digest[2:])]


def test_the_same_bytes_are_kept_once(tmp_path: Path) -> None:
    place = place_of(tmp_path, keep(tmp_path, b"abc"))
    before = place.stat().st_mtime_ns
    assert keep(tmp_path, b"abc") == keep(tmp_path, b"abc")
    assert place.stat().st_mtime_ns == before
    assert files(tmp_path) == [place]


def test_altered_bytes_are_noticed_and_kept_again(tmp_path: Path) -> None:
    digest = keep(tmp_path, b"abc")
    place_of(tmp_path, digest).write_bytes(b"abd")
    with pytest.raises(EngineError, match="altered"):
        fetch_kept(tmp_path, digest)
    keep(tmp_path, b"abc")
    assert fetch_kept(tmp_path, digest) == b"abc"


def test_bytes_that_are_gone_are_named(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="check the disk"):
        fetch_kept(tmp_path, "0" * 64)


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize(
    ("code", "said"),
    [(errno.ENOSPC, "disk is full"), (errno.EACCES, "may not be written"), (errno.EIO, "check the disk")],
)
def test_a_disk_that_refuses_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: int, said: str
) -> None:
    def refuse(*_: object) -> NoReturn:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(f"os.{step}", refuse)
    with pytest.raises(EngineError, match=said):
        keep(tmp_path, b"abc")
    assert files(tmp_path) == []
