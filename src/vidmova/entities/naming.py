"""Takes a person's name apart: rank, given name, patronymic, surname, initials and maiden name, in any order."""

import re
from functools import cache, lru_cache
from itertools import product

from msgspec import Struct

from vidmova.entities import givennames
from vidmova.entities.endings import NOMINATIVE, family, given_readings, is_usual, surname_readings, with_i
from vidmova.entities.scripts import languages_of
from vidmova.entities.skeleton import loose, skeleton
from vidmova.extraction import names
from vidmova.extraction.names import ANY, Reading
from vidmova.extraction.roles import Role, find_roles
from vidmova.lexicon.folding import fold
from vidmova.lexicon.namelists import common_surnames, name_words

_WORD = re.compile(r"(?:[^\W\d_]['’ʼ`]?)+(?:-[^\W\d_]+)*\.?|\d+")
_INITIAL = re.compile(r"[^\W\d_](?:[^\W\d_]?\.)?")
_BRACKETS = re.compile(r"\(([^()]*)\)?")
_RANK_ENDINGS = re.compile(r"(?:а|у|ом|е|ові|і|я|ю|ем|єм)?")
_LATIN_WOMEN = re.compile(r"(?:[oe]va|[sck]k(?:aia|a))$")
_LATIN_MEN = re.compile(r"(?:[oe]v|[sck]ki)$")
_OBLIQUE_VOWELS = frozenset("иіїыуюєе")
MOST_RANKS = 4


class Name(Struct, frozen=True):
    """A person's name, taken apart; keys of given names, skeletons of surnames."""

    said: str
    language: str
    given: frozenset[str] = frozenset()
    short: bool = False
    letters: frozenset[str] = frozenset()
    """First letters of the given name as written here."""
    initial: frozenset[str] = frozenset()
    father: frozenset[str] = frozenset()
    father_initial: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()
    maiden: frozenset[str] = frozenset()
    surname_initial: frozenset[str] = frozenset()
    sex: str = ""
    oblique: bool = False
    """Whether it surely stands in another case than the nominative."""
    woman: bool = False
    """Whether it may be a woman's, or a man's in another case (Е. Сычёва)."""

    @property
    def nobody(self) -> bool:
        """Tell whether the name names nobody at all."""
        return not (self.given or self.surnames)

    @property
    def weight(self) -> int:
        """Return how much of a full name is there."""
        return (
            8 * bool(self.surnames)
            + 4 * bool(self.given)
            + 2 * bool(self.father)
            + bool(self.initial)
            + bool(self.father_initial)
            + bool(self.maiden)
        )


class _Parts(Struct):
    """Which word of a name is what."""

    given: str = ""
    father: str = ""
    surname: str = ""
    initials: list[str] = []
    surname_initial: str = ""


@lru_cache(maxsize=200_000)
def parse(said: str) -> Name:
    """Return the parts of a person's name as written anywhere: «рядовому Сычёву И.И.», "Filatyev, Pavel"."""
    language = languages_of(said)[0]
    text, maiden = _without_maiden(said)
    head, comma, rest = text.partition(",")
    swapped = bool(comma) and _is_name(rest)
    bare, kin = _unranked(head)
    words = _words(bare) + (_words(rest) if swapped else [])
    if not words or is_coded(said) or (kin and fold(bare).split()[0] in name_words().whose):
        return Name(said, language)
    found = _name(said, language, _assigned(words, swapped), maiden)
    return Name(said, language) if kin and found.oblique else found


@lru_cache(maxsize=200_000)
def person_words(said: str) -> tuple[str, ...]:
    """Return the words with a capital letter that a name has beside rank, brackets and what follows a comma."""
    text, _ = _without_maiden(said)
    head, _, rest = text.partition(",")
    bare, _ = _unranked(head)
    words = _words(bare)
    complete = len(words) == len(bare.replace(".", ". ").split())
    return tuple(words + (_words(rest) if _is_name(rest) else [])) if complete else ()


