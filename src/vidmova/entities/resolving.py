"""Resolves names to entities: all mentions that name one person, unit, organisation, court or place."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

import msgspec
from msgspec import Struct

from vidmova.entities import places
from vidmova.entities.comparing import compare, keys
from vidmova.entities.comparison import DIFFERENT, SAME, Comparison
from vidmova.entities.grouping import Groups, join_alike
from vidmova.entities.mentioning import Named, mentioned
from vidmova.entities.naming import Name, parse, person_words
from vidmova.entities.people import merging_keys, people_keys
from vidmova.lexicon.folding import fold
from vidmova.records import Entity, EntityKind, Mention, Report

ORDER: tuple[EntityKind, ...] = ("person", "unit", "organisation", "court", "place")
IN_DOCUMENT = 0.6
"""From this score on a shorter name joins the only fuller one that it fits in the same document."""
DIGITS, MORE_DIGITS = 8, 16


class _Node(Struct):
    """A name, in all documents where it always means one, else in one document."""

    name: str
    mentions: list[int]
    """Numbers of the mentions, in order of receipt."""
    document: str | None


def resolve(reports: Iterable[Report]) -> tuple[list[Entity], list[Mention]]:
    """Return the entities that the claims of all documents name, and every mention with its entity's id."""
    found = list(mentioned(reports))
    owners: list[str | None] = [None] * len(found)
    entities: list[tuple[int, Entity]] = []
    taken: set[str] = set()
    for kind in ORDER:
        for group in _grouped(kind, found):
            first = min(node.mentions[0] for node in group)
            entity = _entity(kind, _identity(kind, found[first], taken), group)
            entities.append((first, entity))
            for node in group:
                for at in node.mentions:
                    owners[at] = entity.id
    mentions = [
        msgspec.structs.replace(named.mention, entity=owner) for named, owner in zip(found, owners, strict=True)
    ]
    return [entity for _, entity in sorted(entities, key=lambda row: row[0])], mentions


def _identity(kind: EntityKind, named: Named, taken: set[str]) -> str:
    """Return an id that follows from the first mention received, longer where another has it already."""
    said = f"{kind} {named.document} {named.start} {named.mention.field} {named.ordinal}"
    digest = hashlib.sha256(said.encode()).hexdigest()
    identity = f"{kind}-{digest[:DIGITS]}"
    if identity in taken:
        identity = f"{kind}-{digest[:MORE_DIGITS]}"
    taken.add(identity)
    return identity


def _grouped(kind: EntityKind, found: list[Named]) -> list[list[_Node]]:
    nodes = _nodes(kind, found)
    names = [node.name for node in nodes]
    groups = Groups.of(names, lru_cache(maxsize=1_000_000)(lambda a, b: _compared(kind, a, b)))
    if kind == "person":
        _join_within_documents(groups, nodes, found)
    keyer = merging_keys if kind == "person" else (lambda name: keys(kind, name))
    join_alike(groups, {at: sorted(keyer(name)) for at, name in enumerate(names)})
    return [[nodes[at] for at in members] for _, members in sorted(groups.members.items())]


def _compared(kind: EntityKind, a: str, b: str) -> Comparison:
    return compare(kind, a, b) if a <= b else compare(kind, b, a)


def _nodes(kind: EntityKind, found: list[Named]) -> list[_Node]:
    """Return the names of a kind in order of receipt; a name that need not be the same elsewhere by its document."""
    nodes: dict[tuple[str, str | None], _Node] = {}
    for at, named in enumerate(found):
        mention = named.mention
        if mention.kind != kind or (kind == "person" and parse(mention.name).nobody):
            continue
        document = None if _always_same(kind, mention.name) else named.document
        node = nodes.setdefault((mention.name, document), _Node(mention.name, [], document))
        node.mentions.append(at)
    return list(nodes.values())


@lru_cache(maxsize=100_000)
def _always_same(kind: EntityKind, name: str) -> bool:
    return compare(kind, name, name).score >= SAME


def _join_within_documents(groups: Groups, nodes: list[_Node], found: list[Named]) -> None:
    """Let a shorter name join the only fuller one of its document: there, a bare surname means the man named."""
    inside: dict[str, list[int]] = defaultdict(list)
    for at, node in enumerate(nodes):
        for document in dict.fromkeys(found[mention].document for mention in node.mentions):
            inside[document].append(at)
    for numbers in inside.values():
        local = [at for at in numbers if nodes[at].document is not None]
        for at in sorted(local, key=lambda at: (-parse(nodes[at].name).weight, at)):
            _join_fuller(groups, at, numbers)


def _join_fuller(groups: Groups, at: int, numbers: list[int]) -> None:
    name = parse(groups.names[at])
    if not name.surnames and not name.father and not name.surname_initial:
        return
    least = IN_DOCUMENT if name.given or name.initial else DIFFERENT
    shared = people_keys(groups.names[at]) if name.surnames else frozenset()
    fuller = {
        groups.leader[other]
        for other in numbers
        if groups.leader[other] != groups.leader[at]
        and (not shared or not shared.isdisjoint(people_keys(groups.names[other])))
        and _is_fuller(parse(groups.names[other]), name, other < at)
        and groups.compare(groups.names[at], groups.names[other]).score > least
    }
    if len(fuller) == 1:
        other = fuller.pop()
        if groups.fit(at, other):
            groups.join(at, other)


def _is_fuller(other: Name, name: Name, earlier: bool) -> bool:
    return other.weight > name.weight or (other.weight == name.weight and earlier)


def _entity(kind: EntityKind, identity: str, group: list[_Node]) -> Entity:
    names = sorted({node.name for node in group})
    name = max(group, key=lambda node: (*_fullness(kind, node.name), -node.mentions[0])).name
    located = places.locate(name) if kind == "place" else None
    if located is None:
        return Entity(id=identity, kind=kind, name=name, names=names)
    point = located.precision == "settlement"
    return Entity(
        id=identity,
        kind=kind,
        name=name,
        names=names,
        part_of=list(located.part_of),
        precision=located.precision,
        latitude=located.latitude if point else None,
        longitude=located.longitude if point else None,
    )


def _fullness(kind: EntityKind, name: str) -> tuple[int, int]:
    """Return how good a name is to go by: a person's by its parts, without rank; a place's own; another's by length."""
    if kind == "person":
        return parse(name).weight, len(person_words(name)) == len(name.split())
    if kind == "place":
        located = places.locate(name)
        return located is not None and fold(located.name) == fold(name), -len(name)
    return 0, len(name)
