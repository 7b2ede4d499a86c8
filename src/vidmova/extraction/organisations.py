"""Bodies that help people: those named in a sentence, and the one that publishes a bulletin and says "we"."""

import re
from functools import cache, lru_cache

from msgspec import Struct

from vidmova.extraction.findings import Findings
from vidmova.extraction.romanise import romanise
from vidmova.extraction.setting import Valued
from vidmova.extraction.speech import one_of, speech, unit_of, wordings
from vidmova.lexicon.files import read
from vidmova.lexicon.folding import fold

HEAD = 4
"""Lines at the head of a document that may name who publishes it."""
WORDS = (2, 6)
"""Words of a body's English name."""
LINE = re.compile(r"[^\n]*\S[^\n]*")
_PARTS = re.compile(r"[^|•,.:;—–()]+")
_CAPITAL = r"[A-Z][\w’'-]*"
_SMALL = frozenset({"of", "the", "and", "for", "to", "in"})


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    bodies: tuple[str, ...]
    ours: tuple[str, ...]


class Bodies(Struct, frozen=True):
    """The patterns of one language: a body with its name, the word for a body alone, and words for "we"."""

    named: re.Pattern[str]
    kind: re.Pattern[str]
    ours: re.Pattern[str]


@cache
def bodies(language: str) -> Bodies:
    """Return the patterns of a language."""
    file = read("bodies", _File, language)
    kind = "|".join(wordings(file.bodies))
    if language == "en":
        name = rf"{_CAPITAL}(?: (?:of |for |the |to )?{_CAPITAL})*"
        named = (
            rf"(?<!\w)(?!(?:The|A|An|This|Our|Their|One) )({name} (?i:{kind})|(?i:{kind}) (?:of |for )?{name})(?!\w)"
        )
    else:
        named = rf"(?<!\w)(?i:{kind})(?: [\w'’-]+){{0,3}} [«\"“„]([^»\"”“\n]{{3,45}})[»\"”“]"
    return Bodies(re.compile(named), re.compile(rf"(?:{kind})"), re.compile(rf"(?<!\w)(?:{one_of(file.ours)})(?!\w)"))


def body_in(findings: Findings) -> Valued | None:
    """Return the first body that a sentence names («проект „X“», "the X Network"), its name in Latin letters."""
    where = findings.passage
    found = bodies(where.language).named.search(where.text, where.start, where.end)
    if found is None:
        return None
    return Valued("by", _latin(found.group(1), where.language), *found.span(1))


def publisher(findings: Findings) -> Valued | None:
    """Return the body that publishes the document, where its sentences say "we" and its first lines name it."""
    where = findings.passage
    return _publisher(where.text, where.folded, where.language)


@lru_cache(maxsize=4)
def _publisher(text: str, folded: str, language: str) -> Valued | None:
    known = bodies(language)
    lines = list(LINE.finditer(text, 0, 2000))[:HEAD]
    if not lines or not known.ours.search(folded, lines[-1].start()):
        return None
    for line in lines[:2]:
        named = known.named.search(text, line.start(), line.end())
        if named and language != "en":
            return Valued("by", _latin(named.group(1), language), *named.span(1))
        for part in _PARTS.finditer(text, line.start(), line.end()) if language == "en" else ():
            name = part.group().strip()
            if _may_be_body(name, known):
                start = part.start() + part.group().index(name)
                return Valued("by", name.title() if name.isupper() else name, start, start + len(name))
    return None


def _may_be_body(name: str, known: Bodies) -> bool:
    words = name.split()
    if not WORDS[0] <= len(words) <= WORDS[1] or re.search(r"\d", name):
        return False
    if not all(word[0].isupper() or word in _SMALL for word in words):
        return False
    return name.isupper() or known.kind.fullmatch(fold(words[-1])) is not None


def _latin(name: str, language: str) -> str:
    if language == "en":
        return name
    listed = unit_of(fold(name), speech(language))
    return listed.en if listed else romanise(name, language)
