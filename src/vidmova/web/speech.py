"""The interface's languages: messages from gettext files, numbers and dates as each language writes them."""

from calendar import monthrange
from datetime import date
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_interval
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from vidmova.records import Interval, Range
from vidmova.web.basemap import region_names

LOCALE = Path(__file__).parent / "locale"
LANGUAGES = {"uk": "Українська", "ru": "Русский", "en": "English"}
"""Codes of the interface's languages with the name that each gives itself."""
_LOCALES = {"uk": "uk", "ru": "ru", "en": "en_GB"}


def chosen(asked: str | None, kept: str | None, accepted: str) -> str:
    """Return the language that an address asks for, else the one kept, else the browser's first that is there."""
    for code in (asked, kept):
        if code in LANGUAGES:
            return str(code)
    spoken = (part.split(";")[0].split("-")[0].strip().lower() for part in accepted.split(","))
    return next((code for code in spoken if code in LANGUAGES), "en")


@cache
def catalogue(code: str) -> NullTranslations:
    """Return the messages of a language, compiled from its file; those of English are in the code."""
    path = LOCALE / code / "LC_MESSAGES" / "desk.po"
    if not path.is_file():
        return NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=code))
    compiled.seek(0)
    return GNUTranslations(compiled)


class Speech:
    """One language of the interface."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.messages = catalogue(code)
        self._locale = _LOCALES[code]

    def say(self, message: str, **named: object) -> str:
        """Return a message with its named places filled."""
        said = self.messages.gettext(message)
        return said % named if named else said

    def say_of(self, context: str, message: str) -> str:
        """Return a message whose meaning depends on what it is said of."""
        return self.messages.pgettext(context, message)

    def several(self, one: str, many: str, number: int, **named: object) -> str:
        """Return the form of a message that a number needs, with the number as `%(n)s`."""
        return self.messages.ngettext(one, many, number) % {"n": self.number(number), **named}

    def number(self, number: int | float) -> str:
        """Return a number with the language's marks; spaces in it do not break."""
        return format_decimal(number, locale=self._locale)

    def territory(self, english: str) -> str:
        """Return the name of a country or a region of the map by its English name; the same name of any other."""
        if region := region_names().get(english):
            return region.get(self.code, english)
        code = _territories().get(english)
        return str(Locale.parse(self._locale).territories.get(code, english)) if code else english

    def day(self, iso: str) -> str:
        """Return a day in words: 4 July 2022; what is no day comes back as it is."""
        found = _date(iso)
        return format_date(found, "long", locale=self._locale) if found else iso

    def month(self, iso: str, name_only: bool = False) -> str:
        """Return a month in words from `2022-07` or longer."""
        found = _date(f"{iso[:7]}-01")
        return format_date(found, "LLLL" if name_only else "LLLL y", locale=self._locale) if found else iso

    def when(self, interval: Interval | None) -> str:
        """Return a date in as few words as say it: a year, a month, a day, or the bounds that are known."""
        start, end = interval or (None, None)
        if start and end:
            return self._between(start, end)
        if start:
            return self.say("since %(day)s", day=self._bare(start))
        return self.say("by %(day)s", day=self._bare(end)) if end else ""

    def _between(self, start: str, end: str) -> str:
        first, last = _date(start), _date(end)
        if first is None or last is None or start == end:
            return self.day(start) if start == end else f"{start} – {end}"
        if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
            if (first.year, first.month) == (last.year, last.month):
                return self.month(start)
            if (first.month, last.month) == (1, 12):
                return f"{first.year}" if first.year == last.year else f"{first.year}–{last.year}"
        return str(format_interval(first, last, "yMMMd", locale=self._locale))

    def _bare(self, iso: str) -> str:
        found = _date(iso)
        return format_date(found, "d MMMM y", locale=self._locale) if found else iso

    def range(self, bounds: Range, approx: bool = False) -> str:
        """Return an interval of numbers: 54, ≈ 50, 50–60, 54 or more."""
        low, high = bounds
        if high is None:
            return self.say("%(number)s or more", number=self.number(low))
        said = self.number(low) if low == high else f"{self.number(low)}–{self.number(high)}"
        return f"≈ {said}" if approx else said


@cache
def _territories() -> dict[str, str]:
    return {name: code for code, name in Locale.parse("en").territories.items() if len(code) == 2}


def _date(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None
