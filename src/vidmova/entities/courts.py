"""Compares the names of courts: by kind, number, town or region, and the word they are named by."""

import re
from functools import cache, lru_cache

from msgspec import Struct, structs
from rapidfuzz.distance import JaroWinkler

from vidmova.entities.comparison import Comparison
from vidmova.entities.placenames import locate
from vidmova.entities.scripts import as_passage, languages_of, spelling
from vidmova.extraction import gazetteer
from vidmova.extraction.courts import Court, find_courts
from vidmova.extraction.placewords import either
from vidmova.lexicon import files
from vidmova.lexicon.folding import fold
from vidmova.lexicon.names import read_names


class CourtName(Struct, frozen=True):
    """What a court's name says; spellings stand for words, so that scripts and case endings do not matter."""

    folded: str
    kind: str
    called: str
    """The English name of its kind, or the whole name where there is one such court."""
    number: str | None = None
    lead: str | None = None
    """The spelling of the word it is named by: its region, part of the country, or district."""
    towns: frozenset[str] = frozenset()
    """Spellings of the towns and regions that the name's first word may be an adjective of."""
    town: str | None = None
    country: str | None = None
    several: bool = False
    sure: bool = True
    """Whether the town is on a list."""

    @property
    def told(self) -> bool:
        """Whether the name tells which court of its kind it is."""
        where = self.number or self.lead or self.town or self.country
        return bool(where or self.called in _words().single) and not self.several


