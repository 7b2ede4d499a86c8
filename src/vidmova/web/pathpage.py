"""Paths: from refusal to outcome as bands and as an indented list, each opening the cases it is made of."""

from collections.abc import Mapping
from itertools import groupby

from msgspec import Struct

from vidmova.lexicon.actgroups import group_of
from vidmova.records import Case, Event
from vidmova.totals.charts import months
from vidmova.totals.distributions import FEWEST
from vidmova.totals.judgments import ACQUITTED
from vidmova.totals.paths import Flow, Paths, People, paths
from vidmova.totals.pools import Book
from vidmova.totals.ways import joined_ways
from vidmova.web import figurewords
from vidmova.web.addresses import Page, address, page_of
from vidmova.web.phrases import count_of
from vidmova.web.sankey import COLUMN, NODE, sankey
from vidmova.web.speech import Speech
from vidmova.web.ways import WayLine, way_line

PATH = "/paths"
SIZE = 20
USUAL, FIRST = "refuse", "first"
"""From which stage ways are shown where no address says it, and what stands for the first of each."""
NOTHING = "-"
"""In the address of a band: then nothing more is told."""


class Walked(Struct, frozen=True):
    """All ways together, and each of them."""

    start: str | None
    paths: Paths
    ways: dict[str, Case]


class Choice(Struct, frozen=True):
    """A stage that ways can be shown from."""

    label: str
    address: str
    chosen: bool


class BandShown(Struct, frozen=True):
    """A band of the drawing."""

    path: str
    group: str
    ends: bool
    label: str
    address: str
    number: str
    """Empty where the band is too thin for it."""
    x: float
    y: float
    chosen: bool


class NodeShown(Struct, frozen=True):
    """A stage of the drawing."""

    group: str
    label: str
    x: float
    y: float
    height: float


class FlowLine(Struct, frozen=True):
    """A band as a line of the list."""

    group: str
    target: str
    """Empty where nothing more is told."""
    ways: str
    people: str
    time: str
    address: str
    chosen: bool


class StageLines(Struct, frozen=True):
    """A stage with what came after it."""

    group: str
    name: str
    ways: str
    people: str
    flows: list[FlowLine]


class PathPage(Struct, frozen=True):
    """The page of paths."""

    starts: list[Choice]
    ways: int
    people: str
    width: int
    height: int
    nodes: list[NodeShown]
    bands: list[BandShown]
    stages: list[StageLines]
    off: list[tuple[str, int, str]]
    """Events on no way: act, how many, address of the list."""
    finding: str
    chosen: str
    """The band that the address names, in words; empty where it names none."""
    cases: list[WayLine]
    page: Page
    before: str
    after: str


def walked(start: str, known: Book) -> Walked:
    """Return the ways of a register from an act on; where nobody asked for one and no way leads over the usual, all."""
    ways = {one.id: one for one in joined_ways(known.linked.cases, known.events)}
    act = None if start == FIRST else start or USUAL
    found = paths(known.linked, act)
    if not found.ways and not start:
        act, found = None, paths(known.linked)
    return Walked(act, found, ways)


def path_page(speech: Speech, known: Mapping[str, Event], found: Walked, given: Mapping[str, str]) -> PathPage:
    """Return the page of paths that an address asks for."""
    one = found.paths
    asked = {"from": found.start or FIRST, **({"step": given["step"]} if given.get("step") else {})}
    chosen = next((flow for flow in (*one.steps, *one.flows) if _code(flow) == asked.get("step")), None)
    cases = [found.ways[each] for each in (chosen.cases if chosen else ()) if each in found.ways]
    page = page_of(given.get("page", ""), SIZE, len(cases))
    drawn = sankey(one.steps)
    return PathPage(
        starts=_starts(speech, one, asked),
        ways=one.ways,
        people=_people(speech, one.people),
        width=max(drawn.width, NODE + 2 * COLUMN) + 170,
        height=drawn.height,
        nodes=[
            NodeShown(
                group_of(each.act).code if each.act != ACQUITTED else "trial",
                f"{figurewords.stage(speech, each.act)} {speech.number(each.ways)}",
                each.x,
                each.y,
                each.height,
            )
            for each in drawn.nodes
        ],
        bands=[
            BandShown(
                path=each.path,
                group=_group(each.flow.source),
                ends=each.ends,
                label=_band_said(speech, each.flow),
                address=address(PATH, asked, step=_code(each.flow)) + "#cases",
                number=speech.number(each.flow.people.ways) if each.thick >= 11 or each.ends else "",
                x=each.x,
                y=each.y,
                chosen=each.flow is chosen,
            )
            for each in drawn.bands
        ],
        stages=_stages(speech, one, asked, chosen),
        off=[
            (
                figurewords.stage(speech, act),
                number,
                address("/events", {"act": act} if act != ACQUITTED else {"act": "sentence"}),
            )
            for act, number in one.off.items()
        ],
        finding=_finding(speech, one),
        chosen=_band_said(speech, chosen) if chosen else "",
        cases=[way_line(speech, each, known) for each in cases[page.skip : page.skip + SIZE]],
        page=page,
        before=address(PATH, asked, page=page.number - 1) + "#cases" if page.number > 1 else "",
        after=address(PATH, asked, page=page.number + 1) + "#cases" if page.number < page.pages else "",
    )


