"""`vidmova export`: the whole register for a colleague, encrypted to their key."""

from pathlib import Path

import click

from vidmova.cli import options
from vidmova.errors import UsageError
from vidmova.publish import internal
from vidmova.register.folder import find, writing


@click.command()
@click.argument("form", type=click.Choice(internal.FORMATS), metavar="FORMAT")
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--to", multiple=True, metavar="KEY", help="Public key of who may read it: age1… or ssh-…; repeatable.")
@click.option(
    "--to-file",
    "-R",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A file of such keys, one a line; repeatable.",
)
@click.option("--with-database", is_flag=True, help="Take the database too, which can be rebuilt from the rest.")
@options.register
@options.quiet
def export(
    form: str, out: Path, to: tuple[str, ...], to_file: tuple[Path, ...], with_database: bool, **rest: object
) -> None:
    """Write a register as it is inside, encrypted with age, for a colleague.

    FORMAT is register (its whole folder: archive, decisions, lists, settings, releases), jsonl or csv (all records).
    OUT is given a name that says that it is internal. Nothing of it is on the disk in clear at any moment. For what
    may be published there is vidmova release.

    \b
    Examples:
      vidmova export register copy --to age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p
      vidmova export csv tables -R colleagues.txt
    """
    keys = [*to, *(key for path in to_file for key in internal.keys_in(path))]
    if not keys:
        raise UsageError(
            "an internal export holds every name and is encrypted to somebody's key: name it with --to age1… ; "
            "for what others may see use: vidmova release"
        )
    readers = internal.recipients(keys)
    register = rest["register"]
    assert isinstance(register, Path)
    folder, named = find(register), internal.internal_name(out)
    if named.resolve().is_relative_to(folder.root.resolve()):
        raise UsageError(f"{named} would lie in the register itself; name a file elsewhere")
    if named.exists():
        raise internal.already(named)
    with writing(folder, lambda: click.echo("another command is at work on this register; waiting for it", err=True)):
        internal.write(named, internal.members(folder, form, with_database), readers)
    if not rest["quiet"]:
        click.echo(f"{named} is encrypted to {len(readers)} {'key' if len(readers) == 1 else 'keys'}", err=True)
