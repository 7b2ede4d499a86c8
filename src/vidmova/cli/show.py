"""`vidmova show`: a document or a claim with the characters that carry values marked."""

import sys
from itertools import groupby
from pathlib import Path
from typing import Any

import click
import msgspec

from vidmova.cli import options
from vidmova.errors import UsageError
from vidmova.records import Claim, Document, Span, claim_key
from vidmova.register.folder import find
from vidmova.register.passages import Piece, marks_of, pieces
from vidmova.register.store import Store
from vidmova.register.wording import filled

LEAST = 4
"""Digits of a document's id that must be given."""


@click.command()
@click.argument("identity", metavar="ID")
@options.register
@options.as_json
def show(identity: str, register: Path, as_json: bool) -> None:
    """Print a document's passages, or one claim, with the values marked.

    ID is a claim's (3f9a0c11d2e4-c007) or the beginning of a document's (3f9a).

    \b
    Examples:
      vidmova show 3f9a
      vidmova show 3f9a0c11d2e4-c007 --json
    """
    with Store(find(register).database) as store:
        document, found = _found(store, identity)
        language = {sentence.start: sentence.language for sentence in store.sentences(document.id)}
    if as_json:
        click.echo(msgspec.json.encode(_shape(document, found, "-" in identity)))
        return
    said = [document.title, document.outlet, document.published, document.language]
    click.echo(click.style(document.name, bold=True) + "  " + " · ".join(part for part in said if part))
    for claim in found:
        _print(document, claim, language.get(claim.start, document.language))


def _found(store: Store, identity: str) -> tuple[Document, list[Claim]]:
    if "-" in identity:
        one = store.claim(identity)
        document = store.document(one[0]) if one else None
        if one is None or document is None:
            raise UsageError(f"no claim is called {identity}; vidmova show DOCUMENT lists a document's claims")
        return document, [one[1]]
    if len(identity) < LEAST:
        raise UsageError(f"give at least {LEAST} digits of the document's id")
    like = store.documents_like(identity.lower())
    document = store.document(like[0]) if len(like) == 1 else None
    if document is None:
        said = "several documents' ids begin" if like else "no document's id begins"
        raise UsageError(f"{said} with {identity}")
    return document, store.claims(document.id)


def _print(document: Document, claim: Claim, language: str) -> None:
    head = f"{claim.act}" + ("" if claim.modality == "asserted" else f", {claim.modality}")
    click.echo(f"\n{click.style(head, fg='cyan', bold=True)}  {claim_key(document.id, claim.id)}  {language}")
    click.echo("  " + marked(pieces(document.text, Span(claim.start, claim.end), marks_of(claim)), sys.stdout.isatty()))
    for field, value in filled(claim).items():
        wording = " … ".join(" ".join(span.wording.split()) for span in claim.spans if span.field == field)
        click.echo(f"    {field:<14}{value}" + (click.style(f"  «{wording}»", dim=True) if wording else ""))


def marked(cut: list[Piece], coloured: bool) -> str:
    """Return the pieces joined, runs of values in colour, or in brackets where no colour shows."""
    shown = []
    for carries, run in groupby(cut, lambda piece: bool(piece.marks)):
        text = "".join(piece.text for piece in run).replace("\n", " ")
        value = click.style(text, fg="yellow", underline=True) if coloured else f"[{text.strip()}]"
        before = " " if carries and not coloured and text[:1].isspace() else ""
        shown.append(before + value if carries else text)
    return "".join(shown)


def _shape(document: Document, found: list[Claim], one: bool) -> dict[str, Any]:
    rows = [
        {
            "key": claim_key(document.id, claim.id),
            **msgspec.to_builtins(claim),
            "passage": document.text[claim.start : claim.end],
        }
        for claim in found
    ]
    about = msgspec.to_builtins(document)
    about.pop("text")
    return {**rows[0], "document": about} if one else {**about, "claims": rows}
