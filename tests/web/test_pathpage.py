"""Paths: bands as thick as there are ways, each opening its cases, with the unknown as a band of its own."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tests.web.desks import Page
from tests.web.figured import counted, desk
from vidmova.totals.paths import Flow, People
from vidmova.web.sankey import MOST_STEPS, sankey

ACTS = ("refuse", "detain", "sentence")
FLOWS = st.lists(
    st.tuples(st.integers(0, 5), st.sampled_from(ACTS), st.sampled_from([*ACTS, None]), st.integers(1, 900))
)


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    return desk(tmp_path_factory.mktemp("figures"))


def test_the_usual_stage_yields_to_the_first_told_where_no_way_leads_over_it(figures: TestClient) -> None:
    text = counted(figures, "/paths").text
    assert "left unit (AWOL)" in text
    assert re.search(r'<a href="/paths\?from=first" aria-current="true"', text)


def test_every_band_opens_as_many_cases_as_it_has_ways(figures: TestClient) -> None:
    text = counted(figures, "/paths?from=first").text
    bands = re.findall(r'<a href="([^"#]*)#cases" aria-label="[^"]*?: (\d+) ways?,', text)
    assert len(bands) == 3
    for link, ways in bands:
        cases = counted(figures, unescape(link)).text.split('id="cases"')[1]
        assert cases.count('<div class="way">') == int(ways)


def test_the_unknown_is_a_band_and_a_line(figures: TestClient) -> None:
    text = counted(figures, "/paths?from=first").text
    assert 'class="band ends"' in text
    assert "then nothing is told" in text
    assert "ruling, then nothing is told: 1 way, 1 person" in text


def test_a_median_is_not_given_under_five(figures: TestClient) -> None:
    assert "142–171 days, known of 1: under 5, so no median" in Page(counted(figures, "/paths?from=awol").text).words


@given(FLOWS)
def test_the_drawing_drops_no_band_of_its_steps_and_each_stage_holds_its_bands(
    rows: list[tuple[int, str, str | None, int]],
) -> None:
    together = {(at, source, target): ways for at, source, target, ways in rows}
    flows = [
        Flow(source=source, target=target, people=People(ways, ways, ways), at=at)
        for (at, source, target), ways in together.items()
    ]
    drawn = sankey(flows)
    shown = [one for one in flows if (one.at or 0) < MOST_STEPS]
    assert len(drawn.bands) == len(shown)
    for node in drawn.nodes:
        leaving = sum(band.thick for band in drawn.bands if (band.flow.at, band.flow.source) == (node.at, node.act))
        assert leaving <= node.height + 1.6 * len(shown)
        assert node.y + node.height <= drawn.height + 1
