"""Puts claims together: each act said in a sentence, with its people, number, fields and their spans."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec.structs import replace

from vidmova.extraction.actors import Actor, apart, refusers
from vidmova.extraction.acts import ActHit, about_service, find_acts
from vidmova.extraction.carrying import carry_on
from vidmova.extraction.counts import Count
from vidmova.extraction.datebounds import bounded
from vidmova.extraction.datelines import find_dateline, find_review
from vidmova.extraction.dates import Dated
from vidmova.extraction.fields import fields, settled, source_of
from vidmova.extraction.findings import Findings, Reading, find_all
from vidmova.extraction.judging import Judge, judged
from vidmova.extraction.modality import modality
from vidmova.extraction.partwords import part_cues
from vidmova.extraction.setting import Setting, Valued
from vidmova.extraction.shares import wholes_of
from vidmova.extraction.story import Story, actors_of, introductions, kind, lead, narrator, told, with_lead
from vidmova.lexicon import files
from vidmova.lexicon.details import details
from vidmova.lexicon.folding import fold
from vidmova.records import Claim, Document, FieldSpan, Sentence

NEVER = frozenset({"cities"})
UNCOUNTED = frozenset({"norm"})
UNITS = {
    "cases": frozenset({"charge", "lawsuit", "ruling", "sentence", "aid"}),
    "rulings": frozenset({"sentence", "ruling", "awol"}),
    "reports": frozenset({"aid", "deny", "resign", "ill_treat", "asylum"}),
    "other": frozenset({"aid", "casualties"}),
}


def extract(document: Document, sentences: Sequence[Sentence], judge: Judge | None = None) -> list[Claim]:
    """Return every claim of a document in order; the same claims for the same text, lexicon and judge.

    `judge` is the trained encoder, or another that gives a probability per act and sentence; without one the
    lexicon alone decides.
    """
    folded = fold(document.text)
    sentences = [sentence for sentence in sentences if sentence.language in files.languages()]
    hits = find_acts(folded, sentences)
    if not hits or not about_service(folded, sentences):
        return []
    document = _in_a_language(document, sentences)
    line = find_dateline(document.text, document.language)
    found = chosen(hits)
    if judge:
        found = judged(document.text, sentences, found, judge)
    told = carry_on(document.text, folded, sentences, found)
    reading = Reading(document, folded, sentences, told, _published(document, line), line)
    claims = _dated_headings(list(_told(reading)), sentences)
    claims = list(bounded(claims, reading.published, line, document.text))
    return [replace(claim, id=f"c{number:03}") for number, claim in enumerate(claims, 1)]


def _published(document: Document, line: Dated | None) -> date | None:
    if document.published:
        return date.fromisoformat(document.published[:10])
    return date.fromisoformat(line.last) if line and line.last else None


def chosen(hits: Sequence[ActHit]) -> list[ActHit]:
    """Return one hit per sentence and act, the surest; labels and nouns only where nothing else explains them."""
    best: dict[tuple[int, str], ActHit] = {}
    firm = {hit.sentence for hit in hits if not hit.last}
    for hit in hits:
        if hit.last and hit.sentence in firm:
            continue
        key = (hit.sentence, hit.act)
        if key not in best or (hit.last, -hit.sure, hit.start) < (best[key].last, -best[key].sure, best[key].start):
            best[key] = hit
    return sorted(best.values(), key=lambda hit: (hit.sentence, hit.start, hit.act))


def _told(reading: Reading) -> Iterator[Claim]:
    everything = list(find_all(reading))
    opening = kind(everything, lead(everything, len(reading.document.text)))
    story = Story(traits=introductions(everything), narrator=narrator(everything, len(reading.document.text)))
    setting = Setting(default=_reviewed(reading))
    for findings in everything:
        counts = shared_out(findings)
        actors: list[Actor] = []
        values: list[tuple[str, Valued]] = []
        for hit in findings.hits:
            for actor in actors_of(findings, hit, story, counts[hit.act]):
                spot = _spot(hit, actor) if len(counts[hit.act]) > 1 else hit
                found = fields(findings, hit, spot, setting, reading.published)
                actors.append(actor)
                values += [(hit.act, value) for value in found]
                yield _claim(findings, hit, with_lead(actor, opening) if hit.act != "norm" else actor, found)
        story = told(story, actors, findings)
        setting = settled(setting, findings, values, reading.published)


def _dated_headings(claims: list[Claim], sentences: Sequence[Sentence]) -> list[Claim]:
    """Return the claims with those of the title dated by the first claim below that tells of the same act."""
    headings = {sentence.start for sentence in sentences[:2] if sentence.kind == "heading"}
    dated: list[Claim] = []
    for number, claim in enumerate(claims):
        below = (other for other in claims[number + 1 :] if other.act == claim.act and other.date)
        if claim.start in headings and claim.date is None and (other := next(below, None)):
            spans = [span for span in other.spans if span.field == "date"]
            claim = replace(claim, date=other.date, spans=[*claim.spans, *spans])
        dated.append(claim)
    return dated


def _in_a_language(document: Document, sentences: Sequence[Sentence]) -> Document:
    """Return a document of several languages, of which none prevails, as one in the language of most sentences."""
    if document.language in files.languages():
        return document
    ((spoken, _),) = Counter(sentence.language for sentence in sentences).most_common(1)
    return replace(document, language=spoken)


def _reviewed(reading: Reading) -> Valued | None:
    """Return the days that a review's masthead names («обзор за 15–19 апреля»), or the month of a list."""
    days = (
        find_review(reading.document.text, reading.document.language, reading.published) if reading.dateline else None
    )
    listed = any(sentence.kind == "bullet" for sentence in reading.sentences)
    if days is None or (days.precision == "month" and not listed):
        return None
    return Valued("date", (days.first, days.last), days.start, days.end)


