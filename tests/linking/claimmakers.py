"""Claims, reports and joined claims made by hand, and the texts written about contradictions."""

import csv
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from vidmova.extraction.claims import extract
from vidmova.linking.events import Joined
from vidmova.reading.language import detect
from vidmova.reading.sentences import find_sentences
from vidmova.records import Claim, Document, Event, FieldSpan, Report, claim_key

TEXTS = Path(__file__).parent / "texts"


def claim(number: int = 1, act: str = "refuse", **fields: Any) -> Claim:
    """Return a claim whose fields all stand in its own passage."""
    start, end = 100 * number, 100 * number + 90
    if fields.get("count"):
        fields.setdefault("counted", "persons")
    spans = [FieldSpan(name, start, start + 5, str(value)) for name, value in fields.items() if value]
    return Claim(id=f"c{number:03}", start=start, end=end, act=act, spans=spans, **fields)


def report(name: str, *claims: Claim, language: str = "en", outlet: str | None = None) -> Report:
    """Return a document of a given name with its claims; its text is blank."""
    digest = hashlib.sha256(name.encode()).hexdigest()
    length = max((one.end for one in claims), default=0) + 1
    text = "x" * length
    return Report(
        Document(id=digest, name=name, media_type="text/plain", text=text, language=language, outlet=outlet),
        list(claims),
    )


def joined_apart(reports: Iterable[Report]) -> Joined:
    """Return the claims with an event each: what contradictions must be found in without any help."""
    keys = [claim_key(one.document.id, said.id) for one in reports for said in one.claims]
    return Joined({key: f"e-{key}" for key in keys}, [], [])


def joined(reports: Sequence[Report], events: Mapping[str, Sequence[tuple[int, str]]], **parts: str) -> Joined:
    """Return the claims joined into named events, each given as (number of report, claim); and what is part of what."""
    event_of: dict[str, str] = {}
    made: list[Event] = []
    for name, members in events.items():
        keys = [claim_key(reports[at].document.id, said) for at, said in members]
        event_of |= dict.fromkeys(keys, name)
        claims = [one for at, said in members for one in reports[at].claims if one.id == said]
        counts = [one.count for one in claims if one.count]
        made.append(
            Event(
                id=name,
                act=claims[0].act,
                title=name,
                claims=keys,
                documents=list(dict.fromkeys(reports[at].document.id for at, _ in members)),
                low=min((count[0] for count in counts), default=None),
                high=max((count[1] or 10**6 for count in counts), default=None),
                counted=claims[0].counted,
                person=list(dict.fromkeys(name for one in claims for name in one.person)),
                date=next((one.date for one in claims if one.date), None),
                modality=claims[0].modality,
                subset_of=parts.get(name),
            )
        )
    return Joined(event_of, [], made)


def text_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of the table of contradictions or of look-alikes."""
    with (TEXTS / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def read_report(path: Path) -> Report:
    """Return a written text with the claims that extraction finds in it."""
    text = path.read_text(encoding="utf-8")
    language = detect(text)
    digest = hashlib.sha256(text.encode()).hexdigest()
    document = Document(id=digest, name=path.name, media_type="text/plain", text=text, language=language)
    return Report(document, extract(document, find_sentences(text, language)))
