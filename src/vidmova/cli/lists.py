"""`vidmova lists`: tables of people or cases – adding them, who is on several, how many are on none."""

from pathlib import Path
from typing import Any, cast, get_args

import click
import msgspec

from vidmova.archive.intake import digest_of
from vidmova.cli import options
from vidmova.cli.estimates import estimates_picture, estimates_table, of_patterns
from vidmova.cli.listing import add_shape, overlap_picture, overlap_shape, say_added, say_overlap, say_questions
from vidmova.errors import InputError, UsageError
from vidmova.register.folder import create, find, writing
from vidmova.register.lists import Added, added, keep_list
from vidmova.register.opening import open_store
from vidmova.review.log import read_decisions
from vidmova.review.rowjudging import JudgedLists, judged_lists
from vidmova.totals.columns import Mapped, apply, as_toml, from_text, propose, show
from vidmova.totals.estimates import Estimated
from vidmova.totals.listestimates import estimate_lists
from vidmova.totals.listreading import make_list
from vidmova.totals.pictures import check, write
from vidmova.totals.presence import Field, lay_over
from vidmova.totals.strata import Stratified
from vidmova.totals.tables import read_table, stem

plot = click.option("--plot", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Also draw it.")
with_register = click.option(
    "--with-register", is_flag=True, help="Take the people whom the register's documents name as one more list."
)


@click.group()
def lists() -> None:
    """Tables of people or cases: who is on several, and how many are on none.

    \b
    Examples:
      vidmova lists add absent.xlsx --dry-run
      vidmova lists add absent.xlsx --name leak --maker "unknown"
      vidmova lists overlap
    """


@lists.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", metavar="NAME", help="What to call the list.  [default: the file's name]")
@click.option("--maker", default="", metavar="WHO", help="Who made the list.")
@click.option(
    "--map", "given", type=click.Path(path_type=Path), metavar="FILE", help="Which column is which: a saved map."
)
@click.option(
    "--save-map", type=click.Path(path_type=Path), metavar="FILE", help="Write the map there, to edit and give again."
)
@click.option("--sheet", metavar="NAME", help="Sheet of a spreadsheet.  [default: the first that is not empty]")
@click.option("--dry-run", is_flag=True, help="Show the map and what could not be taken; keep nothing.")
@click.option("--replace", is_flag=True, help="Put it in the place of a list of the same name.")
@options.register
@options.as_json
def add(file: Path, name: str | None, maker: str, given: Path | None, register: Path, **more: Any) -> int:
    """Add a table (CSV, XLSX, ODS) of people or cases to the register.

    Columns are known by their headers in Ukrainian, Russian and English; look at them with --dry-run first. Rows and
    dates that cannot be taken are named by their line. Columns that mean nothing known are kept as they are.

    \b
    Examples:
      vidmova lists add absent.csv --dry-run --save-map absent.toml
      vidmova lists add absent.csv --map absent.toml --name leak --maker "unknown"

    Exit status is not 0 when a row was left out.
    """
    payload = _bytes(file)
    mapped = _mapped(file, payload, given, more["sheet"])
    made = make_list(mapped, name or stem(file.name), maker)
    if more["save_map"]:
        more["save_map"].write_text(as_toml(mapped.map), encoding="utf-8")
    if not more["dry_run"]:
        new = Added(
            name=made.name, maker=maker, file=file.name, digest=digest_of(payload), map=mapped.map, sheet=more["sheet"]
        )
        folder = create(register)
        with writing(folder, _wait), open_store(folder, make=True) as store:
            keep_list(folder.root, new, payload, more["replace"])
            store.bring_lists(folder.root)
    if more["as_json"]:
        click.echo(msgspec.json.encode(add_shape(made, mapped, kept=not more["dry_run"])))
    else:
        say_added(made, mapped, show(mapped) if more["dry_run"] else [])
    return int(any(not fault.kept for fault in made.faults))


@lists.command()
@with_register
@click.option("--questions", type=click.IntRange(0), default=5, show_default=True, metavar="N", help="Show so many.")
@plot
@options.register
@options.as_json
def overlap(with_register: bool, questions: int, plot: Path | None, register: Path, as_json: bool) -> None:
    """Say who is on several lists: how many people, on which, and what a person should judge.

    Names are compared across scripts and languages, with dates of birth, units, places and numbers of cases; what each
    agreement is worth is learned from the lists and shown with each question; vidmova decide join, separate and unsure
    take the names of its two rows.

    \b
    Example:
      vidmova lists overlap --questions 20 --plot overlap.svg
    """
    if plot is not None:
        check(plot)
    judged = _linked(register, with_register)
    made, found = judged.lists, judged.found
    laid = lay_over(made, found)
    if plot is not None:
        write(overlap_picture(laid), plot)
    if as_json:
        click.echo(msgspec.json.encode(overlap_shape(made, laid, found)))
        return
    say_overlap(made, laid, found)
    say_questions(made, found, questions)


@lists.command()
@click.argument("patterns", required=False, type=click.Path(path_type=Path), metavar="[PATTERNS.csv]")
@with_register
@click.option("--by", metavar="FIELD", help="By unit, place, category or rank; of a table of patterns, by this column.")
@click.option("--all", "every", is_flag=True, help="Show every model, those that fit worse too.")
@plot
@options.register
@options.as_json
def estimate(patterns: Path | None, by: str | None, plot: Path | None, register: Path, **more: bool) -> None:
    """Estimate how many there are with those on no list, from how the lists overlap; or refuse, with the reason.

    Estimates from the lists of the register, or from a table of patterns: columns of 0 and 1 for the lists, and count.

    \b
    Examples:
      vidmova lists estimate --by unit
      vidmova lists estimate patterns.csv --plot models.svg
    """
    if plot is not None:
        check(plot)
    if patterns is not None:
        found = of_patterns(patterns, by or "")
    else:
        found = _estimated(register, more["with_register"], _field(by))
    if plot is not None:
        write(estimates_picture(found), plot)
    estimates_table(found, more["as_json"], more["every"])


def _field(by: str | None) -> Field | None:
    if by is not None and by not in get_args(Field):
        raise UsageError(f"lists are parted by {', '.join(get_args(Field))}, not by {by}")
    return cast(Field, by) if by else None


def _estimated(register: Path, with_register: bool, by: Field | None) -> Estimated | Stratified:
    judged = _linked(register, with_register)
    made, found = judged.lists, judged.found
    return estimate_lists(made, found, by)


def _linked(register: Path, with_register: bool) -> JudgedLists:
    folder = find(register)
    if not added(folder.root):
        raise UsageError(
            f"there are no lists in {register}; add one with: vidmova lists add FILE --register {register}"
        )
    with writing(folder, _wait), open_store(folder) as store:
        store.bring_lists(folder.root)
        judged = judged_lists(store, folder.root, read_decisions(folder.root), with_register)
    if len(judged.lists) < 2:
        only = judged.lists[0].name
        raise UsageError(f"there is one list only, {only}; add another, or compare with --with-register")
    if back := len(judged.came_back):
        click.echo(f"decisions that should be looked at again: {back:,}; vidmova review names them", err=True)
    return judged


def _bytes(file: Path) -> bytes:
    if file.is_dir():
        raise InputError(f"{file} is a folder; name the file of the table")
    try:
        return file.read_bytes()
    except OSError as fault:
        raise InputError(f"{file} cannot be read ({fault.strerror}); check its name") from None


def _mapped(file: Path, payload: bytes, given: Path | None, sheet: str | None) -> Mapped:
    table = read_table(file.name, payload, sheet)
    if given is None:
        return propose(table)
    try:
        text = given.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise UsageError(f"the map {given} cannot be read; check its name, and that it is text in UTF-8") from None
    return apply(table, from_text(text, str(given)), str(given))


def _wait() -> None:
    click.echo("another run is writing to this register; waiting", err=True)
