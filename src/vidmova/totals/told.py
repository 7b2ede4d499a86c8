"""Who tells what of an event: its claims, each with the voices that it rests on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from vidmova.entities.comparing import compare
from vidmova.lexicon.folding import fold
from vidmova.records import Claim, Linked, claim_key


class Teller(Struct, frozen=True):
    """Who published a document, and when."""

    outlet: str
    published: str | None = None
    """ISO day."""


class Told(Struct, frozen=True, kw_only=True):
    """A claim about an event, and who tells it."""

    key: str
    claim: Claim
    outlet: str
    """Who published the document that the claim stands in."""
    voices: tuple[str, ...]
    """The outlet, the outlet whose text it reprints, and the source it names."""
    published: str | None = None


def told_of(linked: Linked, tellers: Mapping[str, Teller]) -> dict[str, tuple[Told, ...]]:
    """Return the claims of each event in order of receipt; `tellers` says of each document who published it."""
    original = {document: one.documents[0] for one in linked.tellings for document in one.documents}
    found: defaultdict[str, dict[str, Told]] = defaultdict(dict)
    for document, claims in linked.claims.items():
        teller = tellers.get(document, Teller(document[:12]))
        first = tellers.get(original.get(document, document), teller)
        for claim in claims:
            if claim.event is not None:
                key = claim_key(document, claim.id)
                voices = dict.fromkeys(filter(None, (teller.outlet, first.outlet, claim.source_said)))
                found[claim.event][key] = Told(
                    key=key, claim=claim, outlet=teller.outlet, voices=tuple(voices), published=teller.published
                )
    return {one.id: _in_order(found[one.id], one.claims) for one in linked.events if one.id in found}


def _in_order(told: Mapping[str, Told], keys: Iterable[str]) -> tuple[Told, ...]:
    place = {key: number for number, key in enumerate(keys)}
    return tuple(sorted(told.values(), key=lambda one: (place.get(one.key, len(place)), one.key)))


def asserted(told: Iterable[Told]) -> tuple[Told, ...]:
    """Return the claims that say that it was so: not those that deny it or hold it possible."""
    return tuple([one for one in told if one.claim.modality == "asserted"])


def silenced(voices: Iterable[str], left_out: Iterable[str]) -> frozenset[str]:
    """Return those of the voices that are meant by a name to leave out, in any script."""
    names = sorted(left_out)
    folded = {fold(name) for name in names}
    return frozenset(
        voice
        for voice in set(voices)
        if fold(voice) in folded or any(compare("organisation", voice, name).judgement == "same" for name in names)
    )


def named_voices(told: Sequence[Told]) -> tuple[list[str], list[str]]:
    """Return the outlets, and the sources with a name of their own, those that tell of most numbers first."""
    counted: defaultdict[str, int] = defaultdict(int)
    outlets = {one.outlet for one in told}
    for one in told:
        for voice in one.voices:
            if voice in outlets or voice[:1].isupper():
                counted[voice] += one.claim.count is not None
    ordered = sorted(counted, key=lambda voice: (-counted[voice], voice))
    own = [voice for voice in ordered if voice in outlets]
    return own, [voice for voice in ordered if voice not in outlets and counted[voice]]
