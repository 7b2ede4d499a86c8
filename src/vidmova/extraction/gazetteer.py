"""The gazetteer: names of countries, regions and towns, found in any case ending and spelling.

Names are kept as *keys*: a skeleton that is the same for Russian and Ukrainian spelling (и, і, ы, ї are one letter,
ь is dropped), cut to the stem, with the class of endings the stem may take. `scripts/build_places.py` writes the file.
"""

import gzip
import re
from bisect import bisect_left
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, cast

from msgspec import Struct

from vidmova.extraction.placewords import region_words
from vidmova.lexicon.folding import fold

Kind = Literal["country", "region", "city", "settlement", "area", "facility"]
FILE = Path(__file__).parent.parent / "lexicon" / "places" / "gazetteer.tsv.gz"
LONGEST_ENDING = 4
SHORT = 5
"""Words in capitals that are shorter than this are acronyms, not shouted names."""
CYRILLIC_WORD = re.compile(r"[а-яіїєґё]")
WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`][^\W\d_]+)*\.?")
JOINT = re.compile(r"\s?[-‑]\s?|\.?\s+")

_ADJECTIVE = "ий ого ому им ом ой ои ем его ему ий"
ENDINGS: dict[str, frozenset[str]] = {
    form: frozenset("" if ending == "-" else ending for ending in endings.split())
    for form, endings in {
        "c": "- а я у ю ню лю ом ем е и ови еви",  # Саратов, Казань, Харьков
        "f": "а я у ю ом ем е и ови еви",  # Орл-а, Череповц-а
        "i": _ADJECTIVE,  # Грозный
        "A": "ая ой ую ою а ои ий у",  # Попасная, Попасна
        "B": "ая ой ую ою а ои ий у и е",  # Біла (Церква), Новая (Каховка)
        "O": "ое ее е ого его ому ему им ом ем",  # Рубежное, Рівне
        "P": "ие и их им ими",  # Набережные (Челны)
        "Q": "ие и их им ими ам ах ами",
        "a": "а и е у ой ою",  # Москва
        "k": "ка ки ке ку кой кою ци",  # Горлівка, у Горлівці
        "g": "га ги ге гу гой гою зи",
        "h": "ха хи хе ху хой хою си",
        "j": "я и е ю ей ею",  # Винниця, Бурятия
        "o": "о а у ом е и ови",
        "e": "е а я у ю ом ем ям и ого ому им",
        "p": "и - ам ям ами ями ах ях ов ив ев",
        "x": "-",
        "D": "ий ого ому им ом ая ой ую ою ое ее ие их ими а ои у е и",  # саратовск-ие
        "L": "-",
        "U": "-",
    }.items()
}
_MOVING = {
    "c": ("",),
    "a": ("у",),
    "k": ("ку",),
    "g": ("гу",),
    "h": ("ху",),
    "j": ("ю",),
    "A": ("ую", "у"),
    "i": ("ий",),
}
_MOVING |= {"p": ("и",), "B": ("ую", "у"), "D": ("ую",), "Q": ("и", "ие"), "P": ("и", "ие"), "O": ("ое",)}
_SKELETON = str.maketrans("іїыйёэєґ", "ииийеееґ", "ьъ'’ʼ`´") | {ord("ґ"): "г"}
_LATIN = str.maketrans("y", "i", "'’ʼ`´")


class Entry(Struct, frozen=True):
    """A name of the index: its class of endings, the ending met, the further words it needs, and its places."""

    form: str
    ending: str
    rest: tuple[tuple[str, str], ...]
    places: tuple[int, ...]


class Hit(Struct, frozen=True):
    """A name met in a text: where it ends, by which class and ending, and the places that bear it."""

    end: int
    form: str
    ending: str
    places: tuple[int, ...]
    whole: bool = False
    """Whether the name's own noun («область») was found after the adjective."""

    @property
    def moving(self) -> bool:
        """Whether the ending is that of the accusative, so that «в» before it means movement."""
        return self.ending in _MOVING.get(self.form, ())

    @property
    def adjective(self) -> bool:
        """Whether it is an adjective made from the name, which is a place only with its noun."""
        return self.form == "D"


class Record(Struct, frozen=True):
    """A place of the gazetteer."""

    name: str
    kind: Kind
    country: str
    region: str | None
    latitude: float | None
    longitude: float | None
    population: int
    flags: str
    """o: of the project's own tables; n: also a personal name; w: also a common word."""


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """Return a word's key spelling, the same for Russian and Ukrainian, or for several transliterations."""
    word = word.lower().rstrip(".")
    if CYRILLIC_WORD.search(word):
        return word.translate(_SKELETON)
    word = word.translate(_LATIN).replace("kh", "h").replace("w", "v")
    word = re.sub("i{2,}", "i", word)
    return word[1:] if word.startswith("ie") else word


@cache
def _loaded() -> tuple[list[str], list[str]]:
    places, _, index = gzip.decompress(FILE.read_bytes()).decode("utf-8").partition("\n\n")
    return places.split("\n"), index.rstrip("\n").split("\n")


@lru_cache(maxsize=65536)
def record(number: int) -> Record:
    """Return the place with this number."""
    name, kind, country, region, latitude, longitude, people, flags = _loaded()[0][number].split("\t")
    north, east = (float(latitude), float(longitude)) if latitude else (None, None)
    return Record(name, cast(Kind, kind), country, region or None, north, east, int(people or 0), flags)


