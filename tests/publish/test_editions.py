import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from tests.publish.hostile import contents
from tests.publish.released import EMPTY, EVENTS, FIRST, SECOND, SOME, SOME_EDITION, STATEMENTS
from vidmova.protect.release import Contents, Figure, FigureRow, Happening, Statement
from vidmova.publish.editions import Difference, Mover, Why, difference, matches, said

STABLE = replace(SOME_EDITION, stable=True)
NEXT = replace(STABLE, number=3)
SAME = {
    key: f"x{key}" for key in ("src1", "src2", "pe1", "pe2", "pl1", "pl2", "st1", "st2", "st3", "ev1", "ev2", "ev3")
}


def event(identity: str, low: int, high: int | None, **more: object) -> Happening:
    made = Happening(
        id=identity, act="refuse", title=f"Event {identity}", statements=[], sources=[], low=low, high=high
    )
    return replace(made, **more)


def row(identity: str, low: int, high: int | None, part: str = "floor") -> FigureRow:
    return FigureRow(event=identity, low=low, high=high, part=part, reason="")


def total(low: int, high: int | None, *working: FigureRow) -> Figure:
    return Figure(id="fi1", act="refuse", counted="persons", low=low, high=high, working=list(working))


def edition(number: int, figure: Figure, *events: Happening) -> Contents:
    return Contents(edition=replace(STABLE, number=number), events=list(events), figures=[figure])


def moved(old: Contents, new: Contents) -> dict[str, Mover]:
    (found,) = difference(old, new).figures
    return {one.new or one.old or "": one for one in found.movers}


OLD = edition(
    1,
    total(30, 45, row("a", 10, 15), row("b", 20, 20), row("c", 5, 10, "unknown"), row("d", 3, 3, "inside")),
    event("a", 10, 15),
    event("b", 20, 20),
    event("c", 5, 10),
    event("d", 3, 3, subset_of="a"),
)


@pytest.mark.parametrize(
    ("new", "mover", "why", "low", "high"),
    [
        (
            edition(2, total(37, 52, *OLD.figures[0].working, row("e", 7, 7)), *OLD.events, event("e", 7, 7)),
            "e",
            ["added"],
            (0, 7),
            (0, 7),
        ),
        (
            edition(2, total(10, 25, *(one for one in OLD.figures[0].working if one.event != "b")), *(
                one for one in OLD.events if one.id != "b"
            )),
            "b",
            ["withdrawn"],
            (20, 0),
            (20, 0),
        ),
        (
            edition(
                2,
                total(32, None, row("a", 12, None), *OLD.figures[0].working[1:]),
                event("a", 12, None),
                *OLD.events[1:],
            ),
            "a",
            ["count"],
            (10, 12),
            (15, None),
        ),
        (
            edition(
                2,
                total(33, 48, *OLD.figures[0].working[:3], row("d", 3, 3)),
                *OLD.events[:3],
                event("d", 3, 3),
            ),
            "d",
            ["relation"],
            (0, 3),
            (0, 3),
        ),
        (
            edition(
                2,
                total(10, 25, *(one for one in OLD.figures[0].working if one.event != "b")),
                *(replace(one, date=("2021-01-01", None)) if one.id == "b" else one for one in OLD.events),
            ),
            "b",
            ["corrected"],
            (20, 0),
            (20, 0),
        ),
        (
            edition(2, total(10, 25, *(one for one in OLD.figures[0].working if one.event != "b")), *OLD.events),
            "b",
            ["protection"],
            (20, 0),
            (20, 0),
        ),
        (
            edition(2, total(29, 45, row("a", 9, 15), *OLD.figures[0].working[1:]), *OLD.events),
            "a",
            ["related"],
            (10, 9),
            (15, 15),
        ),
    ],
    ids=["added", "withdrawn", "count", "relation", "corrected", "protection", "related"],
)  # fmt: skip
def test_each_reason_why_a_total_moves_is_told(
    new: Contents, mover: str, why: list[Why], low: tuple[int, int], high: tuple[int, int | None]
) -> None:
    found = moved(OLD, new)
    assert list(found) == [mover]
    assert (found[mover].why, found[mover].low, found[mover].high) == (why, low, high)
    assert said(found[mover]).startswith(f"{mover} Event {mover}: floor {low[0]} → {low[1]}")


def test_what_no_event_carries_is_said_to_be_overlap() -> None:
    new = edition(2, total(34, 40, *OLD.figures[0].working, row("e", 7, 7)), *OLD.events, event("e", 7, 7))
    (found,) = difference(OLD, new).figures
    assert (found.overlap_low, found.overlap_high) == (34 - 30 - 7, 40 - 45 - 7)


def test_movers_and_overlap_add_up_to_the_change() -> None:
    new = edition(2, total(1, 99, row("a", 1, 99), row("e", 7, 7, "unknown")), event("a", 1, 99), event("e", 7, 7))
    (found,) = difference(OLD, new).figures
    assert found.overlap_low + sum(one.low[1] - one.low[0] for one in found.movers) == found.low[1] - found.low[0]


