"""FollowTheMoney: every thing as an entity, and every value as a statement that keeps whose it is."""

import csv
import hashlib
import io
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import msgspec
from followthemoney import model, registry
from followthemoney.schema import Schema

from vidmova.errors import OurBugError
from vidmova.protect.release import Release
from vidmova.publish.ftmstatements import LANGUAGES, Graph, Said, Thing, graph, things
from vidmova.publish.writing import encodable, whole

FOLDER = "ftm"
ENTITIES, STATEMENTS = "entities.ftm.json", "statements.pack.csv"
COLUMNS = (
    "entity_id",
    "prop",
    "value",
    "dataset",
    "lang",
    "original_value",
    "origin",
    "external",
    "first_seen",
    "last_seen",
    "id",
)
"""Columns of the library's packed statements, in its order."""
DIGITS = 20
"""Digits of a statement's id: enough that no two of millions are the same."""
_IN_LANGUAGE = {"name", "text", "string", "address"}
"""Types of properties whose values are words of a language."""


def write(release: Release, folder: Path) -> list[Path]:
    """Write entities as JSON Lines, and statements as the library packs them, which is a CSV of its own columns."""
    home, all_of_it = folder / FOLDER, graph(release.contents)
    encoder = msgspec.json.Encoder()
    with whole(home / ENTITIES) as entities, whole(home / STATEMENTS) as statements:
        text = io.TextIOWrapper(statements, encoding="utf-8", newline="")
        # A line feed alone would leave a carriage return in a value without quotation marks.
        lines = csv.writer(text, lineterminator="\r\n")
        lines.writerow(COLUMNS)
        for thing in things(all_of_it):
            said = list(_cleaned(thing))
            entities.write(encoder.encode(_entity(thing, said, all_of_it.dataset)) + b"\n")
            lines.writerows(_rows(thing, said, all_of_it))
        text.detach()
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


def _rows(thing: Thing, said: list[Said], all_of_it: Graph) -> Iterator[tuple[str | None, ...]]:
    made, dataset = all_of_it.contents.edition.made, all_of_it.dataset
    for one in said:
        worded = _type(thing.schema, one.prop) in _IN_LANGUAGE and one.language
        language = LANGUAGES.get(worded, worded) if worded else None
        # The library's own key leaves the origin out: two sources of one value would be one statement.
        key = "\x1f".join((dataset, thing.id, one.prop, one.value, one.origin or ""))
        digest = hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest()[:DIGITS]
        origin = all_of_it.id(one.origin) if one.origin else None
        # Of a statement or source itself it goes without saying.
        origin = None if origin == thing.id else origin
        prop = f"{thing.schema}:{one.prop}"
        yield thing.id, prop, one.value, dataset, language, None, origin, None, made, None, digest


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
