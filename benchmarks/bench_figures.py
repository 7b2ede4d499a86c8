"""Times the desk's figure pages on a generated register: from stored figures, and what the first counting takes.

    python -m benchmarks.bench_figures 100000

Events are those of the generator's truth, so that nothing has to be linked first; relations and contradictions are
left out.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from msgspec import structs
from starlette.testclient import TestClient

from benchmarks.generated import Generated, generate
from vidmova.config import Config
from vidmova.entities.placenames import locate
from vidmova.records import Case, Claim, Document, Entity, EntityKind, Event, Linked, Mention, claim_key
from vidmova.register.searching import Searching
from vidmova.web.app import make_app

HOST = "http://127.0.0.1"
TURNS = 20
ASKED_P95 = {"/": 120, "/how-many": 200}
OTHERWISE_P95 = 200
PAGES = (
    "/",
    "/how-many",
    "/how-many?act=all-punish",
    "/how-many?act=refuse&since=2023&until=2023",
    "/how-many?act=refuse&page=3",
    "/judgments",
    "/judgments?charge=awol&page=2",
    "/paths",
    "/paths?step=0.refuse.-",
    "/lists",
)
FIELDS: tuple[tuple[str, EntityKind], ...] = (
    ("person", "person"),
    ("unit", "unit"),
    ("place", "place"),
    ("court", "court"),
)
Told = tuple[str, Claim, Document]


def register(made: Generated, folder: Path) -> Searching:
    """Store generated documents with the events that they tell of."""
    store = Searching(folder / "register.db")
    told: dict[str, list[Told]] = {}
    claims: dict[str, list[Claim]] = {}
    for report in made.reports:
        own = []
        for claim in report.claims:
            key = claim_key(report.document.id, claim.id)
            own.append(structs.replace(claim, event=made.truth[key]))
            told.setdefault(made.truth[key], []).append((key, claim, report.document))
        claims[report.document.id] = own
        store.add(report.document, [], own, "r")
    entities: dict[tuple[str, str], Entity] = {}
    mentions = [one for several in told.values() for claim in several for one in _mentions(claim, entities)]
    events = [_event(name, several) for name, several in told.items()]
    cases = _cases(events, entities)
    store.linked(
        Linked(claims=claims, entities=list(entities.values()), mentions=mentions, events=events, cases=cases), "r"
    )
    return store


def _mentions(told: Told, entities: dict[tuple[str, str], Entity]) -> Iterator[Mention]:
    key, claim, document = told
    for field, kind in FIELDS:
        said = getattr(claim, field)
        for name in said if isinstance(said, list) else [said] if said else []:
            entity = entities.setdefault((kind, name), _entity(kind, name, len(entities)))
            yield Mention(claim=key, field=field, kind=kind, name=name, language=document.language, entity=entity.id)


def _entity(kind: EntityKind, name: str, number: int) -> Entity:
    place = locate(name) if kind == "place" else None
    return Entity(
        id=f"{kind}-{number:06x}",
        kind=kind,
        name=place.name if place else name,
        names=[name],
        part_of=list(place.part_of) if place else [],
        precision=place.precision if place else None,
    )


def _event(name: str, told: list[Told]) -> Event:
    claim = told[0][1]
    counts = [one.count for _, one, _ in told if one.count]
    return Event(
        id=name,
        act=claim.act,
        title=f"{claim.act}, {claim.place or 'somewhere'}",
        claims=[key for key, _, _ in told],
        documents=list(dict.fromkeys(document.id for _, _, document in told)),
        low=min((low for low, _ in counts), default=None),
        high=max((high or low for low, high in counts), default=None),
        counted="persons" if counts else None,
        person=claim.person,
        place=claim.place,
        date=next((one.date for _, one, _ in told if one.date), None),
    )


def _cases(events: list[Event], entities: dict[tuple[str, str], Entity]) -> list[Case]:
    by_person: dict[str, list[str]] = {}
    for event in events:
        for name in event.person[:1]:
            by_person.setdefault(name, []).append(event.id)
    return [
        Case(id=f"w-{number}", name=name, person=entities["person", name].id, events=own, because=[""] * (len(own) - 1))
        for number, (name, own) in enumerate(by_person.items())
    ]


def measure(client: TestClient, address: str) -> tuple[float, float, int]:
    """Return how long a page waits to be counted, its 95th percentile in milliseconds from then on, and its bytes."""
    start = time.monotonic()
    while "data-counting" in client.get(address).text:
        time.sleep(0.5)
    counted = time.monotonic() - start
    times = []
    for _ in range(TURNS):
        before = time.monotonic()
        answer = client.get(address)
        times.append(1000 * (time.monotonic() - before))
    return counted, statistics.quantiles(times, n=20)[-1], len(answer.content)


def main() -> None:
    """Make a register of so many claims and time each page."""
    reader = argparse.ArgumentParser(description="Time the desk's figure pages.")
    reader.add_argument("claims", type=int, nargs="?", default=10_000)
    claims = reader.parse_args().claims
    with tempfile.TemporaryDirectory() as folder, register(generate(claims), Path(folder)) as store:
        client = TestClient(make_app(store, Config(name="Generated")), base_url=HOST)
        print(f"{'page':<48} {'counted after':>14} {'p95':>9} {'asked':>9} {'size':>9}")
        for address in PAGES:
            counted, late, size = measure(client, address)
            asked = ASKED_P95.get(address, OTHERWISE_P95)
            print(f"{address:<48} {counted:>12.1f} s {late:>6.0f} ms {asked:>6} ms {size / 1000:>6.0f} kB", flush=True)


if __name__ == "__main__":
    main()
