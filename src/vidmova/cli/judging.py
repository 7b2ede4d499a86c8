"""Judgments and what is counted of them, as text."""

from collections.abc import Iterable, Sequence

import click

from vidmova.cli.marking import print_section
from vidmova.records import Range
from vidmova.register.wording import when
from vidmova.totals.charts import months
from vidmova.totals.distributions import ALL, FEWEST, Chosen, Distribution, Spread, distribution
from vidmova.totals.judgments import Judgment, Tally

SHOWN = 12
HEAD = ("id", "when", "who", "court", "charge", "absent, days", "months", "kind", "appeal", "reason", "told", "")
DIFFER, ELSEWHERE = "≠", "*"


def print_judgments(rows: Sequence[Judgment]) -> None:
    """Print judgments, one a line, and the figures of all."""
    if not rows:
        return
    _table([HEAD, *map(_cells, rows)])
    print_section("All together")
    print_distributions([distribution(ALL, rows)], "")


def print_distributions(found: Sequence[Distribution], by: str) -> None:
    """Print counts and figures, real and suspended terms apart, each with the number of terms behind it."""
    head = (by, "judgments", "acquitted", "prison", "suspended", "fine", "other", "unclear")
    figures = ("real terms", "median", "half between", "suspended terms", "median", "half between")
    if found:
        _table([(*head, *figures), *map(_counts, found)])


def _counts(one: Distribution) -> tuple[str, ...]:
    kinds = [one.kinds.get(kind, 0) for kind in ("prison", "suspended", "fine", "other")]
    acquitted = one.verdicts.get("acquitted", 0)
    numbers = (one.judgments, acquitted, *kinds, one.judgments - acquitted - sum(kinds))
    return (
        one.of,
        *(f"{number:,}" if number else "·" for number in numbers),
        *_figures(one.real),
        *_figures(one.suspended),
    )


def _figures(spread: Spread) -> tuple[str, str, str]:
    known = f"{len(spread.values):,}" + (f" (+{spread.without:,} not said)" if spread.without else "")
    if not spread.values:
        return "·" if not spread.without else known, "", ""
    if spread.median is None:
        terms = ", ".join(dict.fromkeys(_range(value) for value in spread.values))
        return known, f"under {FEWEST}: {terms}", ""
    low, high = months(spread.lower_quartile), months(spread.upper_quartile)
    return known, months(spread.median), f"{low} and {high}"


def _cells(one: Judgment) -> tuple[str, ...]:
    appeals = "; ".join("/".join(appeal.outcome) or "outcome not said" for appeal in one.appeals)
    return (
        one.event,
        _marked(one, "date", when(one.date)),
        _who(one),
        _words(one, "court"),
        _words(one, "charge"),
        _marked(one, "absence_days", _range(one.absence_days)),
        _marked(one, "term_months", _range(one.term_months)),
        "/".join(one.verdict) + f" {DIFFER}" if "verdict" in one.disagree else _kind(one),
        appeals,
        _marked(one, "reason", ", ".join(one.reason)),
        f"{one.tellings}",
        " ".join(filter(None, ("!" if one.contradictions else "", "?" if one.perhaps_same else ""))),
    )


def _who(one: Judgment) -> str:
    if one.person:
        return ", ".join(one.person)
    return ", ".join(one.category) or f"{one.people[0]:,} not named"


def _kind(one: Judgment) -> str:
    return "acquitted" if one.verdict == ("acquitted",) else _words(one, "kind")


def _words(one: Judgment, field: str) -> str:
    return _marked(one, field, "/".join(getattr(one, field)))


def _marked(one: Judgment, field: str, said: str) -> str:
    signs = (DIFFER if field in one.disagree else "", ELSEWHERE if field in one.of_way else "")
    return " ".join(filter(None, (said, *signs)))


def _range(value: Range | None) -> str:
    if value is None:
        return ""
    low, high = value
    return f"{low:,}+" if high is None else f"{low:,}" if low == high else f"{low:,}–{high:,}"


def _table(lines: Sequence[tuple[str, ...]]) -> None:
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    for number, line in enumerate(lines):
        said = "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        click.echo(click.style(said, dim=True) if number == 0 else said)


def print_tallies(tallies: Sequence[Tally]) -> None:
    """Print sentences that are told as numbers."""
    if tallies:
        print_section("Told as numbers: no judgments, and perhaps of the same people")
    for one in tallies[:SHOWN]:
        click.echo(f"  {_tally(one)}")
    if len(tallies) > SHOWN:
        click.echo(click.style(f"  … and {len(tallies) - SHOWN:,} more; --json gives all", dim=True))


def say_rest(within: Chosen, unnumbered: int) -> None:
    """Say how many judgments there are, and what cannot be told of them."""
    click.echo("; ".join(_remarks(within, unnumbered)), err=True)


def _remarks(within: Chosen, unnumbered: int) -> Iterable[str]:
    rows = within.judgments
    yield f"{len(rows):,} judgment{'' if len(rows) == 1 else 's'}"
    for number, said in (
        (within.undated, "without a date left out"),
        (within.astride, "perhaps of the period, perhaps not, left out"),
        (sum(bool(one.disagree) for one in rows), f"about which claims disagree ({DIFFER})"),
        (sum(bool(one.of_way) for one in rows), f"with a field told elsewhere on the person's way ({ELSEWHERE})"),
        (sum(bool(one.perhaps_same) for one in rows), "that may be the same as another (?)"),
        (len(within.tallies), "told as numbers kept apart"),
        (unnumbered, "told with neither a number nor a name"),
    ):
        if number:
            yield f"{number:,} {said}"


def _tally(one: Tally) -> str:
    number = _range((one.low, one.high))
    what = ", ".join(part for part in ("/".join(one.charge), "/".join(one.kind), when(one.date)) if part)
    part = f" – part of {one.part_of}" if one.part_of else ""
    sign = f" {DIFFER}" if one.disagree else ""
    return f"{number} {one.counted} {'/'.join(one.verdict)}{f': {what}' if what else ''}{sign} ({one.event}){part}"
