"""Joins a new edition with each earlier one, as somebody outside can, and tells what that gives back."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from vidmova.lexicon.folding import fold
from vidmova.protect.ledger import Edition
from vidmova.protect.release import Contents, Finding, Somebody, Source, Statement
from vidmova.protect.smallcells import classes, places_of, small
from vidmova.records import Interval

GIVEN_BACK, NAME_BACK, SAME_IDS, DIFFERENCE = "joined-editions", "joined-name", "same-ids", "difference-of-editions"
FEWEST_WORDS = 4
PAIRED = frozenset({"count", "term", "court", "unit", "place", "charge"})
"""What is looked at together with the date."""
_MARK = re.compile(r"\[[^\[\]\n]{1,80}\]")
_WORDS = re.compile(r"[^\W_]+(?:['’ʼ-][^\W_]+)*")

Signs = Mapping[Hashable, list[str]]


class _Side(Struct, frozen=True):
    """An edition as a reader has it."""

    contents: Contents
    statements: Mapping[str, Statement]
    people: Mapping[str, Somebody]
    places: Mapping[str, str]
    """Names of places by id."""


class _Pair(Struct, frozen=True):
    """A statement of one claim in two editions."""

    old: Statement
    new: Statement
    linked: bool
    """Whether a reader can tell that they are of one claim, or of fewer than k."""


def joins(contents: Contents, ids: Mapping[str, str], before: Iterable[Edition]) -> list[Finding]:
    """Return what joining a new edition with each earlier one would undo; `ids` are released ids by the register's."""
    found = []
    for one in before:
        found += _joined(contents, ids, one)
    return found


def _joined(contents: Contents, ids: Mapping[str, str], before: Edition) -> list[Finding]:
    old, new = _side(before.contents), _side(contents)
    known = before.kept.ids
    pairs = list(_pairs(old, new, (known, ids), contents.edition.smallest))
    number = before.left.number
    found = list(_same_ids(known, ids, contents, number))
    found += _names(old, new, (known, ids), pairs, number)
    found += _given_back(old, new, pairs, number)
    return [*found, *_differences(old.contents, contents, number)]


def _side(contents: Contents) -> _Side:
    return _Side(
        contents,
        {one.id: one for one in contents.statements},
        {one.id: one for one in contents.people},
        {one.id: one.name for one in contents.places},
    )


def _pairs(old: _Side, new: _Side, ids: tuple[Mapping[str, str], Mapping[str, str]], smallest: int) -> Iterator[_Pair]:
    """Yield the statements of one claim in both editions, and whether a reader can find them."""
    signs = [_signs(side) for side in (old, new)]
    own = [_own(side_signs) for side_signs in signs]
    for internal in sorted(ids[0].keys() & ids[1].keys()):
        before, after = old.statements.get(ids[0][internal]), new.statements.get(ids[1][internal])
        if before is None or after is None:
            continue
        shared = own[0].get(before.id, set()) & own[1].get(after.id, set())
        linked = before.id == after.id or any(
            max(len(signs[0][sign]), len(signs[1][sign])) < smallest for sign in shared
        )
        yield _Pair(before, after, linked)


def _signs(side: _Side) -> dict[Hashable, list[str]]:
    """Return what a reader may recognise a statement by in another edition, and which statements have it."""
    found: dict[Hashable, list[str]] = defaultdict(list)
    sources = {one.id: one for one in side.contents.sources}
    for one in side.contents.statements:
        for sign in _signs_of(one, sources.get(one.source), side):
            found[sign].append(one.id)
    return found


def _own(signs: Signs) -> dict[str, set[Hashable]]:
    own: dict[str, set[Hashable]] = defaultdict(set)
    for sign, statements in signs.items():
        for one in statements:
            own[one].add(sign)
    return own


def _signs_of(one: Statement, source: Source | None, side: _Side) -> Iterator[Hashable]:
    """Yield the values and words of a statement that may stay equal from one edition to the next."""
    values = {
        "count": one.count, "term": one.term_months, "court": one.court, "absence": one.absence_days, "unit": one.unit,
        "date": one.date, "place": side.places.get(one.place or ""), "category": tuple(sorted(one.category)),
        "by": one.by, "reason": tuple(sorted(one.reason)), "said": one.source_said, "charge": one.charge,
    }  # fmt: skip
    told = {name: value for name, value in values.items() if value}
    yield ("act", one.act, *sorted((name, str(value)) for name, value in told.items()))
    for name in sorted(told):
        yield ("act", one.act, name, str(told[name]))
        if name in PAIRED and "date" in told:
            yield ("act", one.act, "date", str(told["date"]), name, str(told[name]))
    if source is not None:
        for run in _MARK.split(source.text[one.start : one.end]):
            words = _WORDS.findall(fold(run))
            if len(words) >= FEWEST_WORDS:
                yield ("words", " ".join(words[: FEWEST_WORDS * 2]))
                yield ("words", " ".join(words[-FEWEST_WORDS:]))
        public = source.address or source.digest or source.title
        if public:
            yield ("source", public, one.act)


