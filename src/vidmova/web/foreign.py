"""Shows texts of others so that nothing in them hides or turns round what stands beside them."""

from typing import TypeVar

from markupsafe import Markup

from vidmova.lexicon.unseen import UNSEEN, visible

T = TypeVar("T")


def made_visible(shown: T) -> T | str:
    """Return a text with control and direction-override characters as their names: ‹U+202E›; all else as it is."""
    if not isinstance(shown, str) or not UNSEEN.search(shown):
        return shown
    seen = visible(str(shown))
    return Markup(seen) if isinstance(shown, Markup) else seen
