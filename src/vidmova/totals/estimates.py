"""How many there are with those on no list: every model that was fitted, and one interval or a reason for none."""

from msgspec import Struct
from msgspec.structs import replace

from vidmova.totals import candidates, chao
from vidmova.totals.candidates import Model
from vidmova.totals.diagnostics import Dependence, dependences
from vidmova.totals.latentdraws import SEED, Draws
from vidmova.totals.patterns import Patterns, Table, canonical, patterns

CHAPMAN = "two lists"
INDEPENDENT = "Being on one list says nothing of being on the other: nobody is on both for one and the same reason."
CLOSED = "All lists are of the same people, time and place: nobody could be on one and had no way onto another."
LINKED = "Records of one person were joined and those of two were not: each pair missed makes the figure too high."
KINDS = (
    "People differ in how easily they are listed, in a few kinds; among people of one kind the lists are independent.",
    "Some of those whom hardly any list catches were caught: whoever no list could ever have had is not in the figure.",
)
THREE = "With three lists the table cannot show whether the kinds are right: the figure rests on the model's prior."
TWO = (
    "if the two lists are independent, which they cannot show; if they hold the same people more often, there are more"
)


class Options(Struct, frozen=True, kw_only=True):
    """What an estimate is refused for, and what its draws start from."""

    lists: tuple[str, ...] = ()
    """Names of the lists, in the order of the patterns."""
    fewest_shared: int = 10
    """At least so many people must be on two lists or more."""
    as_good: float = 2.0
    """A model whose BIC is within this of the best is held to fit as well (Raftery 1995: not worth a mention)."""
    disagreement: float = 1.75
    """How many times as many hidden people one of the models may give as another that fits as well."""
    disagreement_share: float = 0.1
    """Models that differ by less than this share of all people do not disagree, whatever the ratio."""
    widest: float = 4.0
    """How many times the low end the high end may be."""
    most_rhat: float = 1.2
    seed: int = SEED


class Diagnostics(Struct, frozen=True, kw_only=True):
    """What the figure should be read beside."""

    by_frequency: list[int]
    """How many people are on exactly one list, on two, and so on."""
    heterogeneity: float | None = None
    """Chao's least number of hidden people to that of independent lists; above 1 people differ, or lists attract."""
    rhat: float | None = None
    effective: float | None = None
    classes: float | None = None
    dependence: list[Dependence] = []
    simple: tuple[int, int] | None = None
    """The least and the greatest total among the simple models: independence, Chao's bound, pairs by BIC."""


class Estimated(Struct, frozen=True, kw_only=True):
    """How many there are in all, or why nobody should say."""

    lists: tuple[str, ...]
    seen: int
    """How many are on at least one list: a floor whatever is believed of the rest."""
    low: int | None = None
    estimate: int | None = None
    high: int | None = None
    """A 95 % interval for all, seen and hidden, and the figure in its middle; none where the figure is refused."""
    condition: str = ""
    """What the figure holds only under, and nothing in the table can show."""
    refused: list[str] = []
    """Each reason why no figure is given."""
    remarks: list[str] = []
    """What the reader should know though it forbids nothing."""
    spans: tuple[int, int | None] | None = None
    """Ends of the intervals of all models that the figure would stand on, also where it is refused."""
    models: list[Model] = []
    diagnostics: Diagnostics
    assumptions: list[str] = []

    @property
    def given(self) -> bool:
        """Whether there is a figure."""
        return self.estimate is not None


class Measured(Struct, frozen=True, kw_only=True, eq=False):
    """All models of one table, before anybody judges them."""

    named: Patterns
    models: list[Model]
    drawn: Draws


def estimate(table: Table, options: Options | None = None) -> Estimated:
    """Return how many people there are with those on no list, or a refusal with its reasons.

    Raises InputError where the table is none.
    """
    asked = options or Options()
    named = patterns(table, asked.lists)
    reasons = _too_little(named, asked)
    if reasons:
        return _without(named, reasons)
    if len(named.lists) == 2:
        return _of_two(named, asked)
    return answer(measure(named, asked.seed), asked)


def measure(named: Patterns, seed: int = SEED) -> Measured:
    """Fit every model to the overlaps of three lists or more."""
    found = canonical(named)
    drawn, bayesian = candidates.posterior(found, seed)
    models = [*candidates.simple(found), *candidates.classes(found, seed), bayesian]
    return Measured(named=named, models=models, drawn=drawn)


def answer(measured: Measured, asked: Options) -> Estimated:
    """Return what the fitted models say together, or why they say nothing."""
    seen, drawn, lists = measured.named.seen, measured.drawn, measured.named.lists
    models = candidates.judged(measured.models, asked.as_good)
    standing = [one for one in models if one.stands]
    ends = (min(one.low for one in standing), _high(standing))
    refused = _refusals(standing, ends, drawn, asked)
    independent, bound = (_only(models, kind) for kind in (candidates.INDEPENDENCE, candidates.BOUND))
    spread = _simple_totals(models)
    return Estimated(
        lists=lists,
        seen=seen,
        low=None if refused else ends[0],
        estimate=None if refused else _only(models, candidates.POSTERIOR).estimate,
        high=None if refused else ends[1],
        refused=refused,
        remarks=_remarks(spread, bound, asked),
        spans=ends,
        models=models,
        diagnostics=Diagnostics(
            by_frequency=measured.named.by_frequency,
            heterogeneity=round(bound.hidden / independent.hidden, 2) if independent.hidden else None,
            rhat=round(drawn.rhat, 3),
            effective=round(drawn.effective),
            classes=round(drawn.classes, 1),
            dependence=dependences(measured.named, independent.estimate),
            simple=(spread[0].estimate, spread[-1].estimate),
        ),
        assumptions=[*KINDS, CLOSED, LINKED, *([THREE] if len(lists) == 3 else [])],
    )


