"""`vidmova decisions`: what people judged; dumped, and loaded from somebody else."""

from pathlib import Path

import click
import msgspec

from vidmova.archive.chaining import lines_of
from vidmova.archive.intake import write_whole
from vidmova.cli import options
from vidmova.cli.periods import first_day
from vidmova.register.folder import RegisterFolder, find
from vidmova.register.opening import open_store
from vidmova.review.asking import settled
from vidmova.review.decisions import KINDS, Decision, encoded
from vidmova.review.log import chain_of, read_decisions
from vidmova.review.merging import load as load_decisions
from vidmova.review.merging import read_file
from vidmova.review.questions import Question
from vidmova.review.rowjudging import row_questions
from vidmova.review.standing import living


@click.group(invoke_without_command=True)
@options.register
@options.as_json
@click.pass_context
def decisions(context: click.Context, register: Path, as_json: bool) -> None:
    """List what people judged, dump it, or load what somebody else judged.

    Dumps are JSON Lines, sealed line by line; an altered file is refused. Loading adds what is not there yet; where two
    people judge otherwise, the decision of this register holds and vidmova review asks.

    \b
    Examples:
      vidmova decisions
      vidmova decisions dump mine.jsonl
      vidmova decisions load theirs.jsonl
    """
    if context.invoked_subcommand is None:
        context.invoke(list_decisions, register=register, as_json=as_json)


@decisions.command("list")
@click.option("--who", metavar="NAME", help="Only what this person decided.")
@click.option("--since", callback=first_day, metavar="DATE", help="Only what was decided then or later.")
@click.option("--kind", type=click.Choice(KINDS), help="Only decisions of this kind.")
@options.register
@options.as_json
def list_decisions(
    register: Path, as_json: bool, who: str | None = None, since: str | None = None, kind: str | None = None
) -> None:
    """List who did what, in order."""
    found = read_decisions(find(register).root)
    held = {one.number for one in living(found)}
    for one in found:
        if (who not in (None, one.who)) or (since and one.when < since) or (kind not in (None, one.kind)):
            continue
        if as_json:
            click.echo(encoded(one))
        else:
            click.echo(line_of(one, one.number in held))


@decisions.command()
@click.argument("out", type=click.Path(path_type=Path, allow_dash=True))
@options.register
def dump(out: Path, register: Path) -> None:
    """Write all decisions, as they are sealed, to OUT (- for standard output)."""
    root = find(register).root
    number = len(read_decisions(root))
    content = b"".join(line + b"\n" for line in lines_of(chain_of(root))[0])
    if str(out) == "-":
        click.echo(content, nl=False)
    else:
        write_whole(out, content)
        click.echo(f"{number} decisions are in {out}", err=True)


@decisions.command()
@click.argument("file", type=click.Path(path_type=Path))
@options.register
@options.quiet
def load(file: Path, register: Path, quiet: bool) -> int:
    """Add the decisions of FILE that are not there yet.

    Exit status is 1 where some judge otherwise than what is there; each is named.
    """
    folder = find(register)
    loaded = load_decisions(folder.root, read_file(file))
    if not quiet:
        click.echo(f"{len(loaded.added)} decisions added, {loaded.skipped} were there; vidmova build applies them")
    conflicts = _conflicts(folder, {one.number for one in loaded.added})
    for one in conflicts:
        click.echo(one.because, err=True)
    return 1 if conflicts else 0


def _conflicts(folder: RegisterFolder, added: set[int]) -> list[Question]:
    if not added:
        return []
    with open_store(folder) as store:
        every = read_decisions(folder.root)
        asked = [*settled(store, every).questions, *row_questions(store, folder.root, every)]
    return [one for one in asked if one.kind == "conflict" and added & set(one.decisions)]


def line_of(one: Decision, held: bool) -> str:
    """Return a decision as two lines for a person; `held` tells whether nobody withdrew it."""
    field = f" {one.field}" if one.field else ""
    after = one.after if one.kind not in ("add", "code") else None
    value = "" if after is None else f" → {msgspec.json.encode(after).decode()}"
    loaded = ", loaded" if one.origin else ""
    undone = "" if held or one.kind == "withdraw" else "  [withdrawn]"
    head = f"{one.number:>5}  {one.when[:16].replace('T', ' ')}  {one.who}{loaded}"
    return f"{head}  {one.kind} {one.called}{field}{value}{undone}\n       {one.why}"
