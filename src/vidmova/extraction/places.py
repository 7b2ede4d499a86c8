"""Finds places: countries, regions, towns and villages by name, and places without a name (cellar, front line)."""

import re
from functools import lru_cache
from typing import Literal

from msgspec import Struct, structs

from vidmova.extraction import gazetteer
from vidmova.extraction.gazetteer import Hit, Kind, Record
from vidmova.extraction.placewords import PlaceWords, words_of
from vidmova.extraction.romanise import romanise
from vidmova.records import Passage

Role = Literal["at", "from", "left", "to", "near"]
Found = Role | Literal["at or to"]
FREE = 15000
BACK = 60
_CAPITAL = re.compile(r"(?<![\w])[A-ZА-ЯЁІЇЄҐ][^\W\d_]*(?:['’ʼ](?!s\b)[^\W\d_]+)*")
_NEXT_CAPITAL = re.compile(r"[\s-]([A-ZА-ЯЁІЇЄҐ][^\W\d_]+(?:['’ʼ][^\W\d_]+)*)(?:-\d+)?")
_REGION_NEXT = re.compile(r"\s*(?:,|\()?\s*(?:(?:in|the|в|у|во|of)\s+){0,2}(?=[A-ZА-ЯЁІЇЄҐ])")
_ADJECTIVE = re.compile(r"[А-ЯЁІЇЄҐ][\w'’-]*(?:ск|цк|ськ|цьк|зьк)(?:ий|ого|ому|им|ом|ої|ій|ая|ой)$")
_JOINED = re.compile(
    r"(?:\s*,\s*|\s+(?:and|or|и|или|та|й|і|або|чи)\s+|\s*,\s+(?:and|or|и|та|й|і)\s+)(?:the\s+|in\s+|в\s+|у\s+)?$"
)
_WEAK = frozenset(
    [
        "к",
        "ко",
        "до",
        "от",
        "від",
        "у",
        "с",
        "со",
        "за",
        "по",
        "перед",
        "for",
        "on",
        "through",
        "via",
        "over",
        "при",
        "через",
        "по",
    ]
)
_WITH = frozenset(("с", "со", "з", "із", "зі"))
_INSTRUMENTAL = frozenset(["ом", "ем", "ой", "ою", "ей", "ею", "ю", "ням", "ям", "им", "ами", "ями"])
_MOVED = re.compile(r"\w*(?:(?<!лес)(?<!лис)(?<!ліс)[ую]|[бвгджзклмнпрстфхцчшщь]|[иы]й)(?!\w)")
_RESTING = re.compile(r"\w*(?:[оеіиы]м|[ое]й|ій|[аяиы]х|[оеё]в)(?!\w)")
_QUOTED = re.compile(r"[«“„][^»”“\n.!?]{1,45}[»”“]|(?<![\w\"])\"[A-ZА-ЯЁІЇЄҐ][^\"\n.!?]{1,45}\"")
_SHORTENED = re.compile(r"(?<!\w)(?:г|с|д|м|пос|дер|обл|смт)\.$")
_PEOPLE = re.compile("(?:ian|ish|an|ese|sky|skyi)$")


class Place(Struct, frozen=True):
    """A place that a passage names, or a place without a name of a known kind."""

    start: int
    end: int
    name: str
    kind: Kind
    country: str | None = None
    region: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    role: Role | None = None


class _Look(Struct, frozen=True):
    """What stands before a name: the role it gives, the word that gives it, and whether a settlement noun is there."""

    role: Found | None
    word: str
    settlement: bool


def find_places(passage: Passage) -> list[Place]:
    """Return the places of a passage in order of their start, none overlapping."""
    words = words_of(passage.language)
    found = [*_named(passage, words), *_adjectives(passage, words), *_peoples(passage, words)]
    found += _facilities(passage, words)
    found.sort(key=lambda place: (place.start, -place.end, place.kind == "facility"))
    kept: list[Place] = []
    for place in found:
        if not kept or place.start >= kept[-1].end:
            kept.append(_with_role_of(place, kept[-1] if kept else None, passage))
    return kept


def _with_role_of(place: Place, before: Place | None, passage: Passage) -> Place:
    if place.role is None and before is not None and before.role is not None and place.kind != "facility":
        between = passage.folded[before.end : place.start]
        if len(between) < 12 and _JOINED.fullmatch(between):
            return structs.replace(place, role=before.role)
    return place


