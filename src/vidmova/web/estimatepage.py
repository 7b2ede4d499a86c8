"""How many are on none of the lists: the interval with what it assumes and every model, or the refusal with reasons."""

from collections.abc import Mapping
from math import log10
from typing import get_args

from msgspec import Struct

from vidmova.totals.candidates import PAIRS, Model
from vidmova.totals.estimates import Estimated
from vidmova.totals.listestimates import NOT_SAID
from vidmova.totals.presence import Field
from vidmova.totals.strata import Stratified
from vidmova.web import estimatewords
from vidmova.web.addresses import address
from vidmova.web.figurewords import Because
from vidmova.web.speech import Speech

PATH = "/lists/estimate"
WIDE = 480
PAIRS_SHOWN = 8
WIDE_STEPS, NARROW_STEPS = (10, 20, 50), (10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 35, 40, 45, 50, 60, 70, 80, 90)
FIELDS: tuple[Field, ...] = get_args(Field)


class Choice(Struct, frozen=True):
    """A way of parting the estimate."""

    label: str
    address: str
    chosen: bool


class Interval(Struct, frozen=True):
    """A model or a stratum with its interval, drawn on a scale of powers of ten."""

    name: str
    stands: bool
    estimate: str
    low: str
    high: str
    hidden: str
    behind: str
    x: float
    width: float
    open: bool
    at: float | None
    """Where its figure stands; none where no figure is given."""


class Dependence(Struct, frozen=True):
    """How two lists overlap beside what independent lists would."""

    a: str
    b: str
    shared: int
    ratio: str


class EstimatePage(Struct, frozen=True):
    """The page of an estimate."""

    lists: tuple[str, ...]
    seen: int
    given: bool
    estimate: str
    low: str
    high: str
    condition: Because | None
    refused: list[Because]
    remarks: list[Because]
    assumptions: list[Because]
    models: list[Interval]
    models_more: int
    every: str
    """Address with all models; empty where all are shown."""
    strata: list[Interval]
    together: str
    frequency: list[tuple[int, int]]
    dependence: list[Dependence]
    chains: str
    ticks: list[tuple[float, str]]
    parts: list[Choice]
    with_register: bool
    switch: str
    finding: str


class _Log(Struct, frozen=True):
    low: float
    high: float

    def at(self, number: float) -> float:
        span = max(0.05, self.high - self.low)
        return round(min(1.0, max(0.0, (log10(max(1, number)) - self.low) / span)) * WIDE, 1)


def field_of(given: Mapping[str, str]) -> Field | None:
    """Return by what an address parts the estimate."""
    return next((one for one in FIELDS if one == given.get("by")), None)


def estimate_page(speech: Speech, found: Estimated | Stratified, given: Mapping[str, str]) -> EstimatePage:
    """Return an estimate's page."""
    asked = {name: given[name] for name in ("with", "by", "all") if given.get(name)}
    one = found if isinstance(found, Estimated) else None
    strata = found.strata if isinstance(found, Stratified) else {}
    shown, left = _shown(one.models if one else [], "all" in asked)
    scale = _scale(found, shown)
    low, high = found.low, found.high
    is_given = found.estimate is not None
    return EstimatePage(
        lists=one.lists if one else (),
        seen=found.seen,
        given=is_given,
        estimate=_number(speech, found.estimate),
        low=_number(speech, low),
        high=_number(speech, high),
        condition=estimatewords.sentence(speech, one.condition) if one and one.condition else None,
        refused=[_reason(speech, said, strata) for said in found.refused],
        remarks=[estimatewords.sentence(speech, said) for said in (one.remarks if one else ())],
        assumptions=[estimatewords.sentence(speech, said) for said in _assumptions(found)],
        models=[_model(speech, each, scale) for each in shown],
        models_more=len(left),
        every=address(PATH, asked, all="yes") if left else "",
        strata=[_stratum(speech, name, each, scale) for name, each in strata.items()],
        together=_together(speech, found),
        frequency=list(enumerate(one.diagnostics.by_frequency, 1)) if one else [],
        dependence=[
            Dependence(each.a, each.b, each.shared, speech.number(each.ratio))
            for each in (one.diagnostics.dependence if one else ())
        ],
        chains=_chains(speech, one),
        ticks=_ticks(speech, scale),
        parts=_parts(speech, asked),
        with_register="with" in asked,
        switch=address(PATH, asked, **{"with": None if "with" in asked else "register"}),
        finding=_finding(speech, found),
    )


def _shown(models: list[Model], every: bool) -> tuple[list[Model], list[Model]]:
    ranked = sorted(models, key=lambda one: (not one.stands, one.behind is None, one.behind or 0.0, one.name))
    pairs = [one for one in ranked if one.kind == PAIRS and not one.stands]
    left = [] if every else pairs[PAIRS_SHOWN:]
    names = {one.name for one in left}
    return [one for one in ranked if one.name not in names], left


