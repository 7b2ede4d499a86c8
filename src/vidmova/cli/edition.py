"""`vidmova edition`: the releases that were made, and what changed from one to the next."""

from pathlib import Path

import click
import msgspec

from vidmova.cli import options
from vidmova.errors import InputError
from vidmova.protect import ledger
from vidmova.protect.release import Contents
from vidmova.publish import editions, releasefile
from vidmova.publish.editions import Difference, Moved
from vidmova.register.folder import find


class _Read(msgspec.Struct, frozen=True):
    """A release that was asked for, with the ids that the register keeps for it."""

    contents: Contents
    ids: dict[str, str] | None


@click.group()
def edition() -> None:
    """List releases, and say what changed from one to the next.

    \b
    Examples:
      vidmova edition list
      vidmova edition diff 1 2
      vidmova edition diff published/first published/second
    """


@edition.command("list")
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path), metavar="[DIR…]")
@options.register
@options.as_json
def list_editions(folders: tuple[Path, ...], register: Path, as_json: bool) -> None:
    """List the editions that left the register, or the releases that lie in DIR and the folders in it."""
    named = [(str(place), releasefile.read(place).edition) for folder in folders for place in _releases(folder)]
    if not folders:
        named = [(str(one.left.number), one.contents.edition) for one in ledger.editions(find(register).root)]
    for place, one in sorted(named, key=lambda pair: (pair[1].register, pair[1].number, pair[1].made, pair[0])):
        if as_json:
            click.echo(msgspec.json.encode({"release": place, **msgspec.to_builtins(one)}))
        else:
            names = "names as published" if one.names == "as_published" else "pseudonyms"
            lasting = ", ids last" if one.stable else ""
            click.echo(
                f"{one.number:>4}  {one.made[:10]}  {one.register}, {one.publisher}  [{names}{lasting}]  {place}"
            )


@edition.command()
@click.argument("old")
@click.argument("new")
@click.option(
    "--matches",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="JSON that says which id of OLD is which of NEW; without it the register's ledger says so. Internal.",
)
@options.register
@options.as_json
def diff(old: str, new: str, matches: Path | None, register: Path, as_json: bool) -> None:
    """Say what was added, corrected and withdrawn from OLD to NEW, and why each total moved.

    OLD and NEW are numbers of the register's editions, or folders of releases. Where ids do not last between the two,
    the register's ledger says which is which; what is then printed joins the pseudonyms of both, and is internal.
    """
    left = ledger.editions(register) if (register / ledger.FOLDER).is_dir() else []
    before, after = _read(old, left), _read(new, left)
    same = _matches(matches) if matches else None
    lasting = before.contents.edition.stable and after.contents.edition.stable
    if same is None and not lasting and before.ids is not None and after.ids is not None:
        same = editions.matches(before.ids, after.ids)
    found = editions.difference(before.contents, after.contents, same)
    if as_json:
        click.echo(msgspec.json.encode(found))
        return
    _print(found)
    if same is not None and not lasting:
        click.echo("this joins pseudonyms of both editions: do not publish it", err=True)


def _read(asked: str, left: list[ledger.Edition]) -> _Read:
    """Return a release by its number in the ledger, or by its folder."""
    if asked.isdecimal() and not Path(asked).exists():
        for one in left:
            if one.left.number == int(asked):
                return _Read(one.contents, one.kept.ids)
        raise InputError(f"the register has no edition {asked}; vidmova edition list shows those it has")
    contents = releasefile.read(Path(asked))
    identity = ledger.identity_of(contents)
    return _Read(contents, next((one.kept.ids for one in left if one.left.identity == identity), None))


def _releases(folder: Path) -> list[Path]:
    if (folder / releasefile.FILE).is_file():
        return [folder]
    found = sorted(path.parent for path in folder.glob(f"*/{releasefile.FILE}"))
    if not found:
        raise InputError(f"{folder}: there is no release here; name a folder with a {releasefile.FILE}")
    return found


def _matches(path: Path) -> dict[str, str]:
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, str])
    except (OSError, UnicodeDecodeError, msgspec.DecodeError):
        raise InputError(f"{path}: this is no JSON object of ids of the old release and of the new") from None


def _print(found: Difference) -> None:
    click.echo(f"{found.old} → {found.new}")
    if not found.matched:
        click.echo(
            "ids do not last between these editions and the register does not know both: only totals are compared"
        )
    for kind, name in editions.KINDS.items():
        numbers = (
            sum(one.kind == kind for one in found.added),
            sum(one.kind == kind for one in found.corrected),
            sum(one.kind == kind for one in found.withdrawn),
        )
        if any(numbers):
            click.echo(f"{name}: {numbers[0]} added, {numbers[1]} corrected, {numbers[2]} withdrawn")
    for one in found.corrected:
        click.echo(f"  {one.kind} {one.new}: {', '.join(change.field for change in one.changes)}")
    for moved in found.figures:
        _print_figure(moved)
    for words, figures in (("new totals", found.figures_added), ("totals withdrawn", found.figures_withdrawn)):
        if figures:
            click.echo(f"{words}: {', '.join(figures)}")


def _print_figure(moved: Moved) -> None:
    asked = " ".join(one for one in (moved.act, moved.counted, moved.region, moved.since, moved.until) if one)
    high = " → ".join("open" if one is None else f"{one:,}" for one in moved.high)
    click.echo(f"{moved.figure} {asked}: floor {moved.low[0]:,} → {moved.low[1]:,}, ceiling {high}")
    for mover in moved.movers:
        click.echo(f"  {editions.said(mover)}")
    if moved.overlap_low or moved.overlap_high:
        click.echo(f"  how events overlap: floor {moved.overlap_low:+,}, ceiling {moved.overlap_high or 0:+,}")
