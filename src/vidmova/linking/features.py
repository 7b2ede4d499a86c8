"""The named features of a pair of claims of one act: each says how two values compare, as one word of linking.yml."""

from collections.abc import Callable
from functools import partial

from msgspec import Struct, field

from vidmova.entities.comparing import DIFFERENT, SAME, Comparison, compare
from vidmova.entities.places import contains
from vidmova.linking.traits import Traits
from vidmova.linking.wording import Sheet
from vidmova.records import Claim, EntityKind

NEAR_COUNT = 1.25
"""Counts are rivals where the larger is at most this many times the smaller."""
LIKELY = 0.7
"""From here on two names are held to be one unless something speaks against it."""
SMALL, RARE, ROUND = 20, 1000, 50
"""Equal numbers are no wonder below the first; from the second on they are, unless they are round."""
IMPERSONAL = frozenset({"norm"})
"""Acts that nobody did or suffered: that nobody is named says nothing."""
MONTH, NEAR_DAYS, SEASON = 31, 10, 120
CLOSE, APART = 400, 2500
"""Characters between two passages that still belong together, and that belong to different parts of a text."""
ALIKE = (("high", 0.5), ("some", 0.3), ("little", 0.15))

Level = str
"""How two values compare; empty where that is not known."""


class Sight(Struct, frozen=True):
    """What the features look with: the sheet of wordings, and comparisons made before."""

    sheet: Sheet
    compared: dict[tuple[EntityKind, str, str], Comparison] = field(default_factory=dict)
    held: dict[tuple[str, str], bool] = field(default_factory=dict)

    def compare(self, kind: EntityKind, a: str, b: str) -> Comparison:
        """Compare two names, once each pair of names."""
        key = (kind, a, b) if a < b else (kind, b, a)
        found = self.compared.get(key)
        if found is None:
            found = self.compared[key] = compare(*key)
        return found

    def lies_in(self, a: str, b: str) -> bool:
        """Say whether place a lies in place b."""
        found = self.held.get((a, b))
        if found is None:
            found = self.held[a, b] = bool(contains(b, a))
        return found

    def holds(self, a: str, b: str) -> bool:
        """Say whether one place lies in the other."""
        return self.lies_in(a, b) or self.lies_in(b, a)


Feature = Callable[[Traits, Traits, Sight], Level]


def who(a: Traits, b: Traits, sight: Sight) -> Level:
    """Compare whom the claims are about: names, else numbers, else one person or a group nobody counted."""
    if a.claim.person and b.claim.person:
        return _names(a, b, sight)
    one, other = _handle(a), _handle(b)
    if one > other:
        one, other = other, one
    if one == other == "vague" and a.claim.act in IMPERSONAL:
        return ""
    if {one, other} <= {"number", "name in number"}:
        return _numbers(a, b)
    return f"{one} and {other}"


def _handle(a: Traits) -> str:
    if a.claim.person:
        return "name" if a.single else "name in number" if a.count else "name"
    if a.count is None or (a.single and "count" not in a.here):
        return "vague"
    return "one" if a.single else "number"


def _names(a: Traits, b: Traits, sight: Sight) -> Level:
    within = a.document == b.document
    score = max(_name_score(x, y, within, sight) for x in a.claim.person for y in b.claim.person)
    if score >= SAME:
        return f"same name{_carried('person', a, b)}"
    return "likely name" if score >= LIKELY else "possible name" if score > DIFFERENT else "other names"


def _carried(field: str, a: Traits, b: Traits) -> str:
    """Return how a level ends where passages of one document leave a value to the text around them."""
    stated = (field in a.here) + (field in b.here)
    return (" carried", " carried once", "")[stated] if a.document == b.document else ""


def _name_score(a: str, b: str, within: bool, sight: Sight) -> float:
    if within and a == b:
        return 1.0
    return sight.compare("person", a, b).score


def _numbers(a: Traits, b: Traits) -> Level:
    assert a.count
    assert b.count
    if a.count == b.count:
        return f"same{_rarity(a.count[0])} number"
    low, high = max(a.count[0], b.count[0]), min(a.count[1], b.count[1])
    if low <= high:
        return "overlapping numbers"
    if low > high * NEAR_COUNT:
        return "other numbers"
    return "rival numbers" if low > SMALL else "rival small numbers"


def _rarity(number: int) -> str:
    if number < SMALL:
        return " small"
    return "" if number >= RARE and number % ROUND else " common"


def counted(a: Traits, b: Traits, sight: Sight) -> Level:
    """Compare what the numbers count."""
    return _codes(a.claim.counted, b.claim.counted)


def category(a: Traits, b: Traits, sight: Sight) -> Level:
    """Compare the kinds of servicemen."""
    one, other = _kinds(a.claim), _kinds(b.claim)
    if not one or not other:
        return ""
    return "same" if one & other else "conflict"


def _kinds(claim: Claim) -> frozenset[str]:
    """Return the kinds of servicemen; who is of OMON or SOBR is of the National Guard too, since 2016."""
    return frozenset(claim.category) | ({"national_guard"} if "riot_police" in claim.category else frozenset())


def group(a: Traits, b: Traits, sight: Sight) -> Level:
    """Compare the words for who they are."""
    one, other = a.claim.group, b.claim.group
    if not one or not other:
        return ""
    return "same" if one == other else "other"


