"""Who did it, or decided: the officer, the court, the authority or the state that a sentence tells an act of."""

from vidmova.extraction.actors import near
from vidmova.extraction.acts import ActHit
from vidmova.extraction.findings import Findings
from vidmova.extraction.persons import Person
from vidmova.extraction.romanise import romanise
from vidmova.extraction.setting import JUDGED, Valued, nearest

COMMANDING = frozenset({"commanders", "officers", "military prosecutors", "investigators", "military police", "police"})
FORCES = COMMANDING | {"FSB", "border guards", "military enlistment office", "fellow servicemen", "Wagner mercenaries"}
PARLIAMENTS = frozenset({"State Duma", "Verkhovna Rada", "Knesset", "parliament"})
RULERS = PARLIAMENTS | {"Vladimir Putin", "Volodymyr Zelensky", "Kremlin", "government", "Ministry of Defence"}
DOERS_OF: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "threaten": (FORCES, frozenset({"commander", "official"})),
    "detain": (FORCES - {"investigators"}, frozenset({"commander"})),
    "ill_treat": (FORCES, frozenset({"commander"})),
    "kill": (FORCES | {"barrier troops", "mercenaries"}, frozenset({"commander"})),
    "shame": (FORCES, frozenset({"commander", "official"})),
    "deny": (FORCES | {"unit", "Ministry of Defence"}, frozenset({"commander"})),
    "send_back": (frozenset({"military police"}), frozenset({"commander"})),
    "norm": (RULERS, frozenset({"leader", "official"})),
    "aid": (frozenset({"lawyers", "human rights activists"}), frozenset({"lawyer", "activist"})),
}
HOME = frozenset({None, "Russia", "Ukraine"})
"""Countries whose men are sent back, and places of no country."""
AGENT_REACH = 60
"""Characters between an act and the word for who did it."""


def doer_of(findings: Findings, hit: ActHit) -> Valued | None:
    """Return who did an act or decided it, as far as its sentence says so."""
    if hit.act in JUDGED:
        asked = [mark for mark in findings.marks("agents") if mark.code == "military prosecutors"]
        prosecutor = nearest(asked, hit, findings)
        if prosecutor and hit.act == "sentence" and hit.give.get("modality") == "possible":
            return Valued("by", "prosecutors", prosecutor.start, prosecutor.end)
        court = nearest(findings.courts, hit, findings)
        return Valued("by", court.name, court.start, court.end) if court else None
    if hit.act == "deport":
        return _state(findings, hit)
    agents, kinds = DOERS_OF.get(hit.act, (frozenset(), frozenset()))
    said = [(source.start, source.end) for source in findings.sources]
    doers = [p for p in findings.persons if p.kind in kinds and not any(a <= p.start < b for a, b in said)]
    doer = nearest(doers, hit, findings)
    if doer:
        return Valued("by", _called(doer, findings.sentence.language), doer.start, doer.end)
    marks = [
        mark
        for mark in findings.marks("agents")
        if mark.code in agents
        and near(mark.start, mark.end, hit) <= AGENT_REACH
        and not any(a <= mark.start < b for a, b in said)
    ]
    agent = nearest(marks, hit, findings)
    return Valued("by", agent.code, agent.start, agent.end) if agent else None


def _state(findings: Findings, hit: ActHit) -> Valued | None:
    """Return the state that sends somebody back: the country named that is neither theirs nor the one they go to."""
    abroad = [place for place in findings.places if place.country not in HOME and place.role != "to"]
    land = nearest([place for place in abroad if place.kind == "country"] or abroad, hit, findings)
    return Valued("by", land.country, land.start, land.end) if land else None


def _called(person: Person, language: str) -> str:
    name = romanise(person.full, language)
    return f"{person.role} {name}" if person.role and person.kind == "commander" else name
