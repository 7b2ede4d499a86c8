"""The protected names as an attacker knows them: every form that a surname or callsign may have, in every script."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import product

from msgspec import Struct

from vidmova.entities import givennames
from vidmova.entities.endings import surname_readings
from vidmova.entities.naming import person_words
from vidmova.entities.scripts import languages_of, spelling
from vidmova.entities.skeleton import CYRILLIC
from vidmova.extraction.gazetteer import entries
from vidmova.extraction.names import names, patronymic
from vidmova.extraction.romanise import romanise
from vidmova.lexicon.folding import fold
from vidmova.lexicon.namelists import common_surnames, given_names

SHORTEST_KEY = 4
"""A spelling of fewer letters is that of too many words."""
SHORTEST_STEM = 5
MOST_ENDING = 4
LONGEST_ENDING = 5
VOWELS = "аеєиіїоуюяыэйьaeiouyʹ'"
"""With which the nominative of a surname may end; also й and ь."""
_BEFORE_K = ("с", "сь", "ц", "ць", "s", "s'", "c")
_LETTER_LAST = re.compile(r"[^\W\d_]{2} [^\W\d_]\.?$")
_WITH_I = re.compile("^(.+)і([бгґджзклмнпрстфхцчшщ]ь?)$")


_LETTERS = str.maketrans(
    dict(zip("бвгґджзйклмнпрстфхцчшщ", "bvhhdzz klmnprstfhccss".replace(" ", "i"), strict=True))
    | dict.fromkeys("аеєёиіїоуыэюяьъ'’ʼ`", "")
)
_DIGRAPHS = (
    ("shch", "s"), ("szcz", "s"), ("sch", "s"), ("sz", "s"), ("cz", "c"), ("rz", "z"), ("sh", "s"),
    ("tch", "c"), ("ch", "c"), ("zh", "z"), ("kh", "h"), ("gh", "h"),
    ("ts", "c"), ("tz", "c"), ("ph", "f"), ("ck", "k"),
)  # fmt: skip
_SAME = str.maketrans("gwqxšžčçćłńśźż", "hvkhszccclnszz", "aeiouyjáéíóúýěåäöüïëœæ-")
_ACCENTED = re.compile("[\u00e0-\u017f]")
FURTHER = 4
"""So many consonants may follow those of a stem, in its endings."""


class Person(Struct, frozen=True):
    """Somebody whose name is protected."""

    released: str
    """What the release calls him; empty where it does not."""
    surnames: frozenset[str]
    """Folded; a callsign, or a given name that stands for a whole name, is here as well."""
    givens: frozenset[str]
    """Keys of given names, and spellings of those that no list has."""
    fathers: frozenset[str]
    """Spellings of patronymics."""
    alone: bool
    """Whether only a given name is known."""
    letter: frozenset[str] = frozenset()
    """First letters of the surname where no more of it is known (Степан Г.)."""


class Sought(Struct, frozen=True):
    """All protected names, ready to be looked up by a word."""

    people: Sequence[Person]
    exact: Mapping[str, frozenset[int]]
    """Folded form of a surname → numbers of the people who bear it."""
    spelt: Mapping[str, frozenset[int]]
    """Spelling without ending, alike in all scripts → numbers of people."""
    stems: Mapping[str, frozenset[int]]
    """Beginnings that all forms share."""
    given: Mapping[str, frozenset[int]]
    """Key of a given name → numbers of people: for «Степан Г.»."""
    shared: frozenset[str]
    """Spellings of words that stand in names which may be public."""

    frames: frozenset[str]
    """Consonants of the stems: a word that has none of them at its beginning is no protected name."""

    def bearers(self, word: str) -> tuple[frozenset[int], bool]:
        """Return who bears a folded word as a surname, and whether that is a form of it letter for letter."""
        found = self.exact.get(word)
        if found:
            return found, True
        frame = frame_of(word)
        if not any(frame[:size] in self.frames for size in range(max(1, len(frame) - FURTHER), len(frame) + 1)):
            return frozenset(), False
        key = spelling(word.replace("'", "")) if len(word) >= SHORTEST_KEY else ""
        if len(key) >= SHORTEST_KEY and key in self.spelt:
            return self.spelt[key], False
        return self._by_stem(word), False

    def _by_stem(self, word: str) -> frozenset[int]:
        for size in range(len(word), max(SHORTEST_STEM, len(word) - MOST_ENDING) - 1, -1):
            if word[:size] in self.stems and (size == len(word) or _goes_on(word[:size], word[size:])):
                return self.stems[word[:size]]
        return frozenset()


def _goes_on(stem: str, ending: str) -> bool:
    """Tell whether a stem may have a case ending: of those in k only -ський and -цький (Сазановка is a village)."""
    return ending in case_endings() and (ending[0] not in "кk" or stem.endswith(_BEFORE_K))


def is_place_ending(ending: str) -> bool:
    """Tell whether an ending makes a village of a surname's stem (Сазановка), which is none of its cases."""
    return len(ending) > 1 and ending[0] in "кk" and ending in case_endings()


