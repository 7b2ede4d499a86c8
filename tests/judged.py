"""Invented sentences with claims that agree and claims that do not, for tests of judgments and paths."""

from pathlib import Path
from typing import Any

from msgspec.structs import replace

from vidmova.records import (
    Case,
    Claim,
    Contradiction,
    Document,
    Entity,
    Event,
    Link,
    Linked,
    Mention,
    Telling,
    claim_key,
)
from vidmova.register.folder import RegisterFolder, create
from vidmova.register.store import Store

A, B, C = "a" * 64, "b" * 64, "c" * 64
KOROV, LYS = "p-korov", "p-lys"


def claim(number: int, event: str, act: str = "sentence", **fields: Any) -> Claim:
    return replace(Claim(id=f"c{number:03}", start=0, end=1, act=act, event=event), **fields)


def event(identity: str, act: str = "sentence", **fields: Any) -> Event:
    return replace(Event(id=identity, act=act, title=identity, claims=[], documents=[A]), **fields)


ONE: dict[str, Any] = {"low": 1, "high": 1, "counted": "persons"}
EVENTS = [
    event("left", "awol", date=("2023-01-10", "2023-01-10"), **ONE),
    event("judged", date=("2023-06-01", "2023-06-30"), person=["Ivan Korov"], documents=[A, B, C], **ONE),
    event("upheld", "ruling", date=("2023-09-05", "2023-09-05"), **ONE),
    event("cleared", modality="denied", date=("2023-07-02", "2023-07-02"), person=["Petro Lys"]),
    event("asked", modality="possible", **ONE),
    event("no-prison", modality="denied", person=["Petro Lys"]),
    event("many", low=371, high=371, counted="persons", date=(None, "2023-12-31")),
    event("harsher"),
    event("two", low=2, high=2, counted="persons", person=["Ihor Dub", "Oleh Dub"]),
]
CLAIMS = {
    A: [
        claim(1, "judged", term_months=(72, 72), sentence_type="prison", charge="awol", court="Chita Garrison Court"),
        claim(2, "left", "awol", absence_days=(30, None), category=["mobilised"], reason=["health"]),
        claim(3, "many", count=(371, 371), charge="awol"),
        claim(4, "harsher", sentence_type="prison"),
        claim(5, "judged", term_months=(108, 108), modality="possible"),
    ],
    B: [
        claim(1, "judged", term_months=(66, 66), sentence_type="prison", date=("2023-06-01", "2023-06-30")),
        claim(2, "upheld", "ruling", outcome="rejected", court="court of appeal"),
        claim(3, "cleared", modality="denied", count=(1, 1), person=["Petro Lys"], charge="desertion"),
        claim(4, "asked", modality="possible", term_months=(60, 60)),
        claim(5, "no-prison", modality="denied", term_months=(60, 60), person=["Petro Lys"]),
        claim(6, "two", count=(2, 2), term_months=(24, 24), sentence_type="suspended"),
    ],
    C: [claim(1, "judged", court="court of appeal", date=("2023-06-12", "2023-06-12"), place="Chita")],
}


def linked(**fields: Any) -> Linked:
    """Return a man who left, was sentenced and lost his appeal, one who was acquitted, and what is told in numbers."""
    made = Linked(
        claims=CLAIMS,
        entities=[Entity(id=KOROV, kind="person", name="Ivan Korov", names=["Ivan Korov"])],
        mentions=[Mention(claim=claim_key(A, "c001"), field="person", kind="person", name="Korov", language="en")],
        events=EVENTS,
        cases=[
            Case(id="w1", name="Ivan Korov", person=KOROV, events=["left", "judged"], because=["named"]),
            Case(id="w2", name="Іван Коров", person="p-other", events=["judged", "upheld"], because=["named"]),
        ],
        tellings=[Telling(id="t", documents=[A, B], because="a reprint")],
        links=[
            Link(a=claim_key(A, "c001"), b=claim_key(B, "c006"), judgement="possible", score=0.5, because="alike"),
        ],
        contradictions=[
            Contradiction(id="x", kind="date", events=["judged"], sides=[], values=[], because=""),
            Contradiction(id="y", kind="date", events=["judged"], sides=[], values=[], because="", state="closed"),
        ],
    )
    return replace(made, **fields)


def a_register(root: Path) -> RegisterFolder:
    """Return a register that holds these sentences."""
    folder = create(root)
    with Store(folder.database) as store:
        for identity, claims in CLAIMS.items():
            document = Document(
                id=identity, name=f"{identity[0]}.txt", media_type="text/plain", text="…", language="en"
            )
            store.add(document, [], [replace(one, event=None) for one in claims], "r")
        store.linked(linked(), "r")
    return folder
