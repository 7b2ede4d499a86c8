"""What the heading above a list, or the label that opens a bullet, says of those below it: their unit and home."""

import re

from msgspec import Struct

from vidmova.extraction.actors import Actor
from vidmova.extraction.findings import Findings
from vidmova.extraction.places import Place
from vidmova.extraction.units import Unit
from vidmova.records import FieldSpan

HOMES = frozenset({"region", "city", "settlement", "area"})
"""Kinds of places that people come from."""
SIGNS = r"—–\-•*·▪▫◾◼🔸🔹👉"
LISTED = re.compile(rf"\s*[{SIGNS}][\s{SIGNS}]*")
_LABEL_ENDS = re.compile(r"[.:]\s|\s[—–]\s")
_REST = re.compile(r"[\s,;.:()—–\-•*]*")
LONGEST = 60
"""Characters of a bullet's label."""


class Section(Struct, frozen=True):
    """The label above a list: what it says, and whether a line of the list has been read."""

    told: Actor = Actor()
    listed: bool = False


def section_after(section: Section, findings: Findings) -> Section:
    """Return the section that a sentence is in: of a new heading, the one before, or none where its list has ended."""
    sentence, text = findings.sentence, findings.passage.text
    if sentence.kind == "heading" and not findings.hits:
        return Section(_told(findings, sentence.start, sentence.end))
    listed = LISTED.match(text, text.rfind("\n", 0, sentence.start) + 1) is not None
    return Section(section.told, True) if section.told.spans and listed else Section()


def label_of(findings: Findings) -> Actor:
    """Return what the label of a bullet names ("• Unit 54321, Kostroma. …"); of any other sentence, nothing."""
    sentence, text = findings.sentence, findings.passage.text
    opened = LISTED.match(text, sentence.start, sentence.end)
    if opened is None:
        return Actor()
    start = opened.end()
    end = _LABEL_ENDS.search(text, start, min(sentence.end, start + LONGEST))
    return _told(findings, start, end.start()) if end else Actor()


def _told(findings: Findings, start: int, end: int) -> Actor:
    """Return the one unit and the one home of a stretch that names nothing else."""
    text = findings.passage.text
    units: list[Unit] = [unit for unit in findings.units if start <= unit.start and unit.end <= end]
    homes: list[Place] = [
        place for place in findings.places if start <= place.start and place.end <= end and place.kind in HOMES
    ]
    rest = text[start:end]
    for low, high in [(unit.start, unit.end) for unit in units] + [(home.start, home.end) for home in homes]:
        rest = rest.replace(text[low:high], "")
    if not _REST.fullmatch(rest) or len(units) > 1 or len(homes) > 1:
        return Actor()
    spans = [FieldSpan("unit", unit.start, unit.end, text[unit.start : unit.end]) for unit in units]
    spans += [FieldSpan("origin", home.start, home.end, text[home.start : home.end]) for home in homes]
    return Actor(
        unit=units[0].name if units else None,
        origin=homes[0].name if homes else None,
        spans=tuple(spans),
    )
