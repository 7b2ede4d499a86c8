"""Pictures of totals."""

from pathlib import Path
from typing import Any

import pytest

from vidmova.errors import UsageError
from vidmova.totals import pictures
from vidmova.totals.pictures import Bar, Curve, Words, bars, check, curves, png, svg, ticks, write


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


LONG = "Ростовский областной военный гарнизонный суд Южного военного округа"


@pytest.mark.parametrize("label", [LONG, LONG.upper(), "About 60 mobilised men refused, Novomykhailivka, March 2023"])
def test_a_label_has_room_in_any_font(label: str) -> None:
    font = pytest.importorskip("PIL.ImageFont")
    (shown,) = [one for one in bars([Bar(label, 3, 9)]).shapes if isinstance(one, Words) and one.anchor == "end"]
    assert shown.said.endswith("…")
    assert label.startswith(shown.said[:-1])
    for name in pictures.FILES:
        try:
            assert font.truetype(name, pictures.SIZE).getlength(shown.said) < shown.x
        except OSError:
            continue


def test_a_short_label_is_kept_whole() -> None:
    assert "Суд в Одесі" in svg(bars([Bar("Суд в Одесі", 3, 9)]))


def test_without_a_font_for_cyrillic_no_boxes_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("PIL")
    monkeypatch.setattr(pictures, "FILES", ("there is no such font.ttf",))
    assert png(bars([Bar("Odesa", 3, 9)]))
    with pytest.raises(
        UsageError, match=r"no font with Cyrillic letters was found, as “Одеса” needs; .* write an \.svg"
    ):
        png(bars([Bar("Odesa", 3, 9), Bar("Одеса", 1, 2)]))


def test_cyrillic_letters_differ_where_there_is_a_font(tmp_path: Path) -> None:
    font = pytest.importorskip("PIL.ImageFont")
    found = next((name for name in pictures.FILES if _there(font, name)), None)
    if found is None:
        pytest.skip("no font with Cyrillic on this machine")
    assert png(bars([Bar("Жж", 3, 9)])) != png(bars([Bar("Щщ", 3, 9)]))


def _there(font: Any, name: str) -> bool:
    try:
        font.truetype(name, pictures.SIZE)
    except OSError:
        return False
    return True


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.svg or \.png"):
        check(tmp_path / "a.jpg")


@pytest.mark.parametrize("most", [1, 7, 99, 1598, 71_400])
def test_ticks_are_few_and_round(most: int) -> None:
    found = ticks(most)
    assert found[0] == 0
    assert found[-1] <= most
    assert 1 < len(found) <= 8
