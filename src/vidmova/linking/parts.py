"""Says which of a document's figures are part of which others, by what the text says."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec import Struct

from vidmova.extraction.partwords import PartCues, part_cues
from vidmova.linking.breakdowns import Breakdown, find_breakdowns
from vidmova.linking.bullets import Bullets
from vidmova.linking.fates import (
    FATES,
    NO_GROUP,
    act,
    follows,
    leads_to,
    may_hold,
    strangers,
)
from vidmova.linking.figures import Figure, compatible, smaller

BACK = 1500
"""How many characters back a group may have been told of that a word of its act names again."""
NEXT = 350
"""How far back "one of them" looks for a group without a number."""
STORY = 600
"""How many characters a group's story runs on without its name."""
CLAUSE = 45
"""How many characters may stand between a number and the words that make it a part."""
GROUP = 600
"""Larger numbers are statistics, and what became of some of them is not told as a story."""


class Part(Struct, frozen=True):
    """A figure that is part of another."""

    part: Figure
    whole: Figure
    because: str
    rule: str
    sure: float


def find_parts(figures: Sequence[Figure], breakdowns: Sequence[Breakdown] | None = None) -> list[Part]:
    """Return the parts among the figures of one document, in order of text."""
    if len({figure.event for figure in figures if figure.event}) < 2:
        return []
    return _Tale(figures, find_breakdowns(figures) if breakdowns is None else breakdowns).parts()


