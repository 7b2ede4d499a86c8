"""Everything that can be read in the files of a release: also names, comments, hidden fields and packed members."""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from itertools import islice
from pathlib import Path, PurePosixPath

import msgspec
from msgspec import Struct

from vidmova.protect.reachpacked import image_texts, parquet_rows, pdf_texts, printable

AT_ONCE = 10_000
"""Strings of a large file that are looked at together."""
MOST_DEEP, RECORD_DEPTH = 4, 3
"""So many packings inside of one another are opened."""
MARKUP = frozenset({".html", ".htm", ".xhtml", ".svg", ".xml", ".xmp", ".rels", ".kml", ".vml", ".rdf"})
TEXT = frozenset({".css", ".js", ".mjs", ".txt", ".md", ".yml", ".yaml", ".toml", ".sha256", ".map", ".webmanifest"})
JSON = frozenset({".json", ".geojson", ".jsonld", ".ijson"})
LINES = frozenset({".jsonl", ".ndjson"})
TABLES = {".csv": ",", ".tsv": "\t"}
IMAGES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".tif", ".tiff", ".avif", ".ico"})
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_LITERAL = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)"')
_LITERAL_BYTES = re.compile(_LITERAL.pattern.encode())
_QUOTED = re.compile(r'"((?:[^"\\\n]|\\.)*)"|\'((?:[^\'\\\n]|\\.)*)\'|`((?:[^`\\]|\\.)*)`')
_TAG = re.compile(r"(<!--.*?-->|<!\[CDATA\[.*?\]\]>|<[^>]*>)", re.DOTALL)
_INLINE = re.compile(r"</?(?:a|abbr|b|bdi|bdo|cite|code|del|dfn|em|font|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|"
                     r"t|tspan|u|var|wbr|r|rPh)\b[^>]*>|&shy;|<!--.*?-->", re.IGNORECASE | re.DOTALL)  # fmt: skip
_BLOCK = re.compile(r"<(?:li|tr|article|section|figure|dt|h[1-6]|row|si)\b", re.IGNORECASE)
_VALUE = re.compile(
    r"<(?:dd|div)\b[^>]*>(?P<value>(?:(?!<(?:ul|dd|div|li|figure|section|article)\b).)*)<ul\b[^>]*>(?P<sayers>.*?)</ul>",
    re.IGNORECASE | re.DOTALL,
)
"""A value with the list of those who say it below."""
_SAYER = re.compile(r"<li\b[^>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>=]+))""")
_ESCAPED = re.compile(
    r"\\(?:u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]+)\}|x([0-9a-fA-F]{2})|([0-9a-fA-F]{2,6}) ?|(.))", re.DOTALL
)
_CONTROL = {"n": "\n", "t": "\t", "r": "\r", "b": " ", "f": " "}


class Seen(Struct, frozen=True):
    """A row, page or file of a release: its pieces of text in order."""

    where: str
    """Path in the release, and the place in the file where that says more."""
    leaves: tuple[str, ...]
    prose: bool = True
    """Whether people read it; else it is a name, a key or a setting."""
    whole: bool = False
    """Whether it is a whole file of many records, so that what stands near each other need not belong together."""


class Page(Struct, frozen=True):
    """A page, each value in it with each who says it, not taken apart yet."""

    where: str
    text: str

    def seen(self) -> Iterator[Seen]:
        """Yield its sections, each with its pieces of text."""
        return (Seen(self.where, tuple(markup(section))) for section in cut(self.text))


class Unread(Struct, frozen=True):
    """A file, or a part of one, that could not be looked into."""

    where: str
    why: str


def reach(folder: Path) -> Iterator[Seen | Unread]:
    """Yield all that can be read in the files under a folder, and what could not be."""
    for path in sorted(folder.rglob("*")):
        for one in reached(folder, path.relative_to(folder).as_posix()):
            yield from one.seen() if isinstance(one, Page) else (one,)


def reached(folder: Path, name: str) -> Iterator[Seen | Page | Unread]:
    """Yield what can be read in one file, and in its name; of a folder, its name."""
    yield Seen(name, (name,), prose=False)
    if (folder / name).is_file():
        yield from inside(name, (folder / name).read_bytes())


def look(where: str, content: bytes) -> Iterator[Seen | Unread]:
    """Yield what can be read in the bytes of a file, each section of a page taken apart."""
    for one in inside(where, content):
        yield from one.seen() if isinstance(one, Page) else (one,)


