"""Finds what was taken out of passages: contacts anywhere; days, places, units, numbers beside their source."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from ahocorasick_rs import AhoCorasick
from msgspec import Struct

from vidmova.entities.scripts import languages_of
from vidmova.extraction.dates import find_dates
from vidmova.lexicon.folding import fold
from vidmova.protect.namehunt import PERHAPS
from vidmova.protect.policy import HiddenKind, Secrets, WithheldSource
from vidmova.protect.soughtnames import case_endings
from vidmova.records import Passage

RULES = {
    "contact": "protected-contact",
    "number": "hidden-number",
    "day": "hidden-day",
    "place": "hidden-place",
    "unit": "hidden-unit",
    "age": "hidden-age",
    "name": "protected-name",
}
SOURCE, IN_FIGURES, MONTH = "withheld-source", "hidden-day-in-figures", "hidden-month"
PHONE_DIGITS = 7
SAME_PHONE = 9
SHORTEST = 3
SHORTEST_TITLE = 12
_PHONE = re.compile(r"\+?\d[\d\s().\u2010-\u2015-]{5,}\d")
_SOURCE_ID = re.compile(r"s-(?<![\w-]s-)[A-Z0-9]+(?:-[A-Z0-9]+)*(?!\w)")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)$")
_SPACES = re.compile(r"[^\S ]\s*| \s+")
_YEAR = date(2022, 1, 1)


class Wanted(Struct, frozen=True):
    """As what a wording must not be found."""

    rule: str
    stem: bool = False
    """Whether it may go on with a case ending."""
    beside: bool = False
    """Whether it is too short to be sought everywhere."""


class Sense(Struct, frozen=True):
    """What a wording is sought as: everywhere, and beside which sources."""

    stem: bool
    anywhere: list[str]
    """Rules."""
    beside: dict[str, tuple[str, ...]]
    """Rules by the released id of the source."""


class HiddenHunt:
    """Looks for hidden wordings, in folded text."""

    def __init__(self, secrets: Secrets) -> None:
        self.phones: dict[str, str] = {}
        table: dict[tuple[str, bool], Sense] = {}
        places: dict[tuple[HiddenKind, str], list[str]] = defaultdict(list)
        for one in secrets.hidden:
            places[one.kind, one.said].append(one.where)
        for (kind, said), every in places.items():
            for form, wanted in _wordings(kind, said):
                sense = table.setdefault((form, wanted.stem), Sense(wanted.stem, [], {}))
                _seek(sense, wanted, every)
            digits = re.sub(r"\D", "", said)
            if kind in ("contact", "number") and len(digits) >= PHONE_DIGITS:
                self.phones[digits[-SAME_PHONE:]] = RULES[kind]
        for form in (form for source in secrets.sources for form in _of_source(source)):
            table.setdefault((form, False), Sense(False, [], {})).anywhere.append(SOURCE)
        self._said = sorted({form for form, _ in table})
        self._senses = [[table[form, stem] for stem in (False, True) if (form, stem) in table] for form in self._said]
        self._search = AhoCorasick(self._said) if self._said else None

    def search(self, text: str) -> list[Sense]:
        """Return which wordings stand in a piece of text; of one that is sought beside a source, wherever it stands."""
        found = [Sense(False, [rule], {}) for _, rule in self.numbers(text)]
        return [*found, *(sense for _, sense in self.wordings(spaced(fold(text))))]

    def wordings(self, folded: str) -> Iterator[tuple[int, Sense]]:
        """Yield where wordings stand in a folded text, and what each is sought as."""
        if self._search is None:
            return
        for index, start, end in self._search.find_matches_as_indexes(folded, overlapping=True):
            for one in self._senses[index]:
                if _whole(folded, start, end, one.stem):
                    yield start, one

    def numbers(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield where telephone numbers stand in a text that must not, each with its rule."""
        for at in _PHONE.finditer(text) if self.phones else ():
            rule = self.phones.get(re.sub(r"\D", "", at[0])[-SAME_PHONE:])
            if rule:
                yield at.start(), rule


def spaced(folded: str) -> str:
    """Return a folded text with one blank wherever it has blanks, tabs or new lines."""
    return _SPACES.sub(" ", folded)


def _seek(sense: Sense, wanted: Wanted, places: Sequence[str]) -> None:
    """Add that a wording is sought beside these sources, or, where one of the places is empty, everywhere."""
    alone = (wanted.rule,)
    for where in places:
        if where:
            known = sense.beside.get(where)
            sense.beside[where] = alone if known is None else (*known, wanted.rule)
        elif not wanted.beside:
            sense.anywhere.append(wanted.rule)


def sources_in(text: str) -> set[str]:
    """Return the ids of sources that stand in a text."""
    return set(_SOURCE_ID.findall(text)) if "s-" in text else set()


