"""FollowTheMoney: every thing as an entity, and every value as a statement that keeps whose it is."""

import hashlib
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import msgspec
from followthemoney import model, registry
from followthemoney.schema import Schema
from msgspec import Struct

from vidmova.errors import OurBugError
from vidmova.protect.release import Release
from vidmova.publish.ftmstatements import LANGUAGES, Graph, Said, Thing, graph, things
from vidmova.publish.writing import encodable, whole

FOLDER = "ftm"
ENTITIES, STATEMENTS = "entities.ftm.json", "statements.ftm.json"
_IN_LANGUAGE = {"name", "text", "string", "address"}
"""Types of properties whose values are words of a language."""


class Row(Struct, frozen=True, omit_defaults=True):
    """A statement, in the library's own names; what it takes for granted is left out."""

    canonical_id: str
    entity_id: str
    prop: str
    schema: str
    value: str
    dataset: str
    first_seen: str
    id: str
    lang: str | None = None
    origin: str | None = None


def write(release: Release, folder: Path) -> list[Path]:
    """Write entities and statements as JSON Lines, in the library's own names."""
    home, all_of_it = folder / FOLDER, graph(release.contents)
    encoder = msgspec.json.Encoder()
    with whole(home / ENTITIES) as entities, whole(home / STATEMENTS) as statements:
        for thing in things(all_of_it):
            said = list(_cleaned(thing))
            entities.write(encoder.encode(_entity(thing, said, all_of_it.dataset)) + b"\n")
            statements.write(encoder.encode_lines(list(_rows(thing, said, all_of_it))))
    return [home / ENTITIES, home / STATEMENTS]


def _cleaned(thing: Thing) -> Iterator[Said]:
    """Yield what is said of a thing as the library wants values; what it cannot take as such becomes a note."""
    seen = set()
    for one in thing.said:
        value = _clean(_type(thing.schema, one.prop), one.value)
        said = Said(one.prop, value, one.origin, one.language) if value else _noted(one, thing.schema)
        if said and said not in seen:
            seen.add(said)
            yield said


def _noted(one: Said, schema: str) -> Said | None:
    if one.prop in _schema(schema).required:
        return Said(one.prop, "[…]", one.origin)
    place = "notes" if "notes" in _schema(schema).properties else "description"
    value = _clean("text", f"{one.prop}: {one.value}")
    return Said(place, value, one.origin) if value else None


def _entity(thing: Thing, said: list[Said], dataset: str) -> dict[str, Any]:
    values: dict[str, list[str]] = {}
    for one in said:
        listed = values.setdefault(one.prop, [])
        if one.value not in listed:
            listed.append(one.value)
    if missing := [name for name in _schema(thing.schema).required if name not in values]:
        raise OurBugError(f"the {thing.schema} {thing.id} has no {', '.join(missing)}")
    return {"id": thing.id, "schema": thing.schema, "properties": values, "datasets": [dataset]}


def _rows(thing: Thing, said: list[Said], all_of_it: Graph) -> Iterator[Row]:
    made, dataset = all_of_it.contents.edition.made, all_of_it.dataset
    for one in said:
        worded = _type(thing.schema, one.prop) in _IN_LANGUAGE and one.language
        # The library's own key leaves the origin out: two sources of one value would be one statement.
        key = "\x1f".join((dataset, thing.id, one.prop, one.value, one.origin or ""))
        yield Row(
            thing.id,
            thing.id,
            one.prop,
            thing.schema,
            one.value,
            dataset,
            made,
            hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest(),
            LANGUAGES.get(worded, worded) if worded else None,
            all_of_it.id(one.origin) if one.origin else None,
        )


@lru_cache(maxsize=100_000)
def _clean(kind: str, value: str) -> str | None:
    """Return a value as the library keeps it when it reads it again: its cleaning of addresses takes some turns."""
    cleaned = registry.get(kind).clean(encodable(value))
    return cleaned if cleaned in (None, value) else _clean(kind, cleaned)


@cache
def _type(schema: str, prop: str) -> str:
    found = _schema(schema).get(prop)
    if found is None:
        raise OurBugError(f"FollowTheMoney has no {prop} of {schema}")
    return found.type.name


@cache
def _schema(name: str) -> Schema:
    schema = model.get(name)
    if schema is None:
        raise OurBugError(f"FollowTheMoney has no schema {name}")
    return schema
