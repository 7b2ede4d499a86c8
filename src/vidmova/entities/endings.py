"""Case endings of names in running text: which nominatives a Russian or Ukrainian form may stand for."""

import re
from functools import lru_cache

from vidmova.entities.scripts import languages_of
from vidmova.entities.skeleton import neutral, skeleton
from vidmova.extraction import names
from vidmova.extraction.names import ANY, Reading
from vidmova.lexicon.folding import fold

NOMINATIVE = ("n", ANY)
_WITH_I = re.compile("^(.+)[ое]([бгґджзклмнпрстфхцчшщ]ь?)$")


@lru_cache(maxsize=100_000)
def surname_readings(word: str) -> tuple[Reading, ...]:
    """Return what a surname's form may be, nominatives first; the word itself where it does not decline."""
    form = _whole(word)
    found = {reading for language in languages_of(form) for reading in names.surname(form, language)}
    found |= {Reading(with_i(row.nominative), "m", row.case) for row in found if _may_hide_i(row)}
    return tuple(sorted(found or {Reading(form, "", ANY)}, key=_likelier))


@lru_cache(maxsize=100_000)
def given_readings(word: str) -> tuple[Reading, ...]:
    """Return what a given name's form may be: as a name that is known, else by its ending."""
    form = _whole(word)
    languages = languages_of(form)
    known = {reading for language in languages for reading in names.given(form, language)}
    return tuple(sorted(known, key=_likelier)) or surname_readings(word)


@lru_cache(maxsize=100_000)
def patronymic_readings(word: str) -> tuple[Reading, ...]:
    """Return what a form may be as a patronymic; nothing where it does not end as one."""
    form = _whole(word)
    found = {reading for language in languages_of(form) for reading in names.patronymic(form, language)}
    return tuple(sorted(found, key=_likelier))


def stems(word: str) -> frozenset[str]:
    """Return the skeletons that all cases of a surname and both its sexes share, one for each thing it may be."""
    return frozenset(bones for reading in surname_readings(word) for bones in family(reading))


@lru_cache(maxsize=100_000)
def family(reading: Reading) -> tuple[str, ...]:
    """Return the skeletons of a surname read so: without the ending of women unless it is surely a man's."""
    parts = [skeleton(part) for part in reading.nominative.split("-")]
    said, joined = "-".join(parts), "-".join(neutral(part) for part in parts)
    if reading.gender == "m":
        return (said,)
    return (joined,) if reading.gender == "f" else tuple(dict.fromkeys((joined, said)))


@lru_cache(maxsize=100_000)
def is_usual(nominative: str) -> bool:
    """Tell whether a nominative ends as surnames do; -ко, which may be -ка (a woman's) declined, only in -енко."""
    usual = any(names.is_surname(nominative, language) for language in languages_of(nominative))
    return usual and (not nominative.endswith("ко") or nominative.endswith(("енко", "єнко")))


def with_i(nominative: str) -> str:
    """Return a nominative with і for the о or е of its last syllable, as Ukrainian has it (Білозор, Білозір)."""
    return _WITH_I.sub(r"\1і\2", nominative)


def _may_hide_i(reading: Reading) -> bool:
    """Tell whether the nominative may have і where the form has о or е, as in Ukrainian (Білозір, Білозора)."""
    return reading.gender == "m" and reading.case not in NOMINATIVE and bool(_WITH_I.match(reading.nominative))


def _whole(word: str) -> str:
    return fold(word).strip(".,;:\"'()")


def _likelier(reading: Reading) -> tuple[bool, Reading]:
    return reading.case not in NOMINATIVE, reading
