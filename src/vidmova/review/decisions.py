"""The record of a person's judgement, what it is about by content, and its seal."""

import re
from collections.abc import Iterator
from typing import Any, Literal, get_args

import msgspec
from msgspec import Struct, structs

from vidmova.archive.chaining import BEGINNING
from vidmova.archive.intake import digest_of
from vidmova.errors import InputError
from vidmova.review.claimvalues import SPANS, check_field, check_spans

Kind = Literal[
    "accept", "reject", "correct", "add", "join", "separate", "unsure", "close", "best", "exposure", "withdraw",
    "state", "code",
]  # fmt: skip
KINDS: tuple[str, ...] = get_args(Kind)
ABOUT_CLAIM = frozenset({"accept", "reject", "correct"})
ABOUT_PAIR = frozenset({"join", "separate", "unsure"})
EXPOSURES = ("public", "as_published", "at_risk", "secret")
"""How far a person or a field may be seen, the most open first."""
STATES = ("open", "coded", "checked", "final")
"""How far an event has come: nobody coded it, somebody did, a second person checked that, it is finished."""
_WHEN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
_DIGEST = re.compile(r"[0-9a-f]{64}")


class ClaimKey(Struct, frozen=True, order=True, forbid_unknown_fields=True):
    """Which claim is meant, by what it is made of: it holds whatever the claim is called, and is extracted anew."""

    document: str
    """SHA-256 of the document's bytes."""
    text: str
    """SHA-256 of its text."""
    start: int
    end: int
    act: str
    ordinal: int = 0
    """Number among the claims of that act in that passage, from 0."""
    passage: str = ""
    """First digits of the SHA-256 of the passage's characters, should the text be read otherwise one day."""
    hand: str = ""
    """Of a claim added by hand: the id that follows from its content."""


class RowKey(Struct, frozen=True, order=True, forbid_unknown_fields=True, omit_defaults=True):
    """Which row of a list is meant, by what it says: it holds in whatever order, and under whatever name, it stands."""

    list: str
    """What the list was called then."""
    row: str
    """SHA-256 of all that the row says; of somebody whom documents name, of who that is in the register."""
    person: str
    """SHA-256 of what it says of who it is about, in folded letters."""
    file: str = ""
    """SHA-256 of the list's file; empty for somebody whom documents name."""


