"""The list of documents, those received last first."""

from collections.abc import Mapping

from msgspec import Struct

from vidmova.lexicon.folding import fold
from vidmova.register.rows import DocumentRow
from vidmova.web import codes
from vidmova.web.addresses import Page, address, page_of
from vidmova.web.eventlist import Choice
from vidmova.web.snapshot import Snapshot
from vidmova.web.speech import Speech

PATH = "/documents"
SIZE = 50
LONGEST = 140
"""Characters of a title that are shown."""
SORTS = ("received", "-published", "published", "-claims", "title")


class DocumentLine(Struct, frozen=True):
    """A document as a list shows it."""

    address: str
    title: str
    outlet: str
    language: str
    spoken: str
    """Its language in words."""
    published: str
    received: str
    claims: int


class DocumentList(Struct, frozen=True):
    """The page of the list of documents."""

    lines: list[DocumentLine]
    page: Page
    sorts: list[Choice]
    languages: list[Choice]
    before: str
    after: str


def file_name(name: str) -> str:
    """Return the last part of a path or address: the folders above it are the reader's own business."""
    return name.rstrip("/").rpartition("/")[2] or name


def document_line(speech: Speech, kept: Snapshot, one: DocumentRow) -> DocumentLine:
    """Return a document as a row."""
    title = one.title or file_name(one.name)
    when = kept.received.get(one.id, "")
    return DocumentLine(
        address=f"{PATH}/{one.id[:12]}",
        title=title if len(title) <= LONGEST else f"{title[:LONGEST]}…",
        outlet=one.outlet or file_name(one.name),
        language=one.language,
        spoken=codes.code(speech, "language", one.language),
        published=speech.day(one.published) if one.published else speech.say("not said"),
        received=speech.day(when[:10]) if when else "",
        claims=one.claims,
    )


def document_list(speech: Speech, kept: Snapshot, given: Mapping[str, str]) -> DocumentList:
    """Return the list that an address asks for."""
    asked = {name: given[name] for name in ("language", "sort") if given.get(name)}
    order, language = asked.get("sort", SORTS[0]), asked.get("language")
    found = [one for one in kept.documents if language in (None, one.language)]
    if order != SORTS[0]:
        by = {"-claims": lambda one: -one.claims, "title": lambda one: fold(one.title or file_name(one.name))}
        found.sort(key=by.get(order, lambda one: one.published or ""), reverse=order == "-published")
    page = page_of(given.get("page", ""), SIZE, len(found))
    counts: dict[str, int] = {}
    for one in kept.documents:
        counts[one.language] = counts.get(one.language, 0) + 1
    return DocumentList(
        [document_line(speech, kept, one) for one in found[page.skip : page.skip + SIZE]],
        page,
        [
            Choice(speech.say_of("sort", codes.DOCUMENT_SORTS[name]), 0, address(PATH, asked, sort=name), name == order)
            for name in SORTS
        ],
        [
            Choice(
                codes.code(speech, "language", code),
                number,
                address(PATH, asked, language=None if language == code else code),
                language == code,
            )
            for code, number in sorted(counts.items(), key=lambda one: -one[1])
        ],
        address(PATH, asked, page=page.number - 1) if page.number > 1 else "",
        address(PATH, asked, page=page.number + 1) if page.number < page.pages else "",
    )
