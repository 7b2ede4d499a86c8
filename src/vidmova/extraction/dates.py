"""Finds dates in a passage: days, months, seasons, years, spans, and those told relative to another date."""

import re
from bisect import bisect_left
from datetime import date, timedelta

from msgspec import Struct, structs

from vidmova.extraction.dateclock import Clock
from vidmova.extraction.datematch import Meaning, Precision
from vidmova.extraction.datewords import Patterns, patterns
from vidmova.extraction.dating import meaning
from vidmova.extraction.intervals import Days
from vidmova.records import Passage, Span


class Dated(Struct, frozen=True):
    """The wording of a date and the days it means; `first` or `last` is None where the text leaves it open."""

    start: int
    end: int
    first: str | None
    last: str | None
    precision: Precision
    relative: bool
    anchors: bool = True
    """Whether later dates are counted from it: one open at an end only where it says by when."""
    over: bool = False
    """Whether it is a date only of what is counted: «за неделю»."""
    compared: bool = False
    """Whether it often is that of another number: "a year earlier", "in the same months of 2022"."""


class Anchor(Struct, frozen=True):
    """What was last mentioned before a date: the days that others are counted from, and a mere year told after them."""

    days: Days | None = None
    year: int | None = None


_DAY = timedelta(days=1)
_NEAR = 8
_ASIDE = frozenset({"over", "same_stretch", "earlier"})
_ENDS = ",;:—("
_FAR = 150
"""Letters that a clause is looked at on each side of a date."""


def find_dates(passage: Passage, published: date | None, anchor: Anchor | None = None) -> list[Dated]:
    """Return the dates of a passage in order.

    What is told without a year or relative to another date is counted from `anchor`, the last date mentioned
    before the passage, and from `published`, the document's own date; it is left out where neither is known.
    """
    known = patterns(passage.language)
    found: list[Dated] = []
    last = anchor or Anchor()
    year: int | None = None
    weekday = False
    for shape, match in _matches(passage, known):
        led = _led_by_year(found, match)
        coming = known.coming.search(*_clause(passage, match)) is not None
        clock = Clock(published, last.days, year, last.year, coming)
        if led:
            clock = Clock(None, (date.fromisoformat(led), date.fromisoformat(led)))
        meant = meaning(shape, match, clock, known)
        if meant is None or meant[0][0] > meant[0][1]:
            continue
        dated = _bounded(match, meant, known, published)
        if led or (weekday and shape == "day" and passage.folded[found[-1].end : dated.start] in (" ", ", ")):
            dated = structs.replace(dated, start=found.pop().start, relative=dated.relative or led is not None)
        if shape in _ASIDE:
            over = shape == "over" and not match["last"]
            leads = shape == "earlier" and match.start() == passage.start
            dated = structs.replace(dated, over=over, compared=shape != "over", anchors=leads)
        found.append(dated)
        weekday = shape == "weekday"
        year = meant[0][0].year
        last = anchor_after(found[-1:], last)
    return found


def anchor_after(dates: list[Dated], anchor: Anchor) -> Anchor:
    """Return what later dates are counted from: the last one found, or a mere year for "a year earlier" alone.

    Of "by April" it is the last day of April.
    """
    year = None
    for dated in reversed(dates):
        if dated.anchors and dated.last and dated.precision != "year":
            return Anchor((date.fromisoformat(dated.first or dated.last), date.fromisoformat(dated.last)), year)
        if dated.precision == "year" and dated.first and year is None:
            year = int(dated.first[:4])
    return Anchor(anchor.days, year or anchor.year)


def _clause(passage: Passage, match: re.Match[str]) -> tuple[str, int, int]:
    """Return the text with the bounds of the clause that a match stands in."""
    folded = passage.folded
    low, high = max(match.start() - _FAR, passage.start), min(match.end() + _FAR, passage.end)
    start = max((folded.rfind(sign, low, match.start()) for sign in _ENDS), default=-1)
    ends = [end for sign in _ENDS if (end := folded.find(sign, match.end(), high)) >= 0]
    return folded, max(start, low), min(ends, default=high)


def _led_by_year(found: list[Dated], match: re.Match[str]) -> str | None:
    """Return the first day of "last year" where it stands just before a date that says no year."""
    groups = match.groupdict()
    if (
        not found
        or found[-1].precision != "year"
        or not found[-1].relative
        or not (groups.get("m1") or groups.get("m2"))
    ):
        return None
    if any(groups.get(key) for key in ("y1", "y2", "r1", "r2")) or match.start() - found[-1].end > _NEAR:
        return None
    return found[-1].first


def date_spans(passage: Passage) -> list[Span]:
    """Return where dates stand in a passage, also those that cannot be placed in time."""
    return [Span(match.start(), match.end()) for _, match in _matches(passage, patterns(passage.language))]


