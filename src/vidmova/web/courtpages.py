"""Judgments: terms and verdicts as small distributions instead of averages, and the table behind each bar."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from vidmova.records import Range
from vidmova.totals.charts import months
from vidmova.totals.distributions import NOT_SAID, SEVERAL, Spread, distribution
from vidmova.totals.judgments import CONVICTED, Court, Judgment, Tally
from vidmova.web import codes, figurewords
from vidmova.web.addresses import Page, address, page_of
from vidmova.web.facets import narrow
from vidmova.web.phrases import count_of, name_in
from vidmova.web.snapshot import Snapshot, periods
from vidmova.web.speech import Speech

PATH = "/judgments"
SIZE = 50
FACETS = ("charge", "kind", "verdict", "court", "category", "year", "term")
FIRST = 8
WIDE, TALL = 640, 96
YEAR, MOST_YEARS = 12, 15
LONGER = f"{MOST_YEARS}+"
OF_SENTENCE = {"charge": "charge", "kind": "sentence_type", "category": "category"}


class Sentenced(Struct, frozen=True):
    """A judgment with its values of each facet."""

    judgment: Judgment
    has: dict[str, tuple[str, ...]]


class Choice(Struct, frozen=True):
    """A value by which judgments can be narrowed."""

    label: str
    count: int
    address: str
    chosen: bool


class Facet(Struct, frozen=True):
    """A facet with its values."""

    title: str
    first: list[Choice]
    more: list[Choice]


class Column(Struct, frozen=True):
    """The judgments whose whole term lies in one year of months."""

    x: float
    width: float
    real: float
    suspended: float
    label: str
    count: int
    address: str


class SpreadShown(Struct, frozen=True):
    """What is known of the terms of a kind."""

    name: str
    known: int
    without: int
    disputed: int
    median: str
    """Empty where fewer than five terms are known."""
    quartiles: str


class Terms(Struct, frozen=True):
    """The terms as columns, one a year."""

    columns: list[Column]
    ticks: list[tuple[float, str]]
    most: int
    spreads: list[SpreadShown]
    unplaced: int
    """Terms that are intervals over several years."""
    finding: str


class Line(Struct, frozen=True):
    """A judgment as a row."""

    event: str
    person: str
    when: str
    court: str
    charge: str
    absence: str
    verdict: str
    term: str
    kind: str
    reason: str
    appeals: list[tuple[str, str, str]]
    """Event, outcome and date of each appeal."""
    tellings: int
    disagree: list[str]
    unsure: bool
    of_way: list[str]


class Told(Struct, frozen=True):
    """Sentences told as a number."""

    event: str
    number: str
    when: str
    about: str


class Judgments(Struct, frozen=True):
    """The page of judgments."""

    lines: list[Line]
    page: Page
    before: str
    after: str
    facets: list[Facet]
    chips: list[Choice]
    terms: Terms
    bars: list[tuple[str, list[Choice]]]
    """Distributions by charge, verdict and so on: each bar opens its judgments."""
    most: int
    told: list[Told]
    unnumbered: int
    not_held: int
    clear: str
    csv: str


Made = tuple[list[Sentenced], Court]


def sentenced(held: Court) -> Made:
    """Return the judgments with their values of each facet, and all that is no judgment."""
    return [Sentenced(one, _has(one)) for one in held.judgments], held


def asked_of(given: Mapping[str, str]) -> dict[str, str]:
    """Return what an address narrows judgments by."""
    return {name: given[name] for name in FACETS if given.get(name)}


def chosen_of(every: Sequence[Sentenced], asked: Mapping[str, str]) -> list[Judgment]:
    """Return the judgments that an address asks for."""
    return [row.judgment for row in narrow(every, (), asked).rows]


def judgment_page(speech: Speech, kept: Snapshot, made: Made, given: Mapping[str, str]) -> Judgments:
    """Return the judgments that an address asks for."""
    every, held = made
    asked = asked_of(given)
    narrowed = narrow(every, FACETS, asked)
    rows = [row.judgment for row in narrowed.rows]
    page = page_of(given.get("page", ""), SIZE, len(rows))
    facets = {name: _choices(speech, name, narrowed.counts[name], asked) for name in FACETS}
    return Judgments(
        lines=[line(speech, kept, one) for one in rows[page.skip : page.skip + SIZE]],
        page=page,
        before=address(PATH, asked, page=page.number - 1) if page.number > 1 else "",
        after=address(PATH, asked, page=page.number + 1) if page.number < page.pages else "",
        facets=[_facet(speech, name, every_choice) for name, every_choice in facets.items()],
        chips=[
            Choice(
                f"{_facet_name(speech, name)}: {label(speech, name, value)}",
                0,
                address(PATH, asked, **{name: None}),
                True,
            )
            for name, value in asked.items()
        ],
        terms=_terms(speech, rows, asked),
        bars=[(_facet_name(speech, name), facets[name][:FIRST]) for name in ("charge", "kind", "verdict")],
        most=max([1, *(one.count for name in ("charge", "kind", "verdict") for one in facets[name])]),
        told=[_told(speech, one) for one in held.tallies[:SIZE]],
        unnumbered=len(held.unnumbered),
        not_held=len(held.not_held),
        clear=PATH,
        csv=address(f"{PATH}.csv", asked),
    )


def line(speech: Speech, kept: Snapshot, one: Judgment) -> Line:
    """Return a judgment as a row."""
    return Line(
        event=one.event,
        person=_who(speech, kept, one),
        when=speech.when(one.date),
        court=" ≠ ".join(one.court),
        charge=_words(speech, "charge", one.charge),
        absence=speech.days(one.absence_days) if one.absence_days else "",
        verdict=" ≠ ".join(figurewords.verdict(speech, each) for each in one.verdict),
        term=speech.term(one.term_months) if one.term_months else "",
        kind=_words(speech, "sentence_type", one.kind),
        reason=", ".join(codes.code(speech, "reason", each) for each in one.reason),
        appeals=[(each.event, _words(speech, "outcome", each.outcome), speech.when(each.date)) for each in one.appeals],
        tellings=one.tellings,
        disagree=[_field(speech, name) for name in one.disagree],
        unsure=bool(one.perhaps_same),
        of_way=[_field(speech, name) for name in one.of_way],
    )


def _who(speech: Speech, kept: Snapshot, one: Judgment) -> str:
    by_field = kept.by_id[one.event].happened.named if one.event in kept.by_id else {}
    people = [name_in(speech, kept.named[each]) for each in by_field.get("person", ()) if each in kept.named]
    return ", ".join(dict.fromkeys(people or one.person)) or count_of(speech, one.people, "persons")


def _field(speech: Speech, name: str) -> str:
    if name == "verdict":
        return _facet_name(speech, name)
    return codes.field(speech, "sentence_type" if name == "kind" else name)


def _words(speech: Speech, kind: str, several: Iterable[str]) -> str:
    return " ≠ ".join(codes.code(speech, kind, one) for one in several)


def _has(one: Judgment) -> dict[str, tuple[str, ...]]:
    values = {
        "charge": (_single(one.charge),),
        "kind": (_single(one.kind),) if one.verdict == (CONVICTED,) else (),
        "verdict": (_single(one.verdict),),
        "court": (_single(one.court),),
        "category": tuple(dict.fromkeys(one.category)),
        "year": (periods(one.date)[0],),
        "term": (_year_of(one.term_months),) if one.term_months else (),
    }
    return {name: found for name, found in values.items() if any(found)}


def _single(several: Sequence[str]) -> str:
    return several[0] if len(several) == 1 else SEVERAL if several else ""


def _year_of(term: Range) -> str:
    """Return which column a term stands in: the year of months that it surely lies in."""
    low, high = term
    if low >= MOST_YEARS * YEAR:
        return LONGER
    return str(low // YEAR) if high is not None and low // YEAR == high // YEAR else SEVERAL


def _terms(speech: Speech, rows: Sequence[Judgment], asked: Mapping[str, str]) -> Terms:
    whole = distribution("all", rows)
    real, suspended = (Counter(map(_year_of, spread.values)) for spread in (whole.real, whole.suspended))
    names = [*(str(year) for year in range(MOST_YEARS)), LONGER]
    most = max([1, *(real[name] + suspended[name] for name in names)])
    step = WIDE / len(names)
    columns = [
        Column(
            x=round(number * step + 2, 1),
            width=round(step - 4, 1),
            real=round(TALL * real[name] / most, 1),
            suspended=round(TALL * suspended[name] / most, 1),
            label=label(speech, "term", name),
            count=real[name] + suspended[name],
            address=address(PATH, asked, term=name),
        )
        for number, name in enumerate(names)
    ]
    spreads = [
        _spread(speech, speech.say("real terms"), whole.real),
        _spread(speech, speech.say("suspended terms"), whole.suspended),
    ]
    return Terms(
        columns=columns,
        ticks=[(round(number * step, 1), str(number)) for number in range(0, MOST_YEARS + 1, 3)],
        most=most,
        spreads=spreads,
        unplaced=real[SEVERAL] + suspended[SEVERAL],
        finding=_finding(speech, spreads),
    )


def _finding(speech: Speech, spreads: Sequence[SpreadShown]) -> str:
    known = [
        speech.say(
            "%(kind)s: median %(median)s, of %(n)s", kind=one.name, median=one.median, n=speech.number(one.known)
        )
        if one.median
        else speech.say("%(kind)s: %(n)s known, no median", kind=one.name, n=speech.number(one.known))
        for one in spreads
    ]
    return "; ".join(known)


def _spread(speech: Speech, name: str, spread: Spread) -> SpreadShown:
    def said(figure: tuple[float, float | None] | None) -> str:
        return speech.say("%(n)s months", n=months(figure).replace(" or more", "+")) if figure else ""

    quartiles = ""
    if spread.lower_quartile and spread.upper_quartile:
        ends = (months(spread.lower_quartile), months(spread.upper_quartile))
        quartiles = speech.say("half between %(low)s and %(high)s months", low=ends[0], high=ends[1])
    return SpreadShown(
        name=name,
        known=len(spread.values),
        without=spread.without,
        disputed=spread.disputed,
        median=said(spread.median),
        quartiles=quartiles,
    )


def label(speech: Speech, name: str, value: str) -> str:
    """Return a value of a facet in words."""
    if value in {SEVERAL, NOT_SAID, "-", "wide", "open"}:
        return speech.say("told differently") if value == SEVERAL else speech.say("not said or wider")
    if name == "term":
        if value == LONGER:
            return speech.say("%(n)s years or more", n=MOST_YEARS)
        return (
            speech.say("%(from)s to under %(to)s years", **{"from": value, "to": str(int(value) + 1)})
            if value.isdecimal()
            else value
        )
    if name == "verdict":
        return figurewords.verdict(speech, value)
    return codes.code(speech, OF_SENTENCE[name], value) if name in OF_SENTENCE else value


def _facet_name(speech: Speech, name: str) -> str:
    said = {
        "charge": speech.say_of("facet", "charge"),
        "kind": speech.say_of("facet", "kind of sentence"),
        "verdict": speech.say_of("facet", "verdict"),
        "court": speech.say_of("facet", "court"),
        "category": speech.say_of("facet", "kind of serviceman"),
        "year": speech.say_of("facet", "year"),
        "term": speech.say_of("facet", "term"),
    }
    return said[name]


def _choices(speech: Speech, name: str, counts: Mapping[str, int], asked: Mapping[str, str]) -> list[Choice]:
    def rank(one: tuple[str, int]) -> tuple[int, float, str]:
        last = int(one[0] in {SEVERAL, "-", "wide", "open"})
        if name == "term":
            return last, float(one[0].rstrip("+")) if one[0].rstrip("+").isdecimal() else 0, one[0]
        return last, 0 if name == "year" else -one[1], one[0]

    return [
        Choice(
            label(speech, name, value),
            count,
            address(PATH, asked, **{name: None if asked.get(name) == value else value}),
            asked.get(name) == value,
        )
        for value, count in sorted(counts.items(), key=rank)
    ]


def _facet(speech: Speech, name: str, every: list[Choice]) -> Facet:
    chosen = [one for one in every[FIRST:] if one.chosen]
    more = [one for one in every[FIRST:] if not one.chosen]
    return Facet(_facet_name(speech, name), [*every[:FIRST], *chosen], more)


def _told(speech: Speech, one: Tally) -> Told:
    about = [
        *(figurewords.verdict(speech, each) for each in one.verdict),
        _words(speech, "charge", one.charge),
        _words(speech, "sentence_type", one.kind),
        " ≠ ".join(one.court),
    ]
    number = count_of(speech, (one.low, one.high), one.counted)
    return Told(one.event, number, speech.when(one.date), ", ".join(each for each in about if each))


HEAD = (
    "event", "verdict", "person", "people_low", "people_high", "date_from", "date_to", "court", "place", "charge",
    "absence_days_low", "absence_days_high", "term_months_low", "term_months_high", "kind", "category", "reason",
    "appeals", "tellings", "disagree",
)  # fmt: skip


def csv_rows(rows: Iterable[Judgment]) -> Iterable[Sequence[object]]:
    """Yield judgments as lines of a table, in the codes of the codebook."""
    for one in rows:
        yield (
            one.event, "|".join(one.verdict), "|".join(one.person), *one.people, *(one.date or (None, None)),
            "|".join(one.court), "|".join(one.place), "|".join(one.charge), *(one.absence_days or (None, None)),
            *(one.term_months or (None, None)), "|".join(one.kind), "|".join(one.category), "|".join(one.reason),
            "|".join(f"{each.event}:{'/'.join(each.outcome)}" for each in one.appeals), one.tellings,
            "|".join(one.disagree),
        )  # fmt: skip
