"""Finds prison terms in months, kinds of sentence, and lengths of absence in days."""

import re
from functools import cache
from typing import Literal

from msgspec import Struct

from vidmova.extraction.datewords import choice
from vidmova.extraction.durations import Length, days_of, find_lengths, term_words
from vidmova.extraction.numbers import Numeral, find_numerals
from vidmova.records import Passage

Kind = Literal["prison", "suspended", "fine", "other"]


class Term(Struct, frozen=True):
    """A prison, colony or suspended term, in months."""

    start: int
    end: int
    low: int
    high: int | None
    sentence_type: Kind | None


class SentenceType(Struct, frozen=True):
    """Wording that names a kind of sentence."""

    start: int
    end: int
    kind: Kind


class Absence(Struct, frozen=True):
    """How long somebody was away, in days."""

    start: int
    end: int
    low: int
    high: int | None


class _Cues(Struct, frozen=True):
    before: re.Pattern[str]
    after: re.Pattern[str]
    anywhere: re.Pattern[str]
    not_before: re.Pattern[str]
    not_after: re.Pattern[str]
    never_after: re.Pattern[str]
    elliptic: re.Pattern[str]
    serving: re.Pattern[str]
    living: re.Pattern[str]
    absence: re.Pattern[str]
    absence_not_before: re.Pattern[str]
    absence_not_after: re.Pattern[str]
    kinds: tuple[tuple[Kind, re.Pattern[str]], ...]


_REACH, _NEAR = 60, 30
_MOST_YEARS = 30
_LONGEST = 12 * _MOST_YEARS
_SHORTEST, _AGE = 6, 12 * 20
"""Without a cue right beside them, shorter lengths are no terms and longer ones may be ages."""
_LONGEST_ABSENCE = 35
_CLAUSE_END = re.compile(r"\s*(?:[.,;:!?—)\"]|$)")


def find_terms(passage: Passage) -> list[Term]:
    """Return the lengths in a passage that are prison or suspended terms, imposed, asked for or threatened."""
    cues = _cues(passage.language)
    found = [_term(length, passage, cues) for length in find_lengths(passage) if _is_term(length, passage, cues)]
    return sorted([*found, *elliptic_terms(passage)], key=lambda term: term.start)


def elliptic_terms(passage: Passage) -> list[Term]:
    """Return the terms that leave out the word for years: "prosecutors had asked for nine"."""
    cues = _cues(passage.language)
    found = [number for number in find_numerals(passage) if _is_elliptic(number, passage, cues)]
    lengths = find_lengths(passage) if found else []
    return [
        Term(number.start, number.end, int(number.low * 12), int(number.low * 12), "prison")
        for number in found
        if not any(length.start < number.end and number.start < length.end for length in lengths)
    ]


def _is_elliptic(number: Numeral, passage: Passage, cues: _Cues) -> bool:
    if number.kind not in ("words", "figures") or number.low > _MOST_YEARS or not float(12 * number.low).is_integer():
        return False
    before = passage.folded[max(number.start - _REACH, passage.start) : number.start]
    ends = _CLAUSE_END.match(passage.folded, number.end, passage.end)
    return ends is not None and cues.elliptic.search(before) is not None


def find_sentence_types(passage: Passage) -> list[SentenceType]:
    """Return the wordings in a passage that name a kind of sentence, in order."""
    found = [
        SentenceType(match.start(), match.end(), kind)
        for kind, pattern in _cues(passage.language).kinds
        for match in pattern.finditer(passage.folded, passage.start, passage.end)
    ]
    return sorted(found, key=lambda one: (one.start, one.end))


def find_absences(passage: Passage) -> list[Absence]:
    """Return the lengths in a passage that say how long somebody was away from the army."""
    cues = _cues(passage.language)
    if not cues.absence.search(passage.folded, passage.start, passage.end):
        return []
    return [
        Absence(length.start, length.end, *days_of(length))
        for length in find_lengths(passage)
        if not _is_term(length, passage, cues) and _is_absence(length, passage, cues)
    ]


