"""`vidmova totals`: how many, as a floor and a ceiling with the working."""

from pathlib import Path
from typing import Any, get_args

import click
import msgspec

from vidmova.cli import counting, options
from vidmova.cli.linkedrecords import linked_records
from vidmova.cli.periods import first_day, last_day
from vidmova.cli.staleness import warn_if_stale
from vidmova.errors import UsageError
from vidmova.lexicon.acts import acts
from vidmova.register.folder import find
from vidmova.register.opening import open_store
from vidmova.register.rows import DocumentRow
from vidmova.register.store import Store
from vidmova.totals.asking import answer, opened
from vidmova.totals.pictures import Bar, bars, check, curves, write
from vidmova.totals.pools import Book
from vidmova.totals.questions import Question
from vidmova.totals.rules import RULES
from vidmova.totals.series import series
from vidmova.totals.slices import By, sliced
from vidmova.totals.told import Teller

UNITS = ("persons", "cases", "rulings", "reports", "cities", "other")
CATEGORIES = (
    "contract", "conscript", "mobilised", "volunteer", "officer", "national_guard", "riot_police", "marine",
    "airborne", "pilot", "security_service", "pmc", "prisoner_recruit", "army",
)  # fmt: skip


@click.command()
@click.argument("act", nargs=-1, required=True, metavar="ACT…")
@click.option("--since", callback=first_day, metavar="DATE", help="Only what happened then or later.")
@click.option("--until", callback=last_day, metavar="DATE", help="Only what happened then or before.")
@click.option("--place", "--region", metavar="NAME", help="Only there, or people from there.")
@click.option("--unit", metavar="NAME", help="Only people of this unit.")
@click.option("--category", type=click.Choice(CATEGORIES), metavar="KIND", help="Only this kind of servicemen.")
@click.option("--counted", type=click.Choice(UNITS), default="persons", show_default=True, help="What is counted.")
@click.option("--without", multiple=True, metavar="NAME", help="Leave out an outlet or a source; may be repeated.")
@click.option("--no-rule", multiple=True, metavar="RULE", help=f"Switch a rule off: {', '.join(RULES)}.")
@click.option("--by", type=click.Choice(get_args(By)), help="Totals for each of these instead.")
@click.option("--series", "as_series", is_flag=True, help="What counters gave one after another, instead.")
@click.option(
    "--plot", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Also draw it: .svg, .png."
)
@options.register
@options.as_json
def totals(act: tuple[str, ...], register: Path, plot: Path | None, as_json: bool, **asked: Any) -> None:
    """How many, as a floor and a ceiling: no truth that fits what the claims say lies outside.

    ACT is an act of the codebook, or several. Numbers of two events are added only where a text or a rule says that
    they share nobody: else the floor is the larger, and the ceiling their sum. Denied and possible claims do not count.

    \b
    Examples:
      vidmova totals refuse --until 2022-07
      vidmova totals dismiss --region Kabardino-Balkaria --json
      vidmova totals sentence --counted cases --by month --plot months.svg
      vidmova totals awol --series
    """
    if plot is not None:
        check(plot)
    question = _question(act, asked)
    with open_store(find(register)) as store:
        warn_if_stale(store)
        known = _opened(store)
    if not any(event.act in question.acts for event in known.events.values()):
        raise UsageError(f"no event in this register is of {' or '.join(act)}; vidmova events lists what there is")
    if asked["as_series"]:
        _series(question, known, as_json, plot)
    elif asked["by"]:
        _by(question, asked["by"], known, as_json, plot)
    else:
        _total(question, known, as_json, plot)


def _question(act: tuple[str, ...], asked: dict[str, Any]) -> Question:
    for name in act:
        if name not in acts():
            raise UsageError(f"there is no act {name}; the codebook has {', '.join(acts())}")
    for name in asked["no_rule"]:
        if name not in RULES:
            raise UsageError(f"there is no rule {name}; rules are {', '.join(RULES)}")
    since, until = asked["since"], asked["until"]
    if since and until and since > until:
        raise UsageError(f"the period begins on {since}, after it ends on {until}; exchange --since and --until")
    return Question(
        acts=tuple(dict.fromkeys(act)),
        counted=asked["counted"],
        since=since,
        until=until,
        place=asked["place"],
        unit=asked["unit"],
        category=asked["category"],
        without=frozenset(asked["without"]),
        off=frozenset(asked["no_rule"]),
    )


def _opened(store: Store) -> Book:
    return opened(linked_records(store), {one.id: _teller(one) for one in store.document_list()})


def _teller(row: DocumentRow) -> Teller:
    return Teller(row.outlet or row.name.rstrip("/").rpartition("/")[2] or row.name, row.published)


def _total(question: Question, known: Book, as_json: bool, plot: Path | None) -> None:
    total = answer(question, known)
    if plot is not None:
        write(bars(counting.total_bars(total)), plot)
    if as_json:
        click.echo(msgspec.json.encode(counting.total_shape(total)))
    elif not total.working and not total.uncounted:
        click.echo("no event belongs to this question; ask for a longer period, or a larger place", err=True)
    else:
        counting.print_total(total)


def _by(question: Question, by: By, known: Book, as_json: bool, plot: Path | None) -> None:
    rows = sliced(question, by, known)
    if plot is not None:
        write(bars([Bar(row.label, row.low, row.high) for row in rows]), plot)
    if as_json:
        shape = {"act": ",".join(question.acts), "counted": question.counted, "by": by, "may_be_added": False}
        click.echo(msgspec.json.encode({**shape, "rows": rows}))
    elif rows:
        counting.print_slices(rows)
    else:
        click.echo(f"no event of this question says its {by}", err=True)


def _series(question: Question, known: Book, as_json: bool, plot: Path | None) -> None:
    rows = series(question, known)
    if plot is not None:
        write(curves(counting.series_curves(rows)), plot)
    if as_json:
        shape = {"act": ",".join(question.acts), "counted": question.counted}
        click.echo(msgspec.json.encode({**shape, "series": rows}))
    elif rows:
        counting.print_series(rows)
    else:
        click.echo("no counter gives two numbers of this one after another", err=True)
