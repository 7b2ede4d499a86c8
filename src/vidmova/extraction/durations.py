"""Reads lengths of time: "five and a half years", «2 года и 3 месяца», «трирічний», "nearly three weeks"."""

import re
from functools import cache
from typing import Literal

from msgspec import Struct

from vidmova.extraction.datewords import choice
from vidmova.extraction.numbers import Numeral, find_numerals
from vidmova.lexicon import files
from vidmova.records import Passage, Range

Worded = Literal["number", "adjective", "bare"]


class TermWords(Struct, frozen=True, forbid_unknown_fields=True):
    """The words of lengths, terms and absences in a language, as its terms.yml explains them."""

    units: dict[str, list[str]]
    single: dict[str, list[str]]
    single_genitive: dict[str, list[str]]
    half_more: list[str]
    adjective_units: dict[str, list[str]]
    adjective_numbers: dict[str, list[str]]
    joins: list[str]
    range_joins: list[str]
    range_from: list[str]
    on: list[str]
    hedges: dict[str, list[str]]
    term_before: list[str]
    term_verbs: list[str]
    term_links: list[str]
    term_after: list[str]
    term_cues: list[str]
    not_before: list[str]
    not_after: list[str]
    never_after: list[str]
    elliptic_before: list[str]
    elliptic_links: list[str]
    prison: list[str]
    suspended: list[str]
    fine: list[str]
    other_sentence: list[str]
    absence_cues: list[str]
    absence_not_before: list[str]
    absence_not_after: list[str]
    serving: list[str]
    living: list[str]


class Length(Struct, frozen=True):
    """A length of time as worded: so many months and so many days, from `low` to `high`."""

    start: int
    end: int
    months: tuple[float, float]
    days: tuple[float, float]
    hedge: str | None
    kind: Worded
    """With a number word or figure, as one word with it («трехлетний»), or without any ("a year")."""


class _Patterns(Struct, frozen=True):
    after_number: re.Pattern[str]
    inverted: re.Pattern[str]
    adjective: re.Pattern[str]
    single: re.Pattern[str]
    half_year: re.Pattern[str]
    half_more: re.Pattern[str]
    hedge: re.Pattern[str]
    lead: re.Pattern[str]
    stretch: re.Pattern[str]
    join: re.Pattern[str]
    units: dict[str, str]
    single_units: dict[str, str]
    genitive: frozenset[str]
    adjective_units: dict[str, str]
    adjective_numbers: dict[str, float]
    hedge_kinds: dict[str, str]


_MONTHS = {"year": 12, "month": 1, "week": 0, "day": 0}
_YEARS = range(1900, 2061)
_DAYS = {"year": 0, "month": 0, "week": 7, "day": 1}
_LOWEST = (0, 30, 60, 90, 120, 150, 180, 210, 240, 270, 300, 334)
_HIGHEST = (0, 31, 62, 92, 123, 153, 184, 215, 245, 276, 306, 337)


def find_lengths(passage: Passage) -> list[Length]:
    """Return the lengths of time in a passage in order, years and months that belong together as one."""
    known = _patterns(passage.language)
    simple = sorted([*_numbered(passage, known), *_adjectives(passage, known), *_singles(passage, known)], key=_place)
    joined: list[Length] = []
    for length in simple:
        if joined and length.start < joined[-1].end:
            continue
        before = joined[-1] if joined else None
        if before and _belongs(before, length, passage, known):
            joined[-1] = _sum(before, length)
        else:
            joined.append(length)
    hedged = [_hedged(length, passage, known) for length in joined]
    return [one for one in hedged if one.hedge or passage.folded[one.start : one.end] not in known.genitive]


