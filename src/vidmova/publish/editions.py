"""Two editions of a release compared: what was added, corrected and withdrawn, and why each total moved."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from msgspec import Struct, to_builtins

from vidmova.protect.release import Contents, Figure, FigureRow, Happening
from vidmova.publish.about import title

Kind = Literal["source", "person", "place", "statement", "event", "disagreement"]
Why = Literal["added", "withdrawn", "count", "relation", "corrected", "protection", "related"]
KINDS: dict[Kind, str] = {
    "source": "sources",
    "person": "people",
    "place": "places",
    "statement": "statements",
    "event": "events",
    "disagreement": "disagreements",
}
"""What is compared, with the field of the contents that holds it."""
SAID: dict[Why, str] = {
    "added": "the event is new",
    "withdrawn": "the event was withdrawn",
    "count": "its number was corrected",
    "relation": "how it relates to other events changed",
    "corrected": "it was corrected, and belongs to the question otherwise",
    "protection": "it is the same, and protection told more or less of it",
    "related": "it is the same, and related events leave another number of it",
}
_REFERENCES = {"source", "event", "people", "place", "statements", "sources", "subset_of", "events", "sides"}
"""Fields that hold ids, which differ between editions."""
_OF_THE_TEXT = {"id", "start", "end", "spans"}
_TO_THE_CEILING = {"floor", "unknown", "possible"}

_MARKED = re.compile(r"(\[[^\[\]]*? )((?:[A-Z0-9]{2,}-)*[A-Z0-9]+)\]")
"""A mark with a pseudonym, as `protect` writes it."""


class Change(Struct, frozen=True):
    """A field of a record that says something else now."""

    field: str
    before: Any
    after: Any


class Corrected(Struct, frozen=True):
    """A record that is in both editions and not the same."""

    kind: Kind
    old: str
    new: str
    changes: list[Change]


class One(Struct, frozen=True):
    """A record of one edition that the other does not have."""

    kind: Kind
    id: str


class Mover(Struct, frozen=True, kw_only=True):
    """An event that carried a change of a total."""

    old: str | None
    new: str | None
    title: str
    why: list[Why]
    low: tuple[int, int]
    """What it added to the floor before, and adds now."""
    high: tuple[int | None, int | None]
    """What it added to the ceiling before, and adds now; None where open."""


class Moved(Struct, frozen=True, kw_only=True):
    """A total that both editions give, and whose floor or ceiling is another now."""

    figure: str
    act: str
    counted: str
    since: str | None
    until: str | None
    region: str | None
    low: tuple[int, int]
    high: tuple[int | None, int | None]
    best: tuple[int | None, int | None]
    movers: list[Mover]
    overlap_low: int
    """Of the floor's change, what no single event carries: it follows from how the events overlap."""
    overlap_high: int | None
    """The same of the ceiling's change; None where one of the two is open."""


class Difference(Struct, frozen=True, kw_only=True):
    """What became of a release from one edition to another."""

    old: str
    new: str
    matched: bool
    """Whether ids of the one could be found in the other; without, only totals are compared."""
    added: list[One]
    corrected: list[Corrected]
    withdrawn: list[One]
    figures: list[Moved]
    figures_added: list[str]
    figures_withdrawn: list[str]