def _is_name(rest: str) -> bool:
    words = _words(rest)
    return bool(words) and len(words) == len(rest.replace(".", ". ").split()) and not _starts_with_rank(rest.strip())


def is_coded(said: str) -> bool:
    """Tell whether a name was taken out and a code put in its place («ФИО1»)."""
    folded = fold(said)
    return any(re.search(rf"(?<!\w){word} ?\d", folded) for word in name_words().nobody)


def _without_maiden(said: str) -> tuple[str, str]:
    """Return a name without its maiden name and without other brackets, and the maiden name."""
    folded = fold(said)
    cue = _born().search(folded)
    if cue is not None:
        return said[: cue.start()].rstrip(" (,"), said[cue.end() :].strip(" ):,")
    bracket = _BRACKETS.search(said)
    if bracket is None:
        return said, ""
    inside = bracket.group(1).strip()
    rest = (said[: bracket.start()] + " " + said[bracket.end() :]).strip()
    single = bool(inside) and " " not in inside and inside[0].isupper() and len(inside) > 2
    return rest, inside if single else ""


@cache
def _born() -> re.Pattern[str]:
    said = "|".join(sorted((re.escape(word) for word in name_words().born), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{said})(?!\w):? ?")


def _starts_with_rank(text: str) -> int:
    """Return how many characters at the start are a rank or an office, with the space after it."""
    folded = fold(text)
    best = 0
    for role in _roles_at_start(text):
        if text[role.end : role.end + 1] in ("", " ", ","):
            base = next((w for w in role.entry.words if folded[: role.end].startswith(w.rstrip("*"))), "")
            exact = folded[: role.end] in role.entry.words
            if exact or _RANK_ENDINGS.fullmatch(folded[len(base.rstrip("*")) : role.end]):
                best = max(best, role.end + 1)
    return best


def is_ranked(said: str) -> bool:
    """Tell whether a name begins with a rank or an office."""
    return _starts_with_rank(said) > 0


def _unranked(text: str) -> tuple[str, bool]:
    """Return a name without the ranks before it, and whether a word of kinship was among them («сын Ирины»)."""
    text, kin = text.strip(), False
    for _ in range(MOST_RANKS):
        cut = _starts_with_rank(text)
        if not cut:
            break
        kin = kin or any(role.entry.kind == "relative" for role in _roles_at_start(text[:cut].rstrip(" ,")))
        text = text[cut:].lstrip()
    return text, kin


def _roles_at_start(text: str) -> list[Role]:
    folded = fold(text)
    return [role for language in languages_of(text) for role in find_roles(folded, language) if role.start == 0]


def _words(text: str) -> list[str]:
    """Return the words with a capital letter, initials with them, and the small words that make a patronymic."""
    found: list[str] = []
    for said in _WORD.findall(text):
        bare = fold(said.rstrip("."))
        if bare in name_words().child_of or (said[0].isupper() and bare not in name_words().nothing):
            found.append(said)
    return found


def _assigned(words: list[str], swapped: bool) -> _Parts:
    parts = _Parts(initials=[])
    rest: list[str] = []
    last = ""
    for at, word in enumerate(words):
        if fold(word) in name_words().child_of:
            parts.father = rest.pop() if len(rest) > 1 else ""
        elif _INITIAL.fullmatch(word):
            parts.initials.append(word)
            last = word if at else ""
        else:
            rest.append(word.rstrip("."))
    if len(rest) == 1:
        _assign_one(parts, rest[0], last)
    elif rest:
        _assign_more(parts, rest, swapped)
    return parts


def _assign_one(parts: _Parts, word: str, last: str) -> None:
    given = givennames.is_listed(word) or (bool(givennames.listed(word)) and not _typical(word))
    if given and len(parts.initials) == 1 and last:
        parts.given, parts.surname_initial, parts.initials = word, last, []
    elif given and not parts.initials:
        parts.given = word
    else:
        parts.surname = word


def _assign_more(parts: _Parts, words: list[str], swapped: bool) -> None:
    if not parts.father:
        at = _patronymic_at(words, parts)
        if at is not None:
            parts.father = words.pop(at)
            swapped = swapped or (at == 2 and len(words) == 2)
    if len(words) == 1:
        parts.given = words[0]
        return
    if not swapped:
        swapped = _surname_first(words)
    parts.surname, parts.given = (words[0], words[1]) if swapped else (words[-1], words[0])
    if parts.initials and not givennames.listed(parts.given):
        parts.given, parts.surname = "", "-".join(words)


def _patronymic_at(words: list[str], parts: _Parts) -> int | None:
    for at in range(len(words) - 1, 0, -1):
        known = [key for _, key in givennames.fathers(words[at]) if not key.startswith(givennames.UNKNOWN)]
        if len(words) >= 3 and givennames.fathers(words[at]):
            return at
        if len(words) == 2 and known and not parts.initials and givennames.listed(words[0]) and not _typical(words[0]):
            return at
    return None


def _surname_first(words: list[str]) -> bool:
    first, second = looks_given(words[0]), looks_given(words[1])
    if first != second:
        return second
    if givennames.listed(words[0]):
        return False
    return _typical(words[0]) and not _typical(words[-1])


@lru_cache(maxsize=100_000)
def looks_given(word: str) -> bool:
    """Tell whether a word is a given name of our list or of a language's."""
    form = fold(word)
    return bool(givennames.listed(word)) or any(names.given(form, language) for language in languages_of(form))


@lru_cache(maxsize=100_000)
def _typical(word: str) -> bool:
    return any(
        names.is_surname(reading.nominative, language) and len(reading.nominative) > 4
        for language in languages_of(word)
        for reading in surname_readings(word)
    )


def _name(said: str, language: str, parts: _Parts, maiden: str) -> Name:
    first, middle, last = _agreeing(parts)
    given = frozenset(key for _, key in first)
    father = frozenset(key for _, key in middle)
    surnames = frozenset(bones for reading in last for bones in family(reading))
    initials = [givennames.initial_letters(one) for one in parts.initials]
    if given and initials:
        initials.insert(0, frozenset())
    nothing: frozenset[str] = frozenset()
    return Name(
        said=said,
        language=language,
        given=given,
        short=bool(first) and all(givennames.is_short(reading.nominative) for reading, _ in first),
        letters=frozenset(givennames.first_letter(skeleton(reading.nominative)) for reading, _ in first),
        initial=initials[0] if initials else nothing,
        father=father,
        father_initial=initials[1] if len(initials) > 1 and not father else nothing,
        surnames=surnames,
        maiden=frozenset(bones for reading in _surname(maiden) for bones in family(reading)),
        surname_initial=givennames.initial_letters(parts.surname_initial) if parts.surname_initial else nothing,
        sex=_sex(first, middle, last),
        oblique=bool(first) and all(reading.case not in NOMINATIVE for reading, _ in first),
        woman=_may_be_woman(first, last),
    )


Keyed = tuple[tuple[Reading, str], ...]


def _agreeing(parts: _Parts) -> tuple[Keyed, Keyed, tuple[Reading, ...]]:
    """Return what given name, patronymic and surname may be together: one case, one sex, nominatives first."""
    first, middle, last = _given(parts.given), _father(parts.father), _surname(parts.surname)
    nobody = ((Reading("", "", ANY), ""),)
    rows = [
        (one, two, three)
        for one, two, three in product(first or nobody, middle or nobody, last or (nobody[0][0],))
        if _agree(one[0], two[0]) and _agree(one[0], three) and _agree(two[0], three)
    ]
    rows = _likeliest(rows)
    if not rows:
        return first, middle, _as_written(parts.surname, first) or last
    return (
        tuple(dict.fromkeys(one for one, _, _ in rows)) if first else (),
        tuple(dict.fromkeys(two for _, two, _ in rows)) if middle else (),
        tuple(dict.fromkeys(three for _, _, three in rows)) if last else (),
    )


Row = tuple[tuple[Reading, str], tuple[Reading, str], Reading]


def _likeliest(rows: list[Row]) -> list[Row]:
    """Return the readings in the nominative, unless only those in another case make a usual surname of the form."""
    nominative = [row for row in rows if _nominative(row) and not _seems_oblique(row[2])]
    # A form without і is as likely as the usual surname that it becomes with і (Гайворон beside -ін).
    usual = [row for row in rows if is_usual(row[2].nominative) or is_usual(with_i(row[2].nominative))]
    return [row for row in nominative if row in usual] or usual or nominative or rows


def _seems_oblique(reading: Reading) -> bool:
    """Tell whether a surname that is read as never changing ends like another one's case (Заверухи)."""
    return reading.case == ANY and reading.nominative[-1:] in _OBLIQUE_VOWELS and not is_usual(reading.nominative)


def _as_written(surname: str, first: Keyed) -> tuple[Reading, ...]:
    """Return a surname that agrees with no reading of the given name as it stands, of the sex of the given name."""
    sexes = {reading.gender for reading, _ in first}
    return (Reading(fold(surname), sexes.pop() if len(sexes) == 1 else "", "n"),) if surname else ()


def _nominative(row: Row) -> bool:
    one, two, three = row
    full = bool(one[0].nominative and three.nominative) or bool(one[0].nominative and two[0].nominative)
    return full and all(reading.case in NOMINATIVE for reading in (one[0], two[0], three))


def _agree(one: Reading, two: Reading) -> bool:
    return (one.gender == two.gender or not one.gender or not two.gender) and (
        one.case == two.case or ANY in (one.case, two.case)
    )


def _given(word: str) -> Keyed:
    if not word:
        return ()
    found = givennames.listed(word) or givennames.listed(word.partition("-")[0])
    if found:
        return tuple((_sexed(reading, key), key) for reading, key in found)
    readings = given_readings(word)
    nominatives = [reading for reading in readings if reading.case in NOMINATIVE] or list(readings)
    oblique = [reading for reading in readings if reading not in nominatives]
    return tuple((r, givennames.UNKNOWN + skeleton(r.nominative)) for r in (*nominatives, *oblique))


def _sexed(reading: Reading, key: str) -> Reading:
    return Reading(reading.nominative, reading.gender or givennames.sex_of(key), reading.case)


def _father(word: str) -> Keyed:
    if not word:
        return ()
    return givennames.fathers(word) or ((Reading(fold(word), "", ANY), givennames.UNKNOWN + skeleton(word)),)


def _surname(word: str) -> tuple[Reading, ...]:
    """Return what a surname may be, also one that is a given name (Антона Данила)."""
    given = tuple(reading for reading, _ in givennames.listed(word)) if word else ()
    return tuple(dict.fromkeys((*surname_readings(word), *given))) if word else ()


def _may_be_woman(first: Keyed, last: tuple[Reading, ...]) -> bool:
    women = {reading.case for reading in last if reading.gender == "f"}
    men = {reading.case for reading in last if reading.gender == "m"}
    return not first and bool(women & set(NOMINATIVE)) and not men & set(NOMINATIVE)


def _sex(first: Keyed, middle: Keyed, last: tuple[Reading, ...]) -> str:
    for readings in ([reading for reading, _ in first], [reading for reading, _ in middle], list(last)):
        sexes = {reading.gender for reading in readings}
        if len(sexes) == 1 and "" not in sexes:
            return sexes.pop()
    bones = {skeleton(reading.nominative) for reading in last if reading.gender == ""}
    if bones and all(_LATIN_WOMEN.search(one) for one in bones):
        return "f"
    return "m" if bones and all(_LATIN_MEN.search(one) for one in bones) else ""


@cache
def common() -> frozenset[str]:
    """Return the skeletons of the surnames that very many bear, with letters that may stand for each other alike."""
    return frozenset(
        loose(bones)
        for said in common_surnames()
        for reading in surname_readings(said)
        if reading.case in NOMINATIVE
        for bones in family(reading)
    )
