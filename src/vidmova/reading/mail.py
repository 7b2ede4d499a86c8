"""Letters (eml): subject, sender, date and the plain part, or the HTML part where there is no plain one."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from importlib import import_module

from vidmova.errors import UnreadableDocumentError
from vidmova.reading.encodings import decode
from vidmova.reading.limits import Limits
from vidmova.reading.page import Page, one_line

# What Python's parser of letters raises on those that nobody wrote.
_UNPARSED = (
    MessageError,
    ValueError,
    LookupError,
    AttributeError,
    TypeError,
    NameError,
    ArithmeticError,
    RecursionError,
)


def read(name: str, payload: bytes, limits: Limits) -> Page:
    """Return a letter's subject and body as one text."""
    try:
        return _page(name, payload, limits)
    except _UNPARSED:
        raise _damaged(name) from None


def _page(name: str, payload: bytes, limits: Limits) -> Page:
    letter = _letter(name, payload)
    subject = one_line(_header(letter, "subject"))
    body = _body(name, letter, limits)
    text = f"{subject}\n\n{body}" if subject else body
    author = parseaddr(_header(letter, "from"))
    return Page(text=text, title=subject, author=one_line(author[0] or author[1]), published=_date(letter))


def attachments(name: str, payload: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of each file attached to a letter."""
    try:
        for part in _letter(name, payload).iter_attachments():
            content = part.get_payload(decode=True)
            if (attached := part.get_filename()) and isinstance(content, bytes):
                yield attached, content
    except _UNPARSED:
        raise _damaged(name) from None


def _damaged(name: str) -> UnreadableDocumentError:
    return UnreadableDocumentError(name, "the letter is damaged", "save it again from the mail program")


def _letter(name: str, payload: bytes) -> EmailMessage:
    letter = message_from_bytes(payload.removeprefix(b"\xef\xbb\xbf"), policy=policy.default)
    if not letter.keys():
        raise UnreadableDocumentError(
            name, "this is no letter: it has no headers", "save it as eml from the mail program"
        )
    return letter


def _header(letter: EmailMessage, header: str) -> str:
    try:
        return str(letter.get(header, ""))
    except _UNPARSED:
        return ""


def _date(letter: EmailMessage) -> str | None:
    try:
        return parsedate_to_datetime(_header(letter, "date")).date().isoformat()
    except _UNPARSED:
        return None


def _body(name: str, letter: EmailMessage, limits: Limits) -> str:
    part = letter.get_body(preferencelist=("plain", "html"))
    if part is None:
        raise UnreadableDocumentError(name, "the letter has no text", "its attachments are read on their own")
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        raise _damaged(name)
    if part.get_content_type() == "text/html":
        page: Page = import_module("vidmova.reading.html").read(name, content, limits)
        return page.text
    text = decode(content, part.get_content_charset() or "").text
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\x00", "").strip("\n")
