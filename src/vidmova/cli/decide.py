"""`vidmova decide`: judge from the shell; every judgement is kept for ever, with who and why."""

import getpass
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from vidmova.cli import options
from vidmova.errors import UsageError
from vidmova.register.folder import find
from vidmova.register.opening import open_store
from vidmova.review.deciding import Author, Desk
from vidmova.review.decisions import EXPOSURES, STATES, Decision, encoded
from vidmova.review.log import FILE, Saved, read_decisions, save

WHO = "VIDMOVA_WHO"
"""Variable of the environment that names who decides."""
Decides = Callable[..., Decision]


@click.group()
def decide() -> None:
    """Judge what the machine proposed: every judgement is kept for ever, with who and why.

    Nothing is overwritten: a later decision follows an earlier one, and `withdraw` undoes one. Decisions hold when
    claims are extracted anew; where the ground moved under one, vidmova review asks again.

    \b
    Kinds:
      accept CLAIM                reject CLAIM            correct CLAIM FIELD VALUE
      add DOCUMENT START END ACT [--field NAME=VALUE]…
      join CLAIM CLAIM            separate CLAIM CLAIM    unsure CLAIM CLAIM
      join ROW ROW                separate ROW ROW        unsure ROW ROW
      close CONTRADICTION         best EVENT NUMBER       exposure PERSON LEVEL
      state EVENT STATE           withdraw NUMBER
      code CLAIM --field NAME=VALUE…

    \b
    Examples:
      vidmova decide reject 3f9a0c11d2e4-c007 --why "the text says the opposite"
      vidmova decide correct 3f9a0c11d2e4-c007 date 2022-03 --why "the page is dated"
      vidmova decide withdraw 12 --why "I misread"

    A ROW of a list is LIST:ROW, as vidmova review and vidmova lists overlap name it; the latter uses what is decided.
    Values: 12, 10-12, 50+; 2022-03, 2022-03-01..2022-03-15, 2022-02-24..; a, b; - empties a field.
    vidmova build puts decisions into effect.
    """


def _judging(made: Decides) -> Callable[..., None]:
    """Give a verb its author, its register and its saving."""

    @click.option("--why", metavar="TEXT", help="Why; asked for when missing, and never empty.")
    @click.option("--who", envvar=WHO, show_envvar=True, metavar="NAME", help="Who decides; else you.")
    @options.register
    @options.quiet
    @options.as_json
    @wraps(made)
    def judged(register: Path, why: str | None, who: str | None, **said: Any) -> None:
        quiet, as_json = said.pop("quiet"), said.pop("as_json")
        folder = find(register)
        author = Author(named(who), _why(why))
        decisions = read_decisions(folder.root)
        with open_store(folder) as store:
            decision = made(Desk(store, decisions), author, **said)
        _say(save(folder.root, [decision]), quiet, as_json)

    return judged


def named(given: str | None) -> str:
    """Return who is at work: the name given, else who is logged in, else whoever says so when asked."""
    said = given or _login()
    return said or _asked("Who decides", "say who decides: --who NAME")


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def _why(given: str | None) -> str:
    said = _asked("Why", 'say why: --why "…"') if given is None else given
    if not said.strip():
        raise UsageError('say why, in a few words: --why "…"')
    return said.strip()


def _asked(question: str, missing: str) -> str:
    if not sys.stdin.isatty():
        raise UsageError(missing)
    return str(click.prompt(question, err=True))


def _say(saved: Saved, quiet: bool, as_json: bool) -> None:
    if saved.torn:
        click.echo(f"{FILE}: half a line that a stopped run had left was moved to decisions.torn", err=True)
    for one in saved.decisions:
        if as_json:
            click.echo(encoded(one))
        elif not quiet:
            then = "vidmova lists overlap uses it" if one.rows else "vidmova build puts it into effect"
            click.echo(f"decision {one.number} is saved: {one.kind} {one.called}; {then}")


