"""The register at a past moment, and what differs since."""

import pytest
from msgspec.structs import replace

from tests.review.test_applying import FIRST, OTHER, REFUSED, SECOND, correct, judge, numbered
from vidmova.archive.provenance import Receipt
from vidmova.errors import UsageError
from vidmova.linking.linked import link
from vidmova.records import Linked
from vidmova.review.applying import applied
from vidmova.review.decisions import Decision
from vidmova.review.past import changes, decisions_then, moment, received_then
from vidmova.review.states import Stage


def at(when: str, origin: str = "") -> Decision:
    return replace(judge("accept", (FIRST, 0)), when=when, origin=origin)


CHAIN = numbered(
    at("2026-01-05T10:00:00.5Z"),
    at("2025-03-01T00:00:00Z", "x"),
    at("2026-02-01T08:30:15Z"),
    at("2026-03-01T00:00:00Z"),
)


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        ("2025", 0),
        ("2026-01-04", 0),
        ("2026-01", 2),
        ("2026-01-05T10:00:00Z", 2),
        ("2026-01-05T09:59", 0),
        ("2026-02-01 08:30", 3),
        ("2026-02-01T08:30:14", 2),
        ("2026", 4),
        ("#0", 0),
        ("#3", 3),
        ("9999", 4),
    ],
)
def test_decisions_of_a_moment(said: str, numbers: int) -> None:
    assert [one.number for one in decisions_then(CHAIN, moment(said))] == list(range(1, numbers + 1))


@pytest.mark.parametrize("said", ["yesterday", "#x", "", "2026-1-5", "26"])
def test_what_is_no_moment_is_said(said: str) -> None:
    with pytest.raises(UsageError, match="is no moment"):
        moment(said)


def test_a_decision_that_there_is_not_is_said() -> None:
    with pytest.raises(UsageError, match="there is no decision 9; there are 4"):
        decisions_then(CHAIN, moment("#9"))


def test_documents_of_a_moment() -> None:
    receipts = [
        Receipt(digest=name, name=name, source="", when=when, size=1, media_type="text/plain")
        for name, when in (("a", "2026-01-01T00:00:00Z"), ("b", "2026-01-05T10:00:00Z"), ("c", "2026-02-01T00:00:00Z"))
    ]
    assert received_then(receipts, moment("2026-01"), []) == ["a", "b"]
    assert received_then(receipts, moment("#1"), CHAIN[:1]) == ["a", "b"]
    assert received_then(receipts, moment("9999"), CHAIN) == ["a", "b", "c"]


def linked(*decisions: Decision) -> Linked:
    ground = applied([FIRST, SECOND], numbered(*decisions))
    return link(ground.reports, ground.judged)


def test_what_differs_is_named_field_by_field() -> None:
    before, after = linked(), linked(judge("join", (FIRST, 0), (SECOND, 0)), correct("count", [12, 12], [14, 14]))
    event = next(one.id for one in before.events if REFUSED in one.claims)
    found = {one.what: (one.before, one.after) for one in changes(before, after, event)}
    assert found[f"claim {REFUSED} count"] == ([12, 12], [14, 14])
    assert found["low"] == (12, 14)
    assert found[f"claim {OTHER}"][0] is None
    assert changes(before, before, event) == []


def test_an_event_that_there_was_not_differs_in_all() -> None:
    after = linked()
    event = after.events[0].id
    found = {one.what for one in changes(Linked(claims={}), after, event, ({}, {event: Stage("coded")}))}
    assert {"title", "act", "state"} <= found
