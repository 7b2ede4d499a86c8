"""Releases of any content that Hypothesis can think of, with the strings that break files."""

from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from tests.publish.released import SOME_EDITION
from vidmova.protect.release import (
    Contents,
    Disagreement,
    Figure,
    FigureRow,
    Happening,
    Place,
    Somebody,
    Source,
    Statement,
)
from vidmova.records import FieldSpan

NASTY = [
    "=1+1",
    "+7",
    "-1",
    "@SUM(A1)",
    "＝cmd|' /C calc'!A0",
    "\t=1",
    "\r\n=1",
    " \u200f=1",
    "a;=HYPERLINK(1)",
    "'=1",
    "''=1",
    'a";=1',
    "a, b; c \\; d\\",
    "nul\x00 bell\x07 \x85 \ufffe",
    "\u202eright to left",
    "שלום, עולם",
    "e\u0301 🙂 👩‍👩‍👧 𝒳",
    "\ufeffmark",
    "half \ud83d",
    "line\u2028separator",
    "<script>alert(1)</script>]]>",
    "_x0041_",
    "",
]
texts = (
    st.sampled_from(NASTY) | st.text(max_size=12) | st.text(alphabet="=+-@;,'\"\\ \n\t\rа1🙂\x00\u202e", max_size=16)
)
maybe = st.none() | texts
names = texts.map(lambda said: said or "unnamed")
numbers = st.integers(0, 10**6)
ranges = st.none() | st.tuples(numbers, st.none() | numbers)
days = st.none() | st.tuples(
    st.sampled_from([None, "2022-03-01", "2022-01-01"]), st.sampled_from([None, "2022-03-31", "2022-12-31"])
)


def ids(start: str) -> Any:
    """Return a strategy for lists of ids."""
    return st.lists(st.integers(1, 99), unique=True, max_size=4).map(lambda found: [f"{start}{one}" for one in found])


@st.composite
def passages(draw: Any, text: str) -> tuple[int, int]:
    start = draw(st.integers(0, len(text)))
    return start, draw(st.integers(start, len(text)))


@st.composite
def statements(draw: Any, identity: str, source: Source, event: str, place: str | None) -> Statement:
    start, end = draw(passages(source.text))
    first, last = draw(passages(source.text))
    return Statement(
        id=identity,
        source=source.id,
        start=start,
        end=end,
        event=event,
        act=draw(st.sampled_from(["refuse", "sentence"])),
        count=draw(ranges),
        approx=draw(st.booleans()),
        group=draw(maybe),
        unit=draw(maybe),
        court=draw(maybe),
        by=draw(maybe),
        source_said=draw(maybe),
        place=place,
        date=draw(days),
        category=draw(st.lists(texts, max_size=3)),
        spans=[FieldSpan("count", first, last, source.text[first:last])],
    )


@st.composite
def contents(draw: Any) -> Contents:
    """Return contents that hold together and say anything."""
    sources = [
        Source(id=key, language="uk", text=draw(texts), outlet=draw(maybe), title=draw(maybe), address=draw(maybe))
        for key in draw(ids("src"))
    ]
    people = [Somebody(id=key, name=draw(names), named=False, exposure="at_risk") for key in draw(ids("pe"))]
    places = [
        Place(
            id=key,
            name=draw(names),
            precision=draw(st.sampled_from(["settlement", "region"])),
            part_of=draw(st.lists(names, max_size=2)),
            latitude=draw(st.none() | st.floats(-90, 90)),
            longitude=draw(st.none() | st.floats(-180, 180)),
        )
        for key in draw(ids("pl"))
    ]
    at = st.sampled_from([None, *(one.id for one in places)])
    events = [
        Happening(
            id=key,
            act=draw(st.sampled_from(["refuse", "sentence"])),
            title=draw(names),
            statements=[],
            sources=[one.id for one in sources],
            low=draw(st.none() | numbers),
            counted="persons",
            date=draw(days),
            place=draw(at),
        )
        for key in draw(ids("ev"))
    ]
    said = [
        draw(statements(f"st{number}", source, events[number % len(events)].id, draw(at)))
        for number, source in enumerate(sources if events else [])
    ]
    told = [replace(event, statements=[one.id for one in said if one.event == event.id]) for event in events]
    rows = [FigureRow(event=one.id, low=1, high=None, part="floor", reason=draw(texts)) for one in events]
    return Contents(
        edition=replace(SOME_EDITION, register=draw(names), publisher=draw(names)),
        sources=sources,
        people=people,
        places=places,
        statements=said,
        events=told,
        disagreements=[
            Disagreement(id="di1", kind=draw(names), events=[], sides=[[], []], values=[draw(texts), draw(texts)])
        ],
        figures=[Figure(id="fi1", act="refuse", counted="persons", low=1, high=None, working=rows)],
    )
