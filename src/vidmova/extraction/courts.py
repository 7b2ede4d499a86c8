"""Finds courts and names them in English, with their town where it is said."""

import re
from functools import cache, lru_cache

from msgspec import Struct

from vidmova.extraction import gazetteer
from vidmova.extraction.gazetteer import Record
from vidmova.extraction.placewords import either
from vidmova.extraction.romanise import romanise
from vidmova.extraction.units import ordinal
from vidmova.lexicon import files
from vidmova.records import Passage


class Court(Struct, frozen=True):
    """A court that a passage names or describes; kind `unnamed` where it says no more than "court"."""

    start: int
    end: int
    name: str
    town: str | None
    kind: str


class _Type(Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    kind: str
    words: list[str]
    by: str = "none"


class _File(Struct, frozen=True, forbid_unknown_fields=True, rename={"in_": "in"}):
    court: list[str]
    courts: list[str]
    types: list[_Type]
    behind: list[_Type]
    compass: dict[str, list[str]]
    countries: dict[str, list[str]]
    in_: list[str]
    at: list[str]
    named: list[_Type]
    idioms: list[str]


class _Words(Struct, frozen=True):
    noun: re.Pattern[str]
    idiom: re.Pattern[str]
    before: re.Pattern[str]
    adjective: re.Pattern[str]
    clause: re.Pattern[str]
    behind: re.Pattern[str]
    between: re.Pattern[str]
    types: tuple[tuple[re.Pattern[str], _Type], ...]
    compass: tuple[tuple[re.Pattern[str], str], ...]
    countries: tuple[tuple[re.Pattern[str], str], ...]


class _Said(Struct, frozen=True):
    """What was read around the word for a court."""

    start: int
    end: int
    type: _Type | None
    lead: str
    number: str
    place: Record | None
    plural: bool


_CAPITAL = re.compile(r"[A-ZА-ЯЁІЇЄҐ][^\W\d_]*(?:['’ʼ][^\W\d_]+)*")
_PLAIN = _Type("Court", "unnamed", [])
_CYRILLIC_ADJECTIVE = re.compile("(?:[иыоі]й|ого|ому|им|ым|ом|[иы]е|[иы]х|і|ими|ыми|ів|ая|ой)$")
_ENDING = re.compile("(ый|ого|ому|им|ом|ої|ій|ые|ие|их|ыми|ими|і|ая|ой)$")
_FEW_WORDS = re.compile(r"\s+(?:[а-яіїєґё'’-]+\s+){0,3}")
_ADJECTIVE = re.compile(r"[а-яіїєґёА-ЯЁІЇЄҐ'’ʼ-]+(?:ск|цк|ськ|цьк|зьк)(?:ий|ого|ому|им|ом|ие|их|ими|і)$")


def find_courts(passage: Passage) -> list[Court]:
    """Return the courts of a passage in order of their start, none overlapping."""
    words = _words(passage.language)
    found: list[Court] = []
    idioms = [match.span() for match in words.idiom.finditer(passage.folded, passage.start, passage.end)]
    for match in words.noun.finditer(passage.folded, passage.start, passage.end):
        if any(start <= match.start() < end for start, end in idioms):
            continue
        court = _fixed(words, match) or _court(passage, words, match)
        if not found or court.start >= found[-1].end:
            found.append(court)
    return found


@cache
def _words(language: str) -> _Words:
    file = files.read("courts", _File, language)
    types = either(word for each in file.types for word in each.words)
    named = "|".join(f"(?P<n{at}>{either(each.words)})" for at, each in enumerate(file.named))
    noun = rf"(?P<one>{either(file.court)})|(?P<many>{either(file.courts)})"
    opening = r"(?:(?P<number>\d)(?:-?[^\W\d_]{1,3})?\s+)?"
    return _Words(
        noun=re.compile(rf"(?<![\w-])(?:{named}|{noun})(?![\w]|-\w)"),
        idiom=re.compile(rf"(?<!\w){either(file.idioms)}(?!\w)"),
        before=re.compile(rf"(?<![\w-]){opening}(?P<lead>(?:[^\W\d_][\w.'’-]*\s+){{0,3}}?)(?P<type>{types})\s+$"),
        adjective=re.compile(r"(?<![\w-])(?P<lead>[^\W\d_][\w'’-]+)\s+$"),
        clause=re.compile(rf"(?<!\w)({either(file.at)}\s+)(?=\w)(?!.*(?<!\w){either(file.at)}\s+\w)"),
        behind=re.compile(rf"\s+(?P<type>{either(w for b in file.behind for w in b.words)})(?!\w)"),
        between=re.compile(rf"\s+(?:(?:{'|'.join(re.escape(word) for word in file.in_)})\s+)?(?=\w)"),
        types=tuple((re.compile(either(each.words)), each) for each in [*file.types, *file.behind, *file.named]),
        compass=tuple((re.compile(either(words)), name) for name, words in file.compass.items()),
        countries=tuple((re.compile(either(words)), name) for name, words in file.countries.items()),
    )


def _fixed(words: _Words, match: re.Match[str]) -> Court | None:
    if match["one"] or match["many"]:
        return None
    entry = _type(words, match.group())
    return Court(match.start(), match.end(), entry.name, None, entry.kind) if entry else None


def _type(words: _Words, wording: str) -> _Type | None:
    return next((entry for expression, entry in words.types if expression.fullmatch(wording)), None)


def _court(passage: Passage, words: _Words, match: re.Match[str]) -> Court:
    said = _read(passage, words, match)
    kind = said.type or _PLAIN
    town = said.place.name if said.place and said.place.kind in ("city", "settlement") else None
    if said.plural:
        return Court(said.start, said.end, _several(said, kind), town, kind.kind)
    if said.type is None:
        return _plain(said, town)
    name, town = _name(passage, words, said, town)
    return Court(said.start, said.end, name, town, kind.kind)


def _plain(said: _Said, town: str | None) -> Court:
    name = f"court in {said.place.name}" if said.place else "court"
    return Court(said.start, said.end, name, town, "local" if said.place else "unnamed")


def _several(said: _Said, kind: _Type) -> str:
    name = kind.name.lower().replace("court", "courts", 1)
    return f"{name} in {said.place.name}" if said.place else name


def _name(passage: Passage, words: _Words, said: _Said, town: str | None) -> tuple[str, str | None]:
    """Write the English name: "Volgograd Garrison Military Court", "Leninsky District Court of Barnaul"."""
    kind = said.type or _PLAIN
    lead, led = _lead(passage, words, said, kind)
    town = town or led
    number = f"{ordinal(int(said.number))} " if said.number else ""
    place = said.place
    if kind.by == "country":
        country = place.name if place else _listed(words.countries, said.lead.lower())
        return f"{kind.name} of {country}" if country else kind.name, None
    if kind.by == "adjective":
        return f"{number}{lead} {kind.name}".strip() + (f" of {place.name}" if place else "") if lead else _unled(
            kind, place
        ), town
    if lead:
        return f"{number}{lead} {kind.name}", town
    if place and kind.by == "town" and town and kind.kind in ("garrison", "city"):
        return f"{place.name} {kind.name}", town
    return number + _unled(kind, place), town


def _unled(kind: _Type, place: Record | None) -> str:
    return kind.name.lower() + (f" in {place.name}" if place else "")


def _lead(passage: Passage, words: _Words, said: _Said, kind: _Type) -> tuple[str, str | None]:
    """Write the word before the court's kind, and return the town that it is made from."""
    if not said.lead:
        return "", None
    if kind.by == "compass":
        return _listed(words.compass, said.lead.lower()) or _written(passage, said.lead), None
    made = _made_from(said.lead) if passage.language != "en" else None
    town = made.name if made and made.kind != "region" else None
    if passage.language == "en":
        known = _place_at(said.lead, 0, said.lead)
        return said.lead, known[0].name if known else None
    if kind.by == "region":
        regional = _region_made_from(said.lead)
        return regional or _written(passage, said.lead), None
    if kind.by == "town" and made:
        return re.sub(" (Oblast|Krai)$", "", made.name), town
    return _written(passage, said.lead), town if kind.by != "adjective" else None


def _written(passage: Passage, lead: str) -> str:
    if passage.language == "en":
        return lead
    return romanise(_ENDING.sub("ий", lead), passage.language)


def _listed(table: tuple[tuple[re.Pattern[str], str], ...], wording: str) -> str | None:
    return next((name for expression, name in table if expression.fullmatch(wording)), None)


@lru_cache(maxsize=4096)
def _adjective_records(said: str) -> tuple[Record, ...]:
    first = re.match(r"[^\W\d_]+", said)
    if not first or not _ADJECTIVE.match(said):
        return ()
    hits = gazetteer.hits_at(said, 0, first.end(), first.group())
    hits = [hit for hit in hits if hit.adjective and hit.end == len(said)]
    return tuple(gazetteer.record(number) for hit in hits for number in hit.places)


def _made_from(said: str) -> Record | None:
    records = [r for r in _adjective_records(said) if r.kind in ("city", "settlement")]
    return max(records, key=lambda r: ("o" in r.flags, r.population), default=None)


def _region_made_from(said: str) -> str | None:
    word = re.match(r"[^\W\d_]+", said)
    hits = gazetteer.hits_at(f"{said} область", 0, word.end(), word.group()) if word else []
    records = [gazetteer.record(hit.places[0]) for hit in hits if hit.whole]
    return re.sub(" (Oblast|Krai)$", "", records[0].name) if records else None


def _read(passage: Passage, words: _Words, match: re.Match[str]) -> _Said:
    start, end, entry, lead, number = match.start(), match.end(), None, "", ""
    low = max(passage.start, start - 80)
    before = words.before.search(passage.folded, low, start)
    if before:
        entry = _type(words, before["type"])
        lead, begin = _lead_words(passage, before)
        start = begin if begin is not None else before.start("type")
        if lead and before["number"] and before.start("lead") == start:
            number, start = before["number"], before.start("number")
    behind = words.behind.match(passage.folded, end, passage.end)
    if behind:
        entry, end = _type(words, behind["type"]) or entry, behind.end()
        town, begun = _place_before(passage, words, start)
        if town and begun < start and not lead:
            lead, start = passage.text[begun:start].strip(), begun
    place, reached = _place_behind(passage, words, end, entry)
    if entry is None and not place:
        place, start = _place_before(passage, words, start)
    return _Said(start, max(end, reached), entry, lead, number, place, bool(match["many"]))


def _lead_words(passage: Passage, before: re.Match[str]) -> tuple[str, int | None]:
    """Return the capitalised words that end right before the court's kind, or an adjective made from a town."""
    begin, end = before.span("lead")
    said = passage.text[begin:end]
    pieces = list(re.finditer(r"\S+", said))
    chosen: list[re.Match[str]] = []
    for piece in reversed(pieces):
        if not piece.group()[0].isupper() or piece.group() in ("The", "A", "An", "This", "In", "В", "У", "At", "By"):
            break
        if passage.language != "en" and (chosen or not _CYRILLIC_ADJECTIVE.search(piece.group())):
            break
        chosen.insert(0, piece)
    if chosen:
        return said[chosen[0].start() :].strip(), begin + chosen[0].start()
    last = pieces[-1] if pieces else None
    if last and _made_from(last.group()):
        return last.group(), begin + last.start()
    return "", None


def _place_behind(passage: Passage, words: _Words, end: int, entry: _Type | None) -> tuple[Record | None, int]:
    between = words.between.match(passage.folded, end, passage.end)
    if not between:
        return None, end
    word = _CAPITAL.match(passage.text, between.end(), passage.end)
    if word and entry and entry.by == "country":
        for expression, name in words.countries:
            country = expression.match(passage.folded, between.end(), passage.end)
            if country and not passage.folded[country.end() : country.end() + 1].isalpha():
                return Record(name, "country", name, None, None, None, 0, ""), country.end()
    if not word:
        return None, end
    found = _place_at(passage.text, word.start(), word.group())
    return found if found and found[1] <= passage.end else (None, end)


def _place_at(text: str, start: int, word: str) -> tuple[Record, int] | None:
    first = _CAPITAL.match(text, start)
    if not first:
        return None
    hits = gazetteer.hits_at(text, start, first.end(), first.group())
    for hit in hits:
        records = [gazetteer.record(number) for number in hit.places]
        record = max(records, key=lambda r: ("o" in r.flags, r.population))
        if (not hit.adjective or hit.whole) and ("o" in record.flags or record.population >= 3000):
            return record, hit.end
    return None


def _place_before(passage: Passage, words: _Words, start: int) -> tuple[Record | None, int]:
    """A town before a plain court: "Barnaul court", «барнаульский суд», «в Барнауле на прошлой неделе суд»."""
    begun = words.clause.search(passage.folded, max(passage.start, start - 60), start)
    if begun and passage.text[begun.end(1) :][:1].isupper():
        found = _place_at(passage.text, begun.end(1), "")
        if found and found[1] <= start and _FEW_WORDS.fullmatch(passage.text, found[1], start):
            return found[0], start
    before = words.adjective.search(passage.folded, max(passage.start, start - 30), start)
    if not before:
        return None, start
    lead = passage.text[before.start("lead") : before.end("lead")]
    made = _made_from(lead)
    if made:
        return made, before.start("lead")
    found = _place_at(lead, 0, lead) if lead[0].isupper() else None
    if found and found[1] == len(lead) and found[0].kind in ("city", "region"):
        return found[0], before.start("lead")
    return None, start
