"""Who did it, or decided: the officer, the court, the authority or the state that a sentence tells an act of."""

import re
from collections.abc import Sequence

from vidmova.extraction.actors import near
from vidmova.extraction.acts import ActHit
from vidmova.extraction.findings import Findings, Mark
from vidmova.extraction.organisations import body_in, publisher
from vidmova.extraction.persons import Person
from vidmova.extraction.romanise import romanise
from vidmova.extraction.setting import JUDGED, Valued, nearest
from vidmova.lexicon.details import details

COMMANDING = frozenset({"commanders", "officers", "military prosecutors", "investigators", "military police", "police"})
FORCES = COMMANDING | {"FSB", "border guards", "military enlistment office", "fellow servicemen", "Wagner mercenaries"}
RANKS = frozenset({"major", "lieutenant", "captain", "colonel"})
"""Officers who are told of without a name."""
STRANGERS = frozenset({"masked men", "men in uniform", "patrol", "recruiters", "guards"})
INQUIRERS = frozenset({"investigators", "military prosecutors", "State Bureau of Investigation"})
PARLIAMENTS = frozenset({"State Duma", "Verkhovna Rada", "Knesset", "parliament"})
OFFICES = frozenset(
    {"unit", "Ministry of Defence", "brigade command", "personnel officer", "medical board", "migration service"}
)
RULERS = PARLIAMENTS | {
    "Vladimir Putin",
    "Volodymyr Zelensky",
    "Kremlin",
    "government",
    "Ministry of Defence",
    "Defence Minister",
    "authorities",
}
DOERS_OF: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "threaten": (FORCES | RANKS | STRANGERS, frozenset({"commander", "official"})),
    "detain": ((FORCES | STRANGERS) - {"investigators"}, frozenset({"commander"})),
    "ill_treat": (FORCES | STRANGERS, frozenset({"commander"})),
    "kill": (FORCES | {"barrier troops", "mercenaries", "own side", "guards"}, frozenset({"commander"})),
    "shame": (FORCES, frozenset({"commander", "official"})),
    "deny": (FORCES | OFFICES, frozenset({"commander"})),
    "send_back": (frozenset({"military police", "recruiters", "commanders"}), frozenset({"commander"})),
    "charge": (INQUIRERS, frozenset()),
    "norm": (RULERS, frozenset({"leader", "official"})),
    "aid": (frozenset({"lawyers", "human rights activists"}), frozenset({"lawyer", "activist"})),
}
HOME = frozenset({None, "Russia", "Ukraine"})
"""Countries whose men are sent back, and places of no country."""
UNDER_REACH = 30
"""Characters before inquirers in which they are told of as what somebody is under."""
BETWEEN = re.compile(r"\s(?:\w+\s)?")
"""What may stand between a word such as "under" and inquirers."""
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
    doers = [p for p in findings.persons if p.kind in kinds and not _within(p, said)]
    doer = nearest(doers, hit, findings)
    if doer:
        return Valued("by", _called(doer, findings.sentence.language), doer.start, doer.end)
    if hit.act == "aid" and (body := body_in(findings) or publisher(findings)):
        return body
    # Who makes a law also tells of it: "Putin said that he had signed the decree".
    told = () if hit.act == "norm" else said
    marks = [
        mark
        for mark in findings.marks("agents")
        if mark.code in agents and near(mark.start, mark.end, hit) <= AGENT_REACH and not _within(mark, told)
    ]
    if hit.act == "charge":
        marks = [mark for mark in marks if _acts(mark, findings)]
    agent = nearest(marks, hit, findings)
    return Valued("by", agent.code, agent.start, agent.end) if agent else None


def _within(found: Person | Mark, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= found.start < end for start, end in spans)


def _acts(mark: Mark, findings: Findings) -> bool:
    """Tell whether inquirers are told of as people or an office, not as what somebody is under."""
    where = findings.passage
    undergone = details(where.language).listed["undergone"].regex
    return not any(
        found.start() >= mark.start or BETWEEN.fullmatch(where.folded, found.end(), mark.start)
        for found in undergone.finditer(where.folded, max(where.start, mark.start - UNDER_REACH), mark.end)
    )


def _state(findings: Findings, hit: ActHit) -> Valued | None:
    """Return the state that sends somebody back: the country named that is neither theirs nor the one they go to."""
    abroad = [place for place in findings.places if place.country not in HOME and place.role != "to"]
    land = nearest([place for place in abroad if place.kind == "country"] or abroad, hit, findings)
    return Valued("by", land.country, land.start, land.end) if land else None


def _called(person: Person, language: str) -> str:
    name = romanise(person.full, language)
    return f"{person.role} {name}" if person.role and person.kind == "commander" else name
