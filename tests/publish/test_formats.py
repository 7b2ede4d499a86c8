import inspect
import shutil
import subprocess
from importlib import import_module
from pathlib import Path
from typing import get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings

from tests.publish.hostile import contents
from tests.publish.released import EMPTY, SOME, release
from vidmova.errors import OurBugError, UsageError
from vidmova.protect.release import Contents, Maker, Release
from vidmova.publish import checksums, formats
from vidmova.publish.formats import FORMATS, KNOWN, write

MINE = ["json", "csv", "xlsx", "parquet", "ftm", "geojson", "annotations"]


@pytest.mark.parametrize("name", MINE)
def test_a_writer_takes_a_release_and_nothing_else(name: str) -> None:
    hints = get_type_hints(FORMATS[name])
    assert hints == {"release": Release, "folder": Path, "return": list[Path]}
    assert list(inspect.signature(FORMATS[name]).parameters) == ["release", "folder"]


def test_all_formats_have_a_name_and_a_meaning() -> None:
    assert set(MINE) < set(FORMATS)
    assert len(FORMATS) == len(KNOWN)
    assert all(form.means for form in KNOWN.values())


def test_a_release_is_written_the_same_each_time(tmp_path: Path) -> None:
    for turn in ("one", "two"):
        write(release(SOME), tmp_path / turn, MINE)
    both = [[path.read_bytes() for path in checksums.files_of(tmp_path / turn)] for turn in ("one", "two")]
    assert both[0] == both[1]


def test_what_is_said_to_be_written_is_there_and_all_of_it(tmp_path: Path) -> None:
    written = write(release(SOME), tmp_path, MINE)
    assert sorted(written) == sorted(checksums.files_of(tmp_path))
    assert written[-1].name == "SHA256SUMS"


def test_a_release_of_nothing_is_written_in_every_format(tmp_path: Path) -> None:
    write(release(EMPTY), tmp_path, MINE)
    assert (tmp_path / "csv" / "statements.csv").read_text(encoding="utf-8-sig").count("\n") == 1


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not installed")
def test_sha256sum_accepts_the_list(tmp_path: Path) -> None:
    write(release(SOME), tmp_path, ["csv", "annotations"])
    done = subprocess.run(["sha256sum", "-c", "--strict", "SHA256SUMS"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(": OK") == len(checksums.files_of(tmp_path)) - 1


def test_an_unknown_format_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no format doc"):
        write(release(SOME), tmp_path / "out", ["csv", "doc"])
    assert not (tmp_path / "out").exists()


def test_a_missing_library_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError("No module named 'pyarrow'", name="pyarrow")

    monkeypatch.setattr(formats, "import_module", missing)
    with pytest.raises(UsageError, match=r"needs pyarrow.*vidmova\[exchange\]"):
        FORMATS["parquet"]


def test_an_unprotected_release_cannot_be_written() -> None:
    with pytest.raises(OurBugError):
        Release(SOME, Maker())


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(contents())
def test_anything_can_be_written(tmp_path_factory: pytest.TempPathFactory, any_contents: Contents) -> None:
    folder = tmp_path_factory.mktemp("any")
    write(release(any_contents), folder, MINE)
    assert checksums.altered(folder) == []


def test_known_modules_are_there() -> None:
    for name in MINE:
        assert callable(import_module(KNOWN[name].module).write)
