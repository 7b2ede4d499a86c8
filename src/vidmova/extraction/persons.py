"""Persons named in a document: each mention in the nominative, joined with what the document says elsewhere."""

import re
from collections import Counter
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from vidmova.extraction.mentions import Parts, Scan, Token, tokens
from vidmova.extraction.names import ANY, Reading, given, in_nominative, is_surname, patronymic, surname
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


class Resolved(Struct):
    """A raw mention with its parts in the nominative."""

    parts: Parts
    given: str
    surname: str
    gender: str
    name: str
    weight: int
    case: str = ANY


OBLIQUE_AFTER = re.compile(
    r"(?:^|[\s\"(])(?:к|ко|у|от|против|с|со|для|про|о|об|на|из|за|без|до|под|над|від|проти|з|із|зі|щодо|стосовно"
    r"|отношении|помощи|допомоги|по|словам|за словами)\s$"
)
FEMALE_VERB = re.compile(r"[\s,—]{1,3}(?:\w+ ){0,2}?\w+(?:ла|лась|лася)\b")
MALE_VERB = re.compile(r"[\s,—]{1,3}(?:\w+ ){0,2}?\w+(?:[аеиіыуя]л|лся|[аеиіїуя]в|вся)\b")
FEMALE_VERB_BEFORE = re.compile(r"\w+(?:ла|лась|лася) $")
MALE_VERB_BEFORE = re.compile(r"\w+(?:[аеиіыуя]л|лся|[аеиіїуя]в|вся) $")


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


class Reader:
    """Reads the parts of a name in the nominative, by agreement and by the rest of the document."""

    def __init__(self, text: str, folded: str, language: str, beside: Beside, seen: Counter[str]) -> None:
        self.text, self.folded, self.language, self.beside, self.seen = text, folded, language, beside, seen

    def resolve(self, parts: Parts) -> Resolved:
        """Return the mention with its parts in the nominative."""
        role = parts.role or self.beside.just_before(parts.start)
        firsts = self._readings(parts.given, parts.unknown_given)
        lasts = surname(parts.surname.form, self.language) if parts.surname and not parts.surname.coded else ()
        if parts.surname is not None and not lasts:
            lasts = (Reading(parts.surname.form, "", ANY),)
        best: tuple[float, Reading | None, Reading | None] | None = None
        for first in firsts or (None,):
            for last in lasts or (None,):
                score = self._score(parts, first, last, role)
                if best is None or score > best[0]:
                    best = (score, first, last)
        assert best is not None
        return self._named(parts, best[1], best[2])

    def _readings(self, token: Token | None, unknown: bool) -> tuple[Reading, ...]:
        if token is None:
            return ()
        readings = given(token.form, self.language)
        if readings:
            return readings
        return surname(token.form, self.language) if unknown else (Reading(token.form, "", ANY),)

    def _score(self, parts: Parts, first: Reading | None, last: Reading | None, role: Role | None) -> float:
        score = 0.0
        gender = (first.gender if first else "") or (last.gender if last else "")
        case = first.case if first else last.case if last else ANY
        if first and last:
            score -= 8 * bool(first.gender and last.gender and first.gender != last.gender)
            score -= 6 * (first.case != last.case and ANY not in (first.case, last.case))
            case = last.case if first.case == ANY else first.case
        if last:
            others = self.seen[last.nominative] - (parts.surname is not None and parts.surname.form == last.nominative)
            score += min(others, 2) + is_surname(last.nominative, self.language) - 0.01 * len(last.nominative)
        if first and parts.given and first.nominative != parts.given.form:
            score += 0.5 * min(self.seen[first.nominative], 2)
        score += {"n": 0.5, "g": 0.3, "d": 0.25, "a": 0.2, ANY: 0.1}.get(case, 0.0)
        return score + self._context(parts, case, gender, role)

    def _context(self, parts: Parts, case: str, gender: str, role: Role | None) -> float:
        score = 0.0
        if role is not None:
            score += 2 * (role.entry.gender == gender and bool(gender))
            score += 2 * (role.base == (case in ("n", ANY)))
        elif case in ("n", ANY) and OBLIQUE_AFTER.search(self.folded, max(0, parts.start - 14), parts.start):
            score -= 2.5
        if case in ("n", ANY) and gender:
            score += 2 * (self.verb_gender(parts.start, parts.end) == gender)
        return score

    def verb_gender(self, start: int, end: int) -> str:
        """Return the gender of the verb in the past tense beside a name, or nothing."""
        if FEMALE_VERB.match(self.folded, end) or FEMALE_VERB_BEFORE.search(self.folded, max(0, start - 20), start):
            return "f"
        if MALE_VERB.match(self.folded, end) or MALE_VERB_BEFORE.search(self.folded, max(0, start - 20), start):
            return "m"
        return ""

    def _named(self, parts: Parts, first: Reading | None, last: Reading | None) -> Resolved:
        middle = self._middle(parts, first)
        said = [(parts.given, first), (parts.patronymic, middle), (parts.surname, last)]
        words = [(token.start, self._cased(token, reading)) for token, reading in said if token and reading]
        words += [(token.start, self.text[token.start : token.end]) for token in parts.initials]
        glue = " ".join(word for _, word in sorted(words))
        name = re.sub(r"(?<=\.) (?=\w\.)", lambda _: " " if ". " in self.text[parts.start : parts.end] else "", glue)
        gender = (first.gender if first else "") or (middle.gender if middle else "") or (last.gender if last else "")
        if first is None and middle is None and last is not None and last.case == ANY:
            gender = self.verb_gender(parts.start, parts.end)
        if first is not None and self._either(parts, first, last):
            gender = self.verb_gender(parts.start, parts.end)
        case = first.case if first is not None and first.case != ANY else last.case if last is not None else ANY
        weight = 4 * (last is not None) + 3 * (first is not None) + (middle is not None) + bool(parts.initials)
        return Resolved(
            parts, first.nominative if first else "", last.nominative if last else "", gender, name, weight, case
        )

    def _either(self, parts: Parts, first: Reading, last: Reading | None) -> bool:
        """Tell whether the given name may be a man's or a woman's (Саша, Sasha), and nothing else decides."""
        if parts.patronymic is not None or (last is not None and last.gender and last.case != ANY):
            return False
        both = {r.gender for r in self._readings(parts.given, False) if r.nominative == first.nominative}
        return len(both) > 1

    def _middle(self, parts: Parts, first: Reading | None) -> Reading | None:
        if parts.patronymic is None:
            return None
        rows = patronymic(parts.patronymic.form, self.language)
        fitting = [row for row in rows if first is None or (row.gender == first.gender and row.case == first.case)]
        return next(iter(fitting or rows), None)

    def _cased(self, token: Token, reading: Reading) -> str:
        return in_nominative(self.text[token.start : token.end], token.form, reading.nominative)


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
        context = reader._context(parts, reading.case, reading.gender, reader.beside.just_before(token.start))
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
