"""What is compared of a claim: its values made ready once, before any pair is looked at."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from msgspec import Struct

from vidmova.extraction.placewords import either
from vidmova.lexicon import files
from vidmova.lexicon.folding import fold
from vidmova.records import Claim, Interval, Report, Telling, claim_key

OPEN = 10**9
"""Stands for the end of a count or of a date that is left open."""


class _Words(Struct, frozen=True, forbid_unknown_fields=True):
    another: list[str]


class Traits(Struct, frozen=True, kw_only=True, gc=False):
    """A claim as pairs of claims are compared."""

    at: int
    """Its number among all claims, in order of receipt and place."""
    key: str
    claim: Claim
    document: int
    """Number of its document."""
    telling: int
    """Number of the first document that tells the same text."""
    paragraph: int
    topic: int
    """How often its document has turned to other people before it."""
    turn: int
    """How many claims of its act stand before it in its document."""
    published: int | None
    count: tuple[int, int] | None
    single: bool
    """Whether it is of one person."""
    dates: tuple[int, int] | None
    here: frozenset[str]
    """The fields that its own passage states; the others are carried from the text around it."""
    another: bool
    """Whether its passage says that it tells of others than those before."""


def traits(reports: Sequence[Report], tellings: Iterable[Telling] = ()) -> list[Traits]:
    """Return the traits of every claim, in order of receipt, then of place."""
    told = {one: telling.id for telling in tellings for one in telling.documents}
    first: dict[str, int] = {}
    every: list[Traits] = []
    for number, report in enumerate(reports):
        telling = first.setdefault(told.get(report.document.id, f"document {number}"), number)
        every += _of_report(report, len(every), number, telling)
    return every


def another(language: str) -> re.Pattern[str]:
    """Return the words by which a passage says that it tells of others than those before it."""
    return _another(files.folder(), language)


@cache
def _another(folder: Path, language: str) -> re.Pattern[str]:
    if language not in files.languages():
        return re.compile("(?!)")
    words = files.read("linking", _Words, language).another
    return re.compile(rf"(?<!\w){either(words)}(?!\w)")


def day(iso: str | None) -> int | None:
    """Return the number of a day, or None where none is given or it is no day of the calendar."""
    try:
        return date.fromisoformat(iso[:10]).toordinal() if iso else None
    except ValueError:
        return None


def days(interval: Interval | None) -> tuple[int, int] | None:
    """Return an interval of dates as numbers of days, an open end far away."""
    if interval is None:
        return None
    start, end = day(interval[0]), day(interval[1])
    if start is None and end is None:
        return None
    return (0 if start is None else start, OPEN if end is None else end)


def _of_report(report: Report, at: int, document: int, telling: int) -> list[Traits]:
    text = report.document.text
    says_another = another(report.document.language)
    published = day(report.document.published)
    turns: dict[str, int] = {}
    found: list[Traits] = []
    end = paragraph = topic = 0
    subject: object = None
    for claim in sorted(report.claims, key=lambda one: (one.start, one.end)):
        paragraph += text.count("\n", end, claim.start)
        end = claim.start
        here = frozenset(one.field for one in claim.spans if claim.start <= one.start < claim.end)
        spoken = _subject(claim, here)
        topic += spoken not in (None, subject)
        subject = spoken or subject
        turn = turns[claim.act] = turns.get(claim.act, -1) + 1
        found.append(
            Traits(
                at=at + len(found),
                key=claim_key(report.document.id, claim.id),
                claim=claim,
                document=document,
                telling=telling,
                paragraph=paragraph,
                topic=topic,
                turn=turn,
                published=published,
                count=claim.count and (claim.count[0], OPEN if claim.count[1] is None else claim.count[1]),
                single=len(claim.person) == 1 if claim.count is None else claim.count == (1, 1),
                dates=days(claim.date),
                here=here,
                another=bool(says_another.search(fold(text[claim.start : claim.end]))),
            )
        )
    return found


def _subject(claim: Claim, here: frozenset[str]) -> object:
    if "person" in here:
        return tuple(claim.person)
    if "count" in here and claim.count and claim.count != (1, 1):
        return claim.count
    return None
