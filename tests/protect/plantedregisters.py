"""Invented registers with planted secrets: what the records say, and what must not leave."""

import random
import re

from msgspec import Struct

from vidmova.archive.intake import digest_of
from vidmova.protect.holdings import Holdings
from vidmova.records import Claim, Document, Entity, Event, FieldSpan, Linked, Mention, Report, claim_key

SURNAMES = (
    "Гайдабура", "Вовчкевич", "Сторожилюк", "Білогривенко", "Чорнопищук", "Дзвонимир", "Жаботинюк", "Курінчак",
    "Лободинець", "Мазурчук", "Нетребенко", "Орлянчук", "Перебендюк", "Рогальчук", "Сагайдук", "Тернопільчук",
)  # fmt: skip
GIVEN = (("Степан", "Stepan", "Стьопа"), ("Олександр", "Oleksandr", "Сашко"), ("Іван", "Ivan", "Ваня"),
         ("Микола", "Mykola", "Коля"), ("Петро", "Petro", "Петрик"), ("Юрій", "Yurii", "Юрко"))  # fmt: skip
MOTHERS = (("Ганна", "Ганни"), ("Оксана", "Оксани"), ("Марія", "Марії"))
PLACES = ("Вугледар", "Миргород", "Лубни", "Бахмут")
UNITS = ("72-ї окремої механізованої бригади", "24-ї окремої механізованої бригади", "110-ї бригади")
CHANGED = "Ім'я героя змінено з міркувань безпеки."


class Planted(Struct, frozen=True):
    """A register and its secrets: strings of which none may stand in anything that leaves."""

    holdings: Holdings
    secrets: list[str]


class _Telling(Struct):
    """A document as it is put together."""

    name: str
    title: str
    sentences: list[tuple[str, dict[str, object]]]
    """Each with the fields of the claim that it makes; empty where it makes none."""
    before: str = ""
    language: str = "uk"


def planted(seed: int) -> Planted:
    """Return an invented register with secrets of every kind."""
    luck = random.Random(seed)
    secrets: list[str] = []
    tellings = [_named(luck, number, secrets) for number in range(luck.randint(3, 5))]
    tellings.append(_changed(luck, secrets))
    tellings.append(_english(luck, secrets))
    tellings += [_many(luck, number) for number in range(6)]
    return Planted(_holdings(tellings), sorted(set(secrets)))


def _day(luck: random.Random) -> tuple[str, str]:
    months = ("січня", "лютого", "березня", "квітня", "травня", "червня")
    month, day = luck.randint(1, 6), luck.randint(2, 27)
    return f"{day} {months[month - 1]} 2023 року", f"2023-{month:02}-{day:02}"


def genitive(surname: str) -> str:
    """Return the form of an invented surname that follows a preposition."""
    if surname.endswith("ець"):
        return surname[:-3] + "ця"
    if surname.endswith("енко"):
        return surname[:-1] + "а"
    return surname[:-1] + "и" if surname.endswith("а") else surname + "а"


def _named(luck: random.Random, number: int, secrets: list[str]) -> _Telling:
    """Tell of somebody who asked not to be named, with relatives, a contact and a rare unit, rank and day."""
    surname, (given, latin, short) = luck.choice(SURNAMES), luck.choice(GIVEN)
    mother, _ = luck.choice(MOTHERS)
    said, iso = _day(luck)
    phone = f"+38 (0{luck.randint(50, 99)}) {luck.randint(100, 999)}-{luck.randint(10, 99)}-{luck.randint(10, 99)}"
    email = f"{latin.lower()}.{number}{luck.randint(10, 99)}@example.org"
    place, unit = luck.choice(PLACES), luck.choice(UNITS)
    secrets += [surname, genitive(surname), phone, email]
    name = f"{given} {surname}"
    return _Telling(
        name=f"interview-{latin.lower()}-{number}.html",
        title=f"Свідчення: {given[0]}. {surname}",
        before="Він просив не називати його імені.",
        sentences=[
            (
                f"Капітан {name} з {unit} відмовився виконувати наказ під містом {place} {said}.",
                {"act": "refuse", "person": [name], "date": (iso, iso), "place": place, "unit": unit},
            ),
            (f"{mother} {surname}, мати {given[0]}. {genitive(surname)}, живе в місті {place}.", {}),
            (f"«{short} не спав три дні», – каже вона; телефон {phone}, пошта {email}.", {}),
            (
                f"Потім {genitive(surname)} затримали на десять днів.",
                {"act": "detain", "person": [name], "date": (iso, iso)},
            ),
        ],
    )


def _changed(luck: random.Random, secrets: list[str]) -> _Telling:
    """Tell of somebody under a changed name, whose true name stands elsewhere in the same text."""
    surname, (given, *_rest) = luck.choice(SURNAMES), luck.choice(GIVEN)
    said, iso = _day(luck)
    secrets += [surname, genitive(surname)]
    return _Telling(
        name=f"лист-{surname.lower()}.docx",
        title=f"{given} {surname}. Лист з частини",
        before=CHANGED,
        sentences=[
            (
                f"Андрій (ім'я змінено) відмовився повертатися на фронт {said}.",
                {"act": "refuse", "person": ["Андрій"], "date": (iso, iso)},
            ),
            (
                f"{given} {surname} написав рапорт про звільнення зі служби {said}.",
                {"act": "resign", "person": [f"{given} {surname}"], "date": (iso, iso)},
            ),
        ],
    )


