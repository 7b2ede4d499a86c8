"""How far each person may be seen: by named rules, by decisions, and alike for those whom names do not tell apart."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from msgspec import Struct

from vidmova.entities.naming import parse
from vidmova.entities.people import compare_people
from vidmova.extraction.persons import find_persons
from vidmova.extraction.roles import compiled
from vidmova.lexicon.folding import fold
from vidmova.protect.cues import READ, Cue, cues, words
from vidmova.protect.holdings import Holdings
from vidmova.protect.namewords import known_by
from vidmova.protect.occurrences import Index, compared, names_of
from vidmova.protect.release import Exposure
from vidmova.records import Claim, Entity, Mention, claim_key

ORDER: tuple[Exposure, ...] = ("public", "as_published", "at_risk", "secret")
SENTENCE_RULES = ("anonymous", "hiding", "relatives", "minors", "pseudonyms")
"""Rules that hold of whoever is named in the sentence, or, where nobody is, in the one before."""
FLED = frozenset({"leave_country", "asylum"})
GONE = frozenset({"desert", "awol"})
KNOWN_TO_STATE = frozenset({"sentence", "charge", "detain", "ruling"})
LEADER = "leader-"
"""Begins the ids of people of state whom every register knows."""
OFFICIAL = frozenset({"official", "judge", "commander", "leader"})
_NEAR = 70
_WORDS_BETWEEN = 4
_AFTER = re.compile(r"\s*(?:,|—|-|\()\s*(?:\S+\s){0,2}?")
_QUOTE_BEFORE, _QUOTE_AFTER = "«\"“„‘'", "»\"”“’'"


class Verdict(Struct, frozen=True):
    """How far a person may be seen, and the rule that says so."""

    level: Exposure
    because: str


class _Evidence(Struct):
    """What was found of a person."""

    fields: set[str]
    acts: set[str]
    rules: set[str]
    office: bool = False
    profession: bool = False


def stricter(one: Exposure, other: Exposure) -> Exposure:
    """Return the stricter of two levels."""
    return max(one, other, key=ORDER.index)


def verdicts(holdings: Holdings, index: Index) -> dict[str, Verdict]:
    """Return how far each person of a register may be seen, by the id of the entity."""
    evidence = _evidence(holdings, index)
    found = {
        one: Verdict("public", "leader") if one.startswith(LEADER) else _judged(person, evidence[one])
        for one, person in index.people.items()
    }
    for one in found:
        if (level := holdings.exposures.get((one, ""))) is not None:
            found[one] = Verdict(level, "decision")
    return _alike(found, index)


def _judged(person: Entity, seen: _Evidence) -> Verdict:
    """Return what the rules say of a person; in doubt at risk."""
    refused = "person" in seen.fields
    if not refused and is_leader(person):
        return Verdict("public", "leader")
    official = seen.office and not refused
    rules = {"changed"} & seen.rules if official else seen.rules
    if rules:
        return Verdict("at_risk", min(rules))
    if official:
        return Verdict("public", "office")
    if all(not known_by(name).surnames for name in names_of(person)):
        return Verdict("at_risk", "given_name_alone")
    if seen.acts & FLED or (seen.acts & GONE and not seen.acts & KNOWN_TO_STATE):
        return Verdict("at_risk", "fled")
    if refused or seen.profession:
        return Verdict("as_published", "named_by_source")
    return Verdict("at_risk", "in_doubt")


@cache
def leaders() -> tuple[str, ...]:
    """Return the people of state whom everybody knows, by their names in all languages."""
    return tuple(sorted({one.name for language in READ for one in compiled(language).leaders.values()}))


def is_leader(person: Entity) -> bool:
    """Tell whether a person is one of state whom everybody knows, by a name that leaves no doubt."""
    return any(
        parse(name).given and compare_people(name, leader).judgement == "same"
        for name in names_of(person)
        for leader in leaders()
    )


def _evidence(holdings: Holdings, index: Index) -> dict[str, _Evidence]:
    found = {one: _Evidence(set(), set(), set()) for one in index.people}
    mentions: defaultdict[str, list[Mention]] = defaultdict(list)
    for one in holdings.linked.mentions:
        if one.kind == "person" and one.entity in found:
            mentions[one.claim].append(one)
    for report in holdings.reports:
        document = report.document
        named = [one for claim in report.claims for one in mentions.get(claim_key(document.id, claim.id), ())]
        if not named:
            continue
        folded = fold(document.text)
        said = cues(folded, document.language)
        for claim in report.claims:
            _from_claim(claim, mentions.get(claim_key(document.id, claim.id), ()), found)
        for one in named:
            _from_mention(one, (document.text, folded), document.language, found)
        _from_cues(said, named, (document.text, folded), index, found)
    return found


def _from_claim(claim: Claim, named: Iterable[Mention], found: Mapping[str, _Evidence]) -> None:
    for one in named:
        seen = found[str(one.entity)]
        seen.fields.add(one.field)
        if one.field == "person" and claim.modality != "denied":
            seen.acts.add(claim.act)


def _from_mention(one: Mention, both: tuple[str, str], language: str, found: Mapping[str, _Evidence]) -> None:
    """Note an office or a trade beside a name, and whether the name stands in quotes as pseudonyms do."""
    seen, (text, folded) = found[str(one.entity)], both
    patterns, name = words(language).cues, fold(one.name)
    if patterns["offices"].search(name) and not patterns["relatives"].search(name):
        seen.office = True
    if one.start is None or one.end is None:
        return
    if not seen.office and _beside(folded, one.start, one.end, patterns["offices"]):
        people = find_persons(text, folded, language)
        seen.office = any(each.kind in OFFICIAL and each.start < one.end and one.start < each.end for each in people)
    seen.profession = seen.profession or _beside(folded, one.start, one.end, patterns["professions"])
    before, after = folded[max(0, one.start - 1) : one.start], folded[one.end : one.end + 1]
    if before and after and before in _QUOTE_BEFORE and after in _QUOTE_AFTER:
        seen.rules.add("pseudonyms")


def _beside(folded: str, start: int, end: int, wordings: re.Pattern[str]) -> bool:
    begin = max(0, start - _NEAR)
    if _held(folded[begin:start], start - begin, wordings):
        return True
    follows = _AFTER.match(folded, end)
    return follows is not None and wordings.match(folded, follows.end()) is not None


def _held(before: str, until: int, wordings: re.Pattern[str]) -> bool:
    """Tell whether the last such wording before a name may belong to it."""
    every = list(wordings.finditer(before, 0, until))
    if not every:
        return False
    between = before[every[-1].end() :]
    return between.count(" ") <= _WORDS_BETWEEN and not any(sign in between for sign in ";:!?\n")


def _from_cues(
    said: Iterable[Cue], named: list[Mention], text: tuple[str, str], index: Index, found: Mapping[str, _Evidence]
) -> None:
    inside = {str(one.entity) for one in named}
    for cue in said:
        if cue.rule == "changed":
            for person in inside:
                found[person].rules.add("changed")
        elif cue.rule in SENTENCE_RULES:
            for person in _meant(cue, named, inside, text, index):
                found[person].rules.add(cue.rule)


def _meant(cue: Cue, named: list[Mention], inside: set[str], text: tuple[str, str], index: Index) -> set[str]:
    """Return who of a document's people is named in a cue's sentence, or else in the one before."""
    for first, last in ((cue.first, cue.last), (cue.before, cue.first)):
        meant = {str(one.entity) for one in named if one.start is not None and first <= one.start < last}
        meant |= {who for one in index.find(*text, first, last) for who in one.people if who in inside}
        if meant:
            return meant
    return set()


def _alike(found: dict[str, Verdict], index: Index) -> dict[str, Verdict]:
    """Let people whom names do not tell apart share the stricter level."""
    shared = dict(found)
    for key, people in index.surnames.items():
        if len(people) < 2 or not key:
            continue
        levels = sorted({found[one].level for one in people}, key=ORDER.index)
        for one in people if len(levels) > 1 else ():
            for level in reversed(levels):
                if ORDER.index(level) <= ORDER.index(shared[one].level):
                    break
                if any(found[other].level == level and _same_names(index, one, other) for other in people):
                    shared[one] = Verdict(level, "not_told_apart")
                    break
    return shared


def _same_names(index: Index, one: str, other: str) -> bool:
    return one != other and any(
        compared(name, second) for name in names_of(index.people[one]) for second in names_of(index.people[other])
    )
