"""`vidmova verify`: recomputes every digest and says what was altered."""

from collections.abc import Iterator
from pathlib import Path

import click
import msgspec

from vidmova.archive import expunging, manifests, provenance
from vidmova.archive.provenance import left_behind
from vidmova.cli import options
from vidmova.cli.rebuilding import differences
from vidmova.config import server
from vidmova.errors import EngineError, InputError
from vidmova.protect import ledger
from vidmova.publish import checksums
from vidmova.register.checking import altered_database, unread
from vidmova.register.folder import RegisterFolder, find
from vidmova.register.lists import altered_lists, folder_of
from vidmova.register.opening import open_store
from vidmova.review import forgetting, log


class Verified(msgspec.Struct):
    """What verifying came to."""

    documents: int = 0
    altered: list[str] = []
    notes: list[str] = []
    """What is as it may be, and should be known."""


@click.command()
@click.option("--deep", is_flag=True, help="Also make all tables anew from archive and decisions, and compare. Slow.")
@click.option(
    "--manifest",
    "given",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Also hold the register to a manifest that was kept elsewhere.",
)
@options.register
@options.quiet
@options.as_json
def verify(register: Path, given: Path | None, deep: bool, quiet: bool, as_json: bool) -> int:
    """Recompute every digest of a register and name what was altered.

    Checks the archived bytes, the record of what was received, the chain of decisions, the lists, the manifests and
    releases, that the database is as it was stored, and that each claim's text says what the claim says it does.

    \b
    Examples:
      vidmova verify --register ./register
      vidmova verify --deep --manifest /media/usb/2026-11-22T091500Z.txt

    Exit status is 0 only if nothing was altered.
    """
    folder = RegisterFolder(register) if (register / "archive").is_dir() else find(register)
    found = verified(folder, deep, given)
    if as_json:
        click.echo(msgspec.json.encode(found))
        return 1 if found.altered else 0
    for line in found.altered:
        click.echo(line)
    if not quiet:
        for line in found.notes:
            click.echo(f"note: {line}")
        if not found.altered:
            click.echo(
                f"nothing was altered: {found.documents} documents, their bytes, texts, claims and events, "
                "and all decisions"
            )
    return 1 if found.altered else 0


def verified(folder: RegisterFolder, deep: bool = False, given: Path | None = None) -> Verified:
    """Return what was altered in a register, and what should be known of it."""
    root = folder.root
    altered = [*provenance.verify(root), *log.verify(root), *altered_lists(root), *ledger.verify(root)]
    altered += _releases(root)
    notes = list(_notes(root))
    documents = 0
    received = provenance.read_chain(root)
    try:
        if not server(root) and not folder.database.is_file():
            raise EngineError("register.db: removed, or never made; vidmova build makes it anew")
        with open_store(folder) as store:
            altered += altered_database(store, received)
            altered += log.unwitnessed(root, store.linked_by())
            documents = store.summary().documents
            notes += unread(store, received)
            altered += differences(folder, store) if deep else ()
    except (EngineError, InputError) as fault:
        altered.append(str(fault))
    held = manifests.verify(root)
    altered, notes = [*altered, *held.altered], [*notes, *held.notes]
    if given is not None:
        elsewhere = manifests.verify_against(root, given)
        altered, notes = [*altered, *elsewhere.altered], [*notes, *elsewhere.notes]
    return Verified(documents, list(dict.fromkeys(altered)), list(dict.fromkeys(notes)))


def _releases(root: Path) -> Iterator[str]:
    for sums in sorted((root / ledger.FOLDER).glob(f"*/{checksums.FILE}")):
        yield from (f"{ledger.FOLDER}/{sums.parent.name}: {fault}" for fault in checksums.altered(sums.parent))


def _notes(root: Path) -> Iterator[str]:
    for folder in (root, folder_of(root)):
        yield from (one.told for one in expunging.expungings(folder))
        yield from provenance.clock_went_back(folder)
        known = {one.digest for one in provenance.read_chain(folder)}
        for one in provenance.arriving(folder):
            if one.digest not in known:
                yield f"{one.name} ({one.digest[:12]}): a run was stopped over it; the next writes its receipt"
    yield from log.clock_went_back(root)
    if expunging.unfinished(root) or forgetting.remembered(root):
        yield "an expunging was stopped before its end; vidmova expunge --finish ends it"
    for place in sorted(root.rglob(".part-*")):
        if left_behind(place):
            yield f"{place.relative_to(root).as_posix()}: left by a run that was stopped; it can be deleted"
