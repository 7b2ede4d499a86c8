"""All records of a register as JSON Lines or CSV, for a colleague; nothing here was protected."""

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct, to_builtins

from vidmova.publish.cells import as_text
from vidmova.publish.writing import as_json
from vidmova.records import (
    Case,
    Chain,
    Contradiction,
    Entity,
    Event,
    Link,
    Mention,
    Relation,
    Telling,
    claim_key,
)
from vidmova.register.store import Store
from vidmova.review.log import read_decisions

LINKED: dict[str, type[Struct]] = {
    "entities": Entity,
    "mentions": Mention,
    "events": Event,
    "links": Link,
    "relations": Relation,
    "contradictions": Contradiction,
    "tellings": Telling,
    "chains": Chain,
    "cases": Case,
}
"""What linking makes, by the name of its file."""

Line = dict[str, Any]


def tables(store: Store, root: Path) -> Iterator[tuple[str, list[Line]]]:
    """Yield each kind of record by name, with its records as lines."""
    yield "documents", [to_builtins(document) for document, _ in store.every_document()]
    yield "claims", list(_claims(store))
    for name, kind in LINKED.items():
        yield name, [to_builtins(one) for one in store.every(kind)]
    yield "decisions", [to_builtins(one) for one in read_decisions(root)]


def as_jsonl(lines: Iterable[Line]) -> bytes:
    """Return records as JSON Lines."""
    return b"".join(as_json(line) + b"\n" for line in lines)


def as_csv(lines: list[Line]) -> bytes:
    """Return records as CSV; what is no single value stands as JSON in its cell."""
    head = list(dict.fromkeys(name for line in lines for name in line))
    text = io.StringIO(newline="")
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(head)
    rows.writerows([_cell(line.get(name)) for name in head] for line in lines)
    return text.getvalue().encode("utf-8-sig")


def _claims(store: Store) -> Iterator[Line]:
    for document, found in sorted(store.every_claim().items()):
        for one in found:
            yield {"key": claim_key(document, one.id), "document": document, **to_builtins(one)}


def _cell(value: Any) -> str:
    if isinstance(value, list | tuple | dict):
        value = as_json(value).decode()
    return as_text(value)
