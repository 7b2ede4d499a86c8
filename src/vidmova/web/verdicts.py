"""What people judged of the claims of one document."""

from collections.abc import Sequence

from msgspec import Struct

from vidmova.register.store import Store
from vidmova.review.applying import applied
from vidmova.review.decisions import Decision
from vidmova.review.standing import living

STATES = {"accept": "accepted", "correct": "corrected", "reject": "rejected", "add": "added"}


class Verdict(Struct, frozen=True):
    """What holds of a claim by decision."""

    state: str
    """accepted, corrected, rejected or added."""
    number: int
    who: str
    why: str


def verdicts(store: Store, decisions: Sequence[Decision], document: str) -> dict[str, Verdict]:
    """Return what was judged last of each claim of a document, by the name that the claim has now."""
    about = [one for one in decisions if one.kind == "withdraw" or any(key.document == document for key in one.claims)]
    if len(about) == sum(one.kind == "withdraw" for one in about):
        return {}
    names = applied(store.reports_of([document]), about).keys
    found: dict[str, Verdict] = {}
    for one in living(about):
        if one.kind in STATES and (name := names.get(one.claims[0])):
            found[name] = Verdict(STATES[one.kind], one.number, one.who, one.why)
    return found
