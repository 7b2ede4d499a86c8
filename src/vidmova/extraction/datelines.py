"""Finds a document's own date in its masthead: a short line near the top or the bottom that is no running prose."""

import re
from datetime import date
from functools import cache

from vidmova.extraction.dates import Dated, find_dates
from vidmova.extraction.datewords import choice, patterns
from vidmova.lexicon.folding import fold
from vidmova.records import Passage

_FIRST, _LAST = 8, 4
_UPPER = 2
"""Dated lines among which one with a day is the document's own date."""
_LONGEST = 120
_WORDS = 14
"""Words a masthead may have besides its date."""
_EXACT = frozenset({"day", "month", "range", "open"})
_SIGNS = re.compile(r"[|•·/,«»\"“”:—–(]")
_NUMBER = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def find_dateline(text: str, language: str) -> Dated | None:
    """Return the document's own date, or None; of a stretch of days («обзор за 15–19 апреля») the end is its date."""
    folded = fold(text)
    lines = (Passage(text, folded, start, end, language) for start, end in _lines(text))
    found = [dated for line in lines if (dated := _masthead(line))]
    # «бюллетень за ноябрь» may stand above the day that it came out on.
    days = [dated for dated in found[:_UPPER] if dated.precision == "day"]
    return next(iter(days + found), None)


def find_review(text: str, language: str, published: date | None) -> Dated | None:
    """Return the days or the month that a text reviews by its masthead: «обзор за 15–19 апреля»."""
    folded = fold(text)
    for start, end in _lines(text)[:_FIRST]:
        line = Passage(text, folded, start, end, language)
        if _masthead(line):
            wide = [one for one in find_dates(line, published) if one.precision in ("range", "month")]
            if wide:
                return wide[0]
    return None


def _lines(text: str) -> list[tuple[int, int]]:
    """Return where the first and the last lines that are not empty begin and end, the labelled or first ones first."""
    spans = [(match.start(), match.end()) for match in re.finditer(r"[^\n\r]*\S", text)]
    tail = spans[max(len(spans) - _LAST, _FIRST) :]
    return spans[:_FIRST] + tail[::-1]


def _masthead(line: Passage) -> Dated | None:
    if line.end - line.start > _LONGEST:
        return None
    labelled = _label(line.language).match(line.folded, line.start, line.end) is not None
    dated = [one for one in find_dates(line, None) if one.precision in _EXACT and not one.relative]
    if not dated or not dated[-1].last:
        return None
    whole = [one for one in dated if _YEAR.search(line.folded, one.start, one.end)]
    own = (whole or dated)[-1]
    others = line.folded[line.start : own.start] + " " + line.folded[own.end : line.end]
    words = _NUMBER.findall(others)
    if labelled:
        return own
    if len(words) > _WORDS or _reads_on(line, own):
        return None
    return own


def _reads_on(line: Passage, own: Dated) -> bool:
    """Whether a line is prose: the date stands bare among words, or the line ends like a sentence after it."""
    before = line.text[line.start : own.start].rstrip()
    after = line.text[own.end : line.end].lstrip()
    joined = bool(before) and not _SIGNS.search(before[-1:]) and not _is_linked(before, line.language)
    followed = bool(re.match(r"[^\W\d_]{2,}", after)) and not _SIGNS.search(after[:12])
    return joined or followed


def _is_linked(before: str, language: str) -> bool:
    """Whether the words before the date belong to a masthead: "Updated", «обзор за», «записан в Алматы»."""
    last = re.split(r"[|•·,«»\"“”]", before)[-1].strip()
    return before.endswith((".", "№")) or len(last.split()) <= 3 or _told(language).search(fold(last)) is not None


@cache
def _told(language: str) -> re.Pattern[str]:
    """Return a pattern of a word before the day of publication, with the few words that may follow it."""
    return re.compile(rf"(?<!\w)(?:{choice(patterns(language).words.published)})(?:\s+[\w'-]+){{0,3}}$")


@cache
def _label(language: str) -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{choice(patterns(language).words.published)})(?!\w)")
