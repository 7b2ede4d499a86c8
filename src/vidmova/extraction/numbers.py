"""Reads numerals, in figures and in words, from folded text: «двадцать две тысячи», "10,025", "half a dozen"."""

import re
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from msgspec import Struct

from vidmova.lexicon import files
from vidmova.records import Passage

Kind = Literal["figures", "words", "collective", "one", "pair", "both", "plural", "several", "rough", "joined"]
Phrases = dict[str, tuple[tuple[str, ...], ...]]


class NumberWords(Struct, frozen=True, forbid_unknown_fields=True):
    """The number words of a language, as its numbers.yml explains them."""

    units: dict[int, list[str]]
    tens: dict[int, list[str]]
    hundreds: dict[int, list[str]]
    collectives: dict[int, list[str]]
    whole: dict[int, list[str]]
    halves: dict[float, list[str]]
    scales: dict[int, list[str]]
    abbreviations: list[str]
    groups: dict[int, list[str]]
    singles: dict[int, list[str]]
    plurals: dict[int, list[str]]
    genitive_before: list[str]
    inverting: list[str]
    hyphens: bool
    articles: list[str]
    joins: list[str]
    and_half: list[str]
    half_of: list[str]
    several: list[str]
    pairs: list[str]
    both: list[str]
    links: list[str]
    suffixes: list[str]
    small_suffixes: list[str]
    seven_suffixes: list[str]
    loose_suffixes: list[str]


class Token(NamedTuple):
    """A word or a figure of folded text, and what stands between it and the one before."""

    start: int
    end: int
    text: str
    gap: str


class Numeral(NamedTuple):
    """A number as written: `low` and `high` differ where the words leave it open («сотни», "several hundred")."""

    start: int
    end: int
    low: float
    high: float | None
    kind: Kind
    first: int
    """Index of its first token."""
    last: int
    """Index after its last token."""


class _Lexicon(Struct, frozen=True):
    """The same words, arranged for looking up."""

    adding: dict[str, float]
    """Words that add up: units, tens, hundreds, one and a half."""
    scales: dict[str, int]
    groups: dict[str, int]
    singles: frozenset[str]
    plurals: dict[str, int]
    collectives: frozenset[str]
    and_half: Phrases
    half_of: Phrases
    several: Phrases
    pairs: Phrases
    both: frozenset[str]
    openers: frozenset[str]
    """Every word that can begin a numeral."""
    words: NumberWords


_TOKEN = re.compile(
    r"(?<!\d)\d{1,3}(?P<mark>[ .,])\d{3}(?:(?P=mark)\d{3})*(?![\d:])(?![.,/]\d)"
    r"|\d+(?:[.,]\d+)?|[^\W\d_]+(?:'[^\W\d_]+)*"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:[ .,]\d{3})+")
_SPACES = frozenset({" ", "  ", "\n"})
_GLUE = _SPACES | {"-"}
_NOTHING = frozenset({""})
HUNDRED, MOST, BEYOND = 100, 1e12, 1e15
"""More than anybody counts, and what stands for all that is more: a long row of digits is the number of something."""
_BEFORE = frozenset("-/:.№#$€£+§_'=~")


def tokens(passage: Passage) -> tuple[Token, ...]:
    """Return the words and figures of a passage in order."""
    return _tokens(passage.folded, passage.start, passage.end)


def find_numerals(passage: Passage) -> tuple[Numeral, ...]:
    """Return the numerals of a passage in order, whatever they count or number."""
    return _numerals(passage.folded, passage.start, passage.end, passage.language)


def multiplier(numeral: Numeral, passage: Passage) -> int:
    """Return the scale or group that a numeral ends in («пять тысяч», "two dozen"), 1 if in none."""
    known = _lexicon(passage.language)
    last = tokens(passage)[numeral.last - 1].text
    return known.scales.get(last) or known.groups.get(last) or 1


def figure_value(figure: str) -> float:
    """Return the value of a figure: "10 025", "10.025" and "10,025" are one number, "1,5" and "1.5" another."""
    if _THOUSANDS.fullmatch(figure):
        return min(BEYOND, float(re.sub(r"[ .,]", "", figure)))
    return min(BEYOND, float(figure.replace(",", ".")))


