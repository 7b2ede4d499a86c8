"""Generates documents with their claims, and with the truth about which claims tell of one event."""

import random
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from hashlib import sha256
from itertools import accumulate
from typing import NamedTuple

from msgspec import structs

from benchmarks import generatedwords as words
from benchmarks import neutral
from vidmova.extraction.romanise import romanise
from vidmova.extraction.units import ordinal
from vidmova.records import Claim, Document, FieldSpan, Interval, Range, Report, claim_key

FIRST_DAY, DAYS = date(2022, 3, 1), 1_300
MOST_TOLD = 30
SINGLE_ACTS = frozenset({"sentence", "charge", "detain", "awol", "refuse", "threaten"})
REPRINTS, PEOPLE = 0.15, 0.6
MOST_IN_DOCUMENT = 8
Trio = tuple[str, str, str]


class Happening(NamedTuple):
    """An event as it was."""

    id: str
    act: str
    person: tuple[Trio, Trio] | None
    """Given name and surname in English, Russian and Ukrainian."""
    people: int
    unit: int
    formation: int
    town: int
    court: str | None
    day: date
    term: int
    detail: Trio
    village: Trio


class Generated(NamedTuple):
    """The documents with their claims, and for each claim's key the event it tells of."""

    reports: list[Report]
    truth: dict[str, str]


class _Draft(NamedTuple):
    language: int
    told: list[Happening]
    published: date


def generate(claims: int, seed: int = 1) -> Generated:
    """Return documents with at least so many claims in all; the same for the same numbers."""
    chance = random.Random(seed)
    reports: list[Report] = []
    truth: dict[str, str] = {}
    for draft in _drafts(chance, claims):
        report, told = _report(chance, draft, len(reports))
        copies = [report]
        if chance.random() < REPRINTS:
            copies.append(_reprint(chance, report, len(reports) + 1))
        for one in copies:
            reports.append(one)
            truth.update(
                (claim_key(one.document.id, claim.id), which.id) for claim, which in zip(one.claims, told, strict=True)
            )
        if len(truth) >= claims:
            break
    return Generated(reports, truth)


def _drafts(chance: random.Random, claims: int) -> Iterator[_Draft]:
    """Yield what each document tells of, by the day: news of about one time stand together."""
    told: list[tuple[date, int, Happening]] = []
    while len(told) < claims:
        happening = _happening(chance, len(told))
        for _ in range(_times_told(chance)):
            lag = timedelta(days=int(chance.expovariate(1 / 12)))
            told.append((happening.day + lag, len(told), happening))
    told.sort(key=lambda row: row[:2])
    at = 0
    while at < len(told):
        size = min(MOST_IN_DOCUMENT, 1 + int(chance.expovariate(1 / 2.5)))
        rows = told[at : at + size]
        at += size
        language = chance.choices(range(3), (30, 45, 25))[0]
        yield _Draft(language, [row[2] for row in rows], rows[-1][0])


def _times_told(chance: random.Random) -> int:
    weights = [1 / times**1.6 for times in range(1, MOST_TOLD + 1)]
    return chance.choices(range(1, MOST_TOLD + 1), cum_weights=list(accumulate(weights)))[0]


def _happening(chance: random.Random, number: int) -> Happening:
    act = chance.choices(list(words.SHARES), list(words.SHARES.values()))[0]
    alone = act in SINGLE_ACTS and chance.random() < PEOPLE
    return Happening(
        id=f"event-{number}",
        act=act,
        person=_person(chance) if alone else None,
        people=1 if alone else 2 + int(3 * chance.paretovariate(0.7)) % 1_500,
        unit=chance.randrange(1, 160),
        formation=chance.randrange(len(words.FORMATIONS)),
        town=chance.randrange(len(words.TOWNS)),
        court=chance.choice(list(words.COURTS)) if act == "sentence" else None,
        day=FIRST_DAY + timedelta(days=chance.randrange(DAYS)),
        term=6 * chance.randrange(4, 25),
        detail=chance.choice(words.DETAILS),
        village=_named(chance, words.VILLAGE_ENDINGS),
    )


def _person(chance: random.Random) -> tuple[Trio, Trio]:
    return chance.choice(words.GIVEN), _named(chance, words.SURNAME_ENDINGS)


def _named(chance: random.Random, endings: Sequence[str]) -> Trio:
    """Return an invented name in the three languages."""
    onsets, middles = words.SYLLABLES
    name = chance.choice(onsets) + chance.choice(middles) + chance.choice(endings)
    ukrainian = f"{name[:-2]}ін" if name.endswith("ин") else name
    return romanise(name, "ru"), name, ukrainian


