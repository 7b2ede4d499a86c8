"""Which numbers of a sentence are wholes of which another is a part: "90 of the 300 men", «из 300 военных – 90»."""

import re
from collections.abc import Sequence

from vidmova.extraction.counts import Count
from vidmova.extraction.partwords import part_cues
from vidmova.records import Passage

_BEFORE = 24
_BEHIND = 2
"""Characters between a part with its noun and the word that leads to the whole."""
_OPENS = re.compile(r"(?:^|[\n.;:,(—–-]\s?|(?<!\w)(?:and|but|и|а|но|та|але)\s)\"?$")
_ENDS = re.compile(r"[.;:]")


def wholes_of(counts: Sequence[Count], passage: Passage) -> dict[Count, Count]:
    """Return the counts that are wholes, each with its part: a smaller number of the same thing beside it."""
    found = {}
    for at, whole in enumerate(counts):
        if whole.counted not in (None, "persons"):
            continue
        lead = _lead(whole, passage)
        if lead is None:
            continue
        before = counts[at - 1] if at else None
        after = counts[at + 1] if at + 1 < len(counts) else None
        if before and _is_part(before, whole) and 0 <= lead - _end(before, lead) <= _BEHIND:
            found[whole] = before
        elif after and _is_part(after, whole) and _opens(lead, passage) and _in_clause(whole, after, passage):
            found[whole] = after
    return found


def _lead(whole: Count, passage: Passage) -> int | None:
    """Return where the words "of the" before a number begin."""
    start = max(passage.start, whole.start - _BEFORE)
    said = part_cues(passage.language).of_whole_end.search(passage.folded[start : whole.start])
    return start + said.start() if said else None


def _end(count: Count, until: int) -> int:
    """Return where a count ends with its noun, if that stands before a place: in "90 of the 300 men" both count men."""
    return max(count.end, count.noun.end) if count.noun and count.noun.start < until else count.end


def _is_part(part: Count, whole: Count) -> bool:
    return part.counted in (None, "persons") and not part.share and part.low < whole.low


def _opens(at: int, passage: Passage) -> bool:
    return _OPENS.search(passage.folded[max(passage.start, at - 8) : at]) is not None


def _in_clause(whole: Count, part: Count, passage: Passage) -> bool:
    """Tell whether a part follows within the clause, as a number without a noun of its own."""
    alone = part.noun is None
    return alone and not _ENDS.search(passage.folded, whole.end, part.start)
