"""Takes the names of a list apart, fast: names in the nominative, in one order throughout, in any script."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec import Struct

from vidmova.entities import givennames
from vidmova.entities.naming import is_coded, parse
from vidmova.entities.skeleton import loose, neutral, skeleton
from vidmova.lexicon.folding import fold

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`´-][^\W\d_]+)*")
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.[\s-]*){1,2}|[^\W\d_](?:\s+[^\W\d_])?")
_WHOLE = re.compile(rf"{_WORD.pattern}(?:\s+{_WORD.pattern}){{0,2}}")
_BEFORE = re.compile(rf"((?:[^\W\d_]{{1,2}}\.\s*){{1,2}})\s*({_WORD.pattern})")
_AFTER = re.compile(rf"({_WORD.pattern})\s+({_INITIALS.pattern})")
_ORDER_SAMPLE = 2_000


class ListName(Struct, frozen=True):
    """What a name of a list gives to compare: skeletons and keys that scripts and languages share."""

    surname: str | None = None
    given: str | None = None
    given_letters: tuple[str, ...] = ()
    father: str | None = None
    father_letters: tuple[str, ...] = ()


NOBODY = ListName()


def surname_first(names: Iterable[str]) -> bool:
    """Tell whether a list writes surnames before given names, from its names of two words; yes where none shows it."""
    first = last = 0
    for words in (name.split() for name in names if "," not in name):
        if len(words) == 2:
            first += _is_given(words[0]) and not _is_given(words[1])
            last += _is_given(words[1]) and not _is_given(words[0])
            if first + last >= _ORDER_SAMPLE:
                break
    return last >= first


def list_name(name: str, surname_leads: bool) -> ListName:
    """Return the parts of a list's name; `surname_leads` says which comes first where the words do not show it."""
    head, comma, rest = name.partition(",")
    if comma and _WORD.fullmatch(head.strip()):
        return _with_surname(head.strip(), rest.strip())
    said = " ".join(name.split())
    if found := _AFTER.fullmatch(said):
        return _with_surname(found.group(1), found.group(2))
    if found := _BEFORE.fullmatch(said):
        return _with_surname(found.group(2), found.group(1).strip())
    if _WHOLE.fullmatch(said):
        return _of_words(said.split(), surname_leads)
    return _parsed(said)


def _of_words(words: Sequence[str], surname_leads: bool) -> ListName:
    if len(words) == 3:
        if _is_father(words[2]) or (surname_leads and not _is_father(words[1])):
            return _made(words[0], words[1], words[2])
        return _made(words[2], words[0], words[1])
    if len(words) == 2:
        if _is_father(words[1]) and _is_given(words[0]):
            return _made("", words[0], words[1])
        return _made(words[0], words[1]) if surname_leads else _made(words[1], words[0])
    return _made(words[0])


def _with_surname(surname: str, rest: str) -> ListName:
    if _INITIALS.fullmatch(rest):
        letters = [givennames.initial_letters(letter) for letter in re.findall(r"[^\W\d_]+", rest)]
        given, father = ([tuple(sorted(one)) for one in letters] + [(), ()])[:2]
        return ListName(_surname(surname), None, given, None, father)
    words = rest.split()
    if len(words) == 2 and _INITIALS.fullmatch(words[1]):
        made = _made(surname, words[0])
        middle = tuple(sorted(givennames.initial_letters(words[1].rstrip("."))))
        return ListName(made.surname, made.given, made.given_letters, None, middle)
    if len(words) == 2 and words[1].rstrip("."):
        return _made(surname, words[0], words[1])
    return _made(surname, rest) if _WORD.fullmatch(rest) else _made(surname)


@lru_cache(maxsize=50_000)
def _parsed(said: str) -> ListName:
    """Return the parts of a name with a rank, brackets or the like: slow, and rare in lists."""
    if is_coded(said):
        return NOBODY
    found = parse(said)
    surname = min((neutral(loose(bones)) for bones in found.surnames), default=None)
    return ListName(
        surname,
        min(found.given, default=None),
        _letters(min(found.given)) if found.given else tuple(sorted(found.initial)),
        min(found.father, default=None),
        _letters(min(found.father)) if found.father else tuple(sorted(found.father_initial)),
    )


def _made(surname: str, given: str = "", father: str = "") -> ListName:
    first, middle = _given(given), _father(father)
    return ListName(_surname(surname), first, _letters(first), middle, _letters(middle))


@lru_cache(maxsize=500_000)
def _surname(word: str) -> str | None:
    """Return what a surname's spellings in all scripts and its forms for men and women share."""
    parts = [neutral(loose(skeleton(part))) for part in fold(word).split("-") if part]
    return "-".join(parts) or None


@lru_cache(maxsize=100_000)
def _given(word: str) -> str | None:
    return min(givennames.keys_of(fold(word)), default=givennames.UNKNOWN + loose(skeleton(word))) if word else None


@lru_cache(maxsize=100_000)
def _father(word: str) -> str | None:
    """Return the father's name, of twins in other languages the same."""
    found = [key for _, key in givennames.fathers(word)]
    known = [key for key in found if not key.startswith(givennames.UNKNOWN)]
    return min(known or found, default=givennames.UNKNOWN + loose(skeleton(word))) if word else None


@lru_cache(maxsize=100_000)
def _is_father(word: str) -> bool:
    return bool(givennames.fathers(word))


@lru_cache(maxsize=200_000)
def _is_given(word: str) -> bool:
    return bool(givennames.keys_of(fold(word)))


@lru_cache(maxsize=20_000)
def _letters(key: str | None) -> tuple[str, ...]:
    return tuple(sorted(givennames.letters_of(key))) if key else ()
