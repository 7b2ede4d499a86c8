"""Compares the names of people: never one man by a first name or a common surname alone, and always with the reason."""

import math
from functools import lru_cache

from msgspec import Struct

from vidmova.entities import givennames
from vidmova.entities.comparison import Comparison
from vidmova.entities.distance import alike
from vidmova.entities.naming import Name, common, parse
from vidmova.entities.skeleton import VOWELS, consonants, loose, meet

WEIGHTS = {
    "two names": -1.2,
    "surname": 2.0,
    "common surname": 1.0,
    "half of a double surname": 1.0,
    "maiden name": 2.0,
    "surname spelt otherwise": 0.6,
    "surname differs": -6.0,
    "letter of the surname": 0.3,
    "letter of the surname differs": -5.0,
    "no surname": -1.0,
    "given name": 2.2,
    "short form": 2.0,
    "given name spelt otherwise": 0.8,
    "given name differs": -6.0,
    "initial": 1.5,
    "initial differs": -5.0,
    "initial of another language": 0.0,
    "patronymic": 2.0,
    "patronymic differs": -6.0,
    "patronymic's initial": 0.6,
    "patronymic's initial differs": -5.0,
    "sexes differ": -5.0,
    "perhaps a woman's name": -0.5,
}
"""What each feature of a pair adds to the evidence, in log odds."""

SENTENCES = {
    "surname": "the surname is the same",
    "common surname": "the surname is the same, but very many bear it",
    "half of a double surname": "one half of the double surname is the same",
    "maiden name": "the maiden name of one is the surname of the other",
    "surname spelt otherwise": "the surnames differ by a letter",
    "surname differs": "the surnames differ",
    "letter of the surname": "of a surname only the first letter is said, and fits",
    "letter of the surname differs": "the first letters of the surnames differ",
    "no surname": "a surname is missing",
    "given name": "the given name is the same",
    "short form": "one given name is a short form of the other",
    "given name spelt otherwise": "the given names are spelt much alike",
    "given name differs": "the given names differ",
    "initial": "the initial fits",
    "initial differs": "the initial does not fit",
    "initial of another language": "the initials may be of one name in two languages",
    "patronymic": "the patronymic is the same",
    "patronymic differs": "the patronymics differ",
    "patronymic's initial": "the initial of the patronymic fits",
    "patronymic's initial differs": "the initial of the patronymic does not fit",
    "sexes differ": "one is a man's name, the other a woman's",
    "perhaps a woman's name": "one is a man's name, the other may be a woman's",
}
NOBODY = Comparison(0.0, "at least one of the names names nobody")
ALIKE = 0.92
"""How alike given names that no list has must be to pass for two spellings."""
NEAR = {frozenset("ei"): 5, frozenset("ao"): 7}
"""Vowels that spellings of one surname exchange, and how long the surname must be."""
KEY_LETTERS = 4

Keys = frozenset[str]


class _Surnames(Struct, frozen=True):
    feature: str
    near: bool = False


def compare_people(a: str, b: str) -> Comparison:
    """Return how likely two names, in any script, order and case ending, name one person, and why."""
    return compare_names(parse(a), parse(b))


def compare_names(a: Name, b: Name) -> Comparison:
    """Return how likely two parsed names name one person, and why."""
    if a.nobody or b.nobody:
        return NOBODY
    found = features(a, b)
    score = 1 / (1 + math.exp(-sum(WEIGHTS[feature] for feature in found)))
    return Comparison(round(score, 3), "; ".join(SENTENCES[feature] for feature in found if feature in SENTENCES))


def features(a: Name, b: Name) -> list[str]:
    """Return the names of the features that a pair of names has, surname first."""
    found = ["two names", _surname(a, b), _given(a, b), _father(a, b)]
    if a.sex and b.sex and a.sex != b.sex:
        found.append("sexes differ")
    elif (a.woman and b.sex == "m") or (b.woman and a.sex == "m"):
        found.append("perhaps a woman's name")
    return [feature for feature in found if feature]


def _surname(a: Name, b: Name) -> str:
    if a.surname_initial or b.surname_initial:
        return _surname_letter(a, b)
    if not a.surnames or not b.surnames:
        return "no surname"
    shared = [one for one in sorted(a.surnames) for two in sorted(b.surnames) if meet(one, two)]
    if shared:
        return "surname" if not any(loose(one) in common() for one in shared) else "common surname"
    if _any_meet(a.maiden, b.surnames | b.maiden) or _any_meet(b.maiden, a.surnames):
        return "maiden name"
    if _any_meet(_halves(a.surnames), b.surnames) or _any_meet(_halves(b.surnames), a.surnames):
        return "half of a double surname"
    return _nearly(a, b)


def _surname_letter(a: Name, b: Name) -> str:
    one, two = (name.surname_initial or _letters(name.surnames) for name in (a, b))
    if not one or not two:
        return "no surname"
    return "letter of the surname" if one & two else "letter of the surname differs"


def _letters(surnames: Keys) -> Keys:
    return frozenset(givennames.first_letter(bones) for bones in surnames)


