"""Estimates as lines of a terminal, as JSON and as a picture: the figure or the refusal, and every model."""

from collections.abc import Sequence
from pathlib import Path

import click
import msgspec
from msgspec.structs import replace

from vidmova.totals.candidates import INDEPENDENCE, PAIRS, Model
from vidmova.totals.estimates import Estimated, Options, estimate
from vidmova.totals.patterns import read_patterns
from vidmova.totals.pictures import Bar, Picture, bars
from vidmova.totals.strata import Stratified, estimate_strata

PAIRS_SHOWN = 8
NAME = 44
HEAD = ("", "model", "in all", "95 % from", "to", "hidden", "behind by BIC", "deviance", "on")


def of_patterns(path: Path, by: str = "", options: Options | None = None) -> Estimated | Stratified:
    """Estimate from a CSV file of patterns; by stratum where `by` names a column."""
    tables = read_patterns(path, by)
    asked = replace(options or Options(), lists=next(iter(tables.values()))[0])
    if by:
        return estimate_strata({name: table for name, (_, table) in tables.items()}, asked)
    return estimate(tables[""][1], asked)


def estimates_table(found: Estimated | Stratified, as_json: bool = False, every: bool = False) -> None:
    """Print an estimate: JSON, or the answer, its reasons and the models (all of them where `every` is set)."""
    if as_json:
        click.echo(msgspec.json.encode(found))
    elif isinstance(found, Stratified):
        _print_strata(found)
    else:
        _print_one(found, every)


def estimates_picture(found: Estimated | Stratified) -> Picture:
    """Return the intervals of the models, or of the strata, under one another."""
    if isinstance(found, Stratified):
        return bars([Bar(name, *_ends(one)) for name, one in found.strata.items()])
    shown, _ = _shown(found.models, every=False)
    own = [Bar("= all together", *_ends(found))]
    return bars([*own, *(Bar(("* " if one.stands else "") + one.name, one.low, one.high) for one in shown)])


def _ends(found: Estimated) -> tuple[int, int | None]:
    return (found.low, found.high) if found.low is not None else (found.seen, None)


def _print_one(found: Estimated, every: bool) -> None:
    click.echo(f"{found.seen:,} people on {len(found.lists)} lists: {', '.join(found.lists)}")
    for line in _answer(found):
        click.echo(line)
    shown, left = _shown(found.models, every)
    if shown:
        click.echo()
        _print_rows([HEAD, *map(_row, shown)])
    if left:
        least, most = min(one.estimate for one in left), max(one.estimate for one in left)
        click.echo(f"   and {len(left):,} more models of pairs, from {least:,} to {most:,} in all; --all shows them")
    for line in (*_beside(found), *(f"assumed: {said}" for said in found.assumptions)):
        click.echo(line)


def _answer(found: Estimated | Stratified) -> list[str]:
    if found.estimate is None:
        return [click.style("no figure is given:", bold=True), *(f"  {reason}" for reason in found.refused)]
    figure = f"{found.estimate:,} in all, from {found.low:,} to {found.high:,}"
    condition = [f"  {found.condition}"] if isinstance(found, Estimated) and found.condition else []
    return [click.style(figure, bold=True) + " (95 %)", *condition]


def _shown(models: Sequence[Model], every: bool) -> tuple[list[Model], list[Model]]:
    """Return the models to show, those that the figure stands on first, and the rest."""
    ranked = sorted(models, key=lambda one: (not one.stands, one.behind is None, one.behind or 0.0, one.name))
    pairs = [one for one in ranked if one.kind == PAIRS and not one.stands]
    left = [] if every else pairs[PAIRS_SHOWN:]
    names = {one.name for one in left}
    return [one for one in ranked if one.name not in names], left


def _row(model: Model) -> tuple[str, ...]:
    return (
        "*" if model.stands else "",
        model.name if len(model.name) <= NAME else model.name[: NAME - 1] + "…",
        f"{model.estimate:,}",
        f"{model.low:,}",
        "no end" if model.high is None else f"{model.high:,}",
        f"{model.hidden:,}",
        "" if model.behind is None else f"{model.behind:.1f}",
        "" if model.deviance is None else f"{model.deviance:.1f}",
        "" if model.freedom is None else f"{model.freedom} df",
    )


def _print_rows(rows: Sequence[tuple[str, ...]]) -> None:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for number, row in enumerate(rows):
        words = [cell.ljust(width) for cell, width in zip(row[:2], widths[:2], strict=True)]
        numbers = [cell.rjust(width) for cell, width in zip(row[2:], widths[2:], strict=True)]
        cells = [*words, *numbers]
        click.echo(click.style("  ".join(cells).rstrip(), dim=number == 0))


def _beside(found: Estimated) -> list[str]:
    known = found.diagnostics
    times = ", ".join(f"{people:,} on {number}" for number, people in enumerate(known.by_frequency, 1))
    said = ["", *found.remarks, f"how many lists have them: {times}"]
    if any(one.kind == INDEPENDENCE for one in found.models):
        pairs = ", ".join(f"{one.a}×{one.b} {one.ratio:g}" for one in known.dependence)
        said.append(f"shared people to those that independent lists would share: {pairs}")
    if known.rhat is not None:
        said.append(
            f"chains: R̂ {known.rhat:.3f}, worth {known.effective:,.0f} draws, {known.classes:g} kinds on average"
        )
    return said


def _print_strata(found: Stratified) -> None:
    click.echo(f"{found.seen:,} people in {len(found.strata)} strata")
    for line in _answer(found):
        click.echo(line)
    if found.together:
        low, high = found.together
        click.echo(f"from {low:,} to {high:,} if all strata err the same way")
    rows: list[tuple[str, ...]] = [("", "stratum", "seen", "in all", "95 % from", "to")]
    for name, one in found.strata.items():
        ends = ["" if end is None else f"{end:,}" for end in (one.estimate, one.low, one.high)]
        figures = ends if one.given else ["refused", "", ""]
        rows.append(("", name, f"{one.seen:,}", *figures))
    _print_rows(rows)
