"""Says a total in a sentence."""

from vidmova.linking.weights import weights
from vidmova.totals.asking import Total
from vidmova.totals.questions import Question

PEOPLE = "people"


def sentence(total: Total) -> str:
    """Return the answer in one sentence: how many of what did what, when and where, as far as the register tells."""
    did = " or ".join(_did(act) for act in total.question.acts)
    unit = weights().counted.get(total.question.counted, total.question.counted)
    did = f"{' ' if unit == PEOPLE else ': '}{did}{_asked(total.question)}"
    if not any(row.part != "context" for row in total.working):
        return f"no number of {unit} is told{':' if unit == PEOPLE else ''}{did}"
    if (total.low, total.high) == (1, 1) and unit == PEOPLE:
        return f"1 person{did}"
    if not total.low and total.high is None:
        return f"any number of {unit}{did}"
    return f"{bounds_said(total.low, total.high)} {unit}{did}"


def bounds_said(low: int, high: int | None) -> str:
    """Return a floor and a ceiling in words."""
    if high is None:
        return f"at least {low:,}" if low else "any number"
    return f"{low:,}" if low == high else f"between {low:,} and {high:,}" if low else f"up to {high:,}"


def _did(act: str) -> str:
    return weights().titles.get(act, act.replace("_", " "))


def _asked(question: Question) -> str:
    said = ""
    if question.since and question.until:
        said = f", {question.since} to {question.until}"
    elif question.until:
        said = f", by {question.until}"
    elif question.since:
        said = f", since {question.since}"
    for word, value in (("in", question.place), ("of", question.unit), ("only", question.category)):
        said += f", {word} {value}" if value else ""
    return said + (f", without {', '.join(sorted(question.without))}" if question.without else "")
