"""`vidmova release`: what may leave the house, protected, attacked, reported and entered into the ledger."""

import getpass
import sys
from collections import Counter
from pathlib import Path
from typing import Any, Literal

import click
import msgspec
from msgspec import Struct

from vidmova.archive.provenance import now
from vidmova.cli import options
from vidmova.errors import UsageError
from vidmova.protect import ledger
from vidmova.protect.attacking import may_be_overruled
from vidmova.protect.gathering import holdings_of
from vidmova.protect.holdings import Holdings
from vidmova.protect.joining import joins
from vidmova.protect.policy import Policy, Protected, fresh_key
from vidmova.protect.release import Overruling
from vidmova.protect.releasing import protect_apart
from vidmova.publish.formats import FORMATS
from vidmova.publish.publishing import Published, publish, refuse_existing
from vidmova.register.database import Place
from vidmova.register.folder import RegisterFolder, find
from vidmova.register.opening import place_of
from vidmova.register.store import Store

USUAL = ("json", "csv", "geojson", "site")
"""What is written where no format is named: all that needs nothing beside the program."""
MOST_SHOWN = 20
STOPPED = 1


class Asked(Struct, frozen=True, kw_only=True):
    """What the command was asked for."""

    names: Literal["pseudonyms", "as-published"] = "pseudonyms"
    smallest: int = 5
    formats: tuple[str, ...] = ()
    every: bool = False
    licence: str = ""
    stable: bool = False
    publisher: str = ""
    title: str = ""
    overrule: tuple[str, ...] = ()
    who: str = ""
    why: str = ""
    dry_run: bool = False


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--names",
    type=click.Choice(["pseudonyms", "as-published"]),
    default="pseudonyms",
    show_default=True,
    help="Whether private people whom a source named in public, and who are not at risk, stand by name.",
)
@click.option(
    "--k", "smallest", type=click.IntRange(2), default=5, show_default=True, help="So many people share what is told."
)
@click.option("--format", "formats", multiple=True, type=click.Choice(list(FORMATS)), help="A format; may be repeated.")
@click.option("--all", "every", is_flag=True, help="All formats, which takes much longer; some need extras.")
@click.option("--stable", is_flag=True, help="Give people the pseudonyms that they had in the edition before.")
@click.option("--publisher", metavar="NAME", default="", help="Who publishes it.")
@click.option("--licence", metavar="NAME", default="", help="Licence of the tables, as CC-BY-4.0; else none is stated.")
@click.option("--title", metavar="TEXT", default="", help="What the register is called in public; else its own name.")
@click.option("--overrule", multiple=True, metavar="RULE", help="Publish though this rule would stop it.")
@click.option("--who", metavar="NAME", default="", help="Who overrules; else you.")
@click.option("--why", metavar="TEXT", default="", help="Why; never empty where something is overruled.")
@click.option("--dry-run", is_flag=True, help="Make it, attack it, report, and leave nothing behind.")
@options.register
@options.quiet
@options.as_json
def release(out: Path, register: Path, quiet: bool, as_json: bool, **said: Any) -> None:
    """Write what may leave the house to the folder OUT, with its disclosure report.

    Private people get pseudonyms, days and places are made coarser, rare combinations and small cells are left out.
    Then every file is searched for everything that must not be in it. Where something is found, nothing is written
    and the exit status is 1. A protected name can never be overruled.

    Without --format these are written: json, csv, geojson and site.

    \b
    Examples:
      vidmova release ./public --publisher "The archive"
      vidmova release ./public --format csv --format site --dry-run
      vidmova release ./public --overrule joined-editions --who "O. Archivist" --why "edition 1 was withdrawn"
    """
    asked = msgspec.convert(said, Asked)
    folder = find(register)
    refuse_existing(out)
    if folder.root.resolve() in out.resolve().parents:
        raise UsageError(f"{out} lies in the register's own folder, which must not leave; name a folder outside of it")
    made = _made(folder, out, asked)
    _say(made, out, asked, (quiet, as_json))
    if made.stopped:
        click.get_current_context().exit(STOPPED)


