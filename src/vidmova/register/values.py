"""Sets what the claims about one event say side by side: field, value, who says it."""

from collections.abc import Iterable

from msgspec import Struct

from vidmova.linking.stated import Stated
from vidmova.records import Claim, Document
from vidmova.register.wording import filled

_NOT_COMPARED = {"event", "subset_of"}


class Value(Struct, frozen=True):
    """A value that some of the claims give."""

    value: str
    claims: list[str]
    """Keys of the claims."""
    tellers: list[str]
    """Outlets, or file names where no outlet is stated, of their documents."""


class FieldValues(Struct, frozen=True):
    """All values that the claims give to one field, the most frequent first."""

    field: str
    values: list[Value]


def side_by_side(stated: Iterable[Stated]) -> list[FieldValues]:
    """Return every field that a claim fills with all its values, fields in the codebook's order."""
    said: dict[str, dict[str, list[Stated]]] = {}
    for one in stated:
        for field, value in filled(one.claim).items():
            if field not in _NOT_COMPARED:
                said.setdefault(field, {}).setdefault(value, []).append(one)
    return [FieldValues(field, _values(said[field])) for field in Claim.__struct_fields__ if field in said]


def teller(document: Document) -> str:
    """Return who tells: the outlet, or the last part of the document's name."""
    return document.outlet or document.name.rstrip("/").rpartition("/")[2] or document.name


def _values(said: dict[str, list[Stated]]) -> list[Value]:
    found = [
        Value(value, [one.key for one in who], list(dict.fromkeys(teller(one.document) for one in who)))
        for value, who in said.items()
    ]
    return sorted(found, key=lambda value: -len(value.claims))