class _Writer:
    """Writes one document sentence by sentence and keeps where each value stands."""

    def __init__(self, chance: random.Random, language: int) -> None:
        self.chance, self.language = chance, language
        self.text = ""
        self.spans: list[FieldSpan] = []

    def say(self, said: str, field: str = "") -> None:
        """Write some words, which may state a field."""
        if field and (bare := said.strip(" ,")):
            start = len(self.text) + said.index(bare)
            self.spans.append(FieldSpan(field, start, start + len(bare), bare))
        self.text += said

    def claim(self, happening: Happening, number: int) -> Claim:
        """Write a sentence about a happening and return the claim that it states."""
        chance = self.chance
        start, self.spans = len(self.text), []
        day = self._date(happening)
        person, count, approx = self._who(happening)
        unit = self._unit(happening) if chance.random() < 0.5 else None
        self._act(happening)
        place = self._place(happening) if chance.random() < 0.6 else None
        court = self._court(happening) if happening.court and chance.random() < 0.6 else None
        self._details(happening)
        self.say(".")
        return Claim(
            id=f"c{number:03}",
            start=start,
            end=len(self.text),
            act=happening.act,
            count=count,
            approx=approx,
            counted="persons" if count else None,
            person=person,
            group=None if person else "servicemen",
            unit=unit,
            place=place,
            date=day,
            court=court,
            term_months=(happening.term, happening.term) if happening.act == "sentence" else None,
            sentence_type="prison" if happening.act == "sentence" else None,
            spans=list(self.spans),
        )

    def _act(self, happening: Happening) -> None:
        before, term, after = self.chance.choice(words.ACTS[happening.act][self.language]).partition("{term}")
        self.say(f" {before}")
        if term:
            self.say(str(happening.term), "term_months")
            self.say(after)

    def _details(self, happening: Happening) -> None:
        chance, language = self.chance, self.language
        if chance.random() < 0.5:
            self.say(f" {happening.detail[language]}")
        if chance.random() < 0.3:
            self.say(words.NEAR_VILLAGE[language].format(name=happening.village[language]))
        if chance.random() < 0.4:
            self.say(f", {chance.choice(words.SAID_BY)[language]}")

    def _date(self, happening: Happening) -> Interval | None:
        day, drawn = happening.day, self.chance.random()
        month = words.MONTHS[self.language][day.month - 1]
        if drawn < 0.5:
            said = words.ON_DAY[self.language].format(day=day.day, month=month, year=day.year)
            self.say(said, "date")
            return (day.isoformat(), day.isoformat())
        if drawn < 0.7:
            english = words.MONTHS[0][day.month - 1]
            said = words.IN_MONTH[self.language].format(month=english, number=day.month, year=day.year)
            self.say(said, "date")
            last = monthrange(day.year, day.month)[1]
            return (day.replace(day=1).isoformat(), day.replace(day=last).isoformat())
        return None

    def _who(self, happening: Happening) -> tuple[list[str], Range | None, bool]:
        if happening.person is None:
            return ([], *self._counted(happening.people))
        given, surname = (names[self.language] for names in happening.person)
        drawn = self.chance.random()
        if drawn > 0.95:
            self.say(words.SOMEBODY[self.language])
            return [], (1, 1), False
        name = f"{given} {surname}" if drawn < 0.8 else f"{given[0]}. {surname}"
        self.say(name, "person")
        return [name], (1, 1), False

    def _counted(self, number: int) -> tuple[Range | None, bool]:
        drawn = self.chance.random()
        if drawn > 0.92:
            self.say(words.SEVERAL[self.language])
            return None, False
        if drawn > 0.82:  # halved or mistaken on the way
            number = max(2, number + self.chance.choice((-1, 1)) * max(1, number // 10))
        hedge = self.chance.choices(list(words.HEDGES), (7, 2, 2))[0]
        self.say(words.HEDGES[hedge][self.language].format(n=number), "count")
        self.say(f" {words.GROUPS[self.language]}")
        return (number, None if hedge == "least" else number), hedge == "about"

    def _unit(self, happening: Happening) -> str:
        kind = words.FORMATIONS[happening.formation]
        number = f"{happening.unit}-й" if self.language else ordinal(happening.unit)
        said = f"{number} {kind.said[self.language]}"
        self.say(words.OF_UNIT[self.language].format(unit=said), "unit")
        return f"{ordinal(happening.unit)} {kind.english}"

    def _place(self, happening: Happening) -> str:
        town = words.TOWNS[happening.town]
        self.say(words.IN_PLACE[self.language].format(place=town[self.language]), "place")
        return town[0]

    def _court(self, happening: Happening) -> str:
        assert happening.court is not None
        town, court = words.TOWNS[happening.town], words.COURTS[happening.court]
        said = court[self.language].format(town=town[self.language])
        self.say(words.BY_COURT[self.language].format(court=said), "court")
        return court[0].format(town=town[0])


def _report(chance: random.Random, draft: _Draft, number: int) -> tuple[Report, list[Happening]]:
    writer = _Writer(chance, draft.language)
    claims: list[Claim] = []
    told: list[Happening] = []
    plain = neutral.SENTENCES[words.LANGUAGES[draft.language]]
    for happening in draft.told:
        if chance.random() < 0.4:
            writer.say(chance.choice(plain) + " ")
        claims.append(writer.claim(happening, len(claims) + 1))
        told.append(happening)
        writer.say("\n" if chance.random() < 0.5 else " ")
    return Report(_document(writer.text, draft.language, draft.published, chance, number), claims), told


def _document(text: str, language: int, published: date, chance: random.Random, number: int) -> Document:
    return Document(
        id=sha256(f"{number} {text}".encode()).hexdigest(),
        name=f"generated-{number}.txt",
        media_type="text/plain",
        text=text,
        language=words.LANGUAGES[language],
        outlet=chance.choice(words.OUTLETS),
        published=published.isoformat(),
    )


def _reprint(chance: random.Random, report: Report, number: int) -> Report:
    """Return the same text as another outlet brings it, under a line of its own."""
    language = words.LANGUAGES.index(report.document.language)
    line = words.REPRINTED[language].format(outlet=report.document.outlet) + "\n"
    published = date.fromisoformat(report.document.published or "") + timedelta(days=chance.randrange(3))
    document = _document(line + report.document.text, language, published, chance, number)
    return Report(document, [_moved(claim, len(line)) for claim in report.claims])


def _moved(claim: Claim, by: int) -> Claim:
    spans = [FieldSpan(one.field, one.start + by, one.end + by, one.wording) for one in claim.spans]
    return structs.replace(claim, start=claim.start + by, end=claim.end + by, spans=spans)
