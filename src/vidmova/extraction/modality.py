"""Whether an act is asserted, only possible, or denied, from the words around it in its sentence."""

import re
from collections.abc import Sequence

from vidmova.extraction.acts import ActHit
from vidmova.lexicon.details import details
from vidmova.records import Located, Sentence

BEFORE = 4
"""How many words before an act a negation or a modal verb still governs it."""
AFTER = 3
"""How many words behind an act a negation still denies it («дел не возбуждали»)."""
_CLAUSE = re.compile(
    r"[;:,.!?—()\"]|\b(?:and|but|while|и|а|но|та|але|що|что|that|because|although|який|которые|который|which)\b"
)
_WORD = re.compile(r"[\w'-]+")

Where = tuple[int, int] | None


def modality(hit: ActHit, folded: str, sentence: Sentence, meant: Sequence[Located] = ()) -> tuple[str, Where]:
    """Return `asserted`, `possible` or `denied`, and the span of the word that says so (None where nothing does)."""
    if "modality" in hit.give:
        return hit.give["modality"], (hit.start, hit.end)
    words = details(sentence.language).listed
    denial = words["denials"].regex.search(folded, sentence.start, sentence.end)
    if denial and not (hit.pattern and denial.start() < hit.end and hit.start < denial.end()):
        return "denied", denial.span()
    if not hit.pattern:
        return _of_sentence(folded, sentence)
    negation = _negation(hit, folded, sentence, meant)
    if negation:
        return "denied", negation
    for possible in words["possible"].regex.finditer(folded, _reach(folded, sentence.start, hit.start), hit.start):
        if not _inside(possible, meant):
            return "possible", possible.span()
    coming = words["future"].regex.search(folded, hit.start, hit.end)
    return ("possible", coming.span()) if coming else ("asserted", None)


def _of_sentence(folded: str, sentence: Sentence) -> tuple[str, Where]:
    """Return the modality of an act that the whole sentence states without words of its own for it."""
    words = details(sentence.language).listed
    for mode, key in (("denied", "nobody"), ("possible", "doubtful"), ("possible", "future")):
        found = words[key].regex.search(folded, sentence.start, sentence.end)
        if found:
            return mode, found.span()
    return "asserted", None


def _inside(word: re.Match[str], meant: Sequence[Located]) -> bool:
    """Tell whether a word only belongs to a number or date («не менее двадцати», "in May", «не 52, а 54»)."""
    return any(other.start <= word.start() < other.end or 0 <= other.start - word.end() <= 1 for other in meant)


def _negation(hit: ActHit, folded: str, sentence: Sentence, meant: Sequence[Located]) -> Where:
    """Return a negation before, within or right behind the hit, unless the construction itself is a negated one."""
    regex = details(sentence.language).listed["negations"].regex
    if regex.search(hit.expression):
        return None
    end = _until(folded, hit.end, sentence.end)
    around = regex.finditer(folded, _reach(folded, sentence.start, hit.start), end)
    return next((found.span() for found in around if not _inside(found, meant)), None)


def _until(folded: str, start: int, end: int) -> int:
    clause = _CLAUSE.search(folded, start, end)
    end = clause.start() if clause else end
    words = [word.end() for word in _WORD.finditer(folded, start, end)]
    return words[AFTER - 1] if len(words) >= AFTER else end


def _reach(folded: str, start: int, end: int) -> int:
    """Return where the clause, or the few words, before `end` begin."""
    begin = start
    for found in _CLAUSE.finditer(folded, start, end):
        begin = found.end()
    words = [word.start() for word in _WORD.finditer(folded, begin, end)]
    return words[-BEFORE] if len(words) > BEFORE else begin
