"""`vidmova verify`: recomputes every digest and says what was altered."""

from pathlib import Path

import click
import msgspec

from vidmova.archive import provenance
from vidmova.cli import options
from vidmova.register.checking import altered_texts, documents_without_bytes, unfounded_links
from vidmova.register.folder import find
from vidmova.register.opening import open_store
from vidmova.review import log


@click.command()
@options.register
@options.quiet
@options.as_json
def verify(register: Path, quiet: bool, as_json: bool) -> int:
    """Recompute every digest of a register and name what was altered.

    Checks the archived bytes, the record of what was received, the chain of decisions, the texts, that each claim's
    text says what the claim says it does, and that events, relations and contradictions name claims that are there.

    \b
    Example:
      vidmova verify --register ./register

    Exit status is 0 only if nothing was altered.
    """
    folder = find(register)
    altered = [*provenance.verify(folder.root), *log.verify(folder.root)]
    with open_store(folder) as store:
        known = frozenset(receipt.digest for receipt in provenance.read_chain(folder.root))
        altered += [*documents_without_bytes(store, known), *altered_texts(store), *unfounded_links(store)]
        altered += log.unwitnessed(folder.root, store.linked_by())
        documents = store.summary().documents
    if as_json:
        click.echo(msgspec.json.encode({"documents": documents, "altered": altered}))
    else:
        for line in altered:
            click.echo(line)
        if not quiet and not altered:
            click.echo(
                f"nothing was altered: {documents} documents, their bytes, texts, claims and events, and all decisions"
            )
    return 1 if altered else 0