@cache
def _cues(language: str) -> _Cues:
    words = term_words(language)
    kinds: tuple[tuple[Kind, list[str]], ...] = (
        ("prison", words.prison),
        ("suspended", words.suspended),
        ("fine", words.fine),
        ("other", words.other_sentence),
    )
    links = choice(words.elliptic_links)
    return _Cues(
        before=re.compile(
            rf"(?<!\w)(?:(?:{choice(words.term_before)})(?:\s+[^\W\d]+){{0,4}}|(?:{choice(words.term_verbs)})"
            rf"(?:\s+[^\W\d]+){{0,8}}\s+(?:{choice(words.term_links)}))[\s(:,—-]*$"
        ),
        after=re.compile(rf"[\s,)—-]*(?:[^\W\d]+[\s,-]+){{0,2}}?(?:{choice(words.term_after)})(?!\w)"),
        anywhere=_whole(words.term_cues),
        not_before=re.compile(rf"(?<!\w)(?:{choice(words.not_before)})\s+$"),
        not_after=re.compile(rf"[\s-]+(?:[^\W\d]+\s+)?(?:{choice(words.not_after)})(?!\w)"),
        never_after=re.compile(rf"[\s-]+(?:{choice(words.never_after)})(?!\w)"),
        elliptic=re.compile(
            rf"(?<!\w)(?:{choice(words.elliptic_before)}|(?:{choice(words.units['year'])})\s+(?:{links}))\s+$"
        ),
        serving=_whole(words.serving),
        living=_whole([*words.living, *words.serving]),
        absence=_whole(words.absence_cues),
        absence_not_before=re.compile(rf"(?<!\w)(?:{choice(words.absence_not_before)})\s+$"),
        absence_not_after=re.compile(rf"[\s,(-]+(?:{choice(words.absence_not_after)})(?!\w)"),
        kinds=tuple((kind, _whole(listed)) for kind, listed in kinds),
    )


def _whole(listed: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{choice(listed)})(?!\w)")


def _around(length: Length, passage: Passage) -> tuple[str, str]:
    before = passage.folded[max(length.start - _REACH, passage.start) : length.start]
    return before, passage.folded[length.end : min(length.end + _REACH, passage.end)]


def _is_term(length: Length, passage: Passage, cues: _Cues) -> bool:
    before, after = _around(length, passage)
    if not 1 <= length.months[1] <= _LONGEST or length.months[1] != int(length.months[1]):
        return False
    if cues.never_after.match(after):
        return False
    if length.kind == "adjective":  # «24-летнего» is an age, unless a word for the term follows
        return cues.after.match(after) is not None and not cues.not_after.match(after)
    if cues.before.search(before):
        return True
    if length.kind == "bare" or cues.not_after.match(after):
        return False
    if cues.after.match(after):
        return True
    if not _SHORTEST <= length.months[1] < _AGE:
        return False
    if cues.not_before.search(before) or cues.living.search(before[-_NEAR:]):
        return False
    return cues.anywhere.search(passage.folded, passage.start, passage.end) is not None


def _term(length: Length, passage: Passage, cues: _Cues) -> Term:
    low, high = int(length.months[0]), int(length.months[1])
    if length.hedge in ("more_than", "at_least"):
        return Term(length.start, length.end, low, None, _kind(length, passage, cues))
    return Term(length.start, length.end, low, high, _kind(length, passage, cues))


def _kind(length: Length, passage: Passage, cues: _Cues) -> Kind:
    before, after = _around(length, passage)
    suspended = dict(cues.kinds)["suspended"]
    near = re.split(r"[;.:]|\s—\s", before)[-1][-30:] + " | " + re.split(r"[;.:]|\s—\s", after)[0][:30]
    return "suspended" if suspended.search(near) else "prison"


def _is_absence(length: Length, passage: Passage, cues: _Cues) -> bool:
    before, after = _around(length, passage)
    if length.months[0] > _LONGEST_ABSENCE or cues.absence_not_after.match(after):
        return False
    if length.kind != "adjective" and cues.absence_not_before.search(before):
        return False
    if cues.serving.search(before[-_NEAR:]) or cues.serving.match(after.lstrip()):
        return False
    return bool(cues.absence.search(before) or cues.absence.search(after))
