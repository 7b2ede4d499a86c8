"""Blind second coding: which claims to code again unseen, who coded what, and how far people agree on each field."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from vidmova.archive.intake import digest_of
from vidmova.lexicon.folding import fold
from vidmova.records import Claim, Report, claim_key
from vidmova.review.agreement import Alpha, Distance, alpha, nominal, overlap, ratio
from vidmova.review.applying import Applied
from vidmova.review.claimvalues import FIELDS, values
from vidmova.review.decisions import Decision

MACHINE = "the machine"
NUMBERS = frozenset({"count", "term_months", "absence_days"})
SETS = frozenset({"person", "category", "reason"})
SEEN = frozenset({"accept", "correct", "add"})
"""Decisions that say what a claim holds, made with the machine's values in sight."""


class Reading(Struct, frozen=True):
    """What one person takes a passage to say."""

    who: str
    values: dict[str, Any]
    """Fields as a decision has them; none where the person finds no act in it."""
    blind: bool
    """Whether nobody's values were in sight."""


class FieldAgreement(Struct, frozen=True):
    """How far people agree on a field."""

    field: str
    agreement: Alpha
    filled: int
    """Claims for which at least one of those who coded them gave a value."""


def readings(ground: Applied, decisions: Iterable[Decision], machine: bool = False) -> dict[str, dict[str, Reading]]:
    """Return who took each claim to say what, by its key and the person's name: the last blind coding, else what the
    person accepted, corrected or added; `machine` adds what the machine had found."""
    found: defaultdict[str, dict[str, Reading]] = defaultdict(dict)
    said = {claim_key(one.document.id, claim.id): claim for one in ground.reports for claim in one.claims}
    for decision in decisions:
        key = ground.keys.get(decision.claims[0], "") if decision.claims else ""
        if not key:
            continue
        if decision.kind == "code":
            found[key][decision.who] = Reading(decision.who, decision.after, True)
        elif decision.kind in SEEN and key in said:
            before = found[key].get(decision.who)
            if before is None or not before.blind:
                found[key][decision.who] = Reading(decision.who, values(said[key]), False)
    if machine:
        _add_machine(found, ground, said)
    return dict(found)


def _add_machine(found: dict[str, dict[str, Reading]], ground: Applied, said: Mapping[str, Claim]) -> None:
    before = {claim_key(name, claim.id): claim for name, claims in ground.changed.items() for claim in claims}
    for key, by in found.items():
        claim = before.get(key) or said.get(key)
        if claim and not claim.rule.startswith("decision "):
            by[MACHINE] = Reading(MACHINE, values(claim), True)


def agreed(found: Mapping[str, Mapping[str, Reading]], blind: bool = False) -> list[FieldAgreement]:
    """Return how far people agree on each field, in the codebook's order; `blind` leaves out who saw other values."""
    units = [[one for one in by.values() if one.blind or not blind] for by in found.values()]
    units = [unit for unit in units if len(unit) > 1]
    return [
        FieldAgreement(
            name,
            alpha([{one.who: _comparable(name, one.values) for one in unit} for unit in units], _distance(name)),
            sum(any(one.values.get(name) is not None for one in unit) for unit in units),
        )
        for name in FIELDS
    ]


def _distance(name: str) -> Distance:
    return ratio if name in NUMBERS else overlap if name in SETS else nominal


def _comparable(name: str, said: Mapping[str, Any]) -> Hashable:
    """Return a value as it is compared: of a range the lower number, of names the folded ones."""
    value = said.get(name)
    if name in SETS:
        return frozenset(fold(one) for one in value or ())
    if name in NUMBERS:
        return None if value is None else int(value[0])
    if isinstance(value, str):
        return " ".join(fold(value).split())
    return tuple(value) if isinstance(value, list | tuple) else value


def to_code(
    reports: Sequence[Report], found: Mapping[str, Mapping[str, Reading]], who: str, seed: str = ""
) -> list[str]:
    """Return the keys of the claims that a person should code unseen: those that others judged first, then all others,
    each in an order that follows from the seed alone and from nothing that the claims say."""
    keys = [claim_key(one.document.id, claim.id) for one in reports for claim in one.claims]
    free = [key for key in keys if who not in found.get(key, ())]
    return sorted(free, key=lambda key: (not found.get(key), digest_of(f"{seed} {key}".encode())))
