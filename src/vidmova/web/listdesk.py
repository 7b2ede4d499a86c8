"""The pages of lists: what was added, who is on several, how many are on none."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TypeVar

from msgspec import Struct
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from vidmova.errors import VidmovaError
from vidmova.register.folder import find, writing
from vidmova.register.lists import Added, added
from vidmova.register.searching import Searching
from vidmova.review.log import FILE, read_decisions
from vidmova.review.rowjudging import judged_lists
from vidmova.totals.estimates import Estimated
from vidmova.totals.linkage import Linkage, link
from vidmova.totals.listestimates import estimate_lists
from vidmova.totals.lists import PersonList
from vidmova.totals.strata import Stratified
from vidmova.web import estimatepage, listpages, overlappage
from vidmova.web.reckoning import Reckoner
from vidmova.web.rendering import rendered, wish_of, without_wishes
from vidmova.web.sheets import table
from vidmova.web.snapshot import Memory
from vidmova.web.speech import Speech

Show = Callable[[Request], Response]
WITH = "with"
WAIT, LONG = 0.12, 600.0
"""Seconds that a page waits for lists to be linked, and for their rows to be read."""
T = TypeVar("T")


class Linked(Struct, frozen=True):
    """Lists and who is one over them."""

    lists: list[PersonList]
    found: Linkage


class ListDesk:
    """The pages of a register's lists."""

    def __init__(self, store: Searching, memory: Memory, name: str, root: Path | None) -> None:
        self._store = store
        self._memory = memory
        self._name = name
        self._root = root
        self._reckoner: Reckoner[list[PersonList]] = Reckoner(store.person_lists)
        self._seen: tuple[tuple[int, int], int] = ((0, 0), 0)

    def routes(self) -> dict[str, Show]:
        """Return what answers each address."""
        return {
            "/lists": self.lists,
            overlappage.PATH: self.overlap,
            estimatepage.PATH: self.estimate,
            "/lists/{number:int}": self.one_list,
            "/lists/{number:int}/left-out.csv": self.left_out,
        }

    def lists(self, request: Request) -> HTMLResponse:
        """Show every list."""
        return self._page(request, "lists.html", page=self.listed())

    def one_list(self, request: Request) -> HTMLResponse:
        """Show one list."""
        number, one = self._one(request)
        asked = without_wishes(request.query_params)
        page = listpages.one_list(_speech(request), number, one, self._given(), asked)
        return self._page(request, "one_list.html", page=page)

    def left_out(self, request: Request) -> Response:
        """Give what of a list could not be taken as a file."""
        _, one = self._one(request)
        rows = ((fault.row, fault.reason, "kept without it" if fault.kept else "left out") for fault in one.faults)
        return table("left-out", ("row", "reason", "what became of it"), rows)

    def every(self) -> list[PersonList]:
        """Return every list, in the order of adding."""
        return self._every()

    def listed(self) -> listpages.Lists:
        """Return what is told of every list."""
        return listpages.list_lines(self._every(), self._given())

    def laid(self, register: bool) -> overlappage.Laid | None:
        """Return the lists laid over each other, however long that takes; None where there are too few."""
        asked = {WITH: "register"} if register else {}
        return self._figure(asked, "laid", lambda one: overlappage.laid_over(one.lists, one.found), LONG)

    def overlap(self, request: Request) -> HTMLResponse:
        """Show who is on several lists."""
        asked = without_wishes(request.query_params)
        page, fault = None, ""
        try:
            laid = self._figure(asked, "laid", lambda one: overlappage.laid_over(one.lists, one.found))
            linked = self._figure(asked, "linked", lambda one: one)
            if laid and linked:
                page = overlappage.overlap_page(_speech(request), linked.lists, laid, asked)
        except VidmovaError as broken:
            fault = str(broken)
        return self._page(request, "overlap.html", page=page, fault=fault, few=self._few(asked))

    def estimate(self, request: Request) -> HTMLResponse:
        """Show how many are on no list, or why nobody should say."""
        asked = without_wishes(request.query_params)
        by = estimatepage.field_of(asked)

        def made(one: Linked) -> Estimated | Stratified:
            return estimate_lists(one.lists, one.found, by)

        page, fault = None, ""
        try:
            found = self._figure(asked, f"estimate {by}", made)
            page = estimatepage.estimate_page(_speech(request), found, asked) if found else None
        except VidmovaError as broken:
            fault = str(broken)
        return self._page(request, "estimate.html", page=page, fault=fault, few=self._few(asked))

    def _figure(
        self, asked: Mapping[str, str], key: str, made: Callable[[Linked], T], patience: float = WAIT
    ) -> T | None:
        """Return what is made of the linked lists; None where they are still being linked, or are too few."""
        if self._few(asked):
            return None
        register = WITH in asked
        stamp, which = self._stamp(), (register, self._judged())
        linking = partial(self._linked, register)
        linked = self._reckoner.figure(stamp, ("linked", *which), linking, patience=patience)
        if linked is None:
            return None
        return self._reckoner.figure(stamp, (key, *which), lambda _: made(linked), patience=patience)

    def _linked(self, register: bool, made: list[PersonList]) -> Linked:
        if self._root is None:
            return Linked(made, link(made))
        with writing(find(self._root), _no_word):
            judged = judged_lists(self._store, self._root, read_decisions(self._root), register)
        return Linked(judged.lists, judged.found)

    def _few(self, asked: Mapping[str, str]) -> bool:
        return len(self._every()) < (1 if WITH in asked and self._root else 2)

    def _every(self) -> list[PersonList]:
        return self._reckoner.figure(self._stamp(), "lists", lambda made: made, patience=LONG) or []

    def _stamp(self) -> str:
        return f"{self._store.lists_stamp()} {self._memory.now().stamp}"

    def _judged(self) -> int:
        """Return the number of the last decision about rows; the chain is read again when its file changed."""
        place = self._root / FILE if self._root else None
        known = place.stat() if place and place.is_file() else None
        if known is None or self._root is None:
            return 0
        mark = (known.st_mtime_ns, known.st_size)
        if self._seen[0] != mark:
            self._seen = (mark, max((one.number for one in read_decisions(self._root) if one.rows), default=0))
        return self._seen[1]

    def _given(self) -> list[Added]:
        return added(self._root) if self._root else []

    def _one(self, request: Request) -> tuple[int, PersonList]:
        number, every = int(request.path_params["number"]), self._every()
        if not 1 <= number <= len(every):
            raise HTTPException(404)
        return number, every[number - 1]

    def _page(self, request: Request, template: str, **shown: object) -> HTMLResponse:
        return rendered(request, template, self._name, 200, **{"asked": "", **shown})


def _speech(request: Request) -> Speech:
    return Speech(wish_of(request).language)


def _no_word() -> None:
    """Wait for another writer without a word: the page says that it is being counted."""
