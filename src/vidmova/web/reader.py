"""A document's text with its claims beside it, every value a link to its event."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from vidmova.lexicon.actgroups import group_of
from vidmova.records import Claim, Document, Sentence, Span, claim_key
from vidmova.register.passages import Mark, Piece, marks_of, pieces
from vidmova.web import codes
from vidmova.web.documents import file_name
from vidmova.web.phrases import values_of
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
    """Word for the field, its value, the wording that states it, the id of the place in the text where it stands."""
    rule: str
    sure: str
    event: Elsewhere | None


class TextPiece(Struct, frozen=True):
    """Characters of the text with what stands on them."""

    text: str
    begins: list[ClaimCard]
    """Claims whose passage begins here."""
    group: str
    """Group of the claim whose passage this is; empty outside of all."""
    card: str
    """Id of the claim whose value this is; empty where it states none."""
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
    sentences: int = 0


def reader(
    speech: Speech,
    document: Document,
    claims: list[Claim],
    sentences: Sequence[Sentence],
    events: Mapping[str, Elsewhere],
) -> Reader:
    """Return the page of a document."""
    kinds = {sentence.start: sentence.kind for sentence in sentences}
    places = deque(sentences)
    cards = {claim.id: _card(speech, document, claim, events) for claim in claims}
    marks = sorted(mark for claim in claims for mark in marks_of(claim, whole=True))
    seen: set[str] = set()
    paragraphs = [
        Paragraph(
            kinds.get(line.start, "sentence"),
            [_piece(speech, piece, cards, seen) for piece in pieces(document.text, line, on)],
            line.start,
            _sentences_in(places, line.end),
        )
        for line, on in _lines(document.text, marks)
    ]
    return Reader(
        document=document,
        title=document.title or file_name(document.name),
        name=file_name(document.name),
        language=codes.code(speech, "language", document.language),
        published=speech.day(document.published) if document.published else "",
        paragraphs=paragraphs,
        cards=list(cards.values()),
        sentences=len(sentences),
    )


def _sentences_in(places: deque[Sentence], end: int) -> str:
    """Take the sentences that begin before an end from those left, and return where they stand."""
    found = []
    while places and places[0].start < end:
        one = places.popleft()
        found.append(f"{one.start}-{one.end}")
    return " ".join(found)


def _card(speech: Speech, document: Document, claim: Claim, events: Mapping[str, Elsewhere]) -> ClaimCard:
    wordings: dict[str, list[str]] = {}
    for span in claim.spans:
        wordings.setdefault(span.field, []).append(" ".join(span.wording.split()))
    unsaid = {"event", "subset_of"} | ({"modality"} if claim.modality == "asserted" else set())
    fields = [
        (codes.field(speech, name), value, " … ".join(wordings.get(name, [])), f"{claim.id}-{name}")
        for name, value in values_of(speech, claim).items()
        if name not in unsaid
    ]
    sure = "strong" if claim.sure >= STRONG else "fair" if claim.sure >= FAIR else "weak"
    return ClaimCard(
        id=claim.id,
        key=claim_key(document.id, claim.id),
        act=codes.act(speech, claim.act),
        group=group_of(claim.act).code,
        modality="" if claim.modality == "asserted" else codes.code(speech, "modality", claim.modality),
        fields=fields,
        rule=claim.rule,
        sure=codes.code(speech, "sure", sure),
        event=events.get(claim.event or ""),
    )


def _lines(text: str, marks: list[Mark]) -> Iterable[tuple[Span, list[Mark]]]:
    """Yield each line of the text that is not blank, without its surrounding space, with the marks that touch it."""
    start, first = 0, 0
    for line in text.split("\n"):
        stripped = line.strip()
        begin = start + len(line) - len(line.lstrip())
        end = begin + len(stripped)
        if stripped:
            while first < len(marks) and marks[first].end <= begin:
                first += 1
            yield Span(begin, end), [mark for mark in marks[first:] if mark.start < end and mark.end > begin]
        start += len(line) + 1


def _piece(speech: Speech, piece: Piece, cards: dict[str, ClaimCard], seen: set[str]) -> TextPiece:
    passages = [mark for mark in piece.marks if mark.field == "passage"]
    values = [mark for mark in piece.marks if mark.field != "passage"]
    begins = [cards[mark.claim] for mark in passages if mark.start == piece.start]
    first = (values or passages)[:1]
    words = (codes.act_field(speech) if mark.field == "act" else codes.field(speech, mark.field) for mark in values)
    ids = [name for name in dict.fromkeys(f"{mark.claim}-{mark.field}" for mark in values) if name not in seen]
    seen.update(ids)
    return TextPiece(
        text=piece.text,
        begins=begins,
        group=cards[first[0].claim].group if first else "",
        card=values[0].claim if values else "",
        field=", ".join(dict.fromkeys(words)),
        ids=ids,
    )
