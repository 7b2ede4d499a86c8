import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.judged import linked
from vidmova.records import Linked
from vidmova.totals import charts
from vidmova.totals.distributions import distributions
from vidmova.totals.judgments import Judgment, judgments
from vidmova.totals.paths import paths
from vidmova.totals.pictures import Area, Picture, Words, png, svg

MODEL = judgments(linked()).judgments[0]
CARD = "#FFFFFF"


def said(picture: Picture) -> list[str]:
    return [shape.said for shape in picture.shapes if isinstance(shape, Words)]


def terms(*months: tuple[int, int | None], kind: str = "prison") -> list[Judgment]:
    return [replace(MODEL, event=f"j{number}", term_months=each, kind=(kind,)) for number, each in enumerate(months)]


def test_each_term_is_a_dot_and_five_have_a_median() -> None:
    picture = charts.terms_chart(distributions(terms(*[(60, 60)] * 3, (72, 72), (96, 96)), "court"), "court")
    dots = [shape for shape in picture.shapes if isinstance(shape, Area)]
    assert len(dots) == 5 + 2
    assert "5 of 5 with a term · median 60" in said(picture)
    assert "0" in said(picture)


def test_four_terms_have_no_median() -> None:
    picture = charts.terms_chart(distributions(terms(*[(60, 60)] * 4), "court"), "court")
    assert not any("median" in words for words in said(picture))


def test_dots_never_hide_one_another() -> None:
    picture = charts.terms_chart(distributions(terms(*[(60, 60), (61, 61)] * 10), "court"), "court")
    dots = [shape.points for shape in picture.shapes if isinstance(shape, Area)]
    assert len(set(dots)) == len(dots)
    assert max(y for dot in dots for _, y in dot) < picture.height


def test_a_term_told_differently_is_a_line_and_an_open_one_an_arrow() -> None:
    exact = charts.terms_chart(distributions(terms((60, 60)), "court"), "court")
    wide = charts.terms_chart(distributions(terms((60, 72)), "court"), "court")
    still_open = charts.terms_chart(distributions(terms((60, None)), "court"), "court")
    assert len({svg(one) for one in (exact, wide, still_open)}) == 3


def test_court_names_are_escaped() -> None:
    rows = [replace(one, court=("<b> & «Суд»",)) for one in terms((60, 60))]
    drawn = svg(charts.terms_chart(distributions(rows, "court"), "court"))
    ET.fromstring(drawn)
    assert "&lt;b&gt; &amp; «Суд»" in drawn


def test_stages_are_named_and_the_unknown_is_hatched() -> None:
    picture = charts.flow_chart(paths(linked()))
    assert said(picture) == ["1 way from stage to stage", "then nothing is told", "awol 1", "sentence 1", "ruling 1"]
    ET.fromstring(svg(picture))
    assert "<title>1 way from stage to stage</title>" in svg(picture)


@pytest.mark.parametrize("made", [Linked(claims={}), linked()])
def test_there_is_always_a_picture(made: Linked) -> None:
    ET.fromstring(svg(charts.flow_chart(paths(made))))
    ET.fromstring(svg(charts.terms_chart(distributions(judgments(made).judgments, "month"), "month")))


def test_pictures_are_also_png() -> None:
    pytest.importorskip("PIL")
    rows = [replace(one, court=("Суд у Житомирі",)) for one in terms((60, 60), (60, 72))]
    for picture in (charts.flow_chart(paths(linked())), charts.terms_chart(distributions(rows, "court"), "court")):
        assert png(picture).startswith(b"\x89PNG")


@given(st.floats(2, 300), st.floats(2, 300))
def test_hatching_stays_within_its_box(width: float, height: float) -> None:
    for shape in charts.hatched(10, 20, width, height, charts.REST):
        for x, y in getattr(shape, "points", ()):
            assert 10 - 1e-6 <= x <= 10 + width + 1e-6
            assert 20 - 1e-6 <= y <= 20 + height + 1e-6


@pytest.mark.parametrize(
    ("colour", "least"),
    [
        (charts.INK, 4.5),
        (charts.SECOND, 4.5),
        (charts.EDGE, 3.0),
        *((one, 3.0) for one in (charts.REFUSE, charts.PUNISH, charts.TRIAL, charts.EXILE, charts.REST)),
    ],
)
def test_colours_can_be_told_from_the_ground(colour: str, least: float) -> None:
    assert contrast(colour, CARD) >= least


@pytest.mark.parametrize("pale", sorted(charts.PALE.values()))
def test_words_can_be_read_on_bands(pale: str) -> None:
    assert contrast(charts.INK, pale) >= 4.5


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(part, 16) / 255 for part in re.findall("[0-9A-Fa-f]{2}", colour)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
