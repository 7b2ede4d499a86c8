"""A page of a document's text with the claims that begin on it beside it, every value a link to its event."""

from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Mapping

from msgspec import Struct

from vidmova.lexicon.actgroups import group_of
from vidmova.records import Claim, Document, Sentence, Span, claim_key
from vidmova.register.passages import Mark, Piece, marks_of, pieces
from vidmova.web import codes
from vidmova.web.addresses import Page
from vidmova.web.documents import file_name
from vidmova.web.phrases import values_of
from vidmova.web.readerpages import Opened, place_address
from vidmova.web.speech import Speech

STRONG, FAIR = 0.8, 0.5


class Elsewhere(Struct, frozen=True):
    """The event of a claim, and how many other passages tell of it."""

    id: str
    title: str
    others: int


class ClaimCard(Struct, frozen=True):
    """A claim beside the text."""

    id: str
    key: str
    act: str
    group: str
    modality: str
    fields: list[tuple[str, str, str, str]]
    """Word for the field, its value, the wording that states it, the address of the place where it stands."""
    rule: str
    sure: str
    event: Elsewhere | None


class Tag(Struct, frozen=True):
    """What stands in the text where a claim begins."""

    id: str
    act: str
    group: str
    modality: str


class _Owner(Struct, frozen=True):
    """The claim that a mark is of: its group, and the address of what stands beside the text."""

    group: str
    card: str


class TextPiece(Struct, frozen=True):
    """Characters of the text with what stands on them."""

    text: str
    begins: list[Tag]
    """Claims whose passage begins here."""
    group: str
    """Group of the claim whose passage this is; empty outside of all."""
    card: str
    """Address of the claim whose value this is; empty where it states none."""
    field: str
    """The fields that it states, in words."""
    ids: list[str]
    """Names of this place, for links from values."""


class Paragraph(Struct, frozen=True):
    """A line of the text; `kind` is heading, bullet or sentence."""

    kind: str
    pieces: list[TextPiece]
    start: int
    """Where its first character stands in the document."""
    sentences: str = ""
    """Where the sentences in it begin and end, for the page's script: 12-40 41-80."""


class Reader(Struct, frozen=True):
    """The page of a document."""

    document: Document
    title: str
    name: str
    language: str
    published: str
    paragraphs: list[Paragraph]
    cards: list[ClaimCard]
    """Those that begin on this page."""
    claims: int
    """How many there are on all pages."""
    sentences: int
    first_sentence: int
    """How many sentences stand on the pages before this one."""
    page: Page
    address: str
    before: str
    after: str
    """Addresses of this page and of those beside it; empty where there is none."""


def reader(speech: Speech, whole: Opened, number: int, events: Mapping[str, Elsewhere]) -> Reader:
    """Return a page of a document, by its number from 0; `events` are those of the claims that begin on it."""
    document, (begin, end) = whole.document, whole.bounds(number)
    places = [one.start for one in whole.sentences]
    first, last = bisect_left(places, begin), bisect_left(places, end)
    here = whole.sentences[first:last]
    return Reader(
        document=document,
        title=document.title or file_name(document.name),
        name=file_name(document.name),
        language=codes.code(speech, "language", document.language),
        published=speech.day(document.published) if document.published else "",
        paragraphs=_paragraphs(speech, whole, number, here),
        cards=[_card(speech, whole, claim, number, events) for claim in whole.begun[number]],
        claims=len(whole.claims),
        sentences=len(places),
        first_sentence=first,
        page=Page(number + 1, 1, len(whole.starts)),
        address=place_address(document.id, begin),
        before=place_address(document.id, whole.starts[number - 1]) if number else "",
        after=place_address(document.id, end) if number + 1 < len(whole.starts) else "",
    )


def _paragraphs(speech: Speech, whole: Opened, number: int, sentences: list[Sentence]) -> list[Paragraph]:
    document, stretch = whole.document, Span(*whole.bounds(number))
    kinds = {sentence.start: sentence.kind for sentence in sentences}
    places = deque(sentences)
    there = whole.touching[number]
    owners = {claim.id: _Owner(group_of(claim.act).code, _card_address(whole, claim, number)) for claim in there}
    begin = {claim.id: _tag(speech, claim, owners[claim.id]) for claim in there}
    marks = sorted(mark for claim in there for mark in marks_of(claim, whole=True))
    seen: set[str] = set()
    return [
        Paragraph(
            kinds.get(line.start, "sentence"),
            [_piece(speech, piece, owners, begin, seen) for piece in pieces(document.text, line, on)],
            line.start,
            _sentences_in(places, line.end),
        )
        for line, on in _lines(document.text, stretch, marks)
    ]