def _any_meet(some: Keys, others: Keys) -> bool:
    return any(meet(one, two) for one in some for two in others)


def _halves(surnames: Keys) -> Keys:
    return frozenset(half for bones in surnames if "-" in bones for half in bones.split("-"))


def _nearly(a: Name, b: Name) -> str:
    """Return the feature of surnames that are not equal: one vowel apart, or different."""
    near = [
        (one, two) for one in sorted(a.surnames) for two in sorted(b.surnames) if _one_vowel(loose(one), loose(two))
    ]
    if not near:
        return "surname differs"
    if a.language != b.language and any(_exchanged(one, two) == frozenset("ei") for one, two in near):
        return "common surname" if any({one, two} & common() for one, two in near) else "surname"
    return "surname spelt otherwise"


def _one_vowel(one: str, two: str) -> bool:
    return len(one) == len(two) and len(one) >= NEAR.get(_exchanged(one, two), len(one) + 1)


def _exchanged(one: str, two: str) -> Keys:
    """Return the two letters that are exchanged where nothing else differs between two skeletons."""
    places = [at for at, (x, y) in enumerate(zip(one, two, strict=True)) if x != y]
    return frozenset({one[places[0]], two[places[0]]}) if len(places) == 1 and places[0] else frozenset()


def _given(a: Name, b: Name) -> str:
    if a.given and b.given:
        return _given_names(a, b)
    one, two = (_letters_said(name, a.language != b.language) for name in (a, b))
    if not one or not two:
        return ""
    if one & two:
        return "initial"
    one, two = (_letters_said(name, True) for name in (a, b))
    twins = bool(one & two) or (not a.given and not b.given and _twins(one, two) and a.language != b.language)
    return "initial of another language" if twins else "initial differs"


def _letters_said(name: Name, anywhere: bool) -> Keys:
    """Return the letters that a given name may be shortened to: as written here, or in any language."""
    written = frozenset() if anywhere or name.short else name.letters
    return name.initial or written or _known_letters(name)


def _twins(one: Keys, two: Keys) -> bool:
    return any(frozenset({x, y}) in givennames.twin_letters() for x in one for y in two)


def _given_names(a: Name, b: Name) -> str:
    if a.given & b.given:
        return "short form" if a.short != b.short else "given name"
    unknown = [key[1:] for name in (a, b) for key in sorted(name.given) if key.startswith(givennames.UNKNOWN)]
    if not unknown:
        return "given name differs"
    nearest = max(_alike(one, two) for one in a.given for two in b.given)
    if nearest == 1:
        return "given name"
    return "given name spelt otherwise" if nearest >= ALIKE else "given name differs"


@lru_cache(maxsize=50_000)
def _alike(one: str, two: str) -> float:
    """Return how alike two keys are of which one at least is in no list."""
    spelt_one, spelt_two = givennames.skeletons_of(one), givennames.skeletons_of(two)
    if _any_meet(spelt_one, spelt_two):
        return 1.0
    return max((_sounds_alike(x, y) for x in spelt_one for y in spelt_two if min(len(x), len(y)) > 4), default=0.0)


def _sounds_alike(one: str, two: str) -> float:
    return alike(*sorted((loose(one), loose(two))))


def _known_letters(name: Name) -> Keys:
    return name.initial or frozenset(letter for key in name.given for letter in givennames.letters_of(key))


def _father(a: Name, b: Name) -> str:
    if a.father and b.father:
        return "patronymic" if a.father & b.father or _fathers_meet(a.father, b.father) else "patronymic differs"
    one, two = (
        name.father_initial or frozenset(letter for key in name.father for letter in givennames.letters_of(key))
        for name in (a, b)
    )
    if not one or not two:
        return ""
    if one & two:
        return "patronymic's initial"
    unsure = not a.father and not b.father and a.language != b.language
    return "" if unsure and _twins(one, two) else "patronymic's initial differs"


def _fathers_meet(some: Keys, others: Keys) -> bool:
    bare = [{key[1:] for key in keys if key.startswith(givennames.UNKNOWN)} for keys in (some, others)]
    return _any_meet(frozenset(bare[0]), frozenset(bare[1]))


@lru_cache(maxsize=200_000)
def people_keys(name: str) -> frozenset[str]:
    """Return the blocking keys of a name: its surnames by their first consonants, or a given name that stands alone."""
    parsed = parse(name)
    surnames = _surname_keys(parsed)
    return surnames or frozenset(f"given {key}" for key in parsed.given)


def merging_keys(name: str) -> frozenset[str]:
    """Return finer keys: names share one if they may be the same by themselves; none where a name never may."""
    parsed = parse(name)
    letters = _known_letters(parsed)
    return frozenset(f"{surname} {letter}" for surname in _surname_keys(parsed) for letter in letters)


def _surname_keys(name: Name) -> Keys:
    whole = name.surnames | name.maiden
    return frozenset(_key(bones) for bones in whole | _halves(whole))


def _key(bones: str) -> str:
    first = consonants(bones.replace("-", ""))
    if first[:1] in VOWELS:
        first = "a" + first[1:]
    return first[: KEY_LETTERS + 1]
