"""`vidmova build`: the main job, from documents to a register."""

from pathlib import Path
from typing import Any

import click
import msgspec

from vidmova.cli import options
from vidmova.cli.progress import followed
from vidmova.cli.summary import print_summary
from vidmova.config import read_config
from vidmova.pipeline import Builder, Known, Reading, method
from vidmova.register.folder import RegisterFolder, create, writing
from vidmova.register.opening import open_store
from vidmova.register.rows import Skipped, Summary


class Built(msgspec.Struct, frozen=True):
    """What one run did, and what the register holds after it."""

    summary: Summary
    new: int
    known: int
    skipped: int


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH…")
@options.register
@options.model
@options.quiet
@options.as_json
def build(paths: tuple[str, ...], register: Path, model: str | None, quiet: bool, as_json: bool) -> int:
    """Archive, read and extract documents into a register.

    PATH is a file, a folder, a zip or a web address. Only what is new is read; after a change of the lexicon or of
    Vidmova everything is extracted again, also with no PATH. It can be stopped at any moment and run again.

    \b
    Examples:
      vidmova build news/
      vidmova build https://example.org/article.html --register ./register
      vidmova build --register ./register

    Exit status is 1 when anything was skipped; each is named on standard error.
    """
    if not paths and not (register / "config.toml").exists():
        raise click.UsageError("name what to read: vidmova build PATH…")
    built = build_register(paths, create(register), quiet, model)
    if as_json:
        click.echo(msgspec.json.encode(_shape(built)))
    elif not quiet:
        print_summary(built.summary, f"{built.new} read now, {built.known} there already")
    return 1 if built.skipped else 0


def build_register(paths: tuple[str, ...], folder: RegisterFolder, quiet: bool, model: str | None = None) -> Built:
    """Take what lies under the paths into a register, naming on standard error what is skipped."""
    new = known = skipped = 0
    with writing(folder, lambda: _tell("another build is at work on this register; waiting for it")):
        config = read_config(folder.root)
        how = method(config.languages, model or config.model)
        with open_store(folder, make=True) as store:
            builder = Builder(store, folder.root, how)
            if builder.outdated and not quiet:
                _tell(f"the lexicon or Vidmova changed: extracting again from {builder.outdated} archived documents")
            for outcome in followed(builder.take(paths), "Reading", quiet):
                new += isinstance(outcome, Reading)
                known += isinstance(outcome, Known)
                if isinstance(outcome, Skipped):
                    skipped += 1
                    click.echo(outcome.line, err=True)
            builder.link()
            return Built(store.summary(), new, known, skipped)


def _shape(built: Built) -> dict[str, Any]:
    summary = built.summary
    return {
        "documents": summary.documents,
        "skipped": msgspec.to_builtins(summary.skipped),
        "claims": summary.claims,
        "events": summary.events,
        "people": summary.people,
        "contradictions": summary.contradictions,
        "questions": summary.questions,
        "new": built.new,
        "languages": summary.languages,
        "acts": summary.acts,
    }


def _tell(line: str) -> None:
    click.echo(line, err=True)
