"""When a claim's act was: the date its sentence says, or the one that its story has come to."""

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from vidmova.extraction import intervals
from vidmova.extraction.acts import ActHit
from vidmova.extraction.carrieddates import SOME_TIME_AFTER, carried, until
from vidmova.extraction.datebounds import BACKGROUND
from vidmova.extraction.dates import Dated
from vidmova.extraction.findings import Findings
from vidmova.extraction.nearestdates import dated_act, gives_numbers, is_aside, nearest_date
from vidmova.extraction.setting import FOLLOWING, PRESUPPOSED, Setting, Valued
from vidmova.extraction.story import SHORT_TEXT
from vidmova.records import Interval

DONE = PRESUPPOSED - {"charge"}
"""What somebody has done before anything is decided on it."""
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
    said = nearest_date(findings, hit, published)
    reviewed = setting.default if setting.default and _is_reviewed(setting.default, findings, hit) else None
    if not said:
        return reviewed or carried(findings, hit, setting, published)
    neighbour = dated_act(said, hit, findings)
    if reviewed and hit.act in FOLLOWING and neighbour.act in PRESUPPOSED:
        return reviewed
    interval = _closed(said, published)
    if hit.act in PRESUPPOSED and neighbour.act in FOLLOWING:
        interval = (None, interval[1])
    elif published and said.precision != "day" and hit.act in SOME_TIME_AFTER and neighbour.act in DONE:
        interval = until(interval, published)
    return Valued("date", _begun(said, interval, findings, setting), said.start, said.end)


def _is_reviewed(days: Valued, findings: Findings, hit: ActHit) -> bool:
    """Tell whether an act is of the days that a text reviews, or of the month whose happenings it lists."""
    first, last = (date.fromisoformat(day) for day in days.value)
    if (first, last) != intervals.month(first.year, first.month):
        return hit.act in FOLLOWING
    return findings.sentence.kind == "bullet" and hit.act not in BACKGROUND


def _begun(said: Dated, interval: Interval, findings: Findings, setting: Setting) -> Interval:
    """Return a date that only says by when, begun with the date before it, or where its paragraph's story stands."""
    first, last = interval
    if first or not last:
        return interval
    before = [one.first for one in findings.dates if one.end <= said.start and one.first and one.first <= last]
    if before:
        return before[-1], last
    if not setting.date or findings.sentence.paragraph != setting.date_paragraph:
        return interval
    begun: str | None = setting.date.value[0]
    return (begun, last) if begun and begun <= last else interval


def _closed(said: Dated, published: date | None) -> Interval:
    """Return the days of a date until publication, where it is open then or is the running year ("this year")."""
    now = published.isoformat() if published else None
    running = said.last is None or (said.precision == "year" and said.relative)
    if now and running and (said.first or "") <= now and (said.last is None or now < said.last):
        return said.first, now
    return said.first, said.last


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

    What only says by when something was, or when something will be, gives the story no date.
    """
    said = [(act, value) for act, value in told if value.field == "date" and _goes_on(value, findings, published)]
    if said:
        acts = frozenset(act for act, _ in said)
        first = min((value for _, value in said), key=lambda value: value.start)
        several = len({value.value for _, value in said}) > MANY_DATES
        opening = setting.period is None and findings.number < OPENING and not several
        if opening and gives_numbers(findings) and _reviews(first, published):
            setting = replace(setting, period=first)
        at, paragraph = findings.number, findings.sentence.paragraph
        return replace(setting, date=said[0][1], dated=acts, date_at=at, date_paragraph=paragraph)
    long = len(findings.passage.text) > SHORT_TEXT
    return replace(setting, date=None) if long and findings.number - setting.date_at >= DATE_REACH else setting


def _goes_on(value: Valued, findings: Findings, published: date | None) -> bool:
    """Tell whether a date is one that the sentence itself says and that a story can go on from."""
    here = findings.sentence.start <= value.start < findings.sentence.end
    if not here or not value.value[0] or (published and value.value[0] > published.isoformat()):
        return False
    return not any(one.start == value.start and is_aside(one, findings) for one in findings.dates)
