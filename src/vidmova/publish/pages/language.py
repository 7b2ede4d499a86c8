"""A language of pages: its messages, and its numbers and dates as it writes them, each said once and remembered."""

import re
from calendar import monthrange
from datetime import date
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_interval
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from vidmova.lexicon.placenames import place_names, spot_names
from vidmova.records import Interval, Range

LOCALE = Path(__file__).parent.parent / "locale"
LANGUAGES = {"uk": "Українська", "ru": "Русский", "en": "English"}
"""Codes of the languages with the name that each gives itself."""
_SPOT = re.compile("(?P<spot>.+?) (?P<how>in|near) (?P<place>.+)")
_NEAR = {"uk": "поблизу", "ru": "поблизости"}
_LOCALES = {"uk": "uk", "ru": "ru", "en": "en_GB"}
_SEVERAL = "persons", "cases", "rulings", "reports", "cities"


@cache
def catalogue(code: str) -> GNUTranslations:
    """Return the messages of a language, compiled from its file; English has the words for codes."""
    return compiled(LOCALE / code / "site.po", code)


def compiled(path: Path, code: str) -> GNUTranslations:
    """Return the messages of a gettext file, compiled in memory."""
    made = BytesIO()
    with path.open("rb") as source:
        write_mo(made, read_po(source, locale=code))
    made.seek(0)
    return GNUTranslations(made)


@cache
def spoken(code: str) -> "Language":
    """Return a language by its code."""
    return Language(code, catalogue(code))


