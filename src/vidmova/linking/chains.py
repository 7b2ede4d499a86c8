"""Says from whom a claim came to us, voice by voice, and from how many independent origins an event is known."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from msgspec import Struct

from vidmova.entities.comparing import SAME, compare
from vidmova.extraction.speakers import Speaker, find_speakers
from vidmova.lexicon import files
from vidmova.lexicon.folding import fold
from vidmova.linking.wording import sound
from vidmova.records import SHORT, Chain, Claim, Document, Report, Telling, claim_key

NEAR = 4
"""How many characters may stand between a word of telling and the voice it belongs to."""
READ = 30
OUTLETS = frozenset({"outlet", "title"})
PASSING_ON = frozenset(
    {
        "lawyer",
        "lawyers",
        "defence lawyer",
        "human rights activists",
        "activists",
        "volunteers",
        "association",
        "ombudsman",
    }
)
"""Who passes on what was told; judges and commanders are told things too, but not for us."""
ENDING = 5
"""From so many letters on the rest of a word is its case ending."""
NEAREST, HEARD, SAID, FARTHEST = range(4)
"""Where on the way a voice stands: the outlet credited, who was told, who says it, from whom that one has it."""


class TellingWords(Struct, frozen=True, forbid_unknown_fields=True):
    """The file tellings.yml."""

    citing: tuple[str, ...]
    reports: tuple[str, ...]
    told_to: tuple[str, ...]
    from_whom: tuple[str, ...]


class TellingCues(Struct, frozen=True):
    """The patterns of one language: words at the end of a text, and at its beginning."""

    citing: re.Pattern[str]
    reports: re.Pattern[str]
    reports_after: re.Pattern[str]
    told_to: re.Pattern[str]
    from_whom: re.Pattern[str]


class _Voice(Struct, frozen=True):
    step: int
    start: int
    said: str


def telling_cues(language: str) -> TellingCues:
    """Return the patterns of a language. Raises LexiconError where its tellings.yml is missing or wrong."""
    return _cues(files.folder(), language)


@cache
def _cues(root: Path, language: str) -> TellingCues:
    words = files.read("tellings", TellingWords, language)
    return TellingCues(
        citing=_ending(words.citing),
        reports=_ending(words.reports),
        reports_after=re.compile(rf"[\"»”]?,? (?:{_any(words.reports)})(?!\w)"),
        told_to=_ending(words.told_to),
        from_whom=_ending(words.from_whom),
    )


def _any(words: Sequence[str]) -> str:
    listed = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\*", r"\w{0,3}").replace(r"\ ", r"\s+") for word in listed)


def _ending(words: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern of the words right before a voice, with an article, a kind of voice or a bracket between."""
    return re.compile(rf"(?<![\w-])(?:{_any(words)})(?!\w)\W{{0,{NEAR}}}(?:[^\W\d]+[^\w.;:!?]{{1,2}}){{0,2}}$")


def find_chains(reports: Iterable[Report], tellings: Iterable[Telling]) -> list[Chain]:
    """Return for each claim put to a source the voices it came through, the nearest to us first."""
    every = list(reports)
    documents = {report.document.id: report.document for report in every}
    original = {
        one: documents[telling.documents[0]]
        for telling in tellings
        for one in telling.documents[1:]
        if telling.documents[0] in documents
    }
    chains: list[Chain] = []
    for report in every:
        near = _near(report.document, original.get(report.document.id))
        passages: dict[tuple[int, int], list[_Voice]] = {}
        for claim in report.claims:
            if claim.source_said is None:
                continue
            if (claim.start, claim.end) not in passages:
                passages[claim.start, claim.end] = list(_voices(report.document, claim))
            voices = _ordered(near, passages[claim.start, claim.end], claim.source_said)
            chains.append(Chain(claim=claim_key(report.document.id, claim.id), voices=voices))
    return chains


