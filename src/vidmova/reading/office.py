"""What docx and odt share: XML in a zip, opened with limits."""

import io
import zipfile
import zlib
from xml.etree import ElementTree

from vidmova.errors import UnreadableDocumentError
from vidmova.reading.limits import Limits

_DAMAGED = "the document is damaged"
_HINT = "open it in an office program and save it again"


def part(name: str, payload: bytes, path: str, limits: Limits) -> ElementTree.Element | None:
    """Return the root of an XML file inside a document, or None where there is no such file."""
    try:
        with zipfile.ZipFile(io.BytesIO(payload)) as archive:
            if path not in archive.namelist():
                return None
            with archive.open(path) as stream:
                content = stream.read(limits.text + 1)
    except RuntimeError:
        raise UnreadableDocumentError(name, "the document is encrypted", "save it without a password") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, LookupError, OSError, ValueError, NotImplementedError):
        raise UnreadableDocumentError(name, _DAMAGED, _HINT) from None
    if len(content) > limits.text:
        raise UnreadableDocumentError(name, f"the document unpacks to more than {limits.text / 1e6:.0f} MB", "split it")
    return _parsed(name, content)


def _parsed(name: str, content: bytes) -> ElementTree.Element:
    if b"<!DOCTYPE" in content[:4096]:
        raise UnreadableDocumentError(name, f"{_DAMAGED}: its XML declares a document type", _HINT)
    try:
        return ElementTree.fromstring(content)
    except (ElementTree.ParseError, ValueError, LookupError):
        raise UnreadableDocumentError(name, _DAMAGED, _HINT) from None


def said(root: ElementTree.Element | None, tag: str) -> str | None:
    """Return the text of the first element of a tag, in curly-brace form, or None."""
    node = root.find(f".//{tag}") if root is not None else None
    return node.text if node is not None else None
