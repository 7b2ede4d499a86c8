"""Says of every name in a text whether it may stand, and whose it is."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from vidmova.entities.naming import common
from vidmova.protect.ground import Ground
from vidmova.protect.namewords import Word, given_keys, keys_of, known_by, rows_of
from vidmova.protect.occurrences import Occurrence, names_of, tells
from vidmova.protect.sensitive import Found
from vidmova.protect.strangers import explained, strangers
from vidmova.records import Mention, Passage, Report, Span

NEAR = 60
"""Characters before and after a name in which words that belong to it are looked for."""


class Name(Struct, frozen=True, order=True):
    """A name in a document: where it stands, who may be meant, and whether it may be shown."""

    start: int
    end: int
    people: tuple[str, ...]
    shown: bool
    sure: bool
    """Whether it leaves no doubt that one of these is meant."""


class Names(Struct, frozen=True):
    """All names of known people in a document, and whom its claims name."""

    found: list[Name]
    people: frozenset[str]

    def within(self, start: int, end: int) -> list[Name]:
        """Return those that stand in a stretch, or partly."""
        return [one for one in self.found if one.start < end and start < one.end]


def names_in(report: Report, folded: str, ground: Ground, moved: bool) -> Names:
    """Return the names of known people in a document; `moved` says that its text is not as claims' mentions knew it."""
    document = report.document
    mentions = [one for claim in report.claims for one in ground.named_in(document.id, claim) if one.kind == "person"]
    people = frozenset(str(one.entity) for one in mentions)
    occurrences = ground.index.find(document.text, folded)
    strange = _strange(occurrences, folded, ground)
    found = [_judged(one, people, strange, folded, ground) for one in occurrences]
    placed = [one for one in mentions if one.start is not None and not moved]
    return Names(_with_mentions(found, placed, document.text, ground), people)


def _strange(occurrences: Iterable[Occurrence], folded: str, ground: Ground) -> frozenset[str]:
    """Return whose surnames a document gives to somebody else too."""
    words = (word for one in occurrences if not one.people for word in folded[one.start : one.end].split())
    return frozenset(who for word in words for who in ground.index.named(word))


def _judged(one: Occurrence, people: frozenset[str], strange: frozenset[str], folded: str, ground: Ground) -> Name:
    here = tuple(who for who in one.people if who in people)
    meant = here or one.people
    shown = bool(meant) and all(ground.is_shown(who) for who in meant)
    if shown and not here and not one.full and strange.intersection(meant):
        shown = False
    sure = bool(here) or (bool(meant) and (one.full or not keys_of(folded[one.start : one.end]) & common()))
    return Name(one.start, one.end, meant, shown, sure)


def _with_mentions(found: list[Name], mentions: Sequence[Mention], text: str, ground: Ground) -> list[Name]:
    """Return names with those that claims name there: a claim knows who is meant."""
    at = {(one.start, one.end): one for one in found}
    for one in mentions:
        if (
            one.start is None
            or one.end is None
            or not tells(text[one.start : one.end], ground.index.people[str(one.entity)])
        ):
            continue
        near = [name for name in at.values() if name.start < one.end and one.start < name.end]
        if len(near) == 1 and str(one.entity) not in near[0].people and near[0].people:
            continue
        for name in near:
            del at[name.start, name.end]
        start, end = min([one.start, *(name.start for name in near)]), max([one.end, *(name.end for name in near)])
        at[start, end] = Name(start, end, (str(one.entity),), ground.is_shown(str(one.entity)), True)
    return sorted(at.values())


def hidden_names(passage: Passage, names: Names, known_spans: Sequence[Span], ground: Ground) -> list[Found]:
    """Return the names to take out of a passage: of people who are not shown, and those that nobody knows."""
    inside = names.within(passage.start, passage.end)
    found = [_within(passage, one, called(one.people, ground)) for one in inside if not one.shown]
    taken = [*(Span(one.start, one.end) for one in inside), *known_spans]
    found = [_grown(one, passage, taken, ground) for one in found]
    taken += [Span(one.start, one.end) for one in found]
    for span in strangers(passage, taken, ground.vocabulary):
        meant = _by_given_name(passage, span, names.people, ground)
        if len(meant) != 1 or not ground.is_shown(meant[0]):
            found.append(Found(span.start, span.end, "name", called(meant, ground)))
    return sorted(found)


def _within(passage: Passage, one: Name, instead: str) -> Found:
    """Return what of a name stands in a passage: a line before it may end with a word of the name."""
    return Found(max(one.start, passage.start), min(one.end, passage.end), "name", instead)


def _grown(one: Found, passage: Passage, taken: Sequence[Span], ground: Ground) -> Found:
    """Return a name with the words beside it that nothing else explains: given names that no list has."""
    near = (max(passage.start, one.start - NEAR), min(passage.end, one.end + NEAR))
    row = next((row for row in rows_of(passage.text, passage.folded, *near) if _touches(row, one)), [])
    free = [word for word in row if not any(span.start < word.end and word.start < span.end for span in taken)]
    start, end = one.start, one.end
    before = [word for word in free if word.end <= one.start and word.start > near[0]]
    for word in reversed(before):
        if not _joins(passage.text[word.end : start]) or explained(word, passage, ground.vocabulary):
            break
        start = word.start
    for word in (word for word in free if one.end <= word.start):
        if not _joins(passage.text[end : word.start]) or explained(word, passage, ground.vocabulary):
            break
        end = word.end
    return Found(start, end, one.kind, one.instead)


def _touches(row: Sequence[Word], one: Found) -> bool:
    return any(word.start < one.end and one.start < word.end for word in row)


def _joins(between: str) -> bool:
    return between.strip(" \u00a0.") == "" and between != ""


def called(people: Sequence[str], ground: Ground) -> str:
    """Return the released id of the one who is meant; nothing where it may be several."""
    if len(people) != 1 or people[0] not in ground.ledger:
        return ""
    ground.used.add(people[0])
    return ground.ledger[people[0]]


def _by_given_name(passage: Passage, span: Span, people: Iterable[str], ground: Ground) -> tuple[str, ...]:
    """Return who of the people whom a document names has the given name that stands alone."""
    words = [word for row in rows_of(passage.text, passage.folded, span.start, span.end) for word in row]
    given = {key for word in words for key in given_keys(word.form)}
    if not given or any(not given_keys(word.form) for word in words):
        return ()
    return tuple(
        who
        for who in sorted(people)
        if any(known_by(name).given & given for name in names_of(ground.index.people[who]))
    )
