"""Compares the names of outlets, rights groups and offices of state, in any script, case ending or abbreviation."""

import re
from functools import cache, lru_cache

from msgspec import Struct
from rapidfuzz.distance import JaroWinkler

from vidmova.entities.comparison import Comparison
from vidmova.entities.scripts import spelling
from vidmova.entities.skeleton import loose, skeleton
from vidmova.extraction.placewords import either
from vidmova.lexicon.folding import fold
from vidmova.lexicon.names import read_names

Key = tuple[str, ...]
_CLOSE = 0.94
_WORD = re.compile(r"\d+x\d+|[^\W_]+(?:['’ʼ][^\W\d_]+)*")
_SOFT = re.compile("(?:ь|ью)$")
_HARD = re.compile("(?:[ауыо]|ой|ою|ом|ам|ах|ами)$")
_NOTE = re.compile(r"\((?!to |через |via )[^()]*\)")


class Organisation(Struct, frozen=True, forbid_unknown_fields=True):
    """An entry of organisations.yml."""

    name: str
    kind: str
    uk: list[str]
    ru: list[str]
    en: list[str]
    country: str = ""
    part_of: str = ""


class _Office(Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    uk: list[str]
    ru: list[str]
    en: list[str]
    only: dict[str, list[str]] = {}


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    aside: list[list[str]]
    countries: dict[str, list[str]]
    organisations: list[Organisation]
    offices: list[_Office]


class _Known(Struct, frozen=True):
    aside: re.Pattern[str]
    countries: tuple[tuple[re.Pattern[str], str], ...]
    organisations: dict[Key, Organisation]
    offices: dict[Key, tuple[str, str | None]]
    parts: dict[str, str]


class OrganisationName(Struct, frozen=True):
    """What an organisation's name says."""

    folded: str
    key: Key
    """Spellings of its words without endings; empty for a description."""
    whole: Key = ()
    """The same with their endings."""
    known: str | None = None
    """English name of an organisation on the list."""
    office: str | None = None
    """English name of an office that each state has."""
    country: str | None = None
    name: bool = True
    """Whether it is written as a name."""


def listed() -> list[Organisation]:
    """Return the organisations of the list."""
    return read_names("organisations", _File).organisations


@cache
def _known() -> _Known:
    file = read_names("organisations", _File)
    aside = re.compile(either(word for words in file.aside for word in words))
    organisations: dict[Key, Organisation] = {}
    for each in file.organisations:
        for name in (each.name, *each.uk, *each.ru, *each.en):
            for key in _spelt(fold(name), aside):
                organisations.setdefault(key, each)
    offices: dict[Key, tuple[str, str | None]] = {}
    for office in file.offices:
        own = [(country, name) for country, names in office.only.items() for name in names]
        for said, name in [*own, *((None, name) for name in (*office.uk, *office.ru, *office.en))]:
            for key in _spelt(fold(name), aside):
                offices.setdefault(key, (office.name, said))
    countries = tuple((re.compile(either(words)), country) for country, words in file.countries.items())
    return _Known(
        aside, countries, organisations, offices, {o.name: o.part_of for o in file.organisations if o.part_of}
    )


def _spelt(folded: str, aside: re.Pattern[str]) -> list[Key]:
    """Return the words' spellings: all of them, and those that are not set aside."""
    words = [met.group() for met in _WORD.finditer(folded)]
    whole = tuple(filter(None, map(spelling, words)))
    bare = tuple(filter(None, (spelling(word) for word in words if not aside.fullmatch(word))))
    return [key for key in dict.fromkeys((whole, bare)) if key]


@lru_cache(maxsize=65536)
def read(name: str) -> OrganisationName:
    """Read an organisation's name in any language and case ending."""
    folded = fold(name).strip(" .,")
    known = _known()
    for wording in _wordings(folded):
        for key in _spelt(wording, known.aside):
            if key in known.organisations and (len(key) > 1 or _written_as_name(name, known.aside)):
                found = known.organisations[key]
                return OrganisationName(folded, key, known=found.name, country=found.country or None)
    national = _of_a_country(folded, known)
    if national:
        return national
    words = [met.group() for met in _WORD.finditer(_NOTE.sub(" ", folded))]
    bare = [word for word in words if not known.aside.fullmatch(word)]
    written = _written_as_name(name, known.aside)
    key = tuple(filter(None, map(spelling, bare)))
    return OrganisationName(folded, key, tuple(loose(skeleton(word)) for word in bare), name=written and bool(key))


def _written_as_name(name: str, aside: re.Pattern[str]) -> bool:
    """Whether a word of its own has a capital, a digit or quotation marks: «Досье», not "a dossier"."""
    said = [met.group() for met in _WORD.finditer(name) if not aside.fullmatch(fold(met.group()))]
    return '"' in fold(name) or any(word != word.lower() or word[0].isdigit() for word in said)


def _wordings(folded: str) -> list[str]:
    """Return what of a wording may be the name: all of it, or what stands before brackets that explain it."""
    return list(dict.fromkeys([folded, _NOTE.sub(" ", folded)]))


def _of_a_country(folded: str, known: _Known) -> OrganisationName | None:
    """Read a name that says its country too: an office that each state has, or an organisation on the list."""
    countries: list[str] = []
    words: list[str] = []
    for met in _WORD.finditer(_NOTE.sub(" ", folded)):
        word = met.group().replace("'s", "")
        country = next((name for expression, name in known.countries if expression.fullmatch(word)), None)
        if country:
            countries.append(country)
        else:
            words.append(met.group())
    said = countries[0] if len(set(countries)) == 1 else None
    for key in _spelt(" ".join(words), known.aside):
        if key in known.offices:
            office, own = known.offices[key]
            return OrganisationName(folded, key, office=office, country=said or own)
        listed = known.organisations.get(key)
        if listed and said and listed.country == said:
            return OrganisationName(folded, key, known=listed.name, country=said)
    return None


def organisation_keys(name: str) -> frozenset[str]:
    """Return what names of one organisation have in common; nothing for a description such as "a rights group"."""
    said = read(name)
    if said.known:
        whole = _known().parts.get(said.known)
        return frozenset([said.known, whole] if whole else [said.known])
    if said.office:
        return frozenset([said.office])
    return frozenset(word[:4] for word in said.key if len(word) > 2) if said.name else frozenset()


def compare_organisations(a: str, b: str) -> Comparison:
    """Compare two names of organisations, in any of the three languages and any case ending."""
    one, two = read(a), read(b)
    if one.folded == two.folded:
        if one.name:
            return Comparison(1.0, "the names are written alike")
        return Comparison(0.6, f"both say “{one.folded}”, which is a description and no name")
    if one.known and two.known:
        return _listed(one.known, two.known)
    if one.office and two.office:
        return _offices(one, two)
    if one.known or one.office or two.known or two.office:
        return _half_known(one, two)
    return _unlisted(one, two)


def _listed(a: str, b: str) -> Comparison:
    if a == b:
        return Comparison(0.98, f"both are names of {a}")
    parts = _known().parts
    if parts.get(a) == b or parts.get(b) == a:
        return Comparison(0.6, f"{a} and {b}: one is a part of the other, and may be meant by its name")
    return Comparison(0.02, f"{a} and {b} are different organisations")


def _offices(one: OrganisationName, two: OrganisationName) -> Comparison:
    if one.office != two.office:
        return Comparison(0.04, f"a {one.office} and a {two.office} are different offices")
    if one.country and two.country:
        if one.country == two.country:
            return Comparison(0.97, f"both are the {one.office} of {one.country}")
        return Comparison(0.03, f"the {one.office} of {one.country} and that of {two.country}")
    return Comparison(0.65, f"both are a {one.office}, but it is not said of which country")


def _half_known(one: OrganisationName, two: OrganisationName) -> Comparison:
    if not one.key or not two.key or not (one.name and two.name):
        return Comparison(0.42, "one of them is a description without a name")
    if set(one.key) < set(two.key) or set(two.key) < set(one.key):
        return Comparison(0.5, "one name stands in the other, and only one is on the list")
    return Comparison(0.08, "the names are different, and only one is on the list")


def _unlisted(one: OrganisationName, two: OrganisationName) -> Comparison:
    if not (one.name and two.name):
        return Comparison(0.45 if not (one.key and two.key) else 0.42, "one of them is a description without a name")
    if _declined_apart(one.folded, two.folded):
        return Comparison(0.6, "the names have one stem, but their endings are those of two words")
    if sorted(one.key) == sorted(two.key) or one.whole == two.whole:
        return Comparison(0.93, "the names are the same words in other letters or endings")
    if set(one.key) < set(two.key) or set(two.key) < set(one.key):
        return Comparison(0.55, "one name stands in the other")
    if _initials(one) == "".join(two.key) or _initials(two) == "".join(one.key):
        return Comparison(0.6, "one name is made of the first letters of the other")
    if JaroWinkler.normalized_similarity(" ".join(one.key), " ".join(two.key)) >= _CLOSE:
        return Comparison(0.6, "the names are spelt nearly alike")
    return Comparison(0.06, "the names are different")


def _declined_apart(a: str, b: str) -> bool:
    """Whether the last words of two names share a stem but no declension: «Сирена», «Сирень»."""
    one, two = (met[-1] if (met := _WORD.findall(folded)) else "" for folded in (a, b))
    soft, hard = (one, two) if _SOFT.search(one) else (two, one)
    return bool(_SOFT.search(soft) and _HARD.search(hard)) and spelling(soft) == spelling(hard)


def _initials(said: OrganisationName) -> str:
    return "".join(word[0] for word in said.key) if len(said.key) > 1 else ""
