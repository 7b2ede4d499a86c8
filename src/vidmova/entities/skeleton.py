"""The skeleton of a Slavic name: what its spellings in Cyrillic, English, French and German letters share."""

import re
import unicodedata
from functools import lru_cache

from vidmova.extraction.romanise import romanise
from vidmova.lexicon.folding import fold

CYRILLIC = re.compile("[а-яёіїєґў]")
UKRAINIAN = re.compile("[іїєґ]|'")
MEANS = {"h": "gXh", "Q": "SWZQ", "j": "iJj", "g": "gh", "X": "Xh", "S": "SQ", "W": "WQ", "Z": "ZQ", "J": "Jj"}
"""Letters of a skeleton that may stand for each other; all others stand for themselves.

X is х, S ш, W щ, Z ж, C ч, c ц and J дж; h may be г or х, Q (sch) ш, щ or ж, and an initial j й or дж.
"""
LOOSE = str.maketrans("gXWQZjJ", "hhSSSii")
VOWELS = "aeiou"

_BEFORE = (("ьо", "ё"), ("йо", "ё"), ("зг", "зґ"), ("г", "ґ"), ("х", "kh"), ("дж", "J"), ("ъе", "ье"))
_GERMAN = re.compile(r"tsch|(?<![cht])sch|[aeo]w(?:a|ski)?$")
_FRENCH = re.compile(r"(?<!s)tch|ou|dj|ff$|[iï]ne$|guin")
_GERMAN_LETTERS = (("schtsch", "W"), ("tsch", "C"), ("sch", "Q"), ("ch", "X"), ("tz", "c"), ("z", "c"), ("ss", "s"))
_FRENCH_LETTERS = (
    ("chtch", "W"), ("tch", "C"), ("ch", "S"), ("ou", "u"), ("dj", "J"), ("gui", "gi"), ("gue", "ge"), ("ine", "in"),
    ("j", "Z"),
)  # fmt: skip
_LETTERS = tuple(
    (re.compile(said), meant)
    for said, meant in (
        (r"['’ʼ`´ʹ]", ""),
        (r"shch|šč|stsch|chtch|szcz", "W"),
        (r"tsch|tch|cz", "C"),
        (r"dzh|dž", "J"),
        (r"sch", "Q"),
        (r"sh|sz|š|ş", "S"),
        (r"zh|ž|rz(?=[aeiouy])", "Z"),
        (r"ch|č|ç|ć", "C"),
        (r"kh", "X"),
        (r"gh|ğ", "g"),
        (r"ck|qu|q|c(?![eiyh]|$)", "k"),
        (r"ts|tz", "c"),
        (r"x", "ks"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"w", "v"),
        (r"ff$", "v"),
        (r"ł", "l"),
        (r"(?<=[SZCW])[yij]?o(?=v)", "e"),
        (r"^j(?=e)", "i"),
        (r"(?<!^)j|y|ı", "i"),
        (r"ii+", "i"),
        (r"^ie", "e"),
        (r"(?<=[aeou])i+e", "e"),
        (r"(?<=[^aeiou])i+[eo](?!$)", "e"),
        (r"(?<=[^aeiou])i+e$", "e"),
        (r"([a-zA-Z])\1+", r"\1"),
        (r"(?<=[^aeiou])oi$", "i"),
    )
)
_WOMEN = ((re.compile("(?<=[oe]v)a$"), ""), (re.compile("(?<=in)a$"), ""), (re.compile("(?<=[sck]k)a(?:ia)?$"), "i"))
_WOMEN_LAST = re.compile("(?<=[^aeiou])aia$")


@lru_cache(maxsize=100_000)
def skeleton(name: str) -> str:
    """Return the skeleton of a name word in the nominative: equal for spellings that mean the same letters."""
    folded = fold_accents(name)
    folded = _romanised(folded) if CYRILLIC.search(folded) else _foreign(folded)
    for said, meant in _LETTERS:
        folded = said.sub(meant, folded)
    return folded


def fold_accents(name: str) -> str:
    """Return a name in lower case and without accents over Latin letters; ё stays."""
    lowered = "ё".join(fold(part) for part in name.lower().split("ё"))
    if lowered.isascii():
        return lowered
    kept = "".join(letter if letter in "ёїйўšžčćçşğł" else unicodedata.normalize("NFD", letter) for letter in lowered)
    return "".join(letter for letter in kept if not unicodedata.combining(letter)).replace("ß", "ss")


def _romanised(folded: str) -> str:
    language = "uk" if UKRAINIAN.search(folded) else "ru"
    folded = folded.replace("'", "")
    for said, meant in _BEFORE:
        folded = folded.replace(said, meant)
    return romanise(folded, language).replace("'", "")


def _foreign(folded: str) -> str:
    letters: tuple[tuple[str, str], ...] = ()
    if _GERMAN.search(folded):
        letters = _GERMAN_LETTERS
    elif _FRENCH.search(folded):
        letters = _FRENCH_LETTERS
    for said, meant in letters:
        folded = folded.replace(said, meant)
    return folded


def neutral(bones: str) -> str:
    """Return the skeleton that a surname's forms for men and women share (Ivanova, Ivanov)."""
    for said, meant in _WOMEN:
        bones, changed = said.subn(meant, bones)
        if changed:
            return bones
    return _WOMEN_LAST.sub("i", bones)


def loose(bones: str) -> str:
    """Return a skeleton with the letters made alike that may stand for each other: for looking up, not for judging."""
    return bones.translate(LOOSE)


def meet(a: str, b: str) -> bool:
    """Tell whether two skeletons may be one: letter for letter equal, or letters that may stand for each other."""
    return a == b or (len(a) == len(b) and all(x == y or y in MEANS.get(x, x) for x, y in zip(a, b, strict=True)))


def consonants(bones: str) -> str:
    """Return the first letter and the consonants of a loose skeleton."""
    open_letters = loose(bones)
    return open_letters[:1] + "".join(letter for letter in open_letters[1:] if letter not in VOWELS)
