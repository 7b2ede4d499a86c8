"""Bytes to a document: one text, which no later step changes, and what the file says about itself."""

from collections.abc import Callable
from importlib import import_module

from vidmova.archive.intake import digest_of
from vidmova.errors import UnreadableDocumentError
from vidmova.reading import kinds
from vidmova.reading.language import detect
from vidmova.reading.limits import DEFAULT, Limits
from vidmova.reading.page import Page
from vidmova.records import Document

Reader = Callable[[str, bytes, Limits], Page]

# A format's module is imported when its first file comes, so that plain text never waits for a PDF library.
_READERS = {
    kinds.PLAIN: "plain",
    kinds.MARKDOWN: "plain",
    kinds.HTML: "html",
    kinds.PDF: "pdf",
    kinds.DOCX: "docx",
    kinds.ODT: "odt",
    kinds.MAIL: "mail",
}


def read(name: str, payload: bytes, source: str = "", limits: Limits = DEFAULT) -> Document:
    """Return the document in bytes; raises UnreadableDocumentError, one sentence, where there is none."""
    if not payload.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise UnreadableDocumentError(name, "the file is empty", "check how it was saved")
    if len(payload) > limits.file:
        reason = f"the file has {len(payload) / 1e6:.0f} MB, more than the {limits.file / 1e6:.0f} MB that are read"
        raise UnreadableDocumentError(name, reason, "split it")
    kind = kinds.media_type(name, payload)
    if kind == kinds.ZIP:
        raise UnreadableDocumentError(
            name, "this is a zip archive, not a document", "give it by its path: it is opened then"
        )
    page = reader_of(kind)(name, payload, limits)
    if not page.text.strip("\ufeff \t\r\n\x00"):
        raise UnreadableDocumentError(name, "there is no text in it", "check that it opens elsewhere")
    return Document(
        id=digest_of(payload),
        name=name,
        media_type=kind,
        text=_storable(page.text),
        language=detect(page.text),
        title=page.title and _storable(page.title),
        author=page.author and _storable(page.author),
        outlet=page.outlet and _storable(page.outlet),
        published=page.published,
        source=source,
    )


def _storable(text: str) -> str:
    # PostgreSQL keeps no character of number zero; its sign takes its place, so that all offsets hold.
    return text.replace("\0", "\u2400")


def reader_of(kind: str) -> Reader:
    """Return the function that reads a media type."""
    reader: Reader = import_module(f"vidmova.reading.{_READERS[kind]}").read
    return reader