def matches(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    """Return which old id is which new one, from the ledgers of both (id in the register → id in the release)."""
    return {released: new[inside] for inside, released in sorted(old.items()) if inside in new}


def difference(old: Contents, new: Contents, same: Mapping[str, str] | None = None) -> Difference:
    """Return what changed from one edition to another.

    `same` says which id of the old one is which of the new one. Without it, ids are taken to be the same where both
    editions are stable; else only the totals can be compared.
    """
    matched = same is not None or (old.edition.stable and new.edition.stable)
    ids: Mapping[str, str] = same if same is not None else _identities(old) if matched else {}
    pair = _Pair(_side(old), _side(new), ids)
    return Difference(
        old=title(old.edition),
        new=title(new.edition),
        matched=matched,
        added=list(_only(new, old, {after: before for before, after in ids.items()})) if matched else [],
        corrected=list(_corrected(pair)) if matched else [],
        withdrawn=list(_only(old, new, ids)) if matched else [],
        figures=list(_figures(pair, matched)),
        figures_added=sorted(_ids(new.figures) - _ids(old.figures)),
        figures_withdrawn=sorted(_ids(old.figures) - _ids(new.figures)),
    )


class _Side(Struct, frozen=True):
    contents: Contents
    texts: dict[str, str]
    events: dict[str, Happening]


class _Pair(Struct, frozen=True):
    old: _Side
    new: _Side
    same: Mapping[str, str]


def _side(contents: Contents) -> _Side:
    return _Side(contents, {one.id: one.text for one in contents.sources}, {one.id: one for one in contents.events})


def _identities(contents: Contents) -> dict[str, str]:
    return {one.id: one.id for name in KINDS.values() for one in getattr(contents, name)}


def _ids(records: list[Any]) -> set[str]:
    return {one.id for one in records}


def _only(here: Contents, there: Contents, same: Mapping[str, str]) -> Iterator[One]:
    for kind, name in KINDS.items():
        known = _ids(getattr(there, name))
        yield from (One(kind, key) for key in sorted(_ids(getattr(here, name))) if same.get(key) not in known)


def _corrected(pair: _Pair) -> Iterator[Corrected]:
    for kind, name in KINDS.items():
        there = {one.id: one for one in getattr(pair.new.contents, name)}
        for before in sorted(getattr(pair.old.contents, name), key=lambda one: str(one.id)):
            after = there.get(pair.same.get(before.id, ""))
            if after is not None and (changes := _changes(pair, before, after)):
                yield Corrected(kind, before.id, after.id, changes)


def _changes(pair: _Pair, before: Any, after: Any) -> list[Change]:
    said, says = _told(pair.old, before), _told(pair.new, after)
    found = []
    for field, value in said.items():
        renamed = _renamed(value, pair.same) if field in _REFERENCES else _called(value, pair.same)
        if renamed != says[field] and not (field in _REFERENCES and _in_order(renamed) == _in_order(says[field])):
            found.append(Change(field, value, says[field]))
    return found


def _told(side: _Side, record: Any) -> dict[str, Any]:
    """Return what a record says, whatever it is called: the words of a statement in place of where they stand."""
    told = {name: value for name, value in to_builtins(record).items() if name not in _OF_THE_TEXT}
    if "exposure" in told and not record.named:
        told["name"] = None
    if hasattr(record, "modality") and hasattr(record, "spans"):
        told["passage"] = side.texts.get(record.source, "")[record.start : record.end]
    return told


def _called(value: Any, same: Mapping[str, str]) -> Any:
    """Return a text with the pseudonyms in its marks as the newer edition has them."""
    if not isinstance(value, str):
        return value
    return _MARKED.sub(lambda mark: f"{mark[1]}{same.get(f'p-{mark[2]}', f'p-{mark[2]}')[2:]}]", value)


def _in_order(value: Any) -> Any:
    """Return references in an order that does not hang on what they are called."""
    return sorted(map(_in_order, value), key=repr) if isinstance(value, list) else value


def _renamed(value: Any, same: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return same.get(value, value)
    return [_renamed(one, same) for one in value] if isinstance(value, list) else value


def _figures(pair: _Pair, matched: bool) -> Iterator[Moved]:
    there = {one.id: one for one in pair.new.contents.figures}
    for before in sorted(pair.old.contents.figures, key=lambda one: one.id):
        after = there.get(before.id)
        if after and (before.low, before.high, before.best) != (after.low, after.high, after.best):
            yield _moved(before, after, list(_movers(pair, before, after)) if matched else [])


def _moved(before: Figure, after: Figure, movers: list[Mover]) -> Moved:
    highs = [one.high[1] - one.high[0] for one in movers if one.high[0] is not None and one.high[1] is not None]
    closed = before.high is not None and after.high is not None
    return Moved(
        figure=after.id,
        act=after.act,
        counted=after.counted,
        since=after.since,
        until=after.until,
        region=after.region,
        low=(before.low, after.low),
        high=(before.high, after.high),
        best=(before.best, after.best),
        movers=movers,
        overlap_low=after.low - before.low - sum(one.low[1] - one.low[0] for one in movers),
        overlap_high=(after.high or 0) - (before.high or 0) - sum(highs) if closed else None,
    )


def _movers(pair: _Pair, before: Figure, after: Figure) -> Iterator[Mover]:
    """Yield the events that add something else now than before, those that moved the floor most first."""
    old_rows = {row.event: row for row in before.working}
    new_rows = {row.event: row for row in after.working}
    backwards = {new: old for old, new in pair.same.items()}
    pairs: list[tuple[str | None, str | None]] = [(key, pair.same.get(key)) for key in old_rows]
    pairs += [(backwards.get(key), key) for key in new_rows if backwards.get(key) not in old_rows]
    found = [_mover(pair, one, (old_rows.get(one[0] or ""), new_rows.get(one[1] or ""))) for one in pairs]
    kept = [one for one in found if one.low[0] != one.low[1] or one.high[0] != one.high[1]]
    return iter(sorted(kept, key=lambda one: (-abs(one.low[1] - one.low[0]), one.new or "", one.old or "")))


def _mover(pair: _Pair, ids: tuple[str | None, str | None], rows: tuple[FigureRow | None, FigureRow | None]) -> Mover:
    old, new = pair.old.events.get(ids[0] or ""), pair.new.events.get(ids[1] or "")
    held = new or old
    return Mover(
        old=old.id if old else None,
        new=new.id if new else None,
        title=held.title if held else "",
        why=_why(pair, old, new, rows),
        low=(_low(rows[0]), _low(rows[1])),
        high=(_high(rows[0]), _high(rows[1])),
    )


def _why(
    pair: _Pair, old: Happening | None, new: Happening | None, rows: tuple[FigureRow | None, FigureRow | None]
) -> list[Why]:
    if old is None or new is None:
        return ["added"] if old is None else ["withdrawn"]
    changed = {one.field for one in _changes(pair, old, new)}
    found: list[Why] = []
    if changed & {"low", "high"}:
        found.append("count")
    if "subset_of" in changed or (rows[0] and rows[1] and rows[0].part != rows[1].part):
        found.append("relation")
    if changed & {"act", "counted", "date", "place", "modality", "people"}:
        found.append("corrected")
    if found:
        return found
    return ["protection"] if None in rows else ["related"]


def _low(row: FigureRow | None) -> int:
    return row.low if row and row.part == "floor" else 0


def _high(row: FigureRow | None) -> int | None:
    return row.high if row and row.part in _TO_THE_CEILING else 0


def said(mover: Mover) -> str:
    """Return in one sentence what an event did to a total."""
    name = mover.new or mover.old or ""
    because = "; ".join(SAID[one] for one in mover.why)
    high = " → ".join("open" if one is None else f"{one:,}" for one in mover.high)
    return f"{name} {mover.title}: floor {mover.low[0]:,} → {mover.low[1]:,}, ceiling {high}: {because}"
