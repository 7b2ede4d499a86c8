"""Names of the site's files: made of released ids and of codes, never of names."""

import re
from hashlib import sha256

from msgspec import Struct

DIGITS = 10
_SAFE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,60}[A-Za-z0-9_-])?")


def file_part(identity: str) -> str:
    """Return what stands for an id or a code in a file's name: itself where any disk can take it."""
    return identity if _SAFE.fullmatch(identity) else digest_of(identity)


def digest_of(name: str) -> str:
    """Return digits that stand for a name."""
    return sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def figure_file(identity: str, page: int = 1) -> str:
    """Return the path of a figure's page."""
    return numbered(f"figure/{file_part(identity)}", page)


def numbered(stem: str, page: int) -> str:
    """Return the path of a page of a list; the first has no number."""
    return f"{stem}.html" if page == 1 else f"{stem}-{page}.html"


class Slice(Struct, frozen=True):
    """A page of a list: which rows it shows, and the pages beside it."""

    number: int
    pages: int
    first: int
    last: int
    total: int
    before: str
    after: str
    """Paths of the pages beside it; empty where there is none."""


def slices(stem: str, total: int, size: int) -> list[tuple[str, Slice]]:
    """Return the pages of a list with their paths; a list of nothing has one page."""
    pages = max(1, -(-total // size))
    return [
        (
            numbered(stem, page),
            Slice(
                page,
                pages,
                (page - 1) * size,
                min(page * size, total),
                total,
                numbered(stem, page - 1) if page > 1 else "",
                numbered(stem, page + 1) if page < pages else "",
            ),
        )
        for page in range(1, pages + 1)
    ]
