"""What each page shows: records turned into rows that a template only has to place."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from vidmova.records import Claim, Document, Span, claim_key
from vidmova.register.passages import Mark, Piece, marks_of, pieces
from vidmova.register.rows import DocumentRow, Skipped, Summary
from vidmova.register.wording import filled
from vidmova.web.acts import FIELDS, GROUPS, act_name, group_of

LANGUAGES = {"uk": "Ukrainian", "ru": "Russian", "en": "English"}
BAR = 160
"""Width of the longest bar."""


class ActRow(Struct, frozen=True):
    """An act with its number of claims."""

    name: str
    claims: int
    bar: int


class GroupRow(Struct, frozen=True):
    """A group of acts that the documents speak of."""

    code: str
    name: str
    claims: int
    acts: list[ActRow]


class LanguageRow(Struct, frozen=True):
    """A language with its number of documents."""

    name: str
    documents: int
    bar: int


class Overview(Struct, frozen=True):
    """The first page."""

    documents: list[DocumentRow]
    claims: int
    events: int
    languages: list[LanguageRow]
    groups: list[GroupRow]
    skipped: list[Skipped]


class TextPiece(Struct, frozen=True):
    """Characters of the text with what stands on them."""

    text: str
    begins: list["ClaimCard"]
    """Claims whose passage begins here."""
    group: str
    """Group of the claim whose passage this is; empty outside of all."""
    value: bool
    """Whether it states a value."""


class ClaimCard(Struct, frozen=True):
    """A claim beside the text."""

    id: str
    key: str
    act: str
    group: str
    modality: str
    fields: list[tuple[str, str, str]]
    """Word for the field, its value, the wording that states it."""
    rule: str
    sure: str


class Paragraph(Struct, frozen=True):
    """A line of the text; `kind` is heading, bullet or sentence."""

    kind: str
    pieces: list[TextPiece]


class Reader(Struct, frozen=True):
    """The page of a document."""

    document: Document
    language: str
    paragraphs: list[Paragraph]
    cards: list[ClaimCard]


def file_name(name: str) -> str:
    """Return the last part of a path or address: the folders above it are the reader's own business."""
    return name.rstrip("/").rpartition("/")[2] or name


def overview(summary: Summary, documents: list[DocumentRow]) -> Overview:
    """Return the first page of a register."""
    most_documents = max(summary.languages.values(), default=1)
    languages = [
        LanguageRow(LANGUAGES.get(code, code), number, _bar(number, most_documents))
        for code, number in summary.languages.items()
    ]
    return Overview(documents, summary.claims, summary.events, languages, _groups(summary.acts), summary.skipped)


def reader(document: Document, claims: list[Claim], kinds: Mapping[int, str]) -> Reader:
    """Return the page of a document; `kinds` gives the kind of each sentence by its start."""
    cards = {claim.id: _card(document, claim) for claim in claims}
    marks = sorted(mark for claim in claims for mark in marks_of(claim, whole=True))
    paragraphs = [
        Paragraph(
            kinds.get(line.start, "sentence"), [_piece(piece, cards) for piece in pieces(document.text, line, on)]
        )
        for line, on in _lines(document.text, marks)
    ]
    return Reader(document, LANGUAGES.get(document.language, document.language), paragraphs, list(cards.values()))


def _groups(acts: dict[str, int]) -> list[GroupRow]:
    most = max(acts.values(), default=1)
    rows = []
    for group in GROUPS:
        own = {act: number for act, number in acts.items() if group_of(act) is group}
        if own:
            shown = [ActRow(act_name(act), number, _bar(number, most)) for act, number in own.items()]
            rows.append(GroupRow(group.code, group.name, sum(own.values()), shown))
    return rows


def _bar(number: int, most: int) -> int:
    return max(2, round(BAR * number / most))


def _card(document: Document, claim: Claim) -> ClaimCard:
    wordings: dict[str, list[str]] = {}
    for span in claim.spans:
        wordings.setdefault(span.field, []).append(" ".join(span.wording.split()))
    fields = [
        (FIELDS[name], value, " … ".join(wordings.get(name, [])))
        for name, value in filled(claim).items()
        if not (name == "modality" and value == "asserted")
    ]
    sure = "strong" if claim.sure >= 0.8 else "fair" if claim.sure >= 0.5 else "weak"
    key = claim_key(document.id, claim.id)
    group = group_of(claim.act).code
    return ClaimCard(claim.id, key, act_name(claim.act), group, claim.modality, fields, claim.rule, sure)


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


def _piece(piece: Piece, cards: dict[str, ClaimCard]) -> TextPiece:
    passages = [mark for mark in piece.marks if mark.field == "passage"]
    values = [mark for mark in piece.marks if mark.field != "passage"]
    begins = [cards[mark.claim] for mark in passages if mark.start == piece.start]
    first = (values or passages)[:1]
    return TextPiece(piece.text, begins, cards[first[0].claim].group if first else "", bool(values))
