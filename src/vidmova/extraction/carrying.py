"""The second pass: sentences without an act word of their own that carry on the act of the sentence before."""

from collections.abc import Sequence

from msgspec.structs import replace

from vidmova.extraction.acts import ActHit
from vidmova.extraction.counts import Count, find_counts
from vidmova.records import Passage, Sentence

CARRIED = "+carried"
"""What the rule of a carried act ends with."""
SHORT = 90
"""Characters up to which a sentence that only gives a number carries on the act before it."""
BARE = frozenset({None, "cases", "rulings"})
COUNTED_ON = frozenset({"charge", "sentence", "aid", "awol", "ruling", "lawsuit", "dismiss", "refuse", "strength"})


def carry_on(text: str, folded: str, sentences: Sequence[Sentence], hits: Sequence[ActHit]) -> list[ActHit]:
    """Return the hits with those added that a bare number carries on («In January there had been 58»)."""
    told = {hit.sentence: hit for hit in reversed(hits)}
    added: list[ActHit] = []
    for number in range(len(sentences)):
        sentence = sentences[number]
        before = told.get(number - 1) or (told.get(number - 2) if sentence.kind == "bullet" else None)
        if number in told or before is None or before.act not in COUNTED_ON:
            continue
        if sentence.end - sentence.start > SHORT or not _numbers(text, folded, sentences[before.sentence]):
            continue
        counts = [count for count in _numbers(text, folded, sentence) if count.counted in BARE and count.low > 1]
        if counts:
            told[number] = _carried(before, number, (counts[0].start, counts[0].end))
            added.append(told[number])
    return sorted([*hits, *added], key=lambda hit: (hit.sentence, hit.start, hit.end, hit.act, hit.rule))


def _numbers(text: str, folded: str, sentence: Sentence) -> list[Count]:
    passage = Passage(text, folded, sentence.start, sentence.end, sentence.language)
    return [count for count in find_counts(passage) if not count.share]


def _carried(before: ActHit, number: int, span: tuple[int, int]) -> ActHit:
    rule = before.rule.removesuffix(CARRIED) + CARRIED
    return replace(
        before,
        sentence=number,
        start=span[0],
        end=span[1],
        rule=rule,
        give={},
        sure=round(before.sure * 0.6, 2),
        last=False,
        pattern="",
    )
