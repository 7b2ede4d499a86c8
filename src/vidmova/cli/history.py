"""`vidmova history`: who did what to an event, and how it differs between two moments."""

from pathlib import Path

import click
import msgspec

from vidmova.cli import options
from vidmova.cli.decisions import line_of
from vidmova.errors import UsageError
from vidmova.pipeline import as_of
from vidmova.records import Event
from vidmova.register.folder import RegisterFolder, find
from vidmova.register.opening import open_store
from vidmova.register.store import Store
from vidmova.review.applying import applied, documents_of
from vidmova.review.asking import settled
from vidmova.review.decisions import Decision
from vidmova.review.log import read_decisions
from vidmova.review.past import Change, changes, moment
from vidmova.review.standing import living
from vidmova.review.states import UNTOUCHED


@click.command()
@click.argument("event")
@click.option("--from", "start", metavar="MOMENT", help="Show how the event differs since then.")
@click.option("--to", "end", metavar="MOMENT", help="Up to then, not up to now.")
@options.register
@options.as_json
def history(event: str, start: str | None, end: str | None, register: Path, as_json: bool) -> None:
    """Show where an event stands and every decision about it; or how it differs between two moments.

    MOMENT is a day or time in UTC, a month or year (its end), or the number of a decision as #12. The register is then
    made anew as it was: from the documents and decisions there were, with the program and lexicon of today.

    \b
    Examples:
      vidmova history refuse-1a2b3c4d
      vidmova history refuse-1a2b3c4d --from 2026-10 --to '#40'
    """
    folder = find(register)
    with open_store(folder) as store:
        name = _whole(store, event)
        if start is None and end is None:
            _told(store, folder, name, as_json)
            return
        found = _differences(store, folder, name, (start or "#0", end))
    if as_json:
        for one in found:
            click.echo(msgspec.json.encode(one))
    else:
        _print(name, found)


def _whole(store: Store, start: str) -> str:
    found = store.events_like(start)
    if len(found) > 1:
        raise UsageError(f"several events' ids begin with {start}: {', '.join(found)}; give more of it")
    # An event of the past need not be there any more: its name is taken as given.
    return found[0] if found else start


def _told(store: Store, folder: RegisterFolder, name: str, as_json: bool) -> None:
    decisions = read_decisions(folder.root)
    event = next((one for one in store.every(Event) if one.id == name), None)
    if event is None:
        raise UsageError(f"no event is called {name}; vidmova events lists them, --from shows one of the past")
    about = _about(store, decisions, event)
    stage = settled(store, decisions).states.get(name, UNTOUCHED)
    if as_json:
        click.echo(msgspec.json.encode({"event": name, **msgspec.to_builtins(stage), "decisions": about}))
        return
    by = ", ".join(f"{did} by {who}" for did, who in (("coded", stage.coder), ("checked", stage.checker)) if who)
    click.echo(f"{event.title}  {name}")
    click.echo(f"  {stage.state}" + (f" ({by})" if by else "") + (f": {stage.moved}" if stage.moved else ""))
    held = {one.number for one in living(decisions)}
    for one in about:
        click.echo(line_of(one, one.number in held))
    if not about:
        click.echo("nobody decided anything about it", err=True)


def _about(store: Store, decisions: list[Decision], event: Event) -> list[Decision]:
    keys = applied(store.reports_of(documents_of(decisions)), decisions).keys
    named = {key for key, name in keys.items() if name in event.claims}
    return [one for one in decisions if one.called == event.id or named & set(one.claims)]


def _differences(store: Store, folder: RegisterFolder, name: str, between: tuple[str, str | None]) -> list[Change]:
    made = [as_of(store, folder.root, moment(said or "9999")) for said in between]
    if not any(one.id == name for each in made for one in each.linked.events):
        raise UsageError(f"no event was called {name} at either moment; vidmova events lists those of now")
    before, after = made
    return changes(before.linked, after.linked, name, (before.states, after.states))


def _print(name: str, found: list[Change]) -> None:
    click.echo(click.style(name, bold=True))
    for one in found:
        old, new = (msgspec.json.encode(value).decode() for value in (one.before, one.after))
        click.echo(f"  {one.what}: {old} → {new}")
    if not found:
        click.echo("nothing differs", err=True)