class Neighbours:
    """The ids of sources in a row or page, found once for all its pieces."""

    def __init__(self, leaves: Sequence[str], path: str) -> None:
        every = ((at, _SOURCE_ID.findall(leaf)) for at, leaf in enumerate(leaves) if "s-" in leaf)
        found = {at: ids for at, ids in every if ids}
        self._places, self._ids, self._path = list(found), list(found.values()), path

    def of(self, at: int) -> list[str]:
        """Return the sources that a piece belongs to: those whose ids are the nearest."""
        if not self._places:
            return list(dict.fromkeys(_SOURCE_ID.findall(self._path)))
        after = bisect_left(self._places, at)
        near = range(max(0, after - 1), min(after + 1, len(self._places)))
        least = min(abs(self._places[one] - at) for one in near)
        nearest = (one for one in near if abs(self._places[one] - at) == least)
        return list(dict.fromkeys(source for one in nearest for source in self._ids[one]))


def _wordings(kind: HiddenKind, hidden: str) -> Iterator[tuple[str, Wanted]]:
    rule, said = RULES[kind], _SPACES.sub(" ", fold(hidden)).strip()
    if kind == "name" and " " not in said:
        # A single word that was read as a name may be a common word elsewhere in the same source.
        rule = PERHAPS
    if kind == "day" and not names_day(said):
        # Months, seasons and «a week later» are told of other events of the same source.
        rule = MONTH
    if len(said) > 1:
        yield said, Wanted(rule, beside=len(said) < SHORTEST)
    if kind == "day":
        # Figures may as well be of another event of the same source, of which the day may be told.
        yield from ((form, Wanted(IN_FIGURES)) for form in days(hidden))
    if kind == "place" and " " not in said and len(said) > SHORTEST + 1:
        yield said.rstrip("аеєиіїоуюяыэйь"), Wanted(rule, stem=True)


@lru_cache(maxsize=10_000)
def names_day(said: str) -> bool:
    """Tell whether a wording names a day itself, and not a month, a season or how long after something else."""
    if _ISO.match(said):
        return True
    return any(
        one.precision in ("day", "days") and not one.relative
        for language in (*languages_of(said), "en")
        for one in find_dates(Passage(said, fold(said), 0, len(said), language), _YEAR)
    ) or any(sign.isdigit() for sign in re.sub(r"\d{4}", "", said))


@lru_cache(maxsize=10_000)
def days(said: str) -> list[str]:
    """Return other ways to write a day: in figures, and with its number and month where it is given in figures."""
    found = _ISO.match(said)
    if found:
        return _forms(date(int(found[1]), int(found[2]), int(found[3])), year=True)
    forms: list[str] = []
    for language in (*languages_of(said), "en"):
        passage = Passage(said, fold(said), 0, len(said), language)
        for one in find_dates(passage, _YEAR):
            if one.precision == "day" and one.first and not one.relative:
                forms += _forms(date.fromisoformat(one.first), year=one.first[:4] in said)
    return list(dict.fromkeys(forms))


def _forms(day: date, year: bool) -> list[str]:
    if day.day == 1 or (day.month, day.day + 1) in _ENDS:
        # The first and the last of a month also stand for the whole month.
        return []
    found = [f"{day.day:02}.{day.month:02}.", f"{day.day:02}/{day.month:02}/"]
    return [*found, f"{day.year}-{day.month:02}-{day.day:02}"] if year else [*found, f"-{day.month:02}-{day.day:02}"]


_ENDS = {
    (month, last + 1)
    for month, last in zip(range(1, 13), (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), strict=True)
}


def _of_source(source: WithheldSource) -> Iterator[str]:
    """Yield what names a withheld document: title, author, address, file name, digest."""
    stem = source.name.rpartition("/")[2]
    for said, least in ((source.title, SHORTEST_TITLE), (source.author, 6), (source.address, 8), (stem, 8)):
        folded = _SPACES.sub(" ", fold(said or "")).strip()
        if len(folded) >= least:
            yield folded
            if "://" in folded:
                yield folded.partition("://")[2].rstrip("/")
    yield source.id


def _in_figures(folded: str, at: int) -> bool:
    """Tell whether a sign joins what stands before and after it into one id, number or date in figures."""
    if at + 1 >= len(folded) or not at or folded[at] not in "-_/.:,":
        return False
    before, after = folded[at - 1], folded[at + 1]
    return (before.isalnum() and after.isdigit()) or (before.isdigit() and after.isalnum())


def _whole(folded: str, start: int, end: int, stem: bool) -> bool:
    """Tell whether a wording stands as whole words, or goes on with a case ending only."""
    if start and folded[start].isalnum() and (folded[start - 1].isalnum() or _in_figures(folded, start - 1)):
        return False
    if not folded[end - 1].isalnum():
        return True
    rest = end
    while rest < len(folded) and folded[rest].isalnum():
        rest += 1
    if rest == end and _in_figures(folded, end):
        return False
    return rest == end or (stem and folded[end:rest] in case_endings())
