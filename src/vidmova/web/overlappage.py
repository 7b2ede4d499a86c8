"""Lists laid over each other: an UpSet drawing, the same as a table, and the people behind each overlap."""

from collections.abc import Mapping, Sequence
from itertools import product

from msgspec import Struct

from vidmova.totals.linkage import Linkage, Record
from vidmova.totals.lists import PersonList
from vidmova.totals.presence import Presence, lay_over
from vidmova.web.addresses import Page, address, page_of
from vidmova.web.listpages import row_said
from vidmova.web.speech import Speech

PATH = "/lists/overlap"
MOST_COLUMNS, SHOW_EMPTY = 12, 4
"""So many overlaps are drawn; empty ones too where there are so few lists."""
SIZE = 50
COLUMN, TALL, LINE, LEFT = 44, 150, 30, 220
Pattern = tuple[int, ...]


class Laid(Struct, frozen=True):
    """Linked lists laid over each other."""

    presence: Presence
    people: dict[Pattern, list[list[Record]]]
    questions: int
    learned: bool


class Overlap(Struct, frozen=True):
    """The people on exactly these lists."""

    on: list[str]
    pattern: list[bool]
    people: int
    expected: int
    if_all: int
    address: str
    x: float
    height: float
    bar: int
    """Width of its bar in the table, of a hundred."""
    chosen: bool


class Sheet(Struct, frozen=True):
    """A list in the drawing: its place, rows and people."""

    name: str
    rows: int
    people: int
    y: float
    bar: float


class SharedLine(Struct, frozen=True):
    """What two lists share."""

    a: str
    b: str
    people: int
    if_all: int
    questions: int


class Person(Struct, frozen=True):
    """A person of an overlap: the rows that are held to be theirs."""

    rows: list[tuple[str, str, str]]
    """Name of the list, what the row says, its address."""


class OverlapPage(Struct, frozen=True):
    """The page of overlaps."""

    sheets: list[Sheet]
    overlaps: list[Overlap]
    drawn: list[Overlap]
    more: int
    width: float
    height: float
    total: int
    rows: int
    questions: int
    learned: bool
    shared: list[SharedLine]
    finding: str
    with_register: bool
    switch: str
    chosen: str
    people: list[Person]
    page: Page
    before: str
    after: str


def laid_over(made: Sequence[PersonList], found: Linkage) -> Laid:
    """Return how linked lists lie over each other, with the people of each overlap."""
    people: dict[Pattern, list[list[Record]]] = {}
    for records in found.people:
        there = {record.list for record in records}
        people.setdefault(tuple(int(at in there) for at in range(len(made))), []).append(records)
    asked = sum(pair.judgement == "possible" for pair in found.pairs)
    return Laid(lay_over(made, found), people, asked, bool(found.weights.learned))


def overlap_page(speech: Speech, made: Sequence[PersonList], laid: Laid, given: Mapping[str, str]) -> OverlapPage:
    """Return the page of overlaps that an address asks for."""
    asked = {name: given[name] for name in ("with", "on") if given.get(name)}
    presence = laid.presence
    overlaps = _overlaps(presence, asked)
    drawn = overlaps[:MOST_COLUMNS]
    chosen = next((one for one in overlaps if one.chosen), None)
    groups = laid.people.get(tuple(map(int, chosen.pattern)), []) if chosen else []
    page = page_of(given.get("page", ""), SIZE, len(groups))
    sheets = _sheets(presence)
    return OverlapPage(
        sheets=sheets,
        overlaps=overlaps,
        drawn=drawn,
        more=len(overlaps) - len(drawn),
        width=LEFT + COLUMN * len(drawn) + 12,
        height=TALL + LINE * len(sheets) + 12,
        total=sum(presence.patterns.values()),
        rows=sum(presence.rows),
        questions=laid.questions,
        learned=laid.learned,
        shared=[SharedLine(one.a, one.b, one.people, one.if_all, one.questions) for one in presence.shared],
        finding=_finding(speech, presence, overlaps),
        with_register="with" in asked,
        switch=address(PATH, {}, **({} if "with" in asked else {"with": "register"})),
        chosen=", ".join(chosen.on) if chosen else "",
        people=[_person(speech, made, records) for records in groups[page.skip : page.skip + SIZE]],
        page=page,
        before=address(PATH, asked, page=page.number - 1) + "#people" if page.number > 1 else "",
        after=address(PATH, asked, page=page.number + 1) + "#people" if page.number < page.pages else "",
    )


def _overlaps(presence: Presence, asked: Mapping[str, str]) -> list[Overlap]:
    width = len(presence.lists)
    patterns = {*presence.patterns, *presence.expected, *presence.if_all}
    if width <= SHOW_EMPTY:
        patterns |= set(product((0, 1), repeat=width))
    ordered = sorted((one for one in patterns if any(one)), key=lambda one: (-presence.patterns.get(one, 0), one))
    most = max([1, *presence.patterns.values()])
    return [_overlap(presence, one, at, most, asked) for at, one in enumerate(ordered)]


def _overlap(presence: Presence, pattern: Pattern, at: int, most: int, asked: Mapping[str, str]) -> Overlap:
    people = presence.patterns.get(pattern, 0)
    code = "".join(map(str, pattern))
    return Overlap(
        on=[name for name, there in zip(presence.lists, pattern, strict=True) if there],
        pattern=[bool(there) for there in pattern],
        people=people,
        expected=presence.expected.get(pattern, 0),
        if_all=presence.if_all.get(pattern, 0),
        address=address(PATH, asked, on=code) + "#people" if people else "",
        x=LEFT + COLUMN * at,
        height=round((TALL - 26) * people / most, 1),
        bar=round(100 * people / most),
        chosen=asked.get("on") == code,
    )


def _sheets(presence: Presence) -> list[Sheet]:
    most = max([1, *presence.people])
    rows = zip(presence.lists, presence.rows, presence.people, strict=True)
    return [
        Sheet(name, size, people, TALL + LINE * at + LINE / 2, round(80 * people / most, 1))
        for at, (name, size, people) in enumerate(rows)
    ]


def _finding(speech: Speech, presence: Presence, overlaps: Sequence[Overlap]) -> str:
    total = sum(presence.patterns.values())
    alone = sum(one.people for one in overlaps if len(one.on) == 1)
    everywhere = next((one.people for one in overlaps if all(one.pattern)), 0)
    lists = speech.several("%(n)s list", "%(n)s lists", len(presence.lists))
    return speech.say(
        "%(lists)s, %(rows)s rows, %(people)s people after joining; %(alone)s on one list only, %(all)s on all",
        lists=lists,
        rows=speech.number(sum(presence.rows)),
        people=speech.number(total),
        alone=speech.number(alone),
        all=speech.number(everywhere),
    )


def _person(speech: Speech, made: Sequence[PersonList], records: Sequence[Record]) -> Person:
    del speech
    by_row = [{row.number: row for row in one.rows} for one in made]
    return Person(
        [
            (
                made[record.list].name,
                row_said(by_row[record.list][record.row]),
                address(f"/lists/{record.list + 1}", {}, row=record.row) + f"#row-{record.row}",
            )
            for record in records
        ]
    )
