"""The disclosure report: what was removed and why, what could still be inferred, and who took what upon himself."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from vidmova.protect.attacking import Leak, may_be_overruled
from vidmova.protect.release import Contents, Disclosure, Finding, Overruling
from vidmova.protect.smallcells import RULE as RARE
from vidmova.protect.smallcells import classes, places_of, small
from vidmova.protect.tablecells import RULE as CELL
from vidmova.protect.tablecells import is_small
from vidmova.records import Interval

SMALLEST, NAMING, NAMED, UNKNOWN = "smallest-class", "sources-that-name", "named-as-published", "names-unknown"
DAY = "day-of-somebody-at-risk"
REASONS = {
    "rare-combination": "fewer people than the smallest number share this combination of traits",
    "small-cell": "the cell of a table counts fewer than the smallest number",
    "small-cell-from-margins": "without it the margins of the table would give a small cell back",
    "rows-merged": "rows of events whose time or place is not told stand together",
}
"""Why something was removed, by rule; rules of other modules speak for themselves."""


def report(contents: Contents, joined: Iterable[Finding], leaks: Iterable[Leak]) -> Disclosure:
    """Return the whole report on a release: what protection said, what joining and the attack found, what remains."""
    before = contents.disclosure
    found = [*before.findings, *joined, *(one.finding() for one in leaks), *remaining(contents)]
    order = {"blocker": 0, "warning": 1, "note": 2}
    return replace(before, findings=sorted(found, key=lambda one: (order[one.severity], one.rule, one.where, one.said)))


def stopping(disclosure: Disclosure) -> list[Finding]:
    """Return the blockers that nobody took upon himself, or that nobody may."""
    return [
        one
        for one in disclosure.findings
        if one.severity == "blocker" and not (may_be_overruled(one.rule) and _overruled(one, disclosure.overruled))
    ]


def _overruled(finding: Finding, overruled: Sequence[Overruling]) -> bool:
    return any(one.rule == finding.rule and one.where in ("", finding.where) for one in overruled)


def remaining(contents: Contents) -> list[Finding]:
    """Return notes of what could still be inferred from a release by what else is public."""
    found = [
        Finding(
            severity="note",
            rule=UNKNOWN,
            where="texts",
            said="Names that stand nowhere in the register cannot be searched for: somebody should read the passages.",
        )
    ]
    found += [*_classes(contents), *_days(contents)]
    hidden = {one.id for one in contents.people if not one.named}
    public = {one.id for one in contents.sources if one.withheld is None and (one.address or one.title or one.digest)}
    naming = {one.source for one in contents.statements if one.source in public and hidden.intersection(one.people)}
    if naming:
        said = (
            f"{len(naming)} sources that are named here may name people who have a pseudonym: who reads them finds the "
            "names there."
        )
        found.append(Finding(severity="note", rule=NAMING, where="sources", said=said))
    named = [one for one in contents.people if one.named and one.exposure != "public"]
    if named:
        said = f"{len(named)} private people stand by name, because a source named them in public."
        found.append(Finding(severity="note", rule=NAMED, where="people", said=said))
    return found


def _days(contents: Contents) -> list[Finding]:
    """Return that the day is told of people at risk, which a funeral or a transfer would give away."""
    risky = {one.id for one in contents.people if not one.named and one.exposure in ("at_risk", "secret")}
    told = [one.id for one in contents.statements if risky.intersection(one.people) and _is_day(one.date)]
    if not told:
        return []
    said = f"{len(told)} statements about people at risk tell the day."
    return [Finding(severity="blocker", rule=DAY, where=told[0], said=said)]


def _is_day(date: Interval | None) -> bool:
    return date is not None and date[0] is not None and len(date[0]) > len("2022-03") and date[0] == date[1]


def _classes(contents: Contents) -> list[Finding]:
    """Return how many people share what is told of them, where they are fewest; too few stop a release."""
    shared_by = small(contents, contents.edition.smallest)
    sizes = [
        sum(shared_by.weights[who] for who in shared)
        for key, shared in classes(shared_by, {}, places_of(contents)).items()
        if any(any(row) for row in key)
    ]
    found = []
    if sizes:
        said = f"Of {len(sizes)} groups of people of whom the same traits are told, the smallest has {min(sizes)}."
        rare = min(sizes) < contents.edition.smallest
        found.append(
            Finding(
                severity="blocker" if rare else "note", rule=RARE if rare else SMALLEST, where="statements", said=said
            )
        )
    cells = [one.id for one in contents.figures if is_small(one, contents.edition.smallest)]
    if cells:
        said = f"{len(cells)} figures of a place or a time count fewer than {contents.edition.smallest}."
        found.append(Finding(severity="blocker", rule=CELL, where="figures", said=said))
    return found


def as_markdown(contents: Contents, disclosure: Disclosure) -> str:
    """Return the report for a person to read."""
    edition = contents.edition
    lines = [f"# Disclosure report: {edition.register}, edition {edition.number}", ""]
    lines += [
        f"Published by {edition.publisher or 'nobody named'}, {edition.made}. Smallest number: {edition.smallest}.",
        "",
    ]
    lines += ["## What was removed, and why", "", "| what | how often | why |", "| --- | --- | --- |"]
    lines += [f"| {one.what} | {one.number} | {REASONS.get(one.rule, one.rule)} |" for one in disclosure.removed]
    for severity, title in (
        ("blocker", "What would stop this release"),
        ("warning", "What somebody should look at"),
        ("note", "What could still be inferred"),
    ):
        said = [
            f"- {_plain(one.said)} ({one.rule}; {one.where})" for one in disclosure.findings if one.severity == severity
        ]
        lines += ["", f"## {title}", "", *(said or ["Nothing was found."])]
    if disclosure.overruled:
        lines += ["", "## What the publisher took upon himself", ""]
        lines += [f"- {one.rule}: {one.who}, {one.when}: {_plain(one.why)}" for one in disclosure.overruled]
    return "\n".join(lines) + "\n"


def _plain(said: str) -> str:
    return " ".join(said.split())