def _named(name: str, kind: EntityKind, a: Traits, b: Traits, sight: Sight) -> Level:
    one, other = getattr(a.claim, name), getattr(b.claim, name)
    if not one or not other:
        return "one side" if one or other else ""
    judged = "same" if one == other else sight.compare(kind, one, other).judgement
    stated = name in a.here and name in b.here
    if judged == "different":
        inside = kind == "place" and sight.holds(one, other)
        return "within" if inside else "conflict" if stated else "carried conflict"
    return judged if stated or a.document != b.document else "carried"


def date(a: Traits, b: Traits, sight: Sight) -> Level:
    """Compare the intervals of dates."""
    one, other = a.dates, b.dates
    if one is None or other is None:
        return ""
    gap = max(one[0], other[0]) - min(one[1], other[1])
    stated = "date" in a.here and "date" in b.here
    wide = max(one[1] - one[0], other[1] - other[0])
    if gap > 0:
        if max(gap, wide) <= NEAR_DAYS:
            return "near"
        return f"{'' if stated else 'carried '}{'conflict' if gap <= SEASON else 'far'}"
    if a.document == b.document and not stated:
        return "carried"
    return "same days" if wide <= NEAR_DAYS else "same month" if wide <= MONTH else "overlap"


def term(a: Traits, b: Traits, sight: Sight) -> Level:
    """Compare the terms."""
    one, other = a.claim.term_months, b.claim.term_months
    if not one or not other:
        return ""
    return "same" if one == other else "conflict"


def absence(a: Traits, b: Traits, sight: Sight) -> Level:
    """Compare the lengths of absence."""
    one, other = a.claim.absence_days, b.claim.absence_days
    if not one or not other:
        return ""
    return "same" if one == other else "conflict"


def _coded(name: str, a: Traits, b: Traits, sight: Sight) -> Level:
    return _codes(getattr(a.claim, name), getattr(b.claim, name))


def _codes(a: str | None, b: str | None) -> Level:
    if not a or not b:
        return ""
    return "same" if a == b else "conflict"


def modality(a: Traits, b: Traits, sight: Sight) -> Level:
    """Compare whether it is said to have happened."""
    one, other = sorted((a.claim.modality, b.claim.modality))
    return f"both {one}" if one == other else f"{one} and {other}"


def wording(a: Traits, b: Traits, sight: Sight) -> Level:
    """Compare the words of the passages, across scripts."""
    if a.document == b.document and _overlap(a.claim, b.claim):
        return ""
    alike = sight.sheet.alike(a.at, b.at)
    level = next((level for level, least in ALIKE if alike >= least), "none")
    return "little" if level != "none" and _listed(a, b) else level


def _listed(a: Traits, b: Traits) -> bool:
    """Say whether the passages may be lines of one list, which are worded alike and differ in their numbers."""
    if a.count is None or b.count is None or a.single or b.single:
        return False
    return a.count[1] < b.count[0] or b.count[1] < a.count[0]


def _overlap(a: Claim, b: Claim) -> bool:
    return a.start < b.end and b.start < a.end


def where(a: Traits, b: Traits, sight: Sight) -> Level:
    """Say how far the passages stand from each other."""
    if a.document != b.document:
        return "other document" if a.telling != b.telling else "same telling"
    first, second = (a, b) if a.claim.start <= b.claim.start else (b, a)
    gap = second.claim.start - first.claim.end
    if gap < 0:
        return "same passage"
    if first.paragraph == second.paragraph:
        return "next sentence" if gap <= 1 else "same paragraph"
    if gap <= CLOSE:
        return "close"
    return "same document" if gap <= APART else "far"


def between(a: Traits, b: Traits, sight: Sight) -> Level:
    """Say how many claims of the act stand between them."""
    if a.document != b.document:
        return ""
    apart = abs(a.turn - b.turn)
    return "none" if apart <= 1 else "few" if apart <= 4 else "many"


def topic(a: Traits, b: Traits, sight: Sight) -> Level:
    """Say whether the text speaks of others between them."""
    if a.document != b.document or a.claim.act in IMPERSONAL:
        return ""
    apart = abs(a.topic - b.topic)
    return "same" if not apart else "next" if apart == 1 else "other"


def another(a: Traits, b: Traits, sight: Sight) -> Level:
    """Say whether the later passage of a document says that it tells of others."""
    if a.document != b.document:
        return ""
    later = a if a.claim.start > b.claim.start else b
    return "said" if later.another else ""


def identity(a: Traits, b: Traits, sight: Sight) -> Level:
    """Say how much there is to tell the claims by."""
    return ("", "one vague", "both vague")[bare(a) + bare(b)]


def bare(a: Traits) -> bool:
    """Say whether a claim has nothing to tell it by."""
    one = a.claim
    return not (one.person or one.count or one.unit or one.place or one.court or one.term_months)


FEATURES: dict[str, Feature] = {
    "who": who,
    "topic": topic,
    "counted": counted,
    "category": category,
    "group": group,
    "unit": partial(_named, "unit", "unit"),
    "origin": partial(_named, "origin", "place"),
    "place": partial(_named, "place", "place"),
    "court": partial(_named, "court", "court"),
    "by": partial(_named, "by", "organisation"),
    "source_said": partial(_named, "source_said", "organisation"),
    "date": date,
    "term": term,
    "absence": absence,
    "sentence_type": partial(_coded, "sentence_type"),
    "charge": partial(_coded, "charge"),
    "outcome": partial(_coded, "outcome"),
    "modality": modality,
    "wording": wording,
    "where": where,
    "between": between,
    "another": another,
    "identity": identity,
}


def levels(a: Traits, b: Traits, sight: Sight) -> dict[str, Level]:
    """Return the level of every feature that can be told of a pair, a received before b."""
    return {name: level for name, feature in FEATURES.items() if (level := feature(a, b, sight))}
