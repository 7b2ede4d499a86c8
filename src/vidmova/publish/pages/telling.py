"""A release told in one language: titles, rows and links that many pages share."""

from collections.abc import Container, Iterable, Iterator
from typing import Any

from markupsafe import Markup

from vidmova.lexicon.actgroups import group_of
from vidmova.protect.release import Disagreement, Happening, Place, Source, Statement
from vidmova.publish.pages import wording
from vidmova.publish.pages.addresses import Slice, digest_of, event_file, file_part, numbered
from vidmova.publish.pages.framing import Frames
from vidmova.publish.pages.language import Language
from vidmova.publish.pages.marking import passage
from vidmova.publish.pages.rendering import markup, template
from vidmova.publish.pages.shelf import Shelf

PEOPLE, SOURCES = 200, 100
"""Rows of a page of people and of sources."""
FIRST_EVENTS = 10
"""Events that are listed beside a person or a source; more have a list of their own."""
SIDE = 4
"""Passages shown on a side of a contradiction."""
_BY_DIGEST = frozenset({"region", "unit", "court"})
Page = tuple[str, str]
"""Path of a page within the site, and its text."""


class Telling:
    """The pages of one language."""

    def __init__(self, shelf: Shelf, language: Language, passages: dict[str, Markup]) -> None:
        self.shelf, self.language, self.passages = shelf, language, passages
        self.titles = {one.id: wording.title(language, shelf, one) for one in shelf.events.values()}
        self._rows: dict[str, Markup] = {}
        say, edition = language.say, shelf.contents.edition
        words = say("Edition %(n)s, %(day)s", n=language.number(edition.number), day=language.day(edition.made[:10]))
        self.edition_words = words
        self._always: dict[str, Any] = {"edition": edition, "edition_words": words}
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

    def row(self, event: Happening) -> Markup:
        """Return an event as a row of a list."""
        if event.id not in self._rows:
            known = (self.shelf.sources[each] for each in event.sources if each in self.shelf.sources)
            made = template(self.language.code, "row.html").render(
                id=event.id,
                file=event_file(event.id).partition("/")[2],
                group=group_of(event.act).code,
                title=self.titles[event.id],
                modality=self.modality(event.modality),
                when=self.language.when(event.date) or self.language.say("date not said"),
                told=self.told(event),
                spoken=" ".join(dict.fromkeys(one.language for one in known)),
                disputes=self._disputed(event),
            )
            self._rows[event.id] = markup(made)
        return self._rows[event.id]

    def told(self, event: Happening) -> str:
        """Return how many statements and sources tell of an event."""
        several = self.language.several
        return (
            f"{several('%(n)s statement', '%(n)s statements', len(event.statements))}, "
            f"{several('%(n)s source', '%(n)s sources', len(event.sources))}"
        )

    def _disputed(self, event: Happening) -> str:
        number = len(self.shelf.disputes.get(event.id, ()))
        return self.language.several("%(n)s contradiction", "%(n)s contradictions", number) if number else ""

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
        return [(event_file(each), self.titles[each]) for each in events if each in self.titles]

    def listed(self, facet: str, value: str) -> dict[str, Any]:
        """Return the first events of a value of a facet, and where all are listed if there are more."""
        every = self.shelf.facets[facet].get(value, [])
        more = len(every) > FIRST_EVENTS
        return {
            "events": self.named(every[:FIRST_EVENTS]),
            "total": len(every),
            "all": f"{facet_stem(facet, value)}.html" if more else "",
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
            return language.territory(shelf.places[value].name)
        if facet == "person":
            return wording.person_name(language, shelf.people[value])
        if facet == "source":
            return wording.source_name(language, shelf.sources[value])
        return language.code_of("state", value) if facet == "disputed" else value

    def statement(self, one: Statement) -> dict[str, Any]:
        """Return a statement with its passage as a page shows it."""
        source = self.shelf.sources.get(one.source)
        return {
            "id": one.id,
            "anchor": file_part(one.id),
            "passage": self._passage(one, source),
            "language": source.language if source else "und",
            "source": wording.source_name(self.language, source),
            "source_title": wording.source_title(source),
            "source_file": self.source_file(one.source),
            "published": self.language.day(source.published) if source and source.published else "",
            "group": group_of(one.act).code,
            "act": self.language.code_of("act", one.act),
            "modality": self.modality(one.modality),
            "state": self.language.code_of("state", one.state),
        }

    def _passage(self, one: Statement, source: Source | None) -> Markup:
        if one.id not in self.passages:
            self.passages[one.id] = passage(source, one) if source else Markup("")
        return self.passages[one.id]

    def dispute(self, one: Disagreement, beside: Container[str] = ()) -> dict[str, Any]:
        """Return a contradiction with the passages of its sides; `beside` are statements that its page shows anyway."""
        sides: list[dict[str, Any]] = []
        for value, side in zip(one.values, one.sides, strict=False):
            every = [self.shelf.statements[each] for each in side if each in self.shelf.statements]
            passages = {(each.source, each.start, each.end): each for each in every}
            shown = [self.statement(each) for each in list(passages.values())[:SIDE]]
            sides.append({"value": value, "statements": shown, "more": max(0, len(passages) - SIDE)})
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


def facet_stem(facet: str, value: str) -> str:
    """Return the path of a list of events without its ending."""
    return f"events/{facet}-{digest_of(value) if facet in _BY_DIGEST else file_part(value)}"


def sliced(rows: list[Any], pages: list[tuple[str, Slice]]) -> Iterator[tuple[str, Slice, list[Any]]]:
    """Return each page of a list with its rows."""
    for path, page in pages:
        yield path, page, rows[page.first : page.last]
