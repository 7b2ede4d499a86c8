"""Finds people's names in every form: inflected, in other scripts, with initials, a surname or a given name alone."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

import ahocorasick_rs
from msgspec import Struct

from vidmova.entities.endings import is_usual, surname_readings
from vidmova.entities.naming import person_words
from vidmova.entities.people import compare_people
from vidmova.entities.skeleton import CYRILLIC
from vidmova.extraction.romanise import romanise
from vidmova.lexicon.folding import fold
from vidmova.protect.namewords import Word, first_letters, given_keys, is_patronymic, keys_of, known_by, rows_of
from vidmova.records import Entity

STEM = 5
"""A surname's stem must be as long to be looked for in small letters, and within addresses."""
LONGEST_ENDING = 4
SHORTEST = 2
"""A word of a name that has no more letters may be an initial or a particle."""
MOST_CANDIDATES = 40
_PARTS = re.compile(r"[^a-zа-яіїєґ']+")


class Occurrence(Struct, frozen=True, order=True):
    """Where a name stands, and who may be meant by it."""

    start: int
    end: int
    people: tuple[str, ...]
    full: bool
    """Whether more than a surname, or a given name, stands there."""


class Index:
    """All people of a register by the keys of their names."""

    def __init__(self, people: Iterable[Entity]) -> None:
        self.people = {one.id: one for one in people}
        surnames: defaultdict[str, dict[str, None]] = defaultdict(dict)
        given: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self.bare: set[str] = set()
        """Those of whom no surname is known."""
        for one in self.people.values():
            known = [known_by(name) for name in names_of(one)]
            for key in sorted({key for each in known for key in each.surnames}):
                surnames[key][one.id] = None
            if not any(each.surnames for each in known):
                self.bare.add(one.id)
                for key in sorted({key for each in known for key in each.given}):
                    given[key][one.id] = None
        self.surnames = {key: tuple(every) for key, every in surnames.items()}
        self.given = {key: tuple(every) for key, every in given.items()}
        self._stems = _Stems(self.people.values())

    def find(self, text: str, folded: str, start: int = 0, end: int | None = None) -> list[Occurrence]:
        """Return where names of these people stand in a stretch, in order."""
        until = len(text) if end is None else end
        found = [one for row in rows_of(text, folded, start, until) for one in self._in_row(row, text)]
        found += [
            Occurrence(at, to, self.named(folded[at:to]), False)
            for at, to in self._stems.words(folded, start, until)
            if not any(one.start < to and at < one.end for one in found) and self.named(folded[at:to])
        ]
        return sorted(found)

    def named(self, form: str) -> tuple[str, ...]:
        """Return whose surname a folded word may be."""
        return tuple(dict.fromkeys(one for key in sorted(keys_of(form)) for one in self.surnames.get(key, ())))

    def in_address(self, folded: str) -> tuple[str, ...]:
        """Return whose surnames may stand in an address or a file name, in any letters, also run together."""
        words = [word for word in _PARTS.split(folded) if len(word) > 2]
        found = [who for word in words for who in self.named(word)]
        stems = self._stems.within(folded)
        return tuple(dict.fromkeys([*found, *(who for stem in stems for who in self.named(stem))]))

    def _in_row(self, row: Sequence[Word], text: str) -> list[Occurrence]:
        found: list[Occurrence] = []
        at = 0
        while at < len(row):
            word = row[at]
            meant = () if word.initial else self.named(word.form)
            if not meant and not word.initial:
                meant = tuple(
                    dict.fromkeys(one for key in sorted(given_keys(word.form)) for one in self.given.get(key, ()))
                )
            if not meant:
                at += 1
                continue
            first, last = self._around(row, at, frozenset().union(*(self._words(one) for one in meant)))
            first = max(first, _after(row, found))
            said = row[first : last + 1]
            meant = self._by_surname(said) or meant
            found.append(Occurrence(said[0].start, said[-1].end, self._fitting(said, meant, text), len(said) > 1))
            at = last + 1
        return found

    def _by_surname(self, said: Sequence[Word]) -> tuple[str, ...]:
        """Return whose surname is in a name: whoever is known by a given name alone is not meant with a surname."""
        every = (self.named(word.form) for word in said if not word.initial)
        return tuple(dict.fromkeys(who for meant in every for who in meant))

    def _around(self, row: Sequence[Word], at: int, own: frozenset[str]) -> tuple[int, int]:
        """Return the first and the last word of the name around a word of it; `own` are words of those meant."""
        first = last = at
        while first and (_belongs(row[first - 1]) or not own.isdisjoint(keys_of(row[first - 1].form))):
            first -= 1
        while last + 1 < len(row) and (_belongs(row[last + 1]) or self.named(row[last + 1].form)
                                       or not own.isdisjoint(keys_of(row[last + 1].form))):  # fmt: skip
            last += 1
        return first, last

    def _words(self, person: str) -> frozenset[str]:
        """Return the keys of all words of a person's names, also of given names that no list has."""
        return frozenset().union(*(_keys_of_words(name) for name in names_of(self.people[person])))

    def _fitting(self, said: Sequence[Word], meant: tuple[str, ...], text: str) -> tuple[str, ...]:
        """Return who of those whose surname stands there may be meant with the other words."""
        if len(said) == 1:
            return meant
        whole = text[said[0].start : said[-1].end]
        fitting = tuple(one for one in meant[:MOST_CANDIDATES] if self._fits(whole, said, one))
        return fitting or ()

    def _fits(self, whole: str, said: Sequence[Word], person: str) -> bool:
        letters = frozenset(letter for word in said if word.initial for letter in first_letters(word.form))
        given = frozenset(key for word in said if not word.initial for key in given_keys(word.form))
        for name in names_of(self.people[person]):
            known = known_by(name)
            if known.given & given or not (known.given or known.letters):
                return True
            if compared(whole, name):
                return True
            if letters and not given and known.letters & letters:
                return True
        return False


