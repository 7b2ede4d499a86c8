"""Finds military units, special police and security services, and names them in English."""

import re
from functools import cache
from operator import attrgetter

from msgspec import Struct, field, structs

from vidmova.extraction import gazetteer
from vidmova.extraction.placewords import either
from vidmova.extraction.romanise import romanise
from vidmova.lexicon import files
from vidmova.records import Passage


class Unit(Struct, frozen=True):
    """A formation that a passage names; `number` as written, `category` in the codebook's codes."""

    start: int
    end: int
    name: str
    kind: str
    number: str | None = None
    category: list[str] = field(default_factory=list)


class _Word(Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    words: list[str]
    kind: str = ""
    category: list[str] = field(default_factory=list)


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    honours: list[_Word]
    branches: list[_Word]
    kinds: list[_Word]
    short: list[_Word]
    formation: list[str]
    police: list[_Word]
    named: list[_Word]
    ordinals: dict[str, int]
    endings: list[str]
    of: list[str]
    never: list[str]


class _Table(Struct, frozen=True):
    """Entries of the lexicon with the expressions that recognise which of them a wording is."""

    entries: tuple[_Word, ...]
    expressions: tuple[re.Pattern[str], ...]

    def of(self, wording: str) -> _Word | None:
        """Return the entry that the whole wording is."""
        for entry, expression in zip(self.entries, self.expressions, strict=True):
            if expression.fullmatch(wording):
                return entry
        return None


class _Words(Struct, frozen=True):
    formation: re.Pattern[str]
    numbered_unit: re.Pattern[str]
    named: re.Pattern[str]
    police: re.Pattern[str]
    part: re.Pattern[str]
    of: re.Pattern[str]
    parts: _Table
    kinds: _Table
    names: _Table
    officers: _Table
    ordinals: tuple[tuple[re.Pattern[str], int], ...]
    honours: frozenset[str]


_LARGE = ("army", "corps", "base", "centre")
_UNNUMBERED = ("company", "battalion", "regiment", "brigade", "division", "detachment")
_VAGUE = ("Separate", "Reserve", "Training", "Guards")
_ORDER = (
    *("platoon", "battery", "company", "squadron", "battalion", "detachment"),
    *("regiment", "brigade", "division", "police", "army"),
)
_NO_TITLES = frozenset(
    "The This That His Her Their Our Russian Ukrainian Military Limited Separate Every Each Whole".split()  # noqa: SIM905
)
_CAPITAL_BEFORE = re.compile(r"(?<!\w)([A-Z][a-z]{2,}(?:-[A-Z]\w*)?)\s+$")
_WORD_BEFORE = re.compile(r"(?<!\w)([^\W\d_][\w'’-]+)\s+$")
_LINK = r"(?:of\s+(?:the\s+)?|from\s+|по\s+|у\s+|в\s+|из\s+|із\s+|з\s+)?"
_CAPITAL_AFTER = re.compile(rf"\s+{_LINK}([A-ZА-ЯЁІЇЄҐ][^\W\d_]+)")
_PART_BEHIND = re.compile(r"\W{1,2}(?:from|of|из|з|із)(?: the)?\W{1,2}")
_OF_UNIT = re.compile(r"(?:omon|sobr|regiment|brigade|division|army) (?:from|of) the \w+ $")
_QUOTED_BEHIND = re.compile(r'\s+[«"“]([^»"”\n]{2,25})[»"”]')
_QUOTED_BEFORE = re.compile(r"""(?<!\w)["']([^\W\d_][^"'\n]{1,24})["']\s+$""")


def find_units(passage: Passage) -> list[Unit]:
    """Return the units of a passage in order of their start; a company and the regiment it belongs to are one."""
    words = _words(passage.language)
    found = [
        *_numbered(passage, words),
        *_formations(passage, words),
        *_police(passage, words),
        *_names(passage, words),
    ]
    found.sort(key=lambda unit: (unit.start, -unit.end))
    kept: list[Unit] = []
    for unit in found:
        if kept and unit.start < kept[-1].end:
            continue
        if kept and _belongs(passage, words, kept[-1], unit):
            unit = _joined(kept.pop(), unit)
        elif kept and _holds(passage, kept[-1], unit):
            unit = structs.replace(_joined(unit, kept[-1]), start=kept.pop().start, end=unit.end)
        kept.append(unit)
    return kept


def _table(entries: list[_Word]) -> _Table:
    return _Table(tuple(entries), tuple(re.compile(either(entry.words)) for entry in entries))


def _any(*tables: list[_Word]) -> str:
    words = [word for table in tables for entry in table for word in entry.words]
    return either(sorted(words, key=lambda word: (-len(word), word)))


@cache
def _words(language: str) -> _Words:
    file = files.read("units", _File, language)
    part, kind = _any(file.honours, file.branches), _any(file.kinds, file.short)
    number = rf"(?P<number>\d{{1,4}})(?P<ending>[\s-]?(?:{'|'.join(map(re.escape, file.endings))}))?"
    head = rf"(?:(?:{number}|(?P<ordinal>{either(file.ordinals)}))[\s,-]{{1,2}}(?!\s)|(?=[^\W\d_]))"
    before = rf"(?P<before>(?:{part}[\s,-]{{1,2}}){{0,5}}?)"
    after = rf"(?P<after>(?:\s+{part}(?!\w)){{0,2}})"
    formation = either(sorted(file.formation, key=lambda word: -len(word)))
    return _Words(
        formation=re.compile(
            rf'(?<![\w-]){head}{before}(?P<kind>{kind})(?!\w|-\w){after}(?:\s+"(?P<title>[^"\n]{{2,30}})")?'
        ),
        numbered_unit=re.compile(rf"(?<!\w){formation}\s?№?\s?(?P<number>[аa]?[- ]?\d{{4,5}})(?!\d)"),
        named=re.compile(rf"(?<![\w-])(?P<name>{_any(file.named)})(?![\w-])"),
        police=re.compile(rf"(?<![\w-])(?P<name>{_any(file.police)})(?![\w-])"),
        part=re.compile(rf"{part}(?!\w)"),
        of=re.compile(rf"\s*,?\s+(?:{either(file.of)}\s+)?" if file.of else r"\s+"),
        parts=_table([*file.honours, *file.branches]),
        kinds=_table([*file.kinds, *file.short]),
        names=_table(file.named),
        officers=_table(file.police),
        ordinals=tuple((re.compile(either([word])), value) for word, value in file.ordinals.items()),
        honours=frozenset(entry.name for entry in file.honours),
    )


def ordinal(number: int) -> str:
    """Return an English ordinal: 1st, 12th, 205th."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _numbered(passage: Passage, words: _Words) -> list[Unit]:
    """Formations: "205th Separate Motor Rifle Brigade", «155-я бригада морской пехоты», «штурмовая рота»."""
    matches = words.formation.finditer(passage.folded, passage.start, passage.end)
    found = [_formation(passage, words, match) for match in matches]
    return [unit for unit in found if unit]


def _formation(passage: Passage, words: _Words, match: re.Match[str]) -> Unit | None:
    kind = words.kinds.of(match["kind"])
    if kind is None:
        return None
    parts = _parts(words, match["before"]) + _parts(words, match["after"])
    number = _number(words, match)
    start, title = match.start(), None
    if match["title"] is not None:
        title = passage.text[match.start("title") : match.end("title")]
    elif not number:
        start, title = _title_before(passage, match)
    if not _is_unit(match, kind, parts, number, title):
        return None
    name = _written(words, kind, parts, number)
    if title and not number:
        name = f"{romanise(title, passage.language)} {name}"
    category = sorted({code for part in [*parts, kind] for code in part.category})
    return Unit(start, match.end(), name, kind.kind, number, category)


def _is_unit(match: re.Match[str], kind: _Word, parts: list[_Word], number: str | None, title: str | None) -> bool:
    if number and match["number"] and not match["ending"]:
        return kind.kind not in _LARGE and (bool(parts) or kind.kind != "company")
    if number:
        return True
    if title:
        return kind.kind not in ("army", "centre")
    return kind.kind in _UNNUMBERED and any(part.name not in _VAGUE for part in parts)


def _title_before(passage: Passage, match: re.Match[str]) -> tuple[int, str | None]:
    """A name in quotes before the formation, or in English a capitalised one ("the Azov Brigade")."""
    start = match.start()
    low = max(passage.start, start - 45)
    quoted = _QUOTED_BEFORE.search(passage.folded, low, start)
    if quoted:
        return quoted.start(), passage.text[quoted.start(1) : quoted.end(1)]
    named = passage.text[match.start("kind")].isupper() or _OF_UNIT.search(passage.folded, low, start)
    if passage.language != "en" or not named:
        return start, None
    before = _CAPITAL_BEFORE.search(passage.text, low, start)
    if not before or before[1] in _NO_TITLES:
        return start, None
    return before.start(), before[1]


def _parts(words: _Words, wording: str) -> list[_Word]:
    found: list[_Word] = []
    for match in words.part.finditer(wording):
        part = words.parts.of(match.group())
        if part and part not in found:
            found.append(part)
    return found


def _number(words: _Words, match: re.Match[str]) -> str | None:
    said: str | None = match["number"]
    if said or not match["ordinal"]:
        return said
    return next((str(value) for expression, value in words.ordinals if expression.fullmatch(match["ordinal"])), None)


def _written(words: _Words, kind: _Word, parts: list[_Word], number: str | None) -> str:
    ordered = sorted(parts, key=lambda part: (part.name not in words.honours, part.name != "Separate"))
    said = [part.name for part in ordered] + [kind.name]
    if not number:
        return " ".join(said).lower()
    return " ".join([ordinal(int(number)), *(part[0].upper() + part[1:] for part in said)])


def _formations(passage: Passage, words: _Words) -> list[Unit]:
    """Military units by the number of their post («войсковая часть 12345»)."""
    found = []
    for match in words.numbered_unit.finditer(passage.folded, passage.start, passage.end):
        number = re.sub(r"[\s-]", "", match["number"]).replace("а", "A").upper()
        found.append(Unit(match.start(), match.end(), f"Unit {number}", "unit", number))
    return found


def _police(passage: Passage, words: _Words) -> list[Unit]:
    found = []
    for match in words.police.finditer(passage.folded, passage.start, passage.end):
        entry = words.officers.of(match["name"])
        if entry is None or not passage.text[match.start() : match.start() + 2].isupper():
            continue
        start, end, name = _with_place(passage, match.start(), match.end(), entry.name)
        found.append(Unit(start, end, name, entry.kind, None, list(entry.category)))
    return found


def _with_place(passage: Passage, start: int, end: int, name: str) -> tuple[int, int, str]:
    """Name special police after the place before it («краснодарский ОМОН») or behind it («ОМОН Хакасии»)."""
    before = _WORD_BEFORE.search(passage.text, max(passage.start, start - 30), start)
    place = _place_name(before[1], passage.language == "en") if before else None
    if before and place:
        return before.start(), end, f"{place} {name}"
    quoted = _QUOTED_BEHIND.match(passage.text, end, passage.end)
    if quoted:
        return start, quoted.end(), f"{romanise(quoted[1], passage.language)} {name}"
    after = _CAPITAL_AFTER.match(passage.text, end, passage.end)
    if after:
        hits = gazetteer.hits_at(passage.text, after.start(1), after.end(1), after[1])
        hits = [hit for hit in hits if (not hit.adjective or hit.whole) and hit.end <= passage.end]
        if hits:
            return start, hits[0].end, f"{name} of {gazetteer.record(hits[0].places[0]).name}"
    return start, end, name


def _place_name(said: str, noun: bool) -> str | None:
    word = re.match(r"[^\W\d_]+", said)
    if not word or (noun and not said[0].isupper()):
        return None
    hits = gazetteer.hits_at(said, 0, word.end(), word.group())
    hits = [hit for hit in hits if hit.end == len(said) and hit.adjective != noun]
    records = [gazetteer.record(number) for hit in hits for number in hit.places]
    records = [r for r in records if ("o" in r.flags or r.population > 50000) and r.kind in ("city", "region")]
    best = max(records, key=attrgetter("population"), default=None)
    return re.sub(" (Oblast|Krai)$", "", best.name) if best else None


def _names(passage: Passage, words: _Words) -> list[Unit]:
    found = []
    for match in words.named.finditer(passage.folded, passage.start, passage.end):
        entry = words.names.of(match["name"])
        if entry and _written_as_name(passage.text[match.start() : match.end()]):
            found.append(Unit(match.start(), match.end(), entry.name, entry.kind, None, list(entry.category)))
    return found


def _written_as_name(said: str) -> bool:
    return said[0].isupper() or len(said.split()) > 1


def _belongs(passage: Passage, words: _Words, small: Unit, large: Unit) -> bool:
    if small.kind not in _ORDER or large.kind not in _ORDER or _ORDER.index(small.kind) >= _ORDER.index(large.kind):
        return False
    return bool(words.of.fullmatch(passage.folded, small.end, large.start))


def _holds(passage: Passage, large: Unit, small: Unit) -> bool:
    """Tell whether a named part follows the unit that it is of: "the Rostov OMON from the 'Example' company"."""
    if small.kind not in _ORDER or large.kind not in _ORDER or small.number or not small.name[0].isupper():
        return False
    following = _PART_BEHIND.fullmatch(passage.folded, large.end, small.start)
    return bool(following) and _ORDER.index(small.kind) < _ORDER.index(large.kind)


def _joined(small: Unit, large: Unit) -> Unit:
    category = list(dict.fromkeys([*small.category, *large.category]))
    number = small.number or large.number
    return Unit(small.start, large.end, f"{small.name}, {large.name}", small.kind, number, category)
