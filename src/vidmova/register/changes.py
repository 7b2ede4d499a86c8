"""Tells whether a register changed without counting its rows each time, and reads the words of its documents."""

from collections.abc import Container, Iterator

from sqlalchemy import select

from vidmova.register.searching import Searching
from vidmova.register.tables import documents

_KEPT = "vidmova stamp"
AT_ONCE = 500
"""How many documents' texts are in memory at once."""


def stamp_of(store: Searching) -> str:
    """Return the store's stamp; it is only made anew where something was written since this connection looked."""
    with store.reading() as connection:
        mark = store.written(connection)
        if mark is None:
            return store.stamp()
        known: tuple[object, str] | None = connection.info.get(_KEPT)
        if known is None or known[0] != mark:
            # The mark is older than the stamp: what is written between the two is seen next time.
            known = connection.info[_KEPT] = (mark, store.stamp())
        return known[1]


def texts_of(store: Searching, known: Container[str] = ()) -> Iterator[tuple[str, str]]:
    """Yield the documents that are not known yet, each by its id with its title and text as one."""
    with store.reading() as connection:
        ids = [row.id for row in connection.execute(select(documents.c.id).order_by(documents.c.id))]
        wanted = [one for one in ids if one not in known]
        for start in range(0, len(wanted), AT_ONCE):
            query = select(documents.c.id, documents.c.title, documents.c.text)
            some = documents.c.id.in_(wanted[start : start + AT_ONCE])
            for row in connection.execute(query.where(some).order_by(documents.c.id)):
                yield row.id, f"{row.title or ''}\n{row.text}"
