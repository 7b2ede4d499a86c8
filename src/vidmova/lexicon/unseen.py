"""Makes characters visible that could hide, turn round or break what stands beside them."""

import re

UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
"""Control characters, those of no width, those that turn the direction of writing, and halves of characters."""


def visible(text: str, unseen: re.Pattern[str] = UNSEEN) -> str:
    """Return a text with the characters that a pattern finds as their numbers: ‹U+202E›."""
    return unseen.sub(lambda found: f"‹U+{ord(found[0]):04X}›", text) if unseen.search(text) else text
