"""What a text says once its disguises are taken off: encodings, unseen characters, look-alike and spaced letters."""

import base64
import binascii
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

from vidmova.protect.reach import unescaped

_IGNORED = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
_STRESS = re.compile("[\u0300-\u036f]")
_MARKED = re.compile(r"%[0-9A-Fa-f]{2}|&[#\w]+;|\\|=[0-9A-F]{2}=|xn--|-\n|[A-Za-z0-9+/_-]{12}|(?:\b\w\b\W{1,3}){4}")
_ODD = re.compile(r"%[0-9A-Fa-f]{2}%|&\S|\\|=[0-9A-F]{2}=|-\n|xn--")
"""What may be the beginning of an encoded text."""
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2}){2}")
_PRINTABLE = re.compile(r"(?:=[0-9A-F]{2}){3,}")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{12,}={0,2}")
_HEX = re.compile(r"(?:0x)?((?:[0-9A-Fa-f]{2}[ :]?){6,})")
_SPACED = re.compile(r"\b[^\W\d_](?:[ .·_\-*|/]{1,3}[^\W\d_]\b){3,}")
_PUNYCODE = re.compile(r"xn--[a-z0-9-]+")
_MIXED = re.compile(r"[a-z].*[\u0400-\u052f]|[\u0400-\u052f].*[a-z]")
_TO_CYRILLIC = str.maketrans("aceikopxyhmtbnrug0346", "асеікорхунмтвпгигозчб")
_TO_LATIN = str.maketrans("асеікорхунмтвпгијѕь013", "aceikopxyhmtbnrujsboie")
_LOOKING = frozenset("aceikopxyhmtbnrug")
_NAMELIKE = re.compile("[\\t\\n\\r -~\u00a0-\u017f\u02bc\u0400-\u052f\u2010-\u201e\u2026\u2116]*")
_CP1251 = re.compile(rb"[\xc0-\xff\xa1-\xbf A-Za-z.'-]+")
_RUN = re.compile(r"[^\W\d_]{3}")
DEEPEST = 2


def plain(text: str) -> str:
    """Return a text as an eye reads it: composed letters, without stress marks and characters that are not seen."""
    if text.isascii():
        return text
    read = unicodedata.normalize("NFKC", text)
    if _IGNORED.search(read):
        read = unicodedata.normalize("NFKC", _IGNORED.sub("", read))
    return _STRESS.sub("", read) if _STRESS.search(read) else read


def disguised(text: str) -> Iterator[int]:
    """Yield where in a text something may stand that says more once it is decoded."""
    yield from (found.start() for found in _ODD.finditer(text))
    yield from (found.start() for found in _SPACED.finditer(text))
    for pattern in (_HEX, _BASE64):
        for found in pattern.finditer(text):
            if _unpacks(found[0]):
                yield found.start()


@lru_cache(maxsize=20_000)
def _unpacks(token: str) -> bool:
    return any(True for _ in _packed(token))


def undisguised(text: str, depth: int = 0) -> Iterator[str]:
    """Yield what a text says once decoded: percent, entities, escapes, base64, hexadecimal, spaced and broken words."""
    if depth > DEEPEST or not _MARKED.search(text):
        return
    for read in dict.fromkeys(_read(text)):
        if read != text:
            clean = plain(read)
            yield clean
            yield from undisguised(clean, depth + 1)


def _read(text: str) -> Iterator[str]:
    if "%" in text and _PERCENT.search(text):
        yield unquote(text, errors="replace")
        yield unquote(text, encoding="cp1251", errors="replace")
    if "&" in text:
        yield unescape(text)
    if "\\" in text:
        yield unescaped(text)
    if _PRINTABLE.search(text):
        yield unquote(text.replace("%", "%25").replace("=", "%"), errors="replace")
    if "-\n" in text:
        yield text.replace("-\n", "")
    for found in _SPACED.finditer(text):
        yield re.sub(r"[ .·_\-*|/]", "", found[0])
    for found in _PUNYCODE.finditer(text):
        yield from _bytes(found[0].encode(), "idna")
    yield from _packed(text)


def _packed(text: str) -> Iterator[str]:
    for found in _HEX.finditer(text):
        digits = re.sub("[ :]", "", found[1])
        yield from _letters(bytes.fromhex(digits))
    for found in _BASE64.finditer(text):
        token = found[0].rstrip("=").replace("-", "+").replace("_", "/")
        if not _HEX.fullmatch(token) and not token.islower():
            try:
                yield from _letters(
                    base64.b64decode(token[: len(token) // 4 * 4 + _rest(token)] + "==", validate=False)
                )
            except binascii.Error:
                continue


def _rest(token: str) -> int:
    """Return how many letters of the last, incomplete group of four can be read."""
    return 0 if len(token) % 4 == 1 else len(token) % 4


def _letters(raw: bytes) -> Iterator[str]:
    """Yield bytes as text where they are one, in the ways that Cyrillic is written."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        yield from _bytes(raw, encoding)
    if _CP1251.fullmatch(raw):
        yield from _bytes(raw, "cp1251")


def _bytes(raw: bytes, encoding: str) -> Iterator[str]:
    try:
        read = raw.decode(encoding)
    except UnicodeError:
        return
    # Any bytes make letters of some script: only those that names are written in count.
    if len(read) > 3 and _NAMELIKE.fullmatch(read) and _RUN.search(read):
        yield read


def other_letters(word: str) -> Iterator[str]:
    """Yield what a small-lettered word is meant to be read as: look-alikes of the other script, and backwards."""
    if _MIXED.search(word) or any(letter.isdigit() for letter in word):
        yield word.translate(_TO_CYRILLIC)
        yield word.translate(_TO_LATIN)
    elif len(word) > 3 and word.isascii() and _LOOKING.issuperset(word):
        yield word.translate(_TO_CYRILLIC)
    yield word[::-1]