@lru_cache(maxsize=200_000)
def _keys_of_words(name: str) -> frozenset[str]:
    return frozenset(key for word in person_words(name) if len(word) > SHORTEST for key in keys_of(fold(word)))


@lru_cache(maxsize=200_000)
def compared(one: str, other: str) -> bool:
    """Tell whether two names may be one person's."""
    return compare_people(one, other).judgement != "different"


def tells(said: str, entity: Entity) -> bool:
    """Tell whether a wording has a word of an entity's name in it, in any case and script."""
    words = [word.form for row in rows_of(said, fold(said)) for word in row if not word.initial]
    known = [known_by(name) for name in names_of(entity)]
    return any(keys_of(word) & one.surnames or given_keys(word) & one.given for word in words for one in known)


def names_of(entity: Entity) -> list[str]:
    """Return all names of an entity, each once."""
    return list(dict.fromkeys((entity.name, *entity.names)))


def _belongs(word: Word) -> bool:
    return word.initial or bool(given_keys(word.form)) or is_patronymic(word.form)


def _after(row: Sequence[Word], found: Sequence[Occurrence]) -> int:
    """Return the number of the first word of a row behind what was found in it."""
    reached = found[-1].end if found else 0
    return next((at for at, word in enumerate(row) if word.start >= reached), len(row))


class _Stems:
    """Stems of usual surnames in both scripts, looked for at once in small letters too."""

    def __init__(self, people: Iterable[Entity]) -> None:
        stems = sorted({stem for one in people for name in names_of(one) for stem in _stems(name)})
        self._machine = ahocorasick_rs.AhoCorasick(stems) if stems else None

    def words(self, folded: str, start: int, end: int) -> list[tuple[int, int]]:
        """Return the words of a stretch of folded text that begin with a stem, and have no more than an ending."""
        if self._machine is None:
            return []
        found = {}
        for _, at, to in self._machine.find_matches_as_indexes(folded[start:end], overlapping=True):
            first, last = start + at, start + to
            while last < end and folded[last].isalpha():
                last += 1
            if not (first and folded[first - 1].isalnum()) and last - (start + to) <= LONGEST_ENDING:
                found[first] = last
        return sorted(found.items())

    def within(self, folded: str) -> list[str]:
        """Return the stems that stand anywhere."""
        found = self._machine.find_matches_as_indexes(folded, overlapping=True) if self._machine else []
        return [folded[at:to] for _, at, to in found]


@lru_cache(maxsize=100_000)
def _stems(name: str) -> frozenset[str]:
    """Return the stems of a name's surnames, as written and in Latin letters."""
    found: set[str] = set()
    for word in (word for row in rows_of(name, fold(name)) for word in row if not word.initial):
        if not keys_of(word.form) & known_by(name).surnames:
            continue
        for reading in surname_readings(word.form)[:4]:
            if is_usual(reading.nominative) or not CYRILLIC.search(word.form):
                found |= _cut(reading.nominative)
    return frozenset(found)


def _cut(nominative: str) -> set[str]:
    if not CYRILLIC.search(nominative):
        return {nominative} if len(nominative) > STEM else set()
    bare = nominative.rstrip("аеєиіїйоуюяьы")
    written = {bare, *(fold(romanise(bare, language)) for language in ("ru", "uk"))}
    return {stem for stem in written if len(stem) >= STEM}
