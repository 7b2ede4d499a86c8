"""A desk of invented events with numbers, sentences, ways and lists, and pages of it that are counted."""

import time
from pathlib import Path
from typing import Any

from httpx2 import Response
from msgspec.structs import replace
from starlette.testclient import TestClient

from tests import judged
from tests.totals.invented import DOCUMENTS, OUTLETS, Register
from tests.web.desks import EVIL, HOST
from vidmova.archive.intake import digest_of
from vidmova.config import Config
from vidmova.records import Document, Entity, Event, Linked, Mention, claim_key
from vidmova.register.folder import create
from vidmova.register.lists import Added, keep_list
from vidmova.register.searching import Searching
from vidmova.totals.columns import ColumnMap
from vidmova.web.app import make_app

PATIENCE = 60.0
ADDRESSES = (
    "/",
    "/?map=trial",
    "/how-many",
    "/how-many?act=all-refuse&by=month",
    "/how-many?act=refuse&by=region&since=2022&until=2023",
    "/how-many?act=refuse&place=Donetsk+Oblast&category=mobilised&unit=72nd+Brigade&by=category",
    "/how-many?act=refuse&without=Zarya&off=other-names&drop=kharkiv&possible=same",
    "/how-many?act=nothing&since=x&until=2021-13",
    "/how-many?act=asylum",
    "/judgments",
    "/judgments?verdict=convicted",
    "/judgments?charge=desertion&term=5",
    "/paths",
    "/paths?from=first",
    "/paths?from=deport",
    "/lists",
    "/lists/1",
    "/lists/1?row=4",
    "/lists/overlap",
    "/lists/estimate",
)
"""Addresses of the desk of figures."""
ABSENT = "ПІБ;Рік;Частина\nГайворон Павло;1990-05-17;72 ОМБр\nСкляр Юрій;нема;72 ОМБр\n=1+1 <b>Дуб</b>;1991;\n;1991;\n"


def register(folder: Path, *, lists: bool = True) -> Searching:
    """Return a register of two groups that refused, a man who was sentenced, and a list."""
    root = create(folder, "Figures").root
    store = Searching(root / "register.db")
    told = Register()
    told.tell(
        "kharkiv", (500, 500), 0, approx=True, place="Kharkiv", date=("2022-03-01", "2022-03-31"), title="Kharkiv"
    )
    told.tell(
        "donetsk", (300, 350), 1, place="Donetsk Oblast", date=("2022-07-01", "2022-07-31"), category=["mobilised"]
    )
    told.tell("several", (24, None), 2, date=("2023-01-01", "2023-01-31"))
    told.tell("said", None, 2, date=("2023-01-01", "2023-01-31"))
    for month, number in ((3, 100), (6, 250), (9, 240)):
        told.tell("counter", (number, number), 0, source_said="Ombudsman", date=(None, f"2022-{month:02}-28"))
    told.doubt("kharkiv", "several")
    made = told.linked()
    sentenced = judged.linked()
    places = {"Kharkiv": "settlement", "Donetsk Oblast": "region"}
    entities = [
        Entity(id=f"l-{number}", kind="place", name=name, names=[name], part_of=_within(name), precision=precision)
        for number, (name, precision) in enumerate(places.items())
    ]
    mentions = [
        Mention(
            claim=told.events[event].claims[0], field="place", kind="place", name=name, language="en", entity=one.id
        )
        for (event, name), one in zip((("kharkiv", "Kharkiv"), ("donetsk", "Donetsk Oblast")), entities, strict=True)
    ]
    claims = {**made.claims, **sentenced.claims}
    _store(store, claims)
    store.linked(
        Linked(
            claims=claims,
            entities=[*entities, *sentenced.entities],
            mentions=mentions,
            events=[*made.events, *_with_claims(sentenced)],
            links=made.links,
            cases=sentenced.cases,
        ),
        "r",
    )
    if lists:
        add_list(root, store, "absent", ABSENT)
    return store


def _within(name: str) -> list[str]:
    return ["Kharkiv Oblast", "Ukraine"] if name == "Kharkiv" else ["Ukraine"]


def _with_claims(linked: Linked) -> list[Event]:
    keys: dict[str, list[str]] = {}
    for document, claims in linked.claims.items():
        for claim in claims:
            keys.setdefault(str(claim.event), []).append(claim_key(document, claim.id))
    return [replace(one, claims=keys.get(one.id, [])) for one in linked.events]


def _store(store: Searching, claims: dict[str, Any]) -> None:
    outlets = dict(zip(DOCUMENTS, OUTLETS, strict=True))
    for identity, own in claims.items():
        document = Document(id=identity, name=f"{identity[-2:]}.txt", media_type="text/plain", text="…", language="en")
        store.add(replace(document, outlet=outlets.get(identity)), [], [replace(one, event=None) for one in own], "r")


def add_list(root: Path, store: Searching, name: str, table: str, maker: str = EVIL) -> None:
    """Add a list of names, years and units to a register."""
    payload = table.encode()
    columns = ColumnMap({"name": "ПІБ", "born": "Рік", "unit": "Частина"})
    keep_list(root, Added(name=name, maker=maker, file=f"{name}.csv", digest=digest_of(payload), map=columns), payload)
    store.bring_lists(root)


def desk(folder: Path) -> TestClient:
    """Return the desk of that register."""
    return TestClient(make_app(register(folder), Config(name="Figures"), folder), base_url=HOST)


def counted(client: TestClient, address: str, language: str = "en") -> Response:
    """Return a page when nothing on it is being counted any more."""
    until = time.monotonic() + PATIENCE
    while True:
        answer = client.get(address, headers={"accept-language": language})
        assert answer.status_code == 200, (address, answer.text[-2000:])
        if "data-counting" not in answer.text:
            return answer
        assert time.monotonic() < until, address
        time.sleep(0.05)
