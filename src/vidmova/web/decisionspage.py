"""Who decided what, when and why, the latest first; and what became of it."""

from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct

from vidmova.review.decisions import ABOUT_CLAIM, ABOUT_PAIR, Decision, identity
from vidmova.review.standing import living
from vidmova.web import codes
from vidmova.web.addresses import Page, address, page_of
from vidmova.web.speech import Speech

PATH = "/decisions"
SIZE = 50


class DecisionLine(Struct, frozen=True):
    """A decision as the list shows it."""

    number: int
    kind: str
    who: str
    when: str
    why: str
    about: list[tuple[str, str]]
    """What it is about, each with the address of its page, or nothing."""
    field: str
    before: str
    after: str
    holds: bool
    """Whether nobody withdrew it."""
    can_undo: bool
    loaded: bool
    """Whether it came from another register."""


class DecisionList(Struct, frozen=True):
    """The page of decisions."""

    lines: list[DecisionLine]
    page: Page
    people: list[tuple[str, int, str, bool]]
    before: str
    after: str


def decision_list(speech: Speech, decisions: Sequence[Decision], given: Mapping[str, str]) -> DecisionList:
    """Return the decisions that an address asks for: all, or those of one person."""
    alive = {one.number for one in living(decisions)}
    who = given.get("who", "")
    counts: dict[str, int] = {}
    for one in decisions:
        counts[one.who] = counts.get(one.who, 0) + 1
    found = [one for one in reversed(decisions) if not who or one.who == who]
    page = page_of(given.get("page", ""), SIZE, len(found))
    asked = {"who": who} if who else {}
    named = {identity(one): one.number for one in decisions}
    shown = found[page.skip : page.skip + SIZE]
    return DecisionList(
        lines=[_line(speech, one, alive, named) for one in shown],
        page=page,
        people=[
            (name, number, address(PATH, {}, who=None if name == who else name), name == who)
            for name, number in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
        ],
        before=address(PATH, asked, page=page.number - 1) if page.number > 1 else "",
        after=address(PATH, asked, page=page.number + 1) if page.number < page.pages else "",
    )


def _line(speech: Speech, one: Decision, alive: set[int], named: Mapping[str, int]) -> DecisionLine:
    holds = one.number in alive
    return DecisionLine(
        number=one.number,
        kind=one.kind,
        who=one.who,
        when=one.when,
        why=one.why,
        about=_about(one, named),
        field=codes.field(speech, one.field) if one.field else "",
        before=_said(one.before) if one.kind in ("correct", "best") else "",
        after=_said(one.after),
        holds=holds or one.kind == "withdraw",
        can_undo=holds and one.kind != "withdraw",
        loaded=bool(one.origin),
    )


def _about(one: Decision, named: Mapping[str, int]) -> list[tuple[str, str]]:
    if one.rows:
        return [(one.called, "")]
    if one.kind in ABOUT_CLAIM | ABOUT_PAIR | {"add"}:
        return [(name, f"/claims/{name}") for name in one.called.split()]
    if one.kind == "withdraw":
        number = named.get(one.withdraws)
        return [(f"№ {number}", f"{PATH}#d{number}")] if number else []
    if one.kind == "best" and one.claims:
        return [(one.called, f"/events/{one.called}")]
    if one.kind == "close":
        return [(one.called, "/contradictions?state=closed")]
    return [(one.called or one.about, "")]


def _said(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str | int):
        return str(value)
    if isinstance(value, dict):
        value = {name: each for name, each in value.items() if name != "spans"}
    return msgspec.json.encode(value).decode()
