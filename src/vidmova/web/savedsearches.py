"""What the desk keeps in the register's folder beside decisions: searches by name, and words not yet saved."""

from pathlib import Path
from threading import Lock

import msgspec
from msgspec import Struct, structs

from vidmova.archive.intake import disk_fault, write_whole
from vidmova.errors import EngineError, UsageError
from vidmova.review.log import now

FILE = "desk.json"
MOST_SEARCHES, MOST_DRAFTS, LONGEST = 500, 200, 2_000
SEARCHED = ("/events", "/search", "/how-many", "/documents", "/contradictions", "/people", "/units", "/organisations",
            "/courts", "/places", "/lists", "/paths", "/judgments", "/decisions")  # fmt: skip
"""Pages whose addresses can be saved as searches."""


class Search(Struct, frozen=True):
    """An address with a name."""

    name: str
    address: str
    who: str
    when: str


class Draft(Struct, frozen=True):
    """Words that were typed and not saved with a decision yet."""

    text: str
    when: str


class _Kept(Struct, frozen=True):
    searches: list[Search] = []
    drafts: dict[str, Draft] = {}


class Notes:
    """The file of a register's searches and drafts."""

    def __init__(self, root: Path) -> None:
        self._place = root / FILE
        self._lock = Lock()

    def searches(self) -> list[Search]:
        """Return the saved searches, by name."""
        return sorted(self._read().searches, key=lambda one: one.name.casefold())

    def save_search(self, name: str, address: str, who: str) -> None:
        """Keep an address under a name, in place of what had that name; raises UsageError for what is no search."""
        path = address.partition("?")[0]
        if not name or len(name) > 120:
            raise UsageError("give the search a name of 120 characters at most")
        if path not in SEARCHED or len(address) > LONGEST or not address.isprintable():
            raise UsageError("this page cannot be saved as a search")
        with self._lock:
            kept = self._read()
            others = [one for one in kept.searches if one.name != name]
            if len(others) >= MOST_SEARCHES:
                raise UsageError(f"there are {MOST_SEARCHES} saved searches already; remove one first")
            self._write(structs.replace(kept, searches=[*others, Search(name, address, who, now())]))

    def forget_search(self, name: str) -> None:
        """Remove a saved search."""
        with self._lock:
            kept = self._read()
            self._write(structs.replace(kept, searches=[one for one in kept.searches if one.name != name]))

    def draft(self, question: str) -> Draft | None:
        """Return the words kept for a question."""
        return self._read().drafts.get(question)

    def keep_draft(self, question: str, text: str) -> None:
        """Keep words for a question; none forgets them."""
        with self._lock:
            kept = self._read()
            drafts = {name: one for name, one in kept.drafts.items() if name != question}
            if text:
                drafts[question] = Draft(text[:LONGEST], now())
            elif len(drafts) == len(kept.drafts):
                return
            newest = sorted(drafts.items(), key=lambda one: one[1].when)[-MOST_DRAFTS:]
            self._write(structs.replace(kept, drafts=dict(newest)))

    def _read(self) -> _Kept:
        try:
            return msgspec.json.decode(self._place.read_bytes(), type=_Kept)
        except FileNotFoundError:
            return _Kept()
        except (OSError, msgspec.DecodeError) as fault:
            raise EngineError(f"{self._place} cannot be read ({fault}); move it away and go on without it") from None

    def _write(self, kept: _Kept) -> None:
        try:
            write_whole(self._place, msgspec.json.format(msgspec.json.encode(kept), indent=1))
        except OSError as fault:
            raise disk_fault(fault, self._place) from fault
