"""Given names, patronymics and surnames: which forms they take, and what their nominative is."""

from functools import cache
from itertools import product

from msgspec import Struct

from vidmova.lexicon.files import read

CASES = "ngdail"
ANY = "*"
CONSONANTS = "бвгґджзйклмнпрстфхцчшщ"
WOMENS = ("ова", "ева", "єва", "ина", "іна", "їна", "ына", "ская", "цкая", "ська", "цька")
MENS = ("ов", "ев", "єв", "ин", "ін", "їн", "ын", "й")


class Naming(Struct, frozen=True, forbid_unknown_fields=True):
    """The file names.yml."""

    male: tuple[str, ...]
    female: tuple[str, ...]
    unsure: tuple[str, ...]
    patronymics: tuple[str, ...]
    oblique: dict[str, str]
    declension: tuple[str, ...]
    unchanging: tuple[str, ...]
    surnames: tuple[str, ...]
    never: tuple[str, ...]
    particles: tuple[str, ...]
    named_after: tuple[str, ...]
    pseudonym: tuple[str, ...]
    homographs: tuple[str, ...]


class Reading(Struct, frozen=True, order=True):
    """What a form may be: its nominative (folded), gender (m, f or empty), and case (a letter of CASES or ANY)."""

    nominative: str
    gender: str
    case: str


class Pattern(Struct, frozen=True):
    """A declension: what it is for, the nominative ending, and (ending, case) of its forms."""

    kind: str
    genders: str
    nominative: str
    forms: tuple[tuple[str, str], ...]


class Names(Struct, frozen=True):
    """What is known of names in one language."""

    given: dict[str, tuple[Reading, ...]]
    unsure: frozenset[str]
    endings: dict[str, tuple[tuple[str, str, str], ...]]
    patronymics: dict[str, str]
    unchanging: tuple[str, ...]
    surnames: tuple[str, ...]
    never: frozenset[str]
    never_begins: frozenset[str]
    particles: frozenset[str]
    homographs: frozenset[str]
    declines: bool


@cache
def names(language: str) -> Names:
    """Return what the lexicon says of names in a language."""
    file = read("names", Naming, language)
    patterns = [pattern for line in file.declension for pattern in _patterns(line)]
    given: dict[str, set[Reading]] = {}
    for gender, listed in (("m", file.male), ("f", file.female)):
        for name in listed:
            for form, case in _forms(name, gender, patterns, file.oblique):
                given.setdefault(form, set()).add(Reading(name, gender, case))
    return Names(
        given={form: tuple(sorted(readings)) for form, readings in given.items()},
        unsure=frozenset(form for form, rows in given.items() if all(row.nominative in file.unsure for row in rows)),
        endings=_endings(patterns),
        patronymics=dict(line.split() for line in file.patronymics),
        unchanging=file.unchanging,
        surnames=tuple(sorted(file.surnames)),
        never=frozenset(word for word in file.never if not word.endswith("*")),
        never_begins=frozenset(word[:-1] for word in file.never if word.endswith("*")),
        particles=frozenset(file.particles),
        homographs=frozenset(file.homographs),
        declines=bool(patterns),
    )


def _patterns(line: str) -> list[Pattern]:
    kind, genders, *cells = line.split() if line.startswith(("given ", "surname ")) else ["", *line.split()]
    expanded = CONSONANTS if "*" in line else " "
    made = []
    for consonant in expanded:
        said = [cell.replace("*", consonant).replace("-", "") for cell in cells]
        forms = tuple((form, case) for case, cell in zip(CASES, said, strict=True) for form in cell.split("/"))
        made.append(Pattern(kind, genders, said[0], forms))
    return made


def _forms(name: str, gender: str, patterns: list[Pattern], oblique: dict[str, str]) -> list[tuple[str, str]]:
    fitting = [p for p in patterns if p.kind != "surname" and gender in p.genders and name.endswith(p.nominative)]
    if not fitting or (gender == "f" and name[-1] not in "аяь"):
        return [(name, ANY)]
    longest = max(len(pattern.nominative) for pattern in fitting)
    forms = [(name, "n")]
    for pattern in fitting:
        if len(pattern.nominative) == longest:
            stem = name[: len(name) - longest]
            forms += [(_joined(stem + ending, name, oblique), case) for ending, case in pattern.forms[1:]]
    return forms


def _joined(form: str, name: str, oblique: dict[str, str]) -> str:
    return oblique[name] + form[len(name) :] if name in oblique else form


