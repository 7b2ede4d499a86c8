"""`vidmova paths`: how many went from which stage to which, and of how many nothing more is told."""

from itertools import groupby
from pathlib import Path

import click
import msgspec

from vidmova.cli import options
from vidmova.cli.marking import print_section
from vidmova.cli.staleness import warn_if_stale
from vidmova.errors import UsageError
from vidmova.lexicon.acts import acts
from vidmova.register.books import linked_records
from vidmova.register.folder import find
from vidmova.register.opening import open_store
from vidmova.totals.charts import flow_chart, months
from vidmova.totals.distributions import FEWEST
from vidmova.totals.judgments import ACQUITTED
from vidmova.totals.paths import Flow, Paths, People
from vidmova.totals.paths import paths as find_paths
from vidmova.totals.pictures import check, write

UNKNOWN = "then nothing is told"


@click.command()
@click.option("--from", "start", metavar="ACT", help="Only from this act on, as `refuse`.")
@click.option("--plot", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Also draw it.")
@options.register
@options.as_json
def paths(start: str | None, plot: Path | None, register: Path, as_json: bool) -> None:
    """Say how many went from which stage to which, with the time between.

    A way is what documents tell of one person, or of a group that they follow: refused, detained, sentenced, appealed.
    Of each stage the table gives what came next, "then nothing is told" included: it is no outcome. People are
    counted from – to: a group and the people named may be the same. Times are given where both dates are known to the
    day or the month; where no date says what came first, it is the usual order.

    \b
    Examples:
      vidmova paths --from refuse
      vidmova paths --from awol --plot ways.svg
    """
    if plot is not None:
        check(plot)
    known = (*acts(), ACQUITTED)
    if start is not None and start not in known:
        raise UsageError(f"there is no act {start}; the codebook has {', '.join(known)}")
    with open_store(find(register)) as store:
        warn_if_stale(store)
        found = find_paths(linked_records(store), start)
    if not found.ways and start is not None:
        raise UsageError(f"no way in this register leads over {start}; vidmova paths lists the stages that there are")
    if plot is not None:
        write(flow_chart(found), plot)
    if as_json:
        click.echo(msgspec.json.encode({"from": start, **msgspec.to_builtins(found)}))
    else:
        _print(found)


def _print(found: Paths) -> None:
    for stage, flows in groupby(found.flows, lambda flow: flow.source):
        click.echo(click.style(f"{_named(stage)}: {_people(found.stages[stage])}", bold=True))
        for flow in sorted(flows, key=lambda flow: (flow.target is None, -flow.people.ways)):
            click.echo(f"  {_arrow(flow):<28}{_people(flow.people)}{_time(flow)}")
    if found.off:
        print_section("Events on no way: nothing is told of what came before or after")
        click.echo("  " + ", ".join(f"{_named(act)} {number:,}" for act, number in found.off.items()))
    click.echo(f"{found.ways:,} way{'' if found.ways == 1 else 's'} of {_number(found.people)}", err=True)


def _arrow(flow: Flow) -> str:
    return UNKNOWN if flow.target is None else f"→ {_named(flow.target)}"


def _people(people: People) -> str:
    return f"{people.ways:,} way{'' if people.ways == 1 else 's'}, {_number(people)}"


def _number(people: People) -> str:
    if people.high is None:
        return f"{people.low:,} people or more"
    if people.low == people.high:
        return f"{people.low:,} {'person' if people.low == 1 else 'people'}"
    return f"{people.low:,}–{people.high:,} people"


def _time(flow: Flow) -> str:
    if flow.days is None or flow.target is None:
        return ""
    low, high = flow.days
    said = f"{low:,}" if low == high else f"{low:,}–{high:,}"
    if flow.median_days is None:
        return f"; {said} days (known of {flow.timed:,}, under {FEWEST}: no median)"
    return f"; median {months(flow.median_days)} days, {said} (known of {flow.timed:,})"


def _named(act: str) -> str:
    return act.replace("_", " ")
