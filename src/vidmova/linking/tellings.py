"""Finds documents that tell one text: reprints, word for word or in part, and translations."""

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from zlib import crc32

from msgspec import Struct
from rapidfuzz.distance import LCSseq

from vidmova.lexicon.folding import fold
from vidmova.linking.chains import find_chains, independent_sources
from vidmova.linking.crediting import repeats
from vidmova.linking.wording import sound
from vidmova.records import SHORT, Document, Report, Telling

__all__ = ["find_chains", "find_tellings", "independent_sources"]

WORDS = 5
"""How many words in a row make a shingle."""
SAMPLED = 4
"""One shingle in so many is looked up to find pairs; all are compared then."""
FIRST = 4
"""How many documents of those that share a shingle or landmark each other one is compared with."""
LEAST_SHINGLES = 20
"""Fewer shared shingles are a quotation or a phrase."""
SAME_CLAIMS = 0.6
"""The share of what the shorter text claims that the other tells word for word in a reprint."""
SAME_TEXT = 0.5
SOME_TEXT = 0.2
"""The share of the shorter text that the other must hold besides, so that a shared quotation is no reprint."""
LEAST_LANDMARKS = 8
PARALLEL = 0.62
"""The share of a text's numbers and names that the other has in the same order in a translation."""
AS_LONG = 0.6
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_LANDMARK = re.compile(
    r"(?P<number>\d+(?:[ \u00a0\u202f.,]\d{3})*(?!\d))|"
    r"(?P<name>(?<!^)(?<![.!?…:\n\"«“„—] )(?<![\n\"«“„(])[A-ZА-ЯЁІЇЄҐ][\w'’ʼ-]{3,})"
)
_SENTENCE = re.compile(r"[.!?…](?=\s|$)|\n")
_VOWELS = re.compile(r"[aeiouy']")


class Text(Struct, frozen=True):
    """What of a document is compared: hashes of its rows of words, those of its claims, its landmarks in order."""

    document: Document
    shingles: frozenset[int]
    claimed: frozenset[int]
    landmarks: tuple[str, ...]
    sentences: int


class Kinship(Struct, frozen=True):
    """Two documents that tell one text, by their places in the order of receipt, and why."""

    a: int
    b: int
    because: str


def find_tellings(reports: Iterable[Report]) -> list[Telling]:
    """Return the texts that several documents tell, in order of receipt; each with its original first."""
    texts = [_text(report) for report in reports]
    leader = list(range(len(texts)))
    why: dict[int, str] = {}
    for kin in sorted([*_reprints(texts), *_translations(texts)], key=lambda kin: (kin.a, kin.b)):
        a, b = sorted((_lead(leader, kin.a), _lead(leader, kin.b)))
        leader[b] = a
        why[a] = why.get(a, why.get(b, kin.because))
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for number in range(len(texts)):
        groups[_lead(leader, number)].append(number)
    return [
        _telling([texts[number].document for number in group], why[first])
        for first, group in groups.items()
        if len(group) > 1
    ]


def _lead(leader: list[int], number: int) -> int:
    while leader[number] != number:
        leader[number] = leader[leader[number]]
        number = leader[number]
    return number


def _telling(documents: Sequence[Document], because: str) -> Telling:
    original = _original(documents)
    ids = [original.id, *(one.id for one in documents if one.id != original.id)]
    return Telling(id=f"t-{documents[0].id[:SHORT]}", documents=ids, because=because)


def _original(documents: Sequence[Document]) -> Document:
    """Return the document that most others name as their source, else the earliest published, else the first."""
    few = documents[: 4 * FIRST]
    named = Counter(told.id for told in few for teller in few if teller.id != told.id and repeats(teller, told))
    return min(enumerate(documents), key=lambda one: (-named[one[1].id], one[1].published or "9999", one[0]))[1]


def _text(report: Report) -> Text:
    document = report.document
    folded = fold(document.text)
    words = list(_WORD.finditer(folded))
    hashes = _hashes([word.group() for word in words])
    claimed: set[int] = set()
    at, spans = 0, sorted({(claim.start, claim.end) for claim in report.claims})
    for start, end in spans:
        while at and words[at - 1].start() >= start:
            at -= 1
        while at < len(words) and words[at].start() < start:
            at += 1
        while at < len(hashes) and words[at + WORDS - 1].end() <= end:
            claimed.add(hashes[at])
            at += 1
    landmarks = tuple(_landmarks(document))
    return Text(document, frozenset(hashes), frozenset(claimed), landmarks, len(_SENTENCE.findall(document.text)))