def _endings(patterns: list[Pattern]) -> dict[str, tuple[tuple[str, str, str], ...]]:
    table: dict[str, set[tuple[str, str, str]]] = {}
    for pattern in patterns:
        if pattern.kind == "given":
            continue
        for (ending, case), gender in product(pattern.forms, pattern.genders):
            if gender == "f" and pattern.nominative[-1:] in CONSONANTS and pattern.nominative:
                continue
            table.setdefault(ending, set()).add((pattern.nominative, gender, case))
    return {ending: tuple(sorted(rows)) for ending, rows in table.items()}


@cache
def surname(form: str, language: str) -> tuple[Reading, ...]:
    """Return what a folded form may be as a surname, likelier nominatives first."""
    known = names(language)
    if not known.declines:
        return (Reading(form, "", ANY),)
    first, hyphen, last = form.rpartition("-")
    found = {Reading(nominative, gender, case) for nominative, gender, case in _unended(last, known)}
    typical = {row for row in found if is_surname(row.nominative, language)}
    typical |= {row for row in found if typical and row.case == "n"}
    if hyphen:
        typical = {Reading(f"{_beside(first, r, language)}-{r.nominative}", r.gender, r.case) for r in typical or found}
    return tuple(sorted(typical or found, key=lambda row: (row.case != "n", row)))


def _unended(form: str, known: Names) -> list[tuple[str, str, str]]:
    rows: list[tuple[str, str, str]] = []
    if not form:
        return rows
    for size in range(min(6, len(form) - 1), -1, -1):
        for nominative, gender, case in known.endings.get(form[len(form) - size :], ()):
            whole = form[: len(form) - size] + nominative
            if len(whole) >= 2 and not (gender == "m" and whole.endswith(WOMENS)):
                rows.append((whole, gender, case))
    if form.endswith(known.unchanging):
        rows += [(form, "m", ANY), (form, "f", ANY)]
    elif form[-1] in CONSONANTS and not form.endswith(MENS):
        rows.append((form, "f", ANY))
    return rows


def _beside(first: str, last: Reading, language: str) -> str:
    for reading in surname(first, language):
        if reading.gender == last.gender and reading.case in (last.case, ANY):
            return reading.nominative
    return first


@cache
def is_surname(nominative: str, language: str) -> bool:
    """Tell whether a nominative ends the way surnames do."""
    return len(nominative) >= 4 and nominative.endswith(names(language).surnames)


@cache
def looks_like_surname(form: str, language: str) -> bool:
    """Tell whether a form in any case may be a surname by its ending, and is no known other word."""
    if is_never(form, language):
        return False
    return any(is_surname(reading.nominative, language) for reading in surname(form, language))


@cache
def is_never(form: str, language: str) -> bool:
    """Tell whether a word with a capital letter is a town, an organisation, a month … and so no name."""
    known = names(language)
    if form in known.never:
        return True
    least = max(2, len(form) - 4)
    return any(form[:size] in known.never_begins for size in range(least, len(form) + 1))


@cache
def patronymic(form: str, language: str) -> tuple[Reading, ...]:
    """Return what a folded form may be as a patronymic (Андреевич, Андріївни)."""
    known = names(language)
    rows = surname(form, language) if known.declines else (Reading(form, "", ANY),)
    found = set()
    for row in rows:
        for ending, gender in known.patronymics.items():
            if row.nominative.endswith(ending) and len(row.nominative) > len(ending) + 1 and row.gender in ("", gender):
                found.add(Reading(row.nominative, gender, row.case))
    return tuple(sorted(found))


@cache
def given(form: str, language: str) -> tuple[Reading, ...]:
    """Return what a folded form may be as a given name; a double name by both its parts."""
    known = names(language).given
    first, hyphen, last = form.partition("-")
    if not hyphen or form in known:
        return known.get(form, ())
    pairs = [
        Reading(f"{a.nominative}-{b.nominative}", a.gender, a.case)
        for a, b in product(known.get(first, ()), known.get(last, ()))
        if (a.gender, a.case) == (b.gender, b.case)
    ]
    return tuple(sorted(set(pairs)))


def in_nominative(said: str, form: str, nominative: str) -> str:
    """Return the nominative with the letters (ё, capitals, apostrophe) that the text itself uses."""
    if "-" in said and said.count("-") == nominative.count("-") == form.count("-"):
        parts = zip(said.split("-"), form.split("-"), nominative.split("-"), strict=True)
        return "-".join(in_nominative(*part) for part in parts)
    same = 0
    while same < min(len(form), len(nominative)) and form[same] == nominative[same]:
        same += 1
    rest = nominative[same:]
    return said[:same] + (rest.upper() if said.isupper() and len(said) > 1 else rest)