def _card_address(whole: Opened, claim: Claim, number: int) -> str:
    card = f"card-{claim.id}"
    there = whole.page_of(claim.start) == number
    return f"#{card}" if there else place_address(whole.document.id, claim.start, card)


def _tag(speech: Speech, claim: Claim, owner: "_Owner") -> Tag:
    return Tag(claim.id, codes.act(speech, claim.act), owner.group, _modality(speech, claim))


def _modality(speech: Speech, claim: Claim) -> str:
    return "" if claim.modality == "asserted" else codes.code(speech, "modality", claim.modality)


def _sentences_in(places: deque[Sentence], end: int) -> str:
    """Take the sentences that begin before an end from those left, and return where they stand."""
    found = []
    while places and places[0].start < end:
        one = places.popleft()
        found.append(f"{one.start}-{one.end}")
    return " ".join(found)


def _card(speech: Speech, whole: Opened, claim: Claim, number: int, events: Mapping[str, Elsewhere]) -> ClaimCard:
    wordings: dict[str, list[str]] = {}
    places: dict[str, str] = {}
    for span in claim.spans:
        wordings.setdefault(span.field, []).append(" ".join(span.wording.split()))
        mark = f"{claim.id}-{span.field}"
        here = whole.page_of(span.start) == number
        places.setdefault(span.field, f"#{mark}" if here else place_address(whole.document.id, span.start, mark))
    unsaid = {"event", "subset_of"} | ({"modality"} if claim.modality == "asserted" else set())
    fields = [
        (codes.field(speech, name), value, " … ".join(wordings.get(name, [])), places.get(name, ""))
        for name, value in values_of(speech, claim).items()
        if name not in unsaid
    ]
    sure = "strong" if claim.sure >= STRONG else "fair" if claim.sure >= FAIR else "weak"
    return ClaimCard(
        id=claim.id,
        key=claim_key(whole.document.id, claim.id),
        act=codes.act(speech, claim.act),
        group=group_of(claim.act).code,
        modality=_modality(speech, claim),
        fields=fields,
        rule=claim.rule,
        sure=codes.code(speech, "sure", sure),
        event=events.get(claim.event or ""),
    )


def _lines(text: str, stretch: Span, marks: list[Mark]) -> Iterable[tuple[Span, list[Mark]]]:
    """Yield each line of a stretch that is not blank, without its surrounding space, with the marks that touch it."""
    start, first = stretch.start, 0
    for line in text[stretch.start : stretch.end].split("\n"):
        stripped = line.strip()
        begin = start + len(line) - len(line.lstrip())
        end = begin + len(stripped)
        if stripped:
            while first < len(marks) and marks[first].end <= begin:
                first += 1
            last = bisect_left(marks, end, first, key=lambda mark: mark.start)
            yield Span(begin, end), [mark for mark in marks[first:last] if mark.end > begin]
        start += len(line) + 1


def _piece(
    speech: Speech, piece: Piece, owners: Mapping[str, _Owner], tags: Mapping[str, Tag], seen: set[str]
) -> TextPiece:
    passages = [mark for mark in piece.marks if mark.field == "passage"]
    values = [mark for mark in piece.marks if mark.field != "passage"]
    first = (values or passages)[:1]
    words = (codes.act_field(speech) if mark.field == "act" else codes.field(speech, mark.field) for mark in values)
    ids = [name for name in dict.fromkeys(f"{mark.claim}-{mark.field}" for mark in values) if name not in seen]
    seen.update(ids)
    return TextPiece(
        text=piece.text,
        begins=[tags[mark.claim] for mark in passages if mark.start == piece.start],
        group=owners[first[0].claim].group if first else "",
        card=owners[values[0].claim].card if values else "",
        field=", ".join(dict.fromkeys(words)),
        ids=ids,
    )
