"""Totals as text and as JSON."""

from collections.abc import Mapping, Sequence

import click

from vidmova.cli.marking import print_section
from vidmova.totals.asking import Range, Total
from vidmova.totals.pictures import Bar, Curve
from vidmova.totals.rules import Use
from vidmova.totals.sentences import bounds_said, sentence
from vidmova.totals.series import Series
from vidmova.totals.slices import Slice

PARTS = {
    "floor": "carries the floor",
    "unknown": "overlap unknown",
    "inside": "inside another",
    "possible": "only the ceiling",
    "context": "bounds others",
}
SHOWN = 12
MANY = 60


def print_total(total: Total) -> None:
    """Print a total with its working."""
    click.echo(click.style(_capital(sentence(total)), bold=True))
    if total.best is not None:
        click.echo(click.style(f"Best: {total.best:,}", bold=True) + f", {total.best_because}")
    for line in _remarks(total):
        click.echo(f"  {line}")
    _print_rows(total)
    _print_ranges("Without an outlet", total.without, total)
    _print_ranges("Without a source that documents name", total.without_sources, total)
    if any((one.low, one.high) != (total.low, total.high) for one in total.moved.values()):
        print_section("If a person judged the open questions")
        for name, one in total.moved.items():
            click.echo(f"  {name}: {bounds_said(one.low, one.high)}")
    _print_overlaps(total)
    _print_rules(total)
    _print_left_out(total)


def _remarks(total: Total) -> list[str]:
    found = []
    if not total.low and total.working:
        found.append("no event surely belongs to the question; the ceiling counts those that may")
    if total.proved_more:
        found.append(f"all relations together prove {total.proved_more:,} more than the events that carry the floor")
    if total.low_gap is None:
        found.append("the floor holds, but it is not proved that it could not be higher")
    elif total.low_gap:
        found.append(f"the floor holds; more computing could raise it by {total.low_gap:,} at most")
    if total.high_gap:
        found.append(f"the ceiling holds; more computing could lower it by {total.high_gap:,} at most")
    if any(row.approx for row in total.working):
        found.append("numbers marked ~ are hedged by their sources (about, some)")
    if total.high is None:
        found.append("there is no ceiling: a number is open above (at least, more than)")
    return found


def _print_rows(total: Total) -> None:
    if not total.working:
        return
    print_section("The working")
    shown = total.working[:MANY]
    numbers = [("~" if row.approx else "") + _range(row.low, row.high) for row in shown]
    width = max(map(len, numbers))
    for row, number in zip(shown, numbers, strict=True):
        click.echo(f"  {number.rjust(width)}  {PARTS[row.part]:<17}  {row.title} ({row.event})")
        click.echo(click.style(f"  {'':{width}}  {row.reason}", dim=True))
    _more(len(total.working) - len(shown), "events")


def _print_ranges(title: str, ranges: Mapping[str, Range], total: Total) -> None:
    moving = {name: one for name, one in ranges.items() if (one.low, one.high) != (total.low, total.high)}
    if moving:
        print_section(title)
        for name, one in list(moving.items())[:SHOWN]:
            click.echo(f"  {name}: {bounds_said(one.low, one.high)}")
        _more(len(moving) - SHOWN, "of them")


def _print_overlaps(total: Total) -> None:
    if not total.overlaps:
        return
    titles = {row.event: row.title for row in total.working}
    print_section("Unknown overlaps that matter most")
    for one in total.overlaps:
        inner, outer = (f"“{titles.get(name, name)}”" for name in one.events)
        click.echo(f"  {inner} and {outer}")
        said = f"if they share nobody, at least {one.floor_if_disjoint:,}"
        if one.ceiling_if_inside is not None:
            said += f"; if one is part of the other, at most {one.ceiling_if_inside:,}"
        click.echo(click.style(f"      {said}", dim=True))


def _print_rules(total: Total) -> None:
    titles = {row.event: row.title for row in total.working}
    uses = [use for use in total.rules if sum(name in titles for name in use.events) > 1]
    if uses:
        print_section("Rules used")
    for use in uses[:SHOWN]:
        click.echo(f"  {use.rule}: {_used(use, titles)}")
        click.echo(click.style(f"      {use.because}", dim=True))
    _more(len(uses) - SHOWN, "uses")
    for left in total.dropped[:SHOWN]:
        click.echo(f"  not used ({left.use.rule}): {_used(left.use, titles)}: {left.because}")
    _more(len(total.dropped) - SHOWN, "that were not used")


def _used(use: Use, titles: Mapping[str, str]) -> str:
    names = [f"“{titles.get(name, name)}”" for name in use.events]
    if use.kind == "inside":
        return f"{names[0]} is part of {names[-1]}"
    if use.kind == "sum":
        return f"{names[0]} is the sum of {' and '.join(names[1:])}"
    listed = ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")
    return f"{listed} {'are the same people' if use.kind == 'same' else 'share nobody'}"


def _print_left_out(total: Total) -> None:
    if total.disagreements:
        print_section("Who disagrees")
    for one in total.disagreements[:SHOWN]:
        click.echo(f"  {one.event}: {one.kind}: {' against '.join(one.values)}; {one.because}")
    _more(len(total.disagreements) - SHOWN, "disagreements")
    if total.uncounted:
        print_section("Events of the question that add no number")
    for left in total.uncounted[:SHOWN]:
        click.echo(f"  {left.title} ({left.event}): {left.reason}")
    _more(len(total.uncounted) - SHOWN, "events")
    if total.uncompared:
        click.echo(f"  {total.uncompared:,} events were too many to be compared in units or courts; the largest were")


def _more(number: int, what: str) -> None:
    if number > 0:
        click.echo(click.style(f"  … and {number:,} more {what}; --json gives all", dim=True))


def _range(low: int, high: int | None) -> str:
    return f"{low:,}+" if high is None else f"{low:,}" if low == high else f"{low:,}–{high:,}"


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]


def print_slices(rows: Sequence[Slice]) -> None:
    """Print the rows of a total by something."""
    width = max((len(row.label) for row in rows), default=0)
    for row in rows:
        click.echo(f"  {row.label.ljust(width)}  {bounds_said(row.low, row.high)}")
    click.echo(click.style("  The rows may overlap: do not add them.", dim=True))


def print_series(rows: Sequence[Series]) -> None:
    """Print the numbers of counters over time."""
    for one in rows:
        print_section(f"{one.counter}: {one.act}, {one.counted}{f', {one.scope}' if one.scope else ''}")
        for point in one.points:
            days = f"up to {point.until}" if point.kind == "cumulative" else f"{point.since} to {point.until}"
            state = "" if point.state == "stands" else f"  [{point.state}]"
            click.echo(f"  {days:<26} {_range(point.low, point.high):>12}  {point.outlet}  {point.claim}{state}")


def total_bars(total: Total) -> list[Bar]:
    """Return the bars of a picture of a total: the total, then what it rests on."""
    own = [row for row in total.working if row.part != "context"]
    return [Bar("=", total.low, total.high), *(Bar(row.title, row.low, row.high) for row in own)]


def series_curves(rows: Sequence[Series]) -> list[Curve]:
    """Return the curves of a picture of series: what stands of each, and beside it what was corrected or withdrawn."""
    made = (Curve(one.counter, _points(one, stands=True), _points(one, stands=False)) for one in rows)
    return [one for one in made if one.points]


def _points(one: Series, *, stands: bool) -> tuple[tuple[str, int], ...]:
    return tuple((point.until, point.low) for point in one.points if (point.state == "stands") == stands)
