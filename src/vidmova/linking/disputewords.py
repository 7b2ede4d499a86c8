"""The words by which a date is only that of a report, and by which an age is written: the file disputes.yml."""

import re
from functools import cache
from pathlib import Path

from msgspec import Struct

from vidmova.lexicon import files

_NUMBER = r"(?<![\d-])(?P<age>[1-7]\d)"


class DisputeWords(Struct, frozen=True, forbid_unknown_fields=True):
    """The file disputes.yml."""

    reported: tuple[str, ...]
    age: tuple[str, ...]


class DisputeCues(Struct, frozen=True):
    """The patterns of one language, on folded text."""

    reported_end: re.Pattern[str]
    """Matches at the end of what stands before a date."""
    ages: tuple[re.Pattern[str], ...]


def dispute_cues(language: str) -> DisputeCues:
    """Return the patterns of a language. Raises LexiconError where its disputes.yml is missing or wrong."""
    return _cues(files.folder(), language)


@cache
def _cues(root: Path, language: str) -> DisputeCues:
    words = files.read("disputes", DisputeWords, language)
    reported = "|".join(_pattern(one) for one in sorted(words.reported, key=len, reverse=True))
    ages = tuple(re.compile(_pattern(one).replace(r"\#", _NUMBER) + r"(?!\w)") for one in words.age)
    return DisputeCues(re.compile(rf"(?<!\w)(?:{reported})\W*$"), ages)


def _pattern(wording: str) -> str:
    ended = r"\w{0,3}" if wording.endswith("*") else ""
    return re.escape(wording.rstrip("*")).replace(r"\ ", r"\s+") + ended
