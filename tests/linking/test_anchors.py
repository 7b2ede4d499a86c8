"""What joins claims of two documents, what is at most a question, and what is never one event."""

from itertools import combinations
from typing import Any

import pytest

from tests.linking.reportmakers import report
from vidmova.linking.events import find_events
from vidmova.linking.evidence import Scales
from vidmova.linking.features import Sight, levels
from vidmova.linking.traits import traits
from vidmova.linking.weights import weights
from vidmova.linking.wording import sheet
from vidmova.records import Report, Telling, claim_key

Fields = dict[str, Any]
MONTH: Fields = {"date": ["2023-03-01", "2023-03-31"]}
DAY: Fields = {"date": ["2023-03-14", "2023-03-14"]}
LATER: Fields = {"date": ["2023-06-02", "2023-06-02"]}
GOT = "The court found the serviceman guilty of leaving his unit and gave him five years in a colony."
WENT = "Servicemen declined to take part in the assault after nights in a flooded trench, relatives said."


def told(text: str, act: str, *fields: Fields) -> list[Report]:
    return [report(f"document {number}", "en", (text, act, one)) for number, one in enumerate(fields)]


def judged(reports: list[Report]) -> str:
    a, b = (claim_key(one.document.id, "c001") for one in reports)
    found = find_events(reports)
    if found.event_of[a] == found.event_of[b]:
        return "same"
    return "possible" if any(link.judgement == "possible" for link in found.links) else "different"


@pytest.mark.parametrize(
    ("text", "act", "a", "b", "expected"),
    [
        pytest.param(GOT, "sentence", {"term_months": [60, 60]}, {"term_months": [60, 60]}, "possible", id="formula"),
        pytest.param(GOT, "sentence", {}, {}, "different", id="formula and nothing else"),
        pytest.param(
            GOT, "sentence", MONTH | {"count": [1, 1], "term_months": [60, 60]}, MONTH | {"count": [1, 1]}, "possible",
            id="one man of a month is not known",
        ),
        pytest.param(
            WENT, "refuse", MONTH | {"count": [5, 5], "place": "Tula"}, MONTH | {"count": [5, 5], "place": "Tula"},
            "possible", id="a small number, a town and a month are not enough",
        ),
        pytest.param(
            WENT, "refuse", DAY | {"count": [5, 5], "place": "Tula"}, DAY | {"count": [5, 5], "place": "Tula"},
            "same", id="a town and a day are",
        ),
        pytest.param(
            WENT, "refuse", {"count": [5, 5], "unit": "37th Tank Regiment"},
            {"count": [5, 5], "unit": "37th Tank Regiment"}, "same", id="a unit is",
        ),
        pytest.param(
            GOT, "sentence", {"court": "Tula Garrison Military Court", "term_months": [66, 66]},
            {"court": "Tula Garrison Military Court", "term_months": [66, 66]}, "same", id="a court and a term are",
        ),
        pytest.param(
            WENT, "refuse", DAY | {"count": [37, 37]}, LATER | {"count": [37, 37]}, "different",
            id="an equal number of other days",
        ),
        pytest.param(
            WENT, "refuse", {"count": [37, 37], "place": "Samara"}, {"count": [37, 37], "place": "Omsk"}, "different",
            id="an equal number in another town",
        ),
        pytest.param(
            GOT, "sentence", {"count": [40, 40], "term_months": [60, 60]}, {"count": [40, 40], "term_months": [72, 72]},
            "different", id="an equal number with another term",
        ),
        pytest.param(
            WENT, "refuse", DAY | {"count": [37, 37], "unit": "37th Tank Regiment"},
            LATER | {"count": [37, 37], "unit": "37th Tank Regiment", "carried": ["date"]}, "same",
            id="a date that only the text around gives parts nothing",
        ),
        pytest.param(
            GOT, "sentence", {"person": ["Denys Varakin"], "term_months": [60, 60]},
            {"person": ["Denys Varakin"], "term_months": [72, 72]}, "same", id="of a named person, sources may differ",
        ),
        pytest.param(
            "There were 10,025 cases.", "charge", {"count": [10025, 10025], "counted": "cases", "place": "Samara"},
            {"count": [10025, 10025], "counted": "cases", "place": "Omsk"}, "same", id="a number known by itself",
        ),
    ],
)  # fmt: skip
def test_two_documents(text: str, act: str, a: Fields, b: Fields, expected: str) -> None:
    assert judged(told(text, act, a, b)) == expected
    assert judged(told(text, act, b, a)) == expected


def test_a_reprint_needs_no_anchor() -> None:
    reports = told(WENT, "refuse", {"count": [5, 5]}, {"count": [5, 5]})
    telling = Telling(id="t", documents=[one.document.id for one in reports], because="word for word")
    found = find_events(reports, [telling])
    assert len(found.events) == 1


def test_what_two_groups_state_is_not_bridged_by_a_third_claim() -> None:
    unit: Fields = {"count": [37, 37], "unit": "37th Tank Regiment"}
    reports = told(WENT, "refuse", unit | DAY, unit, unit | LATER)
    found = find_events(reports)
    first, _, last = (found.event_of[claim_key(one.document.id, "c001")] for one in reports)
    assert first != last


def test_weighing_in_a_hurry_says_what_the_table_says() -> None:
    unit: Fields = {"unit": "37th Tank Regiment", "category": ["officer"]}
    every: tuple[Fields, ...] = (
        {}, MONTH, DAY, LATER | {"count": [37, 37]}, DAY | unit, {"count": [37, 37]} | unit, {"modality": "denied"},
        {"person": ["Denys Varakin"], "count": [1, 1]}, {"person": ["Denys Varakin"], "place": "Tula"},
        {"term_months": [60, 60], "court": "Tula Garrison Military Court"}, {"term_months": [60, 60], "place": "Omsk"},
    )  # fmt: skip
    claims = traits(told(WENT, "sentence", *every))
    sight, table = Sight(sheet([(WENT, "en")] * len(claims))), weights()
    scales = Scales(claims, sight, table)
    for a, b in combinations(range(len(claims)), 2):
        full, found = table.evidence(levels(claims[a], claims[b], sight), False), scales.weigh(a, b)
        assert found == pytest.approx(full) or max(found, full) < table.question
