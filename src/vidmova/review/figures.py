"""Best figures that people signed: for a question of how many, or for an event that is all there is to it."""

from collections.abc import Mapping

from msgspec import structs

from vidmova.records import Event
from vidmova.review.decisions import Decision
from vidmova.totals.asking import Total
from vidmova.totals.questions import Question


def question_name(question: Question) -> str:
    """Return the name under which a figure for a question is signed; empty where it leaves out voices or rules.

    The same question has one name only, in whatever order its acts are asked.
    """
    if question.without or question.off:
        return ""
    parts = [f"how many {question.counted}", " or ".join(sorted(question.acts))]
    words = ("since", "until", "in", "of", "only")
    values = (question.since, question.until, question.place, question.unit, question.category)
    return ", ".join([*parts, *(f"{word} {value}" for word, value in zip(words, values, strict=True) if value)])


def with_best(total: Total, figures: Mapping[str, Decision], events: Mapping[str, Event]) -> Total:
    """Return a total with the figure that somebody signed for its question, or for the one event that answers it."""
    signed = figures.get(question_name(total.question)) or figures.get(_only_event(total, events))
    if signed is None:
        return total
    said = f"signed by {signed.who}: {signed.why}"
    number = int(signed.after)
    if number < total.low or (total.high is not None and number > total.high):
        said += " (it lies outside what the claims allow)"
    return structs.replace(total, best=number, best_because=said)


def _only_event(total: Total, events: Mapping[str, Event]) -> str:
    """Return the event that alone is all a question is about, sure to belong to it; nothing where there are more."""
    rows = [row for row in total.working if row.part != "context"]
    alone = len(rows) == 1 and rows[0].part == "floor" and not rows[0].same_people
    return rows[0].event if alone and rows[0].event in events and question_name(total.question) else ""
