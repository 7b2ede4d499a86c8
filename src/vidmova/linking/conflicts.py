"""What two claims of one act agree on, and which of their values cannot both be true."""

from collections.abc import Callable, Iterable

from msgspec import Struct

from vidmova.linking.likeness import judged
from vidmova.linking.personhood import age, person, surname
from vidmova.linking.quantities import count, counted, date, years_apart
from vidmova.linking.stances import AGAINST, Side
from vidmova.linking.traits import OPEN
from vidmova.records import ContradictionKind, EntityKind

ONE_SERVICE = frozenset({"contract", "conscript", "mobilised"})
"""Ways into the army of which a person has one."""
FEW = frozenset({"officer", "pilot", "riot_police", "national_guard", "marine", "airborne", "security_service"})
"""Categories that are few enough to tell a person by."""
BODIES: dict[str, frozenset[str]] = {
    "FSB": frozenset({"fsb"}),
    "police": frozenset({"police", "military police", "traffic police", "riot police"}),
    "guard": frozenset({"national guard", "rosgvardia"}),
    "border": frozenset({"border guards"}),
    "mercenaries": frozenset({"wagner", "wagner group", "redut"}),
}
"""Bodies of which one is not another, by the names that the field `by` gives them."""
KINDS: dict[str, ContradictionKind] = {
    "count": "count",
    "counted": "counted",
    "unit": "who",
    "origin": "who",
    "by": "who",
    "category": "category",
    "date": "date",
    "place": "place",
    "person": "identity",
    "age": "identity",
    "modality": "modality",
}
"""The fields that can be in dispute; what differs in any other makes two happenings."""


class Contrast(Struct, frozen=True, gc=False):
    """What two claims agree on, by field and weight, and the fields in which they exclude each other."""

    agreed: dict[str, float]
    against: tuple[str, ...]

    def weight(self, *fields: str) -> float:
        """Return how much the agreement in these fields tells."""
        return sum(self.agreed.get(one, 0.0) for one in fields)


def contrast(a: Side, b: Side) -> Contrast:
    """Compare two claims of one act field by field."""
    found = {name: look(a, b) for name, look in LOOKS.items()}
    agreed = {name: weight for name, weight in found.items() if weight > 0}
    return Contrast(agreed, tuple(name for name, weight in found.items() if weight == AGAINST))


def disputed(a: Side, b: Side) -> Contrast | None:
    """Return the contrast of two claims where they differ in one kind of thing that can be in dispute, else None."""
    agreed: dict[str, float] = {}
    against: list[str] = []
    for name, look in LOOKS.items():
        weight = look(a, b)
        if weight > 0:
            agreed[name] = weight
        elif weight == AGAINST:
            kind = KINDS.get(name)
            if kind is None or (against and KINDS[against[0]] != kind):
                return None
            against.append(name)
    return Contrast(agreed, tuple(against)) if against else None


def unit(a: Side, b: Side) -> float:
    """Compare the formations."""
    return _named("unit", a.traits.claim.unit, b.traits.claim.unit, 3.0)


def origin(a: Side, b: Side) -> float:
    """Compare where the people are from."""
    return _named("place", a.traits.claim.origin, b.traits.claim.origin, 2.0)


def place(a: Side, b: Side) -> float:
    """Compare where it happened; a cellar is no place on a map."""
    one, other = a.traits.claim.place, b.traits.claim.place
    return _named("place", one, other, 2.0) if _on_map(one) and _on_map(other) else 0.0


def _on_map(name: str | None) -> bool:
    return name is not None and name[:1].isupper()


def court(a: Side, b: Side) -> float:
    """Compare the courts."""
    return _named("court", a.traits.claim.court, b.traits.claim.court, 2.0)


def _named(kind: EntityKind, a: str | None, b: str | None, weight: float) -> float:
    if not a or not b:
        return 0.0
    return {"same": weight, "possible": 0.0, "different": AGAINST}[judged(kind, a, b)]


def category(a: Side, b: Side) -> float:
    """Compare how the people came into the army, and whether they are of one small kind."""
    one, other = set(a.traits.claim.category), set(b.traits.claim.category)
    ways, others = one & ONE_SERVICE, other & ONE_SERVICE
    if len(ways) == 1 and len(others) == 1 and ways != others:
        return AGAINST
    return 1.5 if one & other & FEW else 0.5 if one & other else 0.0


def by(a: Side, b: Side) -> float:
    """Compare who did it to them, as far as bodies exclude each other."""
    said, also = a.traits.claim.by, b.traits.claim.by
    if said and said == also:
        return 2.5 if any(word[:1].isupper() for word in said.split()[1:]) else 1.0
    one, other = _body(said), _body(also)
    if not one or not other:
        return 0.0
    return 1.0 if one == other else AGAINST


def _body(name: str | None) -> str:
    said = (name or "").lower().removeprefix("the ")
    return next((body for body, names in BODIES.items() if said in names), "")


def term(a: Side, b: Side) -> float:
    """Compare the terms."""
    one, other = a.traits.claim.term_months, b.traits.claim.term_months
    if not one or not other:
        return 0.0
    return 1.5 if one[0] <= (other[1] or OPEN) and other[0] <= (one[1] or OPEN) else AGAINST


def charge(a: Side, b: Side) -> float:
    """Compare the charges; names for one offence vary, so that another is no conflict."""
    one, other = a.traits.claim.charge, b.traits.claim.charge
    return 0.5 if one and one == other else 0.0


def outcome(a: Side, b: Side) -> float:
    """Compare how a suit ended."""
    one, other = a.traits.claim.outcome, b.traits.claim.outcome
    return 0.0 if not one or not other else 0.5 if one == other else AGAINST


def modality(a: Side, b: Side) -> float:
    """Compare whether it is said to have happened or not."""
    return AGAINST if {a.traits.claim.modality, b.traits.claim.modality} == {"asserted", "denied"} else 0.0


def planned(a: Side, b: Side) -> float:
    """Tell a plan or threat from what happened: they exclude nothing and are never one dispute."""
    return AGAINST if "possible" in (a.traits.claim.modality, b.traits.claim.modality) else 0.0


LOOKS: dict[str, Callable[[Side, Side], float]] = {
    look.__name__: look
    for look in (
        planned,
        years_apart,
        term,
        outcome,
        modality,
        count,
        counted,
        date,
        category,
        unit,
        by,
        court,
        origin,
        place,
        person,
        surname,
        age,
        charge,
    )
}
"""Every comparison, those first that soonest tell two happenings apart."""
STATED = frozenset({"unit", "origin", "by", "category", "date", "place", "person"})
"""Fields whose value must stand in the claim's own passage to be in dispute."""


def stands_in(side: Side, fields: Iterable[str]) -> bool:
    """Tell whether a claim's own passage states its values of these fields, as far as that is asked."""
    return all(one in side.traits.here for one in fields if one in STATED)
