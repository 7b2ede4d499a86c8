"""Whether two claims can be of one person: by name, by surname, by age."""

from functools import lru_cache

from vidmova.lexicon.folding import fold
from vidmova.linking.disputewords import dispute_cues
from vidmova.linking.likeness import judged
from vidmova.linking.stances import AGAINST, Side
from vidmova.linking.wording import sound

GROWN = 2
"""Years by which two ages of a person differ where one of them is wrong."""
AGE_REACH = 90
"""Characters behind a passage in which a person's age may still be told."""


def person(a: Side, b: Side) -> float:
    """Compare the persons named."""
    one, other = a.traits.claim.person, b.traits.claim.person
    if not one or not other:
        return 0.0
    found = {judged("person", x, y) for x in one for y in other}
    if "same" in found:
        return 4.0
    if "possible" in found or len(one) > 1 or len(other) > 1:
        return 0.0
    return AGAINST


def surname(a: Side, b: Side) -> float:
    """Compare the last words of two persons' names by their sound."""
    one, other = _surname(a), _surname(b)
    return 2.0 if one and other and one[:-1] == other[:-1] else 0.0


def _surname(side: Side) -> str:
    named = side.traits.claim.person
    return surname_key(named[0], side.document.language) if len(named) == 1 else ""


@lru_cache(maxsize=1 << 16)
def surname_key(name: str, language: str) -> str:
    """Return the sound of the longest-standing part of a name, its last full word."""
    words = [word for word in name.split() if len(word.strip(".")) > 1]
    return sound(words[-1], language) if words else ""


def age(a: Side, b: Side) -> float:
    """Compare the ages told of one person."""
    if not a.traits.claim.person or not b.traits.claim.person or person(a, b) <= 0:
        return 0.0
    one, other = age_of(a), age_of(b)
    return AGAINST if one and other and abs(one[0] - other[0]) >= GROWN else 0.0


def age_of(side: Side) -> tuple[int, str] | None:
    """Return a person's age and its wording, where the passage of a claim or the words right behind it tell one."""
    if "age" not in side.known:
        side.known["age"] = _age(side)
    found = side.known["age"]
    return found if isinstance(found, tuple) else None


def _age(side: Side) -> tuple[int, str] | None:
    claim = side.traits.claim
    if len(claim.person) != 1 or claim.count not in (None, (1, 1)):
        return None
    text = side.document.text[claim.start : claim.end + AGE_REACH]
    folded = fold(text)
    for pattern in dispute_cues(side.document.language).ages:
        if found := pattern.search(folded):
            return int(found["age"]), text[found.start() : found.end()].strip(" ,")
    return None
