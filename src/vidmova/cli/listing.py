"""Lists as lines of a terminal and as JSON: what was added, who is on several, what to judge."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click
import msgspec

from vidmova.totals.columns import Mapped
from vidmova.totals.linkage import Linkage, Pair, Record, because
from vidmova.totals.lists import PersonList, Row, about_repeats, in_short
from vidmova.totals.pictures import Bar, Picture, bars
from vidmova.totals.presence import Presence

FAULTS, FIRST_ROWS = 20, 3


def add_shape(made: PersonList, mapped: Mapped, kept: bool) -> dict[str, Any]:
    """Return a list that was read as `vidmova lists add --json` gives it."""
    return {
        "list": made.name,
        "maker": made.maker,
        "kept": kept,
        "table": mapped.table.how,
        "rows": len(made.rows),
        "map": mapped.map.columns,
        "other_columns": [name for name, field in zip(mapped.names, mapped.meanings, strict=True) if not field],
        "other_sheets": list(mapped.table.others),
        "left_out": [{"row": one.row, "reason": one.reason} for one in made.faults if not one.kept],
        "kept_without": [{"row": one.row, "reason": one.reason} for one in made.faults if one.kept],
        "repeats": about_repeats(made),
        "first": msgspec.to_builtins(made.rows[:FIRST_ROWS]),
    }


def say_added(made: PersonList, mapped: Mapped, columns: list[str]) -> None:
    """Print what was read of a table; `columns` are the lines of a dry run."""
    click.echo(f"{mapped.table.name} ({mapped.table.how}), header in line {mapped.header.number}")
    for line in columns:
        click.echo(f"  {line}")
    for row in made.rows[:FIRST_ROWS] if columns else ():
        click.echo(f"  row {row.number}: {in_short(row)}")
    left_out = sum(not fault.kept for fault in made.faults)
    click.echo(f"{made.name}: {_number(len(made.rows), 'row')} taken, {left_out:,} left out")
    for fault in made.faults[:FAULTS]:
        click.echo(f"  {fault.line}", err=True)
    if len(made.faults) > FAULTS:
        click.echo(f"  and {len(made.faults) - FAULTS:,} more; --json names all", err=True)
    if mapped.table.others:
        click.echo(f"not read: {', '.join(mapped.table.others)} (name one with --sheet)", err=True)
    if repeats := about_repeats(made):
        click.echo(repeats, err=True)
    if columns:
        click.echo("nothing was kept: this was a dry run", err=True)


def overlap_shape(made: Sequence[PersonList], laid: Presence, found: Linkage) -> dict[str, Any]:
    """Return an overlap as `vidmova lists overlap --json` gives it."""
    asked = [pair for pair in found.pairs if pair.judgement == "possible"]
    rows_of = _rows(made, asked)
    return {
        "lists": [
            {"name": one.name, "maker": one.maker, "rows": rows, "people": people}
            for one, rows, people in zip(made, laid.rows, laid.people, strict=True)
        ],
        "patterns": [
            {
                "on": [name for name, there in zip(laid.lists, pattern, strict=True) if there],
                "people": laid.patterns.get(pattern, 0),
                "expected": laid.expected.get(pattern, 0),
                "if_all": laid.if_all.get(pattern, 0),
            }
            for pattern in _patterns(laid)
        ],
        "shared": msgspec.to_builtins(laid.shared),
        "learned": found.weights.learned,
        "questions": [
            {
                **msgspec.to_builtins(pair),
                "a": _side(made, rows_of, pair.a),
                "b": _side(made, rows_of, pair.b),
            }
            for pair in asked
        ],
    }


def say_overlap(made: Sequence[PersonList], laid: Presence, found: Linkage) -> None:
    """Print who is on several lists."""
    for one, rows, people in zip(made, laid.rows, laid.people, strict=True):
        maker = f" ({one.maker})" if one.maker else ""
        again = f", {_number(rows - people, 'repeat')}" if rows > people else ""
        click.echo(f"{one.name}{maker}: {_number(rows, 'row')}, {people:,} people{again}")
    click.echo("")
    names = _named(laid)
    width = max(map(len, names.values()), default=0)
    click.echo(f"{'on exactly'.ljust(width)}  {'people':>9}  {'expected':>9}  {'if all':>9}")
    for pattern, name in names.items():
        numbers = (counted.get(pattern, 0) for counted in (laid.patterns, laid.expected, laid.if_all))
        click.echo(f"{name.ljust(width)}  " + "  ".join(f"{number:>9,}" for number in numbers))
    click.echo("")
    for shared in laid.shared:
        said = f"{shared.a} and {shared.b} share {shared.people:,} people"
        click.echo(
            f"{said}; {_number(shared.questions, 'question')}, up to {shared.if_all:,} if all are answered with yes"
        )
    if not found.weights.learned:
        click.echo(
            "too few sure matches to learn from: agreements are weighed as stated in the documentation", err=True
        )


def overlap_picture(laid: Presence) -> Picture:
    """Return the people on exactly which lists as bars: dark those surely so, light up to all that may be."""
    rows = []
    for pattern, name in _named(laid).items():
        counts = [counted.get(pattern, 0) for counted in (laid.patterns, laid.expected, laid.if_all)]
        rows.append(Bar(name, min(counts), max(counts)))
    return bars(rows)


def say_questions(made: Sequence[PersonList], found: Linkage, most: int) -> None:
    """Print the first of the pairs that a person should judge, with what speaks for and against each."""
    asked = [pair for pair in found.pairs if pair.judgement == "possible"]
    rows = _rows(made, asked[:most])
    for pair in asked[:most]:
        click.echo("")
        for record in (pair.a, pair.b):
            click.echo(f"{made[record.list].name}, row {record.row}: {in_short(rows[record])}")
        click.echo(f"  one person? {pair.probability:.0%}: {because(pair)}")
        names = (f"{made[record.list].name}:{record.row}" for record in (pair.a, pair.b))
        click.echo(click.style(f"  {'  '.join(names)}", dim=True))
    if len(asked) > most:
        click.echo(f"\nand {_number(len(asked) - most, 'question')} more (--questions, or --json for all)")


def _named(laid: Presence) -> dict[tuple[int, ...], str]:
    """Return each pattern with the lists that it is of."""
    return {
        pattern: " + ".join(name for name, there in zip(laid.lists, pattern, strict=True) if there)
        for pattern in _patterns(laid)
    }


def _patterns(laid: Presence) -> list[tuple[int, ...]]:
    every = {*laid.patterns, *laid.expected, *laid.if_all}
    return sorted(every, key=lambda pattern: (sum(pattern), tuple(-there for there in pattern)))


def _side(made: Sequence[PersonList], rows: Mapping[Record, Row], record: Record) -> dict[str, Any]:
    said = msgspec.to_builtins(rows[record])
    return {"list": made[record.list].name, "row": {name: value for name, value in said.items() if value}}


def _rows(made: Sequence[PersonList], pairs: Iterable[Pair]) -> dict[Record, Row]:
    """Return the rows of the records that pairs are of."""
    wanted = {record for pair in pairs for record in (pair.a, pair.b)}
    every = ((Record(at, row.number), row) for at, one in enumerate(made) for row in one.rows)
    return {record: row for record, row in every if record in wanted}


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
