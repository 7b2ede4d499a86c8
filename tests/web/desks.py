"""Desks to ask: one of an invented happening told by three documents, one whose texts try to be code, an empty one."""

from html.parser import HTMLParser
from pathlib import Path

from msgspec.structs import replace
from starlette.testclient import TestClient

from tests.happened import A, B, fill
from vidmova.config import Config
from vidmova.records import Claim, Document, Entity, Event, FieldSpan, Linked, Mention, Sentence
from vidmova.register.rows import Skipped
from vidmova.register.searching import Searching
from vidmova.web.app import make_app

HOST = "http://127.0.0.1"
LANGUAGES = ("uk", "ru", "en")
EVIL = "<script>alert('x')</script>\u202egnp\u202c \x07\"' onload=\"x"
SEEN = "‹U+202E›gnp‹U+202C›"
TEXT = f"Heading {EVIL}\n\n  Twelve soldiers & two <b>officers</b> refused to go. Nobody was charged.\n"
BEGIN, END = TEXT.index("Twelve"), TEXT.index(" Nobody")
KEYS = tuple(f"{'ab' * 6}-{one}" for one in ("c001", "c002"))
FIRST = Claim(
    id="c001",
    start=BEGIN,
    end=END,
    act="refuse",
    count=(12, 12),
    counted="persons",
    person=[EVIL],
    group=f"soldiers {EVIL}",
    place=EVIL,
    date=("2022-03-01", "2022-03-31"),
    spans=[FieldSpan("count", BEGIN, BEGIN + 6, "Twelve"), FieldSpan("act", END - 14, END - 7, "refused")],
    rule="refuse/1",
    sure=0.9,
    event="e-evil",
)
SECOND = Claim(id="c002", start=END + 1, end=len(TEXT) - 1, act="charge", modality="denied", sure=0.6, event="e-none")
DOCUMENT = Document(
    id="ab" * 32,
    name=f"in/{EVIL}.txt",
    media_type="text/plain",
    text=TEXT,
    language="en",
    title=f"A {EVIL} title",
    outlet=EVIL,
)
OURS = (
    "/",
    "/events",
    "/events?view=table&sort=-number",
    "/events?year=2022&month=2022-03",
    "/events?act=norm",
    "/events?named=p-stepan",
    "/events/e-refused",
    "/events/e-dismissed",
    "/events/e-sued",
    "/people",
    "/people?q=гайворон&sort=name",
    "/people/p-stepan",
    "/people/p-ihor",
    "/units",
    "/organisations",
    "/courts",
    "/places",
    "/places/l-krasnodar",
    "/contradictions",
    "/contradictions?state=all&kind=date",
    "/questions",
    "/search",
    "/search?q=Haivoron",
    "/search?q=отказались",
    "/search?q=nothing+like+it",
    "/documents",
    "/documents?language=ru&sort=-claims",
    f"/documents/{A[:12]}",
    f"/documents/{B[:12]}",
    "/nothing/here",
    "/how-many",
    "/judgments",
    "/paths",
    "/lists",
    "/lists/overlap",
    "/lists/estimate",
    "/review",
    "/review/all",
    "/contradictions/x-count",
    f"/claims/{A[:12]}-c001",
    f"/documents/{A[:12]}/claim?from=3&to=9",
    f"/documents/{A[:12]}/claim?from=0&to=33&act=refuse",
    "/decisions",
    "/add",
    "/searches",
    "/settings",
    "/help",
)
"""Addresses of the desk of the happening."""
EVILS = (
    "/",
    "/events",
    "/events?view=table",
    "/events/e-evil",
    "/people",
    "/people/p-evil",
    "/places/l-evil",
    "/documents",
    "/documents/abababababab",
    "/search?q=soldiers",
    "/how-many",
    "/paths",
    "/review",
    "/claims/abababababab-c001",
    "/documents/abababababab/claim?from=40&to=60",
    "/documents/abababababab/claim?from=40&to=60&act=refuse&count.from=40&count.to=46",
    "/decisions",
)
"""Addresses of the desk whose texts try to be code."""


def ours(folder: Path) -> TestClient:
    store = Searching(folder / "register.db")
    fill(store)
    store.skip("k", Skipped("scan.pdf", "in", "no text"), "r")
    return TestClient(make_app(store, Config(name="Ours"), folder), base_url=HOST)


def evil(folder: Path) -> TestClient:
    store = Searching(folder / "evil.db")
    store.add(DOCUMENT, [Sentence(start=0, end=8, language="en", kind="heading")], [FIRST, SECOND], "r")
    store.skip("k", Skipped(f"{EVIL}.pdf", "in", f"broken {EVIL}"), "r")
    event = Event(id="e-evil", act="refuse", title=EVIL, claims=[KEYS[0]], documents=[DOCUMENT.id], low=12, high=12)
    event = replace(event, counted="persons", person=[EVIL], place=EVIL, date=FIRST.date)
    other = Event(id="e-none", act="new_act", title="-", claims=[KEYS[1]], documents=[DOCUMENT.id], modality="denied")
    named = Mention(claim=KEYS[0], field="person", kind="person", name=EVIL, language="en", entity="p-evil")
    store.linked(
        Linked(
            claims={DOCUMENT.id: [FIRST, SECOND]},
            entities=[
                Entity(id="p-evil", kind="person", name=EVIL, names=[EVIL]),
                Entity(id="l-evil", kind="place", name=EVIL, names=[EVIL], part_of=[EVIL], precision="settlement"),
            ],
            mentions=[named, replace(named, field="place", kind="place", entity="l-evil")],
            events=[event, other],
        ),
        "r",
    )
    return TestClient(make_app(store, Config(name=f"Ours {EVIL}"), folder), base_url=HOST)


def empty(folder: Path) -> TestClient:
    return TestClient(make_app(Searching(folder / "empty.db"), Config(), folder), base_url=HOST)


class Page(HTMLParser):
    """Collects what a page asks for, and its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.attributes: set[str] = set()
        self.ids: list[str] = []
        self.parts: list[str] = []
        self.feed(text)

    @property
    def words(self) -> str:
        return " ".join(" ".join(self.parts).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name in {"href", "src", "action"}:
                self.addresses.append(value or "")
            if name == "id":
                self.ids.append(value or "")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)
