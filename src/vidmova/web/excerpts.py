"""Passages with the values marked in them, as a page shows them beside each other."""

from collections.abc import Iterable

from msgspec import Struct

from vidmova.lexicon.actgroups import group_of
from vidmova.linking.stated import Stated
from vidmova.records import Span
from vidmova.register.passages import marks_of, pieces
from vidmova.register.values import teller
from vidmova.web import codes
from vidmova.web.readerpages import place_address
from vidmova.web.speech import Speech

LONGEST = 2_000
"""Characters of a passage that are shown; the document has the rest."""


class Marked(Struct, frozen=True):
    """Characters of a passage; `field` says in words which value they state, if any."""

    text: str
    field: str


class Excerpt(Struct, frozen=True):
    """The passage of a claim."""

    key: str
    address: str
    """Where it stands in its document."""
    act: str
    group: str
    modality: str
    language: str
    teller: str
    published: str
    pieces: list[Marked]
    cut: bool


def excerpt(speech: Speech, one: Stated) -> Excerpt:
    """Return the passage of a claim with its values marked."""
    claim, document = one.claim, one.document
    end = min(claim.end, claim.start + LONGEST)
    cut = pieces(document.text, Span(claim.start, end), marks_of(claim))
    return Excerpt(
        key=one.key,
        address=place_address(document.id, claim.start, claim.id),
        act=codes.act(speech, claim.act),
        group=group_of(claim.act).code,
        modality="" if claim.modality == "asserted" else codes.code(speech, "modality", claim.modality),
        language=document.language,
        teller=teller(document),
        published=speech.day(document.published) if document.published else "",
        pieces=[Marked(piece.text, _fields(speech, (mark.field for mark in piece.marks))) for piece in cut],
        cut=end < claim.end,
    )


def _fields(speech: Speech, names: Iterable[str]) -> str:
    said = (codes.act_field(speech) if name == "act" else codes.field(speech, name) for name in names)
    return ", ".join(dict.fromkeys(said))