def sought(people: Mapping[str, Sequence[str]], ledger: Mapping[str, str], public: Iterable[str]) -> Sought:
    """Return the protected names by id, each in all its forms, made ready to be searched for."""
    known = [_person(forms, ledger.get(identity, "")) for identity, forms in people.items()]
    exact: dict[str, set[int]] = defaultdict(set)
    spelt: dict[str, set[int]] = defaultdict(set)
    stems: dict[str, set[int]] = defaultdict(set)
    given: dict[str, set[int]] = defaultdict(set)
    frames: set[str] = set()
    for number, person in enumerate(known):
        for surname in person.surnames:
            for part in {surname, *(half for half in surname.split("-") if len(half) >= SHORTEST_KEY)}:
                stem, forms = stem_of(part), forms_of(part)
                for form in forms:
                    exact[form].add(number)
                for key in {part, *(form for form in forms if stem and not form.startswith(stem))}:
                    spelt[spelling(key)].add(number)
                    frames.add(frame_of(key.rstrip(VOWELS)))
                for beginning in (stem, *(romanise(stem, language) for language in ("uk", "ru"))):
                    stems[beginning].add(number)
                frames.add(frame_of(stem or part))
        for key in person.givens if person.letter or not person.alone else ():
            given[key].add(number)
    shared = frozenset(spelling(word) for name in public for word in words_of(name))
    stems.pop("", None)
    return Sought(known, _frozen(exact), _frozen(spelt), _frozen(stems), _frozen(given), shared, frozenset(frames))


def _frozen(table: Mapping[str, set[int]]) -> dict[str, frozenset[int]]:
    return {key: frozenset(numbers) for key, numbers in table.items() if key}


def _person(forms: Sequence[str], released: str) -> Person:
    surnames: set[str] = set()
    givens: set[str] = set()
    fathers: set[str] = set()
    for form in forms:
        first, middle, last = parts_of(form)
        givens |= first
        fathers |= middle
        surnames |= last
    if surnames:
        return Person(released, frozenset(surnames), frozenset(givens), frozenset(fathers), False)
    whole = {fold(word) for form in forms for word in words_of(form)}
    letter = {form.split()[-1][0].lower() for form in forms if _LETTER_LAST.search(form)}
    return Person(released, frozenset(whole), frozenset(givens), frozenset(fathers), True, frozenset(letter))


def words_of(name: str) -> list[str]:
    """Return the words of a name that are more than an initial."""
    said = list(person_words(name)) or [word.strip('.,;:()"«»“”') for word in name.split()]
    return [word for word in said if len(word.rstrip(".")) > 1 and not word.endswith(".") and word[:1].isalpha()]


def parts_of(name: str) -> tuple[set[str], set[str], set[str]]:
    """Return keys of the given names in a name, spellings of its patronymics, and its other words, folded."""
    givens: set[str] = set()
    fathers: set[str] = set()
    others: list[str] = []
    words = words_of(name)
    middles = [word for word in words if _is_patronymic(word)]
    if not any(word not in middles and not given_keys(word) for word in words):
        # Many surnames end as patronymics do (Степан Вовчкевич): where nothing else is one, it may be one.
        others += [fold(word) for word in middles[-1:]]
    for word in words:
        keys = given_keys(word)
        if word in middles and len(words) > 1:
            fathers.add(spelling(word))
        elif keys and (len(words) == 1 or not givens):
            givens |= keys
        else:
            others.append(fold(word))
    if len(others) == 2 and not givens:
        # Neither is listed: whichever is the given name, both are rare enough to be looked for.
        givens.add(spelling(others[0]))
        givens.add(spelling(others[1]))
    return givens, fathers, set(others)


def given_keys(word: str) -> frozenset[str]:
    """Return the keys of the given names that a word in any case and script may be, short forms as well."""
    return frozenset(key for _, key in givennames.listed(word))


