"""Reads the names of military units, special police and services: number, formation, arms, state, title, whole."""

import re
from functools import cache, lru_cache

from msgspec import Struct, structs

from vidmova.entities.placenames import locate
from vidmova.entities.scripts import as_passage, languages_of, spelling
from vidmova.extraction.placewords import either
from vidmova.extraction.units import Unit, find_units
from vidmova.lexicon import files
from vidmova.lexicon.folding import fold
from vidmova.lexicon.names import read_names


class UnitName(Struct, frozen=True):
    """What a unit's name says; `named` is a service or formation of a fixed name, `title` a name of its own."""

    folded: str
    number: str | None = None
    kind: str | None = None
    arms: frozenset[str] = frozenset()
    state: str | None = None
    title: str | None = None
    named: str | None = None
    place: str | None = None
    whole: "UnitName | None" = None
    """The larger unit that it is a part of."""


class _Arm(Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    instead: str
    words: list[str]


class Signs(Struct, frozen=True, forbid_unknown_fields=True):
    """The file units.yml of the language-free lists."""

    order: list[str]
    states: dict[str, list[str]]
    arms_of: dict[str, list[str]]
    arms: list[_Arm]
    wider: dict[str, list[str]]
    bare: list[str]
    parts: dict[str, str]
    latin: dict[str, str]


class _Entry(Struct, frozen=True):
    name: str
    kind: str = ""
    words: list[str] = []


class _Vocabulary(Struct, frozen=True):
    honours: list[_Entry]
    branches: list[_Entry]
    kinds: list[_Entry]
    police: list[_Entry]
    named: list[_Entry]


class _Words(Struct, frozen=True):
    arms: re.Pattern[str]
    honours: frozenset[str]
    kinds: dict[str, str]
    police: re.Pattern[str]
    named: frozenset[str]
    states: tuple[tuple[re.Pattern[str], str], ...]
    state_of: dict[str, str]
    more: tuple[tuple[re.Pattern[str], _Arm], ...]
    bare: re.Pattern[str]
    latin: re.Pattern[str]
    formations: tuple[tuple[re.Pattern[str], str], ...]
    signs: Signs


_QUOTED = re.compile(r'[«"“„]([^»"”“«]{2,40})[»"”]')
_MARKS = re.compile(r'[«»"“„”]')
_NUMBERED = re.compile(r"(\d{1,5})(?:st|nd|rd|th)?(?!\w)\s*(.*)", re.DOTALL)
_ANY_NUMBER = re.compile(r"(?<![\w-])(\d{1,4})(?:-?[^\W\d_]{1,3})?(?![\w])")
_POST = re.compile(r"(?i)(?:unit\s*(?:no\.?|number|№|#)|(?<!\w)в\.\s?ч\.?\s*№?)\s*(\d{4,5})(?!\d)")
_BESIDE = re.compile(r"([A-Z][a-z]{2,})\s+(?:OMON|SOBR)|(?:OMON|SOBR|ОМОНа?|СОБРа?)\s+([A-ZА-ЯІЇЄҐ][^\W\d_]{2,})")


@cache
def _words() -> _Words:
    words = files.read("units", _Vocabulary, "en")
    signs = read_names("units", Signs)
    arms = sorted((each.name for each in [*words.honours, *words.branches]), key=lambda name: -len(name))
    kinds = {each.name.lower(): each.kind for each in words.kinds}
    return _Words(
        arms=re.compile("|".join(map(re.escape, arms)), re.IGNORECASE),
        honours=frozenset(each.name for each in words.honours),
        kinds=kinds,
        police=re.compile("|".join(re.escape(each.name) for each in words.police)),
        named=frozenset(each.name for each in words.named),
        states=tuple(
            (re.compile(rf"(?<![\w-]){either(said)}(?![\w-])"), state) for state, said in signs.states.items()
        ),
        state_of={arm: state for state, arms_ in signs.arms_of.items() for arm in arms_},
        more=tuple((re.compile(rf"(?<!\w){either(each.words)}(?!\w)"), each) for each in signs.arms),
        bare=re.compile(either(signs.bare)),
        latin=re.compile(rf"(?<!\w){either(sorted(signs.latin, key=len, reverse=True))}(?!\w)"),
        formations=tuple(
            (re.compile(rf"(?<![\w-]){either(each.words)}(?![\w-])"), each.kind)
            for language in files.languages()
            for each in files.read("units", _Vocabulary, language).kinds
            if each.kind in signs.order
        ),
        signs=signs,
    )


def signs() -> Signs:
    """Return what the language-free list says of units."""
    return _words().signs


@lru_cache(maxsize=65536)
def read(name: str) -> UnitName:
    """Read a unit's name in any language and case ending."""
    folded = fold(name).strip(" .,")
    words = _words()
    post = _POST.search(name)
    if post:
        return UnitName(folded, post[1], "unit")
    if words.bare.fullmatch(folded):
        return UnitName(folded, named="National Guard" if "гвард" in folded or "guard" in folded else folded)
    if written := _written(name, folded):
        return written
    said = _found(name)
    if not any(unit.number for unit in said):
        said = _found_without_strange_words(name) or said
    if not said:
        return _untold(name, folded)
    parts = [_part(piece, folded) for unit in said for piece in unit.name.split(", ")]
    return _whole(parts, name, folded)


def _written(name: str, folded: str) -> UnitName | None:
    """Read a named part and its whole as the finder writes them: "Example company, Rostov OMON"."""
    part, comma, whole = name.partition(", ")
    title, _, kind = part.partition(" ")
    if not (comma and whole and kind in _words().signs.order and title.istitle()):
        return None
    return UnitName(folded, kind=kind, title=spelling(title), whole=read(whole))


def _found(name: str) -> list[Unit]:
    """Find the units of a wording, those with a number or a fixed name first where quotation marks hide one."""
    latin = _words().latin.search(fold(name))
    if latin:
        name = name[: latin.start()] + _words().signs.latin[latin.group()] + name[latin.end() :]
        name = re.sub(r"(\d+)(?:-?(?:ya|y|i|ta|oi|th))?\s", r"\1th ", name, count=1)
    quoted = _QUOTED.search(name)
    for wording in (quoted[1], _MARKS.sub("", name)) if quoted else ():
        inside = [unit for unit in _best(wording) if unit.name in _words().named]
        if inside:
            return inside
    return _best(name)


def _best(name: str) -> list[Unit]:
    best: list[Unit] = []
    for language in languages_of(name):
        found = find_units(as_passage(name, language))
        if _told(found) > _told(best):
            best = found
    return best


def _told(units: list[Unit]) -> int:
    return sum(len(unit.name.split()) + 5 * (unit.number is not None) for unit in units)


def _found_without_strange_words(name: str) -> list[Unit]:
    """Find a numbered formation where a word between number and formation is on no list."""
    number = _ANY_NUMBER.search(name)
    words = name[number.end() :].split() if number else []
    for skipped in range(1, len(words)):
        found = [
            unit for unit in _best(f"{number.group() if number else ''} {' '.join(words[skipped:])}") if unit.number
        ]
        if found:
            return found
    return []


def _part(piece: str, folded: str) -> UnitName:
    """Read one unit's English name as the finder writes it."""
    words = _words()
    if piece in words.named:
        return UnitName(folded, named=piece)
    police = words.police.search(piece)
    if police:
        rest = re.sub(r"^of |\bof\b", "", (piece[: police.start()] + " " + piece[police.end() :])).strip()
        place = locate(rest) if rest else None
        base = re.sub(" (Oblast|Krai|Republic)$", "", place.name) if place else None
        return UnitName(folded, None, police.group(), place=base, title=spelling(rest) if rest and not base else None)
    numbered = _NUMBERED.match(piece.removeprefix("Unit "))
    if numbered and piece.startswith("Unit "):
        return UnitName(folded, numbered[1], "unit")
    number, rest = (numbered[1], numbered[2]) if numbered else (None, piece)
    arms = [met.group() for met in words.arms.finditer(rest)]
    left = words.arms.sub(" ", rest).strip()
    kind = next((kind for name, kind in words.kinds.items() if left.lower().endswith(name)), None)
    title = re.sub(r"(?i)\b(?:" + "|".join(words.kinds) + r")\s*$", "", left).strip()
    known = {each.lower(): each for each in [*words.honours, *words.state_of]}
    named = frozenset(known.get(arm.lower(), arm[0].upper() + arm[1:]) for arm in arms)
    return UnitName(folded, number, kind, named, title=spelling(title) if title else None)


def _whole(parts: list[UnitName], name: str, folded: str) -> UnitName:
    """Put a unit, the larger units behind it, and what the rest of the wording says, together."""
    numbered = [part for part in parts if part.number or part.kind in ("OMON", "SOBR") or part.kind]
    chain = numbered or parts
    first = chain[0]
    outer = None
    for part in reversed(chain[1:]):
        if part.kind != first.kind and (part.number or part.title or part.place):
            outer = structs.replace(part, whole=outer)
    arms, state = _more(first.arms, folded)
    title = first.title or _title(name, first)
    smaller = _smaller(first, folded) if outer is None else None
    if smaller:
        return UnitName(folded, kind=smaller, state=state, whole=structs.replace(first, arms=arms, state=state))
    return structs.replace(first, arms=arms, state=state, title=title, whole=outer)


def _smaller(unit: UnitName, folded: str) -> str | None:
    """Return the formation without number that stands before the unit it is a part of («батальон 205-й бригады»)."""
    order = _words().signs.order
    if unit.kind not in order or not unit.number:
        return None
    before = folded[: max(0, folded.find(unit.number))]
    kinds = [kind for expression, kind in _words().formations if expression.search(before)]
    below = [kind for kind in kinds if order.index(kind) < order.index(unit.kind)]
    return below[0] if below else None


def _more(arms: frozenset[str], folded: str) -> tuple[frozenset[str], str | None]:
    words = _words()
    found = set(arms)
    for expression, arm in words.more:
        if expression.search(folded):
            found = (found - {arm.instead}) | {arm.name}
    states = [state for expression, state in words.states if expression.search(folded)]
    states = states or sorted({words.state_of[arm] for arm in found if arm in words.state_of})
    return frozenset(found - words.honours), states[0] if len(states) == 1 else None


def _title(name: str, unit: UnitName) -> str | None:
    """A title in quotation marks, or capitalised before an unnumbered formation."""
    if unit.named:
        return None
    quoted = _QUOTED.search(name)
    if quoted:
        return spelling(quoted[1].replace(" ", ""))
    if unit.kind in ("OMON", "SOBR"):
        beside = None if unit.place else _BESIDE.search(name)
        return spelling(next(filter(None, beside.groups()))) if beside else None
    before = re.match(r"(?:The )?([A-Z][a-z]{2,})\s+(?=[a-z])", name) if unit.number is None else None
    return spelling(before[1]) if before else None


def _untold(name: str, folded: str) -> UnitName:
    """A military district, a bare number, a bare title, or a description."""
    area = locate(name)
    if area and area.precision == "area" and area.name.endswith("Military District"):
        return UnitName(folded, named=area.name)
    number = _ANY_NUMBER.search(name)
    arms, state = _more(frozenset(), folded)
    if number:
        return UnitName(folded, number[1], arms=arms, state=state)
    title = "".join(spelling(word) for word in re.findall(r"[^\W\d_][\w'’-]+", name) if word[0].isupper())
    return UnitName(folded, arms=arms, state=state, title=title or None)