def _hashes(words: Sequence[str]) -> "array[int]":
    codes = [crc32(word.encode()) for word in words]
    found = array("Q")
    for at in range(len(codes) - WORDS + 1):
        row = 0
        for code in codes[at : at + WORDS]:
            row = (row * 1_000_003 ^ code) & 0xFFFFFFFFFFFF
        found.append(row)
    return found


def _landmarks(document: Document) -> Iterator[str]:
    """Yield a text's numbers and names in order, in a form that is alike across languages."""
    for match in _LANDMARK.finditer(document.text):
        if match["number"]:
            number = re.sub(r"\D", "", match["number"])
            if len(number) > 1:
                yield number
        else:
            bare = _VOWELS.sub("", sound(match["name"], document.language))
            if len(bare) > 1:
                yield bare[:3]


def _pairs(keys: Sequence[Iterable[int | str]], least: int) -> Iterator[tuple[int, int]]:
    """Yield the pairs of places that share keys; of many that share one only the first few are compared with all."""
    posted: defaultdict[int | str, list[int]] = defaultdict(list)
    shared: Counter[tuple[int, int]] = Counter()
    for number, own in enumerate(keys):
        for key in own:
            before = posted[key]
            for other in before[:FIRST]:
                shared[other, number] += 1
            if before and len(before) > FIRST:
                shared[before[-1], number] += 1
            before.append(number)
    yield from sorted(pair for pair, count in shared.items() if count >= least)


def _reprints(texts: Sequence[Text]) -> Iterator[Kinship]:
    sampled = [sorted(one for one in text.shingles if one % SAMPLED == 0) for text in texts]
    for a, b in _pairs(sampled, 2):
        one, other = texts[a], texts[b]
        shared = len(one.shingles & other.shingles)
        shorter = min(len(one.shingles), len(other.shingles))
        if shared < LEAST_SHINGLES or shared < SOME_TEXT * shorter or not _agree(one, other, min):
            continue
        if one.claimed and other.claimed:
            told = len(one.claimed & other.shingles), len(other.claimed & one.shingles)
            share = max(told[0] / len(one.claimed), told[1] / len(other.claimed))
            if share >= SAME_CLAIMS and max(told) >= LEAST_SHINGLES // 2:
                yield Kinship(
                    a, b, f"{round(100 * share)} % of what the shorter text tells stands word for word in both"
                )
        elif shared >= SAME_TEXT * shorter:
            yield Kinship(a, b, f"{round(100 * shared / shorter)} % of the shorter text stands word for word in both")


def _translations(texts: Sequence[Text]) -> Iterator[Kinship]:
    often = Counter(key for text in texts for key in set(text.landmarks))
    most = max(FIRST, len(texts) // 20)
    rare = [sorted({key for key in text.landmarks if often[key] <= most}) for text in texts]
    for a, b in _pairs(rare, 3):
        one, other = texts[a], texts[b]
        if one.document.language == other.document.language or not _as_long(one, other):
            continue
        shared = LCSseq.similarity(one.landmarks, other.landmarks)
        longer = max(len(one.landmarks), len(other.landmarks))
        if shared < max(LEAST_LANDMARKS, PARALLEL * longer) or not _agree(one, other, max):
            continue
        yield Kinship(a, b, f"{shared} of {longer} numbers and names stand in both in the same order")


def _as_long(one: Text, other: Text) -> bool:
    """Tell whether two texts have about as many sentences."""
    fewer, more = sorted((one.sentences, other.sentences))
    return fewer >= AS_LONG * more


def _agree(one: Text, other: Text, measure: Callable[[int, int], int]) -> bool:
    """Tell whether the numbers of two texts are alike and in the same order: bulletins of two months are not."""
    a, b = ([key for key in text.landmarks if key.isdigit()] for text in (one, other))
    length = measure(len(a), len(b))
    return length < 2 or LCSseq.similarity(a, b) >= PARALLEL * length
