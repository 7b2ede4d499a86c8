"""The open questions of a register, kept in memory and by short ids."""

import hashlib
from threading import Lock

from msgspec import Struct, structs

from vidmova.records import Link
from vidmova.register.store import Store
from vidmova.review.asking import unjudged
from vidmova.review.decisions import ABOUT_CLAIM, ABOUT_PAIR, Decision
from vidmova.review.log import state_of
from vidmova.review.questions import Question, in_order
from vidmova.review.rowjudging import AskedRows, asked_rows
from vidmova.totals.lists import Row, in_short
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
    rows: list[tuple[str, Row]] = []
    """The rows of lists that it is about, each with the name of its list."""


class _Kept(Struct, frozen=True):
    linked: str
    decisions: int
    state: str
    asked: list[Asked]
    """About claims, events and contradictions."""
    rows: list[Asked]
    """About rows of lists."""

    @property
    def every(self) -> list[Asked]:
        """All, what the totals hang on first."""
        held = {id(one.question): one for one in (*self.asked, *self.rows)}
        return [held[id(one)] for one in in_order(one.question for one in held.values())]


class OpenQuestions:
    """What a person should decide, what the totals hang on first."""

    def __init__(self, store: Store, judged: Judged) -> None:
        self._store, self._judged = store, judged
        self._lock = Lock()
        self._kept: _Kept | None = None
        self._every: list[Asked] = []

    @property
    def unlinked(self) -> bool:
        """Whether lists were added or changed since their rows were compared, so that none of them is asked about."""
        return len(self._store.list_files()) > 1 and not self._store.lists_linked_by()

    def now(self) -> list[Asked]:
        """Return the questions that are open now; reads all events and links where they changed."""
        with self._lock:
            linked, decisions = self._stamp(), self._judged.every()
            kept, state = self._kept, state_of(decisions)
            if kept is None or kept.linked != linked:
                fresh = _Kept(linked, len(decisions), state, self._asked(decisions), self._rows(decisions))
            elif kept.state != state:
                fresh = self._moved(kept, decisions, state)
            else:
                return self._every
            self._kept, self._every = fresh, fresh.every
            return self._every

    def find(self, identity: str) -> Asked | None:
        """Return an open question by its id."""
        return next((one for one in self.now() if one.id == identity), None)

    def _stamp(self) -> str:
        return f"{self._store.linked_by()} {self._store.lists_linked_by()}"

    def _moved(self, kept: _Kept, decisions: list[Decision], state: str) -> _Kept:
        """Return what is open after decisions: of claims without asking the register, where they only answer."""
        fresh = decisions[kept.decisions :]
        simple = all(one.kind in _ANSWERS for one in fresh)
        left = _left(kept.asked, fresh) if simple and fresh else self._asked(decisions)
        about_rows = any(one.rows for one in fresh) or not simple or not fresh
        return _Kept(kept.linked, len(decisions), state, left, self._rows(decisions) if about_rows else kept.rows)

    def _asked(self, decisions: list[Decision]) -> list[Asked]:
        links = {frozenset((one.a, one.b)): one for one in self._store.every(Link) if one.judgement == "possible"}
        found: dict[str, Asked] = {}
        for one in unjudged(self._store, decisions):
            link = links.get(frozenset(one.claims)) if one.kind == "link" else None
            asked = Asked(identity_of(one), one, link)
            found.setdefault(asked.id, asked)
        return list(found.values())

    def _rows(self, decisions: list[Decision]) -> list[Asked]:
        if not self._store.list_files():
            return []
        found = asked_rows(self._store, self._judged.root, decisions)
        return list({one.id: one for one in map(_of_rows, found)}.values())


_ANSWERS = ABOUT_PAIR | ABOUT_CLAIM | {"close", "add"}


def identity_of(question: Question) -> str:
    """Return a short id that follows from what is asked."""
    about = (*sorted(question.claims), *sorted(question.rows), *map(str, question.decisions))
    said = " ".join((question.kind, question.contradiction, *about))
    number = int.from_bytes(hashlib.sha256(said.encode()).digest()[:8])
    made = ""
    for _ in range(LENGTH):
        number, rest = divmod(number, len(LETTERS))
        made += LETTERS[rest]
    return f"Q-{made}"


def _of_rows(one: AskedRows) -> Asked:
    """Return a question about rows; what it says of them has no score, which only the answer opens."""
    question, pair = one.question, one.pair
    if pair is None:
        return Asked(identity_of(question), question, None, one.rows)
    a, b = (f"«{in_short(row)}» ({name})" for (_, row), name in zip(one.rows, question.rows, strict=True))
    why = f"one person? {a} and {b}: {'; '.join(pair.features)}"
    link = Link(
        a=question.rows[0],
        b=question.rows[1],
        judgement="possible",
        score=pair.probability,
        because=question.because,
        features=pair.features,
    )
    return Asked(identity_of(question), structs.replace(question, because=why), link, one.rows)


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
