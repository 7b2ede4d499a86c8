"""`vidmova claims`: claims of documents as JSON Lines, without a register."""

import sys
from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import Any

import click
import msgspec

from vidmova import pipeline
from vidmova.archive.intake import write_whole
from vidmova.cli import options
from vidmova.cli.progress import followed
from vidmova.errors import UsageError
from vidmova.records import Claim, Report
from vidmova.register.rows import Skipped


@click.command()
@options.paths
@click.option(
    "--out",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="DIR",
    help="Write one STEM.jsonl a document here instead of printing.",
)
@options.model
@options.quiet
def claims(paths: tuple[str, ...], out: Path | None, model: str | None, quiet: bool) -> int:
    """Read documents and print every claim in them, tied to its characters.

    PATH is a file, a folder, a zip or a web address; nothing is kept. Prints one JSON object a line with the fields
    of the codebook, the document's name, and for each filled field the characters that state it. Claims that tell of
    one happening, in any of the documents given, share their `event`.

    \b
    Examples:
      vidmova claims article.html
      vidmova claims news/ --out claims/
      vidmova claims letter.docx | jq -r .act | sort | uniq -c

    Exit status is 1 when anything was skipped; each is named on standard error.
    """
    folder = _opened(out) if out is not None and str(out) != "-" else None
    collected = _collect(paths, pipeline.method(model=model or "auto"), quiet)
    results = _linked(collected)
    if folder:
        _write(folder, results, quiet)
    else:
        _print(results)
    return 1 if collected.skipped else 0


class Collected(msgspec.Struct):
    """What was read: of a document that states nothing only its name is kept."""

    reports: dict[str, Report] = msgspec.field(default_factory=dict)
    """By the id of the document."""
    named: list[tuple[str, str]] = msgspec.field(default_factory=list)
    """Name and id of each document in the order of reading; one that came twice is here twice."""
    skipped: int = 0


def _collect(paths: tuple[str, ...], how: pipeline.Method, quiet: bool) -> Collected:
    collected = Collected()
    for outcome in followed(pipeline.work(paths, how), "Reading", quiet):
        if isinstance(outcome, Skipped):
            collected.skipped += 1
            click.echo(outcome.line, err=True)
            continue
        document = outcome.document
        collected.named.append((document.name, document.id))
        if outcome.claims:
            collected.reports.setdefault(document.id, Report(document, outcome.claims))
    return collected


def _linked(collected: Collected) -> list[tuple[str, list[Claim]]]:
    found = pipeline.place(list(collected.reports.values()))
    return [(name, found.get(identity, [])) for name, identity in collected.named]


def _opened(folder: Path) -> Path:
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file, not a folder; name another for --out")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def as_lines(name: str, claims_of_one: Iterable[Claim]) -> bytes:
    """Return a document's claims as JSON Lines, each with the document's name first."""
    rows: list[dict[str, Any]] = [{"document": name, **msgspec.to_builtins(claim)} for claim in claims_of_one]
    return b"".join(msgspec.json.encode(row) + b"\n" for row in rows)


def _print(results: Iterable[tuple[str, list[Claim]]]) -> None:
    for name, found in results:
        sys.stdout.buffer.write(as_lines(name, found))
    sys.stdout.buffer.flush()


def _write(folder: Path, results: list[tuple[str, list[Claim]]], quiet: bool) -> None:
    taken: set[str] = set()
    for name, found in results:
        stem = PurePath(name).stem or "document"
        own = _free(stem, taken)
        if own != stem:
            click.echo(f"{name}: {stem}.jsonl is taken by another document; written as {own}.jsonl", err=True)
        taken.add(own)
        write_whole(folder / f"{own}.jsonl", as_lines(name, found))
    if not quiet:
        total = sum(len(found) for _, found in results)
        click.echo(f"{total} claims of {len(results)} documents in {folder}", err=True)


def _free(stem: str, taken: set[str]) -> str:
    number, own = 2, stem
    while own in taken:
        own, number = f"{stem}-{number}", number + 1
    return own
