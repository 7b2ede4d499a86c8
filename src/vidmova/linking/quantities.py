"""Whether two numbers, or two dates, can both be true: hedges widen numbers, days of reports say nothing."""

from vidmova.lexicon.folding import fold
from vidmova.linking.disputewords import dispute_cues
from vidmova.linking.stances import AGAINST, Side
from vidmova.linking.traits import OPEN, Traits

SOME, TELLING_COUNT = 10, 20
"""From here on two equal numbers tell something, and are seldom an accident unless they are round."""
SAME_UNITS = 50
"""From here on a number that comes back with another unit of counting is the same number."""
HEDGED, ROUNDED = 0.15, 0.05
"""By how much a hedged number, and a round one, may miss the true one."""
DAYS, WEEK, MONTH, NEAR = 3, 10, 31, 3
"""Days of an interval that is a few days, a week or a month; and by how many days two accounts may be apart."""
OF_COURTS = frozenset({"cases", "rulings"})
"""Units of counting in which two numbers of one period are one statistic."""
LONGEST_DISPUTE = 366
"""Days after which two dates of an act are rather of two happenings."""
REPORT_REACH = 40
"""Characters before a date in which a word may make it the day of a report."""


def count(a: Side, b: Side) -> float:
    """Compare the numbers as intervals that hedges widen."""
    one, other = a.traits.count, b.traits.count
    if not one or not other or a.traits.claim.counted != b.traits.claim.counted:
        return 0.0
    if one[1] == 1 or other[1] == 1:
        return 0.0
    if one == other and one[0] == one[1]:
        return 3.0 if one[0] >= TELLING_COUNT and one[0] % 10 else 2.0 if one[0] >= SOME else 1.0
    low, high = _widened(a.traits), _widened(b.traits)
    return 1.0 if max(low[0], high[0]) <= min(low[1], high[1]) else AGAINST


def _widened(claim: Traits) -> tuple[float, float]:
    assert claim.count
    low, high = claim.count
    slack = HEDGED if claim.claim.approx else ROUNDED if low == high and _is_round(low) else 0.0
    return low * (1 - slack), high * (1 + slack)


def slipped(a: Side, b: Side) -> bool:
    """Tell whether one number comes of the other by a slip: a nought or another digit lost or added."""
    one, other = a.traits.claim.count, b.traits.claim.count
    if not one or not other:
        return False
    few, many = sorted((str(one[0]), str(other[0])), key=len)
    return len(many) == len(few) + 1 and any(many[:at] + many[at + 1 :] == few for at in range(len(many)))


def _is_round(number: int) -> bool:
    return number >= TELLING_COUNT and number % (100 if number >= 200 else 10) == 0


def counted(a: Side, b: Side) -> float:
    """Compare what one and the same number counts."""
    one, other = a.traits.claim, b.traits.claim
    if not one.count or one.count != other.count or one.count[0] != one.count[1] or one.count[0] < SAME_UNITS:
        return 0.0
    if not one.counted or not other.counted or one.counted == other.counted:
        return 0.0
    return AGAINST if _says_what(a) and _says_what(b) else 0.0


def _says_what(side: Side) -> bool:
    """Tell whether a passage names what it counts: «в январе – 312» leaves that to the reader."""
    claim = side.traits.claim
    words = (span.wording for span in claim.spans if span.field == "counted" and claim.start <= span.start < claim.end)
    return any(letter.isalpha() for word in words for letter in word)


def date(a: Side, b: Side) -> float:
    """Compare the days; a day of report says nothing of the day it happened, and statistics of one period are one."""
    one, other = a.traits.dates, b.traits.dates
    if not one or not other or 0 in (one[0], other[0]) or OPEN in (one[1], other[1]):
        return 0.0
    wide = max(one[1] - one[0], other[1] - other[0])
    gap = max(one[0], other[0]) - min(one[1], other[1])
    if gap > NEAR:
        return 0.0 if reported(a) or reported(b) else AGAINST
    if gap > 0:
        return 1.0
    if one == other and a.traits.claim.counted in OF_COURTS and b.traits.claim.counted in OF_COURTS:
        return 3.0
    return 3.0 if wide <= DAYS else 2.0 if wide <= WEEK else 1.0 if wide <= MONTH else 0.5


def years_apart(a: Side, b: Side) -> float:
    """Tell two happenings by dates that no slip of a pen explains."""
    one, other = a.traits.dates, b.traits.dates
    return AGAINST if one and other and max(one[0], other[0]) - min(one[1], other[1]) > LONGEST_DISPUTE else 0.0


def reported(side: Side) -> bool:
    """Tell whether a claim's date is that of a report: it became known on that day."""
    if "reported" not in side.known:
        side.known["reported"] = _reported(side)
    return bool(side.known["reported"])


def _reported(side: Side) -> bool:
    text = side.document.text
    for span in side.traits.claim.spans:
        if span.field == "date":
            before = fold(text[max(span.start - REPORT_REACH, 0) : span.start])
            if dispute_cues(side.document.language).reported_end.search(before):
                return True
    return False
