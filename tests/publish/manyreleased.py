"""Invented releases of any size, in three languages, for the site and the dossier."""

from random import Random

from tests.publish.released import SOME_EDITION, release
from vidmova.protect.release import (
    Contents,
    Disagreement,
    Disclosure,
    Figure,
    FigureRow,
    Finding,
    Happening,
    Overruling,
    Place,
    Release,
    Removal,
    Somebody,
    Source,
    Statement,
)
from vidmova.records import FieldSpan

HOSTILE = '<script>alert(1)</script> *bold* #set $x$ `a` @b \\ "&quot; {{ 7 }} \u202eabc\u200b'
OUTLETS = ("Дніпро-Вісник", "Східний Кур’єр", "Право не стрелять", "The Eastern Desk", HOSTILE)
TOLD = {
    "uk": "У {place} {count} мобілізованих відмовилися виконувати наказ. [особа K7-2M] розповів, що [дата] їх замкнули "
    "в підвалі; […] «ніхто не хотів їхати», – каже він.",
    "ru": "В {place} {count} мобилизованных отказались выполнять приказ. По словам родных, [лицо K7-2M] [дата] увезли "
    "в [место: Донецкая область], и связи с ним нет.",
    "en": "In {place}, {count} mobilised men refused to obey an order. [person K7-2M] told us that on [date] they were "
    "locked in a cellar.",
}
PLACES = [
    Place(id="l-DNTK", name="Donetsk Oblast", precision="region", part_of=["Ukraine"]),
    Place(
        id="l-NVMK",
        name="Novomykhailivka",
        precision="settlement",
        part_of=["Donetsk Oblast", "Ukraine"],
        latitude=47.855,
        longitude=37.463,
    ),
    Place(id="l-RSTV", name="Rostov Oblast", precision="region", part_of=["Russia"]),
    Place(id="l-BRTY", name="Buryatia", precision="region", part_of=["Russia"]),
    Place(id="l-RSSA", name="Russia", precision="country"),
    Place(id="l-PLTV", name="Poltava", precision="settlement", part_of=["Poltava Oblast", "Ukraine"]),
]
ACTS = (
    "refuse",
    "refuse",
    "refuse",
    "awol",
    "detain",
    "threaten",
    "send_back",
    "sentence",
    "sentence",
    "charge",
    "asylum",
    "casualties",
)
UNITS = ("1587th Motor Rifle Regiment", "72nd Brigade", "a territorial defence battalion", None, None)
MONTHS = ("2022-03", "2022-07", "2022-09", "2022-10", "2023-01", "2023-03", "2023-06", "2024-02")