def _named(passage: Passage, words: PlaceWords) -> list[Place]:
    text, found, reached = passage.text, [], passage.start
    titles = [(m.start(), m.end()) for m in _QUOTED.finditer(text, passage.start, passage.end)]
    for match in _CAPITAL.finditer(text, passage.start, passage.end):
        start, end = match.span()
        if start < reached or any(a < start < b for a, b in titles):
            continue
        place = (
            _known(passage, words, start, end)
            or _district(passage, words, start)
            or _unknown(passage, words, start, end)
        )
        if place and place.end <= passage.end:
            found.append(place)
            reached = place.end
    return found


def _known(passage: Passage, words: PlaceWords, start: int, end: int) -> Place | None:
    text = passage.text
    hits = [hit for hit in gazetteer.hits_at(text, start, end, text[start:end]) if not hit.adjective or hit.whole]
    look = None
    for reached in sorted({hit.end for hit in hits}, reverse=True):
        if text[reached : reached + 1].isalnum() or _hyphenated(text, reached):
            continue
        if look is None:
            look = _look_back(passage, words, start)
        ending_here = [hit for hit in hits if hit.end == reached]
        record, hit, region = _best(text, ending_here, passage.language)
        if record.name and _acceptable(passage, words, (start, hit), record, look, region):
            return _place(passage, words, (start, reached), record, hit, look)
    return None


def _hyphenated(text: str, at: int) -> bool:
    return text[at : at + 1] in ("-", "‑") and text[at + 1 : at + 2].isalpha() and text[at + 1 : at + 6] != "based"


def _best(text: str, hits: list[Hit], language: str) -> tuple[Record, Hit, str | None]:
    """Choose among the places that bear a name: by a region named next, else by the own tables and population."""
    numbers = [(number, hit) for hit in hits for number in hit.places]
    records = [(gazetteer.record(number), hit) for number, hit in numbers]
    records.sort(key=lambda pair: ("o" not in pair[0].flags, -pair[0].population, pair[1].moving))
    first, hit = records[0]
    if first.kind in ("country", "region", "area"):
        return first, hit, None
    region = _region_after(text, hit.end, language)
    there = [pair for pair in records if region and pair[0].region == region.name]
    if region and (there or (first.kind == "settlement" and region.country in ("", first.country))):
        first, hit = there[0] if there else (_unplaced(first, region.country), hit)
        return structs.replace(first, region=region.name), hit, region.name
    rivals = [
        r
        for r, _ in records[1:]
        if (r.name, r.region) != (first.name, first.region) and r.population * 3 > first.population
    ]
    if "o" not in first.flags and rivals:
        same = all(r.country == first.country for r in rivals)
        return _unplaced(first, first.country if same else None), hit, None
    return first, hit, None


def _unplaced(record: Record, country: str | None) -> Record:
    return structs.replace(record, country=country or "", region=None, latitude=None, longitude=None)


def _region_after(text: str, at: int, language: str) -> Record | None:
    gap = _REGION_NEXT.match(text, at, at + 20)
    if not gap or gap.end() == at or (language == "en" and not gap.group().strip()):
        return None
    word = _CAPITAL.match(text, gap.end())
    if not word:
        return None
    for hit in gazetteer.hits_at(text, word.start(), word.end(), word.group()):
        record = gazetteer.record(hit.places[0])
        if record.kind == "region" and (not hit.adjective or hit.whole):
            return record
    return None


def _acceptable(
    passage: Passage, words: PlaceWords, found: tuple[int, Hit], record: Record, look: _Look, region: str | None
) -> bool:
    start, end = found[0], found[1].end
    said = passage.folded[start:end]
    strong = look.role is not None and look.word not in _WEAK
    if said in words.never and not (look.settlement or region or strong):
        return False
    if look.settlement or region:
        return True
    if len(said) < 4 and "o" not in record.flags and not look.role:
        return False
    if "n" in record.flags and _beside_name(passage.text, start, end):
        return False
    if record.flags.replace("o", "") == "" and (record.population >= FREE or "o" in record.flags):
        return not _surname(passage, start, look)
    if record.population < FREE and "o" not in record.flags:
        plain = not record.flags.replace("o", "") and found[1].form not in ("i", "A", "O")
        return strong and plain and len(said) > 3 and not _beside_name(passage.text, start, end)
    return strong or (look.role is not None and "w" not in record.flags)


