"""Whether an act is asserted, only possible, or denied, from the words around it in its sentence."""

import re
from functools import cache

from vidmova.extraction.acts import ActHit
from vidmova.lexicon.details import details
from vidmova.records import Sentence

BEFORE = 4
"""How many words before an act a negation or a modal verb still governs it."""
_CLAUSE = re.compile(r"[;:,.!?—()\"]|\b(?:and|but|while|и|а|но|та|але|що|что|that|because|although|який|которые|который|which)\b")
_WORD = re.compile(r"[\w'-]+")


def modality(hit: ActHit, folded: str, sentence: Sentence, denied_by_source: bool) -> tuple[str, tuple[int, int] | None]:
    """Return `asserted`, `possible` or `denied`, and the span of the word that says so (None where nothing does)."""
    if "modality" in hit.give:
        return hit.give["modality"], (hit.start, hit.end)
    words = details(sentence.language).listed
    reach = _reach(folded, sentence.start, hit.start)
    negation = words["negations"].regex.search(folded, reach, hit.start)
    denial = words["denials"].regex.search(folded, sentence.start, sentence.end)
    denying = denial if denial and not _overlaps(denial.span(), hit) else None
    if denied_by_source or denying:
        return "denied", denying.span() if denying else None
    if negation:
        return "denied", negation.span()
    possible = words["possible"].regex.search(folded, reach, hit.start)
    if possible:
        return "possible", possible.span()
    return "asserted", None


def _overlaps(span: tuple[int, int], hit: ActHit) -> bool:
    return span[0] < hit.end and hit.start < span[1]


def _reach(folded: str, start: int, end: int) -> int:
    """Return where the clause, or the few words, before `end` begin."""
    begin = start
    for found in _clause().finditer(folded, start, end):
        begin = found.end()
    words = [word.start() for word in _WORD.finditer(folded, begin, end)]
    return words[-BEFORE] if len(words) > BEFORE else begin


@cache
def _clause() -> re.Pattern[str]:
    return _CLAUSE