def many(number: int, seed: int = 7) -> Release:
    """Return a release of so many events."""
    chance, events, statements = Random(seed), [], []
    sources: list[Source] = []
    people = [
        Somebody(id=f"p-{one:04}", name=f"K{one % 9}-{one:04}", named=False, exposure="at_risk")
        for one in range(max(2, number // 4))
    ]
    people[0] = Somebody(id="p-PUBL", name="Judge Invented Example", named=True, exposure="public")
    for at in range(number):
        act = chance.choice(ACTS)
        place = chance.choice(PLACES)
        month = chance.choice(MONTHS)
        count = chance.randint(1, 60)
        day = f"{month}-{chance.randint(1, 28):02}"
        date = (day, day) if at % 3 else (f"{month}-01", f"{month}-28") if at % 2 else (None, day)
        own = [_told(chance, sources, at, which, (act, place, count, date)) for which in range(1 + at % 4)]
        who = [people[at % len(people)].id] if act in {"sentence", "charge"} else []
        own = [_with(one, who) for one in own]
        statements += own
        events.append(
            Happening(
                id=f"e-{at:04}K",
                act=act,
                title="not shown",
                statements=[one.id for one in own],
                sources=list(dict.fromkeys(one.source for one in own)),
                low=count,
                high=None if at % 5 == 0 else count + at % 4 * 3,
                counted="persons",
                people=who,
                date=date,
                place=place.id if at % 9 else None,
                modality="possible" if at % 17 == 3 else "asserted",
                subset_of=f"e-{at - 1:04}K" if at % 10 == 1 else None,
            )
        )
    return release(
        Contents(
            edition=SOME_EDITION,
            sources=sources,
            people=people,
            places=PLACES,
            statements=statements,
            events=events,
            disagreements=_disputes(events),
            figures=_figures(events),
            disclosure=_disclosed(),
        )
    )


def _with(one: Statement, who: list[str]) -> Statement:
    return Statement(**{name: getattr(one, name) for name in one.__struct_fields__} | {"people": who})


def _told(
    chance: Random, sources: list[Source], at: int, which: int, said: tuple[str, Place, int, tuple[str | None, str]]
) -> Statement:
    act, place, count, date = said
    language = ("uk", "ru", "en")[(at + which) % 3]
    counted = str(count + which * 3)
    text = TOLD[language].format(place=place.name, count=counted)
    if which == 3:
        text = f"{HOSTILE} {text}"
    if at % 3 == 0 or not sources or sources[-1].language != language or len(sources[-1].text) > 4000:
        outlet = OUTLETS[(at + which) % len(OUTLETS)]
        held = at % 11 == 4
        sources.append(
            Source(
                id=f"s-{len(sources):04}Q",
                language=language,
                text="",
                outlet=None if held else outlet,
                title=None if held else text[:60],
                address=None if held else f"https://news.example/{len(sources)}",
                published=None if held else "2023-03-20",
                digest=None if held else f"{len(sources):064x}",
                withheld="at_risk" if held else None,
            )
        )
    source = sources[-1]
    start = len(source.text)
    whole = f"{source.text}{text}\n[…]\n"
    sources[-1] = Source(**{name: getattr(source, name) for name in source.__struct_fields__} | {"text": whole})
    place_at, count_at = whole.index(place.name, start), whole.index(counted, start)
    courted = act in {"sentence", "charge"}
    return Statement(
        id=f"c-{at:04}{'ABCD'[which]}",
        source=source.id,
        start=start,
        end=start + len(text),
        event=f"e-{at:04}K",
        act=act,
        count=(count + which * 3, count + which * 3),
        approx=which == 1,
        counted="persons",
        category=["mobilised"],
        unit=UNITS[at % len(UNITS)],
        place=place.id if at % 9 else None,
        date=date,
        court="Invented Garrison Court" if courted else None,
        term_months=(24 + at % 40, 24 + at % 40) if act == "sentence" else None,
        sentence_type="prison" if act == "sentence" else None,
        charge=("awol", "desertion", "disobedience")[at % 3] if courted else None,
        absence_days=(30, None) if act == "charge" else None,
        source_said="the families" if which else None,
        state=("proposed", "accepted", "corrected", "added")[at % 4],
        spans=[
            FieldSpan("place", place_at, place_at + len(place.name), place.name),
            FieldSpan("count", count_at, count_at + len(counted), counted),
        ],
    )


def _disputes(events: list[Happening]) -> list[Disagreement]:
    return [
        Disagreement(
            id=f"d-{one.id[2:]}",
            kind="count",
            events=[one.id],
            sides=[one.statements[:1], one.statements[1:]],
            values=[f"{one.low}", f"{(one.low or 0) + 3}"],
            state="closed" if number % 4 == 3 else "open",
        )
        for number, one in enumerate(events)
        if len(one.statements) > 2
    ]


def _figures(events: list[Happening]) -> list[Figure]:
    found = []
    for act in dict.fromkeys(one.act for one in events):
        own = [one for one in events if one.act == act]
        rows = [
            FigureRow(
                event=one.id,
                low=one.low or 0,
                high=one.high,
                part=("floor", "inside", "unknown")[number % 3],
                reason="carries the floor",
            )
            for number, one in enumerate(own)
        ]
        low = sum(one.low for one in rows if one.part == "floor")
        high = sum((one.high or one.low) for one in rows)
        found.append(Figure(id=f"{act}-persons", act=act, counted="persons", low=low, high=high, working=rows))
        found.append(
            Figure(
                id=f"{act}-persons-2023",
                act=act,
                counted="persons",
                since="2023-01-01",
                until="2023-12-31",
                region="Donetsk Oblast",
                low=low // 2,
                high=None,
                best=low // 2,
                working=[FigureRow(event="", low=low // 2, high=None, part="floor", reason="")],
            )
        )
    return found


def _disclosed() -> Disclosure:
    return Disclosure(
        removed=[
            Removal(what="name", rule="risk", number=1204),
            Removal(what="combination: unit", rule="rare-combination", number=31),
            Removal(what="cell", rule="small-cell", number=4),
        ],
        findings=[
            Finding(
                severity="note",
                rule="left",
                where="statements",
                said="3 people or small groups share what is left of their traits with fewer than 5",
            )
        ],
        overruled=[
            Overruling(rule="long-quote", where="s-0001Q", who="An Invented Desk", why=HOSTILE, when="2024-05-06")
        ],
    )
