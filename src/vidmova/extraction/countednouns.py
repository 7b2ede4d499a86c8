"""Finds the noun that a number counts: «двадцать два беглеца», "115 National Guard servicemen", "two of the men"."""

from msgspec import Struct

from vidmova.extraction.countwords import Known, noun_code
from vidmova.extraction.numbers import Numeral, Token, find_numerals, tokens
from vidmova.records import Passage, Span

_REACH = 5
_GAPS = frozenset({" ", "  ", "-", "\n", ' "', '" ', '"', " (", ") ", " '", "' "})
_CLOSE = frozenset({" ", "-"})


class Noun(Struct, frozen=True):
    """A counted noun: where it stands and the code of what it counts."""

    span: Span
    code: str
    inverted: bool = False
    """It stands before its number and makes it a rough one: «человек пятнадцать»."""


def noun_of(first: Numeral, numeral: Numeral, end: int, passage: Passage, known: Known) -> Noun | None:
    """Return the noun that a numeral counts, if one stands near.

    `first` is the lower end of a stretch, `end` is where the numeral and the hedge after it end.
    """
    words = tokens(passage)
    if numeral.last < len(words) and words[numeral.last].text in known.not_one and numeral.kind == "one":
        return None
    return _following(numeral, end, passage, known) or _preceding(first, words, known)


def _following(numeral: Numeral, end: int, passage: Passage, known: Known) -> Noun | None:
    words, at = tokens(passage), numeral.last
    while at < len(words) and words[at].start < end:
        at += 1
    of_some = at < len(words) and words[at].text in known.one_of and words[at].gap == " "
    if of_some:
        at += 1
        counted = [other for other in find_numerals(passage) if other.first == at]
        at = counted[0].last if counted else at
    for step in range(_REACH):
        stopped = step == 0 and at < len(words) and words[at].gap == ". " and passage.folded[end - 1] == "."
        if at >= len(words) or not (stopped or words[at].gap in _GAPS):
            return None
        word = words[at]
        code = noun_code(word.text, known)
        if code and not (of_some and code == "other"):
            return _extended(words, at, code, known)
        if not _is_passed(word, known, of_some and step < 2):
            return None
        at += 1
    return None


def describes(word: Token, known: Known) -> bool:
    """Whether a word is an adjective by its ending and no counted noun."""
    return bool(known.endings) and word.text.endswith(known.endings) and noun_code(word.text, known) is None


def _is_passed(word: Token, known: Known, of_some: bool) -> bool:
    """Whether a word may stand between a number and its noun."""
    if word.text in known.stops:
        return of_some and word.text in known.determiners
    if word.text[0].isdecimal():
        return False
    return not known.endings or word.text.endswith(known.endings)


def _extended(words: tuple[Token, ...], at: int, code: str, known: Known) -> Noun:
    """Return the noun, or the one right after it that it describes: "court cases", «военных судов»."""
    while at + 1 < len(words) and words[at + 1].gap in _CLOSE and words[at + 1].text not in known.stops:
        after = noun_code(words[at + 1].text, known)
        describes = not known.endings or words[at].text.endswith(known.endings)
        if not after or not describes:
            break
        at, code = at + 1, after
    return Noun(Span(words[at].start, words[at].end), code)


def _preceding(numeral: Numeral, words: tuple[Token, ...], known: Known) -> Noun | None:
    first = numeral.first
    if first == 0 or words[first].gap != " " or words[first - 1].text not in known.inverted:
        return None
    before = words[first - 2] if first > 1 else None
    if before and words[first - 1].gap == " " and before.text[0].isdecimal():
        return None
    noun = words[first - 1]
    code = noun_code(noun.text, known)
    return Noun(Span(noun.start, noun.end), code, inverted=True) if code else None
