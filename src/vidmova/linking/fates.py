"""What may become of people whom an act was told of, and which claims may be of the same people."""

from vidmova.entities.comparing import DIFFERENT, compare
from vidmova.entities.places import contains
from vidmova.linking.figures import Figure
from vidmova.records import Claim

FATES: dict[str, tuple[str, ...]] = {
    "refuse": (
        *("detain", "send_back", "charge", "dismiss", "threaten", "ill_treat", "casualties", "sentence"),
        *("desert", "kill", "shame", "lawsuit"),
    ),
    "awol": ("detain", "sentence", "dismiss", "charge", "ill_treat", "send_back", "casualties", "kill"),
    "desert": ("detain", "sentence", "charge", "asylum", "deport", "kill", "send_back"),
    "leave_country": ("asylum", "deport", "detain"),
    "resign": ("deny", "threaten", "dismiss", "send_back"),
    "dismiss": ("lawsuit", "ruling"),
    "lawsuit": ("ruling", "threaten", "dismiss", "casualties"),
    "detain": ("ill_treat", "send_back", "kill", "casualties", "charge"),
    "charge": ("sentence", "detain"),
    "aid": ("awol", "deny", "resign", "ill_treat", "asylum", "detain"),
    "asylum": ("deny", "deport"),
    "send_back": ("casualties", "kill"),
    "sentence": ("send_back",),
}
"""What is told to have become of some of those who did or suffered an act."""
NO_GROUP = frozenset({"norm", "threaten", "deny", "shame", "casualties", "kill", "strength"})
"""Acts that do not make a group which the text comes back to."""


def act(figure: Figure) -> str:
    """Return the act that a figure's claim tells, or nothing."""
    return figure.claim.act if figure.claim else ""


def leads_to(whole: Figure, done: str) -> bool:
    """Tell whether an act may be told of some of those whom another act was told of."""
    return act(whole) == done or done in FATES.get(act(whole), ())


def follows(part: Figure, whole: Figure, figure: Figure) -> bool:
    """Tell whether a figure may stand beside a part as another part of the same whole."""
    return act(part) == act(figure) or (act(figure) in FATES.get(act(whole), ()) and act(figure) != act(whole))


def may_hold(whole: Claim, part: Claim) -> bool:
    """Tell whether nothing in two claims' fields speaks against the one being part of the other."""
    if whole.modality != "asserted":
        return False
    if part.source_said and whole.source_said != part.source_said and whole.act == part.act:
        return False
    if whole.unit and part.unit and compare("unit", whole.unit, part.unit).score <= DIFFERENT:
        return False
    if whole.act != part.act:
        return True
    if whole.place and part.place and outside(whole.place, part.place):
        return False
    if whole.charge and part.charge and whole.charge != part.charge:
        return False
    if whole.sentence_type and part.sentence_type and whole.sentence_type != part.sentence_type:
        return False
    return not (whole.date and part.date and _apart(whole.date, part.date))


def outside(whole: str, part: str) -> bool:
    """Tell whether one place is another than a second, and does not hold it."""
    return compare("place", whole, part).score <= DIFFERENT and contains(whole, part) is not True


def strangers(group: Claim, part: Claim) -> bool:
    """Tell whether the fields of two claims show that the people of the one are not among those of the other."""
    if part.unit and not group.unit:
        return True
    if part.origin and group.origin and part.origin != group.origin:
        return True
    if part.category and group.category and not set(part.category) & set(group.category):
        return True
    return bool(group.date and part.date and (part.date[1] or "9") < (group.date[0] or ""))


def _apart(one: tuple[str | None, str | None], other: tuple[str | None, str | None]) -> bool:
    """Tell whether two stretches of days do not meet."""
    return (other[0] or "") > (one[1] or "9") or (one[0] or "") > (other[1] or "9")