def _scale(found: Estimated | Stratified, shown: list[Model]) -> _Log:
    every: list[Model | Estimated] = [*shown]
    if isinstance(found, Stratified):
        every += found.strata.values()
    ends = [one.low or one.seen if isinstance(one, Estimated) else one.low for one in every]
    tops = [
        one.high or one.estimate or one.seen if isinstance(one, Estimated) else one.high or one.estimate
        for one in every
    ]
    low, high = min([found.seen, *ends]), max([found.seen, *tops])
    return _Log(log10(max(1, low)) - 0.02, log10(max(2, high)) + 0.08)


def _model(speech: Speech, one: Model, scale: _Log) -> Interval:
    return _interval(
        speech, (estimatewords.model(speech, one.name), one.stands), (one.low, one.estimate, one.high), scale,
        (speech.number(one.hidden), "" if one.behind is None else speech.number(round(one.behind, 1))),
    )  # fmt: skip


def _stratum(speech: Speech, name: str, one: Estimated, scale: _Log) -> Interval:
    said = speech.say("not said") if name == NOT_SAID else name
    if one.low is None or one.estimate is None:
        return _interval(speech, (said, False), (one.seen, None, None), scale, ("", ""))
    return _interval(speech, (said, True), (one.low, one.estimate, one.high), scale, ("", ""))


def _interval(
    speech: Speech,
    what: tuple[str, bool],
    ends: tuple[int, int | None, int | None],
    scale: _Log,
    more: tuple[str, str],
) -> Interval:
    low, middle, high = ends
    x = scale.at(low)
    end = WIDE if high is None else scale.at(high)
    return Interval(
        name=what[0],
        stands=what[1],
        estimate=_number(speech, middle),
        low=speech.number(low),
        high=_number(speech, high),
        hidden=more[0],
        behind=more[1],
        x=x,
        width=max(2.0, round(end - x, 1)),
        open=high is None,
        at=None if middle is None else scale.at(middle),
    )


def _number(speech: Speech, number: int | None) -> str:
    return "" if number is None else speech.number(number)


def _reason(speech: Speech, said: str, strata: Mapping[str, Estimated]) -> Because:
    name = next((name for name in strata if said.startswith(f"{name}: ")), None)
    if name is None:
        return estimatewords.sentence(speech, said)
    one = estimatewords.sentence(speech, said.removeprefix(f"{name}: "))
    return Because(f"{speech.say('not said') if name == NOT_SAID else name}: {one.text}", one.language)


def _assumptions(found: Estimated | Stratified) -> list[str]:
    if isinstance(found, Estimated):
        return found.assumptions
    return list(dict.fromkeys(said for one in found.strata.values() for said in one.assumptions))


def _together(speech: Speech, found: Estimated | Stratified) -> str:
    if isinstance(found, Estimated) or found.together is None:
        return ""
    return speech.range(found.together)


def _chains(speech: Speech, one: Estimated | None) -> str:
    if one is None or one.diagnostics.rhat is None:
        return ""
    known = one.diagnostics
    return speech.say(
        "Chains of the Bayesian model: R̂ %(rhat)s, worth %(draws)s draws, %(kinds)s kinds on average.",
        rhat=speech.number(known.rhat or 0),
        draws=speech.number(known.effective or 0),
        kinds=speech.number(known.classes or 0),
    )


def _ticks(speech: Speech, scale: _Log) -> list[tuple[float, str]]:
    inside: list[int] = []
    for factors in (WIDE_STEPS, NARROW_STEPS):
        numbers = [factor * 10**power // 10 for power in range(1, 9) for factor in factors]
        inside = [one for one in numbers if scale.low <= log10(one) <= scale.high]
        if len(inside) > 2:
            break
    while len(inside) > 5:
        inside = inside[::2]
    return [(scale.at(one), speech.number(one)) for one in inside]


def _parts(speech: Speech, asked: Mapping[str, str]) -> list[Choice]:
    words = {
        "unit": speech.say("by military unit"),
        "place": speech.say("by place"),
        "category": speech.say("by kind of serviceman"),
        "rank": speech.say("by rank"),
    }
    plain = Choice(speech.say("not parted"), address(PATH, asked, by=None), "by" not in asked)
    return [plain, *(Choice(words[one], address(PATH, asked, by=one), asked.get("by") == one) for one in FIELDS)]


def _finding(speech: Speech, found: Estimated | Stratified) -> str:
    if found.estimate is None or found.low is None or found.high is None:
        return speech.say("no figure is given: the models or the lists do not allow one")
    return speech.say(
        "%(n)s people in all, from %(low)s to %(high)s",
        n=speech.number(found.estimate),
        low=speech.number(found.low),
        high=speech.number(found.high),
    )
