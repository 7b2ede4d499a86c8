"""Looks into files that are no text: PDF, images, Parquet; and finds the runs of letters in any bytes."""

import io
import re
import shutil
import subprocess
import zlib
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

import pypdfium2

IMAGE_TEXT_UNREAD = "text that is drawn in the image was not read: no tesseract is installed"
OCR_SECONDS = 60
OCTAL_DIGITS = tuple(bytes([digit]) for digit in b"01234567")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_STRING = re.compile(rb"\(((?:[^()\\]|\\.|\([^()]*\))*)\)", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]{4,})>")
_OCTAL = re.compile(rb"\\([0-7]{1,3}|\r?\n|.)", re.DOTALL)
_RUN = re.compile(r"[^\W_][^\x00-\x1f\ufffd]{3,}")
_IMAGE_ONLY = (b"\xff\xd8\xff", b"\x89PNG")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\x98\ufffd]")
_FONTS = (b"\x00\x01\x00\x00", b"OTTO", b"true", b"ttcf", b"\x01\x00\x04")
_PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"%PDF", *_IMAGE_ONLY)
Leaves = tuple[str, ...]


def printable(content: bytes) -> list[str]:
    """Return the runs of four and more letters that bytes hold as UTF-8 or UTF-16."""
    found = _RUN.findall(content.decode("utf-8", "replace"))
    if b"\x00" in content:
        for start in (0, 1):
            for order in ("utf-16-le", "utf-16-be"):
                read = content[start:].decode(order, "replace")
                found += [run for run in _RUN.findall(read) if _plausible(run)]
    return list(dict.fromkeys(found))


def _plausible(run: str) -> bool:
    """Tell whether a run is of letters that names are written in: any bytes make some letters in UTF-16."""
    return all(ord(letter) < 0x530 or letter in "’–—«»…" for letter in run[:40])


def parquet_rows(content: bytes) -> tuple[list[Leaves], str]:
    """Return the rows of a Parquet file and its schema with metadata; and why it could not be read."""
    if find_spec("pyarrow") is None:
        return [tuple(printable(content))], "pyarrow is not installed: only plain runs of letters were read in it"
    table = _parquet(content)
    schema: Any = table.schema
    metadata = [part.decode("utf-8", "replace") for pair in (schema.metadata or {}).items() for part in pair]
    for field in schema:
        metadata += [field.name]
        metadata += [part.decode("utf-8", "replace") for pair in (field.metadata or {}).items() for part in pair]
    columns = [[_said(value) for value in column.to_pylist()] for column in table.columns]
    rows = [tuple(cell for cell in row if cell) for row in zip(*columns, strict=True)]
    return [tuple(metadata), *rows], ""


def _parquet(content: bytes) -> Any:
    import pyarrow.parquet

    return pyarrow.parquet.read_table(io.BytesIO(content))


def _said(value: object) -> str:
    if isinstance(value, list):
        return "\n".join(map(str, value))
    return "" if value is None else str(value)


def pdf_texts(content: bytes) -> tuple[list[tuple[str, Leaves]], list[bytes], str]:
    """Return the texts of a PDF by place, what is packed in it, and why some of it could not be read.

    Pages are read as a reader shows them; metadata, outlines, alternative texts, annotations and names of attachments
    are read from the file's own strings, so that none is passed over because it is shown nowhere.
    """
    texts: list[tuple[str, Leaves]] = []
    why = ""
    try:
        with pypdfium2.PdfDocument(content) as opened:
            texts += [(f"page {number}", _page(page)) for number, page in enumerate(opened, 1)]
            texts.append(("metadata", tuple(opened.get_metadata_dict().values())))
            texts.append(("outline", tuple(one.get_title() for one in opened.get_toc())))
    except pypdfium2.PdfiumError:
        why = "cannot be opened as a PDF"
    bodies = list(_streams(content))
    # What is packed is read unpacked: as it stands its bytes spell words by chance, as those of fonts do.
    read = [_STREAM.sub(b"", content), *(body for body in bodies if not body.startswith(_FONTS))]
    strings = [text for body in read for text in _strings(body) if b"/Width" not in body[:200]]
    texts.append(("strings", tuple(dict.fromkeys(strings))))
    texts.append(("streams", tuple(text for body in bodies if _is_written(body) for text in printable(body))))
    return texts, [body for body in bodies if body.startswith(_PACKED)], why