def _english(luck: random.Random, secrets: list[str]) -> _Telling:
    """Tell in English of somebody whom other documents name in Cyrillic."""
    surname = luck.choice(("Haidabura", "Storozhyliuk", "Perebendiuk", "Zhabotyniuk"))
    given = luck.choice(GIVEN)[1]
    secrets.append(surname)
    return _Telling(
        name=f"{surname.lower()}_statement.txt",
        title=f"Statement of {given} {surname}",
        before="He asked not to be named.",
        sentences=[
            (
                f"{given} {surname} refused to fight near Myrhorod on 14 March 2023.",
                {"act": "refuse", "person": [f"{given} {surname}"], "date": ("2023-03-14", "2023-03-14")},
            ),
            (f"{given[0]}. {surname} was beaten for it, {surname}'s mother said.", {}),
        ],
        language="en",
    )


def _many(luck: random.Random, number: int) -> _Telling:
    """Tell of a large group, of which much may be told."""
    count, place = luck.randint(20, 400), luck.choice(PLACES)
    return _Telling(
        name=f"news-{number}.html",
        title=f"Відмовники під містом {place}",
        sentences=[
            (
                f"Під містом {place} {count} військових відмовилися йти в бій у березні 2023 року.",
                {
                    "act": "refuse",
                    "count": (count, count),
                    "counted": "persons",
                    "place": place,
                    "date": ("2023-03-01", "2023-03-31"),
                },
            )
        ],
    )


def _holdings(tellings: list[_Telling]) -> Holdings:
    reports, mentions, events = [], [], []
    people: dict[str, set[str]] = {}
    for at, telling in enumerate(tellings):
        report = _report(telling, at)
        reports.append(report)
        for claim in report.claims:
            key = claim_key(report.document.id, claim.id)
            events.append(_event(claim, key, report.document))
            for name in claim.person:
                identity = "person-" + re.sub(r"\W", "-", name.lower())
                people.setdefault(identity, set()).add(name)
                mentions.append(_mention(report.document, claim, key, (name, identity)))
    entities = [
        Entity(id=identity, kind="person", name=max(names, key=len), names=sorted(names))
        for identity, names in sorted(people.items())
    ]
    linked = Linked(
        claims={one.document.id: one.claims for one in reports}, entities=entities, mentions=mentions, events=events
    )
    return Holdings(register="Planted", program="0", lexicon="0" * 64, reports=reports, linked=linked)


def _report(telling: _Telling, at: int) -> Report:
    text = "\n".join([telling.title, telling.before]) + "\n"
    claims: list[Claim] = []
    for sentence, fields in telling.sentences:
        start = len(text)
        text += sentence + "\n"
        if fields:
            claims.append(_claim(f"c{len(claims) + 1:03}", (start, start + len(sentence)), sentence, fields))
    document = Document(
        id=digest_of(f"{at}{text}".encode()),
        name=telling.name,
        media_type="text/plain",
        text=text,
        language=telling.language,
        title=telling.title,
        author="Редакція",
        published="2023-07-01",
        source=f"in/{telling.name}",
    )
    return Report(document, claims)


def _claim(identity: str, place: tuple[int, int], sentence: str, fields: dict[str, object]) -> Claim:
    spans = []
    for field in ("person", "place", "unit"):
        values = fields.get(field)
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, str) and value in sentence:
                start = place[0] + sentence.index(value)
                spans.append(FieldSpan(field, start, start + len(value), value))
    found = re.search(r"\d+ \w+ 2023(?: року)?", sentence)
    if found and "date" in fields:
        spans.append(FieldSpan("date", place[0] + found.start(), place[0] + found.end(), found[0]))
    return Claim(id=identity, start=place[0], end=place[1], spans=spans, **{"counted": None, **fields})  # type: ignore[arg-type]


def _event(claim: Claim, key: str, document: Document) -> Event:
    count = claim.count or (1, 1)
    return Event(
        id=f"e-{key}",
        act=claim.act,
        title=f"{', '.join(claim.person) or 'many'} {claim.act}, {claim.place}, {claim.date}",
        claims=[key],
        documents=[document.id],
        low=count[0],
        high=count[1],
        counted="persons",
        person=claim.person,
        date=claim.date,
        place=claim.place,
    )


def _mention(document: Document, claim: Claim, key: str, named: tuple[str, str]) -> Mention:
    name, identity = named
    span = next((one for one in claim.spans if one.wording == name), None)
    return Mention(
        claim=key,
        field="person",
        kind="person",
        name=name,
        language=document.language,
        start=span.start if span else None,
        end=span.end if span else None,
        entity=identity,
    )