def _spot(hit: ActHit, actor: Actor) -> ActHit:
    """Return the hit as if it stood at the actor's number, where a row of numbers has a date or place beside each."""
    number = next((span for span in actor.spans if span.field == "count"), None)
    return replace(hit, start=number.start, end=number.end) if number else hit


def shared_out(findings: Findings) -> defaultdict[str, list[Count]]:
    """Return the numbers of a sentence by the act each is told of: the nearest act that can be counted so.

    A single number of people is the subject of every act of its sentence.
    """
    shares: defaultdict[str, list[Count]] = defaultdict(list)
    counts = [count for count in findings.counts if _counts_people_told_of(count, findings)]
    wholes = wholes_of(counts, findings.passage)
    for count in counts:
        fitting = [
            hit for hit in findings.hits if countable(count, hit.act) and _may_tell_of(count, hit, wholes, findings)
        ]
        if fitting:
            hit = min(fitting, key=lambda hit: (apart(count.start, count.end, hit, findings.passage.folded), hit.start))
            shares[hit.act].append(count)
    people = [count for count in counts if count.counted == "persons"]
    if len(people) == 1 and not refusers(findings, "sentence", frozenset()):
        for hit in findings.hits:
            if not shares[hit.act] and countable(people[0], hit.act):
                shares[hit.act] = people
    return shares


def _counts_people_told_of(count: Count, findings: Findings) -> bool:
    """Tell whether a number counts what the sentence tells of: no share, no whole of a part, none of the sources."""
    if count.share or count.counted in NEVER:
        return False
    if any(0 <= source.start - count.end <= 2 for source in findings.sources):
        return False
    where = findings.passage
    parts = details(where.language).listed["part_of"].regex.finditer(where.folded, where.start, count.start)
    return not any(count.start - part.end() <= 1 for part in parts)


def _may_tell_of(count: Count, hit: ActHit, wholes: Mapping[Count, Count], findings: Findings) -> bool:
    """Tell whether an act may be that of a number which is a whole or a part of one.

    «Из 300 военных отказались 90»: 90 refused, not 300. «Из 12 уволенных трое подали в суд»: 12 were dismissed, and
    three did what the rest of the sentence tells.
    """
    whole = next((one for one, part in wholes.items() if part == count), None)
    if whole:
        return hit.act not in _acts_named(whole, findings)
    if count not in wholes:
        return True
    named = _acts_named(count, findings)
    if named:
        return hit.act in named
    part = min(findings.hits, key=lambda one: apart(*_place(wholes[count]), one, findings.passage.folded))
    return hit.act != part.act


def _place(count: Count) -> tuple[int, int]:
    return count.start, count.end


def _acts_named(count: Count, findings: Findings) -> frozenset[str]:
    """Return the acts that the noun of a number tells by itself: «12 уволенных», "40 deserters"."""
    if count.noun is None:
        return frozenset()
    again, folded = part_cues(findings.passage.language).again, findings.passage.folded
    return frozenset(act for act, pattern in again.items() if pattern.match(folded, count.end, count.noun.end))


def countable(count: Count, act: str) -> bool:
    """Tell whether an act can be counted in the unit of a number: people suit all but laws, cases the courts …"""
    if act in UNCOUNTED:
        return False
    if count.counted in (None, "persons"):
        return True
    return act in UNITS.get(count.counted, frozenset())


def _claim(findings: Findings, hit: ActHit, actor: Actor, found: list[Valued]) -> Claim:
    text, folded, sentence = findings.passage.text, findings.passage.folded, findings.sentence
    mode, mode_span = modality(hit, folded, sentence, [*findings.dates, *findings.counts])
    source = source_of(findings, hit)
    if source and source.stance == "denied":
        mode, mode_span = "denied", (source.start, source.end)
    values: dict[str, Any] = {value.field: value.value for value in found}
    spans = [*actor.spans, *(value.span(text) for value in found)]
    spans.append(FieldSpan("act", hit.start, hit.end, text[hit.start : hit.end]))
    if mode_span:
        spans.append(FieldSpan("modality", *mode_span, text[slice(*mode_span)]))
    return Claim(
        id="",
        start=sentence.start,
        end=sentence.end,
        act=hit.act,
        count=actor.count,
        approx=actor.approx,
        counted=actor.counted if actor.count else None,
        person=list(actor.persons),
        group=actor.group,
        category=list(actor.categories),
        unit=actor.unit,
        origin=actor.origin,
        modality=mode,
        rule=hit.rule,
        sure=hit.sure,
        spans=sorted(set(spans), key=lambda span: (span.start, span.end, span.field)),
        **values,
    )
