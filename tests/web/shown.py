"""A desk that has something on every page: the demonstration's documents, three lists, decisions, a job, a search."""

from importlib.resources import files
from pathlib import Path

from tests.web.actors import Person
from tests.web.figured import add_list
from vidmova.records import Entity
from vidmova.web.addresses import SECTIONS

NAMES = (
    ("Гайворон Павло", "1990-05-17", "72 ОМБр"),
    ("Скляр Юрій", "1985-01-02", "72 ОМБр"),
    ("Дуб Олексій", "1991-11-30", "1587 полк"),
    ("Береза Степан", "1979-03-08", "1587 полк"),
    ("Кравчук Микола", "1993-09-14", "11 корпус"),
    ("Мельник Остап", "1988-02-21", "11 корпус"),
    ("Ткач Роман", "1996-12-01", "72 ОМБр"),
    ("Олійник Данило", "1984-07-19", "1587 полк"),
    ("Бондар Артем", "1990-10-10", "11 корпус"),
    ("Лисенко Ігор", "1982-04-04", "72 ОМБр"),
    ("Шевчук Тарас", "1999-06-06", "1587 полк"),
    ("Поліщук Лев", "1987-08-25", "72 ОМБр"),
)
ON = {
    "absent": ("Leaked table", range(10)),
    "courts": ("Cards of courts", (0, 1, 2, 3, 6, 7, 10)),
    "hotline": ("A hotline", (1, 2, 4, 6, 8, 11)),
}
"""Who of the names is on which invented list."""
SEARCH = "Refusals of 2023"
HEAD = "ПІБ;Рік;Частина\n"
AT_ODDS = {
    "other-term.txt": (
        "Seven years for a contract soldier\n\nOn 4 September 2023 the Kazan garrison military court sentenced the "
        "contract soldier Ruslan Akhmetshin to seven years in a penal colony for leaving his unit without permission.\n"
    ),
    "other-number.txt": (
        "Сімдесят, а не п'ятдесят\n\n14 березня 2023 року під Новомихайлівкою сімдесят мобілізованих "
        "з Іркутської області відмовилися йти в атаку. Рядового Олега Маркіна звільнили з армії 1 квітня 2023 року.\n"
    ),
    "other-day.txt": (
        "Кого уволили\n\nРядового Олега Маркина уволили из армии 20 марта 2023 года. "
        "Семьдесят мобилизованных из Иркутской области отказались 14 марта 2023 года "
        "идти в атаку под Новомихайловкой.\n"
    ),
}
"""Invented texts that contradict those of the demonstration."""


def desk(root: Path) -> Person:
    """Make the desk; somebody has judged on it."""
    person = Person(root, "Anna Berehova")
    (root / "config.toml").write_text('name = "Ours"\nmodel = "lexicon"\n', encoding="utf-8")
    every = sorted((files("vidmova") / "demo").iterdir(), key=lambda one: one.name)
    person.add({one.name: one.read_bytes() for one in every} | _texts() | {"scan.pdf": b"%PDF-1.4 broken"})
    for name, (maker, places) in ON.items():
        rows = "".join(";".join(NAMES[place]) + "\n" for place in places)
        wrong = "Сірко Іван;нема;72 ОМБр\n;1991;\n" if name == "absent" else ""
        add_list(root, person.store, name, HEAD + rows + wrong, maker)
    pair = person.pair
    person.post(pair, judgement="unsure", usual="the texts do not say enough")
    person.post(person.pair, judgement="join", usual="same unit and day")
    person.post("/decisions/2/undo", back="/decisions", why="too soon")
    person.post("/searches", name=SEARCH, address="/events?act=refuse&year=2023")
    person.settled()
    return person


def addresses(person: Person) -> dict[str, str]:
    """Return the address of every kind of page, by the name of its picture."""
    store = person.store
    texts = store.document_list()
    most = max(texts, key=lambda one: one.claims)
    claim = store.claims(most.id)[0]
    story = {kind: _first(person, kind) for kind in SECTIONS}
    events = person.client.get("/api/events?sort=-claims").json()["rows"]
    events.sort(key=lambda one: not one["contradictions"])
    job = next(iter(person.acting.jobs._jobs))
    plan = str(person.look({"note.txt": b"A note.\n"}).url.path)
    return {
        "overview": "/",
        "overview-trials": "/?map=trial",
        "events": "/events",
        "events-table": "/events?view=table&act=refuse",
        "event": f"/events/{events[0]['id']}",
        **{path: f"/{path}" for path in SECTIONS.values()},
        **{f"one-{kind}": f"/{SECTIONS[kind]}/{one.id}" for kind, one in story.items() if one},
        "contradictions": "/contradictions?state=all",
        "questions": "/questions",
        "search": "/search?q=Irkutsk",
        "search-nothing": "/search?q=Atlantis",
        "documents": "/documents",
        "reader": f"/documents/{most.id[:12]}",
        "review": person.pair,
        "review-all": "/review/all",
        "decisions": "/decisions",
        "claim": f"/claims/{most.id[:12]}-{claim.id}",
        "claim-form": f"/documents/{most.id[:12]}/claim?from={claim.start}&to={claim.end}&act=refuse",
        "claim-act": f"/documents/{most.id[:12]}/claim?from={claim.start}&to={claim.end}",
        "add": "/add",
        "add-plan": plan,
        "job": f"/jobs/{job}",
        "searches": "/searches",
        "settings": "/settings",
        "help": "/help",
        "how-many": "/how-many?act=all-refuse",
        "how-many-series": "/how-many?act=refuse&by=month",
        "judgments": "/judgments",
        "paths": "/paths",
        "lists": "/lists",
        "one-list": "/lists/1",
        "overlap": "/lists/overlap",
        "estimate": "/lists/estimate",
        "missing": "/nothing/here",
    }


LANGUAGES = ("en", "uk", "ru")
BARE = (
    "/",
    "/events",
    "/people",
    "/documents",
    "/search?q=nobody",
    "/contradictions",
    "/questions",
    "/review",
    "/review/all",
    "/decisions",
    "/how-many",
    "/judgments",
    "/paths",
    "/lists",
    "/lists/overlap",
    "/lists/estimate",
    "/searches",
)
"""Pages that are also looked at where a register holds nothing."""


def in_languages(person: Person) -> list[tuple[str, str, str]]:
    """Return each page with the language it is looked at in, each language by turns."""
    return [(name, address, LANGUAGES[number % 3]) for number, (name, address) in enumerate(addresses(person).items())]


def names(person: Person) -> list[str]:
    """Return what a register, its people, places, lists and searches are called."""
    entities = [name for one in person.store.entities() for name in (one.name, *one.names)]
    lists = [one.name for one in person.store.person_lists()]
    return [*entities, *lists, *(one[0] for one in ON.values()), "Ours", SEARCH]


def bare_pages() -> list[tuple[str, str, str]]:
    """Return the pages of a register that holds nothing, each with a name and a language."""
    return [(f"bare {one}", one, LANGUAGES[number % 3]) for number, one in enumerate(BARE)]


def _texts() -> dict[str, bytes]:
    return {name: text.encode() for name, text in AT_ODDS.items()}


def _first(person: Person, kind: str) -> Entity | None:
    kept = [one for one in person.store.everyone_named() if one.entity.kind == kind]
    return max(kept, key=lambda one: one.events).entity if kept else None
