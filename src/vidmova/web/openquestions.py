"""The open questions of a register, kept in memory and by short ids."""

import hashlib
from threading import Lock

from msgspec import Struct

from vidmova.records import Link
from vidmova.register.store import Store
from vidmova.review.asking import unjudged
from vidmova.review.decisions import ABOUT_CLAIM, ABOUT_PAIR, Decision
from vidmova.review.log import state_of
from vidmova.review.questions import Question
from vidmova.web.judging import Judged

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""What ids are made of: nothing that can be misread or misheard."""
LENGTH = 7


class Asked(Struct, frozen=True):
    """An open question."""

    id: str
    question: Question
    link: Link | None
    """What the program holds of a pair; not to be shown before the answer."""


class _Kept(Struct, frozen=True):
    linked: str
    decisions: int
    state: str
    asked: list[Asked]


class OpenQuestions:
    """What a person should decide, what the totals hang on first."""

    def __init__(self, store: Store, judged: Judged) -> None:
        self._store, self._judged = store, judged
        self._lock = Lock()
        self._kept: _Kept | None = None

    def now(self) -> list[Asked]:
        """Return the questions that are open now; reads all events and links where they changed."""
        with self._lock:
            linked, decisions = self._store.linked_by(), self._judged.every()
            kept, state = self._kept, state_of(decisions)
            if kept is None or kept.linked != linked:
                kept = _Kept(linked, len(decisions), state, self._asked(decisions))
            elif kept.state != state:
                fresh = decisions[kept.decisions :]
                simple = all(one.kind in _ANSWERS for one in fresh)
                left = _left(kept.asked, fresh) if simple and fresh else self._asked(decisions)
                kept = _Kept(linked, len(decisions), state, left)
            self._kept = kept
            return kept.asked

    def find(self, identity: str) -> Asked | None:
        """Return an open question by its id."""
        return next((one for one in self.now() if one.id == identity), None)

    def _asked(self, decisions: list[Decision]) -> list[Asked]:
        links = {frozenset((one.a, one.b)): one for one in self._store.every(Link) if one.judgement == "possible"}
        found: dict[str, Asked] = {}
        for one in unjudged(self._store, decisions):
            link = links.get(frozenset(one.claims)) if one.kind == "link" else None
            asked = Asked(identity_of(one), one, link)
            found.setdefault(asked.id, asked)
        return list(found.values())


_ANSWERS = ABOUT_PAIR | ABOUT_CLAIM | {"close", "add"}


def identity_of(question: Question) -> str:
    """Return a short id that follows from what is asked."""
    said = " ".join((question.kind, question.contradiction, *sorted(question.claims), *map(str, question.decisions)))
    number = int.from_bytes(hashlib.sha256(said.encode()).digest()[:8])
    made = ""
    for _ in range(LENGTH):
        number, rest = divmod(number, len(LETTERS))
        made += LETTERS[rest]
    return f"Q-{made}"


def _left(asked: list[Asked], fresh: list[Decision]) -> list[Asked]:
    """Return the questions that decisions made since leave open, without asking the register."""
    return [one for one in asked if not any(_answers(each, one.question) for each in fresh)]


def _answers(decision: Decision, question: Question) -> bool:
    if decision.kind == "close":
        return decision.called == question.contradiction
    named = set(decision.called.split())
    if question.contradiction or named != set(question.claims):
        return False
    return decision.kind in ABOUT_PAIR or question.kind != "link"
