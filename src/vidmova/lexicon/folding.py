"""Lower-case text of equal length, so that offsets found in it hold in the original."""

import re

_SAME = {
    "ё": "е",
    "’": "'",
    "ʼ": "'",
    "‘": "'",
    "`": "'",
    "´": "'",
    "\u00a0": " ",
    "\u202f": " ",
    "\u2009": " ",
    "‑": "-",
    "\u00ad": "-",
    "–": "—",
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
}

_WRITTEN = re.compile(f"[{''.join(_SAME)}]")
_SHORT = 100
"""Characters up to which looking for what is written otherwise is quicker than replacing it."""


def fold(text: str) -> str:
    """Return `text` in lower case with ё, apostrophes, quotes, dashes and hard spaces made alike; same length."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    if len(lowered) < _SHORT and not _WRITTEN.search(lowered):
        return lowered
    for written, same in _SAME.items():
        lowered = lowered.replace(written, same)
    return lowered
