"""The date of the story that an act told without one is of: carried on, until publication, or only an upper bound."""

from datetime import date

from msgspec.structs import replace

from vidmova.extraction.acts import ActHit
from vidmova.extraction.datewords import patterns
from vidmova.extraction.findings import Findings
from vidmova.extraction.nearestdates import gives_numbers, is_coming, may_be
from vidmova.extraction.setting import FOLLOWING, JUDGED, PRESUPPOSED, Setting, Valued
from vidmova.records import Interval

ASKED = (FOLLOWING | PRESUPPOSED | {"lawsuit", "norm"}) - {"deny", "awol", "resign"}
"""Acts that are asked for before they are done, or still to come."""
BEFORE_COURT = (PRESUPPOSED - {"charge"}) | {"deny"}
"""Acts that had gone before what a court has decided."""
SOME_TIME_AFTER = frozenset({"sentence", "ruling", "charge", "dismiss"})
"""Acts that come some time after what the same sentence dates: «осуждён за то, что в мае ушёл»."""
APART = frozenset({"deny", "resign", "desert", "asylum", "lawsuit", "leave_country", "norm"})
"""Acts that a text tells of in another paragraph as of another time than its news."""
FRESH = 31
"""Days between a date and publication within which a text is news of what has just happened."""
SHORT = 35
"""Days up to which a date is a day or a month, and no period."""


def carried(findings: Findings, hit: ActHit, setting: Setting, published: date | None) -> Valued | None:
    """Return the story's date for what is told without one.

    It holds within its paragraph, and further on only in fresh news: what follows there lies before its publication,
    while the same leaving or refusal told again keeps its day.
    """
    last = setting.date
    if last is None:
        return None
    elsewhere = findings.sentence.paragraph != setting.date_paragraph
    if elsewhere and setting.period and gives_numbers(findings) and _is_whole(setting.period, last, findings):
        return setting.period
    if elsewhere and hit.act in APART:
        return None
    if elsewhere and not _is_fresh(last, published):
        return setting.period if gives_numbers(findings) else None
    return replace(last, value=_of_story(findings, hit, setting, last, published))


def until(interval: Interval, published: date) -> Interval:
    """Return the days from a day or month until publication; of a period, that period."""
    first, last = interval
    if not first or not last or (date.fromisoformat(last) - date.fromisoformat(first)).days > SHORT:
        return interval
    return first, max(last, published.isoformat())


def _of_story(findings: Findings, hit: ActHit, setting: Setting, told: Valued, published: date | None) -> Interval:
    """Return the days of an act by how it stands to the date that its story has come to."""
    first, last = told.value
    fresh = _is_fresh(told, published)
    if hit.act in ASKED and may_be(findings, hit):
        if hit.act == "sentence" and not is_coming(findings):
            return None, last
        if published:
            return published.isoformat(), None
    if hit.act in BEFORE_COURT and setting.dated and setting.dated <= JUDGED:
        return None, last
    if published and not fresh and hit.act in SOME_TIME_AFTER | FOLLOWING and _is_later(findings):
        return until((first, last), published)
    if not fresh or published is None or (hit.act in setting.dated and hit.act in PRESUPPOSED):
        return first, last
    return first, published.isoformat()


def _is_later(findings: Findings) -> bool:
    """Tell whether a sentence says that something came some time after what was told before."""
    where = findings.passage
    return patterns(where.language).later_on.search(where.folded, where.start, where.end) is not None


def _is_whole(period: Valued, last: Valued, findings: Findings) -> bool:
    """Tell whether the period of a text's numbers is meant rather than a month of it told before."""
    (first, end), (begun, over) = period.value, last.value
    within = first and end and begun and over and first <= begun and over <= end
    return bool(within) or findings.sentence.kind == "bullet"


def _is_fresh(told: Valued, published: date | None) -> bool:
    """Tell whether a date lies so near before publication that a text is news of it."""
    first, last = told.value
    if published is None or not first or not last:
        return False
    return (published - date.fromisoformat(last)).days in range(FRESH + 1)
