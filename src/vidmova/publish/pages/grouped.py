"""How the published pages group and order acts: five groups, each with a colour and a sign."""

GROUPS = {
    "refuse": ("refuse", "resign", "awol", "desert"),
    "punish": ("dismiss", "threaten", "detain", "ill_treat", "kill", "shame", "deny", "send_back"),
    "trial": ("charge", "sentence", "lawsuit", "ruling"),
    "exile": ("leave_country", "asylum", "deport"),
    "context": ("casualties", "strength", "aid", "norm"),
}
TRIAL = frozenset(GROUPS["trial"])
"""Acts whose statements are rows of the table of judgments."""
_OF = {act: group for group, acts in GROUPS.items() for act in acts}
_ORDER = {act: number for number, act in enumerate(_OF)}


def group_of(act: str) -> str:
    """Return the group of an act; an act that is not known is context."""
    return _OF.get(act, "context")


def order_of(act: str) -> tuple[int, str]:
    """Return where an act stands in a list."""
    return _ORDER.get(act, len(_ORDER)), act
