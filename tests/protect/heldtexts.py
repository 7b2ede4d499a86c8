"""Small invented registers: sentences, each a claim, linked as a build links them."""

import re
from collections.abc import Sequence

from msgspec import structs

from vidmova.archive.intake import digest_of
from vidmova.linking.linked import link
from vidmova.protect.holdings import HeldFigure, HeldRow, Holdings
from vidmova.protect.policy import Policy
from vidmova.records import Claim, Document, FieldSpan, Report

_WORDS = re.compile(r"[^\W_]+(?:['’ʼ-][^\W_]+)*")
KEY = b"a key of thirty-two bytes, or so"
POLICY = Policy(publisher="A publisher", made="2026-01-02T03:04:05Z", key=KEY)


def document(text: str, language: str, **more: str) -> Document:
    """Return a document with this text."""
    made = Document(id=digest_of(text.encode()), name="a.txt", media_type="text/plain", text=text, language=language)
    return structs.replace(made, **{"source": "https://example.org/1", "title": "Refused", "outlet": "Echo", **more})


def stated(text: str, sentence: str, act: str = "refuse", **values: object) -> Claim:
    """Return a claim that a sentence states; `wordings` says which words state which field."""
    start = text.index(sentence)
    wordings = values.pop("wordings", {})
    assert isinstance(wordings, dict)
    spans = [
        FieldSpan(field, text.index(said, start), text.index(said, start) + len(said), said)
        for field, said in wordings.items()
    ]
    made = Claim(id=f"c{start:03}", start=start, end=start + len(sentence), act=act, spans=spans)
    return structs.replace(made, **values)


def holdings(*reports: Report, figures: Sequence[HeldFigure] = (), **more: object) -> Holdings:
    """Return a register of these documents, linked."""
    linked = link(list(reports))
    every = [Report(one.document, linked.claims.get(one.document.id, [])) for one in reports]
    made = Holdings(register="Planted", program="0", lexicon="0" * 64, reports=every, linked=linked)
    return structs.replace(made, figures=list(figures), **more)


def figure(held: Holdings, act: str) -> HeldFigure:
    """Return a total whose floor every event of an act carries."""
    events = [one for one in held.linked.events if one.act == act]
    rows = [HeldRow(event=one.id, low=one.low or 1, high=one.high, part="floor", reason="names X") for one in events]
    return HeldFigure(act=act, counted="persons", low=sum(row.low for row in rows), high=None, working=rows)


def person(held: Holdings, name: str) -> str:
    """Return the id of somebody by a part of the name."""
    return next(one.id for one in held.linked.entities if one.kind == "person" and name in " ".join(one.names))


def said_by(text: str, language: str, name: str, nominative: str, act: str = "refuse") -> Report:
    """Return a document with one claim about one person, in its first sentence."""
    first = text.partition(". ")[0] + "." if ". " in text else text
    claim = stated(text, first, act, person=[nominative], count=(1, 1), counted="persons", wordings={"person": name})
    return Report(document(text, language), [claim])


def longest_run(text: str, released: str) -> int:
    """Return how many words of a text stand in a row in a released one, which its marks part."""
    source = " ".join(_WORDS.findall(text.lower()))
    longest = 0
    for piece in re.split(r"\[[^\[\]]*\]", released):
        said = _WORDS.findall(piece.lower())
        for start in range(len(said)):
            while start + longest < len(said) and f" {' '.join(said[start : start + longest + 1])} " in f" {source} ":
                longest += 1
    return longest