def days_of(length: Length) -> Range:
    """Return the least and the greatest number of days that a length and its hedge allow."""
    low = calendar_days(length.months[0], _LOWEST, 365) + length.days[0]
    high = calendar_days(length.months[1], _HIGHEST, 366) + length.days[1]
    if length.hedge in ("more_than", "at_least"):
        return int(low), None
    if length.hedge == "less_than":
        return 1, int(low) - 1
    if length.hedge == "up_to":
        return 1, int(high)
    if length.hedge == "nearly":
        return int(low - low // 7), int(high)
    return int(low), int(high)


def calendar_days(months: float, table: tuple[int, ...], year: int) -> int:
    """Return the days that so many months last, by a table for less than a year; half a month is 15 days."""
    years, rest = divmod(int(months), 12)
    leap = (year - 365) * min(years, 1)
    return 365 * years + leap + table[rest] + (15 if months != int(months) else 0)


def _place(length: Length) -> tuple[int, int]:
    return length.start, -length.end


@cache
def _patterns(language: str) -> _Patterns:
    words = term_words(language)
    units = {form: unit for unit, forms in words.units.items() if unit != "half_year" for form in forms}
    genitive = {form: unit for unit, forms in words.single_genitive.items() for form in forms}
    single = {form: unit for unit, forms in words.single.items() for form in forms} | genitive
    adjective_units = {form: unit for unit, forms in words.adjective_units.items() for form in forms}
    numbers = {form: float(value) for value, forms in words.adjective_numbers.items() for form in forms}
    hedges = {phrase: kind for kind, listed in words.hedges.items() for phrase in listed}
    one = choice(list(units))
    adjectives = choice(list(adjective_units))
    return _Patterns(
        after_number=re.compile(rf"(?:\s*\([^)\n]{{1,40}}\))?[\s-]+(?P<unit>{one})(?!\w)|-(?P<adjective>{adjectives})"),
        inverted=re.compile(rf"(?<!\w)(?P<unit>{one})\s+(?:(?:{choice(words.on)})\s+)?$"),
        adjective=re.compile(rf"(?<![\w-])(?P<number>{choice(list(numbers))})(?P<unit>{adjectives})"),
        single=re.compile(rf"(?<![\w-])(?<!\d\s)(?P<unit>{choice(list(single))})(?![\w-])"),
        half_year=re.compile(rf"(?<!\w)(?:{choice(words.units['half_year'])})(?!\w)"),
        half_more=re.compile(rf"\s+(?:{choice(words.half_more)})(?!\w)"),
        hedge=re.compile(rf"(?<!\w)(?P<hedge>{choice(list(hedges))})\s+$"),
        lead=re.compile(rf"(?<!\w)(?:{choice(words.range_from)})\s+$"),
        stretch=re.compile(rf"\s*(?:{choice(words.range_joins)})\s*"),
        join=re.compile(rf"\s*,?\s*(?:{choice(words.joins)})\s+"),
        units=units,
        single_units=single,
        genitive=frozenset(genitive),
        adjective_units=adjective_units,
        adjective_numbers=numbers,
        hedge_kinds=hedges,
    )


def term_words(language: str) -> TermWords:
    """Return the words of lengths, terms and absences in a language."""
    return files.read("terms", TermWords, language)


def _length(start: int, end: int, low: float, high: float, unit: str, kind: Worded = "number") -> Length:
    months, days = _MONTHS[unit], _DAYS[unit]
    return Length(start, end, (low * months, high * months), (low * days, high * days), None, kind)


def _numbered(passage: Passage, known: _Patterns) -> list[Length]:
    found: list[Length] = []
    numerals = find_numerals(passage)
    for index, numeral in enumerate(numerals):
        if numeral.high != numeral.low or numeral.low in _YEARS:
            continue
        named = _unit_of(numeral, passage, known)
        if named:
            unit, start, end, kind = named
            low, start = _low_end(numerals, index, start, passage, known)
            found.append(_length(start, end, low, numeral.low, unit, kind))
    return found


def _unit_of(numeral: Numeral, passage: Passage, known: _Patterns) -> tuple[str, int, int, Worded] | None:
    """Return the unit that a number goes with, where number and unit begin and end, and how they are worded."""
    match = known.after_number.match(passage.folded, numeral.end, passage.end)
    if match:
        said = " ".join((match["unit"] or "").split())
        unit = known.units[said] if said else _stem_unit(match["adjective"], known)
        end = match.end()
        if match["adjective"]:
            return unit, numeral.start, _word_end(passage.folded, end), "adjective"
        return unit, numeral.start, end, "number"
    if numeral.kind == "joined":
        return None
    leads = passage.folded[max(numeral.start - 24, passage.start) : numeral.start]
    inverted = known.inverted.search(leads)
    if inverted:
        return known.units[inverted["unit"]], numeral.start - len(leads) + inverted.start(), numeral.end, "number"
    return None


def _stem_unit(said: str, known: _Patterns) -> str:
    return next(unit for form, unit in known.adjective_units.items() if said.startswith(form.rstrip("*")))


def _word_end(folded: str, at: int) -> int:
    while at < len(folded) and folded[at].isalpha():
        at += 1
    return at


def _low_end(
    numerals: tuple[Numeral, ...], index: int, start: int, passage: Passage, known: _Patterns
) -> tuple[float, int]:
    """Return the lower end of «от пяти до десяти лет» and where it begins; the number itself where it is no stretch."""
    numeral, before = numerals[index], numerals[index - 1] if index else None
    if before is None or before.kind == "joined" or before.low >= numeral.low or before.high is None:
        return numeral.low, start
    if not known.stretch.fullmatch(passage.folded, before.end, numeral.start):
        return numeral.low, start
    leads = passage.folded[max(before.start - 12, passage.start) : before.start]
    lead = known.lead.search(leads)
    return before.low, before.start - len(lead.group()) if lead else before.start


def _adjectives(passage: Passage, known: _Patterns) -> list[Length]:
    found = []
    for match in known.adjective.finditer(passage.folded, passage.start, passage.end):
        value = known.adjective_numbers[match["number"]]
        unit = _stem_unit(match["unit"], known)
        found.append(_length(match.start(), _word_end(passage.folded, match.end()), value, value, unit, "adjective"))
    return found


def _singles(passage: Passage, known: _Patterns) -> list[Length]:
    halves = [
        _length(match.start(), match.end(), 6, 6, "month")
        for match in known.half_year.finditer(passage.folded, passage.start, passage.end)
    ]
    ones = [
        _single(match, passage, known) for match in known.single.finditer(passage.folded, passage.start, passage.end)
    ]
    return [*halves, *ones]


def _single(match: re.Match[str], passage: Passage, known: _Patterns) -> Length:
    half = known.half_more.match(passage.folded, match.end(), passage.end)
    value, end = (1.5, half.end()) if half else (1.0, match.end())
    return _length(match.start(), end, value, value, known.single_units[" ".join(match["unit"].split())], "bare")


def _belongs(before: Length, length: Length, passage: Passage, known: _Patterns) -> bool:
    """Whether a length goes on the one before it: months after years, days after months."""
    smaller = (before.months[0] >= 12 > length.months[1] > 0) or (before.months[0] > 0 and length.months[1] == 0)
    return smaller and known.join.fullmatch(passage.folded, before.end, length.start) is not None


def _sum(before: Length, length: Length) -> Length:
    months = (before.months[0] + length.months[0], before.months[1] + length.months[1])
    days = (before.days[0] + length.days[0], before.days[1] + length.days[1])
    return Length(before.start, length.end, months, days, None, before.kind)


def _hedged(length: Length, passage: Passage, known: _Patterns) -> Length:
    leads = passage.folded[max(length.start - 24, passage.start) : length.start]
    hedge = known.hedge.search(leads)
    if not hedge:
        return length
    kind = known.hedge_kinds[" ".join(hedge["hedge"].split())]
    start = length.start - len(leads) + hedge.start()
    return Length(start, length.end, length.months, length.days, kind, length.kind)
