"""What a date told without a year, or relative to another, is counted from, and the year that it then is of."""

from datetime import date

from msgspec import Struct

from vidmova.extraction import intervals
from vidmova.extraction.intervals import Days

JUST_BEFORE = 62
"""Days before publication of which news tells without a year."""
AHEAD = 183
"""Days after publication within which a day or month without a year is the coming one."""


class Clock(Struct, frozen=True):
    """What a date without a year, or one such as "yesterday", is counted from."""

    published: date | None
    last: Days | None
    """The days of the date last mentioned."""
    year: int | None = None
    """The last year mentioned, for "the first half of the year"."""
    mere_year: int | None = None
    """The year last mentioned by itself, for "a year earlier"."""
    coming: bool = False
    """Whether the clause tells of what is to come."""

    @property
    def anchor(self) -> date | None:
        """The first day of the date last mentioned."""
        return self.last[0] if self.last else None

    @property
    def now(self) -> date | None:
        """The day of publication, or the last date mentioned where there is none."""
        return self.published or self.anchor

    @property
    def then(self) -> date | None:
        """The last date mentioned, or the day of publication where there is none."""
        return self.anchor or self.published

    def year_for(self, month: int, day: int | None = None) -> int | None:
        """Return the year of a month, or of a day, told without one.

        A day of the two months before publication is of then; else it is the next such day after the last date
        mentioned, or the latest that is not in the future where that is.
        """
        if coming := self._coming(month, day):
            return coming
        latest = self._latest(month, day or 1)
        if latest and day and self._just_before(latest, month, day):
            return latest
        if self.anchor:
            follows = self.anchor.year + (month < self.anchor.month)
            for year in (follows, self.anchor.year):
                if not self.published or (year, month, day or 1) <= _key(self.published):
                    return year
        return latest

    def _coming(self, month: int, day: int | None) -> int | None:
        """Return the year of the coming such day or month, where its clause tells of what is to come."""
        if not self.published or not self.coming:
            return None
        year = self.published.year + ((month, day or 31) < (self.published.month, self.published.day))
        if (day or 1) > intervals.month(year, month)[1].day:
            return None
        ahead = (date(year, month, day or 1) - self.published).days
        return year if ahead <= AHEAD else None

    def _latest(self, month: int, day: int) -> int | None:
        if not self.published:
            return None
        return self.published.year - ((self.published.year, month, day) > _key(self.published))

    def _just_before(self, year: int, month: int, day: int) -> bool:
        if not self.published or day > intervals.month(year, month)[1].day:
            return False
        return (self.published - date(year, month, day)).days <= JUST_BEFORE


def _key(day: date) -> tuple[int, int, int]:
    return day.year, day.month, day.day
