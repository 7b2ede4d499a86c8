"""What a dossier says of an event, in a language: plain data, which the typesetter is given as such."""

import re
from collections import Counter
from typing import Any

from vidmova.protect.release import Disagreement, Happening, Source, Statement
from vidmova.publish.pages import prose, wording
from vidmova.publish.pages.events import fields_of
from vidmova.publish.pages.marking import LONGEST, REMOVED
from vidmova.publish.pages.telling import Telling
from vidmova.records import Span
from vidmova.register.passages import Mark, pieces

STATES = ("accepted", "corrected", "added", "proposed")
_LANGUAGE = re.compile("[a-z]{2,3}")


def dossier_of(telling: Telling, identity: str) -> dict[str, Any]:
    """Return all that the dossier of an event says."""
    shelf, language = telling.shelf, telling.language
    event, edition = shelf.events[identity], shelf.contents.edition
    stated = shelf.stated(event)
    sources = dict.fromkeys([*event.sources, *(one.source for one in stated)])
    return {
        "language": language.code,
        "id": event.id,
        "title": telling.titles[event.id],
        "foot": f"{edition.register} · {telling.edition_words}",
        "lead": language.say("This dossier holds what a release says of one event: who says what, in which words.")
        + " "
        + language.say("A statement is what a passage says, not what is true."),
        "words": _words(telling),
        "facts": _facts(telling, event),
        "values": _values(telling, stated),
        "statements": [_statement(telling, one) for one in stated],
        "disputes": [_dispute(telling, one) for one in shelf.disputes.get(event.id, ())],
        "around": _around(telling, event),
        "sources": [_source(telling, shelf.sources[each]) for each in sources if each in shelf.sources],
        "states": _states(telling, stated),
        "method": [list(section) for section in prose.method_sections(language)],
        "protection": prose.protection(telling),
        "removed": prose.removals(language, shelf.contents.disclosure.removed),
        "findings": prose.findings(telling),
        "edition": [list(fact) for fact in prose.edition_facts(language, edition)],
    }


def _words(telling: Telling) -> dict[str, str]:
    say = telling.language.say
    return {
        "what": say("What"),
        "value": say("Value"),
        "values": say("Value against value"),
        "field": say("Field"),
        "said_by": say("Who says it, in which words"),
        "passages": say("Passages"),
        "contradictions": say("Contradictions"),
        "no_contradictions": say("No text contradicts another about this event."),
        "around": say("What stands around it"),
        "sources": say("Sources"),
        "source": say("Source"),
        "which": say("Which"),
        "states": say("Decisions"),
        "states_lead": say("What people decided about the statements of this event."),
        "state": say("State"),
        "how_often": say("How often"),
        "method": say("Method"),
        "removed": say("What was removed"),
        "nothing": say("Nothing was taken out."),
        "why": say("Why"),
        "edition": say("This edition"),
    }


def _facts(telling: Telling, event: Happening) -> list[list[str]]:
    language, say = telling.language, telling.language.say
    number = wording.number_of(language, event)
    facts = [
        (say("Act"), language.code_of("act", event.act)),
        (say("How it is said"), language.code_of("modality", event.modality)),
        (say("How many"), number or say("not said")),
        (say("Signed by a reviewer"), language.number(event.best) if event.best is not None else ""),
        (say("When"), language.when(event.date) or say("date not said")),
        (say("Where"), wording.place_of(language, telling.shelf, event.place) or say("place not said")),
        (say("Told in"), telling.told(event)),
    ]
    return [[word, value] for word, value in facts if value]


def _values(telling: Telling, stated: list[Statement]) -> list[dict[str, Any]]:
    found = []
    for field, values in fields_of(telling, stated):
        for value, sayings in values:
            said = [
                {"source": source, "language": _spoken(spoken), "wording": words}
                for source, _, spoken, words in sayings
            ]
            found.append({"field": field, "value": value, "sayings": said})
    return found


def _statement(telling: Telling, one: Statement) -> dict[str, Any]:
    source, language = telling.shelf.sources.get(one.source), telling.language
    act = language.code_of("act", one.act)
    if modality := telling.modality(one.modality):
        act = f"{act} ({modality})"
    return {
        "id": one.id,
        "language": _spoken(source.language if source else "und"),
        "pieces": _pieces(source, one) if source else [],
        "source": wording.source_name(language, source),
        "published": language.day(source.published) if source and source.published else "",
        "act": act,
        "state": language.code_of("state", one.state),
    }


def _pieces(source: Source, one: Statement) -> list[dict[str, str]]:
    end = min(one.end, one.start + LONGEST)
    marks = sorted(Mark(span.start, span.end, span.field, one.id) for span in one.spans)
    found = []
    for piece in pieces(source.text, Span(one.start, end), marks):
        for number, part in enumerate(REMOVED.split(piece.text)):
            kind = "gone" if number % 2 else "mark" if piece.marks else ""
            found += [{"text": part, "kind": kind}] if part else []
    return [*found, *([{"text": "…", "kind": ""}] if end < one.end else [])]


def _dispute(telling: Telling, one: Disagreement) -> dict[str, Any]:
    held, sides = telling.shelf.statements, []
    for value, side in zip(one.values, one.sides, strict=False):
        every = [_statement(telling, held[each]) for each in side if each in held]
        names = list(dict.fromkeys(each["source"] for each in every))
        sides.append({"value": value, "sources": names, "statements": every})
    state = telling.language.code_of("state", one.state)
    return {"kind": telling.language.code_of("kind", one.kind), "state": state, "sides": sides}


def _around(telling: Telling, event: Happening) -> list[list[str]]:
    say, shelf = telling.language.say, telling.shelf
    whole = telling.titles.get(event.subset_of or "", "")
    found = [(say("Part of"), f"{whole} ({event.subset_of})" if whole else "")]
    found += [(say("Has this part"), f"{telling.titles[each]} ({each})") for each in shelf.parts.get(event.id, ())]
    found += [
        (say("Person"), wording.person_name(telling.language, shelf.people[each]))
        for each in event.people
        if each in shelf.people
    ]
    for figure in shelf.figures.get(event.id, ()):
        number = telling.language.counted((figure.low, figure.high), figure.counted)
        found.append((say("Counted in"), f"{wording.figure_name(telling.language, figure)}: {number}"))
    return [[word, value] for word, value in found if value]


def _source(telling: Telling, one: Source) -> dict[str, Any]:
    language, say = telling.language, telling.language.say
    if one.withheld:
        lines = [(f"{say('Withheld')}: {language.code_of('withheld', one.withheld)}", False)]
    else:
        lines = [
            (one.title or "", False),
            (language.code_of("language", one.language), False),
            (language.day(one.published) if one.published else "", False),
            (one.address or "", True),
            (f"SHA-256 {one.digest}" if one.digest else say("no digest"), bool(one.digest)),
        ]
    said = [{"said": text, "code": code} for text, code in lines if text]
    return {"id": one.id, "name": wording.source_name(language, one), "lines": said}


def _states(telling: Telling, stated: list[Statement]) -> list[list[str]]:
    held: Counter[str] = Counter(one.state for one in stated)
    return [
        [telling.language.code_of("state", state), telling.language.number(held[state])]
        for state in STATES
        if held[state]
    ]


def _spoken(language: str) -> str:
    return language if _LANGUAGE.fullmatch(language) else "und"