def _near(document: Document, original: Document | None) -> list[str]:
    """Return the outlets nearest to us: the document's own, and the original's where the document repeats it."""
    return [one.outlet or one.name for one in (document, original) if one]


def _ordered(near: Sequence[str], found: Sequence[_Voice], source: str) -> list[str]:
    """Return all voices of a claim once, each where it stands on the way to us."""
    kept = [_Voice(SAID, 0, source)]
    for voice in found:
        passes_on = voice.step == NEAREST
        same = (at for at, other in enumerate(kept) if _is_same(voice.said, other.said, whole=passes_on))
        at = next(same, None)
        if at is None:
            kept.append(voice)
        elif kept[at].step == SAID and voice.step == NEAREST and len(found) > 1:
            kept[at] = _Voice(voice.step, voice.start, kept[at].said)
    voices: list[str] = []
    for said in [*near, *(voice.said for voice in sorted(kept, key=lambda voice: (voice.step, voice.start)))]:
        if not any(_is_same(said, one) for one in voices):
            voices.append(said)
    return voices


def _is_same(one: str, other: str, whole: bool = False) -> bool:
    """Tell whether two names are one voice: alike but for case endings and, unless `whole`, for words one has more."""
    fewer, more = sorted((_like(one), _like(other)), key=len)
    if whole and len(fewer) < len(more):
        return False
    if fewer and all(any(word[:ENDING] == longer[:ENDING] for longer in more) for word in fewer):
        return True
    return compare("organisation", one, other).score >= SAME


def _like(said: str) -> list[str]:
    """Return the words of a voice's name without case, articles and the spelling of one script or another."""
    words = re.findall(r"\w+", fold(said))
    return [sound(word, "und") for word in words if word not in ("the", "a", "an", "of")]


def _voices(document: Document, claim: Claim) -> Iterator[_Voice]:
    """Yield the voices that a claim's passage names as having passed it on."""
    text = document.text[claim.start : claim.end]
    folded = fold(text)
    cues = telling_cues(document.language)
    speakers = [one for one in find_speakers(text, folded, [], document.language) if one.sort != "pronoun"]
    for one in speakers:
        step = _step(one, folded, cues)
        if step is not None:
            yield _Voice(step, one.start, one.said)


def _step(one: Speaker, folded: str, cues: TellingCues) -> int | None:
    """Return where on the way a speaker stands by the words beside it; None where none stand there."""
    before = folded[max(0, one.start - READ) : one.start]
    for stop in ".;!?\n":
        before = before.rpartition(stop)[2]
    is_outlet = one.sort in OUTLETS
    if cues.citing.search(before):
        return SAID if is_outlet else FARTHEST
    if is_outlet:
        told = cues.reports.search(before) or cues.reports_after.match(folded, one.end) or cues.told_to.search(before)
        return NEAREST if told else None
    if cues.from_whom.search(before):
        return FARTHEST
    return HEARD if one.gloss in PASSING_ON and cues.told_to.search(before) else None


def independent_sources(claims: Iterable[str], chains: Iterable[Chain], tellings: Iterable[Telling]) -> int:
    """Return from how many independent origins claims come: reprints are one, and so are those who name one source."""
    voices = {chain.claim: chain.voices for chain in chains}
    telling_of = {one[:SHORT]: telling.id for telling in tellings for one in telling.documents}
    leader: dict[str, str] = {}
    ends: set[str] = set()

    def lead(name: str) -> str:
        leader.setdefault(name, name)
        while leader[name] != name:
            name = leader[name]
        return name

    keys = list(claims)
    for key in keys:
        document = key[:SHORT]
        own = f"told {telling_of.get(document, document)}"
        ends.add(own)
        last = voices.get(key, [])[-1:]
        # A source without a name ("relatives") is not the same in two texts.
        if last and any(letter.isupper() for letter in last[0]):
            leader[lead(own)] = lead(f"from {' '.join(_like(last[0]))}")
    return len({lead(own) for own in ends})
