"""The models that an estimate is made from, in one form: what each says, how it fits, whether the figure uses it."""

from math import ceil, floor

from msgspec import Struct
from msgspec.structs import replace

from vidmova.totals import chao, latentclasses, latentdraws, loglinear
from vidmova.totals.latentdraws import Draws
from vidmova.totals.loglinear import LogLinear
from vidmova.totals.patterns import Patterns

INDEPENDENCE, BOUND, PAIRS, DEGREES, KINDS, POSTERIOR = (
    "independence", "bound", "pairs", "degrees", "kinds", "posterior",
)  # fmt: skip
BOUND_NAME = "Chao's lower bound"
NAMES = {1: "one kind", 2: "two kinds of people", 3: "three kinds of people"}
GRADED = ("people differing by degrees", "people differing by degrees, with a long tail")
FEWEST_LISTS = {2: 4, 3: 5}
"""With fewer lists the table has no more cells than such a model has parameters."""


class Model(Struct, frozen=True, kw_only=True):
    """One model and what it says of all people, seen and hidden."""

    kind: str
    name: str
    hidden: int
    estimate: int
    low: int
    high: int | None
    """None where the interval has no end."""
    deviance: float | None = None
    freedom: int | None = None
    parameters: int | None = None
    aic: float | None = None
    bic: float | None = None
    behind: float | None = None
    """How much its BIC is above the best."""
    stands: bool = False
    """Whether the figure stands on it: it fits as well as the best, its like does, or it is one that always counts."""


def made(kind: str, name: str, hidden: chao.Hidden, seen: int) -> Model:
    """Return a model that has no likelihood of its own."""
    return Model(
        kind=kind,
        name=name,
        hidden=round(hidden.estimate),
        estimate=seen + round(hidden.estimate),
        low=seen + floor(hidden.low),
        high=None if hidden.high is None else seen + ceil(hidden.high),
    )


def simple(found: Patterns) -> list[Model]:
    """Return Chao's bound and all log-linear models: independence, pairs of lists, people by degrees."""
    fitted = [_log_linear(found, one) for one in loglinear.models(found)]
    bound = made(BOUND, BOUND_NAME, chao.lower_bound(found), found.seen)
    degrees = [
        replace(_log_linear(found, one), name=name) for one, name in zip(loglinear.graded(found), GRADED, strict=True)
    ]
    return [bound, *degrees, *fitted]


def _log_linear(found: Patterns, fitted: LogLinear) -> Model:
    low, high = fitted.interval
    pairs = ", ".join(sorted("×".join(sorted((found.lists[a], found.lists[b]))) for a, b in fitted.pairs))
    kind, name = (
        (DEGREES, GRADED[0])
        if fitted.graded
        else (PAIRS, f"pairs {pairs}")
        if pairs
        else (INDEPENDENCE, "independent lists")
    )
    return Model(
        kind=kind,
        name=name,
        hidden=round(fitted.hidden),
        estimate=found.seen + round(fitted.hidden),
        low=found.seen + floor(low),
        high=None if high is None else found.seen + ceil(high),
        deviance=round(fitted.deviance, 2),
        freedom=fitted.freedom,
        parameters=fitted.parameters,
        aic=round(fitted.aic, 2),
        bic=round(fitted.bic, 2),
    )


def classes(found: Patterns, seed: int) -> list[Model]:
    """Return the latent-class models that the number of lists allows."""
    return [_classes(found, number, seed) for number, lists in FEWEST_LISTS.items() if len(found.lists) >= lists]


def _classes(found: Patterns, number: int, seed: int) -> Model:
    fitted = latentclasses.fit(found, number, seed)
    return Model(
        kind=KINDS,
        name=NAMES[number],
        hidden=round(fitted.hidden),
        estimate=found.seen + round(fitted.hidden),
        low=found.seen + floor(fitted.low),
        high=None if fitted.high is None else found.seen + ceil(fitted.high),
        deviance=round(fitted.deviance, 2),
        freedom=fitted.freedom,
        parameters=fitted.parameters,
        aic=round(fitted.aic, 2),
        bic=round(fitted.bic, 2),
    )


def posterior(found: Patterns, seed: int) -> tuple[Draws, Model]:
    """Return draws from the Bayesian model, and what they say."""
    drawn = latentdraws.draws(found, seed)
    low, middle, high = (drawn.quantile(share) for share in (0.025, 0.5, 0.975))
    name = "the Bayesian model of kinds"
    return drawn, made(POSTERIOR, name, chao.Hidden(estimate=middle, low=low, high=high), found.seen)


def judged(models: list[Model], as_good: float) -> list[Model]:
    """Say of each model how far behind the best it is, and whether the figure stands on it.

    Where people may differ by degrees, by BIC or by the more generous AIC, the figure stands on both shapes of that:
    they have one parameter more than independent lists, and a table can hardly choose between them.
    """
    best = min(one.bic for one in models if one.bic is not None)
    generous = min((one.aic for one in models if one.aic is not None), default=0.0)
    behind = [None if one.bic is None else round(one.bic - best, 2) for one in models]
    fits = [less is not None and less <= as_good for less in behind]
    by_degrees = any(
        fit or (one.aic is not None and one.aic - generous <= as_good)
        for one, fit in zip(models, fits, strict=True)
        if one.kind == DEGREES
    )
    return [
        replace(one, behind=less, stands=fit or _always(one) or (by_degrees and one.kind == DEGREES))
        for one, less, fit in zip(models, behind, fits, strict=True)
    ]


def _always(model: Model) -> bool:
    return model.kind == POSTERIOR or model.name == NAMES[2]
