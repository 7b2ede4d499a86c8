"""`vidmova events`: what happened, according to all documents together."""

from pathlib import Path

import click
from msgspec.structs import replace

from vidmova.cli import options
from vidmova.cli.periods import first_day, last_day
from vidmova.cli.staleness import warn_if_stale
from vidmova.cli.table import as_line, print_events
from vidmova.errors import UsageError
from vidmova.lexicon.acts import acts
from vidmova.register.folder import find
from vidmova.register.opening import open_store
from vidmova.register.rows import EventRow, Wanted
from vidmova.register.store import Store


@click.command()
@click.option("--act", metavar="ACT", help="Only this act of the codebook, as `refuse`.")
@click.option("--since", callback=first_day, metavar="DATE", help="Only what may have happened then or later.")
@click.option("--until", callback=last_day, metavar="DATE", help="Only what may have happened then or before.")
@click.option("--person", metavar="NAME", help="Only what is told of this person, named in any script.")
@click.option("--place", metavar="NAME", help="Only what happened there, or in that district, region or country.")
@click.option("--contradictions", is_flag=True, help="Only what the documents contradict each other about.")
@options.register
@options.as_json
def events(
    act: str | None, since: str | None, until: str | None, register: Path, as_json: bool, **more: str | bool | None
) -> None:
    """List what happened, according to all documents together.

    One line an event: its id, title, lowest and highest number that the claims give, date, place, and how many claims,
    documents and independent tellings (reprints and translations of one text are one) it has, in which languages.
    A `!` stands where claims contradict each other; `vidmova show ID` says how.

    \b
    Examples:
      vidmova events --act refuse --since 2022-03 --until 2022
      vidmova events --person "Гайворон" --json
      vidmova events --contradictions
    """
    if act is not None and act not in acts():
        raise UsageError(f"there is no act {act}; the codebook has {', '.join(acts())}")
    wanted = Wanted(act=act, since=since, until=until, contradicted=bool(more["contradictions"]))
    person, place = (None if more[name] is None else str(more[name]) for name in ("person", "place"))
    with open_store(find(register)) as store:
        warn_if_stale(store)
        wanted = replace(wanted, place=place, people=None if person is None else _people(store, person))
        rows = store.events(wanted)
        undated = _undated(store, wanted)
    if as_json:
        for row in rows:
            click.echo(as_line(row))
        return
    if rows:
        print_events(rows)
    _say_how_many(rows, undated)


def _people(store: Store, name: str) -> frozenset[str]:
    found = store.find_people(name)
    if not found:
        click.echo(f"nobody named {name} is in this register", err=True)
    elif found[0].judgement != "same":
        who = ", ".join(one.entity.name for one in found)
        click.echo(f"nobody is surely {name}; shown is what is told of {who}", err=True)
    return frozenset(one.entity.id for one in found)


def _undated(store: Store, wanted: Wanted) -> int:
    if wanted.since is None and wanted.until is None:
        return 0
    rows = store.events(replace(wanted, since=None, until=None))
    return sum(row.event.date in (None, (None, None)) for row in rows)


def _say_how_many(rows: list[EventRow], undated: int) -> None:
    contradicted = sum(bool(row.contradictions) for row in rows)
    said = f"{len(rows):,} event{'' if len(rows) == 1 else 's'}"
    said += f", {contradicted:,} with a contradiction" if contradicted else ""
    click.echo(said + (f"; {undated:,} without a date left out" if undated else ""), err=True)