def _given_back(old: _Side, new: _Side, pairs: Sequence[_Pair], number: int) -> Iterator[Finding]:
    """Yield how many people share too few of what two editions together tell of them."""
    smallest = new.contents.edition.smallest
    merged = {pair.new.id: _finer(pair, old, new) for pair in pairs if pair.linked}
    changed = {identity for identity, one in merged.items() if one != new.statements[identity]}
    if not changed:
        return
    together = [merged.get(one.id, one) for one in new.contents.statements]
    # Places are compared by name: two editions need not call them by one id.
    cells = small(replace(new.contents, statements=together), smallest)
    known = places_of(new.contents)
    rare = {
        who
        for shared in classes(cells, {}, known).values()
        if sum(cells.weights[one] for one in shared) < smallest
        for who in shared
    }
    touched = {who for one in cells.statements if one.id in changed for who in cells.subjects[one.id]}
    if rare & touched:
        said = (
            f"joined with edition {number}, {len(rare & touched)} people or small groups are told of more exactly than "
            f"in either: fewer than {smallest} share what both say"
        )
        yield Finding(severity="blocker", rule=GIVEN_BACK, where=f"edition {number}", said=said)


def _finer(pair: _Pair, old: _Side, new: _Side) -> Statement:
    """Return a statement with each value as the more exact edition has it."""
    before, after = pair.old, pair.new
    place = {name: identity for identity, name in new.places.items()}.get(old.places.get(before.place or "", ""))
    told = old.places.get(before.place or "")
    return replace(
        after,
        unit=after.unit or before.unit,
        origin=after.origin or before.origin,
        court=after.court or before.court,
        category=after.category or before.category,
        term_months=_narrower(after.term_months, before.term_months),
        date=_shorter(after.date, before.date),
        place=_nearer(after.place, place or told, new) if told else after.place,
    )


def _nearer(after: str | None, before: str | None, new: _Side) -> str | None:
    order = {"settlement": 0, "district": 1, "region": 2, "country": 3}
    precision = {one.id: order.get(one.precision, 0) for one in new.contents.places}
    if before is None or after is None:
        return after or before
    return before if precision.get(before, 0) < precision.get(after, 0) else after


def _narrower(
    after: tuple[int, int | None] | None, before: tuple[int, int | None] | None
) -> tuple[int, int | None] | None:
    if after is None or before is None:
        return after or before
    return min(after, before, key=lambda one: 10**6 if one[1] is None else one[1] - one[0])


def _shorter(after: Interval | None, before: Interval | None) -> Interval | None:
    """Return the interval that says more: the later beginning and the earlier end."""
    if after is None or before is None:
        return after or before
    first = max((one for one in (after[0], before[0]) if one), default=None)
    last = min((one for one in (after[1], before[1]) if one), default=None)
    return (first, last) if first is None or last is None or first <= last else after


def _same_ids(known: Mapping[str, str], ids: Mapping[str, str], contents: Contents, number: int) -> Iterator[Finding]:
    """Yield that ids of an earlier edition stand in this one, though it was not to have them."""
    same = sum(known[one] == ids[one] for one in known.keys() & ids.keys())
    if same and not contents.edition.stable:
        said = f"{same} ids are those of edition {number}, so that both can be joined; make it with a key of its own"
        yield Finding(severity="blocker", rule=SAME_IDS, where=f"edition {number}", said=said)


def _names(
    old: _Side, new: _Side, ids: tuple[Mapping[str, str], Mapping[str, str]], pairs: Sequence[_Pair], number: int
) -> Iterator[Finding]:
    """Yield how many people that an earlier edition named have a pseudonym now that can be joined to the name."""
    named = {
        ids[1][internal]
        for internal in ids[0].keys() & ids[1].keys()
        if ids[0][internal] in old.people and old.people[ids[0][internal]].named
    }
    hidden = {one for one in named if one in new.people and not new.people[one].named}
    joined = {who for pair in pairs if pair.linked for who in pair.new.people if who in hidden}
    if joined:
        said = (
            f"{len(joined)} people who have a pseudonym now stood by name in edition {number}, and both can be joined"
        )
        yield Finding(severity="blocker", rule=NAME_BACK, where=f"edition {number}", said=said)


def _differences(old: Contents, new: Contents, number: int) -> Iterator[Finding]:
    """Yield how many figures changed by so few that the few may be found by what else is new."""
    before = {one.id: one for one in old.figures}
    few = [
        one.id
        for one in new.figures
        if one.id in before and one.region is not None and 0 < abs(one.low - before[one.id].low) < new.edition.smallest
    ]
    gone = sum(one.id not in {other.id for other in new.figures} and one.region is not None for one in old.figures)
    if few:
        said = f"{len(few)} figures of regions differ from edition {number} by fewer than {new.edition.smallest}"
        yield Finding(severity="warning", rule=DIFFERENCE, where="figures", said=said)
    if gone:
        said = f"{gone} figures of regions that edition {number} shows are left out here"
        yield Finding(severity="note", rule=DIFFERENCE, where="figures", said=said)