@lru_cache(maxsize=100_000)
def _is_patronymic(word: str) -> bool:
    folded = fold(word)
    return any(patronymic(folded, language) for language in languages_of(folded)) and bool(givennames.fathers(word))


def forms_of(surname: str) -> frozenset[str]:
    """Return a folded surname in every case, of men and women, and each in Latin letters."""
    found = {surname}
    if CYRILLIC.search(surname):
        for language in ("uk", "ru"):
            nominatives = {surname} | {row.nominative for row in surname_readings(surname) if row.case in ("n", "*")}
            nominatives |= {_WITH_I.sub(rf"\1{vowel}\2", surname) for vowel in "ое"}
            for nominative in nominatives:
                found |= set(_declined(nominative, language))
        found |= {fold(romanise(form, language)) for form in tuple(found) for language in ("uk", "ru")}
    else:
        found |= {surname + "s", surname + "'s", surname + "'"}
    return frozenset(form for form in found if len(form) > 2)


def _declined(nominative: str, language: str) -> Iterator[str]:
    table = _endings(language)
    for size in range(min(LONGEST_ENDING, len(nominative) - 2), -1, -1):
        ending = nominative[len(nominative) - size :]
        if ending in table:
            yield from (nominative[: len(nominative) - size] + other for other in table[ending])
            return


@cache
def _endings(language: str) -> dict[str, tuple[str, ...]]:
    """Return the endings of all cases by that of the nominative, as the declensions of the lexicon have them."""
    table: dict[str, set[str]] = defaultdict(set)
    for ending, rows in names(language).endings.items():
        for nominative, _, _ in rows:
            table[nominative].add(ending)
    return {nominative: tuple(sorted(endings)) for nominative, endings in table.items()}


@cache
def case_endings() -> frozenset[str]:
    """Return what may follow the stem of a name, in any language and script."""
    found = {"s", "'s", "iv", "ів", "ова", "ева", "ської", "ина", "ин", "ове", "ові", "овы"}
    for language in ("uk", "ru"):
        endings = {ending for ending in names(language).endings if len(ending) <= MOST_ENDING}
        found |= endings | {fold(romanise(ending, language)) for ending in endings}
    return frozenset(found - {""})


def frame_of(word: str) -> str:
    """Return the consonants of a folded word in a coarse spelling for all scripts: quick, to pass words over."""
    frame = word.translate(_LETTERS)
    for said, meant in _DIGRAPHS if word.isascii() or _ACCENTED.search(word) else ():
        frame = frame.replace(said, meant)
    return frame.translate(_SAME)


def stem_of(surname: str) -> str:
    """Return what stays of a surname in all its cases; nothing where that is too short to tell anything."""
    stem = surname
    for ending in ("ський", "ский", "цький", "цкий", "ська", "ская", "цька", "цкая"):
        if surname.endswith(ending):
            stem = surname[: -len(ending) + 2]
    stem = stem.rstrip(VOWELS)
    return stem if len(stem) >= SHORTEST_STEM else ""


@lru_cache(maxsize=100_000)
def is_common(word: str) -> bool:
    """Tell whether very many people bear a surname, so that it may be another's."""
    return len(word) < SHORTEST_KEY or spelling(word) in _common()


@lru_cache(maxsize=100_000)
def is_other_word(word: str) -> bool:
    """Tell whether a word is a given name or the name of a place as well, so that it may be no surname here."""
    return givennames.is_listed(word) or any(entry for entry in entries(word))


@cache
def _common() -> frozenset[str]:
    return frozenset(spelling(word) for word in common_surnames())


def initials_of(person: Person) -> frozenset[str]:
    """Return the letters, in every script and small, that the given name of a person may be shortened to."""
    known = given_names()
    listed = [known[key] for key in person.givens if key in known]
    return frozenset(form[0].lower() for name in listed for form in (*name.uk, *name.ru, *name.latin)) | frozenset(
        letter for key in person.givens if key not in known for letter in _letters(key[:1])
    )


def _letters(latin: str) -> Iterator[str]:
    yield latin
    table = dict(product("a", "а")) | dict(zip("bvgdzklmnprstfh", "бвгдзклмнпрстфг", strict=True))
    if latin in table:
        yield table[latin]


def surname_letters(person: Person) -> frozenset[str]:
    """Return the first letters of a person's surname in Cyrillic and Latin, small."""
    if person.alone:
        return person.letter
    return frozenset(form[0] for surname in person.surnames for form in (surname, *forms_of(surname)))
