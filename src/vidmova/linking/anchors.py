"""What two claims must agree on so that a dispute is of one happening, for each kind of dispute."""

from msgspec import Struct

from vidmova.linking.conflicts import Contrast
from vidmova.records import ContradictionKind

SAME_EVENT, DOUBTFUL, ONE_TEXT, SLIP = 2.0, 1.0, 2.0, 2.0
"""What it adds to the evidence that linking joins two claims, or doubts; that one text is told, and a digit lost."""
SAME_DAYS, SAME_MONTH = 2.0, 1.0
"""What agreement on the date weighs where it is of a few days, and of a month."""
ONCE = frozenset({"sentence", "dismiss", "kill", "deport"})
"""Acts that seldom befall a person twice within a year."""


AGAIN = frozenset({"asylum", "aid", "deny", "threaten", "shame", "ill_treat", "send_back", "resign", "lawsuit"})
"""Acts that befall a person again and again, so that two days are two happenings."""


class Bond(Struct, frozen=True):
    """What is known of two claims beside their values."""

    one_event: bool = False
    doubtful: bool = False
    """Whether linking leaves it to a person whether they are of one event."""
    slipped: bool = False
    """Whether one of two numbers is the other with a digit lost or added."""
    one_text: bool = False
    """Whether their documents tell one text in two languages, or one credits the other."""

    @property
    def evidence(self) -> float:
        """What it weighs for one happening."""
        joined = SAME_EVENT if self.one_event else DOUBTFUL if self.doubtful else 0.0
        return joined + (ONE_TEXT if self.one_text else 0.0) + (SLIP if self.one_text and self.slipped else 0.0)


def anchored(kind: ContradictionKind, act: str, seen: Contrast, bond: Bond) -> bool:
    """Tell whether what two claims agree on is what it takes to know a happening again."""
    days = seen.weight("date")
    who = max(seen.weight("unit"), seen.weight("origin"), seen.weight("person"))
    known = bool(who or seen.weight("place") or seen.weight("by") > 1)
    if kind == "translation":
        return who > 0 or days >= SAME_DAYS or bond.slipped
    if kind == "counted":
        return days > 0 and (known or seen.weight("charge", "court") > 0)
    if kind == "date":
        return _one_time(act, seen, bond)
    if kind == "place":
        return days >= SAME_DAYS and _one_group(kind, seen)
    together = days >= SAME_DAYS or bond.one_event
    if kind in ("count", "modality"):
        return known and (together or (days >= SAME_MONTH and seen.weight("unit", "place", "origin") > who))
    if kind == "identity":
        return days >= SAME_DAYS and ("age" in seen.against or seen.weight("court") * seen.weight("term") > 0)
    return together and _one_group(kind, seen)


def _one_time(act: str, seen: Contrast, bond: Bond) -> bool:
    """Tell whether an act that is given two dates happened once."""
    if seen.weight("person") > 0:
        if bond.one_event and act not in AGAIN:
            return True
        return seen.weight("term") > 0 or (act in ONCE and seen.weight("court", "place", "unit") > 0)
    return seen.weight("count") >= SAME_DAYS and seen.weight("unit", "origin") > 0


def _one_group(kind: ContradictionKind, seen: Contrast) -> bool:
    """Tell whether the people are the same by their name, or by their number."""
    if seen.weight("person") > 0:
        return True
    if kind == "who" and "by" not in seen.against:
        return seen.weight("count") > SAME_DAYS or (seen.weight("count") >= SAME_DAYS and seen.weight("place") > 0)
    return seen.weight("count") >= SAME_DAYS
