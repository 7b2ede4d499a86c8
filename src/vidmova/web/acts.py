"""How the desk groups, names and orders acts and fields."""

from msgspec import Struct


class Group(Struct, frozen=True):
    """Acts that share a colour and a sign."""

    code: str
    name: str
    acts: tuple[str, ...]


GROUPS = (
    Group("refuse", "Refused or left", ("refuse", "resign", "awol", "desert")),
    Group(
        "punish",
        "Punished out of court",
        ("dismiss", "threaten", "detain", "ill_treat", "kill", "shame", "deny", "send_back"),
    ),
    Group("trial", "On trial", ("charge", "sentence", "lawsuit", "ruling")),
    Group("exile", "Gone abroad", ("leave_country", "asylum", "deport")),
    Group("context", "Figures and context", ("casualties", "strength", "aid", "norm")),
)
_GROUP_OF = {act: group for group in GROUPS for act in group.acts}

FIELDS = {
    "count": "how many",
    "counted": "counted",
    "person": "who",
    "group": "who",
    "category": "kind",
    "unit": "unit",
    "origin": "from",
    "place": "where",
    "date": "when",
    "by": "by whom",
    "court": "court",
    "term_months": "term, months",
    "sentence_type": "sentence",
    "charge": "charge",
    "outcome": "outcome",
    "absence_days": "absent, days",
    "reason": "why",
    "source_said": "said by",
    "modality": "modality",
    "event": "event",
    "subset_of": "part of",
}
"""Field of the codebook and the word beside its value."""


def group_of(act: str) -> Group:
    """Return the group of an act; an act that the desk does not know is context."""
    return _GROUP_OF.get(act, GROUPS[-1])


def act_name(act: str) -> str:
    """Return an act's code as words."""
    return act.replace("_", " ")
