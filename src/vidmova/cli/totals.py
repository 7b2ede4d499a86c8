"""`vidmova totals`: how many, as a floor and a ceiling with the working."""

import shlex
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args

import click
import msgspec

from vidmova.cli import counting, options
from vidmova.cli.periods import first_day, last_day
from vidmova.cli.staleness import warn_if_stale
from vidmova.errors import UsageError
from vidmova.lexicon.acts import acts
from vidmova.register.books import opened_book
from vidmova.register.folder import RegisterFolder, find
from vidmova.register.opening import open_store
from vidmova.register.store import Store
from vidmova.review.asking import settled
from vidmova.review.decisions import Decision
from vidmova.review.figures import question_name, with_best
from vidmova.review.log import read_decisions
from vidmova.totals.asking import Total, answer
from vidmova.totals.pictures import Bar, bars, check, curves, write
from vidmova.totals.pools import Book
from vidmova.totals.questions import Question
from vidmova.totals.rules import RULES
from vidmova.totals.series import series
from vidmova.totals.shapes import total_shape
from vidmova.totals.slices import By, sliced
from vidmova.totals.told import silenced

UNITS = ("persons", "cases", "rulings", "reports", "cities", "other")
VOICES, LIKE = 5, 0.5
"""How many names are shown of those that may be meant, and how like they must be."""
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
    folder = find(register)
    with open_store(folder) as store:
        warn_if_stale(store)
        known = opened_book(store)
        figures = _figures(store, folder)
    if not any(event.act in question.acts for event in known.events.values()):
        raise UsageError(f"no event in this register is of {' or '.join(act)}; vidmova events lists what there is")
    _check_voices(question, known)
    if asked["as_series"]:
        _series(question, known, as_json, plot)
    elif asked["by"]:
        _by(question, asked["by"], known, as_json, plot)
    else:
        _total(with_best(answer(question, known), figures, known.events), as_json, plot)


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


def _check_voices(question: Question, known: Book) -> None:
    """Raise UsageError where nobody who tells something has a name to leave out: a slip would change nothing."""
    voices = sorted({voice for told in known.told.values() for one in told for voice in one.voices})
    for name in sorted(question.without):
        if not silenced(voices, [name]):
            near = get_close_matches(name, voices, VOICES, LIKE) or voices[:VOICES]
            raise UsageError(f"no outlet and no source here is called {name}; there are {', '.join(near)} …")


def _figures(store: Store, folder: RegisterFolder) -> dict[str, Decision]:
    """Return the best figures that hold, by event or question."""
    decisions = read_decisions(folder.root)
    return settled(store, decisions).figures if any(one.kind == "best" for one in decisions) else {}


def _total(total: Total, as_json: bool, plot: Path | None) -> None:
    if plot is not None:
        write(bars(counting.total_bars(total)), plot)
    if as_json:
        click.echo(msgspec.json.encode({**total_shape(total), "name": question_name(total.question)}))
    elif not total.working and not total.uncounted:
        click.echo("no event belongs to this question; ask for a longer period, or a larger place", err=True)
    else:
        counting.print_total(total)
        if (name := question_name(total.question)) and total.best is None:
            click.echo(
                click.style(f"\nTo sign a best figure: vidmova decide best {shlex.quote(name)} NUMBER", dim=True)
            )


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
