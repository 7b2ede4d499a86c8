"""`vidmova expunge`: removes documents and decisions for good, and leaves a sealed note that something was removed."""

from collections.abc import Iterator
from pathlib import Path

import click

from vidmova.archive import expunging, manifests, provenance
from vidmova.archive.provenance import Expunging
from vidmova.cli import options
from vidmova.config import read_config
from vidmova.errors import UsageError
from vidmova.pipeline import Builder, method
from vidmova.register.folder import RegisterFolder, find, writing
from vidmova.register.opening import open_store
from vidmova.register.store import Store, text_digest
from vidmova.review import forgetting


@click.command()
@click.argument("documents", nargs=-1, metavar="DOCUMENT…")
@click.option("--decision", "numbers", type=int, multiple=True, metavar="NUMBER", help="Also this decision.")
@click.option("--who", envvar=provenance.WHO, show_envvar=True, default="", metavar="NAME", help="Who expunges.")
@click.option("--why", default="", metavar="TEXT", help="Why; it is kept for ever, so name nobody in it.")
@click.option("--naming", metavar="NAME", help="Afterwards list what in the register still has this name.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--finish", is_flag=True, help="Only finish what a stopped run had begun.")
@options.register
@options.quiet
def expunge(documents: tuple[str, ...], register: Path, quiet: bool, **said: object) -> int:
    """Remove documents from a register for good: bytes, texts, claims, and the decisions about them.

    DOCUMENT is the beginning of a document's id, as vidmova show lists them. This cannot be undone. What remains is a
    note in the chain of custody: when, by whom, why, and the digests, so that the document is refused if it comes
    again. vidmova verify names the gap as known. Copies elsewhere, backups and releases are yours to remove.

    \b
    Example:
      vidmova expunge 3f9a0c11 --who Anna --why "asked to be forgotten" --naming "Ivan Petrenko"

    Exit status is 1 where --naming still finds the name.
    """
    folder = find(register)
    with writing(folder, lambda: click.echo("another run is writing to this register; waiting", err=True)):
        with open_store(folder) as store:
            if not said["finish"]:
                _record(folder, store, documents, said)
            carry_out(folder, store)
        last = expunging.expungings(folder.root)[-1:]
    if not quiet:
        for one in last:
            click.echo(one.told)
    name = said["naming"]
    left = list(still_named(folder, name)) if isinstance(name, str) and name.strip() else []
    for line in left:
        click.echo(line, err=True)
    return 1 if left else 0


def _record(folder: RegisterFolder, store: Store, given: tuple[str, ...], said: dict[str, object]) -> Expunging:
    ids = [_document(store, one) for one in given]
    numbers = said["numbers"] if isinstance(said["numbers"], tuple) else ()
    if not ids and not numbers:
        raise UsageError("name what to expunge: vidmova expunge DOCUMENT…, or --decision NUMBER")
    texts = [text_digest(one.text) for name in ids if (one := store.document(name))]
    found = forgetting.concerned(folder.root, {*ids, *texts}, set(numbers))
    if missing := sorted(set(numbers) - set(found.numbers)):
        raise UsageError(f"there is no decision {missing[0]}; vidmova decisions lists them")
    for number in found.staying:
        click.echo(
            f"decision {number} sets how far somebody may be seen and is about other documents too: it stays; "
            f"--decision {number} expunges it",
            err=True,
        )
    what = f"{len(ids)} documents and {len(found.numbers)} decisions"
    if not said["yes"] and not click.confirm(f"Remove {what} for good?", err=True):
        raise UsageError("nothing was removed")
    wanted = Expunging(
        expunging=[],
        documents=ids,
        decisions=found.lines,
        manifests=manifests.naming(folder.root, ids),
        who=str(said["who"]) or provenance.operator(),
        when=provenance.now(),
        why=str(said["why"]),
    )
    return expunging.record(folder.root, wanted)


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
    manifests.forget(folder.root)
    config = read_config(folder.root)
    Builder(store, folder.root, method(config.languages, config.model)).link()
    store.compact()


def still_named(folder: RegisterFolder, name: str) -> Iterator[str]:
    """Yield a line for each file of a register that has a name in it, and each document whose text has."""
    wanted = name.strip().casefold()
    with open_store(folder) as store:
        for document, _ in store.every_document():
            if wanted in document.text.casefold():
                yield f"still named in document {document.id[:12]} ({document.name})"
    for path in sorted(one for one in folder.root.rglob("*") if one.is_file() and not one.is_symlink()):
        inside = path.relative_to(folder.root).as_posix()
        ours = inside == "archive/received.jsonl" or not inside.startswith(("archive/", "register.db"))
        if ours and wanted in path.read_bytes().decode("utf-8", "replace").casefold():
            yield f"still named in {inside}"