def _matches(passage: Passage, known: Patterns) -> list[tuple[str, re.Match[str]]]:
    """Return the shapes found, in order, without those that overlap an earlier shape."""
    folded, start, end = passage.folded, passage.start, passage.end
    if not known.hint.search(folded, start, end):
        return []
    taken: list[tuple[str, re.Match[str]]] = []
    for shape, pattern in known.shapes:
        starts, found = [other.start() for _, other in taken], []
        for match in pattern.finditer(folded, start, end):
            place = bisect_left(starts, match.end())
            free = place == 0 or taken[place - 1][1].end() <= match.start()
            if free and _is_date(shape, match, passage, known):
                found.append((shape, match))
        taken = sorted([*taken, *found], key=lambda pair: pair[1].start())
    return taken


def _is_date(shape: str, match: re.Match[str], passage: Passage, known: Patterns) -> bool:
    groups = match.groupdict()
    for index in ("m1", "m2"):
        if groups.get(index) in known.careful and not _is_month(match, index, passage, known):
            return False
    if groups.get("join") and not _is_stretch(shape, match, known):
        return False
    if shape == "same_stretch":
        return any(groups[key] for key in ("y1", "y2", "r1", "r2"))
    if shape == "year":
        return _is_year(match, passage, known)
    if shape == "event":
        return _bound(match, known) is not None
    if shape == "bare_day":
        return bool(groups["on"] or groups["word"] or not known.words.before_bare_day)
    return True


def _is_stretch(shape: str, match: re.Match[str], known: Patterns) -> bool:
    """Whether two dates are the ends of a stretch and not a list: "and" alone joins only neighbours."""
    groups = match.groupdict()
    if groups.get("from") or groups["join"].strip() not in known.words.range_and:
        return True
    months, days = known.values["month"], (groups.get("d1") or "", groups.get("d2") or "")
    if shape == "month_range":
        return not groups["y1"] and (months[groups["m2"]] - months[groups["m1"]]) % 12 == 1
    first, last = (int("0" + "".join(filter(str.isdecimal, day))) for day in days)
    return shape == "years" or (shape == "days" and last - first == 1)


def _is_month(match: re.Match[str], index: str, passage: Passage, known: Patterns) -> bool:
    """Whether a word that is also something else ("may", «марта» as a name) is a month here."""
    groups, letter = match.groupdict(), passage.text[match.start(index)]
    if known.words.month_first and not letter.isupper():
        return False
    if not known.words.month_first and groups.get("m2"):
        return True
    if any(groups.get(key) for key in ("d1", "d2", "y1", "y2", "r1", "r2", "part1")):
        return True
    if not known.words.month_first:
        return letter.islower() or passage.folded[match.end() : match.end() + 2].strip()[:1] in ("—", ":")
    before = passage.folded[max(match.start() - 12, 0) : match.start()]
    return bool(_bound(match, known) or known.month_company.search(before) or groups.get("last") or groups.get("this"))


def _is_year(match: re.Match[str], passage: Passage, known: Patterns) -> bool:
    groups = match.groupdict()
    bare = groups["y1"] and match.end() == match.end("y1")
    if not bare or groups["part1"] or groups["prep"]:
        return True
    return _bound(match, known) is not None


def _bound(match: re.Match[str], known: Patterns) -> re.Match[str] | None:
    """Return the match of a word such as "since" that stands just before a date."""
    start = match.start()
    if inside := match.groupdict().get("on"):
        return known.bound.search(inside + " ")
    if match.groupdict().get("from"):
        return None
    before = match.string[max(start - 60, 0) : start]
    bound = known.bound.search(before)
    since = bound and known.names["bound"].get(" ".join(bound["bound"].split())) == "since"
    return None if bound and since and known.document.search(before[: bound.start()]) else bound


def _bounded(match: re.Match[str], meant: Meaning, known: Patterns, published: date | None) -> Dated:
    """Return the dated wording, open at one end where a word such as "since" stands before it."""
    (first, last), precision, relative = meant
    start, end = match.span()
    bound = _bound(match, known) or _as_of(match, precision, known)
    if bound is None:
        return Dated(start, end, first.isoformat(), last.isoformat(), precision, relative)
    start -= 0 if match.groupdict().get("on") else len(bound.group())
    kind = known.names["bound"].get(" ".join(bound["bound"].split()), "by")
    begin, until = _opened(kind, meant)
    if begin is None and until and published and until > published.isoformat():
        return Dated(start, end, published.isoformat(), until, "range", relative)
    return Dated(start, end, begin, until, "open", relative, kind == "by" and not relative)


def _as_of(match: re.Match[str], precision: Precision, known: Patterns) -> re.Match[str] | None:
    """Return the match of a word such as «на» before the day of a count, unless something was set for that day."""
    groups = match.groupdict()
    if precision not in ("day", "range") or groups.get("from") or not (groups.get("m1") or groups.get("m2")):
        return None
    before = match.string[max(match.start() - 60, 0) : match.start()]
    found = known.as_of.search(before)
    return None if found and known.set_for.search(before) else found


def _opened(kind: str, meant: Meaning) -> tuple[str | None, str | None]:
    (first, last), precision, _ = meant
    if kind == "since" or (kind == "after" and precision == "day"):
        return first.isoformat(), None
    if kind == "after":
        return (last + _DAY).isoformat(), None
    inclusive = kind == "by" or (kind == "until" and precision in ("day", "range"))
    return None, (last if inclusive else first - _DAY).isoformat()