class _More(Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    kind: str
    words: list[str]


class _Signs(Struct, frozen=True, forbid_unknown_fields=True):
    loose: dict[str, list[str]]
    single: list[str]
    common: list[str]
    twins: list[list[str]]
    more: list[_More]


class _Entry(Struct, frozen=True):
    name: str
    kind: str


class _Vocabulary(Struct, frozen=True):
    types: list[_Entry]
    behind: list[_Entry]
    named: list[_Entry]


class _Ordinals(Struct, frozen=True):
    ordinals: dict[str, int]


class _Words(Struct, frozen=True):
    kinds: re.Pattern[str]
    loose: dict[str, frozenset[str]]
    single: frozenset[str]
    common: frozenset[str]
    twins: dict[str, str]
    more: tuple[tuple[re.Pattern[str], _More], ...]


_NUMBER = re.compile(r"(?<![\w-])(?:№\s?|no\. ?)?(\d{1,3})(?:-?[^\W\d_]{1,3})?(?![\w])", re.IGNORECASE)
_WHERE = re.compile(r"(.*?)\b(?:of|in)\s+(?:the\s+)?([A-Z].*)$")
_SUFFIX = re.compile("(?:[aeiou]+v)sk$")
_FIRST = re.compile(r"[^\W\d_]+")
_ON = re.compile(r"(?:(?<=ский)|(?<=ского)|(?<=скому)|(?<=ским)|(?<=ском))-(?:на|над|по)-[А-ЯІЇЄҐ][^\W\d_]+")
_BY_STATE = ("supreme", "constitutional")
_NEAR = 0.85
_BY_TOWN = ("garrison", "city", "local", "military", "unnamed")


@cache
def _words() -> _Words:
    words, signs = files.read("courts", _Vocabulary, "en"), read_names("courts", _Signs)
    names = {each.name for each in [*words.types, *words.behind, *words.named]} | {each.name for each in signs.more}
    names |= {"Court", "Courts"}
    twins = {_bare_lead(twin): _bare_lead(each[0]) for each in signs.twins for twin in each}
    ordered = sorted((re.escape(name) for name in names), key=lambda name: -len(name))
    return _Words(
        re.compile("(?:" + "|".join(ordered).replace("Court", "Courts?") + ")", re.IGNORECASE),
        {kind: frozenset(narrower) for kind, narrower in signs.loose.items()},
        frozenset(signs.single),
        frozenset(twins.get(lead, lead) for lead in map(_bare_lead, signs.common)),
        twins,
        tuple((re.compile(rf"(?<!\w){either(each.words)}(?!\w)"), each) for each in signs.more),
    )


@lru_cache(maxsize=65536)
def read(name: str) -> CourtName:
    """Read a court's name in any language and case ending."""
    folded = fold(name).strip(" .,")
    ordinal, name = _ordinal(_ON.sub("", name))
    court = _found(name)
    if court is None:
        return CourtName(folded, "none", "", lead="".join(spelling(word) for word in folded.split()) or None)
    kind, called = court.kind, court.name
    more = next((each for expression, each in _words().more if expression.search(folded)), None)
    if more and court.kind in (more.kind, "unnamed"):
        kind, called = more.kind, called if more.name.lower() in called.lower() else more.name
    number = _NUMBER.search(name)
    several = "courts" in called.lower()
    return _parted(CourtName(folded, kind, called, number[1] if number else ordinal, several=several), court, name)


def _ordinal(name: str) -> tuple[str | None, str]:
    """Return the number that a name begins with in words («Первый кассационный суд»), and the rest of the name."""
    first, _, rest = name.partition(" ")
    folded = fold(first)
    for language in languages_of(name):
        for said, number in files.read("units", _Ordinals, language).ordinals.items():
            stem = said.rstrip("*")
            if folded == said or (said.endswith("*") and folded.startswith(stem) and len(folded) <= len(stem) + 3):
                return str(number), rest
    return None, name


def _found(name: str) -> Court | None:
    best: Court | None = None
    for language in languages_of(name):
        found = find_courts(as_passage(name, language))
        if found and (best is None or len(found[0].name) > len(best.name)):
            best = found[0]
    return best


def _parted(said: CourtName, court: Court, name: str) -> CourtName:
    """Part the English name into the word before the kind, the kind, and the place behind."""
    called, town, country = said.called, court.town, None
    if called in _words().single:
        return CourtName(said.folded, said.kind, called, said.number, several=said.several)
    kind = _words().kinds.search(called)
    if kind is None:
        return said
    before = re.sub(r"^\d+(?:st|nd|rd|th)?\b", "", called[: kind.start()].strip()).strip()
    where = _WHERE.match(called[kind.end() :])
    behind = where[2] if where else name[court.end :].strip(" ,()")
    place = locate(behind) if behind[:1].isupper() else None
    if place and (place.precision == "country" or said.kind in _BY_STATE):
        country, town = place.name, None
    elif not town and (place or where):
        town = place.name if place else behind
    lead = _lead(before) if before and not before.islower() else None
    sure = True
    if lead and said.kind in _BY_TOWN:
        at = locate(before)
        town, lead, sure = (at.name if at else before), None, at is not None
    elif lead and court.town and not where:
        town = None
    towns = _towns(name) if said.kind == "district" or said.kind in _BY_TOWN else frozenset[str]()
    called = kind.group().lower()
    return structs.replace(said, called=called, lead=lead, towns=towns, town=_spelt(town), country=country, sure=sure)


def _towns(name: str) -> frozenset[str]:
    """Spell the towns and regions whose adjective begins a Cyrillic name («Кяхтинский районный суд»)."""
    word = _FIRST.match(name)
    if not word or word.group().isascii():
        return frozenset()
    hits = gazetteer.hits_at(f"{word.group()} край", 0, word.end(), word.group())
    hits += gazetteer.hits_at(name, 0, word.end(), word.group())
    records = [gazetteer.record(number) for hit in hits if hit.adjective or hit.whole for number in hit.places]
    return frozenset(filter(None, (_spelt(record.name) for record in records)))


def _lead(word: str) -> str:
    spelt = _bare_lead(word)
    return _words().twins.get(spelt, spelt)


def _bare_lead(word: str) -> str:
    return _SUFFIX.sub("vsk", spelling(word.replace(" ", "").removesuffix("'s")))


def _spelt(town: str | None) -> str | None:
    return spelling(re.sub(" (Oblast|Krai|Republic)$", "", town).replace(" ", "")) if town else None


def court_keys(name: str) -> frozenset[str]:
    """Return what names of one court have in common; nothing for a description such as "a garrison court"."""
    court = read(name)
    if not court.told:
        return frozenset()
    said = (court.number, court.lead, court.lead and court.lead[:5], court.town and court.town[:5], court.country)
    return frozenset([*(each for each in said if each), *(town[:5] for town in court.towns)]) or frozenset(
        [court.called]
    )


def compare_courts(a: str, b: str) -> Comparison:
    """Compare two names of courts, in any of the three languages and any case ending."""
    one, two = read(a), read(b)
    if one.folded == two.folded:
        if one.told:
            return Comparison(1.0, "the names are written alike")
        return Comparison(0.6, f"both say “{one.folded}”, which does not tell which court")
    if one.number and two.number and one.number != two.number:
        return Comparison(0.02, f"the numbers {one.number} and {two.number} differ")
    kinds = _kinds(one, two)
    if kinds == "differ":
        return Comparison(0.04, f"a {one.called} and a {two.called} are different courts")
    where = _where(one, two)
    if where is not None:
        return where
    return _judged(one, two, kinds)


def _kinds(one: CourtName, two: CourtName) -> str:
    """Tell whether two courts are of one kind, of different kinds, or one of them says its kind loosely."""
    if {one.called, two.called} <= _words().single:
        return "same" if one.called == two.called else "differ"
    if one.kind == two.kind:
        if ("military" in one.called) == ("military" in two.called):
            return "same"
        return "differ" if one.told and two.told else "loose"
    loose = _words().loose
    for wide, narrow in ((one, two), (two, one)):
        if {"any", narrow.kind} & loose.get(wide.kind, frozenset()):
            return "loose"
    return "differ"


def _where(one: CourtName, two: CourtName) -> Comparison | None:
    """Tell of two courts that they are in different places, or bear different names."""
    if not _one_town(one, two) and _spelt_nearly_alike(one, two):
        return Comparison(0.5, f"“{one.folded}” and “{two.folded}” are spelt nearly alike, and one is on no list")
    countries = one.country and two.country and one.country != two.country
    if countries or not _one_town(one, two) or not _one_lead(one, two):
        return Comparison(0.04, f"“{one.folded}” and “{two.folded}” are of different places or names")
    return None


def _spelt_nearly_alike(one: CourtName, two: CourtName) -> bool:
    """Whether two towns, one of them on no list, may be one for their spelling."""
    return not (one.sure and two.sure) and JaroWinkler.normalized_similarity(one.town or "", two.town or "") >= _NEAR


def _one_town(one: CourtName, two: CourtName) -> bool:
    return not one.town or not two.town or one.town == two.town or one.town in two.towns or two.town in one.towns


def _one_lead(one: CourtName, two: CourtName) -> bool:
    """Whether the words that two courts are named by may be one: "Pechersk", «Печерський», «Кяхтинский», "Kyakhta"."""
    if not one.lead or not two.lead or one.lead == two.lead:
        return True
    if one.lead in two.towns or two.lead in one.towns:
        return True
    short, long = sorted((one.lead, two.lead), key=len)
    return any(_SUFFIX.sub("vsk", short + ending) == long for ending in ("sk", "vsk", "insk"))


def _judged(one: CourtName, two: CourtName, kinds: str) -> Comparison:
    shared = [a for a, b in _pairs(one, two) if a and b]
    alone = [a or b for a, b in _pairs(one, two) if bool(a) != bool(b)]
    if one.several or two.several:
        return Comparison(0.45, "one of them speaks of several courts")
    if kinds == "loose":
        if shared:
            return Comparison(0.6, "of one place, but one of them does not say what court it is")
        return Comparison(0.5, "one of them does not say what court it is, or where")
    if one.called in _words().single and one.called == two.called:
        return Comparison(0.97, f"both are the {one.called}")
    if not shared:
        return Comparison(0.5, f"both are a {one.called or two.called}, and one of them does not say which")
    if alone:
        return Comparison(0.65, f"both are a {one.called}, but only one says all of its name")
    if one.kind == "district" and not one.town and {one.lead, two.lead} & _words().common:
        return Comparison(0.8, "of one name and kind, but courts of that name are in many towns")
    return Comparison(0.97, f"both are the {one.called} of one place, number and name")


def _pairs(one: CourtName, two: CourtName) -> list[tuple[str | None, str | None]]:
    return [(one.number, two.number), (one.lead, two.lead), (one.town, two.town), (one.country, two.country)]
