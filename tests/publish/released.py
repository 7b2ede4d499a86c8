"""Invented releases for tests, made with the right that protection holds."""

from typing import Any

from msgspec.structs import replace

from vidmova.protect import release as made
from vidmova.protect import releasing
from vidmova.protect.release import (
    Contents,
    Disagreement,
    Disclosure,
    Edition,
    Figure,
    FigureRow,
    Happening,
    Place,
    Release,
    Removal,
    Somebody,
    Source,
    Statement,
)
from vidmova.records import FieldSpan

assert releasing  # which takes the one right to make a release
SOME_EDITION = Edition(
    number=2,
    made="2024-05-06T07:08:09Z",
    publisher="An Invented Desk",
    register="Refusals, invented",
    program="0.1.0",
    lexicon="ab" * 32,
    decisions="cd" * 32,
    follows="ef" * 16,
)
REFUSED = "Twelve conscripts of a brigade from the region refused to go. […]"
SENTENCED = "Суд в області засудив «Особу 1» до двох років.\nЩе двоє оскаржили вирок 🙂.\n[…]\nКінець."


def release(contents: Contents) -> Release:
    """Return a release of contents, as protection would make it."""
    return Release(contents, made._HOLDERS[0])


def span(text: str, wording: str) -> tuple[int, int]:
    """Return where a text has some words."""
    start = text.index(wording)
    return start, start + len(wording)


def statement(identity: str, source: Source, wording: str, **more: Any) -> Statement:
    """Return a statement of a passage of a source."""
    start, end = span(source.text, wording)
    return Statement(id=identity, source=source.id, start=start, end=end, **more)


FIRST = Source(
    id="src1",
    language="en",
    text=REFUSED,
    outlet="The Invented Courier",
    title="Twelve refuse",
    address="https://courier.example/twelve",
    published="2022-03-04",
    digest="12" * 32,
)
SECOND = Source(id="src2", language="uk", text=SENTENCED, published="2022-05", withheld="address")
STATEMENTS = [
    statement(
        "st1",
        FIRST,
        "Twelve conscripts of a brigade from the region refused to go.",
        event="ev1",
        act="refuse",
        count=(12, 12),
        counted="persons",
        group="conscripts",
        category=["conscript", "army"],
        unit="a brigade",
        place="pl1",
        date=("2022-03-01", "2022-03-31"),
        source_said="The Invented Courier",
        state="accepted",
        spans=[FieldSpan("count", 0, 6, "Twelve")],
    ),
    statement(
        "st2",
        SECOND,
        "Суд в області засудив «Особу 1» до двох років.",
        event="ev2",
        act="sentence",
        count=(1, 1),
        counted="persons",
        people=["pe1"],
        court="Invented Garrison Court",
        by="Invented Garrison Court",
        charge="awol",
        term_months=(24, 24),
        sentence_type="prison",
        place="pl2",
        date=("2022-05-02", "2022-05-02"),
    ),
    statement(
        "st3",
        SECOND,
        "Ще двоє оскаржили вирок 🙂.",
        event="ev3",
        act="lawsuit",
        count=(2, None),
        counted="persons",
        approx=True,
        outcome="pending",
        spans=[FieldSpan("count", *span(SENTENCED, "двоє"), "двоє")],
    ),
]
EVENTS = [
    Happening(
        id="ev1",
        act="refuse",
        title="Twelve conscripts refused",
        statements=["st1"],
        sources=["src1"],
        low=12,
        high=12,
        counted="persons",
        date=("2022-03-01", "2022-03-31"),
        place="pl1",
    ),
    Happening(
        id="ev2",
        act="sentence",
        title="One was sentenced",
        statements=["st2"],
        sources=["src2"],
        low=1,
        high=1,
        counted="persons",
        people=["pe1"],
        date=("2022-05-02", "2022-05-02"),
        place="pl2",
        subset_of="ev1",
    ),
    Happening(
        id="ev3",
        act="lawsuit",
        title="Two or more appealed",
        statements=["st3"],
        sources=["src2"],
        low=2,
        counted="persons",
    ),
]
SOME = Contents(
    edition=SOME_EDITION,
    sources=[FIRST, SECOND],
    people=[
        Somebody(id="pe1", name="Person 1", named=False, exposure="at_risk"),
        Somebody(id="pe2", name="Colonel Invented", named=True, exposure="public"),
    ],
    places=[
        Place(
            id="pl1", name="Vyhadane", precision="settlement", part_of=["Inventshchyna", "Ukraine"],
            latitude=49.5, longitude=31.25,
        ),
        Place(id="pl2", name="Inventshchyna", precision="region", part_of=["Ukraine"], latitude=49.0, longitude=31.0),
    ],
    statements=STATEMENTS,
    events=EVENTS,
    disagreements=[
        Disagreement(
            id="di1", kind="count", events=["ev1"], sides=[["st1"], ["st3"]], values=["12", "2 or more; about"]
        )
    ],
    figures=[
        Figure(
            id="fi1",
            act="refuse",
            counted="persons",
            low=12,
            high=12,
            working=[FigureRow(event="ev1", low=12, high=12, part="floor", reason="carries the floor")],
        )
    ],
    disclosure=Disclosure(removed=[Removal(what="name", rule="changed_name", number=3)]),
)  # fmt: skip
"""A release with something of everything."""
EMPTY = Contents(edition=replace(SOME_EDITION, number=1, decisions="", follows=None))
"""A release of nothing."""
