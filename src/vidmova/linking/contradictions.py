"""Finds the claims of one happening that cannot all be true, and says in words what each side holds."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from msgspec import Struct, structs

from vidmova.linking.anchors import Bond, anchored
from vidmova.linking.conflicts import KINDS, Contrast, contrast, disputed, stands_in
from vidmova.linking.crediting import translates
from vidmova.linking.disputes import Dispute
from vidmova.linking.events import Joined
from vidmova.linking.quantities import slipped
from vidmova.linking.rivals import rivals
from vidmova.linking.sides import merged
from vidmova.linking.stances import Side
from vidmova.linking.traits import traits
from vidmova.linking.voices import two_voices
from vidmova.records import Contradiction, ContradictionKind, Relation, Report, Telling

ONE_STORY, EASED = 1.0, 1.5
"""What it adds to the evidence that two documents tell one story; what less is asked where linking joins two claims."""
LEAST: dict[ContradictionKind, float] = {
    "count": 6.0,
    "counted": 1.0,
    "who": 6.0,
    "category": 7.0,
    "date": 7.0,
    "place": 7.0,
    "identity": 7.5,
    "modality": 6.0,
    "translation": 4.5,
}
"""The evidence from which on two claims are held to be of one happening but for the value in dispute."""
WITHIN = frozenset({"count", "modality"})
"""What one document gives from two sources that contradict each other."""
NUMBERS = frozenset({"count", "counted"})
SAME_DAYS = 2.0
MOST_PARTS = 10
"""Numbers of a document that are tried for a sum."""
NO_CHANGE_OF_COUNT = frozenset({"part_of", "later_state", "disjoint", "sum_of", "overlapping"})


class _Known(Struct, frozen=True):
    """What is known around a pair of claims."""

    sides: dict[str, Side]
    by_act: dict[tuple[str, str], list[Side]]
    """The claims of a document and act."""
    acts: dict[str, list[str]]
    """The acts of a document."""
    event_of: Mapping[str, str]
    judged: Mapping[frozenset[str], str]
    related: frozenset[frozenset[str]]
    """Events whose numbers are told to differ: part and whole, earlier and later."""
    telling_of: Mapping[str, Telling]


def find_contradictions(
    reports: Sequence[Report], joined: Joined, relations: Iterable[Relation], tellings: Sequence[Telling]
) -> list[Contradiction]:
    """Return the contradictions among claims, in order of kind and id; the same whatever the order of the reports."""
    documents = [report.document for report in reports]
    sides = [Side(one, documents[one.document]) for one in traits(reports, tellings)]
    known = _known(sides, joined, relations, tellings)
    disputes = [
        dispute
        for a, b in rivals(sides, joined.event_of, joined.links)
        if (dispute := _dispute(a, b, known)) is not None
    ]
    return sorted(merged(disputes, joined.event_of, sides), key=lambda one: (one.kind, one.id))


def _known(sides: list[Side], joined: Joined, relations: Iterable[Relation], tellings: Iterable[Telling]) -> _Known:
    by_act: defaultdict[tuple[str, str], list[Side]] = defaultdict(list)
    acts: defaultdict[str, list[str]] = defaultdict(list)
    for side in sides:
        place = side.document.id, side.traits.claim.act
        if place not in by_act:
            acts[side.document.id].append(side.traits.claim.act)
        by_act[place].append(side)
    related = {
        frozenset((one.event, other)) for one in relations if one.kind in NO_CHANGE_OF_COUNT for other in one.others
    }
    related |= {frozenset((one.id, one.subset_of)) for one in joined.events if one.subset_of}
    return _Known(
        {side.key: side for side in sides},
        dict(by_act),
        dict(acts),
        joined.event_of,
        {frozenset((link.a, link.b)): link.judgement for link in joined.links},
        frozenset(related),
        {document: telling for telling in tellings for document in telling.documents},
    )


def _dispute(a: Side, b: Side, known: _Known) -> Dispute | None:
    """Return the dispute between two claims, or None where they can both be true or are of two happenings."""
    seen = disputed(a, b)
    if seen is None or not stands_in(a, seen.against) or not stands_in(b, seen.against):
        return None
    kind, bond = KINDS[seen.against[0]], _bond(a, b, known)
    if not anchored(kind, a.traits.claim.act, seen, bond) and not anchored("translation", "", seen, bond):
        return None
    one_document = a.document.id == b.document.id
    if one_document and not (kind in WITHIN and two_voices(a, b, kind, bond.one_event)):
        return None
    if kind in NUMBERS and _events(a, b, known) in known.related:
        return None
    if not one_document and not _may_do(kind, bond, seen):
        return None
    bond = structs.replace(bond, one_text=translates(a.document, b.document, known.telling_of))
    if bond.one_text and kind not in ("modality", "counted"):
        kind = "translation"
    evidence = bond.evidence + sum(seen.agreed.values()) + (ONE_STORY if one_document else 0.0)
    least = LEAST[kind] - (EASED if bond.one_event else 0.0)
    if evidence + ONE_STORY < least or not anchored(kind, a.traits.claim.act, seen, bond):
        return None
    if evidence < least and (one_document or not _one_story(a, b, known)):
        return None
    if kind != "modality" and not one_document and (_admits(a, b, seen, known) or _admits(b, a, seen, known)):
        return None
    return Dispute(kind, a, b, seen)


def _may_do(kind: ContradictionKind, bond: Bond, seen: Contrast) -> bool:
    """Tell whether a pair may come to the evidence asked, should its documents tell one text, which is dear to see."""
    most = structs.replace(bond, one_text=True).evidence + sum(seen.agreed.values()) + ONE_STORY
    return most >= min(LEAST[kind], LEAST["translation"]) - (EASED if bond.one_event else 0.0)


def _bond(a: Side, b: Side, known: _Known) -> Bond:
    event = known.event_of.get(a.key)
    return Bond(
        one_event=event is not None and event == known.event_of.get(b.key),
        doubtful=known.judged.get(frozenset((a.key, b.key))) == "possible",
        slipped=slipped(a, b),
    )


def _events(a: Side, b: Side, known: _Known) -> frozenset[str]:
    return frozenset((known.event_of.get(a.key, ""), known.event_of.get(b.key, "")))


def _one_story(a: Side, b: Side, known: _Known) -> bool:
    """Tell whether the two documents also tell alike of another act: on the same days, with nothing against it."""
    acts = set(known.acts[b.document.id])
    for act in known.acts[a.document.id]:
        if act == a.traits.claim.act or act not in acts:
            continue
        for one in known.by_act[a.document.id, act][:8]:
            for other in known.by_act[b.document.id, act][:8]:
                seen = contrast(one, other)
                against = set(seen.against) - {"person", "unit", "category", "age"}
                if not against and seen.weight("date") >= SAME_DAYS:
                    return True
    return False


def _admits(a: Side, b: Side, seen: Contrast, known: _Known) -> bool:
    """Tell whether the document of one claim also says what the other says, be it in parts."""
    others = [one for one in known.by_act[a.document.id, a.traits.claim.act] if one.key != a.key]
    for other in others:
        again = contrast(other, b)
        if not again.against and all(_says(other, b, name, again) for name in seen.against):
            return True
    return "count" in seen.against and _adds_up([a, *others], b)


def _adds_up(parts: Sequence[Side], whole: Side) -> bool:
    """Tell whether numbers of one document, of one unit of counting, add up to the number of another."""
    sought = whole.traits.claim
    numbers = [
        claim.count[0]
        for claim in (one.traits.claim for one in parts)
        if claim.count and claim.count[0] == claim.count[1] and claim.counted == sought.counted
    ]
    rows = (row for size in (2, 3) for row in combinations(numbers[:MOST_PARTS], size))
    return sought.count is not None and any(sum(row) == sought.count[0] == sought.count[1] for row in rows)


def _says(a: Side, b: Side, name: str, again: Contrast) -> bool:
    if name == "counted":
        return a.traits.claim.count == b.traits.claim.count and a.traits.claim.counted == b.traits.claim.counted
    return again.weight(name) > 0
