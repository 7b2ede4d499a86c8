"""Open questions: pairs of claims of which a person should say whether they tell of one event."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from vidmova.records import Link
from vidmova.register.searching import Searching
from vidmova.web.addresses import Page, address, page_of
from vidmova.web.excerpts import Excerpt, excerpt
from vidmova.web.phrases import brief
from vidmova.web.speech import Speech

PATH = "/questions"
SIZE = 20


class Question(Struct, frozen=True):
    """Two claims of which a person should say whether they tell of one event."""

    because: str
    sides: list[Excerpt]
    events: list[tuple[str, str]]


class Questions(Struct, frozen=True):
    """The page of open questions."""

    questions: list[Question]
    page: Page
    before: str
    after: str


def questions(speech: Speech, store: Searching, given: Mapping[str, str]) -> Questions:
    """Return the open questions that an address asks for."""
    page = page_of(given.get("page", ""), SIZE, store.summary().questions)
    return Questions(
        shown_questions(speech, store, store.open_questions(page.skip, SIZE)),
        page,
        address(PATH, {}, page=page.number - 1) if page.number > 1 else "",
        address(PATH, {}, page=page.number + 1) if page.number < page.pages else "",
    )


def shown_questions(speech: Speech, store: Searching, found: Iterable[Link]) -> list[Question]:
    """Return questions with the passages of both claims and the titles of their events."""
    links = list(found)
    stated = store.stated(key for link in links for key in (link.a, link.b))
    named = store.events_of(one.claim.event for one in stated.values() if one.claim.event)
    shown = []
    for link in links:
        sides = [stated[key] for key in (link.a, link.b) if key in stated]
        about = dict.fromkeys(one.claim.event for one in sides if one.claim.event)
        titles = [(each, brief(speech, named[each]) if each in named else each) for each in about]
        shown.append(Question(link.because, [excerpt(speech, one) for one in sides], titles))
    return shown
