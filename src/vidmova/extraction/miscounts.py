"""Tells numbers that count nothing: measures, ages, articles, unit numbers, years, times and list numbers."""

import re

from vidmova.extraction.countednouns import describes
from vidmova.extraction.countwords import Known
from vidmova.extraction.datewords import patterns
from vidmova.extraction.numbers import Numeral, tokens
from vidmova.records import Passage

_BEFORE = 48
_AFTER = 32
_YEARS = range(1900, 2061)
_AGES = range(15, 100)
_CHAIN = re.compile(r"\d+(?:-\d+){2,}")
_LISTED = re.compile(r"[.)]\s")
_NAMED = re.compile(r"(?:(?P<first>[^\W\d_][\w'’-]*)\s+)?(?P<last>[^\W\d_][\w'’.-]*)(?:,\s|\s*(?P<mark>\())$")


def before(passage: Passage, at: int) -> str:
    """Return the folded text that leads up to a place in a passage."""
    return passage.folded[max(at - _BEFORE, passage.start) : at]


def after(passage: Passage, at: int) -> str:
    """Return the folded text that follows a place in a passage."""
    return passage.folded[at : min(at + _AFTER, passage.end)]


def is_labelled(numeral: Numeral, passage: Passage, known: Known) -> bool:
    """Whether a number names an article, a unit or a page, an age in words, or a sum of money."""
    return bool(known.before_wrong.search(before(passage, numeral.start)))


def is_measure(numeral: Numeral, passage: Passage, known: Known) -> bool:
    """Whether a number measures time, way or money, or stands before "Article"."""
    follows, leads = after(passage, numeral.end), before(passage, numeral.start)
    if known.after_wrong.match(follows) or _is_described_measure(numeral, passage, known):
        return True
    if known.clock.match(follows) and known.at.search(leads):
        return True
    return numeral.kind != "figures" and bool(known.before_measure.search(leads))


def is_spoken_ordinal(numeral: Numeral, passage: Passage) -> bool:
    """Whether an ordinal goes on the number: «сто восемьдесят восьмой»."""
    words = tokens(passage)
    if numeral.kind != "words" or numeral.low % 10 or numeral.last >= len(words) or words[numeral.last].gap != " ":
        return False
    return words[numeral.last].text in patterns(passage.language).values["ordinal"]


def _is_described_measure(numeral: Numeral, passage: Passage, known: Known) -> bool:
    """Whether an adjective and a measure follow: «три последних года»."""
    words = tokens(passage)
    if numeral.last >= len(words) or words[numeral.last].gap != " " or not describes(words[numeral.last], known):
        return False
    return known.measure.match(after(passage, words[numeral.last].end)) is not None


def is_year(numeral: Numeral, passage: Passage) -> bool:
    """Whether a number has the shape of a year."""
    plain = passage.folded[numeral.start : numeral.end].isdecimal()
    return numeral.kind == "figures" and plain and numeral.low in _YEARS


def is_list_number(numeral: Numeral, passage: Passage) -> bool:
    """Whether a number begins a line and is followed by a full stop or a bracket, or is part of a telephone number."""
    if not passage.folded[numeral.start : numeral.end].isdecimal():
        return False
    opens = numeral.start == passage.start or passage.folded[numeral.start - 1] == "\n"
    if opens and _LISTED.match(after(passage, numeral.end)):
        return True
    around = passage.folded[max(numeral.start - 12, 0) : numeral.end + 12]
    offset = numeral.start - max(numeral.start - 12, 0)
    return any(match.start() <= offset < match.end() for match in _CHAIN.finditer(around))


def is_age(numeral: Numeral, passage: Passage, known: Known) -> bool:
    """Whether a number is an age told after a name: "Ivan Petrov, 25, who", "Ivan Petrov (25)"."""
    if numeral.kind != "figures" or numeral.low not in _AGES:
        return False
    leads, follows = passage.text[max(numeral.start - 40, 0) : numeral.start], after(passage, numeral.end)
    named = _NAMED.search(leads)
    if not named or not named["last"][0].isupper():
        return False
    full = bool(named["first"]) and named["first"][0].isupper()
    if named["mark"] == "(":
        return full and follows[:1] in (")", ",") and named["first"].lower() not in known.compass
    return follows[:1] == "," or (full and follows[:1] in (".", ";", ")", ""))
