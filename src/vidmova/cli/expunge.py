"""`vidmova expunge`: removes documents, rows of lists and decisions for good, and leaves a sealed note of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from msgspec.structs import replace

from vidmova.archive import expunging, manifests, provenance
from vidmova.archive.provenance import Expunging
from vidmova.cli import options
from vidmova.config import read_config, server
from vidmova.errors import UsageError
from vidmova.pipeline import Builder, method
from vidmova.register import listforgetting
from vidmova.register.folder import RegisterFolder, find, writing
from vidmova.register.listforgetting import Leaving
from vidmova.register.lists import folder_of
from vidmova.register.opening import open_store
from vidmova.register.store import Store, text_digest
from vidmova.review import forgetting
from vidmova.review.listrows import is_row


@click.command()
@click.argument("named", nargs=-1, metavar="DOCUMENT|LIST:ROW…")
@click.option("--list", "lists", multiple=True, metavar="NAME", help="Also this whole list.")
@click.option("--decision", "numbers", type=int, multiple=True, metavar="NUMBER", help="Also this decision.")
@click.option("--who", envvar=provenance.WHO, show_envvar=True, default="", metavar="NAME", help="Who expunges.")
@click.option("--why", default="", metavar="TEXT", help="Why; it is kept for ever, so name nobody in it.")
@click.option("--naming", metavar="NAME", help="Afterwards list what in the register still has this name.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--finish", is_flag=True, help="Only finish what a stopped run had begun.")
@options.register
@options.quiet
def expunge(named: tuple[str, ...], register: Path, quiet: bool, naming: str | None, **said: Any) -> int:
    """Remove documents and rows of lists from a register for good, with the decisions about them.

    DOCUMENT is the beginning of a document's id, as vidmova show lists them; LIST:ROW a row of a list, as --naming
    lists them. This cannot be undone. What remains is a note in the chain of custody: when, by whom, why, and the
    digests, so that the file is refused if it comes again. vidmova verify names the gap as known. Copies elsewhere,
    backups and releases are yours to remove.

    \b
    Examples:
      vidmova expunge --naming "Ivan Petrenko"
      vidmova expunge 3f9a0c11 leak:17 --who Anna --why "asked to be forgotten" --naming "Ivan Petrenko"

    Exit status is 1 where --naming still finds the name.
    """
    folder, name = find(register), (naming or "").strip()
    if named or said["lists"] or said["numbers"] or said["finish"]:
        with writing(folder, lambda: click.echo("another run is writing to this register; waiting", err=True)):
            made = _expunged(folder, named, said)
        if not quiet:
            for one in made:
                click.echo(one.told)
            _tell_of_server(folder)
    elif not name:
        raise UsageError("name what to expunge: vidmova expunge DOCUMENT… or LIST:ROW…, --list NAME, --decision NUMBER")
    left = list(still_named(folder, name)) if name else []
    for line in left:
        click.echo(line, err=True)
    return 1 if left else 0


def _tell_of_server(folder: RegisterFolder) -> None:
    if server(folder.root):
        click.echo(
            "the tables are written anew; the server's log of changes, its replicas and backups still have what was "
            "removed: EXPUNGING.md says how its owner ends that",
            err=True,
        )


def _expunged(folder: RegisterFolder, named: tuple[str, ...], said: dict[str, Any]) -> list[Expunging]:
    with open_store(folder) as store:
        made = expunging.expungings(folder.root)[-1:] if said["finish"] else _record(folder, store, named, said)
        carry_out(folder, store)
    return made


def _record(folder: RegisterFolder, store: Store, named: tuple[str, ...], said: dict[str, Any]) -> list[Expunging]:
    root, rows = folder.root, [one for one in named if is_row(one)]
    leaving = listforgetting.leaving(root, rows, said["lists"])
    ids = _documents(store, [one for one in named if one not in rows], leaving)
    texts = [text_digest(one.text) for name in ids if (one := store.document(name))]
    gone = forgetting.concerned(root, {*ids, *texts}, set(said["numbers"]), forgetting.about_rows(root, leaving))
    _tell(gone, said["numbers"])
    if not said["yes"] and not click.confirm(f"Remove {_counted(ids, leaving, gone)} for good?", err=True):
        raise UsageError("nothing was removed")
    wanted = Expunging(
        expunging=[],
        documents=ids,
        decisions=gone.lines,
        manifests=manifests.naming(root, [*ids, *(leaving.digests if leaving.lists else ())]),
        who=str(said["who"]) or provenance.operator(),
        when=provenance.now(),
        why=str(said["why"]),
    )
    received, listed = bool(ids or said["numbers"]), bool(leaving.digests)
    made = [expunging.record(root, wanted)] if received else []
    if listed:
        left = replace(wanted, decisions=[], manifests=[]) if received else wanted
        of_lists = replace(left, documents=leaving.digests, rows=leaving.named, lists=leaving.lists)
        made.append(expunging.record(folder_of(root), of_lists))
    return made


def _tell(gone: forgetting.Concerned, asked: tuple[int, ...]) -> None:
    if missing := sorted(set(asked) - set(gone.numbers)):
        raise UsageError(f"there is no decision {missing[0]}; vidmova decisions lists them")
    for number in gone.staying:
        click.echo(
            f"decision {number} sets how far somebody may be seen and is about other documents too: it stays; "
            f"--decision {number} expunges it",
            err=True,
        )


def _counted(ids: list[str], leaving: Leaving, gone: forgetting.Concerned) -> str:
    counted = (
        (len(ids), "document", "documents"),
        (len(leaving.named), "row of lists", "rows of lists"),
        (len(leaving.lists), "whole list", "whole lists"),
        (len(gone.numbers), "decision", "decisions"),
    )
    return " and ".join(f"{number} {one if number == 1 else more}" for number, one, more in counted if number)


def _documents(store: Store, given: list[str], leaving: Leaving) -> list[str]:
    """Return the documents to expunge; a file that was given both as a list and as a document goes as both."""
    ids = [_document(store, one) for one in given]
    both = [one.id for one in store.document_list() if one.id in leaving.digests and one.id not in ids]
    for one in both:
        click.echo(f"the list's file was also given as a document: {one[:12]} is expunged too", err=True)
    for name, digest in store.list_files().items():
        if digest in ids and digest not in leaving.digests:
            click.echo(f"the same file is the list {name}, which stays; --list {name} expunges it", err=True)
    return [*ids, *both]


def _document(store: Store, start: str) -> str:
    found = store.documents_like(start)
    if len(found) != 1:
        raise UsageError(f"{len(found) or 'no'} documents' ids begin with {start}; vidmova show lists them")
    return found[0]


def carry_out(folder: RegisterFolder, store: Store) -> None:
    """Do all that is recorded as expunged; a run that was stopped is finished by the next."""
    forgetting.forget(folder.root)
    store.expunge(sorted(expunging.expunged_documents(folder.root)))
    expunging.carry_out(folder.root)
    listforgetting.remake(folder.root)
    store.bring_lists(folder.root)
    expunging.carry_out(folder_of(folder.root))
    manifests.forget(folder.root)
    config = read_config(folder.root)
    Builder(store, folder.root, method(config.languages, config.model)).link()
    store.compact()


def still_named(folder: RegisterFolder, name: str) -> Iterator[str]:
    """Yield a line for each row, file and document's text of a register that has a name in it."""
    wanted = name.strip().casefold()
    with open_store(folder) as store:
        for document, _ in store.every_document():
            if wanted in document.text.casefold():
                yield f"still named in document {document.id[:12]} ({document.name})"
    # In tables a name stands in either order, and in one column or three.
    for row in listforgetting.lines_with(folder.root, wanted.split()):
        yield f"still named in row {row}"
    for one in listforgetting.earlier_with(folder.root, wanted.split()):
        yield f"still named in an earlier file of the list {one}; it goes with any row of it, or with --list {one}"
    for path in sorted(one for one in folder.root.rglob("*") if one.is_file() and not one.is_symlink()):
        inside = path.relative_to(folder.root).as_posix()
        ours = inside in CHAINS or not inside.startswith(("archive/", "lists/archive/", "register.db"))
        if ours and wanted in path.read_bytes().decode("utf-8", "replace").casefold():
            yield f"still named in {inside}"


CHAINS = ("archive/received.jsonl", "lists/archive/received.jsonl")