class Language:
    """Says messages, codes, numbers and dates."""

    def __init__(self, code: str, messages: NullTranslations) -> None:
        self.code, self._locale = code, _LOCALES[code]
        self.messages = messages
        self.number = lru_cache(4096)(self._number)
        self.day = lru_cache(4096)(self._day)
        self.when = lru_cache(4096)(self._when)
        self.territory = lru_cache(4096)(self._territory)
        self.several = lru_cache(4096)(self._several)
        self.code_of = lru_cache(4096)(self._code_of)

    def say(self, message: str, **named: object) -> str:
        """Return a message with its named places filled."""
        said = self.messages.gettext(message)
        return said % named if named else said

    def _several(self, one: str, many: str, number: int) -> str:
        """Return the form of a message that a number needs, with the number as `%(n)s`."""
        return self.messages.ngettext(one, many, number) % {"n": self.number(number)}

    def _code_of(self, kind: str, code: str) -> str:
        """Return a code of a kind in words; one that has none is shown as it is."""
        said = self.messages.pgettext(kind, code)
        return code.replace("_", " ").replace("-", " ") if said == code and kind != "language" else said

    def counted(self, bounds: Range, counted: str | None, approx: bool = False) -> str:
        """Return a number with what it counts: 12 people, ≈ 50 people, 54 people or more, 19–20 court cases."""
        low, high = bounds
        if counted not in _SEVERAL:
            return self.range(bounds, approx)
        if high is None:
            return self._plural(f"{counted} or more", low) % {"n": self.number(low)}
        return self._plural(counted, high) % {"n": self.range(bounds, approx)}

    def _plural(self, key: str, number: int) -> str:
        return self.messages.npgettext("counted", f"%(n)s {key}", f"%(n)s {key} (several)", number)

    def range(self, bounds: Range, approx: bool = False) -> str:
        """Return an interval of numbers: 54, ≈ 50, 50–60, 54 or more."""
        low, high = bounds
        if high is None:
            return self.say("%(number)s or more", number=self.number(low))
        said = self.number(low) if low == high else f"{self.number(low)}–{self.number(high)}"
        return f"≈ {said}" if approx else said

    def _number(self, number: int | float) -> str:
        return str(format_decimal(number, locale=self._locale))

    def _territory(self, english: str) -> str:
        """Return the name of a place whose English name is given; the same name where none is known."""
        return self._country(english) or place_names().get(english, {}).get(self.code) or self._spot(english)

    def _spot(self, english: str) -> str:
        """Return a place without a name of its own, and where it is: cellar in Rozivka, trenches near Kreminna."""
        if alone := spot_names().get(english, {}).get(self.code):
            return alone
        found = _SPOT.fullmatch(english)
        spot = spot_names().get(found["spot"], {}).get(self.code) if found else None
        if not found or not spot:
            return english
        near = f"{_NEAR[self.code]}: " if found["how"] == "near" else ""
        return f"{spot} ({near}{self.territory(found['place'])})"

    def _country(self, english: str) -> str | None:
        code = _territories().get(english)
        return str(Locale.parse(self._locale).territories.get(code, english)) if code else None

    def _day(self, iso: str) -> str:
        """Return a day in words, 4 July 2022, or a month, July 2022; a year, or what is no date, as it is."""
        if len(iso) == len("2022-07"):
            return self.month(iso)
        found = _date(iso) if len(iso) > len("2022-07") else None
        return str(format_date(found, "long", locale=self._locale)) if found else iso

    def month(self, iso: str, name_only: bool = False) -> str:
        """Return a month in words from `2022-07` or longer."""
        found = _date(f"{iso[:7]}-01")
        return str(format_date(found, "LLLL" if name_only else "LLLL y", locale=self._locale)) if found else iso

    def _when(self, interval: Interval | None) -> str:
        """Return a date in as few words as say it: a year, a month, a day, or the bounds that are known."""
        start, end = interval or (None, None)
        if start and end:
            return self._between(start, end)
        if start:
            return self.say("since %(day)s", day=self._bare(start))
        return self.say("by %(day)s", day=self._bare(end)) if end else ""

    def _between(self, start: str, end: str) -> str:
        first, last = _date(start), _date(end, last=True)
        if first is None or last is None:
            return start if start == end else f"{start} – {end}"
        if first == last:
            return self.day(first.isoformat())
        if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
            return self._months(first, last)
        return str(format_interval(first, last, "yMMMd", locale=self._locale))

    def _months(self, first: date, last: date) -> str:
        if (first.month, last.month) == (1, 12):
            return f"{first.year}" if first.year == last.year else f"{first.year}–{last.year}"
        begun, ended = self.month(first.isoformat()), self.month(last.isoformat())
        return begun if begun == ended else f"{begun} – {ended}"

    def _bare(self, iso: str) -> str:
        pattern = {len("2022-07"): "MMMM y", len("2022-07-04"): "d MMMM y"}.get(len(iso))
        found = _date(iso) if pattern else None
        return str(format_date(found, pattern, locale=self._locale)) if found and pattern else iso

    def term(self, months: Range) -> str:
        """Return a term of months in years and months."""
        low, high = months
        if high is None:
            return self.say("%(number)s or more", number=self._years(low))
        return self._years(low) if low == high else f"{self._years(low)} – {self._years(high)}"

    def _years(self, months: int) -> str:
        years, rest = divmod(months, 12)
        said = [self.several("%(n)s year", "%(n)s years", years)] if years else []
        if rest or not years:
            said.append(self.several("%(n)s month", "%(n)s months", rest))
        return " ".join(said)

    def days(self, days: Range) -> str:
        """Return a number of days."""
        low, high = days
        if high is None:
            return self.several("%(n)s day or more", "%(n)s days or more", low)
        return self.messages.ngettext("%(n)s day", "%(n)s days", high) % {"n": self.range(days)}


@cache
def _territories() -> dict[str, str]:
    return {name: code for code, name in Locale.parse("en").territories.items() if len(code) == 2}


def _date(iso: str, last: bool = False) -> date | None:
    """Return the first or last day of a year, month or day; None where it is none of them."""
    try:
        found = date.fromisoformat((iso + "-01-01")[: max(len(iso), 10)])
    except ValueError:
        return None
    if not last or len(iso) == len("2022-07-04"):
        return found
    month = found.month if len(iso) == len("2022-07") else 12
    return found.replace(month=month, day=monthrange(found.year, month)[1])