class _Tale:
    """A document's figures in order of text, and for each that is a part the whole found so far."""

    def __init__(self, figures: Sequence[Figure], breakdowns: Sequence[Breakdown]) -> None:
        self.figures = figures
        first = next(figure.passage for figure in figures if figure.passage)
        self.folded = first.folded
        self.cues: PartCues = part_cues(first.language)
        self.starts = [figure.start for figure in figures]
        self.aside = self._set_aside()
        self.found: dict[int, Part] = {}
        self.bullets = Bullets(self.folded if len(figures) > 2 else "")
        self.summed = {part.start: one for one in breakdowns if not one.gap or one.presented for part in one.parts}

    def parts(self) -> list[Part]:
        """Return what the first rule that fits says of each figure."""
        for at, figure in enumerate(self.figures):
            if figure.claim is None or not figure.event or self.aside[at]:
                continue
            part = next((part for part in self._rules(at, figure) if part), None)
            if part and part.whole.event != figure.event:
                self.found[at] = part
        return list(self.found.values())

    def _rules(self, at: int, figure: Figure) -> Iterator[Part | None]:
        yield self._of_a_number(figure)
        yield self._added_up(figure)
        yield self._of_them(at, figure)
        yield self._bulleted(at, figure)
        yield self._listed(at, figure)
        yield self._rest(at, figure)
        yield self._again(at, figure)

    def _set_aside(self) -> list[bool]:
        """Tell of each figure whether its number stands there only to be compared with the one before it."""
        aside: list[bool] = []
        ends = [0, 0]
        for figure in self.figures:
            if figure.low is not None and figure.start >= ends[1]:
                ends = [ends[1], figure.end]
            before = ends[0] if figure.end == ends[1] else ends[1]
            where = figure.passage
            begin = max(before, where.start if where else 0, figure.start - 2 * CLAUSE)
            compared = figure.low is not None and self.cues.compared.search(self.folded, begin, figure.start)
            aside.append(bool(compared))
        return aside

    def _is_total(self, number: int, figure: Figure) -> bool:
        """Tell whether a claim's number may be the total of a later one: not one in brackets or set aside."""
        other = self.figures[number]
        if other.claim is None or self.aside[number] or other.event in ("", figure.event):
            return False
        opened = self.folded.rfind("(", max(0, other.start - 2 * CLAUSE), other.start)
        if opened < 0 or ")" in self.folded[opened : other.start]:
            return True
        return figure.start < self.folded.find(")", other.start)

    def _before(self, at: int, size: int = CLAUSE) -> str:
        """Return what stands before a place in its clause."""
        said = self.folded[max(0, at - size) : at]
        for stop in ".;!?\n":
            said = said[said.rfind(stop) + 1 :] if stop in said else said
        return said

    def _of_a_number(self, figure: Figure) -> Part | None:
        """Return what "140 of the 500" and "of the 500, 140" say."""
        if figure.low is None:
            return None
        for other in self._beside(figure):
            before = self._before(other.start, 30)
            cue = self.cues.of_whole_end.search(before)
            if not cue or not smaller(figure, other):
                continue
            between = self.folded[min(figure.end, other.end) : max(figure.start, other.start)]
            follows = figure.end <= other.start
            if follows and (len(between) > 30 or re.search(r"[,;:\n]", between)):
                continue
            if not follows and not (_opens(before[: cue.start()]) and not re.search(r"[;\n]", between)):
                continue
            whole = self._named(other, figure)
            if whole:
                return Part(figure, whole, f"the text says {figure.low} of {other.low}", "of", 0.95)
        return None

    def _beside(self, figure: Figure) -> list[Figure]:
        """Return the other figures of a figure's passage."""
        where = figure.passage
        if where is None:
            return []
        begin = bisect_left(self.starts, where.start)
        return [one for one in self.figures[begin : bisect_left(self.starts, where.end)] if one.start != figure.start]

    def _named(self, number: Figure, part: Figure) -> Figure | None:
        """Return the claim whose number a text names again; the nearest before it, else the nearest after."""
        fits = [
            one
            for one in self.figures
            if one.event and one.event != part.event and one.low == number.low and one.claim and compatible(one, part)
        ]
        before = [one for one in fits if one.start <= number.start]
        return before[-1] if before else fits[0] if fits else None

    def _added_up(self, figure: Figure) -> Part | None:
        """Return the total of the breakdown that a figure stands in."""
        one = self.summed.get(figure.start)
        if one is None or not one.whole.event or not smaller(figure, one.whole):
            return None
        because = f"it is one of the parts told of {one.whole.low}"
        return Part(figure, one.whole, because, "sum", 0.85 if one.presented else 0.8)

    def _of_them(self, at: int, figure: Figure) -> Part | None:
        """Return what "115 of them", "among them 115" and "some of them" say of a group told of before."""
        start = self._points_back(figure)
        if start is None:
            return None
        whole = self._group_before(at, start, figure)
        return Part(figure, whole, "the text says they are of those told of before", "of_them", 0.9) if whole else None

    def _points_back(self, figure: Figure) -> int | None:
        """Return where words stand that make a figure a part of a group told of before them."""
        cues, where = self.cues, figure.passage
        if where is None:
            return None
        if figure.low is None:
            found = cues.some.search(self._before(figure.start)) or cues.some.match(self.folded, figure.start)
            return figure.start - CLAUSE if found else None
        before = self._before(figure.start)
        if (cue := cues.of_whole_end.search(before)) and before[: cue.start()].rstrip()[-1:].isalnum():
            return None
        if cues.of_them_here.match(self.folded, figure.end, figure.end + CLAUSE):
            return figure.start
        for pattern in (cues.of_them, cues.including):
            matches = list(pattern.finditer(before))
            if matches and not any(letter.isdigit() for letter in before[matches[-1].end() :]):
                return figure.start - len(before) + matches[-1].start()
        named = cues.of_group.match(self.folded, figure.end + 1, figure.end + CLAUSE)
        return figure.start if named else None

    def _group_before(self, at: int, start: int, figure: Figure) -> Figure | None:
        """Return the group told of last before a place: the nearest larger number, else a group without one."""
        begin = bisect_left(self.starts, start - STORY)
        near = [
            (number, one)
            for number, one in enumerate(self.figures[begin:at], begin)
            if self._is_total(number, figure)
            and 0 < start - one.start <= STORY
            and act(one) not in NO_GROUP
            and compatible(one, figure)
        ]
        done = act(figure)
        if figure.low is None:
            near = [each for each in near if each[1].of_group and leads_to(each[1], done)]
            return near[-1][1] if near else None
        fits = [each for each in near if smaller(figure, each[1])]
        unnumbered = [each for each in near if each[1].low is None and each[1].of_group]
        if figure.low == 1:
            fits = sorted(fits + [each for each in unnumbered if start - each[1].start <= NEXT])
        fits = [each for each in fits if leads_to(each[1], done)] or fits
        return self._up(*fits[-1], figure) if fits else unnumbered[-1][1] if unnumbered else None

    def _up(self, number: int, one: Figure, figure: Figure) -> Figure:
        """Return the total of which a figure is one row, where another passage goes on about the total."""
        part, where = self.found.get(number), figure.passage
        sibling = part and part.rule in ("count", "sum", "list") and part.whole.event != figure.event
        return part.whole if part and sibling and where and one.start < where.start else one

    def _listed(self, at: int, figure: Figure) -> Part | None:
        """Return what a list after a colon says, and a list that began with "of them"."""
        where = figure.passage
        alone = figure.low == 1 and not self.cues.one_member.match(self.folded, figure.start)
        if where is None or figure.low is None or alone:
            return None
        for number in range(at - 1, -1, -1):
            other = self.figures[number]
            if other.start < where.start:
                break
            between = self.folded[other.end : figure.start]
            part = self.found.get(number)
            if part and part.rule in ("of", "of_them", "list", "sum") and other.event != figure.event:
                if _goes_on(between) and smaller(figure, part.whole) and compatible(figure, part.whole):
                    return Part(figure, part.whole, "the text goes on counting the same group", "list", 0.85)
            elif ":" in between and self._may_hold(number, figure):
                return Part(figure, other, f"the text lists it under {other.low}", "list", 0.85)
        return None

    def _bulleted(self, at: int, figure: Figure) -> Part | None:
        """Return the total before a block of bullets that each give one number, as the figure's own bullet does."""
        block = self.bullets.block_of(figure)
        if block is None or figure.low is None:
            return None
        numbers = [one for one in self.figures if block[0] <= one.start < block[1] and self.bullets.at_edge(one)]
        if figure.start not in {one.start for one in numbers} or len({one.start for one in numbers}) < 2:
            return None
        most = max(one.low or 0 for one in numbers)
        before = [
            one
            for number, one in enumerate(self.figures[:at])
            if one.start < block[0] <= one.end + STORY and self._is_total(number, figure)
        ]
        totals = [one for one in before if (one.low or 0) > most]
        totals = [one for one in totals if compatible(one, figure) or act(one) == "aid"]
        if not totals:
            return None
        return Part(figure, totals[-1], f"it stands in the list under {totals[-1].low}", "list", 0.8)

    def _may_hold(self, number: int, figure: Figure) -> bool:
        """Tell whether a claim's number may be the total of a later one by where it stands, its size and its unit."""
        other = self.figures[number]
        return self._is_total(number, figure) and smaller(figure, other) and compatible(other, figure)

    def _again(self, at: int, figure: Figure) -> Part | None:
        """Return the group that a word of its act names again: "140 discharged men", «семеро сбежавших»."""
        if figure.low is None or figure.claim is None:
            return None
        named = [
            done
            for done, word in self.cues.again.items()
            if act(figure) in FATES.get(done, ()) and word.match(self.folded, figure.end, figure.end + CLAUSE)
        ]
        begin = bisect_left(self.starts, figure.start - BACK) if named else at
        for number in range(at - 1, begin - 1, -1):
            other = self.figures[number]
            if other.claim is None or act(other) not in named or not self._may_hold(number, figure):
                continue
            if (other.low or 0) > GROUP or strangers(other.claim, figure.claim):
                continue
            if may_hold(other.claim, figure.claim):
                return Part(figure, other, f"the text names the {other.low} again", "again", 0.75)
        return None

    def _rest(self, at: int, figure: Figure) -> Part | None:
        """Return what "the rest" and "another 25" say after other parts of the same group."""
        before = self._before(figure.start)
        rest = bool(self.cues.rest_end.search(before))
        if figure.low is None:
            rest = rest or bool(self.cues.rest.match(self.folded, figure.start))
        if not rest and not (figure.low is not None and self.cues.more_end.search(before)):
            return None
        for number in range(at - 1, -1, -1):
            other = self.figures[number]
            if figure.start - other.start > STORY:
                break
            part = self.found.get(number)
            if not part or part.whole.event == figure.event or not follows(part.part, part.whole, figure):
                continue
            if (figure.low is None or smaller(figure, part.whole)) and (
                rest or "\n" not in self.folded[other.end : figure.start]
            ):
                return Part(figure, part.whole, "the text counts on what is left of the group", "rest", 0.8)
        if not rest:
            return None
        whole = self._group_before(at, figure.start, figure)
        return Part(figure, whole, "the text tells of the rest of the group", "rest", 0.7) if whole else None


def _opens(before: str) -> bool:
    """Tell whether a clause begins after a text, but for a conjunction."""
    return not before.strip() or before.rstrip()[-1] in ",:(—" or len(before.split()) == 1


def _goes_on(between: str) -> bool:
    return len(between) <= 90 and not re.search(r"[.!?]\s", between)
