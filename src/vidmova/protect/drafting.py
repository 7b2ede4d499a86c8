"""Drafts and prepares all documents of a release, in two processes where there are many."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeVar

from msgspec import Struct, structs

from vidmova.protect.coarsening import Tier
from vidmova.protect.evening import evened
from vidmova.protect.ground import Ground, Removals
from vidmova.protect.passages import Draft, Prepared, Stretch, drafted, prepared
from vidmova.protect.sensitive import Found
from vidmova.protect.sharing import shared
from vidmova.records import Claim, Report, Span

SHARED_FROM, PARTS = 200, 8
"""So many documents are worth another process; parts that are more than processes keep both busy."""
One = TypeVar("One")
Made = TypeVar("Made")


class _Small(Struct, frozen=True):
    """A draft without the document, which is known where it is wanted."""

    claims: list[list[str]]
    kept: list[str]
    withheld: str | None
    spans: list[Span]
    hidden: list[list[Found]]
    shown: list[list[Span]]
    tiers: list[Tier]


def all_drafted(reports: Sequence[Report], ground: Ground) -> list[Draft]:
    """Return the drafts of all documents of which something may leave, in order."""
    # Before the work is shared: each process would make it again.
    _ = ground.vocabulary
    made = _each(reports, lambda one: _small(drafted(one, ground)), ground)
    return [_whole(small, report) for small, report in zip(made, reports, strict=True) if small is not None]


def all_prepared(drafts: Sequence[Draft], ground: Ground) -> list[Prepared]:
    """Return documents with all that is taken out of their passages, in order."""
    every: list[list[Stretch]] = _each(drafts, lambda one: prepared(one, ground).stretches, ground)
    return [Prepared(one.report, made, one.withheld) for one, made in zip(drafts, every, strict=True)]


def _each(every: Sequence[One], do: Callable[[One], Made], ground: Ground) -> list[Made]:
    """Return what comes of each, and note what was removed and who is used meanwhile, in whichever process."""
    removed, used = Counter(ground.removals.counted), set(ground.used)

    def part(number: int) -> tuple[list[Made], Counter[tuple[str, str]], set[str]]:
        ground.removals, ground.used = Removals(Counter()), set()
        own = every[number * len(every) // parts : (number + 1) * len(every) // parts]
        return [do(one) for one in own], ground.removals.counted, ground.used

    parts = PARTS if len(every) >= SHARED_FROM else 1
    made: list[Made] = []
    for some, counted, people in shared(part, parts):
        made += some
        removed.update(counted)
        used |= people
    ground.removals, ground.used = Removals(removed), used
    return made


def _small(draft: Draft | None) -> _Small | None:
    if draft is None:
        return None
    return _Small(
        claims=[[one.id for one in claims] for claims in draft.claims],
        kept=[one.id for one in draft.report.claims],
        withheld=draft.withheld,
        spans=draft.spans,
        hidden=draft.hidden,
        shown=draft.shown,
        tiers=draft.tiers,
    )


def _whole(small: _Small, received: Report) -> Draft:
    report = evened(received)
    known = {one.id: one for one in report.claims}

    def named(ids: Sequence[str]) -> list[Claim]:
        return [known[one] for one in ids]

    return Draft(
        report=structs.replace(report, claims=named(small.kept)),
        withheld=small.withheld,
        spans=small.spans,
        claims=[named(ids) for ids in small.claims],
        hidden=small.hidden,
        shown=small.shown,
        tiers=small.tiers,
    )
