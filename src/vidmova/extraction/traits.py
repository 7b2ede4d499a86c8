"""What a sentence tells of the people it is about: their category, their unit and where they come from."""

from msgspec.structs import replace

from vidmova.extraction.actors import Actor
from vidmova.extraction.findings import Findings, Mark
from vidmova.extraction.labels import HOMES
from vidmova.extraction.places import Place
from vidmova.extraction.units import Unit
from vidmova.records import FieldSpan

CATEGORY_REACH = 80
"""Characters between a person, number or group and a word that tells its category."""
UNIT_REACH = 60
"""The same for a person's unit and origin where they are introduced."""
OFFICER_REACH = 12
"""The same for ranks, which otherwise belong to somebody else in the sentence."""
BY_OFFICERS = frozenset({"threaten", "detain", "ill_treat", "shame", "deny", "send_back", "kill", "norm"})
"""Acts that officers do: a rank beside them is not the sufferer's."""
SERVICE_REACH = 2
"""Characters between a secret service and the noun for those who are of it («сотрудник ФСБ», "an FSB officer")."""
FORMATIONS = frozenset({"company", "battalion", "regiment", "brigade", "division", "detachment"})
NAMED_UNITS = frozenset({"pmc", "fleet", "branch"})


def traits_of(actor: Actor, findings: Findings, near_only: bool = False, act: str = "") -> Actor:
    """Return the actor with the category, unit and home that a sentence tells of them, or only those beside them."""
    text = findings.passage.text
    spans = list(actor.spans)
    marks = [mark for mark in findings.marks("categories") if _beside(mark, actor)]
    if act in BY_OFFICERS:
        marks = [mark for mark in marks if mark.code != "officer"]
    categories = list(dict.fromkeys(mark.code for mark in marks))
    spans += [FieldSpan("category", mark.start, mark.end, text[mark.start : mark.end]) for mark in marks]
    named = formations(findings)
    own = [unit for unit in findings.units if unit.kind == "service" or unit in named]
    unit = next((unit for unit in own if _is_unit_of(unit, actor, near_only)), None)
    if unit:
        spans.append(FieldSpan("unit", unit.start, unit.end, text[unit.start : unit.end]))
        if unit.category:
            categories += unit.category
            spans.append(FieldSpan("category", unit.start, unit.end, text[unit.start : unit.end]))
    home = next(
        (place for place in findings.places if is_home(place) and (not near_only or is_near(place, actor))), None
    )
    seat = home.name if home else _seat(unit, text)
    if unit and seat and not home:
        spans.append(FieldSpan("origin", unit.start, unit.end, text[unit.start : unit.end]))
    if home:
        spans.append(FieldSpan("origin", home.start, home.end, text[home.start : home.end]))
    return replace(
        actor,
        categories=tuple(dict.fromkeys((*actor.categories, *categories))),
        unit=unit.name if unit else actor.unit,
        origin=seat or actor.origin,
        spans=tuple(dict.fromkeys(spans)),
    )


def merged(told: Actor, known: Actor) -> Actor:
    """Return what is told now, completed by what was known before of category, unit and origin."""
    taken = {
        name
        for name, value in (("category", told.categories), ("unit", told.unit), ("origin", told.origin))
        if not value
    }
    return replace(
        told,
        categories=told.categories or known.categories,
        unit=told.unit or known.unit,
        origin=told.origin or known.origin,
        group=told.group or (None if told.persons else known.group),
        spans=(*told.spans, *(span for span in known.spans if span.field in taken)),
    )


def formations(findings: Findings) -> list[Unit]:
    """Return the formations of a sentence that are no part of a court's name."""
    courts = findings.courts
    own = [unit for unit in findings.units if not any(a.start <= unit.start < a.end for a in courts)]
    return [unit for unit in own if _is_formation(unit)]


def is_home(place: Place) -> bool:
    """Tell whether a place is where somebody comes from."""
    return place.role == "from" and place.kind in HOMES


def is_near(found: Unit | Place, actor: Actor) -> bool:
    """Tell whether a unit or place stands beside the words that tell of the actor."""
    return any(
        abs(found.start - span.end) <= UNIT_REACH or abs(span.start - found.end) <= UNIT_REACH for span in actor.spans
    )


def _is_formation(unit: Unit) -> bool:
    return bool(unit.number) or unit.kind in NAMED_UNITS or _is_named(unit)


def _is_named(unit: Unit) -> bool:
    """Tell whether a unit has a name of its own («Краснодарский ОМОН», "the 'Example' company")."""
    return " " in unit.name and (unit.kind == "police" or (unit.kind in FORMATIONS and unit.name[0].isupper()))


def _seat(unit: Unit | None, text: str) -> str | None:
    """Return where a police unit named after its place comes from («Krasnodar OMON»)."""
    if unit is None or unit.kind != "police" or set(text[unit.start : unit.end]) & set("\"'«„“‘"):
        return None
    return unit.name.removesuffix(" OMON").removesuffix(" SOBR").removeprefix("OMON of ").removeprefix("SOBR of ")


def _is_unit_of(unit: Unit, actor: Actor, near_only: bool) -> bool:
    """Tell whether a unit is the actor's: a formation of the sentence, or a secret service named beside them."""
    if unit.kind == "service":
        return "security_service" in unit.category and _touches(unit, actor)
    return not near_only or is_near(unit, actor)


def _touches(found: Unit | Mark, actor: Actor) -> bool:
    gaps = (gap for span in actor.spans for gap in (found.start - span.end, span.start - found.end))
    return any(-SERVICE_REACH <= gap <= SERVICE_REACH for gap in gaps)


def _beside(mark: Mark, actor: Actor) -> bool:
    if mark.code == "security_service":
        return _touches(mark, actor)
    reach = OFFICER_REACH if mark.code == "officer" else CATEGORY_REACH
    return any(-reach <= mark.start - span.end <= reach or -reach <= span.start - mark.end <= 0 for span in actor.spans)
