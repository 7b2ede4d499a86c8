"""What a person should look at: the records of questions, and their order."""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct, field

QuestionKind = Literal["conflict", "contradiction", "link", "moved", "nothing left", "row"]


class Question(Struct, frozen=True, kw_only=True):
    """Something that a person should decide, and what hangs on it."""

    kind: QuestionKind
    because: str
    """One sentence: what is to be decided, and why it is asked."""
    hangs: int = 0
    """How many people or cases the totals may move by."""
    decisions: list[int] = field(default_factory=list)
    """Numbers of the decisions that came back."""
    claims: list[str] = field(default_factory=list)
    """Keys of the claims, where they are in the register."""
    events: list[str] = field(default_factory=list)
    contradiction: str = ""
    rows: list[str] = field(default_factory=list)
    """Rows of lists, each as LIST:ROW."""


def in_order(questions: Iterable[Question]) -> list[Question]:
    """Return questions as they should be looked at: what the totals hang on first, what decides nothing last.

    Rows of lists stay in the order in which they come, the likeliest first.
    """
    return sorted(questions, key=_place)


def _place(one: Question) -> tuple[bool, int, str, str]:
    return one.kind == "nothing left", -one.hangs, one.kind, "" if one.kind == "row" else one.because
