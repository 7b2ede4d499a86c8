"""Persons named in a document: each mention in the nominative, joined with what the document says elsewhere."""

import re
from collections import Counter
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from vidmova.extraction.mentions import Parts, Scan, Token, tokens
from vidmova.extraction.names import Reading, in_nominative, surname
from vidmova.extraction.nominatives import Reader, Resolved
from vidmova.extraction.roles import Beside, Compiled, Leader, Role, compiled
from vidmova.lexicon.folding import fold
from vidmova.records import Span

Gender = Literal["m", "f"]


class Person(Struct, frozen=True):
    """A mention of a person: the wording, its nominative, and what the document says of the person."""

    start: int
    end: int
    name: str
    full: str
    gender: Gender | None
    role: str | None
    kind: str
    words: Span | None


class Entity(Struct):
    """A person of the document, as known so far."""

    given: str = ""
    surname: str = ""
    full: str = ""
    weight: int = 0
    gender: str = ""
    role: str | None = None
    kind: str = "other"
    initial: str = ""


def find_persons(text: str, folded: str, language: str) -> list[Person]:
    """Return the persons named in a whole document, in order."""
    if language not in ("uk", "ru", "en"):
        return []
    return list(_find(text, folded, language))


@lru_cache(maxsize=8)
def _find(text: str, folded: str, language: str) -> tuple[Person, ...]:
    beside = Beside.of(folded, language)
    rows = tokens(text, folded)
    raw = Scan(text, folded, language, beside).mentions(rows)
    reader = Reader(text, folded, language, beside, Counter(token.form for row in rows for token in row))
    resolved = [reader.resolve(parts) for parts in raw] + _nicknames(text, folded, language, beside)
    entities, owners = _join(resolved)
    resolved, owners = _propagate(reader, rows, resolved, owners, entities)
    return tuple(_persons(reader, resolved, owners, entities))


QUOTED = re.compile(r"\"([^\"\n]{2,25})\"|'([^'\n]{2,20})'|([a-zа-яіїєґ][\w-]{1,20})")


def _nicknames(text: str, folded: str, language: str, beside: Beside) -> list[Resolved]:
    found = []
    for cue in compiled(language).pseudonym.finditer(folded):
        name = QUOTED.match(folded, cue.end())
        if name is None or not text[name.start(name.lastindex or 0)].isupper():
            continue
        start, end = name.span(name.lastindex or 0)
        said = text[start:end]
        role = beside.just_before(cue.start()) or beside.before(cue.start())
        found.append(Resolved(Parts(start, end, nickname=said, role=role), "", fold(said), "", said, 2))
    for role in beside.roles:
        name = QUOTED.match(folded, role.end + 1) if folded[role.end : role.end + 1] == " " else None
        if name is None or name.lastindex == 3 or not role.entry.en[0].isupper():
            continue
        start, end = name.span(name.lastindex or 0)
        if text[start].isupper() and " " not in text[start:end]:
            said = text[start:end]
            found.append(Resolved(Parts(start, end, nickname=said, role=role), "", fold(said), "", said, 2))
    return found


def _join(resolved: list[Resolved]) -> tuple[list[Entity], list[int]]:
    """Return the document's persons, and for each mention the number of its person; fuller mentions lead."""
    entities: list[Entity] = []
    owners = [-1] * len(resolved)
    order = sorted(range(len(resolved)), key=lambda at: (-_rank(resolved[at]), resolved[at].parts.start))
    for at in order:
        mention = resolved[at]
        owner = _owner(mention, entities)
        if owner is None:
            entities.append(Entity())
            owner = len(entities) - 1
        _learn(entities[owner], mention)
        owners[at] = owner
    return entities, owners


def _rank(mention: Resolved) -> int:
    return 2 * bool(mention.surname) + bool(mention.given)


def _owner(mention: Resolved, entities: list[Entity]) -> int | None:
    initial = "".join(sorted(token.form[0] for token in mention.parts.initials))
    for at, entity in enumerate(entities):
        if not _same_family(mention, entity):
            continue
        if mention.given and entity.given and mention.given != entity.given:
            continue
        if not mention.surname and mention.given != entity.given:
            continue
        if mention.surname and initial and entity.initial and initial != entity.initial:
            continue
        if not mention.surname and initial and entity.initial != initial:
            continue
        if (
            mention.gender
            and entity.gender
            and mention.gender != entity.gender
            and (mention.given or not mention.parts.initials)
        ):
            continue
        return at
    return None


def _same_family(mention: Resolved, entity: Entity) -> bool:
    return mention.surname == entity.surname or not mention.surname


def _learn(entity: Entity, mention: Resolved) -> None:
    entity.given = entity.given or mention.given
    entity.surname = entity.surname or mention.surname
    entity.gender = entity.gender or mention.gender
    entity.initial = entity.initial or "".join(sorted(token.form[0] for token in mention.parts.initials))
    if mention.weight > entity.weight:
        entity.full, entity.weight = mention.name, mention.weight


