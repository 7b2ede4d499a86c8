"""PDF: the text of the pages, with lines joined to paragraphs; a file that breaks off is refused."""

import re

import pypdfium2

from vidmova.errors import UnreadableDocumentError
from vidmova.reading.limits import Limits
from vidmova.reading.page import Page, first_heading, one_line

_BROKEN_WORD = re.compile(r"[\ufffe\u0002\u00ad]\n?|(?<=[^\W\d_])\u2010\n(?=[^\W\d_])")
_PAGE_NUMBER = re.compile(r"\s*[-–—]?\s*\d{1,4}\s*[-–—]?\s*$")
_LIST_MARK = re.compile(r"\s*(?:[•*·▪●–—-]|\d{1,3}[.)])\s")
_FINAL = re.compile(r"[.!?…:;][»”“\"’')\]]*$")
_END_MARK = b"%%EOF"
_TAIL = 8192
FULL_LINE = 0.75


def read(name: str, payload: bytes, limits: Limits) -> Page:
    """Return the text of all pages; raises UnreadableDocumentError for a locked, broken or scanned file."""
    document = _opened(name, payload)
    try:
        if len(document) > limits.pages:
            reason = f"the PDF has {len(document)} pages, more than the {limits.pages} that are read"
            raise UnreadableDocumentError(name, reason, "split it")
        text = joined_pages([_page_text(document, number) for number in range(len(document))])
        said = document.get_metadata_dict()
    except pypdfium2.PdfiumError:
        raise UnreadableDocumentError(
            name, "the PDF is damaged", "open it in a viewer and print it to a new PDF"
        ) from None
    finally:
        document.close()
    if not text.strip():
        raise UnreadableDocumentError(
            name, "the PDF holds pictures of pages, no text", "run a text recognition over it"
        )
    return Page(
        text=text, title=first_heading(text) or one_line(said.get("Title")), author=one_line(said.get("Author"))
    )


def joined_pages(pages: list[str]) -> str:
    """Return pages as one text: wrapped lines joined, page numbers left out, sentences carried over the page's end."""
    parts: list[str] = []
    for page in pages:
        said = _unwrapped(_without_number(page.split("\n")))
        if parts and said and not _FINAL.search(parts[-1]) and said[0].islower():
            parts[-1] += f" {said}"
        elif said:
            parts.append(said)
    return "\n\n".join(parts)


def _opened(name: str, payload: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(payload)
        len(document)
    except pypdfium2.PdfiumError as fault:
        if "password" in str(fault).lower() or "security" in str(fault).lower():
            raise UnreadableDocumentError(name, "the PDF is encrypted", "save it without a password") from None
        raise _damaged(name, payload) from None
    if _END_MARK not in payload[-_TAIL:]:
        document.close()
        raise _damaged(name, payload)
    return document


def _damaged(name: str, payload: bytes) -> UnreadableDocumentError:
    if _END_MARK not in payload[-_TAIL:]:
        return UnreadableDocumentError(name, "the PDF breaks off before its end", "get the whole file again")
    return UnreadableDocumentError(name, "the PDF is damaged", "open it in a viewer and print it to a new PDF")


def _page_text(document: pypdfium2.PdfDocument, number: int) -> str:
    page = document[number]
    text_page = page.get_textpage()
    try:
        said = text_page.get_text_bounded().replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    finally:
        text_page.close()
        page.close()
    return _BROKEN_WORD.sub("", said)


def _without_number(lines: list[str]) -> list[str]:
    kept = [line.strip() for line in lines]
    for end in (0, -1):
        if len(kept) > 1 and _PAGE_NUMBER.match(kept[end]):
            kept.pop(end)
    return kept


def _unwrapped(lines: list[str]) -> str:
    """Join each line to the one before where that was full, or where this one starts in the middle of a sentence."""
    width = max(map(len, lines), default=0)
    text, before = "", ""
    for line in lines:
        if not line or not before:
            text += "\n" * bool(text and not text.endswith("\n\n")) + line
        elif not _LIST_MARK.match(line) and _goes_on(before, line, width):
            text += f" {line}"
        else:
            text += f"\n{line}"
        before = line
    return text.strip()


def _goes_on(before: str, line: str, width: int) -> bool:
    if line[0].islower() and not _FINAL.search(before):
        return True
    return width > 40 and len(before) >= FULL_LINE * width