def inside(where: str, content: bytes, depth: int = 0) -> Iterator[Seen | Page | Unread]:
    """Yield what can be read in the bytes of a file, whatever its name says that it is."""
    kind = _kind(where, content)
    if depth > MOST_DEEP:
        yield Unread(where, "packed too deep")
    elif kind == "zip":
        yield from _zip(where, content, depth)
    elif kind == "gzip":
        yield from _gzip(where, content, depth)
    elif kind == "pdf":
        yield from _pdf(where, content, depth)
    elif kind == "parquet":
        rows, why = parquet_rows(content)
        yield from (Seen(where, row) for row in rows)
        if why:
            yield Unread(where, why)
    elif kind == "image":
        texts, why = image_texts(content, PurePosixPath(where).suffix)
        yield Seen(where, tuple(texts))
        if why:
            yield Unread(where, why)
    elif kind == "text":
        yield from _text(where, content)
    else:
        yield Seen(where, tuple(printable(content)))
        yield Unread(where, "an unknown kind of file: only plain runs of letters were read in it")


def _kind(where: str, content: bytes) -> str:
    start = content[:8]
    magic = {b"PK\x03\x04": "zip", b"PK\x05\x06": "zip", b"\x1f\x8b": "gzip", b"%PDF": "pdf", b"PAR1": "parquet",
             b"\x89PNG": "image", b"\xff\xd8\xff": "image", b"GIF8": "image", b"RIFF": "image"}  # fmt: skip
    for sign, kind in magic.items():
        if start.startswith(sign):
            return kind
    suffix = PurePosixPath(where).suffix.lower()
    if suffix in IMAGES:
        return "image"
    if suffix in MARKUP | TEXT | JSON | LINES | TABLES.keys() or not suffix:
        return "text"
    return "text" if b"\x00" not in content[:4096] and _is_utf8(content) else "unknown"


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _decoded(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    return content.decode("utf-8-sig", errors="replace")


def _text(where: str, content: bytes) -> Iterator[Seen | Page]:
    suffix = PurePosixPath(where).suffix.lower()
    if suffix in JSON:
        yield from _json(where, content)
        return
    text = _decoded(content)
    if suffix in TABLES:
        csv.field_size_limit(2**31 - 1)
        rows = csv.reader((line[0] for line in _LINE.finditer(text)), delimiter=TABLES[suffix])
        yield from (Seen(where, tuple(row)) for row in rows)
    elif suffix in LINES:
        yield from (Seen(where, tuple(literals(line))) for line in text.splitlines() if line)
    elif suffix in MARKUP or text.lstrip()[:1] == "<":
        yield Page(where, _VALUE.sub(_with_each, text))
    else:
        yield Seen(where, (*text.splitlines(), *_quoted(text)), prose=suffix in (".txt", ".md"))


def cut(text: str) -> list[str]:
    """Return a page cut before each element that stands for something by itself."""
    starts = [found.start() for found in _BLOCK.finditer(text)]
    return [text[start:end] for start, end in zip([0, *starts], [*starts, len(text)], strict=True) if start < end]


def _with_each(found: re.Match[str]) -> str:
    """Return a value and its list, with the value before each who says it, and parted from whoever stands above."""
    whole, at = found[0], found.start("sayers") - found.start()
    said = _SAYER.sub(lambda item: item[0] + found["value"], whole[at:])
    return f"<section>{whole[:at]}{said}"


def literals(text: str) -> Iterator[str]:
    """Return the strings of a JSON text as they are read, keys and repeated keys as well."""
    return (unescaped(said) if "\\" in said else said for said in (found[1] for found in _LITERAL.finditer(text)))


def _json(where: str, content: bytes) -> Iterator[Seen]:
    """Yield each record of a JSON text by itself; then all its strings, so that none is passed over.

    It is read as bytes: as text, a large file would take its size three times over.
    """
    content = content if content[:1] in b"{[" else _decoded(content).encode(errors="replace")
    try:
        for record in _records(msgspec.json.decode(content, type=msgspec.Raw)):
            yield Seen(where, tuple(_strings(msgspec.json.decode(record))))
    except (msgspec.DecodeError, UnicodeDecodeError):
        yield from (Seen(where, tuple(literals(line))) for line in _decoded(content).splitlines() if line)
        return
    every = (found[1].decode(errors="replace") for found in _LITERAL_BYTES.finditer(content))
    while some := tuple(islice(every, AT_ONCE)):
        yield Seen(where, tuple(unescaped(said) if "\\" in said else said for said in some), whole=True)


def _records(value: msgspec.Raw, depth: int = 0) -> Iterator[msgspec.Raw]:
    """Yield the members of the lists that a JSON text is or has at its top, each read when its turn comes."""
    start = bytes(memoryview(value)[:1])
    if start == b"[":
        yield from msgspec.json.decode(value, type=list[msgspec.Raw])
    elif start == b"{" and depth < RECORD_DEPTH:
        for inner in msgspec.json.decode(value, type=dict[str, msgspec.Raw]).values():
            yield from _records(inner, depth + 1)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def _quoted(text: str) -> Iterator[str]:
    for found in _QUOTED.finditer(text):
        said = found[1] or found[2] or found[3] or ""
        if "\\" in said:
            yield unescaped(said)


def unescaped(said: str) -> str:
    """Return a text with the escapes of JSON, scripts and style sheets read."""
    read = _ESCAPED.sub(_unescape, said)
    return read.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _unescape(found: re.Match[str]) -> str:
    code = found[1] or found[2] or found[3] or found[4]
    if code:
        number = int(code, 16)
        return chr(number) if number < 0x110000 else found[0]
    return _CONTROL.get(found[5], found[5])


def markup(text: str) -> list[str]:
    """Return texts, comments, attributes and scripts of a page in order, and its lines as they are read together."""
    parts = _TAG.split(text)
    found: list[str] = []
    nested = False
    for at, part in enumerate(parts):
        if at % 2:
            said, parts[at], odd = _tag(part)
            found += said
            nested = nested or odd
        elif part and not part.isspace():
            found.append(_read(part))
            if "\\" in part:
                found += _quoted(part)
    together = _TAG.sub("\n", _INLINE.sub("", text)) if nested or "&shy;" in text else "".join(parts)
    found += [_read(line) for line in together.split("\n") if line and not line.isspace()]
    return found


def _read(text: str) -> str:
    return unescape(text).strip() if "&" in text else text.strip()


@lru_cache(maxsize=20_000)
def _tag(tag: str) -> tuple[tuple[str, ...], str, bool]:
    """Return what a tag or comment says, what stands for it between words, and whether another begins in it."""
    if tag.startswith("<!"):
        return (unescape(tag),), "" if tag.startswith("<!--") else "\n", "<" in tag[1:]
    said = tuple(unescape(one[0] or one[1] or one[2]) for one in _ATTRIBUTE.findall(tag))
    return said, "" if _INLINE.fullmatch(tag) else "\n", "<" in tag[1:]


def _zip(where: str, content: bytes, depth: int) -> Iterator[Seen | Page | Unread]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            yield Seen(where, (packed.comment.decode("utf-8", "replace"),))
            for member in packed.infolist():
                said = (member.filename, member.comment.decode("utf-8", "replace"), *printable(member.extra))
                yield Seen(f"{where}/{member.filename}", said, prose=False)
                if not member.is_dir():
                    inner = packed.read(member)
                    yield from _member(f"{where}/{member.filename}", inner, depth)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError) as fault:
        yield Unread(where, f"cannot be unpacked ({type(fault).__name__})")


