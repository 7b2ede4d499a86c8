"""Finds numbers that a text presents as the parts of another, and checks whether they add up."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from vidmova.extraction.numbers import find_numerals
from vidmova.extraction.partwords import PartCues, part_cues
from vidmova.linking.figures import Figure, compatible
from vidmova.records import Passage

REACH = 900
"""How many characters after a total its parts may begin."""
LEAST_UNSAID = 50
"""Smaller totals are sums only where words or signs present their parts: few small numbers add up by chance."""
NEAR = 250
"""How many characters a small total and its parts take together."""
MOST_PARTS = 24
LEAD = 40
"""How many characters before a part may hold the words that make it one."""
BESIDE = 25
"""How many characters may stand between a total and the word that says it is one."""
_BRACKET = re.compile(r"[^().:;\n\d]{0,60}(\([^()\n]*\))")
BULLET = re.compile(r"\s*(?:[•·▪◦*–—-]|\d{1,2}[.)])\s")


class Breakdown(Struct, frozen=True):
    """A total with the numbers told as its parts, in order of text."""

    whole: Figure
    parts: list[Figure]
    gap: int
    """The whole less its parts; 0 where they add up, or may within their hedges."""
    presented: bool
    """Whether a colon, bullets or words present the parts; otherwise that they add up shows it."""


def find_breakdowns(figures: Sequence[Figure]) -> list[Breakdown]:
    """Return the breakdowns of a document in order of text, at most one for each row of parts."""
    numbers = _numbers(figures)
    if len(numbers) < 2:
        return []
    first = next(figure.passage for figure in figures if figure.passage)
    return _Reader(numbers, first.folded, part_cues(first.language)).found()


def total(parts: Sequence[Figure]) -> tuple[int, int | None]:
    """Return the smallest and the largest sum that the parts allow."""
    tops = [part.high for part in parts]
    return sum(part.low or 0 for part in parts), None if None in tops else sum(top or 0 for top in tops)


def gap_of(whole: Figure, parts: Sequence[Figure]) -> int:
    """Return what a whole has more than its parts together; 0 where their hedges let them add up."""
    low, high = total(parts)
    least, most = whole.low or 0, whole.high
    if high is not None and high < least:
        return least - high
    return most - low if most is not None and low > most else 0


class _Reader:
    """Looks after each total of a document for a row of numbers that may be its parts."""

    def __init__(self, numbers: Sequence[Figure], folded: str, cues: PartCues) -> None:
        self.numbers, self.folded, self.cues = numbers, folded, cues
        self.taken: set[int] = set()

    def found(self) -> list[Breakdown]:
        made = [one for at in range(len(self.numbers)) if (one := self._presented(at))]
        for part in (part for one in made for part in one.parts):
            self.taken.add(part.start)
        for at in range(len(self.numbers)):
            for one in self._adding_up(at):
                made.append(one)
                self.taken.update(part.start for part in one.parts)
        return sorted(made, key=lambda one: (one.whole.start, one.parts[0].start))

    def _presented(self, at: int) -> Breakdown | None:
        """Return the row after a colon, in bullets, or after "of them" with the rest told."""
        whole = self.numbers[at]
        if not whole.event or whole.low is None or whole.low < 3:
            return None
        row = self._in_brackets(at) or self._row(at)
        if row:
            row = self._with_ones(whole, row)
        if len(row) < 2:
            row = self._summed_up(at)
        if len(row) < 2:
            return None
        gap = gap_of(whole, row)
        return None if gap and not self._complete(whole, row, gap) else Breakdown(whole, row, gap, True)

    def _with_ones(self, whole: Figure, row: list[Figure]) -> list[Figure]:
        """Return a row with the single ones that count only because a list needs them: "two lost, one won"."""
        where, gap = whole.passage, gap_of(whole, row)
        if where is None or gap < 1 or row[-1].start >= where.end:
            return row
        begin = max(whole.end, where.start)
        rest = Passage(where.text, where.folded, begin, where.end, where.language)
        known = {one.start for one in self.numbers}
        ones = [one for one in find_numerals(rest) if one.low == one.high == 1 and one.start not in known]
        if len(ones) != gap:
            return row
        added = [Figure(one.start, one.end, 1, 1, None, passage=where) for one in ones]
        return sorted([*row, *added], key=lambda one: one.start)

    def _complete(self, whole: Figure, row: Sequence[Figure], gap: int) -> bool:
        """Tell whether a row that does not add up is yet told as the whole of the parts."""
        where = whole.passage
        if where is None or abs(gap) * 2 > (whole.low or 0):
            return False
        if self.cues.leading.search(self.folded, where.start, row[-1].end):
            return False
        return not self.cues.including.search(self.folded[whole.end : row[-1].end])

    def _row(self, at: int) -> list[Figure]:
        whole = self.numbers[at]
        line = self.folded[self.folded.rfind("\n", 0, whole.start) + 1 : whole.start]
        row: list[Figure] = []
        begun = False
        if BULLET.match(line):
            return []
        for part in self.numbers[at + 1 :]:
            between = self.folded[(row[-1] if row else whole).end : part.start]
            if not begun:
                begun = self._begins(between)
            elif not self._goes_on(row, between):
                break
            if not begun or not _fits(part, whole):
                break
            row.append(part)
        return row

    def _begins(self, between: str) -> bool:
        """Tell whether what stands between a total and a number presents the number as the first part."""
        if len(between) > 160 or re.search(r"[.!?;]\s", between):
            return False
        return ":" in between or "=" in between or bool(self.cues.of_them.search(between))

    def _goes_on(self, row: Sequence[Figure], between: str) -> bool:
        """Tell whether a row of parts goes on over what stands between two numbers."""
        if not row:
            return True
        if "\n" in between:
            return bool(BULLET.match(between[between.rindex("\n") + 1 :] + " "))
        if re.search(r"[.!?]\s", between):
            tail = re.split(r"[.!?]\s", between)[-1]
            return bool(self.cues.rest_end.search(tail) or self.cues.more_end.search(tail))
        return len(between) <= 120

    def _in_brackets(self, at: int) -> list[Figure]:
        """Return the numbers in the brackets right after a total, if they add up: "11 (nine here, two there)"."""
        whole = self.numbers[at]
        bracket = _BRACKET.match(self.folded, whole.end, whole.end + 160)
        if not bracket:
            return []
        row = [one for one in self.numbers[at + 1 : at + 1 + MOST_PARTS] if one.start < bracket.end()]
        row = [one for one in row if one.start >= bracket.start(1) and _fits(one, whole)]
        return row if len(row) > 1 and gap_of(whole, row) == 0 else []

    def _summed_up(self, at: int) -> list[Figure]:
        """Return the numbers before a total that is told last: "115 together and 25 alone, 140 in all"."""
        whole = self.numbers[at]
        where = whole.passage
        if where is None:
            return []
        beside = self.folded[max(where.start, whole.start - BESIDE) : min(where.end, whole.end + BESIDE)]
        if not self.cues.in_all.search(beside):
            return []
        row: list[Figure] = []
        for part in reversed(self.numbers[max(0, at - MOST_PARTS) : at]):
            if whole.start - part.start > REACH or not _fits(part, whole) or part.start in self.taken:
                return []
            row.insert(0, part)
            if len(row) > 1 and gap_of(whole, row) == 0:
                near = row[0].start >= where.start or (whole.low or 0) >= LEAST_UNSAID
                return row if near else []
            if (total(row)[0]) > (whole.high or whole.low or 0):
                return []
        return []

    def _adding_up(self, at: int) -> Iterator[Breakdown]:
        """Yield the rows after a total that add up to it exactly, sentence after sentence."""
        whole = self.numbers[at]
        if not whole.event or whole.low is None or whole.low != whole.high:
            return
        after = [
            one
            for one in self.numbers[at + 1 : at + 1 + 2 * MOST_PARTS]
            if one.start - whole.end <= REACH and one.start not in self.taken and _fits(one, whole)
        ]
        rows = [row for begin in range(len(after)) if (row := self._exact(whole, after, begin))]
        used: set[int] = set()
        for row in sorted(rows, key=lambda row: (not self._said(whole, row), row[0].start)):
            if not used & {one.start for one in row}:
                used |= {one.start for one in row}
                yield Breakdown(whole, row, 0, self._said(whole, row))

    def _exact(self, whole: Figure, after: Sequence[Figure], begin: int) -> list[Figure]:
        if begin and not self._edge(after[begin - 1], after[begin]):
            return []
        added = 0
        for end in range(begin, min(len(after), begin + MOST_PARTS)):
            if after[end].low != after[end].high:
                return []
            added += after[end].low or 0
            if added > (whole.low or 0):
                return []
            row = list(after[begin : end + 1])
            if added == whole.low and len(row) > 1:
                last = end + 1 == len(after) or self._edge(after[end], after[end + 1])
                enough = (whole.low or 0) >= LEAST_UNSAID and _alike(whole, row)
                near = row[-1].end - whole.end <= NEAR and "\n" not in self.folded[whole.end : row[-1].start]
                pointed = self._is_rest(row[-1]) or self.cues.of_them_here.match(self.folded, row[0].end)
                told = near and (pointed or (_alike(whole, row) and self._said(whole, row)))
                return row if last and (enough or told) else []
        return []

    def _edge(self, one: Figure, other: Figure) -> bool:
        """Tell whether a sentence or a clause ends between two numbers."""
        return bool(re.search(r"[;:\n]|[.!?]\s", self.folded[one.end : other.start]))

    def _said(self, whole: Figure, row: Sequence[Figure]) -> bool:
        """Tell whether words present a row as parts: of them by the first, the rest before the last, plus between."""
        lead = self.folded[max(whole.end, row[0].start - LEAD) : row[0].end + BESIDE]
        between = self.folded[row[0].end : row[-1].start]
        cues = self.cues
        return bool(cues.of_them.search(lead) or self._is_rest(row[-1]) or cues.added.search(between))

    def _is_rest(self, part: Figure) -> bool:
        """Tell whether a number is said to be what is left ("the other 20")."""
        return bool(self.cues.rest_end.search(self.folded[max(0, part.start - LEAD) : part.start]))


def _numbers(figures: Sequence[Figure]) -> list[Figure]:
    """Return one figure for each place where a number stands, or several where it is said of several ("209 each")."""
    by_place: defaultdict[int, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.low is not None and figure.end != figure.start:
            by_place[figure.start].append(figure)
    kept: list[Figure] = []
    for start in sorted(by_place):
        here = sorted(by_place[start], key=lambda one: (not one.event, one.key))
        first = here[0].claim
        each = {one.event: one for one in reversed(here) if one.claim and first and one.claim.act == first.act}
        kept += sorted(each.values(), key=lambda one: one.key) or here[:1]
    return kept


def _fits(part: Figure, whole: Figure) -> bool:
    """Tell whether a number may be a part of another by its size, unit and claim."""
    if part.low is None or whole.low is None or part.low >= whole.low or not compatible(part, whole):
        return False
    return not (part.event and part.event == whole.event)


def _alike(whole: Figure, row: Sequence[Figure]) -> bool:
    """Tell whether the parts that claims give are told of the same act, the whole's or another."""
    acts = {part.claim.act for part in row if part.claim}
    if len(acts) > 1 or not whole.claim:
        return False
    told = sum(part.claim is not None for part in row)
    return told > 0 and told * 2 >= len(row)
