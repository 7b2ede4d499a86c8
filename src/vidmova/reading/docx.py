"""Word documents: paragraphs, list items, tables and notes, in the order of the page."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from vidmova.errors import UnreadableDocumentError
from vidmova.reading.limits import Limits
from vidmova.reading.office import part, said
from vidmova.reading.page import Page, first_heading, one_line

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TEXT = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_LEFT_OUT = frozenset(
    f"{_W}{tag}" for tag in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sectPr", "txbxContent")
)
_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
CELL = " | "


def read(name: str, payload: bytes, limits: Limits) -> Page:
    """Return the text and the core properties of a Word document."""
    root = part(name, payload, "word/document.xml", limits)
    body = root.find(f"{_W}body") if root is not None else None
    if body is None:
        raise UnreadableDocumentError(
            name, "the document has no body", "open it in an office program and save it again"
        )
    notes = [part(name, payload, f"word/{kind}.xml", limits) for kind in ("footnotes", "endnotes")]
    lines = [*_lines(body), *(line for note in notes if note is not None for line in _lines(note))]
    text = "\n".join(lines).strip("\n")
    core = part(name, payload, "docProps/core.xml", limits)
    title = one_line(said(core, f"{_DC}title")) or first_heading(text)
    return Page(text=text, title=title, author=one_line(said(core, f"{_DC}creator")))


def _lines(node: Element) -> Iterator[str]:
    for child in node:
        if child.tag == f"{_W}p":
            mark = "• " if child.find(f"{_W}pPr/{_W}numPr") is not None else ""
            line = "".join(_words(child)).strip()
            yield mark + line if line else ""
            for box in child.iter(f"{_W}txbxContent"):
                yield from _lines(box)
        elif child.tag == f"{_W}tr":
            cells = (" ".join(filter(None, _lines(cell))) for cell in child.iter(f"{_W}tc"))
            yield CELL.join(cells)
        elif child.tag not in _LEFT_OUT:
            yield from _lines(child)


def _words(node: Element) -> Iterator[str]:
    for child in node:
        if child.tag in _LEFT_OUT or child.tag == _ALTERNATIVE:
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _TEXT:
            yield _TEXT[child.tag]
        else:
            yield from _words(child)
