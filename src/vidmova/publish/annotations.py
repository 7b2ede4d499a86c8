"""Statements as W3C Web Annotations of the released texts, which lie beside as files: by position and by quotation."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from vidmova.protect.release import Contents, Edition, Release, Source, Statement
from vidmova.publish.about import title
from vidmova.publish.tables import by_id
from vidmova.publish.writing import as_json, encodable, file_name, whole, written

FOLDER = "annotations"
FILE = "annotations.jsonld"
TEXTS = "texts"
LARGE = 500_000
"""Characters from which on a file of texts takes no more."""
AROUND = 32
"""Characters before and after a quotation that tell it from another like it."""


class Kept(Struct, frozen=True):
    """Where the text of a source stands: in which file, and behind how many characters."""

    file: str
    before: int


def write(release: Release, folder: Path) -> list[Path]:
    """Write the texts and the annotations of them; positions count Unicode code points of a text's file."""
    contents, home = release.contents, folder / FOLDER
    kept: dict[str, Kept] = {}
    files = list(_texts(contents, home, kept))
    with whole(home / FILE) as out:
        out.write(b"%s,\n" % as_json(_collection(contents)).removesuffix(b"}"))
        out.write(b'"first":{"id":"#page-1","type":"AnnotationPage","partOf":"#all","startIndex":0,"items":[')
        for number, annotation in enumerate(_annotations(contents, kept)):
            out.write((b",\n" if number else b"\n") + as_json(annotation))
        out.write(b"\n]}}\n")
    return [home / FILE, *files]


def _texts(contents: Contents, home: Path, kept: dict[str, Kept]) -> Iterator[Path]:
    """Write the texts, some in a file, each behind a line with its source's id, and note where each stands."""
    said: list[str] = []
    number, before = 1, 0
    for one in by_id(contents.sources):
        head = f"## {file_name(one.id)}\n"
        kept[one.id] = Kept(f"{TEXTS}/{number}.txt", before + len(head))
        said += [head, encodable(one.text), "\n\n"]
        before += sum(map(len, said[-3:]))
        if before > LARGE:
            yield written(home / TEXTS / f"{number}.txt", "".join(said).encode())
            said, number, before = [], number + 1, 0
    if said:
        yield written(home / TEXTS / f"{number}.txt", "".join(said).encode())


def _collection(contents: Contents) -> dict[str, Any]:
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "#all",
        "type": "AnnotationCollection",
        "label": encodable(title(contents.edition)),
        **_made_by(contents.edition),
        "total": sum(1 + len(one.spans) for one in contents.statements),
    }


def _annotations(contents: Contents, kept: dict[str, Kept]) -> Iterator[dict[str, Any]]:
    sources = {one.id: one for one in contents.sources}
    for one in by_id(contents.statements):
        source, where = sources[one.source], kept[one.source]
        said = _body("classifying", one.act) + _body("linking", f"event: {one.event}")
        said += _body("assessing", f"modality: {one.modality}") + _body("assessing", f"state: {one.state}")
        yield _annotation(one.id, "classifying", said, _target(source, where, one.start, one.end))
        for number, span in enumerate(one.spans, 1):
            said = _body("describing", f"{span.field}: {_value(one, span.field)}")
            place = _target(source, where, span.start, span.end)
            yield _annotation(f"{one.id}-{number}", "describing", said, place)


def _annotation(name: str, motivation: str, body: list[dict[str, str]], target: dict[str, Any]) -> dict[str, Any]:
    return {"id": f"#{name}", "type": "Annotation", "motivation": motivation, "body": body, "target": target}


def _made_by(edition: Edition) -> dict[str, Any]:
    program = {"type": "Software", "name": f"Vidmova {edition.program}"}
    return {"created": edition.made, "generator": program}


def _body(purpose: str, value: str) -> list[dict[str, str]]:
    return [{"type": "TextualBody", "purpose": purpose, "value": value}]


def _target(source: Source, where: Kept, start: int, end: int) -> dict[str, Any]:
    place = selectors(encodable(source.text[max(0, start - AROUND) : end + AROUND]), start, end)
    place[0] |= {"start": where.before + start, "end": where.before + end}
    return {"type": "SpecificResource", "source": where.file, "scope": f"#{source.id}", "selector": place}


def selectors(around: str, start: int, end: int) -> list[dict[str, Any]]:
    """Return what points to characters of a text, by place and by words, from those words and what is around them."""
    first = min(start, AROUND)
    last = first + end - start
    return [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {
            "type": "TextQuoteSelector",
            "exact": around[first:last],
            "prefix": around[:first],
            "suffix": around[last:],
        },
    ]


def _value(statement: Statement, field: str) -> str:
    value = getattr(statement, "people" if field == "person" else field, None)
    return as_json(value).decode() if value not in (None, [], "") else ""
