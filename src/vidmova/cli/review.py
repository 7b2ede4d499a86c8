"""`vidmova review`: what a person should look at next."""

from collections.abc import Iterable
from pathlib import Path

import click
import msgspec

from vidmova.cli import options
from vidmova.register.folder import find
from vidmova.register.opening import open_store
from vidmova.review.asking import settled
from vidmova.review.log import read_decisions
from vidmova.review.questions import Question, in_order
from vidmova.review.rowjudging import row_questions
from vidmova.review.settling import queue
from vidmova.review.states import Stage

MOST = 20


@click.command()
@click.option("--most", default=MOST, show_default=True, type=click.IntRange(1), help="How many to show.")
@options.register
@options.as_json
def review(most: int, register: Path, as_json: bool) -> None:
    """List what a person should decide, what the totals hang on first.

    Events that may be one, contradictions that are open, rows of lists that may be one person (as vidmova lists overlap
    laid them over each other last), decisions under which the ground moved, and decisions of two people that are at
    odds; each with the ids that vidmova show and vidmova decide take.

    \b
    Examples:
      vidmova review
      vidmova review --json
    """
    folder = find(register)
    decisions = read_decisions(folder.root)
    with open_store(folder) as store:
        held = settled(store, decisions)
        rows = row_questions(store, folder.root, decisions)
        unlinked = len(store.list_files()) > 1 and not store.lists_linked_by()
    if unlinked:
        click.echo("lists were added or changed: vidmova lists overlap says which of their rows to judge", err=True)
    found = in_order([*queue(held.linked, held.questions), *rows])
    if as_json:
        for one in found:
            click.echo(msgspec.json.encode(one))
        return
    for one in found[:most]:
        _print(one)
    if not found:
        click.echo("nothing is open", err=True)
    elif len(found) > most:
        click.echo(f"and {len(found) - most:,} more; --most shows them", err=True)
    _say_who_waits(held.states.values())


def _say_who_waits(stages: Iterable[Stage]) -> None:
    waiting = sum(one.state == "coded" for one in stages)
    if waiting:
        waits = "event waits" if waiting == 1 else "events wait"
        click.echo(f"{waiting:,} {waits} for a second person; vidmova decide state EVENT checked", err=True)


def _print(one: Question) -> None:
    hangs = f"  {one.hangs:,} hang on it" if one.hangs > 1 else ""
    click.echo(click.style(one.kind, bold=True) + hangs)
    click.echo(f"  {one.because}")
    named = [*filter(None, [one.contradiction]), *one.events, *one.claims, *one.rows]
    if named:
        click.echo(click.style(f"  {'  '.join(named)}", dim=True))
