"""Makes characters visible that could hide, turn round or break what stands beside them."""

import re
from typing import TypeVar

from markupsafe import Markup

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
T = TypeVar("T")


def made_visible(shown: T) -> T | str:
    """Return a text with control and direction-override characters as their names: ‹U+202E›; all else as it is."""
    if not isinstance(shown, str) or not _UNSEEN.search(shown):
        return shown
    seen = _UNSEEN.sub(lambda found: f"‹U+{ord(found[0]):04X}›", str(shown))
    return Markup(seen) if isinstance(shown, Markup) else seen
