"""The names that claims hold: which field they stand in, what kind of thing they name, and where the text says them."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec import Struct

from vidmova.entities import places
from vidmova.entities.naming import is_coded, is_ranked, looks_given, parse, person_words
from vidmova.entities.scripts import as_passage, languages_of
from vidmova.extraction.courts import find_courts
from vidmova.extraction.names import is_never
from vidmova.extraction.units import find_units
from vidmova.lexicon.folding import fold
from vidmova.records import Claim, EntityKind, Mention, Report, claim_key

KINDS: dict[str, EntityKind | None] = {
    "person": "person",
    "unit": "unit",
    "origin": "place",
    "place": "place",
    "by": None,
    "court": "court",
    "source_said": None,
}
"""The fields that hold names, and of what kind; None where the name itself must tell."""
MOST_WORDS = 4
_POSSESSIVE = re.compile("['’]s?$")
_OF_SOMEBODY = re.compile("['’]s? [^\\W\\d_A-ZА-ЯЁІЇЄҐ]")
"""What belongs to somebody who is named ("Aidar's mother") is not named itself."""


class Named(Struct, frozen=True):
    """A mention with what its entity's id follows from."""

    mention: Mention
    document: str
    start: int
    ordinal: int


class _Value(Struct, frozen=True):
    """A value of a claim's field."""

    claim: Claim
    field: str
    ordinal: int
    name: str
    kind: EntityKind


def mentioned(reports: Iterable[Report]) -> Iterator[Named]:
    """Yield every name in the claims, in order of receipt, then of place."""
    for report in reports:
        values = list(_named(report))
        families = {bones for one in values if one.kind == "person" for bones in parse(one.name).surnames}
        for one in values:
            mention = _mention(report, one, _kind_among(one, families))
            yield Named(mention, report.document.id, one.claim.start, one.ordinal)


def _named(report: Report) -> Iterator[_Value]:
    for claim in report.claims:
        for field, fixed in KINDS.items():
            for ordinal, name in enumerate(_values(claim, field)):
                kind = fixed or kind_of(name)
                if kind is not None and any(letter.isupper() or letter.isdigit() for letter in name):
                    yield _Value(claim, field, ordinal, name, kind)


def _kind_among(value: _Value, families: set[str]) -> EntityKind:
    """Return the kind of a value: a single word that is a surname of the document's people is a person."""
    guessed = KINDS[value.field] is None and value.kind == "organisation"
    return "person" if guessed and " " not in value.name and parse(value.name).surnames & families else value.kind


def _mention(report: Report, value: _Value, kind: EntityKind) -> Mention:
    start, end = _place(value.claim, value.field, value.ordinal)
    return Mention(
        claim=claim_key(report.document.id, value.claim.id),
        field=value.field,
        kind=kind,
        name=value.name,
        language=report.document.language,
        start=start,
        end=end,
    )


def _values(claim: Claim, field: str) -> list[str]:
    value = getattr(claim, field)
    if isinstance(value, list):
        return list(value)
    names = [_POSSESSIVE.sub("", name.strip()) for name in value.split(";")] if value else []
    return [name for name in names if name]


def _place(claim: Claim, field: str, ordinal: int) -> tuple[int | None, int | None]:
    spans = [span for span in claim.spans if span.field == field]
    if not spans or (len(spans) <= ordinal):
        return None, None
    return spans[ordinal].start, spans[ordinal].end


@lru_cache(maxsize=100_000)
def kind_of(name: str) -> EntityKind | None:
    """Return what a name that a claim is attributed to looks like; None where it names nobody ("relatives")."""
    if not (name[:1].isupper() or name[:1].isdigit()) or _OF_SOMEBODY.search(name.partition(",")[0]) or is_coded(name):
        return None
    if looks_like_person(name):
        return "person"
    passage = as_passage(name, languages_of(name)[0])
    if find_courts(passage):
        return "court"
    if any(unit.start == 0 for unit in find_units(passage)):
        return "unit"
    found = places.locate(name)
    if found is not None and fold(found.name) == fold(name):
        return "place"
    return "organisation" if name[:1].isupper() and len(name.strip(".")) > 1 else None


@lru_cache(maxsize=100_000)
def looks_like_person(name: str) -> bool:
    """Tell whether a name is surely a person's: rank, known given name or initials, and no word of another thing."""
    words = person_words(name)
    parsed = parse(name)
    if not words or len(words) > MOST_WORDS or parsed.nobody:
        return False
    if any(is_never(fold(word), language) for word in words for language in languages_of(name)):
        return False
    known = any(not key.startswith("~") for key in parsed.given)
    known = known or (len(words) > 1 and looks_given(words[0]))
    return known or bool(parsed.initial and parsed.surnames) or is_ranked(name)