def _made(folder: RegisterFolder, out: Path, asked: Asked) -> Published:
    before = ledger.editions(folder.root)
    key = (ledger.key_of(before) if asked.stable else b"") or fresh_key()
    policy = Policy(
        publisher=asked.publisher,
        made=now(),
        key=key,
        names="as_published" if asked.names == "as-published" else "pseudonyms",
        smallest=asked.smallest,
        stable=asked.stable,
        number=before[-1].left.number + 1 if before else 1,
        overruled=_overruled(asked),
        licence=asked.licence.strip(),
    )
    # Opened here, where a passphrase can be asked for.
    place = place_of(folder)
    protected = protect_apart(lambda: _held(folder, place, asked), policy, ledger.earlier(before))
    found = joins(protected.release.contents, protected.secrets.ledger, before)
    kept = ledger.Kept(ids=protected.secrets.ledger, key=key.hex() if asked.stable else "")
    wanted = tuple(FORMATS) if asked.every else asked.formats or USUAL
    return publish(protected, out, wanted, found, _entering(folder, protected, kept, asked.dry_run))


def _held(folder: RegisterFolder, place: Place, asked: Asked) -> Holdings:
    with Store(place) as store:
        holdings = holdings_of(folder, store)
    return msgspec.structs.replace(holdings, register=asked.title) if asked.title else holdings


def _entering(folder: RegisterFolder, protected: Protected, kept: ledger.Kept, trial: bool) -> Any:
    if trial:
        return None
    return lambda files: ledger.enter(folder.root, protected.release, kept, files)


def _overruled(asked: Asked) -> list[Overruling]:
    """Return what somebody takes upon himself; raises UsageError where he may not, or does not say why."""
    for rule in asked.overrule:
        if not may_be_overruled(rule):
            raise UsageError(f"nobody may overrule {rule}: a secret would stand in the release")
    if not asked.overrule:
        return []
    if not asked.why.strip():
        raise UsageError('say why, in a few words: --why "…"')
    who, when = asked.who.strip() or _login(), now()
    return [Overruling(rule=rule, where="", who=who, why=asked.why.strip(), when=when) for rule in asked.overrule]


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        raise UsageError("say who overrules: --who NAME") from None


def _say(made: Published, out: Path, asked: Asked, how: tuple[bool, bool]) -> None:
    quiet, as_json = how
    if as_json:
        click.echo(msgspec.json.encode({"out": str(out), "written": _is_there(made, asked), **_shape(made)}))
        return
    for one in made.stopped[:MOST_SHOWN]:
        click.echo(f"stopped by {one.rule}, {one.where}: {one.said}", err=True)
    if len(made.stopped) > MOST_SHOWN:
        click.echo(f"… and {len(made.stopped) - MOST_SHOWN} more", err=True)
    if made.stopped:
        click.echo("nothing was written", err=True)
    elif not quiet:
        _summary(made, out, asked)
    sys.stdout.flush()


def _summary(made: Published, out: Path, asked: Asked) -> None:
    click.echo(
        f"{len(made.files)} files would stand in {out}" if asked.dry_run else f"{len(made.files)} files in {out}"
    )
    removed: Counter[str] = Counter()
    for one in made.disclosure.removed:
        removed[one.what] += one.number
    if removed:
        click.echo("removed: " + ", ".join(f"{number} {what}" for what, number in removed.most_common()))
    for severity in ("warning", "note"):
        for found in made.disclosure.findings:
            if found.severity == severity:
                click.echo(f"{severity}: {found.said}")
    for ruled in made.disclosure.overruled:
        click.echo(f"overruled: {ruled.rule}, by {ruled.who}: {ruled.why}")
    click.echo("read disclosure.md before you hand it on" if not asked.dry_run else "nothing was written: a trial")


def _is_there(made: Published, asked: Asked) -> bool:
    return not made.stopped and not asked.dry_run


def _shape(made: Published) -> dict[str, Any]:
    shape: dict[str, Any] = msgspec.to_builtins(made)
    return shape
