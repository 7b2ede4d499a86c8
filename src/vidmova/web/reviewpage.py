"""One open question: what is to be decided, both sides beside each other, and no word of what the program holds."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from vidmova.extraction.romanise import romanise
from vidmova.linking.stated import Stated
from vidmova.records import Sentence
from vidmova.register.searching import Searching
from vidmova.review.applying import told
from vidmova.review.decisions import ABOUT_CLAIM, ABOUT_PAIR, Decision
from vidmova.review.questions import Question
from vidmova.totals.lists import Row
from vidmova.web import codes
from vidmova.web.excerpts import Excerpt, excerpt
from vidmova.web.openquestions import Asked
from vidmova.web.phrases import brief, values_of
from vidmova.web.speech import Speech

AROUND, LONGEST = 2, 600
"""Sentences around a passage, and characters of them on each side."""
MOST_SIDES = 6
LISTED = 50
"""Questions of the list that are shown."""
PAIR, CLAIM, CLOSING = ("join", "separate", "unsure"), ("accept", "reject"), ("close",)


class Side(Struct, frozen=True):
    """A claim of the question."""

    key: str
    excerpt: Excerpt
    before: str
    after: str
    values: list[tuple[str, str, bool]]
    """Word for each field, its value, and whether the other side says otherwise."""
    latin: str
    """The passage in Latin letters; empty unless asked for."""


class RowSide(Struct, frozen=True):
    """A row of a list that the question is about."""

    name: str
    """LIST:ROW, as decisions name it."""
    listed: str
    address: str
    fields: list[tuple[str, str, bool]]
    """Word for each field, what the row says, and whether the other row says otherwise."""
    latin: str
    """The name in Latin letters; empty unless asked for."""


class ReviewPage(Struct, frozen=True, kw_only=True):
    """The page of a question."""

    id: str
    kind: str
    place: int
    total: int
    because: str
    hangs: int
    about: str
    """The act and year whose total hangs on it."""
    sides: list[Side]
    rows: list[RowSide]
    judgements: tuple[str, ...]
    events: list[tuple[str, str]]
    decisions: list[tuple[int, str, bool]]
    """Those that came back: number, in words, whether it can be withdrawn."""
    before: str
    after: str
    latin: bool


class Listed(Struct, frozen=True):
    """A question in the list."""

    id: str
    kind: str
    because: str
    hangs: int
    events: list[tuple[str, str]]


def review_page(
    speech: Speech, store: Searching, asked: list[Asked], one: Asked, decisions: Sequence[Decision], latin: bool
) -> ReviewPage:
    """Return the page of a question."""
    question, place = one.question, asked.index(one)
    stated = store.stated(question.claims)
    meant = [stated[key] for key in question.claims if key in stated][:MOST_SIDES]
    events = store.events_of([*question.events, *(each.claim.event for each in meant if each.claim.event)])
    first = next(iter(events.values()), None)
    back = [decisions[number - 1] for number in question.decisions if 0 < number <= len(decisions)]
    return ReviewPage(
        id=one.id,
        kind=question.kind,
        place=place + 1,
        total=len(asked),
        because=question.because,
        hangs=question.hangs,
        about=_about(speech, first.act, first.date[0] if first.date else None) if first else "",
        sides=[_side(speech, store, each, meant, latin) for each in meant],
        rows=row_sides(speech, store, one.rows, latin),
        judgements=judgements_of(question, back),
        events=[(each, brief(speech, event)) for each, event in events.items()],
        decisions=[(each.number, told(each), each.kind != "withdraw") for each in back],
        before=f"/review/{asked[place - 1].id}" if place else "",
        after=f"/review/{asked[place + 1].id}" if place + 1 < len(asked) else "",
        latin=latin,
    )


def judgements_of(question: Question, back: Iterable[Decision]) -> tuple[str, ...]:
    """Return what can be answered to a question."""
    if question.kind in {"link", "row"}:
        return PAIR
    if question.contradiction and question.kind == "contradiction":
        return CLOSING
    kinds = {one.kind for one in back}
    if len(question.claims or question.rows) == 2 and kinds & ABOUT_PAIR:
        return PAIR
    if len(question.claims) == 1 and kinds & (ABOUT_CLAIM | {"withdraw", "add"}):
        return CLAIM
    return CLOSING if question.contradiction else ()


def listed(speech: Speech, store: Searching, asked: list[Asked]) -> list[Listed]:
    """Return the first questions as a list."""
    shown = asked[:LISTED]
    stated = store.events_of(each for one in shown for each in one.question.events)
    return [
        Listed(
            one.id,
            one.question.kind,
            one.question.because,
            one.question.hangs,
            [(each, brief(speech, stated[each])) for each in one.question.events if each in stated],
        )
        for one in shown
    ]


def _about(speech: Speech, act: str, day: str | None) -> str:
    said = codes.act(speech, act)
    return f"{said}, {day[:4]}" if day else said


def _side(speech: Speech, store: Searching, one: Stated, every: Sequence[Stated], latin: bool) -> Side:
    before, after = _around(one, store.sentences(one.document.id))
    own = values_of(speech, one.claim)
    others = [values_of(speech, each.claim) for each in every if each is not one]
    language = one.document.language
    values = [
        (codes.field(speech, name), value, any(name in other and other[name] != value for other in others))
        for name, value in own.items()
        if name not in {"event", "subset_of"} and not (name == "modality" and one.claim.modality == "asserted")
    ]
    return Side(
        key=one.key,
        excerpt=excerpt(speech, one),
        before=before,
        after=after,
        values=sorted(values, key=lambda each: not each[2]),
        latin=romanise(f"{before} {one.passage} {after}", language) if latin and language != "en" else "",
    )


def row_sides(speech: Speech, store: Searching, rows: Sequence[tuple[str, Row]], latin: bool = False) -> list[RowSide]:
    """Return rows beside each other: what they say otherwise first."""
    names = [one.name for one in store.person_lists()]
    said = [_fields_of(speech, row) for _, row in rows]
    made = []
    for (listed, row), own in zip(rows, said, strict=True):
        others = [one for one in said if one is not own]
        fields = [
            (word, value, any(word in one and one[word] != value for one in others)) for word, value in own.items()
        ]
        made.append(
            RowSide(
                name=f"{listed}:{row.number}",
                listed=listed,
                address=f"/lists/{names.index(listed) + 1}" if listed in names else "",
                fields=sorted(fields, key=lambda each: not each[2]),
                latin=romanise(row.name, "uk") if latin else "",
            )
        )
    return made


def _fields_of(speech: Speech, row: Row) -> dict[str, str]:
    said = {
        speech.say_of("row", "name"): row.name,
        speech.say_of("row", "born"): speech.day(row.born) if row.born else "",
        codes.field(speech, "unit"): row.unit,
        speech.say_of("row", "place"): row.place,
        speech.say_of("row", "rank"): row.rank,
        codes.field(speech, "category"): row.category,
        codes.field(speech, "date"): speech.day(row.date) if row.date else "",
        codes.field(speech, "charge"): row.charge,
        codes.field(speech, "court"): row.court,
        speech.say_of("row", "number of the case"): row.case,
        codes.field(speech, "outcome"): row.outcome,
        speech.say_of("row", "note"): row.note,
        **row.other,
    }
    return {word: value for word, value in said.items() if value}


def _around(one: Stated, sentences: list[Sentence]) -> tuple[str, str]:
    """Return two sentences before a passage and two after it."""
    text, claim = one.document.text, one.claim
    before = [each for each in sentences if each.end <= claim.start][-AROUND:]
    after = [each for each in sentences if each.start >= claim.end][:AROUND]
    start = before[0].start if before else claim.start
    end = after[-1].end if after else claim.end
    above = text[max(start, claim.start - LONGEST) : claim.start]
    below = text[claim.end : min(end, claim.end + LONGEST)]
    return above.strip(), below.strip()
