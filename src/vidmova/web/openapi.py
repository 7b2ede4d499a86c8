"""Describes the API in OpenAPI 3.1, from the records that it asks for and answers."""

import re
from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import Struct

from vidmova import __version__
from vidmova.web.apirecords import NoAnswer

REFERENCE = "#/components/schemas/{name}"
IN_PATH = re.compile(r"{(\w+)}")
FAULTS = {"400": "A parameter is wrong.", "404": "Nothing has this address."}


class Described(Struct, frozen=True, kw_only=True):
    """One address of the API, as its description needs it."""

    path: str
    says: str
    asked: type[Struct]
    answers: Any


def description(name: str, every: Sequence[Described]) -> dict[str, Any]:
    """Return the description of the addresses given."""
    answers, components = msgspec.json.schema_components([one.answers for one in every], ref_template=REFERENCE)
    (fault,), faults = msgspec.json.schema_components([NoAnswer], ref_template=REFERENCE)
    paths = {one.path: {"get": _operation(one, answer, fault)} for one, answer in zip(every, answers, strict=True)}
    about = {"title": name, "version": __version__, "description": "The desk's pages as JSON. Reading only."}
    return {
        "openapi": "3.1.0",
        "info": about,
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {"schemas": {**components, **faults}},
    }


def _operation(one: Described, schema: Any, fault: Any) -> dict[str, Any]:
    answers: dict[str, Any]
    answers = {"200": {"description": "The answer.", "content": {"application/json": {"schema": schema}}}}
    for status, said in FAULTS.items():
        answers[status] = {"description": said, "content": {"application/json": {"schema": fault}}}
    query = msgspec.json.schema(one.asked)["$defs"][one.asked.__name__]
    name = IN_PATH.sub("one", one.path).strip("/").replace("/", "-")
    return {
        "operationId": name,
        "summary": one.says,
        "parameters": [*map(_in_path, IN_PATH.findall(one.path)), *_in_query(query)],
        "responses": answers,
    }


def _in_path(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}


def _in_query(schema: dict[str, Any]) -> list[dict[str, Any]]:
    required = schema.get("required", ())
    return [
        {"name": name, "in": "query", "required": name in required, "schema": one}
        for name, one in schema.get("properties", {}).items()
    ]
