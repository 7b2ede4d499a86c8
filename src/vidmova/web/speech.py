"""The interface's languages: which is spoken, and its messages; numbers and dates are those of published pages."""

from functools import cache
from gettext import NullTranslations
from pathlib import Path

from vidmova.publish.pages.language import LANGUAGES, Language, compiled

__all__ = ["LANGUAGES", "LOCALE", "Speech", "catalogue", "chosen"]

LOCALE = Path(__file__).parent / "locale"


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
    return compiled(path, code) if path.is_file() else NullTranslations()


class Speech(Language):
    """One language of the interface."""

    def __init__(self, code: str) -> None:
        super().__init__(code, catalogue(code))

    def say_of(self, context: str, message: str) -> str:
        """Return a message whose meaning depends on what it is said of."""
        return self.messages.pgettext(context, message)