def _about_claim(kind: Any) -> None:
    @decide.command(kind, help=f"{kind.capitalize()} a claim.")
    @click.argument("claim")
    @_judging
    def judged(desk: Desk, author: Author, claim: str) -> Decision:
        return desk.judge_claim(author, kind, claim)


def _about_pair(kind: Any, said: str) -> None:
    @decide.command(kind, help=said)
    @click.argument("a", metavar="CLAIM|ROW")
    @click.argument("b", metavar="CLAIM|ROW")
    @_judging
    def judged(desk: Desk, author: Author, a: str, b: str) -> Decision:
        return desk.judge_pair(author, kind, (a, b))


_about_claim("accept")
_about_claim("reject")


@decide.command()
@click.argument("claim")
@click.argument("field")
@click.argument("value")
@_judging
def correct(desk: Desk, author: Author, claim: str, field: str, value: str) -> Decision:
    """Set a field of a claim."""
    return desk.correct(author, claim, field, value)


@decide.command()
@click.argument("document")
@click.argument("start", type=int)
@click.argument("end", type=int)
@click.argument("act")
@click.option("--field", "fields", multiple=True, metavar="NAME=VALUE", help="A field of the claim; may be repeated.")
@_judging
def add(desk: Desk, author: Author, **said: Any) -> Decision:
    """Add a claim by hand to the characters START to END of a document."""
    given = {"act": said["act"], **_given(said["fields"])}
    return desk.add(author, said["document"], (said["start"], said["end"]), given)


def _given(fields: tuple[str, ...]) -> dict[str, str]:
    given = {}
    for one in fields:
        name, sign, value = one.partition("=")
        if not sign:
            raise UsageError(f"--field {one}: write it as NAME=VALUE")
        given[name.strip()] = value
    return given


@decide.command()
@click.argument("claim")
@click.option("--field", "fields", multiple=True, metavar="NAME=VALUE", help="What the passage says; may be repeated.")
@_judging
def code(desk: Desk, author: Author, claim: str, fields: tuple[str, ...]) -> Decision:
    """Say what a passage says without having seen what others make of it; no field where it states no act."""
    return desk.code(author, claim, _given(fields))


@decide.command()
@click.argument("event")
@click.argument("wanted", metavar="STATE", type=click.Choice(STATES))
@_judging
def state(desk: Desk, author: Author, event: str, wanted: str) -> Decision:
    """Bring an event to a state: open, coded, checked by a second person, final."""
    return desk.state(author, event, wanted)


_about_pair("join", "Say that two claims tell of one event, or two rows of lists of one person.")
_about_pair("separate", "Say that two claims tell of two events, or two rows of lists of two people.")
_about_pair("unsure", "Say that it cannot be known whether two claims tell of one event, or two rows of one person.")


@decide.command()
@click.argument("contradiction")
@_judging
def close(desk: Desk, author: Author, contradiction: str) -> Decision:
    """Close a contradiction."""
    return desk.close(author, contradiction)


@decide.command()
@click.argument("event")
@click.argument("number", type=click.IntRange(0))
@_judging
def best(desk: Desk, author: Author, event: str, number: int) -> Decision:
    """Sign a best figure for an event, or for a question about totals given in words."""
    return desk.best(author, event, number)


@decide.command()
@click.argument("person")
@click.argument("level", type=click.Choice(EXPOSURES))
@click.option("--field", default="", metavar="FIELD", help="Only as this field of claims names them.")
@_judging
def exposure(desk: Desk, author: Author, person: str, level: str, field: str) -> Decision:
    """Set how far somebody may be seen outside."""
    return desk.expose(author, person, level, field)


@decide.command()
@click.argument("number", type=click.IntRange(1))
@_judging
def withdraw(desk: Desk, author: Author, number: int) -> Decision:
    """Undo a decision, by another."""
    return desk.withdraw(author, number)
