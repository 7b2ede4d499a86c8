"""What kind of file bytes are: told by their content first, by their name second."""

import io
import re
import zipfile
from pathlib import PurePosixPath

from vidmova.errors import UnreadableDocumentError

PLAIN, MARKDOWN, HTML, MAIL = "text/plain", "text/markdown", "text/html", "message/rfc822"
PDF, ZIP = "application/pdf", "application/zip"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
_BY_NAME = {
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".eml": MAIL,
    ".pdf": PDF,
    ".docx": DOCX,
    ".odt": ODT,
    ".zip": ZIP,
}
_FOREIGN = (
    (b"\x89PNG", "an image (PNG)"),
    (b"\xff\xd8\xff", "an image (JPEG)"),
    (b"GIF8", "an image (GIF)"),
    (b"RIFF", "a sound, film or image (RIFF)"),
    (b"II*\x00", "an image (TIFF)"),
    (b"MM\x00*", "an image (TIFF)"),
    (b"\x7fELF", "a program (ELF)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"SQLite format 3", "a database (SQLite)"),
    (b"ID3", "a sound (MP3)"),
    (b"OggS", "a sound (Ogg)"),
)
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|meta|article)\b", re.I | re.S
)
_HEADER = re.compile(rb"[A-Za-z][\w-]*:[ \t]?[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n")
_MAIL_ONLY = re.compile(rb"^(?:message-id|mime-version|received|return-path|delivered-to):", re.I | re.M)
_CONTROL = bytes(set(range(32)) - {9, 10, 12, 13, 27}) + b"\x7f"
_HINT = "give a txt, html, md, pdf, docx, odt or eml file"


def media_type(name: str, payload: bytes) -> str:
    """Return the media type of a file; raises UnreadableDocumentError for what is no document."""
    head = payload[:4096].removeprefix(b"\xef\xbb\xbf")
    named = _BY_NAME.get(PurePosixPath(name.lower()).suffix, PLAIN)
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped_kind(name, payload, named)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise _old_office(name, named)
    if head.startswith(b"{\\rtf"):
        raise UnreadableDocumentError(name, "this is an RTF text", "save it as docx or odt")
    for magic, said in _FOREIGN:
        if head.startswith(magic):
            raise UnreadableDocumentError(name, f"this is {said}, not a document", _HINT)
    if head.startswith(b"MZ") and b"\x00" in head:
        raise UnreadableDocumentError(name, "this is a program (EXE), not a document", _HINT)
    if named in (PDF, DOCX, ODT, ZIP):
        ending = PurePosixPath(name).suffix
        raise UnreadableDocumentError(
            name, f"the name ends in {ending} but the content is not {_article(named)}", "check how it was saved"
        )
    return _text_kind(payload, head, named)


def is_archive(payload: bytes) -> bool:
    """Tell whether bytes are a zip archive that is no docx or odt."""
    return payload.startswith((b"PK\x03\x04", b"PK\x05\x06")) and _office_kind(payload) is None


def looks_binary(payload: bytes) -> bool:
    """Tell whether bytes hold so many control characters that they cannot be text in any 8-bit encoding."""
    sample = payload[:65536]
    return len(sample) - len(sample.translate(None, _CONTROL)) > 0.02 * len(sample) + 4


def _article(named: str) -> str:
    return {PDF: "a PDF", DOCX: "a zip as Word writes it", ODT: "a zip as OpenDocument writes it", ZIP: "a zip"}[named]


def _text_kind(payload: bytes, head: bytes, named: str) -> str:
    if named == PLAIN and _HTML.match(head):
        return HTML
    if named == PLAIN and _is_mail(head):
        return MAIL
    return named


def _is_mail(head: bytes) -> bool:
    at, count = 0, 0
    while header := _HEADER.match(head, at):
        at, count = header.end(), count + 1
    return count >= 3 and bool(_MAIL_ONLY.search(head[:at]))


def _zipped_kind(name: str, payload: bytes, named: str) -> str:
    kind = _office_kind(payload)
    if kind:
        return kind
    if named in (DOCX, ODT):
        reason = "the file is damaged or is another kind of zip: it holds no text of a document"
        raise UnreadableDocumentError(name, reason, "open it in an office program and save it again")
    return ZIP


def _office_kind(payload: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(payload)) as archive:
            names = set(archive.namelist())
            if "word/document.xml" in names:
                return DOCX
            if "mimetype" in names and "content.xml" in names:
                return ODT
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return None
    return None


def _old_office(name: str, named: str) -> UnreadableDocumentError:
    if named == DOCX:
        return UnreadableDocumentError(
            name, "the document is encrypted or an old .doc", "save it as docx without a password"
        )
    return UnreadableDocumentError(name, "this is an old Office file (.doc, .xls)", "save it as docx")
