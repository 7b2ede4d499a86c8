"""Says in Ukrainian and Russian the sentences in which linking, counting and reviewing give their reasons.

A register keeps those sentences in English. Each is made from a pattern with places for numbers, days, codes and words
of the sources; `locale/*/reasons.po` has the patterns, and a place is called by what it holds: `%(day)s`, `%(day2)s`.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache, partial
from typing import NamedTuple

from babel.messages.pofile import read_po
from markupsafe import Markup, escape
from msgspec import Struct

from vidmova.linking.disputes import ACTS
from vidmova.publish.pages.language import LOCALE, Language, spoken

ENGLISH = "en"
_HOLE = re.compile(r"%\(([a-z_]+?)(\d*)\)s")
_DAY = r"\d{4}(?:-\d\d){0,2}|unknown|…"
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_N = rf"(?:about |at least |up to )?{_NUMBER}(?: or more|\+|–)?(?: to {_NUMBER}|–{_NUMBER})?"
_SHAPES = {
    "n": _N,
    "amount": rf"{_N} (?:persons|cases|rulings|reports|cities|other)",
    "weight": r"[+-]\d+\.\d",
    "day": rf"(?:since |until )?(?:{_DAY})(?: (?:to|–) (?:{_DAY}))?",
    "decision": r"decision \d+ \(.+?\)",
    "kind": "[a-z]+",
    "counted": "[a-z]+(?:, [a-z]+)*",
    "category": "[a-z_]+(?:, [a-z_]+)*",
    "actnoun": "the [a-z ]+",
    "sayings": ".+",
    "sum": "[^;()]+",
}
"""What may stand in a place; anything where nothing is said here."""
_BETWEEN = re.compile(r"; (?=[^;]+ says? )")
_SAYING = re.compile(r"(.+?) says? (.+?)(?: \((“.+”)\))?")
_FIELD = re.compile(r"(person|unit|origin|count|date|place|court|term|category) \((.+?)\)(?=, [a-z]+ \(|$)")
_CODES = {"modality", "counted", "category", "charge", "outcome", "sentence_type", "kind"}


class Piece(Struct, frozen=True):
    """A piece of a reason."""

    text: str
    quoted: bool = False
    """Whether it is a name or a wording of a source."""
    english: bool = False
    """Whether it is a sentence that has no translation."""


class _Pattern(NamedTuple):
    asked: re.Pattern[str]
    said: str


def reason(code: str, said: str) -> Markup:
    """Return a reason in a language, as HTML: what sources say stands apart, and what is not translated says so."""
    return Markup("").join(_marked(one) for one in pieces(code, said))


def plain(code: str, said: str) -> str:
    """Return a reason in a language, as text."""
    return "".join(one.text for one in pieces(code, said))


def side(code: str, said: str, kind: str) -> Markup:
    """Return what a side of a contradiction of a kind says, as HTML."""
    return Markup("").join(_marked(one) for one in _listed(code, said.split("; "), partial(value, kind=kind)))


@lru_cache(4096)
def pieces(code: str, said: str) -> tuple[Piece, ...]:
    """Return a reason in a language, piece by piece."""
    if code == ENGLISH:
        return (Piece(said),)
    return tuple(_told(code, said))


def _marked(one: Piece) -> Markup:
    if one.quoted:
        return Markup('<bdi lang="en">{}</bdi>' if one.english else "<bdi>{}</bdi>").format(one.text)
    return Markup('<span lang="en">{}</span>').format(one.text) if one.english else escape(one.text)


def _told(code: str, said: str) -> Iterator[Piece]:
    for asked, made in _patterns(code):
        if found := asked.fullmatch(said):
            yield from _filled(code, made, found)
            return
    yield Piece(said, english=any(letter.isalpha() for letter in said))


def _filled(code: str, made: str, found: re.Match[str]) -> Iterator[Piece]:
    at = 0
    for hole in _HOLE.finditer(made):
        if hole.start() > at:
            yield Piece(made[at : hole.start()])
        yield from _held(code, hole[1], found[hole[1] + hole[2]])
        at = hole.end()
    if at < len(made):
        yield Piece(made[at:])


def _held(code: str, kind: str, value: str) -> Iterator[Piece]:
    """Yield what stands in a place, in the language."""
    if kind in {"why", "decision"}:
        yield from _told(code, value)
    elif kind == "title":
        yield Piece(value, quoted=True, english=True)
    elif kind == "whys":
        yield from _listed(code, value.split("; "), _told)
    elif kind == "sayings":
        yield from _listed(code, _BETWEEN.split(value), _saying)
    elif kind == "same":
        yield from _alike(code, value)
    elif kind in _CODES:
        yield Piece(", ".join(spoken(code).code_of(kind, one) for one in value.split(", ")))
    elif kind == "place":
        named = spoken(code).territory(value)
        yield Piece(named, quoted=named == value)
    elif kind in _SAID:
        yield Piece(_SAID[kind](spoken(code), value))
    else:
        yield Piece(value, quoted=True)


def _listed(code: str, every: Iterable[str], tell: Callable[[str, str], Iterable[Piece]]) -> Iterator[Piece]:
    for number, one in enumerate(every):
        if number:
            yield Piece("; ")
        yield from tell(code, one)


def _saying(code: str, said: str) -> Iterator[Piece]:
    """Yield who says what in which words: A says 52 persons (“52 soldiers”)."""
    found = _SAYING.fullmatch(said)
    if found is None:
        yield Piece(said, english=True)
        return
    who, held, words = found.groups()
    yield from _source(code, who)
    yield Piece(" – ")
    yield from value(code, held)
    if words:
        yield from (Piece(" ("), Piece(words.replace("“", "«").replace("”", "»"), quoted=True), Piece(")"))


def _source(code: str, said: str) -> Iterator[Piece]:
    found = tuple(_told(code, said)) if "(citing " in said else ()
    yield from found or (Piece(said, quoted=True),)


def _alike(code: str, said: str) -> Iterator[Piece]:
    """Yield in which fields two sides agree: date (2022-03-14), place (Kyiv)."""
    for number, found in enumerate(_FIELD.finditer(said)):
        field, held = found.groups()
        name = {"person": "people", "term": "term_months"}.get(field, field)
        yield Piece((", " if number else "") + spoken(code).code_of("field", name) + " (")
        yield from value(code, held, "place" if field in {"place", "origin"} else field)
        yield Piece(")")


def value(code: str, said: str, kind: str = "") -> Iterator[Piece]:
    """Yield what a side of a contradiction says, in the language."""
    if kind in {"place", "category", "counted", "charge", "modality"}:
        yield from _held(code, kind, said)
        return
    for shape in ("day", "n"):
        if re.fullmatch(_SHAPES[shape], said) and (shape == "n" or "-" in said):
            yield from _held(code, shape, said)
            return
    made = tuple(_told(code, said))
    yield from (Piece(said, quoted=True),) if any(one.english for one in made) else made


def _number(language: Language, said: str) -> str:
    """Return a number as reasons write it: 60, about 60, at least 60, 60 or more, up to 60, 50 to 60."""
    numbers = [float(one.replace(",", "")) for one in re.findall(_NUMBER, said)]
    whole = [int(one) if one.is_integer() else one for one in numbers]
    if said.startswith("up to "):
        return language.say("up to %(number)s", number=language.number(whole[0]))
    if said.startswith("at least ") or said.endswith((" or more", "+", "–")):
        return language.say("%(number)s or more", number=language.number(whole[0]))
    told = "–".join(language.number(one) for one in whole)
    return f"≈ {told}" if said.startswith("about ") else told


def _day(language: Language, said: str) -> str:
    days = [None if one in {"unknown", "…"} else one for one in re.findall(_DAY, said)]
    if said.startswith("until "):
        return language.when((None, days[0]))
    if said.startswith("since "):
        return language.when((days[0], None))
    return language.when((days[0], days[-1]))


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _amount(language: Language, said: str) -> str:
    """Return a number with what it counts: about 60 persons."""
    number, _, counted = said.rpartition(" ")
    found = [int(float(one.replace(",", ""))) for one in re.findall(_NUMBER, number)]
    high = None if number.startswith("at least ") or number.endswith((" or more", "+")) else found[-1]
    if number.startswith("up to "):
        return _number(language, number)
    return language.counted((found[0], high), counted, number.startswith("about "))


_ACTS = {said: act for act, said in ACTS.items()}
_SAID: dict[str, Callable[[Language, str], str]] = {
    "n": _number,
    "amount": _amount,
    "day": _day,
    "sum": lambda language, said: re.sub(_SHAPES["n"], lambda found: _number(language, found[0]), said),
    "actnoun": lambda language, said: _sentence(language.code_of("act", _ACTS.get(said, said))),
    "weight": lambda language, said: said.replace("-", "−").replace(".", ","),
}


@cache
def _patterns(code: str) -> list[_Pattern]:
    """Return the patterns of a language, those that say most of themselves first."""
    if code == ENGLISH:
        return []
    with (LOCALE / code / "reasons.po").open("rb") as source:
        known = [(str(one.id), str(one.string)) for one in read_po(source) if one.id and one.string]
    known.sort(key=lambda one: -len(_HOLE.sub("", one[0])))
    return [_Pattern(re.compile(_asked(english), re.DOTALL), said) for english, said in known]


def _asked(english: str) -> str:
    parts, at = [], 0
    for hole in _HOLE.finditer(english):
        parts.append(re.escape(english[at : hole.start()]))
        parts.append(f"(?P<{hole[1]}{hole[2]}>{_SHAPES.get(hole[1], '.+?')})")
        at = hole.end()
    return "".join([*parts, re.escape(english[at:])])
