"""Which decisions hold: those not withdrawn and not followed by another; and which are at odds with one that holds."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from vidmova.review.decisions import Decision, identity


class Standing(Struct, frozen=True):
    """The decision that holds on something, and those of others that judge otherwise."""

    holds: Decision
    against: list[Decision]


class _Growing(Struct):
    holds: Decision
    against: dict[str, Decision]


def living(decisions: Sequence[Decision]) -> list[Decision]:
    """Return the decisions that nobody withdrew, without the withdrawals."""
    return [one for one in _undisputed(decisions)[0] if one.kind != "withdraw"]


def disputed(decisions: Sequence[Decision]) -> list[tuple[Decision, Decision]]:
    """Return each decision that still holds and that somebody withdrew in a chain that it is not of, with that."""
    held, against = _undisputed(decisions)
    holding = {one.number for one in held}
    return [(one, other) for one, other in against if one.number in holding]


def _undisputed(decisions: Sequence[Decision]) -> tuple[list[Decision], list[tuple[Decision, Decision]]]:
    named = {identity(one): one for one in decisions}
    withdrawn: set[str] = set()
    held, against = [], []
    for name, decision in reversed(named.items()):
        if name in withdrawn:
            continue
        held.append(decision)
        if decision.kind == "withdraw" and (other := named.get(decision.withdraws)):
            if decision.origin in ("", other.origin):
                withdrawn.add(decision.withdraws)
            else:
                against.append((other, decision))
    return held[::-1], against[::-1]


def standing(decisions: Iterable[Decision], topic: Callable[[Decision], Hashable]) -> dict[Any, Standing]:
    """Return what holds on each topic, given decisions in order of the chain.

    A decision made here follows every earlier one. One that was loaded follows those of its own chain; where it judges
    otherwise than what holds, it is set against that until somebody decides here.
    """
    grown: dict[Hashable, _Growing] = {}
    for decision in decisions:
        about = topic(decision)
        now = grown.get(about)
        if now is None or not decision.origin:
            grown[about] = _Growing(decision, {})
        elif alike(decision, now.holds):
            now.against.pop(decision.origin, None)
        elif decision.origin == now.holds.origin:
            now.holds = decision
            now.against = {origin: one for origin, one in now.against.items() if not alike(one, decision)}
        else:
            now.against[decision.origin] = decision
    return {about: Standing(one.holds, list(one.against.values())) for about, one in grown.items()}


def alike(one: Decision, other: Decision) -> bool:
    """Tell whether two decisions about one thing judge it alike."""
    return (one.kind, one.field, _plain(one.after)) == (other.kind, other.field, _plain(other.after))


def _plain(value: Any) -> bytes:
    return msgspec.json.encode(value, order="sorted")
