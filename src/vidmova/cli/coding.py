"""`vidmova coding`: a second person codes passages unseen, and how far people agree."""

from pathlib import Path
from typing import Any

import click
import msgspec

from vidmova.cli import options
from vidmova.cli.decide import WHO, named
from vidmova.errors import UsageError
from vidmova.linking.stated import Stated
from vidmova.records import Report, claim_key
from vidmova.register.folder import find
from vidmova.register.opening import open_store
from vidmova.review.applying import Applied, applied, documents_of
from vidmova.review.coding import FieldAgreement, agreed, readings, to_code
from vidmova.review.log import read_decisions

AROUND = 240
"""Characters of the text shown before and after a passage."""


class Passage(msgspec.Struct, frozen=True):
    """What somebody who codes unseen is shown: the passage, and nothing that anybody made of it."""

    claim: str
    document: str
    language: str
    before: str
    passage: str
    after: str


@click.group()
def coding() -> None:
    """Let a second person code passages unseen, and measure how far people agree.

    A coding changes nothing in the register. What a person accepted, corrected or added counts as that person's coding
    too, though not as a blind one.

    \b
    Examples:
      vidmova coding next --who Berta
      vidmova decide code 3f9a0c11d2e4-c007 --field act=refuse --field count=12 --why "blind"
      vidmova coding agreement
    """


@coding.command("next")
@click.option("--who", envvar=WHO, show_envvar=True, metavar="NAME", help="Who codes; else you.")
@click.option("--most", default=1, show_default=True, type=click.IntRange(1), help="How many passages to show.")
@click.option("--seed", default="", metavar="WORD", help="Another word gives another order of passages.")
@options.register
@options.as_json
def next_to_code(who: str | None, most: int, seed: str, register: Path, as_json: bool) -> None:
    """Show passages to be coded unseen: those that others judged first, in an order that says nothing of them."""
    reports, ground, decisions = _ground(register)
    coder = named(who)
    keys = to_code(reports, readings(ground, decisions), coder, seed)
    if not keys:
        raise UsageError(f"nothing is left that {coder} has not judged or coded")
    passages = _passages(reports)
    for key in keys[:most]:
        shown = _shown(passages[key])
        if as_json:
            click.echo(msgspec.json.encode(shown))
        else:
            _print(shown)
    if not as_json:
        click.echo(f"{len(keys):,} passages are left for {coder}", err=True)


@coding.command()
@click.option("--blind", is_flag=True, help="Only codings made with nobody's values in sight.")
@click.option("--machine", is_flag=True, help="Compare with what the machine found, too.")
@options.register
@options.as_json
def agreement(blind: bool, machine: bool, register: Path, as_json: bool) -> None:
    """How far people agree on each field: Krippendorff's alpha, 1 where all do and 0 where chance would do as well.

    Codes and words agree or do not; numbers agree the more the closer they are; of several names or codes it counts
    which part is shared. A field that nobody fills says something too: an empty value is a value.
    """
    _, ground, decisions = _ground(register)
    found = readings(ground, decisions, machine)
    rows = agreed(found, blind)
    if as_json:
        click.echo(msgspec.json.encode(rows))
        return
    if not rows[0].agreement.units:
        raise UsageError("no passage was coded by two people; vidmova coding next shows what to code")
    _table(rows)


def _ground(register: Path) -> tuple[list[Report], Applied, list[Any]]:
    folder = find(register)
    decisions = read_decisions(folder.root)
    with open_store(folder) as store:
        reports = store.reports((), documents_of(decisions))
    return reports, applied(reports, decisions), decisions


def _passages(reports: list[Report]) -> dict[str, Stated]:
    every = ((claim_key(one.document.id, claim.id), claim, one.document) for one in reports for claim in one.claims)
    return {key: Stated(key, claim, document) for key, claim, document in every}


def _shown(one: Stated) -> Passage:
    text, claim = one.document.text, one.claim
    return Passage(
        claim=one.key,
        document=one.document.name,
        language=one.document.language,
        before=text[max(0, claim.start - AROUND) : claim.start],
        passage=text[claim.start : claim.end],
        after=text[claim.end : claim.end + AROUND],
    )


def _print(one: Passage) -> None:
    before, after = (" ".join(part.split()) for part in (one.before, one.after))
    click.echo(f"{one.claim}  {one.document}  {one.language}")
    click.echo(click.style(f"  … {before}", dim=True))
    click.echo(f"  {' '.join(one.passage.split())}")
    click.echo(click.style(f"  {after} …", dim=True))
    click.echo(f'  vidmova decide code {one.claim} --field act=… --why "…"\n')


def _table(rows: list[FieldAgreement]) -> None:
    click.echo(click.style(f"{'field':<14}{'alpha':>7}  {'passages':>8}  {'filled':>6}", dim=True))
    for row in rows:
        if row.filled:
            said = "–" if row.agreement.alpha is None else f"{row.agreement.alpha:.2f}"
            click.echo(f"{row.field:<14}{said:>7}  {row.agreement.units:>8}  {row.filled:>6}")
    click.echo("– where all values are alike: nothing varies, and no alpha can be given", err=True)
