"""Applies what people said of rows of lists to who is one over them, and asks what is still to be said."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from vidmova.register.listlinks import last_linked, linked_lists, named_people
from vidmova.register.store import Store
from vidmova.review.applying import conflict, told
from vidmova.review.decisions import Decision, RowKey
from vidmova.review.listrows import ListRows
from vidmova.review.questions import Question, QuestionKind, in_order
from vidmova.review.standing import living, standing
from vidmova.totals.judgedpairs import Two, Verdicts, judge
from vidmova.totals.linkage import Linkage, Pair, Record, because
from vidmova.totals.lists import PersonList, Row

KINDS = ("join", "separate", "unsure")


class JudgedLists(Struct, frozen=True):
    """Lists and who is one over them, as people judged it."""

    lists: list[PersonList]
    found: Linkage
    came_back: list[Question]
    """Decisions under which the ground moved or that are at odds."""


class AskedRows(Struct, frozen=True):
    """A question about rows of lists, with the rows as they stand and what linking holds of them."""

    question: Question
    rows: list[tuple[str, Row]]
    """Each row with the name of its list."""
    pair: Pair | None = None
    """What linking holds of the two; None where a decision came back."""


class RowGround(Struct, frozen=True):
    """What decisions say of the rows that are there, and what came back."""

    judged: dict[Two, Decision]
    questions: list[Question]

    @property
    def verdicts(self) -> Verdicts:
        """The pairs by what was said of them."""
        by_kind: dict[str, set[Two]] = {kind: set() for kind in KINDS}
        for two, decision in self.judged.items():
            by_kind[decision.kind].add(two)
        joined, apart, unsure = (frozenset(by_kind[kind]) for kind in KINDS)
        return Verdicts(joined=joined, apart=apart, unsure=unsure)


def judged_lists(
    store: Store, register: Path, decisions: Sequence[Decision], with_register: bool = False
) -> JudgedLists:
    """Return the lists of a register and who is one over them: as linked, anew where lists changed, and as judged."""
    made, found = linked_lists(store, register, with_register)
    rows = ListRows(made, store.list_files())
    return _judged(made, found, rows, ground_of_rows(row_decisions(decisions), rows))


def row_questions(store: Store, register: Path, decisions: Sequence[Decision]) -> list[Question]:
    """Return what a person should say of rows of lists; of those that were not linked since they changed, only what
    came back."""
    return [one.question for one in asked_rows(store, register, decisions)]


def asked_rows(store: Store, register: Path, decisions: Sequence[Decision]) -> list[AskedRows]:
    """Return the questions of `row_questions` with the rows that they are about."""
    asked, files = row_decisions(decisions), store.list_files()
    linked = last_linked(store, register)
    made, found = linked or (store.person_lists(), None)
    rows = ListRows(made, files)
    came_back = []
    if waiting := [one for one in asked if not _covered(one, rows)]:
        came_back = ground_of_rows(waiting, ListRows([*made, named_people(store)], files)).questions
    ground = ground_of_rows(asked, rows)
    if found is None:
        return _with_rows([*came_back, *ground.questions], [], rows)
    held = _judged(made, found, rows, ground)
    open_pairs = [pair for pair in held.found.pairs if pair.judgement == "possible"]
    return _with_rows([*came_back, *held.came_back], open_pairs, rows)


def _with_rows(came_back: Iterable[Question], pairs: Iterable[Pair], rows: ListRows) -> list[AskedRows]:
    """Return questions in order, each with its rows."""
    made = [AskedRows(one, [there for name in one.rows if (there := rows.named(name))]) for one in came_back]
    for pair in pairs:
        question = _of_pair(pair, rows)
        made.append(AskedRows(question, [there for name in question.rows if (there := rows.named(name))], pair))
    of_question = {id(one.question): one for one in made}
    return [of_question[id(one)] for one in in_order(one.question for one in made)]


def ground_of_rows(decisions: Iterable[Decision], rows: ListRows) -> RowGround:
    """Return what living decisions say of each two rows, and ask about those that are gone and about what is at odds.

    Decisions about people whom documents name wait where these are no list here.
    """
    wanted = [one for one in decisions if _covered(one, rows)]
    places = {key: rows.find(key) for key in sorted({key for one in wanted for key in one.rows})}
    held = standing(wanted, lambda one: tuple(sorted(map(repr, (places[key] or key for key in one.rows)))))
    judged: dict[Two, Decision] = {}
    questions = []
    for one in held.values():
        decision = one.holds
        there = sorted(record for key in decision.rows if (record := places[key]))
        names = [rows.called(record) for record in there]
        questions += [
            _question("conflict", conflict(decision, other), [decision, other], names) for other in one.against
        ]
        if len(there) < len(decision.rows):
            questions.append(_question("moved", _gone(decision, places), [decision], names))
        elif there[0] == there[1]:
            why = f"{told(decision)}: its two rows are one now"
            questions.append(_question("moved", why, [decision], names[:1]))
        else:
            judged[there[0], there[1]] = decision
    return RowGround(judged, questions)


def row_decisions(decisions: Sequence[Decision]) -> list[Decision]:
    """Return the decisions about rows of lists that nobody withdrew."""
    return [one for one in living(decisions) if one.rows]


def _covered(decision: Decision, rows: ListRows) -> bool:
    return all(rows.covers(key) for key in decision.rows)


def _gone(decision: Decision, places: Mapping[RowKey, Record | None]) -> str:
    said = decision.before if isinstance(decision.before, list) else []
    shown = dict(zip(decision.rows, said, strict=False))
    gone = [f"the row of {key.list} «{shown.get(key, '')}»" for key in decision.rows if places[key] is None]
    verb = "is" if len(gone) == 1 else "are"
    return (
        f"{told(decision)}: {' and '.join(gone)} {verb} in no list any more; judge the rows there are, or withdraw it"
    )


def _judged(made: list[PersonList], found: Linkage, rows: ListRows, ground: RowGround) -> JudgedLists:
    if not ground.judged:
        return JudgedLists(made, found, ground.questions)
    remade = judge(made, found, ground.verdicts)
    return JudgedLists(made, remade.found, [*ground.questions, *_held_apart(remade.refused, ground, rows)])


def _held_apart(refused: Iterable[Two], ground: RowGround, rows: ListRows) -> list[Question]:
    """Ask about rows that somebody joined and that other decisions hold apart, naming all that meet there."""
    asked = []
    for two in refused:
        decision, names = ground.judged[two], [rows.called(record) for record in two]
        chain = [one for one in _tied(two, ground) if one is not decision]
        others = ", ".join(str(number) for number in sorted(one.number for one in chain))
        why = f"{told(decision)} is not followed: decisions {others} together hold {' and '.join(names)} apart"
        asked.append(_question("conflict", why, [decision, *chain], names))
    return asked


def _tied(two: Two, ground: RowGround) -> list[Decision]:
    """Return the joins among records that joins tie to these two, and what holds any of them apart."""
    tied: set[Record] = set(two)
    joined = [pair for pair, one in ground.judged.items() if one.kind == "join"]
    while more := {record for pair in joined if not tied.isdisjoint(pair) for record in pair} - tied:
        tied |= more
    return [one for pair, one in ground.judged.items() if one.kind != "unsure" and tied.issuperset(pair)]


def _of_pair(pair: Pair, rows: ListRows) -> Question:
    a, b = (f"«{rows.said(record)}» ({rows.called(record)})" for record in (pair.a, pair.b))
    said = f"one person? {a} and {b}, {pair.probability:.0%}: {because(pair)}; people on the lists move by 1"
    return _question("row", said, [], [rows.called(record) for record in (pair.a, pair.b)])


def _question(kind: QuestionKind, why: str, decisions: Iterable[Decision], names: list[str]) -> Question:
    """Return a question about rows: one person more or less hangs on it."""
    return Question(kind=kind, because=why, hangs=1, decisions=sorted({one.number for one in decisions}), rows=names)
