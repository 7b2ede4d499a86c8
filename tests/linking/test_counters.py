"""Later states of one counter."""

from typing import Any

import pytest

from tests.linking.marked import Joined
from vidmova.linking.relations import find_relations
from vidmova.records import Claim, Document, FieldSpan, Report, claim_key

TEXT = {
    "en": "The court register had {number} cases by {date}.",
    "ru": "В картотеке было {number} дел на {date}.",
    "uk": "У картотеці було {number} справ станом на {date}.",
}


def state(name: str, number: int, date: tuple[str | None, str | None], language: str = "en", **more: Any) -> Report:
    text = TEXT[language].format(number=number, date="DAY")
    at = text.index("DAY")
    given: dict[str, Any] = {"act": "charge", "counted": "cases", "source_said": "Mediazona", **more}
    spans = [FieldSpan("date", at, at + 3, "DAY")]
    claim = Claim(id="c1", start=0, end=len(text), count=(number, number), date=date, spans=spans, **given)
    return Report(Document(id=name * 12, name=name, media_type="text/plain", text=text, language=language), [claim])


def steps(*reports: Report) -> list[tuple[str, str]]:
    joined = Joined({claim_key(one.document.id, "c1"): one.document.name for one in reports})
    found = find_relations(reports, joined)
    return [(one.others[0], one.event) for one in found if one.kind == "later_state"]


def test_a_counter_grows() -> None:
    first = state("a", 536, (None, "2023-04-30"))
    second = state("b", 708, (None, "2023-05-31"), "ru")
    third = state("c", 2076, (None, "2023-06-30"), "uk")
    last = state("d", 10025, (None, "2024-06-19"))
    assert steps(last, second, first, third) == [("a", "b"), ("b", "c"), ("c", "d")]


def test_a_day_up_to_which_was_counted_opens_the_date() -> None:
    assert steps(state("a", 536, ("2023-05-01", "2023-05-01")), state("b", 708, ("2023-06-01", "2023-06-01"))) == [
        ("a", "b")
    ]


def test_a_longer_stretch_from_the_same_day_is_a_later_state() -> None:
    half = state("a", 2076, ("2023-01-01", "2023-06-30"))
    year = state("b", 5024, ("2023-01-01", "2023-12-31"))
    assert steps(half, year) == [("a", "b")]


@pytest.mark.parametrize(
    "other",
    [
        {"source_said": "Verstka"},
        {"act": "sentence"},
        {"counted": "persons"},
        {"unit": "205th Motor Rifle Brigade"},
        {"place": "Buryatia"},
        {"charge": "desertion"},
        {"modality": "denied"},
    ],
    ids=lambda other: next(iter(other)),
)
def test_another_counter_is_no_later_state(other: dict[str, Any]) -> None:
    first = state("a", 536, (None, "2023-04-30"), charge="awol")
    assert steps(first, state("b", 708, (None, "2023-05-31"), **{"charge": "awol", **other})) == []


def test_a_smaller_number_is_no_later_state() -> None:
    assert steps(state("a", 708, (None, "2023-04-30")), state("b", 536, (None, "2023-05-31"))) == []


def test_two_years_side_by_side_are_no_states() -> None:
    text = {"en": "There were {number} cases in {date}."}
    first = state("a", 600, ("2022-01-01", "2022-12-31"))
    second = state("b", 900, ("2023-01-01", "2023-12-31"))
    plain = [_without_cue(one, text["en"]) for one in (first, second)]
    assert steps(*plain) == []


def _without_cue(report: Report, text: str) -> Report:
    claim = report.claims[0]
    count = claim.count[0] if claim.count else 0
    said = text.format(number=count, date="DAY")
    at = said.index("DAY")
    document = Document(
        id=report.document.id, name=report.document.name, media_type="text/plain", text=said, language="en"
    )
    made = Claim(
        id="c1",
        start=0,
        end=len(said),
        act=claim.act,
        count=claim.count,
        counted=claim.counted,
        date=claim.date,
        source_said=claim.source_said,
        spans=[FieldSpan("date", at, at + 3, "DAY")],
    )
    return Report(document, [made])