class Decision(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One judgement of one person; a line of `decisions.jsonl`."""

    number: int = 0
    """Its place in the chain, from 1."""
    kind: Kind
    who: str
    when: str
    """UTC, ISO 8601."""
    why: str
    claims: list[ClaimKey] = []
    """What it is about: one claim, a pair, all claims of an event or a contradiction, or those that name somebody."""
    rows: list[RowKey] = []
    """Of join, separate and unsure: two rows of lists, in place of two claims."""
    seen: list[str] = []
    """For each claim, the digest of what the machine had made of it when it was judged."""
    shown: dict[str, Any] | None = None
    """Of accept and correct: what the machine had made of the claim, to keep it should the machine lose it."""
    field: str = ""
    """Of correct: the claim's field. Of exposure: the field of the claims that names, or empty for all."""
    before: Any = None
    """What was shown: a field's value, the names of somebody, the bounds of an event, what the sides or two rows
    say; of state, the digests of the claims as decided."""
    after: Any = None
    """What holds now: a field's value, the values of an added or coded claim, a number, a level, a state."""
    about: str = ""
    """Kind of the contradiction, the question that a figure answers, or the name of somebody."""
    called: str = ""
    """How what it is about was called in the register then; only for people to read."""
    withdraws: str = ""
    """Of withdraw: the identity of the decision withdrawn."""
    origin: str = ""
    """Of a decision that was loaded: a seal that names the chain it came from."""
    previous: str = BEGINNING
    """Seal of the decision before; zeros for the first."""
    seal: str = ""
    """SHA-256 of the seal before and of all the rest."""


def encoded(decision: Decision) -> bytes:
    """Return the one way in which a decision is written."""
    return msgspec.json.encode(decision, order="sorted")


def decoded(line: bytes) -> Decision | None:
    """Return the decision of a line; None where it is none or is written otherwise than we write it."""
    try:
        decision = msgspec.json.decode(line, type=Decision)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return decision if encoded(decision) == line else None


def seal_of(decision: Decision) -> str:
    """Return the seal that a decision must bear: the seal before and its canonical JSON, digested."""
    bare = structs.replace(decision, seal="", previous=BEGINNING)
    return digest_of(decision.previous.encode() + encoded(bare))


def sealed(decision: Decision, previous: Decision | None) -> Decision:
    """Return a decision as it follows another."""
    number, before = (previous.number + 1, previous.seal) if previous else (1, BEGINNING)
    placed = structs.replace(decision, number=number, previous=before)
    return structs.replace(placed, seal=seal_of(placed))


def identity(decision: Decision) -> str:
    """Return what names a decision in every chain: the digest of all but its place there."""
    bare = structs.replace(decision, number=0, origin="", previous=BEGINNING, seal="")
    return digest_of(encoded(bare))


def checked(decision: Decision) -> Decision:
    """Return a decision that can be kept; raises InputError, which says what is missing or wrong."""
    if fault := next(_faults(decision), None):
        raise InputError(f"this decision cannot be kept: {fault}")
    try:
        kept = decoded(encoded(decision))
    except UnicodeEncodeError:
        kept = None
    if kept is None:
        raise InputError("this decision cannot be kept: it has characters or numbers that cannot be written down")
    return decision


def _faults(decision: Decision) -> Iterator[str]:
    if not decision.why.strip():
        yield "say why, in a few words (--why)"
    if not decision.who.strip():
        yield "say who decides (--who)"
    if not _WHEN.fullmatch(decision.when):
        yield f"{decision.when!r} is no moment in UTC"
    if not _names_enough(decision):
        yield f"it does not say what to {decision.kind}"
    if len(decision.seen) != len(decision.claims):
        yield "it does not say what was seen of each claim"
    if any(not 0 <= key.start < key.end for key in decision.claims):
        yield "a passage lies outside every text"
    if any(not _names_row(key) for key in decision.rows):
        yield "a row of a list is not named by digests"
    yield from _no_such_value(decision)


def _no_such_value(decision: Decision) -> Iterator[str]:
    if decision.kind in ("correct", "add", "code"):
        yield from _wrong_values(decision)
    if decision.kind == "state" and decision.after not in STATES:
        yield f"{decision.after!r} is no state of an event; there are {', '.join(STATES)}"
    if decision.kind == "best" and not _is_number(decision.after):
        yield f"{decision.after!r} is no number of people or cases"
    if decision.kind == "exposure" and decision.after not in EXPOSURES:
        yield f"{decision.after!r} is no level; there are {', '.join(EXPOSURES)}"


def _names_enough(decision: Decision) -> bool:
    number = len(decision.claims)
    if decision.rows:
        first, *others = decision.rows
        return decision.kind in ABOUT_PAIR and number == 0 and len(others) == 1 and first != others[0]
    if decision.kind in ABOUT_CLAIM or decision.kind in ("add", "code"):
        return number == 1
    if decision.kind in ABOUT_PAIR:
        return number == 2 and decision.claims[0] != decision.claims[1]
    if decision.kind == "withdraw":
        return bool(_DIGEST.fullmatch(decision.withdraws))
    return number > 0 or (decision.kind == "best" and bool(decision.about.strip()))


def _names_row(key: RowKey) -> bool:
    return all(_DIGEST.fullmatch(said) for said in (key.row, key.person, key.file or key.row))


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _wrong_values(decision: Decision) -> Iterator[str]:
    given = {decision.field: decision.after} if decision.kind == "correct" else decision.after
    if not isinstance(given, dict):
        yield "the values of the claim are missing"
        return
    for name, value in given.items():
        try:
            if name == SPANS and decision.kind == "add":
                check_spans(value)
            else:
                check_field(name, value)
        except InputError as fault:
            yield str(fault)
