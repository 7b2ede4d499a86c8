"""Prints a claim: its passage with the values marked, and its fields with their wording."""

import sys
from itertools import groupby

import click

from vidmova.linking.stated import Stated
from vidmova.records import Span
from vidmova.register.passages import Piece, marks_of, pieces
from vidmova.register.wording import filled


def print_claim(stated: Stated, language: str, fields: bool = True) -> None:
    """Print a claim's act, key, passage and, where asked for, its fields."""
    claim = stated.claim
    act = f"{claim.act}" + ("" if claim.modality == "asserted" else f", {claim.modality}")
    click.echo(f"\n{click.style(act, fg='cyan', bold=True)}  {stated.key}  {language}")
    cut = pieces(stated.document.text, Span(claim.start, claim.end), marks_of(claim))
    click.echo("  " + marked(cut, sys.stdout.isatty()))
    for field, value in filled(claim).items() if fields else ():
        wording = " … ".join(" ".join(span.wording.split()) for span in claim.spans if span.field == field)
        click.echo(f"    {field:<14}{value}" + (click.style(f"  «{wording}»", dim=True) if wording else ""))


def print_head(name: str, *said: str | None) -> None:
    """Print what is shown in bold, and what is said about it."""
    about = " · ".join(part for part in said if part)
    click.echo(click.style(name, bold=True) + (f"  {about}" if about else ""))


def print_section(title: str) -> None:
    """Print the title of a part."""
    click.echo("\n" + click.style(title, bold=True, underline=True))


def marked(cut: list[Piece], coloured: bool) -> str:
    """Return the pieces joined, runs of values in colour, or in brackets where no colour shows."""
    shown = []
    for carries, run in groupby(cut, lambda piece: bool(piece.marks)):
        text = "".join(piece.text for piece in run).replace("\n", " ")
        value = click.style(text, fg="yellow", underline=True) if coloured else f"[{text.strip()}]"
        before = " " if carries and not coloured and text[:1].isspace() else ""
        shown.append(before + value if carries else text)
    return "".join(shown)
