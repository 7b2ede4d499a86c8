"""A claim made by hand of characters that somebody chose: first its act, then the fields of that act."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from vidmova.errors import InputError
from vidmova.extraction.counts import parse_count
from vidmova.extraction.dates import find_dates
from vidmova.extraction.romanise import romanise
from vidmova.lexicon.actgroups import GROUPS
from vidmova.lexicon.folding import fold
from vidmova.records import Document, Passage, Sentence
from vidmova.review.claimvalues import as_field, codes_of
from vidmova.web import codes
from vidmova.web.speech import Speech

COMMON = ("count", "counted", "person", "group", "category", "unit", "origin", "place", "date")
LAST = ("reason", "source_said", "modality")
OWN: dict[str, tuple[str, ...]] = {
    "awol": ("absence_days",),
    "desert": ("absence_days",),
    "threaten": ("by", "term_months", "charge"),
    "charge": ("by", "charge"),
    "sentence": ("by", "court", "term_months", "sentence_type", "charge", "absence_days"),
    "lawsuit": ("by", "court"),
    "ruling": ("by", "court", "outcome"),
    **dict.fromkeys(
        ("dismiss", "detain", "ill_treat", "kill", "shame", "deny", "send_back", "deport", "aid", "norm", "asylum"),
        ("by",),
    ),
}
"""Fields that an act has beside those of every act."""
CHOSEN = frozenset({"counted", "modality", "category"})
"""Fields that are chosen from a list, and may be without characters of their own."""
ENGLISH = frozenset({"group", "unit", "origin", "place", "by", "court", "source_said"})
"""Fields that the codebook wants in Latin letters."""
LONGEST = 4_000
NOWHERE = (0, 0)


class FieldRow(Struct, frozen=True):
    """A field of the form."""

    name: str
    word: str
    value: str
    start: int
    end: int
    wording: str
    options: list[tuple[str, str]]
    """Codes that it can have, each in words; none where it is free."""
    fault: str
    pattern: str
    """How a value is written, shown beside it."""


class ClaimForm(Struct, frozen=True, kw_only=True):
    """The page on which a claim is made."""

    document: Document
    name: str
    start: int
    end: int
    passage: str
    before: str
    after: str
    act: str
    act_word: str
    acts: list[tuple[str, list[tuple[str, str]]]]
    """Acts by group, each in words."""
    rows: list[FieldRow]
    why: str
    fault: str


def stretch_of(document: Document, sentences: list[Sentence], given: Mapping[str, str]) -> tuple[int, int]:
    """Return the characters that an address names: from and to, or those of a sentence; raises InputError."""
    start, end = number(given.get("from", "")), number(given.get("to", ""))
    if start is None or end is None:
        chosen = number(given.get("sentence", ""))
        if chosen is None or not 0 < chosen <= len(sentences):
            raise InputError("choose a sentence, or give the characters from … to …")
        start, end = sentences[chosen - 1].start, sentences[chosen - 1].end
    if not 0 <= start < end <= len(document.text) or not document.text[start:end].strip():
        raise InputError(f"this document has no characters from {start} to {end}; it has {len(document.text)}")
    for one in sentences:
        # What was chosen is widened to whole sentences; without sentences it stays as it is.
        if one.start < end and start < one.end:
            start, end = min(start, one.start), max(end, one.end)
    if end - start > LONGEST:
        raise InputError(f"a claim's passage is one sentence or two; these are {end - start} characters")
    return start, end


def number(said: str) -> int | None:
    """Return a whole number as an address gives it."""
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else None


def fields_of(act: str) -> tuple[str, ...]:
    """Return the fields that the codebook has for an act, in its order."""
    return (*COMMON, *OWN.get(act, ()), *LAST)


def claim_form(
    speech: Speech, document: Document, stretch: tuple[int, int], given: Mapping[str, str], fault: str = ""
) -> ClaimForm:
    """Return the form as far as it is filled."""
    start, end = stretch
    act = given.get("act", "")
    known = codes_of("act")
    return ClaimForm(
        document=document,
        name=document.id[:12],
        start=start,
        end=end,
        passage=document.text[start:end],
        before=document.text[max(0, start - 300) : start],
        after=document.text[end : end + 300],
        act=act if act in known else "",
        act_word=codes.act(speech, act) if act in known else "",
        acts=[
            (codes.group(speech, one.code), [(code, codes.act(speech, code)) for code in one.acts]) for one in GROUPS
        ],
        rows=[_row(speech, document, name, given) for name in fields_of(act)] if act in known else [],
        why=given.get("why", ""),
        fault=fault,
    )


def places_of(document: Document, given: Mapping[str, str], act: str) -> dict[str, tuple[int, int]]:
    """Return the characters that were chosen for each field."""
    found = {}
    for name in fields_of(act):
        start, end = number(given.get(f"{name}.from", "")), number(given.get(f"{name}.to", ""))
        if start is not None and end is not None and 0 <= start < end <= len(document.text):
            found[name] = (start, end)
    return found


def filled(document: Document, given: Mapping[str, str], act: str) -> dict[str, str]:
    """Return the fields as typed; raises InputError where one that needs characters has none, or says what none can."""
    places, typed = places_of(document, given, act), {"act": act}
    for name in fields_of(act):
        value = given.get(name, "")
        if not value:
            continue
        as_field(name, value)
        if name not in places and name not in CHOSEN:
            raise InputError(f"{name}: choose the characters that state it")
        typed[name] = value
    return typed


def read_value(document: Document, name: str, start: int, end: int) -> str:
    """Return the value that characters state, as it is typed; to be checked by whoever chose them."""
    wording = " ".join(document.text[start:end].split())
    if name in ("count", "term_months", "absence_days"):
        found = parse_count(wording, document.language)
        return _bounds(*found) if found else ""
    if name == "date":
        published = _day(document.published)
        passage = Passage(document.text, fold(document.text), start, end, document.language)
        dates = find_dates(passage, published)
        return f"{dates[0].first or ''}..{dates[0].last or ''}" if dates else ""
    if codes_of(name):
        return ""
    return romanise(wording, document.language) if name in ENGLISH else wording.replace(",", "")


def _day(said: str | None) -> date | None:
    try:
        return date.fromisoformat(said or "")
    except ValueError:
        return None


def _bounds(low: int, high: int | None) -> str:
    if high is None:
        return f"{low}+"
    return f"{low}" if low == high else f"{low}-{high}"


def _row(speech: Speech, document: Document, name: str, given: Mapping[str, str]) -> FieldRow:
    start, end = places_of(document, given, given.get("act", "")).get(name, NOWHERE)
    value, fault = given.get(name, ""), ""
    if not value and end:
        value = read_value(document, name, start, end)
    try:
        as_field(name, value)
    except InputError as error:
        fault = str(error)
    return FieldRow(
        name=name,
        word=codes.field(speech, name),
        value=value,
        start=start,
        end=end,
        wording=document.text[start:end],
        options=[(code, codes.code(speech, name, code)) for code in codes_of(name)],
        fault=fault,
        pattern={"date": "2022-03 · 2022-03-01..2022-03-15", "count": "12 · 10-12 · 50+"}.get(name, ""),
    )
