"""When a claim's act was: the date its sentence says, or the one that its story has come to."""

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from vidmova.extraction.acts import ActHit
from vidmova.extraction.dates import Dated
from vidmova.extraction.findings import Findings
from vidmova.extraction.setting import FOLLOWING, PRESUPPOSED, Setting, Valued, nearest, told_of
from vidmova.extraction.story import SHORT_TEXT
from vidmova.records import Interval

FRESH = 31
"""Days between a date and publication within which a text is news of what has just happened."""
PERIOD = 80
"""Days from which a date is a period, of which a text gives one number after another."""
YEAR = 366
"""Days before publication that a text which gives numbers looks back to."""
OPENING, MANY_DATES = 8, 2
"""Sentences that open a text; dates of one sentence above which none of them is the period of the text."""
DATE_REACH = 3
"""Sentences after which the date of a claim no longer holds in a long text."""


def date_of(findings: Findings, hit: ActHit, setting: Setting, published: date | None) -> Valued | None:
    """Return when: the sentence's own date, else that of the story's last claim.

    A date beside what a court punishes is not the court's («осудили за то, что осенью ушёл»), nor the other way round.
    """
    said = nearest(findings.dates, hit, findings)
    if not said:
        return (
            setting.default if setting.default and hit.act in FOLLOWING else _carried(findings, hit, setting, published)
        )
    neighbour = told_of(said, hit, findings)
    if hit.act in FOLLOWING and neighbour.act in PRESUPPOSED and setting.default:
        return setting.default
    interval = _closed(said, published)
    if hit.act in PRESUPPOSED and neighbour.act in FOLLOWING:
        interval = (None, interval[1])
    return Valued("date", _begun(interval, findings, setting), said.start, said.end)


def _begun(interval: Interval, findings: Findings, setting: Setting) -> Interval:
    """Return a date that only says by when, begun where the story of its paragraph stands."""
    first, last = interval
    if first or not last or not setting.date or findings.sentence.paragraph != setting.date_paragraph:
        return interval
    begun: str = setting.date.value[0]
    return (begun, last) if begun <= last else interval


def _carried(findings: Findings, hit: ActHit, setting: Setting, published: date | None) -> Valued | None:
    """Return the story's date for what is told without one.

    It holds within its paragraph, and further on only in fresh news: what follows there lies before its publication,
    while the same leaving or refusal told again keeps its day.
    """
    last = setting.date
    if last is None:
        return None
    fresh = _is_fresh(last, published)
    if not fresh and findings.sentence.paragraph != setting.date_paragraph:
        return setting.period if _counts(findings) else None
    if not fresh or published is None or (hit.act in setting.dated and hit.act in PRESUPPOSED):
        return last
    return Valued("date", (last.value[0], published.isoformat()), last.start, last.end)


def _counts(findings: Findings) -> bool:
    """Tell whether a sentence gives a number of people or cases."""
    return any(count.low > 1 or count.share for count in findings.counts)


def _is_fresh(told: Valued, published: date | None) -> bool:
    """Tell whether a date lies so near before publication that a text is news of it."""
    first, last = told.value
    if published is None or not first or not last:
        return False
    return (published - date.fromisoformat(last)).days in range(FRESH + 1)


def _closed(said: Dated, published: date | None) -> Interval:
    if said.last is None and published and (said.first or "") <= published.isoformat():
        return (said.first, published.isoformat())
    return (said.first, said.last)


def _reviews(told: Valued, published: date | None) -> bool:
    """Tell whether a date is a long span that ends within the year before publication."""
    first, last = told.value
    if not first or not last or (date.fromisoformat(last) - date.fromisoformat(first)).days < PERIOD:
        return False
    return published is None or abs((published - date.fromisoformat(last)).days) <= YEAR


def dated_on(
    setting: Setting, findings: Findings, told: Sequence[tuple[str, Valued]], published: date | None
) -> Setting:
    """Return the setting with the date that a sentence itself says, or without one too far back in a long text.

    What only says by when something was gives the story no date.
    """
    sentence = findings.sentence
    said = [
        (act, value)
        for act, value in told
        if value.field == "date" and sentence.start <= value.start < sentence.end and value.value[0]
    ]
    if said:
        acts = frozenset(act for act, _ in said)
        first = min((value for _, value in said), key=lambda value: value.start)
        several = len({value.value for _, value in said}) > MANY_DATES
        opening = setting.period is None and findings.number < OPENING and not several
        if opening and _counts(findings) and _reviews(first, published):
            setting = replace(setting, period=first)
        return replace(setting, date=said[0][1], dated=acts, date_at=findings.number, date_paragraph=sentence.paragraph)
    long = len(findings.passage.text) > SHORT_TEXT
    return replace(setting, date=None) if long and findings.number - setting.date_at >= DATE_REACH else setting
