"""Breakdowns: those that add up, those that do not, and sums that are none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.casetables import rows_of
from tests.linking.marked import Joined, marked
from vidmova.linking.breakdowns import find_breakdowns, gap_of
from vidmova.linking.figures import Figure, figures_of
from vidmova.linking.relations import find_relations
from vidmova.records import Relation, Report

ROWS = rows_of("breakdowns")


def sums(report: Report, joined: Joined) -> list[Relation]:
    return [one for one in find_relations([report], joined) if one.kind == "sum_of"]


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['language']}-{row['note']}" for row in ROWS])
def test_the_tables(row: dict[str, str]) -> None:
    found = sums(*marked(row["text"].replace("\\n", "\n"), row["language"]))
    assert [one.because.partition(" (")[0] for one in found] == ([row["expected"]] if row["expected"] else [])


def test_a_number_without_a_claim_is_named() -> None:
    text = "The [371|sentence] men: [278|detain] were found by the police, 93 came by themselves."
    (relation,) = sums(*marked(text, "en"))
    assert relation.because == "371 = 278 + 93 (no claim of its own: 93)"
    assert (relation.event, relation.others, relation.gap) == ("371", ["278"], 0)


def test_hedged_numbers_may_add_up() -> None:
    text = "[About 140|lawsuit] men went to court: [at least 100|lawsuit] together and another [25|lawsuit] alone."
    (relation,) = sums(*marked(text, "en"))
    assert relation.gap == 0


def number(low: int, high: int | None) -> Figure:
    return Figure(0, 1, low, high, None)


def test_gaps() -> None:
    assert gap_of(number(500, 500), [number(300, 300), number(150, 150)]) == 50
    assert gap_of(number(500, 500), [number(300, 300), number(250, 250)]) == -50
    assert gap_of(number(500, None), [number(300, 300), number(250, 250)]) == 0
    assert gap_of(number(500, 500), [number(300, None), number(150, 150)]) == 0


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(20, 900), min_size=2, max_size=6, unique=True), st.sampled_from(["en", "ru", "uk"]))
def test_a_breakdown_made_of_parts_is_found(parts: list[int], language: str) -> None:
    word = {"en": "cases", "ru": "дел", "uk": "справ"}[language]
    told = "; ".join(f"[{part}|charge|cases] {word}" for part in parts)
    report, joined = marked(f"[{sum(parts)}|charge|cases] {word}: {told}.", language)
    (relation,) = sums(report, joined)
    assert relation.gap == 0
    assert relation.others == [str(part) for part in parts]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(20, 900), min_size=2, max_size=5, unique=True), st.integers(1, 15))
def test_what_is_missing_is_said(parts: list[int], missing: int) -> None:
    told = "; ".join(f"[{part}|charge|cases] cases" for part in parts)
    report, joined = marked(f"[{sum(parts) + missing}|charge|cases] cases: {told}.", "en")
    (relation,) = sums(report, joined)
    assert relation.gap == missing
    assert f"{missing} are missing" in relation.because


def test_nothing_is_found_without_a_total() -> None:
    report, joined = marked("Police held [seven|detain] men, [two|detain] more and [five|detain] boys.", "en")
    assert find_breakdowns(figures_of(report, joined.event_of)) == []
