"""Writes Cyrillic names in Latin letters, the way English-language reporting does."""

import re

_CYRILLIC_WORD = re.compile(r"[А-Яа-яЀ-ѯҐґ]+(?:['’ʼ`´-]?[А-Яа-яЀ-ѯҐґ]+)*")
_APOSTROPHES = "'’ʼ`´"
_UKRAINIAN_LETTERS = re.compile("[ґєії]", re.IGNORECASE)

_COMMON = dict(
    zip(
        "абвдзклмнопрстуфцчшщ",
        ["a", "b", "v", "d", "z", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "ts", "ch", "sh", "shch"],
        strict=True,
    )
) | {"ж": "zh", "х": "kh", "ь": "", "ъ": "", "ы": "y", "э": "e", "ё": "yo", "ґ": "g", "ў": "u", "і": "i", "ї": "i"}
_RUSSIAN = _COMMON | {"г": "g", "е": "e", "и": "i", "й": "y", "ю": "yu", "я": "ya", "є": "ye"}
_UKRAINIAN = _COMMON | {"г": "h", "е": "e", "є": "ie", "и": "y", "й": "i", "ю": "iu", "я": "ia"}
_UKRAINIAN_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_VOWELS_AND_SIGNS = set("аеёиоуыэюяіїєьъ")
_RUSSIAN_ENDINGS = (("ия", "ia"), ("ий", "y"), ("ый", "y"), ("ье", "ye"))


def romanise(text: str, language: str) -> str:
    """Return `text` with its Cyrillic words in Latin letters (uk: national table of 2010; else Russian reporting)."""
    ukrainian = language == "uk" or (language != "ru" and bool(_UKRAINIAN_LETTERS.search(text)))
    write = _ukrainian if ukrainian else _russian
    return _CYRILLIC_WORD.sub(lambda found: write(found.group()), text)


def _russian(word: str) -> str:
    low = word.lower()
    for ending, latin in _RUSSIAN_ENDINGS:
        if low.endswith(ending) and len(low) > len(ending) + 1:
            cut = len(word) - len(ending)
            return _russian(word[:cut]) + _cased(latin, word[cut], word[cut:].isupper())
    return "".join(_russian_letter(word, low, at) for at in range(len(word)))


def _russian_letter(word: str, low: str, at: int) -> str:
    letter = low[at]
    if letter in _APOSTROPHES:
        return ""
    latin = _RUSSIAN.get(letter, letter)
    if letter == "е" and (at == 0 or low[at - 1] in _VOWELS_AND_SIGNS or not low[at - 1].isalpha()):
        latin = "ye"
    if letter == "о" and at and low[at - 1] == "ь":
        latin = "yo"
    return _cased(latin, word[at], _shouted(word, at))


def _ukrainian(word: str) -> str:
    low = word.lower()
    latin: list[str] = []
    for at, letter in enumerate(low):
        if letter in _APOSTROPHES:
            continue
        said = _UKRAINIAN.get(letter, letter)
        if at == 0 or low[at - 1] == "-":
            said = _UKRAINIAN_FIRST.get(letter, said)
        if letter == "г" and at and low[at - 1] == "з":
            said = "gh"
        latin.append(_cased(said, word[at], _shouted(word, at)))
    return "".join(latin)


def _shouted(word: str, at: int) -> bool:
    after = word[at + 1 : at + 2]
    return after.isupper() or (not after and len(word) > 1 and word.isupper())


def _cased(latin: str, letter: str, shouted: bool) -> str:
    if not letter.isupper():
        return latin
    return latin.upper() if shouted else latin.capitalize()
