"""Where a text says that somebody is at risk, of somebody's family, a child, or holds an office."""

import re
from bisect import bisect_right
from collections import defaultdict
from functools import cache

import ahocorasick_rs
from msgspec import Struct

from vidmova.lexicon.exposure import ExposureWords, exposure

READ = ("uk", "ru", "en")
_BORDER = re.compile(r"(?<!\W\w)(?<!^\w)[.!?…]+[\"»”')\]]*\s+|\n+")


class Cue(Struct, frozen=True, order=True):
    """A wording of a rule, and the sentence that it stands in."""

    start: int
    end: int
    rule: str
    first: int
    last: int
    """Borders of the sentence, and of the one before it where that is not the first."""
    before: int


def words(language: str) -> ExposureWords:
    """Return the wordings of a language; those of English for one that the lexicon has not."""
    return exposure(language if language in READ else "en")


def cues(folded: str, language: str) -> list[Cue]:
    """Return all wordings of all rules in a folded text, in order."""
    machine, rules = _machine(language if language in READ else "en")
    wanted: defaultdict[tuple[int, int, int], set[str]] = defaultdict(set)
    borders: list[int] | None = None
    for number, at, _ in machine.find_matches_as_indexes(folded, overlapping=True):
        if borders is None:
            borders = [0, *(match.end() for match in _BORDER.finditer(folded)), len(folded)]
        place = min(max(1, bisect_right(borders, at)), len(borders) - 1)
        wanted[borders[place - 1], borders[place], borders[max(0, place - 2)]].update(rules[number])
    patterns = words(language).cues
    return sorted(
        Cue(match.start(), match.end(), rule, first, last, before)
        for (first, last, before), found in wanted.items()
        for rule in found
        for match in patterns[rule].finditer(folded, first, last)
    )


@cache
def _machine(language: str) -> tuple[ahocorasick_rs.AhoCorasick, list[list[str]]]:
    by_letters: defaultdict[str, list[str]] = defaultdict(list)
    for letters, rule in exposure(language).hints:
        by_letters[letters].append(rule)
    return ahocorasick_rs.AhoCorasick(list(by_letters)), list(by_letters.values())