@lru_cache(maxsize=65536)
def entries(word: str) -> tuple[Entry, ...]:
    """Return the names that may begin with this word of a text, in any of their endings."""
    key = skeleton(word)
    if not CYRILLIC_WORD.search(key):
        return tuple(_under(key, "", ("L", "U", "x"), word))
    found = []
    for cut in range(min(LONGEST_ENDING, len(key) - 2) + 1):
        stem, ending = (key[:-cut], key[-cut:]) if cut else (key, "")
        found += _under(stem, ending, tuple(ENDINGS), word)
    return tuple(found)


def _under(stem: str, ending: str, forms: tuple[str, ...], word: str) -> list[Entry]:
    index = _loaded()[1]
    found = []
    begin = stem + "\t"
    shouted = len(word) < SHORT and word.isupper()
    at = bisect_left(index, begin)
    while at < len(index) and index[at].startswith(begin):
        _, form, rest, places = index[at].split("\t")
        at += 1
        if form in forms and ending in ENDINGS[form] and (form == "U" if shouted else form != "U" or word.isupper()):
            words = tuple(
                (stem_, form_) for stem_, _, form_ in (part.partition("/") for part in rest.split(" ") if part)
            )
            found.append(Entry(form, ending, words, tuple(map(int, places.split(",")))))
    return found


def hits_at(text: str, start: int, end: int, word: str) -> list[Hit]:
    """Return the names that begin with `word` (text[start:end]), the longest first."""
    found = []
    for entry in entries(word):
        reached, form, ending = end, entry.form, entry.ending
        for stem, next_form in entry.rest:
            step = _region_word(text, reached) if stem == "@" else _step(text, reached, stem, next_form)
            if step is None:
                break
            reached = step[0]
            if next_form == "D" or form == "x":
                form, ending = next_form, step[1]
        else:
            whole = bool(entry.rest) and entry.rest[-1][0] == "@"
            found.append(Hit(reached, form, ending, entry.places, whole))
    return sorted(found, key=lambda hit: -hit.end)


def _step(text: str, at: int, stem: str, form: str) -> tuple[int, str] | None:
    joint = JOINT.match(text, at)
    word = joint and WORD.match(text, joint.end())
    if not word:
        return None
    key = skeleton(word.group())
    if not key.startswith(stem) or key[len(stem) :] not in ENDINGS[form]:
        return None
    return word.end() - word.group().endswith("."), key[len(stem) :]


_MORE_ADJECTIVES = re.compile(
    r"(?:\s*,\s*|\s+(?:и|й|та|і|and|or)\s+)(?:the\s+)?[A-ZА-ЯЁІЇЄҐ][\w'’ʼ-]+(?:\s[A-Z][\w'-]+)?(?=[\s,])"
)


def _region_word(text: str, at: int) -> tuple[int, str] | None:
    """Look for «область» here, or behind further adjectives («Омской и Томской областях»), which stay outside."""
    noun = JOINT.match(text, at)
    if noun and (word := _region_at(text, noun.end())):
        return word, ""
    reached = at
    for _ in range(5):
        more = _MORE_ADJECTIVES.match(text, reached)
        if not more:
            return None
        reached = more.end()
        noun = JOINT.match(text, reached)
        if noun and _region_at(text, noun.end(), plural=True):
            return at, ""
    return None


def _region_at(text: str, at: int, plural: bool = False) -> int | None:
    word = region_words().match(fold(text[at : at + 24]))
    if not word or (plural and not word.group().endswith(_PLURALS)):
        return None
    return at + word.end()


_PLURALS = ("s", "ях", "ям", "ями", "ей", "и", "ів", "ов", "ах", "ам", "ами", "і", "я", "обл", "края")


def declined(word: str, last: bool = True) -> list[tuple[str, str]]:
    """Return the stems and classes under which a name's word is kept (`last`: no further word follows)."""
    key = skeleton(word)
    if word.isupper() and len(word) > 1:
        return [(key, "U")]
    if not CYRILLIC_WORD.search(key):
        return [(key, "L")]
    if len(key) < 3:
        return [(key, "x")]
    single = _SINGLE_LETTER.get(key[-1:])
    for endings, form in _ADJECTIVAL:
        if key.endswith(endings) and (form != "P" or not last):
            return [(key[:-2], form)]
    if key.endswith(("ка", "га", "ха")) and last:
        return [(key[:-2], {"к": "k", "г": "g", "х": "h"}[key[-2]])]
    if single:
        form = single if last else {"a": "B", "p": "Q", "e": "O"}.get(single, single)
        return [(key[:-1], form)]
    if key[-1] in "уэю" or not CYRILLIC_WORD.match(key[-1]):
        return [(key, "x")]
    return [(key, "c"), *_fleeting(key)]


_ADJECTIVAL = ((("ий", "ой"), "i"), (("ая",), "A"), (("ое", "ее"), "O"), (("ие",), "P"))
_SINGLE_LETTER = {"а": "a", "я": "j", "о": "o", "е": "e", "и": "p"}


def _fleeting(key: str) -> list[tuple[str, str]]:
    if len(key) > 4 and key[-2:] in ("ец", "ок", "ек", "ел"):
        return [(key[:-2] + key[-1], "f")]
    return [(key[:-1], "f")] if key.endswith("й") else []