_ROW = re.compile(r"<row\b.*?</row>", re.DOTALL)
_SHARED = re.compile(r"<si>.*?</si>", re.DOTALL)


def _member(where: str, content: bytes, depth: int) -> Iterator[Seen | Page | Unread]:
    """Yield what a member holds; rows of a worksheet and its shared strings each by themselves."""
    rows = _ROW if "/worksheets/" in where else _SHARED if where.endswith("sharedStrings.xml") else None
    if rows is None:
        yield from inside(where, content, depth + 1)
        return
    text = _decoded(content)
    yield from (Seen(where, tuple(markup(found[0]))) for found in rows.finditer(text))
    yield Seen(where, tuple(markup(rows.sub("", text))))


def _gzip(where: str, content: bytes, depth: int) -> Iterator[Seen | Page | Unread]:
    try:
        yield from inside(where.removesuffix(".gz"), zlib.decompress(content, 31), depth + 1)
    except zlib.error:
        yield Unread(where, "cannot be unpacked")


def _pdf(where: str, content: bytes, depth: int) -> Iterator[Seen | Page | Unread]:
    texts, attached, why = pdf_texts(content)
    yield from (Seen(f"{where}, {place}", leaves) for place, leaves in texts)
    for number, inner in enumerate(attached, 1):
        yield from inside(f"{where}, stream {number}", inner, depth + 1)
    if why:
        yield Unread(where, why)
