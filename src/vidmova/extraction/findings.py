"""Runs every finder over the sentences of a document and lays what they found beside each sentence."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct, field

from vidmova.extraction.acts import ActHit
from vidmova.extraction.counts import Count, find_counts
from vidmova.extraction.courts import Court, find_courts
from vidmova.extraction.dates import Anchor, Dated, anchor_after, find_dates
from vidmova.extraction.persons import Person, find_persons
from vidmova.extraction.places import Place, find_places
from vidmova.extraction.sources import Source, find_sources
from vidmova.extraction.terms import (
    Absence,
    SentenceType,
    Term,
    find_absences,
    find_sentence_types,
    find_terms,
)
from vidmova.extraction.units import Unit, find_units
from vidmova.lexicon.details import details
from vidmova.records import Document, Passage, Sentence


class Mark(Struct, frozen=True):
    """A word that tells a code of the codebook, or the English name of a group or agent."""

    start: int
    end: int
    code: str


class Findings(Struct, frozen=True, kw_only=True):
    """One sentence with all that was found in it, each list in order of start."""

    number: int
    sentence: Sentence
    hits: list[ActHit]
    persons: list[Person]
    sources: list[Source]
    counts: list[Count]
    dates: list[Dated]
    places: list[Place]
    units: list[Unit]
    courts: list[Court]
    terms: list[Term]
    absences: list[Absence]
    sentence_types: list[SentenceType]
    passage: Passage
    marked: dict[str, list[Mark]] = field(default_factory=dict)
    """What `marks` has found already."""

    def marks(self, key: str) -> list[Mark]:
        """Return the detail words of a kind (`categories`, `charges` …) in the sentence."""
        if key in self.marked:
            return self.marked[key]
        where = self.passage
        coded = details(self.sentence.language).coded[key]
        found = [
            Mark(match.start(), match.end(), code)
            for code, pattern in coded
            for match in pattern.regex.finditer(where.folded, where.start, where.end)
        ]
        # «без удовлетворения» holds «удовлетворения»: the longer wording says more.
        whole = [one for one in found if not any(_inside(one, other) for other in found)]
        self.marked[key] = sorted(whole, key=lambda mark: (mark.start, mark.end, mark.code))
        return self.marked[key]

    def says(self, key: str) -> tuple[int, int] | None:
        """Return the span of the first word of a plain list (`he`, `they` …) in the sentence."""
        where = self.passage
        match = details(self.sentence.language).listed[key].regex.search(where.folded, where.start, where.end)
        return match.span() if match else None


class Reading(Struct, frozen=True):
    """A document with its folded text, its sentences and its act hits."""

    document: Document
    folded: str
    sentences: Sequence[Sentence]
    hits: Sequence[ActHit]
    published: date | None
    dateline: Dated | None = None


def find_all(reading: Reading) -> Iterator[Findings]:
    """Yield the findings of every sentence in order; dates without a year lean on the last date mentioned."""
    text, folded = reading.document.text, reading.folded
    persons = find_persons(text, folded, reading.document.language)
    sources = find_sources(text, folded, list(reading.sentences), persons, reading.document.language)
    told: dict[int, list[ActHit]] = {}
    for hit in reading.hits:
        told.setdefault(hit.sentence, []).append(hit)
    named, scopes = _by_sentence(persons, reading.sentences), _over_sentences(sources, reading.sentences)
    anchor = Anchor((reading.published, reading.published) if reading.published else None)
    for number, sentence in enumerate(reading.sentences):
        passage = Passage(text, folded, sentence.start, sentence.end, sentence.language)
        dates = find_dates(passage, reading.published, anchor)
        anchor = anchor_after(dates, anchor)
        hits = told.get(number, [])
        courts = find_courts(passage)
        terms = find_terms(passage) if hits else []
        counts = [one for one in find_counts(passage) if not _within(one, [*terms, *dates])]
        # «из части 5591» names a unit, «из части 30 человек» counts.
        units = [unit for unit in find_units(passage) if not any(one.noun and _within(one, [unit]) for one in counts)]
        yield Findings(
            number=number,
            sentence=sentence,
            hits=hits,
            persons=named.get(number, []),
            sources=scopes.get(number, []),
            counts=[one for one in counts if not _within(one, units)] if hits else [],
            dates=dates,
            places=[place for place in find_places(passage) if not _within(place, [*courts, *units])],
            units=units,
            courts=courts,
            terms=terms,
            absences=find_absences(passage) if hits else [],
            sentence_types=find_sentence_types(passage) if hits else [],
            passage=passage,
        )


def _inside(one: Mark, other: Mark) -> bool:
    return other.start <= one.start and one.end <= other.end and other.end - other.start > one.end - one.start


def _by_sentence(persons: Sequence[Person], sentences: Sequence[Sentence]) -> dict[int, list[Person]]:
    ends = [sentence.end for sentence in sentences]
    found: dict[int, list[Person]] = {}
    for person in persons:
        number = bisect_right(ends, person.start)
        if number < len(sentences) and sentences[number].start <= person.start:
            found.setdefault(number, []).append(person)
    return found


def _over_sentences(sources: Sequence[Source], sentences: Sequence[Sentence]) -> dict[int, list[Source]]:
    """Return the sources whose scope reaches into each sentence, by its number."""
    starts, ends = [sentence.start for sentence in sentences], [sentence.end for sentence in sentences]
    found: dict[int, list[Source]] = {}
    for source in sources:
        for number in range(bisect_right(ends, source.scope_start), bisect_left(starts, source.scope_end)):
            found.setdefault(number, []).append(source)
    return found


def _within(found: Place | Count, others: Sequence[Court | Unit | Term | Dated]) -> bool:
    return any(other.start <= found.start and found.end <= other.end for other in others)
