"""The figure pages: how many, judgments, paths and lists, each also as a file for a spreadsheet or as JSON."""

import atexit
import gc
import shlex
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from vidmova.errors import VidmovaError
from vidmova.lexicon.actgroups import group_of
from vidmova.records import Event
from vidmova.register.rereading import Rereading
from vidmova.register.searching import Searching
from vidmova.review.figures import question_name
from vidmova.totals.judgments import judgments
from vidmova.totals.pools import Book
from vidmova.totals.slices import Slice
from vidmova.web import courtpages, howmany, pathpage, questionform
from vidmova.web.asked import Asked, address_of, asked_of
from vidmova.web.headlines import headlines, patience, wanted_of
from vidmova.web.listdesk import ListDesk
from vidmova.web.map import mapped, regions_by_group
from vidmova.web.reckoning import Reckoner, Remembered
from vidmova.web.rendering import rendered, wish_of, without_wishes
from vidmova.web.sheets import table
from vidmova.web.signed import SignedFigures
from vidmova.web.snapshot import Memory, Snapshot
from vidmova.web.speech import Speech

Show = Callable[[Request], Response]
T = TypeVar("T")
LONG = 600.0
"""Seconds that a file or an answer in JSON may take."""
WORKING_HEAD = ("event", "title", "low", "high", "hedged", "part", "reason", "same_people")


