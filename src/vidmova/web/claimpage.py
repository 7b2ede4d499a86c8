"""A single claim: what it says, and what can be judged of it."""

from msgspec import Struct

from vidmova.linking.stated import Stated
from vidmova.records import Document
from vidmova.review.claimvalues import FIELDS, codes_of, values
from vidmova.review.deciding import Sight
from vidmova.web import codes
from vidmova.web.excerpts import Excerpt, excerpt
from vidmova.web.phrases import values_of
from vidmova.web.speech import Speech


class ClaimPage(Struct, frozen=True):
    """The page of a claim."""

    key: str
    document: str
    excerpt: Excerpt
    values: list[tuple[str, str, str]]
    """Each filled field: its name, the word for it, its value."""
    fields: list[tuple[str, str]]
    """Every field that can be corrected, with the word for it."""
    coded: list[tuple[str, list[tuple[str, str]]]]
    """For each field of codes, the codes that it can have, in words."""
    there: bool
    """Whether it is in the register: a rejected one is not."""
    rule: str


def claim_page(speech: Speech, sight: Sight, document: Document, key: str, there: bool) -> ClaimPage:
    """Return the page of a claim as somebody sees it."""
    said = values_of(speech, sight.claim)
    return ClaimPage(
        key=key,
        document=document.id[:12],
        excerpt=excerpt(speech, Stated(key, sight.claim, document)),
        values=[(name, codes.field(speech, name), said[name]) for name in values(sight.claim) if name in said],
        fields=[
            ("act", codes.act_field(speech)),
            *((name, codes.field(speech, name)) for name in FIELDS[1:] if name != "approx"),
        ],
        coded=[
            (codes.act_field(speech), [(code, codes.act(speech, code)) for code in codes_of("act")]),
            *(
                (codes.field(speech, name), [(code, codes.code(speech, name, code)) for code in codes_of(name)])
                for name in FIELDS[1:]
                if codes_of(name)
            ),
        ],
        there=there,
        rule=sight.claim.rule,
    )
