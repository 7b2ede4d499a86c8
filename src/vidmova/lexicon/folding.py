"""Lower-case text of equal length, so that offsets found in it hold in the original."""

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


def fold(text: str) -> str:
    """Return `text` in lower case with ё, apostrophes, quotes, dashes and hard spaces made alike; same length."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    for written, same in _SAME.items():
        lowered = lowered.replace(written, same)
    return lowered