def _beside_name(text: str, start: int, end: int) -> bool:
    """Whether a capitalised word stands next to it, as in a person's name or a longer title."""
    after = _NEXT_CAPITAL.match(text, end)
    before = re.search(r"(?<=[\w]\s)[A-ZА-ЯЁІЇЄҐ][\w'’-]+\.?\s$", text[max(0, start - 25) : start])
    return bool(after or before)


def _surname(passage: Passage, start: int, look: _Look) -> bool:
    """Whether a Cyrillic given name or an initial stands right before it in the middle of a sentence."""
    if look.role is not None or passage.language == "en":
        return bool(re.search(r"(?<![\w.])[A-Z]\.\s?$", passage.text[max(0, start - 5) : start])) and not re.search(
            r"(?i)\bu\.\s?$|\bst\.\s?$", passage.text[max(0, start - 5) : start]
        )
    return bool(re.search(r"(?<![\w.])[А-ЯІЇЄ]\.\s?$", passage.text[max(0, start - 5) : start]))


@lru_cache(maxsize=4096)
def _roles(before: str, language: str) -> tuple[Found | None, str]:
    words = words_of(language)
    match = words.role.search(before)
    return (words.roles[match.group(1)], match.group(1)) if match else (None, "")


def _look_back(passage: Passage, words: PlaceWords, start: int) -> _Look:
    low = max(0, start - BACK)
    before = passage.folded[low:start]
    cut = max(before.rfind(". "), before.rfind("\n"), before.rfind(";"))
    clause = before if _SHORTENED.search(before[: cut + 1]) else before[cut + 1 :]
    role, word = _roles(clause, passage.language)
    if role == "from" and words.left.search(clause):
        role = "left"
    noun = words.settlement.search(clause)
    initial = noun and "." in noun.group() and passage.text[start - len(clause) + noun.start()].isupper()
    return _Look(role, word, bool(noun) and not initial)


def _place(passage: Passage, words: PlaceWords, span: tuple[int, int], record: Record, hit: Hit, look: _Look) -> Place:
    start, end = span
    role = look.role
    if role == "at or to":
        role = "to" if hit.moving and not look.settlement else "at"
    if role == "from" and look.word in _WITH and hit.ending in _INSTRUMENTAL:
        role = None
    name, kind = record.name, record.kind
    if kind in ("country", "region", "area"):
        direction = words.direction.search(passage.folded, max(passage.start, start - 40), start)
        if direction:
            name, kind, start = f"{words.directions[_group(direction)]} {name}", "area", direction.start()
            role = _turned(_look_back(passage, words, start).role)
    if role is None and kind != "country" and words.parties.match(passage.folded, end):
        role = "from"
    return Place(start, end, name, kind, record.country or None, record.region, record.latitude, record.longitude, role)


def _turned(role: Found | None) -> Role | None:
    return "at" if role == "at or to" else role


def _group(match: re.Match[str]) -> int:
    return next(number for number, group in enumerate(match.groups()) if group is not None)


def _district(passage: Passage, words: PlaceWords, start: int) -> Place | None:
    """A district: an adjective or a name before the word for one («в Камышинском районе», "Zakamensky District")."""
    word = re.compile(r"[A-ZА-ЯЁІЇЄҐ][\w'’ʼ-]+").match(passage.text, start, passage.end)
    noun = word and words.district.match(passage.folded, word.end(), passage.end)
    if not word or not noun:
        return None
    said = word.group()
    if passage.language == "en":
        if not passage.text[noun.end() - len(noun.group().strip())].isupper() and not said.endswith(
            ("sky", "skyi", "skiy")
        ):
            return None
        if said in ("Military", "Federal", "Southern", "Western", "Eastern", "Northern", "Central", "The"):
            return None
        name = said
    elif _ADJECTIVE.match(said):
        name = romanise(re.sub("(ого|ому|им|ом|ої|ій|ая|ой)$", "ий", said), passage.language)
    else:
        return None
    region = _region_after(passage.text, noun.end(), passage.language)
    role = _turned(_look_back(passage, words, start).role)
    country, of = (region.country, region.name) if region else (None, None)
    return Place(start, noun.end(), f"{name} District", "area", country, of, None, None, role)


