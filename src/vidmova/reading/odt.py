"""OpenDocument texts: paragraphs, headings, list items and tables, in the order of the page."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from vidmova.errors import UnreadableDocumentError
from vidmova.reading.limits import Limits
from vidmova.reading.office import part, said
from vidmova.reading.page import Page, first_heading, one_line

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_LINES = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_LEFT_OUT = frozenset({f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}sequence-decls", f"{_OFFICE}forms"})
CELL = " | "


def read(name: str, payload: bytes, limits: Limits) -> Page:
    """Return the text and the properties of an OpenDocument text."""
    manifest = part(name, payload, "META-INF/manifest.xml", limits)
    if manifest is not None and manifest.find(f".//{_MANIFEST}encryption-data") is not None:
        raise UnreadableDocumentError(name, "the document is encrypted", "save it without a password")
    root = part(name, payload, "content.xml", limits)
    body = root.find(f".//{_OFFICE}text") if root is not None else None
    if body is None:
        raise UnreadableDocumentError(
            name, "the document has no text in it", "open it in an office program and save it again"
        )
    text = "\n".join(_lines(body, "")).strip("\n")
    meta = part(name, payload, "meta.xml", limits)
    author = said(meta, f"{_META}initial-creator") or said(meta, f"{_DC}creator")
    return Page(text=text, title=one_line(said(meta, f"{_DC}title")) or first_heading(text), author=one_line(author))


def _lines(node: Element, mark: str) -> Iterator[str]:
    for child in node:
        if child.tag in _LINES:
            line = "".join(_words(child)).strip()
            yield mark + line if line else ""
        elif child.tag == f"{_TABLE}table-row":
            yield CELL.join(" ".join(filter(None, _lines(cell, ""))) for cell in child)
        elif child.tag not in _LEFT_OUT:
            yield from _lines(child, "• " if child.tag == f"{_TEXT}list-item" else mark)


def _words(node: Element) -> Iterator[str]:
    yield node.text or ""
    for child in node:
        if child.tag == f"{_TEXT}s":
            yield " " * min(100, int(child.get(f"{_TEXT}c", "1")))
        elif child.tag == f"{_TEXT}tab":
            yield "\t"
        elif child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag not in _LEFT_OUT:
            yield from _words(child)
        yield child.tail or ""
