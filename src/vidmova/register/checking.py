"""Recomputes what a register says of itself, and names what was altered."""

from collections.abc import Iterator

from vidmova.records import Claim, Document
from vidmova.register.store import Store, text_digest


def altered_texts(store: Store) -> Iterator[str]:
    """Yield a line for each text that is not what was read, and each claim that its text does not bear out."""
    for document, digest in store.every_document():
        if text_digest(document.text) != digest:
            yield f"{document.name} ({document.id[:12]}): its stored text was altered"
        for claim in store.claims(document.id):
            yield from _unborne(document, claim)


def documents_without_bytes(store: Store, archived: frozenset[str]) -> Iterator[str]:
    """Yield a line for each stored document whose bytes the archive does not have."""
    for row in store.document_list():
        if row.id not in archived:
            yield f"{row.name} ({row.id[:12]}): its bytes are not in the archive"


def _unborne(document: Document, claim: Claim) -> Iterator[str]:
    where = f"{document.name}, claim {claim.id}"
    if not 0 <= claim.start < claim.end <= len(document.text):
        yield f"{where}: its passage lies outside the text"
    for span in claim.spans:
        if document.text[span.start : span.end] != span.wording:
            yield f"{where}: the text does not say {span.wording!r} where {span.field} stands"
