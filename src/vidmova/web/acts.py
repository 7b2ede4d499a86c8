"""How the desk groups and orders acts."""

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
ORDER = {act: number for number, act in enumerate(_GROUP_OF)}
"""Place of each act in lists."""


def group_of(act: str) -> Group:
    """Return the group of an act; an act that the desk does not know is context."""
    return _GROUP_OF.get(act, GROUPS[-1])
