"""Finds again the claims that decisions are about, by content, whatever the machine calls them now."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from vidmova.archive.intake import digest_of
from vidmova.records import Claim, Document, Report, claim_key
from vidmova.review.claimvalues import version
from vidmova.review.decisions import ClaimKey

PASSAGE = 16
"""Digits of a passage's digest that a key carries."""
HAND, KEPT = "h", "k"
"""Begin the ids of claims added by hand, and of those kept as they were seen because the machine lost them."""


class Place(Struct, frozen=True):
    """Where a claim of a decision is now."""

    document: Document | None = None
    """The document, where the register has it."""
    claim: Claim | None = None
    """The claim as the machine finds it now; of one added by hand or lost, None."""
    start: int = 0
    end: int = 0
    """Its passage now; empty where the text does not have it."""

    @property
    def key(self) -> str:
        """Return how the claim is called now; empty where it is not found."""
        return claim_key(self.document.id, self.claim.id) if self.document and self.claim else ""


def text_digest(text: str) -> str:
    """Return the SHA-256 of a text, as keys carry it."""
    return digest_of(text.encode("utf-8", "surrogatepass"))


def keys_of(document: Document, claims: Sequence[Claim]) -> dict[str, ClaimKey]:
    """Return the key of each claim of a document by its id, given all that the machine found in it."""
    text, numbers, found = text_digest(document.text), Counter[tuple[int, int, str]](), {}
    for claim in claims:
        place = (claim.start, claim.end, claim.act)
        passage = _passage(document.text, claim.start, claim.end)
        found[claim.id] = ClaimKey(document.id, text, *place, numbers[place], passage)
        numbers[place] += 1
    return found


def key_by_hand(document: Document, start: int, end: int, values: Mapping[str, object]) -> ClaimKey:
    """Return the key of a claim that somebody adds; the same words and values give the same key."""
    text, passage = text_digest(document.text), _passage(document.text, start, end)
    said = f"{text} {start} {end} {sorted(values.items())!r}"
    act = str(values.get("act", ""))
    return ClaimKey(document.id, text, start, end, act, 0, passage, HAND + digest_of(said.encode())[:8])


def kept_id(key: ClaimKey) -> str:
    """Return the id of a claim that is in the register by decision alone."""
    return key.hand or KEPT + digest_of(repr(key).encode())[:8]


def find(reports: Sequence[Report], wanted: Mapping[ClaimKey, frozenset[str]]) -> dict[ClaimKey, Place]:
    """Return where each claim is now, given the versions of it that were seen; no claim is found for two keys."""
    by_id = {report.document.id: report for report in reports}
    missing = {key.text for key in wanted if key.document not in by_id}
    by_text: dict[str, Report] = {}
    for report in reports if missing else ():
        by_text.setdefault(text_digest(report.document.text), report)
    places: dict[ClaimKey, Place] = {}
    grouped: defaultdict[str, list[ClaimKey]] = defaultdict(list)
    for key in sorted(wanted):
        places[key] = Place()
        if there := by_id.get(key.document) or by_text.get(key.text):
            grouped[there.document.id].append(key)
    for identity, keys in grouped.items():
        places.update(_found_in(by_id[identity], keys, wanted))
    return places


def _passage(text: str, start: int, end: int) -> str:
    return text_digest(text[start:end])[:PASSAGE]


def _found_in(report: Report, keys: list[ClaimKey], wanted: Mapping[ClaimKey, frozenset[str]]) -> dict[ClaimKey, Place]:
    document = report.document
    same = text_digest(document.text)
    places = {}
    for key in keys:
        stretch = (key.start, key.end) if key.text == same else _moved(document.text, key)
        places[key] = Place(document, None, *stretch)
    own = keys_of(document, report.claims)
    free = {claim.id: (claim, version(claim)) for claim in report.claims}
    searched = [key for key in keys if not key.hand and places[key].end]
    for fits in _FITS:
        for key in [one for one in searched if places[one].claim is None]:
            place = places[key]
            for name, (claim, seen) in free.items():
                fit = _Fit(place, claim, seen in wanted[key], own[name].ordinal == key.ordinal)
                if claim.act == key.act and fits(fit):
                    places[key] = Place(document, free.pop(name)[0], place.start, place.end)
                    break
    return places


def _moved(text: str, key: ClaimKey) -> tuple[int, int]:
    """Return where a passage stands in a text that was read otherwise; nowhere unless it is there once."""
    length = key.end - key.start
    starts = [at for at in range(len(text) - length + 1) if _passage(text, at, at + length) == key.passage]
    return (starts[0], starts[0] + length) if len(starts) == 1 else (0, 0)


class _Fit(Struct, frozen=True):
    """How well a claim is the one that is meant."""

    place: Place
    claim: Claim
    seen: bool
    """Whether it says what was seen."""
    numbered: bool

    @property
    def there(self) -> bool:
        return (self.claim.start, self.claim.end) == (self.place.start, self.place.end)

    @property
    def near(self) -> bool:
        return self.claim.start < self.place.end and self.place.start < self.claim.end


_FITS: tuple[Callable[[_Fit], bool], ...] = (
    lambda fit: fit.seen and fit.there and fit.numbered,
    lambda fit: fit.seen and fit.there,
    lambda fit: fit.seen and fit.near,
    lambda fit: fit.there and fit.numbered,
    lambda fit: fit.there,
    lambda fit: fit.near,
)
"""What makes a claim the one that is meant, the surest first."""


def seen_versions(pairs: Iterable[tuple[ClaimKey, str]]) -> Iterator[tuple[ClaimKey, frozenset[str]]]:
    """Yield each key with all versions of its claim that were seen."""
    seen: defaultdict[ClaimKey, set[str]] = defaultdict(set)
    for key, digest in pairs:
        seen[key].add(digest)
    for key, digests in seen.items():
        yield key, frozenset(digests)