def _propagate(
    reader: Reader, rows: list[list[Token]], resolved: list[Resolved], owners: list[int], entities: list[Entity]
) -> tuple[list[Resolved], list[int]]:
    """Add single words that are the name of a person known from elsewhere in the document."""
    language = reader.language
    families: dict[str, list[int]] = {}
    for at, entity in enumerate(entities):
        if entity.surname and len(entity.surname) > 2:
            families.setdefault(entity.surname, []).append(at)
    leaders = compiled(language).leaders
    begins = {name[:3] for name in families} | {name[:3] for name in leaders}
    taken = sorted((mention.parts.start, mention.parts.end) for mention in resolved)
    pairs = list(zip(resolved, owners, strict=True))
    for token in _free(rows, taken):
        if token.initial or token.coded or token.form[:3] not in begins:
            continue
        found = _known(token, reader, families, entities, leaders)
        if found is not None:
            pairs.append(found)
    pairs.sort(key=lambda pair: (pair[0].parts.start, -pair[0].parts.end))
    kept: list[tuple[Resolved, int]] = []
    for pair in pairs:
        if not kept or pair[0].parts.start >= kept[-1][0].parts.end:
            kept.append(pair)
    return [mention for mention, _ in kept], [owner for _, owner in kept]


def _free(rows: list[list[Token]], taken: list[tuple[int, int]]) -> list[Token]:
    free, at = [], 0
    for row in rows:
        for token in row:
            while at < len(taken) and taken[at][1] <= token.start:
                at += 1
            if at == len(taken) or token.end <= taken[at][0]:
                free.append(token)
    return free


def _known(
    token: Token, reader: Reader, families: dict[str, list[int]], entities: list[Entity], leaders: dict[str, Leader]
) -> tuple[Resolved, int] | None:
    readings = [r for r in surname(token.form, reader.language) if r.nominative in families or r.nominative in leaders]
    if compiled(reader.language).named_after.search(reader.folded, max(0, token.start - 40), token.start):
        return None
    if not readings:
        return None
    parts = Parts(token.start, token.end, surname=token)
    verb = reader.verb_gender(token.start, token.end)
    ranked: list[tuple[float, int, Reading]] = []
    for reading in readings:
        context = reader.context(parts, reading.case, reading.gender, reader.beside.just_before(token.start))
        for owner in families.get(reading.nominative, [-1]):
            gender = entities[owner].gender if owner >= 0 else "m"
            fits = 1.0 * (not gender or not reading.gender or gender == reading.gender)
            ranked.append((context + 2 * fits + 0.5 * (reading.case == "n") + (gender == verb), -owner, reading))
    _, minus_owner, reading = max(ranked, key=lambda row: (row[0], row[1], row[2]))
    owner = -minus_owner
    if owner < 0 or reading.nominative not in families:
        entities.append(Entity(surname=reading.nominative, gender="m"))
        owner = len(entities) - 1
        families.setdefault(reading.nominative, []).append(owner)
    name = in_nominative(reader.text[token.start : token.end], token.form, reading.nominative)
    entities[owner].full = entities[owner].full or name
    return Resolved(parts, "", reading.nominative, entities[owner].gender or reading.gender, name, 4), owner


def _persons(reader: Reader, resolved: list[Resolved], owners: list[int], entities: list[Entity]) -> list[Person]:
    found: list[Person] = []
    known = compiled(reader.language)
    beside = reader.beside
    roles: list[Role | None] = []
    for at, mention in enumerate(resolved):
        until = resolved[at + 1].parts.start if at + 1 < len(resolved) else len(reader.text) + 9
        start = mention.parts.start - (mention.parts.nickname is not None)
        role = _fitting(mention, [mention.parts.role, *beside.chain(start)], start) or beside.after(
            mention.parts.end, until
        )
        roles.append(role)
        _enrol(entities[owners[at]], role, known)
    for mention, owner, role in zip(resolved, owners, roles, strict=True):
        entity = entities[owner]
        gender: Gender | None = "f" if entity.gender == "f" else "m" if entity.gender == "m" else None
        said = role.entry.en if role else entity.role
        span = Span(role.start, role.end) if role else None
        found.append(
            Person(
                mention.parts.start,
                mention.parts.end,
                mention.name,
                entity.full or mention.name,
                gender,
                said,
                entity.kind,
                span,
            )
        )
    return found


def _fitting(mention: Resolved, before: list[Role | None], start: int) -> Role | None:
    """Return the role before a name that agrees with it in case and gender («мать солдата Галина», «адвокат Павла»)."""
    for role in sorted(filter(None, before), key=lambda role: role.entry.kind != "relative"):
        oblique = mention.case in "gdail"
        against = role.base if oblique else mention.case == "n" and role.entry.kind == "relative" and not role.base
        gender = role.entry.gender
        if role.end > start or not (against or (gender and mention.gender and gender != mention.gender)):
            return role
    return None


SURE = {
    "soldier": 5,
    "commander": 5,
    "judge": 5,
    "lawyer": 5,
    "official": 4,
    "journalist": 4,
    "activist": 4,
    "relative": 3,
}


def _enrol(entity: Entity, role: Role | None, known: Compiled) -> None:
    """Let a person have the role, and the kind that tells most."""
    leader = known.leaders.get(entity.surname)
    if leader is not None and (
        not entity.given or entity.given == fold(leader.name).split()[0] or entity.given in fold(leader.name)
    ):
        entity.gender = entity.gender or "m"
        entity.kind, entity.role = "leader", entity.role or leader.role
        entity.full = entity.full if entity.given else leader.name
        return
    if role is None:
        return
    if SURE.get(role.entry.kind, 1) > SURE.get(entity.kind, 0):
        entity.kind = role.entry.kind
    if not entity.gender and role.entry.gender:
        entity.gender = role.entry.gender
    entity.role = entity.role or role.entry.en
