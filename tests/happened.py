"""An invented happening told by three documents, with everything that linking could make of it."""

from pathlib import Path

from msgspec.structs import replace

from vidmova.records import (
    Case,
    Chain,
    Claim,
    Contradiction,
    Document,
    Entity,
    Event,
    FieldSpan,
    Link,
    Linked,
    Mention,
    Relation,
    Telling,
)
from vidmova.register.folder import RegisterFolder, create
from vidmova.register.store import Store

RU = "Двенадцать бойцов отказались ехать. Степана Гайворона уволили в марте 2022 года."
EN = "About ten fighters refused to go. Stepan Haivoron was dismissed in March 2022."
UK = "Двоє з них пішли до суду."
A, B, C = "a" * 64, "b" * 64, "c" * 64
REFUSED, DISMISSED, SUED, LATER = "e-refused", "e-dismissed", "e-sued", "e-later"
HAIVORON, BROTHER, KRASNODAR = "p-stepan", "p-ihor", "l-krasnodar"


def document(identity: str, text: str, language: str, name: str, outlet: str | None) -> Document:
    made = Document(id=identity, name=name, media_type="text/plain", text=text, language=language, source=name)
    return replace(made, outlet=outlet)


def claim(text: str, number: int, act: str, wording: str, **more: object) -> Claim:
    start = text.index(wording)
    made = Claim(id=f"c{number:03}", start=start, end=start + len(wording), act=act)
    return replace(made, **more)


TWELVE = claim(
    RU,
    1,
    "refuse",
    "Двенадцать бойцов отказались ехать.",
    count=(12, 12),
    counted="persons",
    place="Krasnodar",
    spans=[FieldSpan("count", 0, 10, "Двенадцать")],
)
FIRED = claim(
    RU,
    2,
    "dismiss",
    "Степана Гайворона уволили в марте 2022 года.",
    person=["Степан Гайворон"],
    date=("2022-03-01", "2022-03-31"),
)
TEN = claim(EN, 1, "refuse", "About ten fighters refused to go.", count=(10, 10), approx=True, counted="persons")
FIRED_TOO = claim(EN, 2, "dismiss", "Stepan Haivoron was dismissed in March 2022.", person=["Stepan Haivoron"])
TWO = claim(UK, 1, "lawsuit", "Двоє з них пішли до суду.", count=(2, 2), counted="persons")
STATED = (
    (document(B, RU, "ru", "in/ru.txt", "Вести Кубани"), [TWELVE, FIRED]),
    (document(A, EN, "en", "in/en.txt", None), [TEN, FIRED_TOO]),
    (document(C, UK, "uk", "in/uk.txt", None), [TWO]),
)
"""Documents with their claims in the order of receipt, which is not that of their ids."""
RECEIVED = [one.id for one, _ in STATED]

ONE, TWO_KEYS, SUIT = f"{B[:12]}-c001", (f"{B[:12]}-c002", f"{A[:12]}-c002"), f"{C[:12]}-c001"
OTHER = f"{A[:12]}-c001"

EVENTS = [
    Event(
        id=REFUSED,
        act="refuse",
        title="Fighters refused to go",
        claims=[ONE, OTHER],
        documents=[B, A],
        low=10,
        high=12,
        counted="persons",
        date=("2022-02-25", None),
        place="Krasnodar",
    ),
    Event(
        id=DISMISSED,
        act="dismiss",
        title="Stepan Haivoron was dismissed",
        claims=list(TWO_KEYS),
        documents=[B, A],
        low=1,
        high=1,
        counted="persons",
        person=["Степан Гайворон"],
        date=("2022-03-01", "2022-03-31"),
    ),
    Event(
        id=SUED,
        act="lawsuit",
        title="Two went to court",
        claims=[SUIT],
        documents=[C],
        low=2,
        high=2,
        counted="persons",
        subset_of=REFUSED,
    ),
]


NAMED = Mention(claim=OTHER, field="person", kind="person", name="Stepan Haivoron", language="en", entity=HAIVORON)


def joined() -> Linked:
    """Return what linking makes of the three documents."""
    return Linked(
        claims={
            B: [replace(TWELVE, event=REFUSED), replace(FIRED, event=DISMISSED)],
            A: [replace(TEN, event=REFUSED), replace(FIRED_TOO, event=DISMISSED)],
            C: [replace(TWO, event=SUED, subset_of=REFUSED)],
        },
        entities=[
            Entity(id=HAIVORON, kind="person", name="Степан Гайворон", names=["Stepan Haivoron", "Степан Гайворон"]),
            Entity(id=BROTHER, kind="person", name="Игорь Гайворон", names=["Игорь Гайворон"]),
            Entity(
                id=KRASNODAR,
                kind="place",
                name="Krasnodar",
                names=["Krasnodar"],
                part_of=["Krasnodar Krai", "Russia"],
                precision="settlement",
                latitude=45.0,
                longitude=39.0,
            ),
        ],
        mentions=[
            replace(NAMED, claim=TWO_KEYS[0], name="Степан Гайворон", language="ru"),
            replace(NAMED, claim=TWO_KEYS[1]),
            Mention(claim=OTHER, field="by", kind="person", name="Игорь Гайворон", language="en", entity=BROTHER),
            replace(NAMED, claim=ONE, field="place", kind="place", name="Krasnodar", start=3, end=9, entity=KRASNODAR),
        ],
        events=EVENTS,
        links=[
            Link(
                a=ONE,
                b=OTHER,
                judgement="same",
                score=0.93,
                because="the act and the place agree",
                features={"act": 2.5},
            ),
            Link(a=ONE, b=SUIT, judgement="possible", score=0.5, because="both speak of fighters"),
        ],
        relations=[
            Relation(kind="part_of", event=SUED, others=[REFUSED], claims=[SUIT], because="the text says “of them”"),
            Relation(kind="sum_of", event=REFUSED, others=[DISMISSED, SUED], claims=[ONE], because="10 = 1 + 2", gap=7),
        ],
        contradictions=[
            Contradiction(
                id="x-count",
                kind="count",
                events=[REFUSED],
                sides=[[ONE], [OTHER]],
                values=["12", "about 10"],
                because="one says twelve, the other about ten",
            ),
            Contradiction(
                id="x-date",
                kind="date",
                events=[DISMISSED],
                sides=[[TWO_KEYS[0]], [TWO_KEYS[1]]],
                values=["March", "April"],
                because="a month apart",
                state="closed",
            ),
        ],
        tellings=[Telling(id="t-1", documents=[B, A], because="the English text translates the Russian one")],
        chains=[Chain(claim=OTHER, voices=["en.txt", "Вести Кубани", "a lawyer"])],
        cases=[
            Case(
                id="w-1",
                name="Степан Гайворон",
                person=HAIVORON,
                events=[REFUSED, DISMISSED],
                because=["he was among those who refused"],
            )
        ],
    )


def fill(store: Store, recipe: str = "r") -> Store:
    """Store the three documents and what linking makes of them."""
    for one, claims in STATED:
        store.add(one, [], claims, recipe)
    store.linked(joined(), recipe)
    return store


def a_register(root: Path) -> RegisterFolder:
    """Return a register that holds the happening."""
    folder = create(root)
    with Store(folder.database) as store:
        fill(store)
    return folder
