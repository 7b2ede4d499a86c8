"""Makes reports of texts in which the claims are marked: `[140|lawsuit]` is a number and the act told of it."""

import re

from msgspec import Struct

from vidmova.extraction.counts import parse_count
from vidmova.reading.sentences import find_sentences
from vidmova.records import Claim, Document, Report, claim_key

MARK = re.compile(r"\[([^|\]]+)\|([a-z_]+)(?:\|([a-z]+))?\]")


class Joined(Struct, frozen=True):
    """The event of each claim: for a marked text the number, or the words, that the mark holds."""

    event_of: dict[str, str]


def marked(text: str, language: str, name: str = "a") -> tuple[Report, Joined]:
    """Return the report of a marked text, with one claim a mark, and an event for each number and act."""
    plain, spots = "", []
    at = 0
    for mark in MARK.finditer(text):
        plain += text[at : mark.start()]
        spots.append((len(plain), mark[1], mark[2], mark[3] or "persons"))
        plain, at = plain + mark[1], mark.end()
    plain += text[at:]
    sentences = find_sentences(plain, language)
    claims, event_of = [], {}
    for number, (start, said, act, counted) in enumerate(spots, 1):
        where = next(one for one in sentences if one.start <= start < one.end)
        count = parse_count(said, language)
        claim = Claim(
            id=f"c{number}", start=where.start, end=where.end, act=act, count=count, counted=counted if count else None
        )
        claims.append(claim)
        event_of[claim_key(name * 12, claim.id)] = f"{count[0] if count else said}"
    document = Document(id=name * 12, name=name, media_type="text/plain", text=plain, language=language)
    return Report(document, claims), Joined(event_of)
