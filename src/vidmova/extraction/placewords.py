"""The words around place names (places.yml), made ready to search with."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal

from msgspec import Struct

from vidmova.lexicon import files
from vidmova.lexicon.patterns import compile_pattern


class Named(Struct, frozen=True, forbid_unknown_fields=True):
    """Words, and the English name written for them."""

    name: str
    words: list[str]


class _File(Struct, frozen=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    from_: list[str]
    left: list[str]
    to: list[str]
    near: list[str]
    at: list[str]
    at_or_to: list[str]
    between: list[str]
    settlement: list[str]
    after: list[str]
    district: list[str]
    region: list[str]
    parties: list[str]
    peoples: list[Named]
    people_adjectives: list[Named]
    directions: list[Named]
    facilities: list[Named]
    never: list[str]
    never_adjectives: list[str]


class PlaceWords(Struct, frozen=True):
    """The expressions of one language; those that look back end at the name's start."""

    role: re.Pattern[str]
    roles: dict[str, Literal["at", "from", "to", "near", "at or to"]]
    left: re.Pattern[str]
    settlement: re.Pattern[str]
    after: re.Pattern[str]
    district: re.Pattern[str]
    parties: re.Pattern[str]
    adjective_party: re.Pattern[str]
    people: re.Pattern[str]
    peoples: tuple[str, ...]
    direction: re.Pattern[str]
    directions: tuple[str, ...]
    facility: re.Pattern[str]
    facilities: tuple[str, ...]
    never: frozenset[str]
    never_adjectives: tuple[str, ...]


def either(words: Iterable[str]) -> str:
    """Return an expression that matches any of the words or patterns."""
    made = [_bare(compile_pattern(word, {}).expression) for word in words]
    return "(?:" + "|".join(made) + ")" if made else "(?!)"


def _bare(expression: str) -> str:
    return expression.removeprefix(r"(?<!\w)").removesuffix(r"(?!\w)").replace(r"\W{1,4}", r"[\s-]{1,2}")


def _exact(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


_ADJECTIVE = (
    r"(?<!\w)([а-яіїєґ'-]{2,20}(?:ск|цк|ськ|цьк|зьк)(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|ими|ої|ій|у|і|а|е))\s+"
)


@cache
def words_of(language: str) -> PlaceWords:
    """Return the place words of a language."""
    file = files.read("places", _File, language)
    roles: dict[str, Literal["at", "from", "to", "near", "at or to"]] = {}
    roles.update(dict.fromkeys(file.at_or_to, "at or to"))
    roles.update(dict.fromkeys(file.from_, "from"))
    roles.update(dict.fromkeys(file.to, "to"))
    roles.update(dict.fromkeys(file.near, "near"))
    roles.update(dict.fromkeys(file.at, "at"))
    between = either(file.between)
    shortened = _exact(word for word in file.settlement if word.endswith(".")) or "(?!)"
    parties = either(file.parties)
    alone = [f"({either(people.words)})" for people in file.peoples]
    before_party = [
        rf"({either(people.words)})(?=\s+(?:[\w-]+\s+)?{parties}(?!\w))" for people in file.people_adjectives
    ]
    return PlaceWords(
        role=re.compile(rf'(?<!\w)({_exact(roles)})\s+(?:{between}[\s,-]+){{0,3}}"?$'),
        roles=roles,
        left=re.compile(rf"(?<!\w){either(file.left)}\s+(?:{_exact(file.from_)})\s+(?:{between}[\s,-]+){{0,3}}$"),
        settlement=re.compile(rf'(?<!\w)(?:{either(file.settlement)}|(?:{shortened}))\s*"?$'),
        after=re.compile(rf"\s+{either(file.after)}(?!\w)"),
        district=re.compile(rf"\s+{either(file.district)}(?!\w)"),
        parties=re.compile(rf"['’]?s?[^\S\n]+(?:\w+[^\S\n]+)?{parties}(?!\w)"),
        adjective_party=re.compile(rf"{_ADJECTIVE}(?=(?:[\w'-]+\s+)?{parties}(?!\w))"),
        people=re.compile(rf"(?<![\w-])(?:{'|'.join([*alone, *before_party]) or '(?!)'})(?![\w-])"),
        peoples=tuple(each.name for each in [*file.peoples, *file.people_adjectives]),
        direction=re.compile(r"(?<!\w)(?:" + "|".join(f"({either(d.words)})" for d in file.directions) + r")\s+$"),
        directions=tuple(each.name for each in file.directions),
        facility=re.compile(
            r"(?<![\w-])(?:" + "|".join(f"({either(f.words)})" for f in file.facilities) + r")(?![\w-])"
        ),
        facilities=tuple(each.name for each in file.facilities),
        never=frozenset(file.never),
        never_adjectives=tuple(file.never_adjectives),
    )


@cache
def region_words() -> re.Pattern[str]:
    """Return the words for a region in every language."""
    words = [word for language in ("en", "ru", "uk") for word in files.read("places", _File, language).region]
    return re.compile(rf"{either(dict.fromkeys(words))}(?!\w)")
