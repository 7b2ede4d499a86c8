"""Given names with their twins and short forms, and surnames that very many bear: lists that hold in all languages."""

from functools import cache

from msgspec import Struct

from vidmova.lexicon.names import read_names


class GivenName(Struct, frozen=True, forbid_unknown_fields=True):
    """An entry of given.yml: one name in all its languages."""

    sex: str
    uk: tuple[str, ...] = ()
    ru: tuple[str, ...] = ()
    latin: tuple[str, ...] = ()
    short: tuple[str, ...] = ()


class _Given(Struct, frozen=True, forbid_unknown_fields=True):
    names: dict[str, GivenName]


class _Surnames(Struct, frozen=True, forbid_unknown_fields=True):
    common: tuple[str, ...]


@cache
def given_names() -> dict[str, GivenName]:
    """Return the given names by their key."""
    file: _Given = read_names("given", _Given)
    return file.names


@cache
def common_surnames() -> tuple[str, ...]:
    """Return the surnames that never tell who somebody is."""
    file: _Surnames = read_names("surnames", _Surnames)
    return file.common


class NameWords(Struct, frozen=True, forbid_unknown_fields=True):
    """The file people.yml of the language-free lists: small words in and around people's names."""

    born: tuple[str, ...]
    child_of: frozenset[str]
    nobody: tuple[str, ...]
    whose: frozenset[str]
    nothing: frozenset[str]


@cache
def name_words() -> NameWords:
    """Return the small words in and around people's names."""
    file: NameWords = read_names("people", NameWords)
    return file
