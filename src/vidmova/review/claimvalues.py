"""The values of a claim that people judge: read from the shell, checked against the codebook, digested."""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec
from msgspec import structs

from vidmova.archive.intake import digest_of
from vidmova.errors import InputError
from vidmova.lexicon.acts import acts
from vidmova.lexicon.details import details
from vidmova.records import Claim, FieldSpan

_NOT_JUDGED = {"id", "start", "end", "event", "subset_of", "spans", "rule", "sure"}
FIELDS = tuple(name for name in Claim.__struct_fields__ if name not in _NOT_JUDGED)
"""The fields that a decision can change, in the codebook's order."""
SPANS = "spans"
"""Name under which a claim added by hand says which characters state its values."""
_RANGES = frozenset({"count", "term_months", "absence_days"})
_LISTS = frozenset({"person", "category", "reason"})
_CODED = {
    "category": "categories",
    "charge": "charges",
    "reason": "reasons",
    "sentence_type": "sentence_types",
    "outcome": "outcomes",
}
_CLOSED = {
    "modality": ("asserted", "possible", "denied"),
    "counted": ("persons", "cases", "rulings", "reports", "cities", "other"),
}
_RANGE = re.compile(r"(\d+)(?:\s*(?:-|–|\.\.)\s*(\d+)|(\+))?")
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def _plain(claim: Claim) -> dict[str, Any]:
    # As JSON has it: what was read back from a decision must equal what was not.
    return dict(msgspec.json.decode(msgspec.json.encode(claim)))


_DEFAULTS = _plain(Claim(id="", start=0, end=0, act=""))


def values(claim: Claim) -> dict[str, Any]:
    """Return the filled fields of a claim that decisions can change, as JSON has them."""
    built = _plain(claim)
    return {name: built[name] for name in FIELDS if built[name] != _DEFAULTS[name]}


def version(claim: Claim) -> str:
    """Return the digest of what a claim says, whatever it is called and whichever rule made it."""
    return digest_of(msgspec.json.encode(values(claim), order="sorted"))


def with_values(claim: Claim, given: Mapping[str, Any], rule: str) -> Claim:
    """Return a claim with values in place of its own, and no span for those that changed; None empties a field."""
    built = _plain(claim)
    changed = {}
    for name, value in given.items():
        value = _DEFAULTS[name] if value is None else value
        if name in FIELDS and value != built[name]:
            changed[name] = value
    if not changed:
        return claim
    typed = msgspec.convert({**built, **changed, "rule": rule, "sure": 1.0}, Claim)
    return structs.replace(typed, spans=[span for span in claim.spans if span.field not in changed])


def as_field(name: str, said: str) -> Any:
    """Return what somebody typed as the value of a field; `-` empties it. Raises InputError where it cannot be one.

    Numbers: 12, 10-12, 50+. Dates: 2022, 2022-03, 2022-03-01..2022-03-15, 2022-02-24.., ..2022-08-31. Lists: a, b.
    """
    if name not in FIELDS:
        raise InputError(f"a claim has no field {name}; it has {', '.join(FIELDS)}")
    said = said.strip()
    if said in ("-", ""):
        return None
    value = _typed(name, said)
    check_field(name, value)
    return value


def check_field(name: str, value: Any) -> None:
    """Raise InputError where a value cannot stand in a field of a claim."""
    if name not in FIELDS:
        raise InputError(f"a claim has no field {name}; it has {', '.join(FIELDS)}")
    if value is None and name != "act":
        return
    built = {"id": "", "start": 0, "end": 1, "act": "", name: value}
    try:
        msgspec.convert(built, Claim)
    except msgspec.ValidationError:
        raise InputError(f"{name} cannot be {value!r}") from None
    known = codes_of(name)
    for code in value if isinstance(value, list) else [value]:
        if known and code not in known:
            raise InputError(f"{name} cannot be {code}; the codebook has {', '.join(known)}")
    if name in _RANGES and (value[0] < 0 or (value[1] is not None and value[1] < value[0])):
        raise InputError(f"{name} cannot be {value[0]} to {value[1]}")
    if name == "date":
        _check_days(value)


def check_spans(value: Any) -> None:
    """Raise InputError where a value cannot say which characters state the values of a claim."""
    try:
        spans = msgspec.convert(value, list[FieldSpan])
    except msgspec.ValidationError:
        raise InputError(
            "the characters that state the values are not given as field, start, end and wording"
        ) from None
    for span in spans:
        if span.field not in FIELDS:
            raise InputError(f"a claim has no field {span.field}; it has {', '.join(FIELDS)}")
        if not 0 <= span.start < span.end:
            raise InputError(f"{span.field} cannot stand on the characters {span.start} to {span.end}")


def codes_of(name: str) -> tuple[str, ...]:
    """Return the codes that a field can have; none where it is free."""
    if name == "act":
        return tuple(acts())
    if name in _CLOSED:
        return _CLOSED[name]
    if name not in _CODED:
        return ()
    codes = [code for code, _ in details("en").coded[_CODED[name]]]
    return tuple(dict.fromkeys([*codes, "other"] if name in ("charge", "reason", "sentence_type") else codes))


def _typed(name: str, said: str) -> Any:
    if name in _RANGES:
        found = _RANGE.fullmatch(said.replace(",", "").replace(" ", ""))
        if not found:
            raise InputError(f"{name}: {said} is no number like 12, 10-12 or 50+")
        low = int(found[1])
        return [low, None if found[3] else int(found[2] or low)]
    if name in _LISTS:
        return [part.strip() for part in said.split(",") if part.strip()]
    if name == "approx":
        if said.lower() not in ("yes", "no", "true", "false"):
            raise InputError(f"approx: {said} is neither yes nor no")
        return said.lower() in ("yes", "true")
    return _interval(said) if name == "date" else said


def _interval(said: str) -> list[str | None]:
    first, dots, last = said.partition("..")
    if not dots:
        last = first
    return [_day(first.strip(), False) if first else None, _day(last.strip(), True) if last else None]


def _day(said: str, last: bool) -> str:
    found = _DAY.fullmatch(said)
    if not found:
        raise InputError(f"date: {said} is no day, month or year like 2023-03-15, 2023-03 or 2023")
    year, month, day = found.groups()
    try:
        monthly = int(month or (12 if last else 1))
        return date(int(year), monthly, int(day or (monthrange(int(year), monthly)[1] if last else 1))).isoformat()
    except ValueError:
        raise InputError(f"date: there is no {said} in the calendar") from None


def _check_days(interval: list[str | None]) -> None:
    days = []
    for said in interval:
        if said is not None:
            try:
                days.append(date.fromisoformat(said))
            except ValueError:
                raise InputError(f"date: {said} is no day") from None
    if len(days) == 2 and days[0] > days[1]:
        raise InputError(f"date: {days[0]} is after {days[1]}")
