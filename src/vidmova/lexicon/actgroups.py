"""How pages group and order acts: five groups, each with a colour and a sign."""

from msgspec import Struct


class Group(Struct, frozen=True):
    """Acts that share a colour and a sign."""

    code: str
    acts: tuple[str, ...]


GROUPS = (
    Group("refuse", ("refuse", "resign", "awol", "desert")),
    Group("punish", ("dismiss", "threaten", "detain", "ill_treat", "kill", "shame", "deny", "send_back")),
    Group("trial", ("charge", "sentence", "lawsuit", "ruling")),
    Group("exile", ("leave_country", "asylum", "deport")),
    Group("context", ("casualties", "strength", "aid", "norm")),
)
_GROUP_OF = {act: group for group in GROUPS for act in group.acts}
_ORDER = {act: number for number, act in enumerate(_GROUP_OF)}


def group_of(act: str) -> Group:
    """Return the group of an act; an act that is not known is context."""
    return _GROUP_OF.get(act, GROUPS[-1])


def order_of(act: str) -> tuple[int, str]:
    """Return where an act stands in a list; one that is not known stands last."""
    return _ORDER.get(act, len(_ORDER)), act