def _too_little(found: Patterns, asked: Options) -> list[str]:
    if len(found.lists) < 2:
        return ["One list says nothing of those who are on none: give at least two that were made independently."]
    shared = sum(found.by_frequency[1:])
    if shared < asked.fewest_shared:
        return [f"Only {shared} people are on two lists or more, and an estimate needs {asked.fewest_shared}."]
    alone = [
        name
        for at, name in enumerate(found.lists)
        if not any(found.on_both(at, other) for other in range(len(found.lists)) if other != at)
    ]
    return [f"{name} shares nobody with another list, so nothing says whom it misses: leave it out." for name in alone]


def _without(named: Patterns, reasons: list[str]) -> Estimated:
    """Refuse a table before any model is fitted; the lower bound stands beside it where there is one."""
    bound = []
    if len(named.lists) > 1:
        bound = [candidates.made(candidates.BOUND, candidates.BOUND_NAME, chao.lower_bound(named), named.seen)]
    return Estimated(
        lists=named.lists,
        seen=named.seen,
        refused=reasons,
        models=bound,
        diagnostics=Diagnostics(by_frequency=named.by_frequency),
    )


def _of_two(named: Patterns, asked: Options) -> Estimated:
    """Answer for two lists on the condition that they are independent."""
    model = candidates.made(CHAPMAN, "Chapman", chao.chapman(named), named.seen)
    high = model.low if model.high is None else model.high
    refused = [_wide(model.low, high, asked)] if high > asked.widest * model.low else []
    return Estimated(
        lists=named.lists,
        seen=named.seen,
        low=None if refused else model.low,
        estimate=None if refused else model.estimate,
        high=None if refused else high,
        condition=TWO,
        refused=refused,
        spans=(model.low, high),
        models=[replace(model, stands=True)],
        diagnostics=Diagnostics(by_frequency=named.by_frequency),
        assumptions=[INDEPENDENT, CLOSED, LINKED],
    )


def _only(models: list[Model], kind: str) -> Model:
    return next(one for one in models if one.kind == kind)


def _high(standing: list[Model]) -> int | None:
    ends = [one.high for one in standing if one.high is not None]
    return max(ends) if len(ends) == len(standing) else None


def _refusals(standing: list[Model], ends: tuple[int, int | None], drawn: Draws, asked: Options) -> list[str]:
    low, high = ends
    reasons = [
        f"The table sets no upper end: by {one.name}, {one.low:,} in all or any larger number fit it about as well."
        for one in standing
        if one.high is None
    ]
    least, most = min(standing, key=lambda one: one.estimate), max(standing, key=lambda one: one.estimate)
    if not reasons and high is not None and high > asked.widest * low:
        reasons.append(_wide(low, high, asked))
    if _disagree(least, most, asked):
        reasons.append(
            f"Models disagree that may each be right: {least.estimate:,} in all by {least.name}, "
            f"{most.estimate:,} by {most.name}, with {_times(least, most):.1f} times as many on no list; "
            f"{asked.disagreement:g} times is what is allowed."
        )
    if drawn.rhat > asked.most_rhat:
        reasons.append(
            f"The chains of the Bayesian model settled on different answers (R̂ {drawn.rhat:.2f}, and more than "
            f"{asked.most_rhat:g} is not trusted)."
        )
    return reasons


def _wide(low: int, high: int, asked: Options) -> str:
    allowed = f"ends may be {asked.widest:g} times apart"
    return f"The interval from {low:,} to {high:,} says too little: its {allowed}."


def _disagree(least: Model, most: Model, asked: Options) -> bool:
    apart = most.estimate - least.estimate > asked.disagreement_share * least.estimate
    return apart and _times(least, most) > asked.disagreement


def _times(least: Model, most: Model) -> float:
    return most.hidden / max(least.hidden, 1)


def _simple_totals(models: list[Model]) -> list[Model]:
    """Return independence, Chao's bound and the log-linear model of pairs that BIC chooses, the least first."""
    independent, bound = (_only(models, kind) for kind in (candidates.INDEPENDENCE, candidates.BOUND))
    pairs = [one for one in models if one.kind in (candidates.INDEPENDENCE, candidates.PAIRS)]
    chosen = min(pairs, key=lambda one: one.bic or 0.0)
    return sorted((independent, bound, chosen), key=lambda one: one.estimate)


def _remarks(spread: list[Model], bound: Model, asked: Options) -> list[str]:
    least, most = spread[0], spread[-1]
    said = []
    if _disagree(least, most, asked):
        said.append(
            f"Simple models disagree: {least.estimate:,} in all by {least.name}, {most.estimate:,} by {most.name}; "
            "that each has a narrow interval proves nothing."
        )
    return [*said, f"At the least about {bound.low:,}, by the low end of Chao's lower bound."]
