"""Best figures that people signed for a question of how many."""

from pathlib import Path
from threading import Lock

from msgspec import Struct

from vidmova.review.decisions import Decision
from vidmova.review.log import FILE, read_decisions
from vidmova.review.standing import living, standing


class Signed(Struct, frozen=True):
    """A figure that somebody answers for."""

    number: int
    who: str
    why: str


class SignedFigures:
    """The figures that were signed in a register, read anew when its decisions change."""

    def __init__(self, root: Path | None) -> None:
        self._file = root / FILE if root else None
        self._lock = Lock()
        self._seen: tuple[int, int] | None = None
        self._kept: dict[str, Signed] = {}

    def of(self, about: str) -> Signed | None:
        """Return the figure that holds for a question of this name."""
        if self._file is None or not self._file.is_file():
            return None
        with self._lock:
            known = self._file.stat()
            if self._seen != (known.st_mtime_ns, known.st_size):
                self._kept = _figures(read_decisions(self._file.parent))
                self._seen = (known.st_mtime_ns, known.st_size)
            return self._kept.get(about)


def _figures(decisions: list[Decision]) -> dict[str, Signed]:
    asked = [one for one in living(decisions) if one.kind == "best" and not one.claims]
    found = standing(asked, lambda one: one.about)
    return {about: Signed(int(one.holds.after), one.holds.who, one.holds.why) for about, one in found.items()}
