"""Pictures of totals."""

from pathlib import Path

import pytest

from vidmova.errors import UsageError
from vidmova.totals.pictures import Bar, Curve, bars, check, curves, png, svg, ticks, write


def test_bars_as_svg() -> None:
    drawn = svg(bars([Bar("=", 500, 900), Bar("Kharkiv <2022>", 500, None)]))
    assert drawn.startswith("<svg")
    assert "500-900" in drawn
    assert "500+" in drawn
    assert "Kharkiv &lt;2022&gt;" in drawn
    assert svg(bars([])).endswith("</svg>\n")


def test_curves_as_svg() -> None:
    drawn = svg(curves([Curve("Mediazona", (("2023-06-30", 456), ("2023-12-31", 1053)))]))
    assert "2023-06-30" in drawn
    assert "Mediazona" in drawn
    assert svg(curves([]))


def test_png_where_it_can_be_made(tmp_path: Path) -> None:
    pytest.importorskip("PIL")
    path = tmp_path / "a.png"
    write(bars([Bar("one", 3, 9), Bar("two", 1, None)]), path)
    assert path.read_bytes().startswith(b"\x89PNG")
    assert png(curves([Curve("one", (("2023-06-30", 4),))]))


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.svg or \.png"):
        check(tmp_path / "a.jpg")


@pytest.mark.parametrize("most", [1, 7, 99, 1598, 71_400])
def test_ticks_are_few_and_round(most: int) -> None:
    found = ticks(most)
    assert found[0] == 0
    assert found[-1] <= most
    assert 1 < len(found) <= 8
