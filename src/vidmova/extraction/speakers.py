"""Who can be a source: outlets, offices, groups, documents and persons, with their names in English."""

import re

from msgspec import Struct, structs

from vidmova.extraction.persons import Person
from vidmova.extraction.romanise import romanise
from vidmova.extraction.speech import OBLIQUE, Sort, Speech, speech, unit_of


class Speaker(Struct, frozen=True):
    """A wording that may name a source: who it is in English, of what sort, and whether it may be a subject."""

    start: int
    end: int
    said: str
    who: str
    sort: Sort
    subject: bool = True
    gloss: str = ""
    """The lexicon's English for a source without a name ("lawyer"), where `said` keeps the passage's own wording."""


MONTH = "january|february|march|april|may|june|july|august|september|october|november|december"
NOT_BELONGING = rf"(?i:{MONTH}|order|fact|total|addition|response|turn|reply|a|the|\d{{4}})\b"
BELONGS = re.compile(
    r"(?: (?:leaked|linked|close|familiar))? (?:of|from|at|in|for|to|with)"
    rf"(?: the| a| an| this| his| her| their| one of the)? (?!{NOT_BELONGING})"
    r"(?:(?=[A-Z0-9])|(?<=of )|(?<=of the )|(?<=in the ))"
    r"[\w’'.-]*\w(?: (?=[A-Z0-9])[\w’'.-]*\w){0,4}"
)
VERB_ENDS = "ет|ют|ит|ят|ал|ил|ала|ила|ало|ило|али|или|ає|ює|ють|ів|ив|ав|ше|ші|шут|says|said|wrote|writes"
BEFORE_TITLE = re.compile(rf"(?:^|[,.;:!?—\n(] ?|[^\w] (?:и|а|но|і|й|та|але|and|but|the) |\w+(?:{VERB_ENDS}) )$")
SOURCE_IN = re.compile(r"(?<!там) (?:в|во|из|у|з|із|близкий|близкого|близький) ")
RANK = ("person", "outlet", "office", "title", "noun", "pronoun")


def find_speakers(text: str, folded: str, persons: list[Person], language: str) -> list[Speaker]:
    """Return everything in a document that may be a source, in order, without overlaps; persons first."""
    known = speech(language)
    found = [_person(person, text, language) for person in persons]
    found += _titles(text, folded, language, known)
    found += _listed(text, folded, language, known)
    found.sort(key=lambda unit: (RANK.index(unit.sort), unit.start - unit.end, unit.start))
    taken = bytearray(len(text))
    kept = []
    for unit in found:
        if not any(taken[unit.start : unit.end]):
            taken[unit.start : unit.end] = b"\1" * (unit.end - unit.start)
            kept.append(unit)
    kept.sort(key=lambda unit: unit.start)
    return [_wider(unit, text, kept, at) for at, unit in enumerate(kept)] if language == "en" else kept


def _person(person: Person, text: str, language: str) -> Speaker:
    subject = text[person.start : person.end] == person.name
    return Speaker(person.start, person.end, romanise(person.full, language), person.gender or "?", "person", subject)


def _titles(text: str, folded: str, language: str, known: Speech) -> list[Speaker]:
    found = []
    for title in known.titles.finditer(folded):
        start, end = title.span(2)
        inner, head = title.group(2), title.group(1)
        if not text[start].isupper() or inner[-1] in ".,!?…" or len(inner.split()) > 5:
            continue
        listed = unit_of(inner, known)
        if listed is not None and listed.sort in ("outlet", "office"):
            found.append(
                Speaker(title.start(), title.end(), listed.en, "o", listed.sort, listed.subject or head is not None)
            )
        else:
            subject = (
                not OBLIQUE.search(head)
                if head
                else BEFORE_TITLE.search(folded, max(0, title.start() - 30), title.start()) is not None
            )
            found.append(
                Speaker(title.start(), title.end(), romanise(text[start:end], language), "o", "title", subject)
            )
    if language == "en":
        found += [
            Speaker(title.start(), title.end(), title.group(1), "o", "title")
            for title in known.projects.finditer(text)
            if unit_of(title.group(1).lower(), known) is None
        ]
    return found


def _listed(text: str, folded: str, language: str, known: Speech) -> list[Speaker]:
    found: list[Speaker] = []
    for match in known.units.finditer(folded):
        unit = unit_of(match.group(), known)
        start, end = match.span()
        if unit is None or folded[end : end + 2] == "'s":
            continue
        if unit.sort in ("outlet", "office") and not any(
            letter.isupper() or letter.isdigit() for letter in text[start:end]
        ):
            continue
        if unit.who == "same" and SOURCE_IN.match(folded, end):
            found.append(Speaker(start, end, "source", "m", "noun", unit.subject, "source"))
            continue
        said = _said(text[start:end], unit.en) if language == "en" and unit.sort == "noun" else unit.en
        found.append(Speaker(start, end, said, unit.who, unit.sort, unit.subject, unit.en))
    return found


def _said(wording: str, english: str) -> str:
    bare = re.sub(r"^(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir) ", "", wording)
    keeps = english[0].isupper() or any(letter.isupper() for letter in bare[1:])
    return bare if keeps else bare[0].lower() + bare[1:]


def _wider(unit: Speaker, text: str, kept: list[Speaker], at: int) -> Speaker:
    """Return an English noun with what belongs to it ("National Guard serviceman", "source in the department")."""
    if unit.sort != "noun":
        return unit
    until = kept[at + 1].start if at + 1 < len(kept) and kept[at + 1].sort == "person" else len(text)
    after = BELONGS.match(text, unit.end, min(until, unit.end + 70))
    before = speech("en").named_before.search(text, max(0, unit.start - 40), unit.start)
    start = before.start(1) if before and not _overlaps(before.start(1), kept, at) else unit.start
    end = after.end() if after else unit.end
    said = (text[start : unit.start] + unit.said + text[unit.end : end]).replace("’", "'")
    return structs.replace(unit, start=start, end=end, said=said)


def _overlaps(start: int, kept: list[Speaker], at: int) -> bool:
    return at > 0 and kept[at - 1].end > start