def _page(page: Any) -> Leaves:
    text: str = page.get_textpage().get_text_range()
    lines = text.replace("\r", "").replace("\x02", "-").split("\n")
    return (*lines, re.sub(r"-\n(?=\w)", "", "\n".join(lines)).replace("\n", " "))


def _streams(content: bytes) -> Iterator[bytes]:
    for found in _STREAM.finditer(content):
        try:
            yield zlib.decompressobj().decompress(found[1])
        except zlib.error:
            yield found[1]


def _is_written(body: bytes) -> bool:
    """Tell whether a stream is text (XMP, an attachment), not a font, a picture or drawing commands."""
    if b"\x00" in body[:2000] or b" Tf" in body[:2000]:
        return False
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def _strings(body: bytes) -> Iterator[str]:
    if b" Tf" in body or b"beginbfchar" in body or b"beginbfrange" in body or body.startswith(_IMAGE_ONLY):
        return
    for found in _STRING.finditer(body):
        yield _string(_OCTAL.sub(_octal, found[1]))
    for found in _HEX.finditer(body):
        digits = re.sub(rb"\s", b"", found[1])
        yield _string(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()))


def _octal(found: re.Match[bytes]) -> bytes:
    said = found[1]
    if said[:1] in OCTAL_DIGITS:
        return bytes([int(said, 8) & 255])
    return {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b" ", b"f": b" "}.get(said, said.strip())


def _string(raw: bytes) -> str:
    if raw.startswith(b"\xfe\xff"):
        return raw[2:].decode("utf-16-be", "replace")
    if raw.startswith(b"\xff\xfe"):
        return raw[2:].decode("utf-16-le", "replace")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        said = raw.decode("cp1251", "replace")
        return "" if _CONTROL.search(said) else said


def image_texts(content: bytes, suffix: str) -> tuple[list[str], str]:
    """Return the metadata of an image and the text drawn in it, and why the latter could not be read."""
    found = printable(_metadata(content))
    drawn, why = _drawn(content, suffix)
    return [*found, *drawn], why


def _metadata(content: bytes) -> bytes:
    if content.startswith(b"\x89PNG"):
        return b"\n".join(_png(content))
    if content.startswith(b"\xff\xd8"):
        return content[: content.find(b"\xff\xda")] + b"\n" + content[content.rfind(b"\xff\xd9") :]
    return content


def _png(content: bytes) -> Iterator[bytes]:
    """Yield what the chunks of a PNG hold that are not its picture, unpacked, and what follows its end."""
    at = 8
    while at + 8 <= len(content):
        size, kind = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        body = content[at + 8 : at + 8 + size]
        if kind not in (b"IDAT", b"IHDR", b"PLTE"):
            yield body.replace(b"\x00", b"\n") if kind in (b"tEXt", b"iTXt") else body
            yield from _inflated(body)
        at += size + 12
        if kind == b"IEND":
            yield content[at:]
            return


def _inflated(body: bytes) -> Iterator[bytes]:
    for found in re.finditer(rb"\x00(?=[\x08\x18\x28\x38\x48\x58\x68\x78])", body):
        try:
            yield zlib.decompressobj().decompress(body[found.end() :])
        except zlib.error:
            continue


def _drawn(content: bytes, suffix: str) -> tuple[list[str], str]:
    program = shutil.which("tesseract")
    if program is None:
        return [], IMAGE_TEXT_UNREAD
    languages = _languages(program)
    command = [program, "stdin", "stdout", "-l", "+".join(languages) or "eng"]
    try:
        read = subprocess.run(command, input=content, capture_output=True, timeout=OCR_SECONDS, check=True)
    except (subprocess.SubprocessError, OSError):
        return [], f"text that is drawn in the image ({suffix.lstrip('.')}) could not be read"
    missing = sorted({"ukr", "rus", "eng"} - set(languages))
    why = f"text drawn in the image was read without the languages {', '.join(missing)}" if missing else ""
    return read.stdout.decode("utf-8", "replace").splitlines(), why


def _languages(program: str) -> list[str]:
    try:
        told = subprocess.run([program, "--list-langs"], capture_output=True, timeout=OCR_SECONDS, check=True)
    except (subprocess.SubprocessError, OSError):
        return []
    known = told.stdout.decode("utf-8", "replace").split()
    return [one for one in ("ukr", "rus", "eng") if one in known]