def _starts(speech: Speech, one: Paths, asked: Mapping[str, str]) -> list[Choice]:
    now = asked["from"]
    acts = dict.fromkeys(["refuse", *([now] if now != FIRST else []), *one.stages])
    whole = Choice(speech.say("the first stage told"), address(PATH, {"from": FIRST}), now == FIRST)
    return [
        whole,
        *(Choice(figurewords.stage(speech, act), address(PATH, {"from": act}), act == now) for act in acts),
    ]


def _code(flow: Flow) -> str:
    where = "" if flow.at is None else str(flow.at)
    return f"{where}.{flow.source}.{flow.target or NOTHING}"


def _group(act: str) -> str:
    return "trial" if act == ACQUITTED else group_of(act).code


def _people(speech: Speech, people: People) -> str:
    return count_of(speech, (people.low, people.high), "persons")


def _ways(speech: Speech, people: People) -> str:
    return speech.several("%(n)s way", "%(n)s ways", people.ways)


def _band_said(speech: Speech, flow: Flow) -> str:
    source = figurewords.stage(speech, flow.source)
    people = f"{_ways(speech, flow.people)}, {_people(speech, flow.people)}"
    if flow.target is None:
        return speech.say("%(source)s, then nothing is told: %(people)s", source=source, people=people)
    target = figurewords.stage(speech, flow.target)
    return speech.say("%(source)s → %(target)s: %(people)s", source=source, target=target, people=people)


def _stages(speech: Speech, one: Paths, asked: Mapping[str, str], chosen: Flow | None) -> list[StageLines]:
    found = []
    for act, flows in groupby(one.flows, lambda flow: flow.source):
        ordered = sorted(flows, key=lambda flow: (flow.target is None, -flow.people.ways))
        people = one.stages[act]
        found.append(
            StageLines(
                _group(act),
                figurewords.stage(speech, act),
                _ways(speech, people),
                _people(speech, people),
                [_line(speech, flow, asked, flow is chosen) for flow in ordered],
            )
        )
    return found


def _line(speech: Speech, flow: Flow, asked: Mapping[str, str], chosen: bool) -> FlowLine:
    return FlowLine(
        group=_group(flow.target or flow.source),
        target=figurewords.stage(speech, flow.target) if flow.target else "",
        ways=_ways(speech, flow.people),
        people=_people(speech, flow.people),
        time=_time(speech, flow),
        address=address(PATH, asked, step=_code(flow)) + "#cases",
        chosen=chosen,
    )


def _time(speech: Speech, flow: Flow) -> str:
    if flow.days is None or flow.target is None:
        return ""
    days = speech.range(flow.days)
    if flow.median_days is None:
        return speech.say(
            "%(days)s days, known of %(n)s: under %(few)s, so no median",
            days=days,
            n=speech.number(flow.timed),
            few=FEWEST,
        )
    median = months(flow.median_days).replace(" or more", "+")
    return speech.say(
        "median %(median)s days, from %(days)s, known of %(n)s", median=median, days=days, n=speech.number(flow.timed)
    )


def _finding(speech: Speech, one: Paths) -> str:
    going = [flow for flow in one.flows if flow.target is not None]
    said = {"ways": speech.several("%(n)s way", "%(n)s ways", one.ways), "people": _people(speech, one.people)}
    if not going:
        return speech.say("%(ways)s of %(people)s; nothing is told of what came next", **said)
    most = max(going, key=lambda flow: flow.people.ways)
    source, target = figurewords.stage(speech, most.source), figurewords.stage(speech, most.target or "")
    number = speech.number(most.people.ways)
    return speech.say(
        "%(ways)s of %(people)s; most often %(source)s → %(target)s (%(n)s)",
        source=source,
        target=target,
        n=number,
        **said,
    )
