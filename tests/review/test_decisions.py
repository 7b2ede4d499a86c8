"""Whatever a file from outside holds, it is a decision written our way or none."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.review.writer import decision
from vidmova.errors import InputError
from vidmova.review.claimvalues import FIELDS, as_field
from vidmova.review.decisions import checked, decoded, encoded, sealed
from vidmova.review.merging import read_file

WHOLE = encoded(sealed(decision("Ann", 3), None))


@given(st.binary(max_size=200))
def test_any_bytes_are_no_decision(line: bytes) -> None:
    assert decoded(line) is None


@given(st.integers(0, len(WHOLE) - 1), st.binary(max_size=3))
def test_a_decision_with_other_bytes_is_another_or_none(at: int, other: bytes) -> None:
    line = WHOLE[:at] + other + WHOLE[at + 1 :]
    found = decoded(line)
    assert found is None or encoded(found) == line


@pytest.mark.parametrize("number", [b"9" * 5000, b"1e400", b"-1e-400", b"NaN", b"1" + b"0" * 30])
def test_monstrous_numbers_are_no_crash(number: bytes) -> None:
    line = WHOLE.replace(b'"start":3', b'"start":' + number)
    found = decoded(line)
    assert found is None or encoded(found) == line


def test_what_cannot_be_written_down_is_refused() -> None:
    with pytest.raises(InputError, match="cannot be written down"):
        checked(replace(decision("Ann", 1), why="\udcff"))


@given(st.sampled_from(FIELDS), st.text(max_size=20))
def test_whatever_is_typed_is_a_value_or_refused_in_a_sentence(field: str, said: str) -> None:
    with suppress(InputError):
        assert encoded(replace(decision("Ann", 1), after=as_field(field, said)))


@pytest.mark.parametrize("content", [b"\n\n", b"{}", b"\xff\xfe", b"[" * 100_000, WHOLE + b"\n" + WHOLE, WHOLE[:50]])
def test_files_that_are_no_chains_are_refused(tmp_path: Path, content: bytes) -> None:
    place = tmp_path / "theirs.jsonl"
    place.write_bytes(content)
    with pytest.raises(InputError, match="line"):
        read_file(place)
    with pytest.raises(InputError):
        read_file(tmp_path / "missing.jsonl")
    with pytest.raises(InputError):
        read_file(tmp_path)


def test_an_empty_file_has_no_decisions(tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").touch()
    assert read_file(tmp_path / "none.jsonl") == []