def _unknown(passage: Passage, words: PlaceWords, start: int, end: int) -> Place | None:
    """A capitalised word that no list knows, after or before a settlement noun."""
    look = _look_back(passage, words, start)
    text = passage.text
    after = words.after.match(passage.folded, end, passage.end)
    named = after and _lower(text, after.end() - 1) and not _first(text, start) and not _PEOPLE.search(text[start:end])
    if not look.settlement and not named:
        return None
    while (more := _NEXT_CAPITAL.match(text, end, passage.end)) and look.settlement:
        end = more.end()
    end = _with_number(text, end)
    said = text[start:end]
    if re.search(r"(?<!\w)[гсдм]\.\s?$", passage.folded[max(0, start - 4) : start]) or len(said) < 3:
        return None
    name = said if passage.language == "en" else romanise(said, passage.language)
    region = _region_after(text, end, passage.language)
    role = "at" if look.role == "at or to" else look.role
    country, of = (region.country, region.name) if region else (None, None)
    return Place(start, end, name, "settlement", country, of, None, None, role)


def _with_number(text: str, end: int) -> int:
    number = re.compile(r"-\d{1,3}(?!\w)").match(text, end)
    return number.end() if number else end


def _lower(text: str, at: int) -> bool:
    return text[at].islower()


def _first(text: str, start: int) -> bool:
    return start == 0 or text[start - 2 : start - 1] in ".!?\n" or text[start - 1] == "\n"


def _adjectives(passage: Passage, words: PlaceWords) -> list[Place]:
    """Adjectives made from a town or region before people: «псковские десантники» are from Pskov."""
    found = []
    for match in words.adjective_party.finditer(passage.folded, passage.start, passage.end):
        said = match.group(1)
        if said.startswith(words.never_adjectives):
            continue
        place = _adjective(passage.text[match.start(1) : match.end(1)])
        if place:
            found.append(structs.replace(place, start=match.start(1), end=match.end(1)))
    return found


@lru_cache(maxsize=4096)
def _adjective(said: str) -> Place | None:
    end = re.match(r"[^\W\d_]+", said)
    hits = gazetteer.hits_at(said, 0, end.end(), end.group()) if end else []
    numbers = [number for hit in hits if hit.form == "D" and hit.end == len(said) for number in hit.places]
    records = [gazetteer.record(number) for number in numbers]
    records = [r for r in records if "o" in r.flags or (r.population >= 50000 and "w" not in r.flags)]
    if not records:
        return None
    best = max(records, key=lambda r: ("o" in r.flags and r.kind != "region", r.population))
    return Place(
        0,
        0,
        best.name,
        best.kind,
        best.country,
        best.region,
        best.latitude,
        best.longitude,
        "from",
    )


def _peoples(passage: Passage, words: PlaceWords) -> list[Place]:
    """Words that tell by themselves where people come from: "Siberians", «иркутяне», "Chechen fighters"."""
    found = words.people.finditer(passage.folded, passage.start, passage.end)
    return [Place(each.start(), each.end(), words.peoples[_group(each)], "area", role="from") for each in found]


def _facilities(passage: Passage, words: PlaceWords) -> list[Place]:
    found = []
    for match in words.facility.finditer(passage.folded, passage.start, passage.end):
        if passage.text[match.start()].isupper() and not _heading(passage.text, match):
            continue
        role = _look_back(passage, words, match.start()).role
        if role == "at or to":
            role = "to" if _moved(passage.text[match.start() : match.end()]) else "at"
        name = words.facilities[_group(match)]
        found.append(Place(match.start(), match.end(), name, "facility", role=role))
    return found


def _moved(said: str) -> bool:
    """Whether a facility's word stands in the accusative («в подвал», «на передовую»)."""
    return not said.isupper() and not _RESTING.match(said) and bool(_MOVED.match(said))


def _heading(text: str, match: re.Match[str]) -> bool:
    """Whether a facility's capital is that of a sentence's beginning or an acronym, not of a name."""
    said = text[match.start() : match.end()]
    return (
        said.isupper()
        or _first(text, match.start())
        or not text[max(0, match.start() - 3) : match.start()].rstrip()[-1:].isalnum()
    )
