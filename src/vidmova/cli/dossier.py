"""`vidmova dossier`: the PDF of one event as it may leave the house, protected and attacked like a release."""

import os
import tempfile
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

import click

from vidmova.archive.intake import disk_fault
from vidmova.archive.provenance import now
from vidmova.cli import options
from vidmova.errors import UsageError
from vidmova.protect import ledger
from vidmova.protect.attacking import attack
from vidmova.protect.gathering import holdings_of
from vidmova.protect.joining import joins
from vidmova.protect.policy import Policy, Protected, fresh_key
from vidmova.protect.release import Finding, Release
from vidmova.protect.releasing import protect
from vidmova.protect.reporting import report, stopping
from vidmova.publish.formats import FORMATS, KNOWN
from vidmova.publish.publishing import refuse_existing
from vidmova.register.folder import find
from vidmova.register.opening import open_store
from vidmova.register.store import Store

LEAST, MOST_SHOWN, STOPPED = 4, 20, 1
_Write = Callable[[Release, str, Path, str], Path]


@click.command()
@click.argument("event")
@click.argument("out", metavar="OUT.pdf", type=click.Path(path_type=Path))
@click.option(
    "--language", type=click.Choice(["uk", "ru", "en"]), default="en", show_default=True, help="Its language."
)
@click.option("--publisher", metavar="NAME", default="", help="Who hands it on.")
@options.register
@options.quiet
def dossier(event: str, out: Path, language: str, publisher: str, register: Path, quiet: bool) -> None:
    """Write the dossier of EVENT to OUT.pdf: what is said of it, in which words, by whom, and what was removed.

    EVENT is the event's id in the register (its beginning is enough), or the id that it had in a release of this
    register. People, days and places are protected as in a release. The file is searched for everything that must
    not be in it; where something is found, nothing is written and the exit status is 1. It is not entered into the
    ledger of releases, and its ids are its own.

    \b
    Examples:
      vidmova dossier refuse-73fb event.pdf
      vidmova dossier e-7K2M event.pdf --language uk --publisher "The archive"
    """
    writer = _writer()
    folder = find(register)
    refuse_existing(out)
    before = ledger.editions(folder.root)
    with open_store(folder) as store:
        identity = _internal(store, before, event.strip())
        holdings = holdings_of(folder, store)
    policy = Policy(publisher=publisher, made=now(), key=fresh_key(), number=_number(before))
    protected = protect(holdings, policy, ledger.earlier(before))
    stopped = _write(protected, identity, (out, language), writer, before)
    for one in stopped[:MOST_SHOWN]:
        click.echo(f"stopped by {one.rule}, {one.where}: {one.said}", err=True)
    if stopped:
        click.echo("nothing was written", err=True)
        click.get_current_context().exit(STOPPED)
    if not quiet:
        click.echo(f"{out}: read it before you hand it on")


def _writer() -> _Write:
    """Return what writes a dossier; raises UsageError where its libraries, an extra, are not installed."""
    FORMATS["pdf"]
    writer: _Write = import_module(KNOWN["pdf"].module).write_dossier
    return writer


def _number(before: Sequence[ledger.Edition]) -> int:
    return before[-1].left.number + 1 if before else 1


def _internal(store: Store, before: Sequence[ledger.Edition], asked: str) -> str:
    """Return the register's id of an event by its beginning, or by its id in an earlier release."""
    for edition in reversed(before):
        found = [inside for inside, outside in edition.kept.ids.items() if outside == asked]
        if found and store.event(found[0]):
            return found[0]
    events = store.events_like(asked) if len(asked) >= LEAST else []
    if len(events) > 1:
        raise UsageError(f"several events' ids begin with {asked} ({', '.join(events)}); give more of it")
    if not events:
        raise UsageError(f"no event of this register or of a release of it is called {asked}; see vidmova events")
    return events[0]


def _write(
    protected: Protected,
    event: str,
    where: tuple[Path, str],
    writer: _Write,
    before: Sequence[ledger.Edition],
) -> list[Finding]:
    """Write the file aside, attack it, and let it stand under its name if nothing stops it; return what does."""
    out, language = where
    contents, released = protected.release.contents, protected.secrets.ledger.get(event, "")
    if released not in {one.id for one in contents.events}:
        raise UsageError(f"nothing of the event {event} may leave: all of it is protected")
    try:
        with tempfile.TemporaryDirectory(prefix=".dossier-", dir=out.resolve().parent) as aside:
            made = writer(protected.release, released, Path(aside) / "dossier.pdf", language)
            found = joins(contents, protected.secrets.ledger, before)
            stopped = stopping(report(contents, found, attack(Path(aside), protected.secrets)))
            if not stopped:
                os.replace(made, out)
    except OSError as fault:
        raise disk_fault(fault, out) from fault
    return stopped
