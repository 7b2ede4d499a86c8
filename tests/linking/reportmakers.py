"""Reports made of sentences, each with the claim it states, for the tests of events."""

import hashlib
from typing import Any

import msgspec

from vidmova.records import Claim, Document, FieldSpan, Report

Said = tuple[str, str, dict[str, Any]]
"""A sentence, its act, and the fields of its claim; fields in `carried` are stated elsewhere."""


def report(name: str, language: str, *said: Said, gap: str = " ", published: str | None = None) -> Report:
    """Return a document of sentences, the claims numbered in order."""
    text = ""
    claims: list[Claim] = []
    for number, (sentence, act, fields) in enumerate(said, 1):
        start = len(text)
        text += sentence + gap
        claims.append(_claim(number, start, start + len(sentence), act, fields))
    digest = hashlib.sha256(name.encode()).hexdigest()
    made = Document(
        id=digest, name=name, media_type="text/plain", text=text, language=language, outlet=name, published=published
    )
    return Report(made, claims)


def _claim(number: int, start: int, end: int, act: str, fields: dict[str, Any]) -> Claim:
    given = dict(fields)
    carried = given.pop("carried", [])
    if given.get("count"):
        given.setdefault("counted", "persons")
    spans = [FieldSpan(field, start, start + 1, "") for field in given if field not in carried]
    made = {"id": f"c{number:03}", "start": start, "end": end, "act": act, "spans": spans, **given}
    return msgspec.convert(msgspec.to_builtins(made), Claim)