def test_a_total_that_stayed_is_not_told() -> None:
    assert difference(OLD, replace(OLD, edition=NEXT)).figures == []


def test_totals_that_came_and_went_are_named() -> None:
    new = replace(OLD, figures=[replace(OLD.figures[0], id="fi2")])
    found = difference(OLD, new)
    assert (found.figures_added, found.figures_withdrawn) == (["fi2"], ["fi1"])


def renamed() -> Contents:
    """Return the same release under other ids, as an edition whose ids do not last has them."""
    return replace(
        SOME,
        edition=replace(SOME_EDITION, number=3),
        sources=[replace(one, id=SAME[one.id]) for one in (SECOND, FIRST)],
        people=[replace(one, id=SAME[one.id], name=one.name.replace("1", "9")) for one in SOME.people],
        places=[replace(one, id=SAME[one.id]) for one in SOME.places],
        statements=[moved_statement(one) for one in STATEMENTS],
        events=[
            replace(
                one,
                id=SAME[one.id],
                statements=[SAME[key] for key in one.statements],
                sources=[SAME[key] for key in one.sources],
                people=[SAME[key] for key in one.people],
                place=SAME.get(one.place or ""),
                subset_of=SAME.get(one.subset_of or ""),
            )
            for one in EVENTS
        ],
        disagreements=[],
        figures=[],
    )


def moved_statement(one: Statement) -> Statement:
    return replace(
        one,
        id=SAME[one.id],
        source=SAME[one.source],
        event=SAME[one.event],
        people=[SAME[key] for key in one.people],
        place=SAME.get(one.place or ""),
    )


def test_other_ids_are_no_change() -> None:
    found = difference(replace(SOME, disagreements=[], figures=[]), renamed(), SAME)
    assert (found.added, found.corrected, found.withdrawn, found.matched) == ([], [], [], True)


def test_what_was_corrected_says_in_which_field() -> None:
    new = renamed()
    events = [replace(new.events[0], low=11, statements=[]), *new.events[1:]]
    statements = [replace(new.statements[0], count=(11, 12), end=new.statements[0].end - 1), *new.statements[1:]]
    found = difference(SOME, replace(new, events=events, statements=statements), SAME)
    assert {(one.kind, one.old, one.new): [change.field for change in one.changes] for one in found.corrected} == {
        ("event", "ev1", "xev1"): ["statements", "low"],
        ("statement", "st1", "xst1"): ["count", "passage"],
    }


def test_a_pseudonym_that_changed_is_no_correction_and_a_name_is() -> None:
    new = renamed()
    people = [new.people[0], replace(new.people[1], name="General Invented")]
    found = difference(SOME, replace(new, people=people), SAME)
    assert [(one.kind, one.old) for one in found.corrected] == [("person", "pe2")]


def test_what_came_and_went_is_listed() -> None:
    new = renamed()
    found = difference(SOME, replace(new, events=new.events[:2], people=[]), SAME)
    assert [(one.kind, one.id) for one in found.withdrawn] == [
        ("person", "pe1"), ("person", "pe2"), ("event", "ev3"), ("disagreement", "di1"),
    ]  # fmt: skip
    found = difference(replace(SOME, events=EVENTS[:2]), new, {key: one for key, one in SAME.items() if key != "ev3"})
    assert ("event", "xev3") in [(one.kind, one.id) for one in found.added]


def test_without_a_ledger_ids_that_do_not_last_are_not_compared() -> None:
    found = difference(SOME, renamed())
    assert (found.matched, found.added, found.corrected, found.withdrawn) == (False, [], [], [])


def test_totals_are_compared_even_then() -> None:
    new = replace(renamed(), figures=[replace(SOME.figures[0], low=13)])
    (found,) = difference(SOME, new).figures
    assert (found.low, found.movers, found.overlap_low) == ((12, 13), [], 1)


def test_ledgers_are_joined_by_what_the_register_calls_things() -> None:
    assert matches({"e-1": "ev1", "e-2": "ev2"}, {"e-2": "xev2", "e-3": "xev3"}) == {"ev2": "xev2"}


def test_two_releases_of_nothing_do_not_differ() -> None:
    found = difference(EMPTY, EMPTY, {})
    assert isinstance(found, Difference)
    assert not [*found.added, *found.corrected, *found.withdrawn, *found.figures]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(contents())
def test_an_edition_does_not_differ_from_itself(some: Contents) -> None:
    lasting = replace(some, edition=STABLE)
    found = difference(lasting, replace(lasting, edition=NEXT))
    assert not [*found.added, *found.corrected, *found.withdrawn, *found.figures]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(contents(), contents())
def test_any_two_can_be_compared(one: Contents, other: Contents) -> None:
    same = {event.id: event.id for event in one.events}
    there, back = difference(one, other, same), difference(other, one, {new: old for old, new in same.items()})
    assert len(there.added) == len(back.withdrawn)
    assert len(there.corrected) == len(back.corrected)
