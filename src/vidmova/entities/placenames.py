"""Reads the names of places: what lies there, its level, what it is part of, and its coordinates."""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct, structs

from vidmova.entities.scripts import as_passage, languages_of, spelling
from vidmova.extraction import gazetteer
from vidmova.extraction.places import Place, find_places
from vidmova.extraction.placewords import either, region_words
from vidmova.extraction.romanise import romanise
from vidmova.lexicon import files
from vidmova.lexicon.folding import fold
from vidmova.lexicon.names import read_names

Precision = Literal["settlement", "district", "region", "area", "country"]
_BEFORE = {"en": "in ", "ru": "в ", "uk": "в "}
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*(?:-\d+)?|\d+")
_LEVELS: tuple[Callable[[Place], bool], ...] = (
    lambda place: place.kind in ("city", "settlement"),
    lambda place: place.kind == "region",
    lambda place: place.kind == "area" and not _is_district(place),
)
_BEFORE_REGION = re.compile(r"([A-ZА-ЯЁІЇЄҐ][\w'’ʼ-]*)\s*[,(]\s*$")
_NOUN = re.compile(r"[А-ЯІЇЄҐ][а-яіїєґ'’-]+(?<!ая)(?<!ий)(?<!ый)(?<!ой)(?<!ое)(?<!ые)(?<!ие)\s")
_LARGE = 50000


class Located(Struct, frozen=True):
    """A place that a name was understood as; coordinates are given for a settlement only."""

    name: str
    precision: Precision
    part_of: tuple[str, ...] = ()
    """What it lies in, the nearest first: district, region, country."""
    latitude: float | None = None
    longitude: float | None = None
    note: str = ""


class _Around(Struct, frozen=True, rename={"from_": "from"}):
    from_: list[str]
    to: list[str]
    near: list[str]
    at: list[str]
    at_or_to: list[str]
    between: list[str]
    settlement: list[str]
    after: list[str]
    region: list[str]
    district: list[str]


