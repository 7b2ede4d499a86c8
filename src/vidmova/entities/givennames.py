"""Given names and patronymics by key: twins in other languages, short forms, fathers' names, first letters."""

from collections import defaultdict
from functools import cache, lru_cache

from vidmova.entities.endings import NOMINATIVE, given_readings, patronymic_readings, surname_readings
from vidmova.entities.skeleton import CYRILLIC, VOWELS, loose, skeleton
from vidmova.extraction.names import Reading, names
from vidmova.lexicon.folding import fold
from vidmova.lexicon.namelists import given_names

UNKNOWN = "~"
"""Before the skeleton of a given name that no list has."""
_FATHER_ENDINGS = ("oviC", "eviC", "iC", "ovna", "evna", "ivna", "iCna", "niCna", "na")
_SPECIAL_FATHERS = {"lv": "lev", "iakovl": "yakov", "iak": "yakov"}
_LATIN_LETTERS = {
    "s": ("s", "S"), "z": ("z", "S"), "k": ("k", "h"), "t": ("t", "c"), "c": ("k", "c", "C"), "i": ("i", "iu", "ia"),
    "y": ("i", "iu", "ia", "e"), "j": ("i", "iu", "ia", "e"), "e": ("e",), "h": ("h",), "g": ("h", "i"),
}  # fmt: skip
_CYRILLIC_LETTERS = {"ю": ("iu",), "я": ("ia",), "є": ("e",), "е": ("e",), "э": ("e",)}


@cache
def _by_skeleton() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    exact, open_ones = defaultdict(set), defaultdict(set)
    for key, name in given_names().items():
        for form in (*name.uk, *name.ru, *name.latin, *name.short):
            exact[skeleton(form)].add(key)
            open_ones[loose(skeleton(form))].add(key)
    return {bones: frozenset(keys) for bones, keys in exact.items()}, {
        bones: frozenset(keys) for bones, keys in open_ones.items()
    }


@cache
def _shorts() -> frozenset[str]:
    full = {skeleton(form) for name in given_names().values() for form in (*name.uk, *name.ru, *name.latin)}
    return frozenset(skeleton(form) for name in given_names().values() for form in name.short) - full


@lru_cache(maxsize=100_000)
def keys_of(nominative: str) -> frozenset[str]:
    """Return the keys of the given names that a nominative may be, in any script; empty where no list has it."""
    bones = skeleton(nominative)
    exact, open_ones = _by_skeleton()
    return exact.get(bones) or open_ones.get(loose(bones)) or frozenset()


@lru_cache(maxsize=100_000)
def listed(word: str) -> tuple[tuple[Reading, str], ...]:
    """Return what a form in any case may be as a listed given name: reading and key."""
    form = fold(word)
    if form in _homographs():
        return ()
    found = {(Reading(form, sex_of(key), "n"), key) for key in keys_of(form) if _ends_alike(form, key)}
    for reading in (*given_readings(word), *surname_readings(word)):
        if reading.nominative != form:
            found |= {(reading, key) for key in keys_of(reading.nominative) if reading.gender in ("", sex_of(key))}
    return tuple(sorted(found, key=lambda row: (row[0].case not in NOMINATIVE, row)))


@cache
def _homographs() -> frozenset[str]:
    return frozenset().union(*(names(language).homographs for language in ("uk", "ru", "en")))


def _ends_alike(form: str, key: str) -> bool:
    """Tell whether a form may be the name's nominative by its last letter: Евгении is none of Евгений."""
    name = given_names()[key]
    bones = loose(skeleton(form))
    spelt = [fold(one) for one in (*name.uk, *name.ru, *name.latin, *name.short) if loose(skeleton(one)) == bones]
    cyrillic = [one for one in spelt if CYRILLIC.search(one)]
    return not CYRILLIC.search(form) or not cyrillic or any(one[-1] == form[-1] for one in cyrillic)


def is_listed(word: str) -> bool:
    """Tell whether a form is a listed given name as it stands, in the nominative."""
    form = fold(word)
    return any(_ends_alike(form, key) for key in keys_of(form))


def is_short(nominative: str) -> bool:
    """Tell whether a nominative is a short or fond form only (Саша)."""
    return skeleton(nominative) in _shorts()


def sex_of(key: str) -> str:
    """Return m or f of a listed name, nothing of another."""
    name = given_names().get(key)
    return name.sex if name else ""


@cache
def _by_father() -> dict[str, frozenset[str]]:
    found = defaultdict(set)
    for key, name in given_names().items():
        for form in (*name.uk, *name.ru, *name.latin):
            if name.sex == "m":
                found[skeleton(form).rstrip(VOWELS)].add(key)
    for stem, key in _SPECIAL_FATHERS.items():
        found[stem].add(key)
    return {stem: frozenset(keys) for stem, keys in found.items()}


@lru_cache(maxsize=100_000)
def fathers(word: str) -> tuple[tuple[Reading, str], ...]:
    """Return what a form may be as a patronymic: reading and the key of the father's name."""
    found = []
    readings = patronymic_readings(word)
    for reading in readings or surname_readings(word):
        stem = _father_stem(skeleton(reading.nominative))
        unknown = (UNKNOWN + stem,) if readings else ()
        found += [(reading, key) for key in sorted(_by_father().get(stem, unknown))]
    return tuple(found)


def _father_stem(bones: str) -> str:
    """Return the stem of the father's name, or nothing where the skeleton does not end as a patronymic."""
    for ending in _FATHER_ENDINGS:
        if bones.endswith(ending) and len(bones) > len(ending) + 1:
            return bones[: -len(ending)].rstrip(VOWELS)
    return ""


@cache
def letters_of(key: str) -> frozenset[str]:
    """Return the first letters that a given name may be shortened to, in skeleton letters."""
    if key.startswith(UNKNOWN):
        return frozenset({first_letter(key[1:])})
    name = given_names()[key]
    return frozenset(first_letter(skeleton(form)) for form in (*name.uk, *name.ru, *name.latin))


@cache
def initial_letters(initial: str) -> frozenset[str]:
    """Return the first letters that an initial (П., Yu., Y.) may stand for, in skeleton letters."""
    said = initial.lower().rstrip(".")
    if said in _CYRILLIC_LETTERS:
        return frozenset(_CYRILLIC_LETTERS[said])
    if said in _LATIN_LETTERS:
        return frozenset(_LATIN_LETTERS[said])
    return frozenset({first_letter(skeleton(said))})


@cache
def twin_letters() -> frozenset[frozenset[str]]:
    """Return the pairs of letters that one man's name begins with in two languages (Микола, Николай)."""
    return frozenset(
        frozenset({one, two})
        for key in given_names()
        for one in letters_of(key)
        for two in letters_of(key)
        if one < two
    )


@cache
def skeletons_of(key: str) -> frozenset[str]:
    """Return the skeletons of a given name in all its languages."""
    if key.startswith(UNKNOWN):
        return frozenset({key[1:]})
    name = given_names()[key]
    return frozenset(skeleton(form) for form in (*name.uk, *name.ru, *name.latin))


def first_letter(bones: str) -> str:
    """Return a skeleton's first letter, of which Yu and Ya are one."""
    return bones[:2] if bones[:2] in ("iu", "ia") else loose(bones[:1])