def phrases(listed: list[str]) -> Phrases:
    """Return phrases by their first word, longest first."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(listed, key=lambda phrase: (-len(phrase.split()), phrase)):
        words = tuple(phrase.split())
        by_first.setdefault(words[0], []).append(words)
    return {first: tuple(found) for first, found in by_first.items()}


def phrase_length(words: tuple[Token, ...], at: int, listed: Phrases) -> int:
    """Return how many tokens from `at` make one of the phrases, 0 if they make none."""
    if at >= len(words):
        return 0
    for phrase in listed.get(words[at].text, ()):
        part = words[at : at + len(phrase)]
        if tuple(token.text for token in part) == phrase and all(token.gap in _GLUE for token in part[1:]):
            return len(phrase)
    return 0


@lru_cache(maxsize=64)
def _tokens(folded: str, start: int, end: int) -> tuple[Token, ...]:
    found = []
    last = start
    for match in _TOKEN.finditer(folded, start, end):
        found.append(Token(match.start(), match.end(), match.group(), folded[last : match.start()]))
        last = match.end()
    return tuple(found)


@lru_cache(maxsize=64)
def _numerals(folded: str, start: int, end: int, language: str) -> tuple[Numeral, ...]:
    words, known = _tokens(folded, start, end), _lexicon(language)
    found: list[Numeral] = []
    at = 0
    while at < len(words):
        token = words[at]
        numeral = None
        if token.text in known.openers or token.text[0].isdecimal():
            numeral = _Reader(folded, words, known).numeral(at)
        if numeral:
            found.append(numeral)
        at = numeral.last if numeral else at + 1
    return tuple(found)


@cache
def _lexicon(language: str) -> _Lexicon:
    words = files.read("numbers", NumberWords, language)
    adding: dict[str, float] = {}
    for table in (words.units, words.tens, words.hundreds, words.collectives, words.whole):
        adding |= _by_word(table)
    adding |= {form: value for value, forms in words.halves.items() for form in forms}
    alone = [form for table in (words.singles, words.plurals) for forms in table.values() for form in forms]
    starts = [*words.half_of, *words.several, *words.pairs, *words.articles, *words.both, *words.inverting, *alone]
    return _Lexicon(
        adding=adding,
        scales=_by_word(words.scales),
        groups=_by_word(words.groups),
        singles=frozenset(form for forms in words.singles.values() for form in forms),
        plurals=_by_word(words.plurals),
        collectives=frozenset(_by_word(words.collectives)),
        and_half=phrases(words.and_half),
        half_of=phrases(words.half_of),
        several=phrases(words.several),
        pairs=phrases(words.pairs),
        both=frozenset(words.both),
        openers=frozenset(adding) | {start.split()[0] for start in starts},
        words=words,
    )


def _by_word(table: dict[int, list[str]]) -> dict[str, int]:
    return {form: value for value, forms in table.items() for form in forms}


class _Sum:
    """The value of number words read from left to right: hundreds, then tens, then units, then a scale."""

    def __init__(self) -> None:
        self.total, self.current = 0.0, 0.0
        self.room, self.ceiling = 1000.0, float("inf")

    @property
    def value(self) -> float:
        return self.total + self.current

    def add(self, value: float) -> bool:
        if value >= self.room:
            return False
        self.current += value
        self.room = 100 if value >= 100 else 10 if value >= 20 else 1
        return True

    def scale(self, value: int) -> bool:
        if value == 100 and self.current < 100:
            self.current, self.room = (self.current or 1) * 100, 100
        elif value > 100 and value < self.ceiling and (self.current or not self.total):
            self.total += (self.current or 1) * value
            self.current, self.room, self.ceiling = 0, 1000, value
        else:
            return False
        return True

    def group(self, value: int) -> bool:
        if self.total and not self.current:
            return False
        self.current = (self.current or 1) * value
        return True


class _Reader:
    """Reads one numeral from the tokens of a passage."""

    def __init__(self, folded: str, words: tuple[Token, ...], known: _Lexicon) -> None:
        self.folded, self.words, self.known = folded, words, known

    def numeral(self, at: int) -> Numeral | None:
        """Return the numeral that begins at a token, if one does."""
        token = self.words[at]
        if token.text[0].isdecimal():
            return self._figure(at)
        if token.text in self.known.both:
            return self._made(at, at + 1, 2, 2, "both")
        return self._several(at) or self._half_or_pair(at) or self._rough(at) or self._plural(at) or self._cardinal(at)

    def _made(self, first: int, last: int, low: float, high: float | None, kind: Kind) -> Numeral:
        kind = kind if low <= MOST else "joined"
        low, high = _exact(low), None if high is None else _exact(high)
        end = self.words[last - 1].end
        if self.words[last - 1].text in self.known.words.abbreviations and self.folded[end : end + 1] == ".":
            end += 1
        return Numeral(self.words[first].start, end, low, high, kind, first, last)

    def _text(self, at: int, gaps: frozenset[str] = _GLUE) -> str:
        """Return the token's text if it follows on the one before; an empty string otherwise."""
        return self.words[at].text if at < len(self.words) and self.words[at].gap in gaps else ""

    def _figure(self, at: int) -> Numeral:
        value = figure_value(self.words[at].text)
        last = at + 1
        after = self.folded[self.words[at].end : self.words[at].end + 2]
        if after[:1] == "-" and after[1:].isalpha():
            last += self._is_suffix(last, value)
        if self._is_glued(last, after if last == at + 1 else "") or self._has_prefix(at) or _cut(after):
            return self._made(at, at + 1, value, value, "joined")
        half = phrase_length(self.words, last, self.known.and_half)
        value, last = self._scaled(value + 0.5 * bool(half), last + half)
        return self._made(at, last, value, value, "figures")

    def _is_glued(self, last: int, after: str) -> bool:
        """Whether a word hangs on a figure that makes it something else: 56th, 19-летний."""
        if after[:1].isalpha():
            return self._text(last, _NOTHING) not in self.known.scales
        return after[:1] == "-" and after[1:].isalpha() and self._text(last) not in self.known.words.loose_suffixes

    def _is_suffix(self, at: int, value: float) -> bool:
        text = self._text(at)
        words = self.known.words
        if text in words.seven_suffixes:
            return value % 10 in (7, 8)
        return text in words.suffixes or (text in words.small_suffixes and value < 5)

    def _has_prefix(self, at: int) -> bool:
        start = self.words[at].start
        before = self.folded[max(start - 2, 0) : start]
        if before[-1:] == "-" and before[:1].isdecimal():
            return False
        return before[-1:] in _BEFORE or before[-1:].isalnum() or (before[-1:] in ".," and before[:1].isdecimal())

    def _scaled(self, value: float, last: int) -> tuple[float, int]:
        """Return the value multiplied by the scales and the group that follow."""
        gaps = _SPACES | _NOTHING
        while scale := self.known.scales.get(self._text(last, gaps)):
            value, last = value * scale, last + 1
        if group := self.known.groups.get(self._text(last)):
            value, last = value * group, last + 1
        return value, last

    def _multiplier(self, at: int) -> int:
        """Return the value of a scale or group word that follows on, 0 if none does."""
        text = self._text(at)
        return self.known.scales.get(text) or self.known.groups.get(text) or 0

    def _several(self, at: int) -> Numeral | None:
        length = phrase_length(self.words, at, self.known.several)
        first = self._multiplier(at + length) if length else 0
        if not first:
            return None
        value, last = self._scaled(first, at + length + 1)
        return self._made(at, last, 2 * value, 10 * value - 1, "several")

    def _half_or_pair(self, at: int) -> Numeral | None:
        half = phrase_length(self.words, at, self.known.half_of)
        pair = phrase_length(self.words, at, self.known.pairs)
        first = self._multiplier(at + (half or pair)) if half or pair else 0
        if first:
            value, last = self._scaled((0.5 if half else 2) * first, at + (half or pair) + 1)
            return self._made(at, last, value, value, "words" if half else "pair")
        return self._made(at, at + pair, 2, 2, "pair") if pair else None

    def _rough(self, at: int) -> Numeral | None:
        """Read «десятка два», «тысяч пять»: a number after its multiplier is a rough one («тысячи двухсот» is not)."""
        if self.words[at].text not in self.known.words.inverting:
            return None
        factor = self.known.adding.get(self._text(at + 1, _SPACES), 0)
        if not factor or self._multiplier(at + 2):
            return None
        if factor >= HUNDRED and self.words[at].text in self.known.singles:
            return None
        scale = self.known.scales.get(self.words[at].text) or self.known.groups[self.words[at].text]
        return self._made(at, at + 2, factor * scale, factor * scale, "rough")

    def _plural(self, at: int) -> Numeral | None:
        text = self.words[at].text
        if text not in self.known.plurals or (text in self.known.singles and self._governed(at)):
            return None
        last = at + 1
        if self._text(last) in self.known.words.links and self._multiplier(last + 1):
            last += 1
        value, last = self._scaled(2 * self.known.plurals[text], last)
        return self._made(at, last, value, None, "plural")

    def _governed(self, at: int) -> bool:
        return at > 0 and self.words[at - 1].text in self.known.words.genitive_before

    def _cardinal(self, at: int) -> Numeral | None:
        last = at
        if self.words[at].text in self.known.words.articles:
            last = at + 1
            if self._text(last) not in self.known.singles:
                return None
        start, read = last, _Sum()
        while taken := self._take(last, read, last == start):
            last += abs(taken)
            if taken < 0:
                break
        if last == start or read.value == 0:
            return None
        return self._made(at, last, read.value, read.value, self._kind(start, last, read.value))

    def _take(self, at: int, read: _Sum, opening: bool) -> int:
        """Add the word at a place to the sum; return how many tokens that took, below zero if they end it."""
        glue = _GLUE if self.known.words.hyphens else _SPACES
        text = self.words[at].text if opening else self._text(at, glue)
        if text in self.known.adding:
            return int(read.add(self.known.adding[text]))
        if opening and text not in self.known.singles:
            return 0
        if text in self.known.scales:
            return int(read.scale(self.known.scales[text]))
        if text in self.known.groups:
            return -int(read.group(self.known.groups[text]))
        if half := phrase_length(self.words, at, self.known.and_half):
            read.current, read.room = read.current + 0.5, 0
            return half
        joined = text in self.known.words.joins and read.room in (100, 1000)
        return int(joined and self.known.adding.get(self._text(at + 1, _SPACES), 1000) < read.room)

    def _kind(self, first: int, last: int, value: float) -> Kind:
        if value == 1 and last - first == 1:
            return "one"
        spoken = any(token.text in self.known.collectives for token in self.words[first:last])
        return "collective" if spoken else "words"


def _cut(after: str) -> bool:
    """Whether a figure goes on after a mark, as a time, a date or a version does."""
    return len(after) == 2 and after[0] in ".,:/" and after[1].isdecimal()


def _exact(value: float) -> float:
    """Round what multiplying by a scale left behind: 20.1 thousand."""
    return round(value, 6)