class _Further(Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    words: list[str]


class _Part(Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    of: str
    note: str
    words: list[str]


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    further: list[_Further]
    parts: list[_Part]
    centres: dict[str, str]


class _Named(Struct, frozen=True):
    further: tuple[tuple[re.Pattern[str], str], ...]
    parts: tuple[tuple[re.Pattern[str], _Part], ...]
    centres: dict[str, str]


class Read(Struct, frozen=True):
    """What was read from a place's name."""

    folded: str
    place: Located | None
    facility: str | None
    """What in the place is meant (a cellar, a train), or a description instead of a place."""
    also: frozenset[tuple[str, tuple[str, ...]]]
    """Other places that bear the name, with what they lie in."""
    chosen: bool
    """Whether the name itself says which of them it is."""
    spelt: str
    """The spelling of the name itself."""
    rival: str | None = None
    """Another large town that bears the name, where the name does not say which is meant."""
    told: bool = False
    """Whether the wording names the region or country too."""


def centres() -> dict[str, str]:
    """Return the cities whose region bears their name though they do not lie in it, with that region."""
    return _named().centres


@cache
def _named() -> _Named:
    file = read_names("places", _File)
    return _Named(
        tuple((re.compile(either(each.words)), each.name) for each in file.further),
        tuple((re.compile(either(each.words)), each) for each in file.parts),
        file.centres,
    )


def locate(name: str) -> Located | None:
    """Return the place that a name in any language and case ending means, or None where no list tells."""
    return read(name).place


@lru_cache(maxsize=65536)
def read(name: str) -> Read:
    """Read a place's name: the place, a facility in it, and the other places that bear the name."""
    folded = fold(name).strip(" .,\"'")
    listed = _listed(folded)
    if listed:
        return Read(folded, listed, None, frozenset(), True, "")
    found, language = _found(name)
    facility = "; ".join(sorted({each.name for each in found if each.kind == "facility"})) or None
    places = [each for each in found if each.kind != "facility"]
    if places and not facility:
        facility = _besides(_BEFORE[language] + name, found, language)
    if not places:
        return Read(folded, None, facility, frozenset(), True, "" if facility else _spelt(name))
    if any(len({each.name for each in places if level(each)}) > 1 for level in _LEVELS):
        return Read(folded, None, folded, frozenset(), True, "")
    text = _BEFORE[language] + name
    spelt = spelling(_first_word(text[len(_BEFORE[language]) :]))
    return _understood(Read(folded, None, facility, frozenset(), True, spelt), places, text, language)


@cache
def _around(language: str) -> re.Pattern[str]:
    file = files.read("places", _Around, language)
    lists = [getattr(file, name) for name in _Around.__struct_fields__]
    words = sorted((word for words in lists for word in words), key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w){either(words)}(?!\w)")


def _besides(text: str, found: list[Place], language: str) -> str | None:
    """Return the words of a name that are neither its places nor small words around them: "Omsk train"."""
    rest = text
    for place in reversed(found):
        rest = rest[: place.start] + "," + rest[place.end :]
    rest = _around(language).sub(" ", fold(rest))
    words = [word.group() for word in _WORD.finditer(rest) if len(word.group()) > 2]
    unknown = fold(_unlisted_word(text[len(_BEFORE[language]) : found[0].start], found[0]))
    return " ".join(word for word in words if word != unknown) or None


def _unlisted_word(before: str, first: Place) -> str:
    """Return the place on no list that stands before the region it is in: "Zorino, Kursk Oblast"."""
    if first.kind == "region" and _NOUN.fullmatch(before) and not region_words().match(fold(before)):
        return before.strip()
    word = _BEFORE_REGION.search(before)
    return word[1] if word else ""


def _listed(folded: str) -> Located | None:
    bare = re.sub(r"^(?:the|in|near|в|у|під|под) ", "", folded)
    for expression, part in _named().parts:
        if expression.fullmatch(bare):
            whole = read(part.of).place
            above = whole.part_of if whole else ()
            return Located(part.name, "area", (part.of, *above), note=part.note)
    for expression, name in _named().further:
        if expression.fullmatch(bare) and fold(name) != bare:
            return read(name).place
    return None


def _found(name: str) -> tuple[list[Place], str]:
    """Find the places of a name in the language that finds most."""
    best: tuple[list[Place], str] = ([], languages_of(name)[0])
    for language in languages_of(name):
        found = find_places(as_passage(_BEFORE[language] + name, language))
        if len(found) > len(best[0]):
            best = found, language
    return best


def _understood(said: Read, places: list[Place], text: str, language: str) -> Read:
    """Fill in what the places found in a name mean together: a place, and the region or country it is said to be in."""
    first, around = places[0], places[1:]
    before = text[len(_BEFORE[language]) : first.start]
    unknown = _unlisted_word(before, first)
    if unknown:
        return structs.replace(said, place=_located(_unlisted(unknown, language, first)), told=True)
    if first.kind not in ("city", "settlement"):
        return structs.replace(said, place=_located(first), told=bool(around))
    bearers = _bearers(text, first)
    also = frozenset((each.name, _above(each.region, each.country)) for each in bearers)
    larger = next((each for each in around if each.kind in ("region", "country")), None)
    if larger is not None:
        placed = _placed(first, larger, bearers, text[first.start : first.end], language)
        return structs.replace(said, place=_located(placed), also=also, told=True)
    chosen = first.latitude is not None and len(also) < 2
    others = [each for each in bearers if each.name != first.name and each.population >= _LARGE]
    rival = others[0].name if others and first.latitude is not None else None
    return structs.replace(said, place=_located(first), also=also, chosen=chosen, rival=rival)


def _placed(first: Place, larger: Place, bearers: list[gazetteer.Record], wording: str, language: str) -> Place:
    """Choose among the places that bear a name the one in the region or country that is said."""
    if larger.name in (first.region, first.country):
        return first
    there = [each for each in bearers if larger.name in (each.region, each.country)]
    if not there:
        return _unlisted(wording, language, larger)
    one = there[0]
    return Place(0, 0, one.name, one.kind, one.country, one.region, one.latitude, one.longitude)


def _first_word(text: str) -> str:
    word = next((met for met in _WORD.finditer(text) if met.group()[0].isupper()), None)
    return word.group() if word else ""


def _unlisted(said: str, language: str, larger: Place) -> Place:
    name = said if language == "en" else romanise(said, language)
    region = larger.name if larger.kind == "region" else larger.region
    return Place(0, 0, name, "settlement", larger.country, region)


def _bearers(text: str, place: Place) -> list[gazetteer.Record]:
    said = text[place.start : place.end]
    first = re.match(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*", said)
    if not first:
        return []
    hits = gazetteer.hits_at(said, 0, first.end(), first.group())
    numbers = {number: None for hit in hits if hit.end == len(said) and not hit.adjective for number in hit.places}
    records = [gazetteer.record(number) for number in numbers]
    return [each for each in records if each.kind in ("city", "settlement")]


def _above(region: str | None, country: str | None) -> tuple[str, ...]:
    return tuple(name for name in (region, country) if name)


def _is_district(place: Place) -> bool:
    return place.name.endswith(" District") and not place.name.endswith(("Military District", "Federal District"))


def _located(place: Place) -> Located:
    if place.kind in ("city", "settlement"):
        return Located(place.name, "settlement", _above(place.region, place.country), place.latitude, place.longitude)
    if place.kind == "country":
        return Located(place.name, "country")
    if place.kind == "region":
        return Located(place.name, "region", _above(None, place.country))
    if _is_district(place):
        return Located(place.name, "district", _above(place.region, place.country))
    base = place.name.partition(" ")[2] if place.name[:1].islower() else ""
    whole = read(base).place if base else None
    above = (whole.name, *whole.part_of) if whole else _above(None, place.country)
    return Located(place.name, "area", above)


def _spelt(name: str) -> str:
    words = [spelling(word.group()) for word in _WORD.finditer(name) if not word.group()[0].islower()]
    return " ".join(words)
