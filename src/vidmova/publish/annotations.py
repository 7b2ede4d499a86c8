"""Statements as W3C Web Annotations of the released texts, which lie beside as files: by position and by quotation."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vidmova.protect.release import Contents, Edition, Release, Source, Statement
from vidmova.publish.about import title
from vidmova.publish.tables import by_id
from vidmova.publish.writing import as_json, encodable, file_name, whole, written

FOLDER = "annotations"
FILE = "annotations.jsonld"
TEXTS = "texts"
AROUND = 32
"""Characters before and after a quotation that tell it from another like it."""


def write(release: Release, folder: Path) -> list[Path]:
    """Write the texts and the annotations of them; positions count Unicode code points of a text's file."""
    contents, home = release.contents, folder / FOLDER
    sources = by_id(contents.sources)
    texts = [written(home / TEXTS / _named(one), encodable(one.text).encode()) for one in sources]
    with whole(home / FILE) as out:
        out.write(b"%s,\n" % as_json(_collection(contents)).removesuffix(b"}"))
        out.write(b'"first":{"id":"#page-1","type":"AnnotationPage","partOf":"#all","startIndex":0,"items":[')
        for number, annotation in enumerate(_annotations(contents)):
            out.write((b",\n" if number else b"\n") + as_json(annotation))
        out.write(b"\n]}}\n")
    return [home / FILE, *texts]


def _named(source: Source) -> str:
    return f"{file_name(source.id)}.txt"


def _collection(contents: Contents) -> dict[str, Any]:
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "#all",
        "type": "AnnotationCollection",
        "label": encodable(title(contents.edition)),
        "total": sum(1 + len(one.spans) for one in contents.statements),
    }


def _annotations(contents: Contents) -> Iterator[dict[str, Any]]:
    made_by = _made_by(contents.edition)
    sources = {one.id: one for one in contents.sources}
    for one in by_id(contents.statements):
        said = _body("classifying", one.act) + _body("linking", f"event: {one.event}")
        said += _body("assessing", f"modality: {one.modality}") + _body("assessing", f"state: {one.state}")
        place = _target(sources[one.source], one.start, one.end)
        yield {"id": f"#{one.id}", "motivation": "classifying", **made_by, "body": said, "target": place}
        for number, span in enumerate(one.spans, 1):
            said = _body("describing", f"{span.field}: {_value(one, span.field)}")
            place = _target(sources[one.source], span.start, span.end)
            yield {"id": f"#{one.id}-{number}", "motivation": "describing", **made_by, "body": said, "target": place}


def _made_by(edition: Edition) -> dict[str, Any]:
    program = {"type": "Software", "name": f"Vidmova {edition.program}"}
    return {"type": "Annotation", "created": edition.made, "generator": program}


def _body(purpose: str, value: str) -> list[dict[str, str]]:
    return [{"type": "TextualBody", "purpose": purpose, "value": value}]


def _target(source: Source, start: int, end: int) -> dict[str, Any]:
    place = selectors(encodable(source.text[max(0, start - AROUND) : end + AROUND]), start, end)
    return {"type": "SpecificResource", "source": f"{TEXTS}/{_named(source)}", "selector": place}


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