class FigureDesk:
    """The figure pages of one register."""

    def __init__(self, store: Searching, memory: Memory, name: str, root: Path | None) -> None:
        self._memory = memory
        self._name = name
        self._reckoner: Reckoner[Book] = Reckoner(partial(_opened, Rereading(store)))
        self._remembered = Remembered()
        self._signed = SignedFigures(root)
        self._acts = root is not None
        self.lists = ListDesk(store, memory, name, root)

    def routes(self) -> dict[str, Show]:
        """Return what answers each address."""
        return {
            "/how-many": self.how_many,
            "/how-many.csv": self.how_many_table,
            "/judgments": self.judgments,
            "/judgments.csv": self.judgments_table,
            "/paths": self.paths,
            **self.lists.routes(),
        }

    def first_page(self, request: Request) -> dict[str, object]:
        """Return what the overview shows of totals: headlines and the map."""
        speech, kept = _speech(request), self._memory.now()
        wanted = self._remembered.of(kept.stamp, "wanted", lambda: wanted_of(kept))
        regions = self._remembered.of(kept.stamp, "regions", lambda: regions_by_group(kept))
        return {
            "headlines": headlines(speech, kept, self._reckoner, wanted),
            "map": mapped(speech, kept, self._reckoner, regions, request.query_params.get("map", "")),
        }

    def how_many(self, request: Request) -> HTMLResponse:
        """Answer how many."""
        speech, kept = _speech(request), self._memory.now()
        asked = asked_of(speech, request.query_params)
        ask = partial(self._reckoner.figure, kept.stamp)
        answer = parted = None
        fault = ""
        try:
            found = ask(asked.key, partial(howmany.counted, asked), patience=patience(kept))
            answer = (
                howmany.answered(speech, kept, asked, found, request.query_params.get("page", "")) if found else None
            )
            if asked.by and found:
                rows = ask((asked.key, asked.by), partial(howmany.sliced_by, asked, asked.by), patience=patience(kept))
                parted = howmany.parted(speech, asked, rows) if rows is not None else None
        except VidmovaError as broken:
            fault = str(broken)
        called = "" if asked.dropped else question_name(asked.question)
        names = ask(("names", asked.question.acts), partial(questionform.places_and_units, asked), patience=0.02)
        return self._page(
            request,
            "how_many.html",
            asked_for=asked,
            form=questionform.question_form(speech, asked, names or {}),
            words=questionform.in_words(speech, asked),
            answer=answer,
            parted=parted,
            fault=fault,
            group=group_of(asked.question.acts[0]).code,
            signed=self._signed.of(called) if called else None,
            sign=f"vidmova decide best {shlex.quote(called)} {speech.say('NUMBER')}" if called and self._acts else "",
            nearest=questionform.nearest(speech, asked),
            again=address_of(asked),
            csv=address_of(asked).replace("/how-many", "/how-many.csv", 1),
            json=address_of(asked).replace("/how-many", "/api/totals", 1),
        )

    def how_many_table(self, request: Request) -> Response:
        """Give the working as a file."""
        total = self.counted(asked_of(_speech(request), request.query_params)).total
        rows = (
            (row.event, row.title, row.low, row.high, row.approx, row.part, row.reason, " ".join(row.same_people))
            for row in total.working
        )
        return table("working", WORKING_HEAD, rows)

    def judgments(self, request: Request) -> HTMLResponse:
        """List judgments with their distributions."""
        speech, kept = _speech(request), self._memory.now()
        made = self._reckoner.figure(kept.stamp, "judgments", _sentenced, patience=patience(kept))
        given = without_wishes(request.query_params)
        page = courtpages.judgment_page(speech, kept, made, given) if made else None
        return self._page(request, "judgments.html", page=page)

    def judgments_table(self, request: Request) -> Response:
        """Give the judgments asked for as a file."""
        rows = courtpages.chosen_of(self.sentenced()[0], courtpages.asked_of(without_wishes(request.query_params)))
        return table("judgments", courtpages.HEAD, courtpages.csv_rows(rows))

    def paths(self, request: Request) -> HTMLResponse:
        """Show the flow from stage to stage."""
        speech, kept, given = _speech(request), self._memory.now(), without_wishes(request.query_params)
        start = given.get("from", "")
        found = self._reckoner.figure(
            kept.stamp, ("paths", start), partial(pathpage.walked, start), patience=patience(kept)
        )
        events = self._remembered.of(kept.stamp, "events", lambda: _events(kept)) if found else {}
        page = pathpage.path_page(speech, events, found, given) if found else None
        return self._page(request, "paths.html", page=page)

    def counted(self, asked: Asked) -> howmany.Counted:
        """Return the answer of a question, however long counting takes."""
        made = partial(howmany.counted, asked)
        found = self._reckoner.figure(self._memory.now().stamp, asked.key, made, patience=LONG)
        return _there(found)

    def slices(self, asked: Asked) -> tuple[Slice, ...]:
        """Return a question asked anew for each part, however long counting takes."""
        key, made = (asked.key, asked.by), partial(howmany.sliced_by, asked, asked.by or "month")
        return _there(self._reckoner.figure(self._memory.now().stamp, key, made, patience=LONG))

    def sentenced(self) -> courtpages.Made:
        """Return every judgment, however long that takes."""
        return _there(self._reckoner.figure(self._memory.now().stamp, "judgments", _sentenced, patience=LONG))

    def walked(self, start: str) -> pathpage.Walked:
        """Return the ways from an act on, however long that takes."""
        made = partial(pathpage.walked, start)
        return _there(self._reckoner.figure(self._memory.now().stamp, ("paths", start), made, patience=LONG))

    def _page(self, request: Request, template: str, **shown: object) -> HTMLResponse:
        return rendered(request, template, self._name, 200, **{"asked": "", **shown})


def _opened(reading: Rereading) -> Book:
    book = reading.book()
    # Millions of records: walking them for garbage, which they never are, would hold up pages for seconds.
    gc.freeze()
    atexit.unregister(gc.unfreeze)
    atexit.register(gc.unfreeze)
    return book


def _there(found: T | None) -> T:
    if found is None:
        raise HTTPException(503)
    return found


def _sentenced(known: Book) -> courtpages.Made:
    return courtpages.sentenced(judgments(known.linked))


def _speech(request: Request) -> Speech:
    return Speech(wish_of(request).language)


def _events(kept: Snapshot) -> dict[str, Event]:
    return {name: line.happened.row.event for name, line in kept.by_id.items()}
