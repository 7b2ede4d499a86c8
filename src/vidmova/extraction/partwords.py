"""The words that tell parts from wholes: the file parts.yml, and the patterns made of it."""

import re
from functools import cache
from pathlib import Path

from msgspec import Struct

from vidmova.lexicon import files


class PartWords(Struct, frozen=True, forbid_unknown_fields=True):
    """The file parts.yml."""

    of_whole: tuple[str, ...]
    of_them: tuple[str, ...]
    including: tuple[str, ...]
    group_again: dict[str, tuple[str, ...]]
    rest: tuple[str, ...]
    more: tuple[str, ...]
    one_member: tuple[str, ...]
    some: tuple[str, ...]
    leading: tuple[str, ...]
    compared: tuple[str, ...]
    in_all: tuple[str, ...]
    both: tuple[str, ...]
    so_far: tuple[str, ...]
    added: tuple[str, ...]


class PartCues(Struct, frozen=True):
    """The patterns of one language, on folded text; those named `_end` match right before a place."""

    of_whole_end: re.Pattern[str]
    of_them: re.Pattern[str]
    of_them_here: re.Pattern[str]
    including: re.Pattern[str]
    of_group: re.Pattern[str]
    again: dict[str, re.Pattern[str]]
    rest: re.Pattern[str]
    rest_end: re.Pattern[str]
    more_end: re.Pattern[str]
    one_member: re.Pattern[str]
    some: re.Pattern[str]
    leading: re.Pattern[str]
    compared: re.Pattern[str]
    in_all: re.Pattern[str]
    both: re.Pattern[str]
    so_far_end: re.Pattern[str]
    added: re.Pattern[str]


def part_cues(language: str) -> PartCues:
    """Return the patterns of a language. Raises LexiconError where its parts.yml is missing or wrong."""
    return _cues(files.folder(), language)


@cache
def _cues(root: Path, language: str) -> PartCues:
    words = files.read("parts", PartWords, language)
    every = tuple(word for again in words.group_again.values() for word in again)
    return PartCues(
        of_whole_end=_ending(words.of_whole),
        of_them=_anywhere(words.of_them),
        of_them_here=re.compile(rf"\s+(?:[^\W\d]+ ){{0,2}}?(?:{_any(words.of_them)})(?!\w)"),
        including=_anywhere(words.including),
        of_group=re.compile(rf"(?<!\w)(?:{_any(words.of_whole)}) (?:\w+ )?(?:{_any(every)})(?!\w)"),
        again={
            act: re.compile(rf"\s+(?:[^\W\d]+ ){{0,1}}?(?:{_any(again)})(?!\w)")
            for act, again in words.group_again.items()
        },
        rest=_anywhere(words.rest),
        rest_end=_ending(words.rest, between=2),
        more_end=_ending(words.more, between=1),
        one_member=re.compile(rf"(?:{_any(words.one_member)})(?!\w)"),
        some=_anywhere(words.some),
        leading=_anywhere(words.leading),
        compared=_anywhere(words.compared),
        in_all=_anywhere(words.in_all),
        both=_anywhere(words.both),
        so_far_end=_ending(words.so_far, between=2),
        added=re.compile(rf"(?<!\w)(?:{_any(words.added)})(?!\w)"),
    )


def _any(words: tuple[str, ...]) -> str:
    listed = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\*", r"\w{0,3}").replace(r"\ ", r"\s+") for word in listed)


def _anywhere(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_any(words)})(?![\w-])")


def _ending(words: tuple[str, ...], between: int = 0) -> re.Pattern[str]:
    """Return a pattern of the words at the end of a text, with a few other words after them if allowed."""
    return re.compile(rf"(?<![\w-])(?:{_any(words)})(?![\w-])\s*(?:[^\W\d][\w'-]*\s+){{0,{between}}}$")
