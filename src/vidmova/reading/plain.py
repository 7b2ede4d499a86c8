"""Plain text and Markdown: the characters exactly as they are in the file."""

from vidmova.errors import UnreadableDocumentError
from vidmova.reading.encodings import decode
from vidmova.reading.kinds import looks_binary
from vidmova.reading.limits import Limits
from vidmova.reading.page import Page, first_heading


def read(name: str, payload: bytes, limits: Limits) -> Page:
    """Return the text as decoded, line ends and byte-order mark included, so that offsets hold in the file."""
    if len(payload) > limits.text:
        reason = f"the text has {len(payload) / 1e6:.0f} MB, more than the {limits.text / 1e6:.0f} MB that are read"
        raise UnreadableDocumentError(name, reason, "split it")
    decoded = decode(payload)
    if not decoded.encoding.startswith(("utf-16", "utf-32")) and looks_binary(payload):
        raise UnreadableDocumentError(
            name, "this is binary, not text", "give a txt, html, md, pdf, docx, odt or eml file"
        )
    return Page(text=decoded.text, title=first_heading(decoded.text))
