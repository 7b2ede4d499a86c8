"""Which encoding bytes are in, found by what they would spell in Russian, Ukrainian or English."""

import codecs
import re

from msgspec import Struct

SAMPLE = 60_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_EIGHT_BIT = ("cp1251", "koi8_u", "koi8_r", "cp866", "iso8859_5", "mac_cyrillic", "cp1252")
_COMMON = "оеаинтсрвлкмдпуяыьгзбчйіхжшюцщєїэфъёґ"
_WORTH = {letter: 1.0 - place / 25 for place, letter in enumerate(_COMMON)}
_RUN = re.compile(r"[^\x00-\x7f]+")
_QUOTES = frozenset("«»“”„‘’–—…№\u00a0")
_HIGH = re.compile(rb"[\x80-\xff]")
_UKRAINIAN_KOI8 = re.compile(rb"[\xc0-\xff][\xa4\xa6\xa7\xad]|[\xa4\xa6\xa7\xad\xb4\xb6\xb7\xbd][\xc0-\xff]")
_DECLARED_BONUS = 0.05
_BROKEN_SHARE = 0.02


class Decoded(Struct, frozen=True):
    """Text with the encoding it was in; `broken` counts the characters that could not be read."""

    text: str
    encoding: str
    broken: int = 0


def decode(payload: bytes, declared: str = "") -> Decoded:
    """Return the text of bytes in the encoding that fits best; a byte-order mark of UTF-8 stays in the text."""
    for mark, encoding in _MARKS:
        if payload.startswith(mark):
            return _decoded(payload, encoding)
    wide = _unmarked_utf16(payload[:SAMPLE])
    if wide:
        return _decoded(payload, wide)
    try:
        return Decoded(payload.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _decode_without_utf8(payload, _known(declared))


def _decode_without_utf8(payload: bytes, declared: str) -> Decoded:
    mended = _decoded(payload, "utf-8")
    whole = len(_RUN.sub(" ", mended.text)) and sum(map(len, _RUN.findall(mended.text))) - mended.broken
    if mended.broken <= max(3, _BROKEN_SHARE * len(mended.text)) and whole > 4 * mended.broken:
        return mended
    sample = _sample(payload)
    best = max(_candidates(declared), key=lambda name: _score(sample, name) + _DECLARED_BONUS * (name == declared))
    if best in ("koi8_u", "koi8_r"):
        best = "koi8_u" if _UKRAINIAN_KOI8.search(payload) else "koi8_r"
    return _decoded(payload, "latin-1" if best == "cp1252" and _undefined_in_cp1252(payload) else best)


def _undefined_in_cp1252(payload: bytes) -> bool:
    return any(byte in payload for byte in (b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d"))


def _candidates(declared: str) -> tuple[str, ...]:
    return _EIGHT_BIT if declared in _EIGHT_BIT or not declared else (*_EIGHT_BIT, declared)


def _known(declared: str) -> str:
    try:
        name = codecs.lookup(declared.strip().strip("\"'")).name.replace("-", "_") if declared.strip() else ""
    except LookupError:
        return ""
    return {"windows_1251": "cp1251", "windows_1252": "cp1252", "iso8859_1": "cp1252"}.get(name, name)


def _decoded(payload: bytes, encoding: str) -> Decoded:
    text = payload.decode(encoding, errors="replace")
    return Decoded(text, encoding.replace("_", "-"), text.count("\ufffd"))


def _sample(payload: bytes) -> bytes:
    first = _HIGH.search(payload)
    begin = max(0, first.start() - 50) if first else 0
    return payload[begin : begin + SAMPLE]


def _score(sample: bytes, encoding: str) -> float:
    """Return how much the high bytes of a sample look like words in an encoding, per character."""
    text = sample.decode(encoding, errors="replace")
    runs = list(_RUN.finditer(text))
    total = sum(len(run[0]) for run in runs)
    return sum(_worth(text, run) for run in runs) / total if total else 0.0


def _worth(text: str, run: re.Match[str]) -> float:
    letters = run[0]
    worth = 0.0
    lone = len(letters) <= 2 and _ascii_letter(text, run.start() - 1) + _ascii_letter(text, run.end()) > 0
    before = ""
    for letter in letters:
        if letter.lower() in _WORTH:
            worth += -0.5 if lone else _WORTH[letter.lower()] - 0.8 * (letter.isupper() and before.islower())
            worth -= 0.15 * letter.isupper()
        elif letter in _QUOTES:
            worth += 0.3
        elif letter.isalpha() and letter < "\u0180":
            worth += 0.6 if lone else -0.4
        else:
            worth -= 1.0
        before = letter
    return worth


def _ascii_letter(text: str, at: int) -> bool:
    return 0 <= at < len(text) and text[at].isascii() and text[at].isalpha()


def _unmarked_utf16(sample: bytes) -> str:
    """Return UTF-16's name where every other byte is the high byte of Latin or Cyrillic letters."""
    if len(sample) < 4 or (len(sample) % 2 and len(sample) < SAMPLE):
        return ""
    even, odd = sample[0::2], sample[1::2]
    for high, low, name in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        letters = high.count(0) + high.count(4)
        if (
            letters + high.count(0x20) > 0.95 * len(high)
            and letters > 0.5 * len(high)
            and low.count(0) < 0.05 * len(low)
        ):
            return name
    return ""
