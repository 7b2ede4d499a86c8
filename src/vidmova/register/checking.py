"""Recomputes what a register says of itself, and names what was altered."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from vidmova.archive.provenance import Receipt
from vidmova.records import (
    Case,
    Chain,
    Claim,
    Contradiction,
    Document,
    Event,
    Link,
    Mention,
    Relation,
    Telling,
    claim_key,
)
from vidmova.register.rowchecking import altered_rows, guarded
from vidmova.register.schemachecking import altered_schema
from vidmova.register.store import Store, text_digest


def altered_database(store: Store, received: Sequence[Receipt]) -> Iterator[str]:
    """Yield a line for each thing in a database that is not as the program stored it."""
    with store.reading() as connection:
        yield from guarded("the database", lambda: altered_schema(connection))
        yield from guarded("the database", lambda: altered_rows(connection))
    named = defaultdict[str, set[str]](set)
    for one in received:
        named[one.digest].add(one.name)
    yield from guarded("documents", lambda: documents_without_bytes(store, frozenset(named)))
    yield from guarded("documents", lambda: documents_unlike_receipts(store, named))
    yield from guarded("texts and claims", lambda: altered_texts(store))
    yield from guarded("what linking made", lambda: unfounded_links(store))


def documents_unlike_receipts(store: Store, named: Mapping[str, Container[str]]) -> Iterator[str]:
    """Yield a line for each stored document that was received under other names only."""
    for row in store.document_list():
        if row.id in named and row.name not in named[row.id]:
            yield f"{row.name} ({row.id[:12]}): no receipt has it under this name"


def unread(store: Store, received: Iterable[Receipt]) -> list[str]:
    """Return a line for each document that was received and is not in the tables: a run was stopped before it."""
    there = store.recipes()
    waiting = {one.digest: one.name for one in received if one.digest not in there}
    return [
        f"{name} ({digest[:12]}): received and not read yet; vidmova build reads it" for digest, name in waiting.items()
    ]


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


def unfounded_links(store: Store) -> Iterator[str]:
    """Yield a line for each thing that linking made which names a claim, an event or a document that is not there.

    Says nothing where documents changed since they were linked: the next build makes all of it anew.
    """
    if not store.linked_by():
        return
    joined = {
        claim_key(document, one.id): one.event for document, found in store.every_claim().items() for one in found
    }
    happened = {event.id for event in store.every(Event)}
    read = {row.id for row in store.document_list()}
    for event in store.every(Event):
        yield from _missing(f"event {event.id}", "claim", event.claims, joined)
        yield from _missing(f"event {event.id}", "document", event.documents, read)
        yield from _missing(f"event {event.id}", "event", [event.subset_of] if event.subset_of else [], happened)
        for key in event.claims:
            if joined.get(key, event.id) != event.id:
                yield f"event {event.id}: claim {key} says that it is about {joined[key] or 'no event'}"
    for key, one in joined.items():
        yield from _missing(f"claim {key}", "event", [one] if one else [], happened)
    named_ones = {one.id for one in store.entities()}
    there: dict[str, Container[str]] = {"claim": joined, "event": happened, "document": read, "entity": named_ones}
    for where, what, named in _named(store):
        yield from _missing(where, what, named, there[what])


def _named(store: Store) -> Iterator[tuple[str, str, list[str]]]:
    for relation in store.every(Relation):
        where = f"relation {relation.kind} of {relation.event}"
        yield where, "claim", relation.claims
        yield where, "event", [relation.event, *relation.others]
    for contradiction in store.every(Contradiction):
        where = f"contradiction {contradiction.id}"
        yield where, "claim", [key for side in contradiction.sides for key in side]
        yield where, "event", contradiction.events
    for case in store.every(Case):
        yield f"case {case.id}", "event", case.events
    for telling in store.every(Telling):
        yield f"telling {telling.id}", "document", telling.documents
    for link in store.every(Link):
        yield f"link of {link.a} and {link.b}", "claim", [link.a, link.b]
    for mention in store.every(Mention):
        where = f"mention of {mention.name}"
        yield where, "claim", [mention.claim]
        yield where, "entity", [mention.entity] if mention.entity else []
    for chain in store.every(Chain):
        yield f"chain of {chain.claim}", "claim", [chain.claim]


def _missing(where: str, what: str, named: Iterable[str], there: Container[str]) -> Iterator[str]:
    for one in named:
        if one not in there:
            yield f"{where}: it names the {what} {one}, which is not there"


def _unborne(document: Document, claim: Claim) -> Iterator[str]:
    where = f"{document.name}, claim {claim.id}"
    if not 0 <= claim.start < claim.end <= len(document.text):
        yield f"{where}: its passage lies outside the text"
    for span in claim.spans:
        if document.text[span.start : span.end] != span.wording:
            yield f"{where}: the text does not say {span.wording!r} where {span.field} stands"
