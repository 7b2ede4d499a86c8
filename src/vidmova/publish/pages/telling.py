"""A release told in one language: titles, rows and links that many pages share."""

from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from markupsafe import Markup, escape

from vidmova.lexicon.actgroups import group_of
from vidmova.protect.release import Disagreement, Happening, Place, Statement
from vidmova.publish.pages import reasons, wording
from vidmova.publish.pages.addresses import Slice, file_part, numbered
from vidmova.publish.pages.framing import Frames
from vidmova.publish.pages.language import Language
from vidmova.publish.pages.marking import passage
from vidmova.publish.pages.placing import Placing
from vidmova.publish.pages.rendering import template
from vidmova.publish.pages.shelf import Shelf

PEOPLE, SOURCES = 200, 200
"""Rows of a page of people and of sources."""
FIRST_EVENTS = 10
"""Events that are listed beside a person or a source; more have a list of their own."""
SIDE = 4
"""Passages shown on a side of a contradiction."""
Page = tuple[str, str]
"""Path of a page within the site, and its text."""
Saying = tuple[str, str, str, str]
"""Who says a value, where that stands, in which language and words."""


class Telling:
    """The pages of one language."""

    def __init__(
        self, shelf: Shelf, language: Language, passages: dict[str, Markup], placing: Placing | None = None
    ) -> None:
        self.shelf, self.language, self.passages = shelf, language, passages
        self.placing = placing or Placing(shelf)
        self.words: dict[str, dict[str, str]] = {}
        self.titles = {one.id: wording.title(language, shelf, one) for one in shelf.events.values()}
        say, edition = language.say, shelf.contents.edition
        words = say("Edition %(n)s, %(day)s", n=language.number(edition.number), day=language.day(edition.made[:10]))
        self.edition_words = words
        self._always: dict[str, Any] = {"edition": edition, "edition_words": words}
        self._words = cache(lambda message: str(escape(language.say(message))))
        self._frames = Frames(language.code, edition, words)
        numbers = {each: number for number, each in enumerate(shelf.people)}
        self._people = {
            each: f"{numbered('people/index', 1 + n // PEOPLE)}#{file_part(each)}" for each, n in numbers.items()
        }
        numbers = {each: number for number, each in enumerate(shelf.sources)}
        self._sources = {
            each: f"{numbered('sources/index', 1 + n // SOURCES)}#{file_part(each)}" for each, n in numbers.items()
        }

    def page(self, name: str, path: str, part: str = "", **shown: object) -> Page:
        """Return a page from its template."""
        up = "../" * path.count("/")
        frame = self._frames.of(path, part)
        made = template(self.language.code, name).render(self._always, path=path, frame=frame, up=up, **shown)
        return f"{self.language.code}/{path}", made

    def word(self, message: str) -> str:
        """Return a heading or another word that stands on many pages, as HTML."""
        return self._words(message)

    def told(self, event: Happening) -> str:
        """Return how many statements and sources tell of an event."""
        several = self.language.several
        return (
            f"{several('%(n)s statement', '%(n)s statements', len(event.statements))}, "
            f"{several('%(n)s source', '%(n)s sources', len(event.sources))}"
        )

    def modality(self, code: str) -> str:
        """Return how something is said, in words; empty where it is asserted."""
        return "" if code == "asserted" else self.language.code_of("modality", code)

    def person_file(self, person: str) -> str:
        """Return where a person stands in the list of people."""
        return self._people[person]

    def source_file(self, source: str) -> str:
        """Return where a source stands in the list of sources."""
        return self._sources.get(source, "sources/index.html")

    def named(self, events: Iterable[str]) -> list[tuple[str, str]]:
        """Return links to events: path and title."""
        return [(self.placing.event(each), self.titles[each]) for each in events if each in self.titles]

    def listed(self, facet: str, value: str) -> dict[str, Any]:
        """Return the first events of a value of a facet, and where all are listed if there are more."""
        every = self.shelf.facets[facet].get(value, [])
        more = len(every) > FIRST_EVENTS
        return {
            "events": self.named(every[:FIRST_EVENTS]),
            "total": len(every),
            "all": self.placing.listed(facet, value) if more else "",
        }

    def value(self, facet: str, value: str) -> str:
        """Return a value of a facet in words."""
        language, shelf = self.language, self.shelf
        if facet in {"act", "language"}:
            return language.code_of(facet, value)
        if facet == "month":
            return language.month(value) if len(value) == len("2022-07") else value
        if facet == "region":
            return language.territory(value)
        if facet == "place":
            return language.territory(shelf.places[value].name) if value else language.say("place not said")
        if facet == "person":
            return wording.person_name(language, shelf.people[value])
        if facet == "source":
            return wording.source_name(language, shelf.sources[value])
        return language.code_of("state", value) if facet == "disputed" else value

    def statement(self, one: Statement) -> dict[str, Any]:
        """Return a statement with its passage as a contradiction shows it."""
        source = self.shelf.sources.get(one.source)
        return {
            "id": one.id,
            "anchor": file_part(one.id),
            "passage": passage(source, [one]) if source else Markup(""),
            "language": source.language if source else "und",
            "source": wording.source_name(self.language, source),
            "source_file": self.source_file(one.source),
            "group": group_of(one.act).code,
        }

    def passage(self, stated: Sequence[Statement]) -> Markup:
        """Return the passage of statements that share it, the same in every language."""
        first = stated[0]
        if first.id not in self.passages:
            source = self.shelf.sources.get(first.source)
            self.passages[first.id] = passage(source, stated) if source else Markup("")
        return self.passages[first.id]

    def words_of(self, one: Statement) -> dict[str, str]:
        """Return the words that state each field of a statement, the same in every language."""
        if one.id not in self.words:
            found: dict[str, list[str]] = {}
            for span in one.spans:
                field = "people" if span.field == "person" else span.field
                found.setdefault(field, []).append(" ".join(span.wording.split()))
            self.words[one.id] = {field: " … ".join(dict.fromkeys(every)) for field, every in found.items()}
        return self.words[one.id]

    def dispute(self, one: Disagreement, beside: Container[str] = ()) -> dict[str, Any]:
        """Return a contradiction with the passages of its sides; `beside` are statements that its page shows anyway."""
        sides: list[dict[str, Any]] = []
        for value, side in zip(one.values, one.sides, strict=False):
            every = [self.shelf.statements[each] for each in side if each in self.shelf.statements]
            passages = {(each.source, each.start, each.end): each for each in every}
            shown = [self.statement(each) for each in list(passages.values())[:SIDE]]
            said = reasons.side(self.language.code, value, one.kind)
            sides.append({"value": said, "statements": shown, "more": max(0, len(passages) - SIDE)})
        kind = self.language.code_of("kind", one.kind)
        return {
            "anchor": file_part(one.id),
            "kind": kind,
            "open": one.state == "open",
            "sides": sides,
            "within": all(each["id"] in beside for side in sides for each in side["statements"]),
            "events": self.named(one.events),
        }

    def within(self, place: Place) -> str:
        """Return what a place lies in."""
        return ", ".join(self.language.territory(each) for each in place.part_of)


def sliced(rows: list[Any], pages: list[tuple[str, Slice]]) -> Iterator[tuple[str, Slice, list[Any]]]:
    """Return each page of a list with its rows."""
    for path, page in pages:
        yield path, page, rows[page.first : page.last]


def sayings_of(telling: Telling, stated: list[Statement]) -> Iterator[tuple[str, dict[str, dict[Saying, None]]]]:
    """Yield each field that is told, in order, with its values and who gives each."""
    said: dict[str, dict[str, dict[Saying, None]]] = {}
    for one in stated:
        source = telling.shelf.sources.get(one.source)
        # One that is not named is so again in the caption of its passage.
        who = source.id if source and source.withheld else wording.source_name(telling.language, source)
        file, spoken = telling.source_file(one.source), source.language if source else "und"
        words = telling.words_of(one)
        for name, value in wording.values_of(telling.language, telling.shelf, one):
            said.setdefault(name, {}).setdefault(value, {})[who, file, spoken, words.get(name, "")] = None
    return ((name, said[name]) for name in wording.FIELDS if name in said)
