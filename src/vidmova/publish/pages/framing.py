"""What stands round every page: the bar, the languages, the foot; made once for pages that share them."""

from functools import lru_cache

from markupsafe import Markup
from msgspec import Struct

from vidmova.protect.release import Edition
from vidmova.publish.pages.language import LANGUAGES, spoken
from vidmova.publish.pages.rendering import markup, template

CURRENT = ' aria-current="true"'


class Frame(Struct, frozen=True):
    """Pieces of HTML round a page."""

    alternates: Markup
    head: Markup
    tongues: Markup
    foot: Markup


class Frames:
    """The frames of one language."""

    def __init__(self, code: str, edition: Edition, words: str) -> None:
        say = spoken(code).say
        self._code, self._edition, self._words = code, edition, words
        self._places = {
            "index.html": say("Overview"),
            "events/index.html": say("Events"),
            "figures/index.html": say("How many"),
            "courts/index.html": say("Courts"),
            "contradictions/index.html": say("Contradictions"),
            "sources/index.html": say("Sources"),
            "search.html": say("Search"),
        }
        self._small = {
            "people/index.html": say("People"),
            "places/index.html": say("Places"),
            "index/index.html": say("Alphabetical index"),
            "method.html": say("Method"),
            "removed.html": say("What was removed"),
            "about.html": say("About this release"),
        }
        self._around = lru_cache(64)(self._made)

    def of(self, path: str, part: str) -> Frame:
        """Return the frame of a page by its path and the part of the site that it is of."""
        up = "../" * path.count("/")
        linked = path in self._places or path in self._small
        head, foot = self._around(up, path if linked else "", part)
        alternates = "".join(
            f'<link rel="alternate" hreflang="{code}" href="{up}../{code}/{path}">\n' for code in LANGUAGES
        )
        return Frame(Markup(alternates), head, Markup("".join(self._tongues(up, path))), foot)

    def _tongues(self, up: str, path: str) -> list[str]:
        return [
            f'<a href="{up}../{code}/{path}" lang="{code}" hreflang="{code}"'
            f"{CURRENT if code == self._code else ''}>{name}</a>"
            for code, name in LANGUAGES.items()
        ]

    def _made(self, up: str, path: str, part: str) -> tuple[Markup, Markup]:
        macros = template(self._code, "frame.html").make_module({"edition": self._edition})
        head = macros.head(up, path, part, list(self._places.items()))  # type: ignore[attr-defined]
        foot = macros.foot(up, path, self._words, list(self._small.items()))  # type: ignore[attr-defined]
        return markup(head), markup(foot)
