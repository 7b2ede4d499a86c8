"""Joins newspaper reports of one incident: `python -m benchmarks.gunviolence [--part PART]`."""

import argparse
import os
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from math import log
from pathlib import Path
from typing import NamedTuple

from benchmarks.articles import Article, articles, pairs, told
from benchmarks.rareterms import RareTerms
from vidmova.extraction.dates import find_dates
from vidmova.lexicon.folding import fold
from vidmova.linking.grouping import Rules, group
from vidmova.records import Passage

VARIABLE = "VIDMOVA_GUNVIOLENCE"
"""Names the folder that holds `EventRegistries/` of cltl/LongTailQATask."""
NEIGHBOURS = 30
"""How many of the nearest texts each text is compared with."""
NEWS_DAYS = 3
"""How long after a day the newspapers tell of it first."""
LEAD = 400
AGAINST = -5.0
"""Groups with a pair that tells so much against it are not joined."""
FLOOR_DAYS, FLOOR_LIKENESS = 7, 0.2
WEIGHTS = {
    "wording": 4.4,
    "opening": 2.6,
    "title": 3.9,
    "second person": 3.3,
    "rarest name": 6.2,
    "same ages": 1.5,
    "other ages": -1.7,
    "other state": -1.6,
    "same day stated": 0.9,
    "other days stated": -1.6,
    "looks back to the day": 2.2,
    "days": -3.5,
    "within three days": 1.1,
}
"""What each feature adds to the odds of one incident: a logistic regression on the development half, rounded."""
BIAS = -6.8
_STATES = """
alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois indiana
iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska
nevada hampshire jersey mexico carolina dakota ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia
washington wisconsin wyoming
"""
_NO_PERSON = """
police officer sheriff chief detective lieutenant sergeant county city department district attorney state street avenue
road drive boulevard highway monday tuesday wednesday thursday friday saturday sunday january february march april may
june july august september october november december hospital medical center university school high the news associated
press north south east west new
"""
STATES = frozenset(_STATES.split())
NO_PERSON = frozenset(_NO_PERSON.split())
"""Words that stand in names of offices, streets and months, not of people."""
_WORD = re.compile(r"[A-Za-z]{3,}|\d{2,}")
_NAME = re.compile(r"\b[A-Z][a-z’'-]+(?: (?:[A-Z]\. )?(?:Mc|Mac|De|La|Le|Van|O['’])?[A-Z][a-z’'-]+)+")
_CAPITAL = re.compile(r"\b[A-Z][a-zA-Z’'-]{2,}\b")
_AGE = re.compile(r"\b(\d{1,2})[- ](?:year|yr|month)s?[- ]old|, (\d{1,2})(?=,| of\b)|\bage[ds]? (\d{1,2})\b")

Pair = tuple[int, int]


class Traits(NamedTuple):
    """What is compared of an article beside its wording."""

    day: int
    """Of publication."""
    stated: frozenset[int]
    """Days that the text states, none after its publication."""
    people: frozenset[str]
    capitals: frozenset[str]
    states: frozenset[str]
    ages: frozenset[str]


def traits(article: Article, text: str) -> Traits:
    """Return what is compared of an article beside its wording."""
    capitals = frozenset(match.group().lower() for match in _CAPITAL.finditer(text))
    return Traits(
        day=article.published.toordinal(),
        stated=_stated(article, text),
        people=_people(text),
        capitals=capitals,
        states=capitals & STATES,
        ages=frozenset(next(filter(None, match.groups())) for match in _AGE.finditer(text)),
    )


def _stated(article: Article, text: str) -> frozenset[int]:
    dates = find_dates(Passage(text, fold(text), 0, len(text), "en"), article.published)
    days = {date.fromisoformat(one.first).toordinal() for one in dates if one.first and one.first == one.last}
    return frozenset(day for day in days if day <= article.published.toordinal())


def _people(text: str) -> frozenset[str]:
    names = (match.group().lower().split() for match in _NAME.finditer(text))
    return frozenset(f"{words[0]} {words[-1]}" for words in names if NO_PERSON.isdisjoint(words))


class Collection:
    """Articles made ready to be compared."""

    def __init__(self, found: Sequence[Article]) -> None:
        texts = told(found)
        self.traits = [traits(one, text) for one, text in zip(found, texts, strict=True)]
        self.whole = RareTerms([_terms(text) for text in texts])
        self.lead = RareTerms([_terms(text[:LEAD]) for text in texts])
        self.title = RareTerms([_terms(one.title) for one in found])
        self.capitals = RareTerms([one.capitals for one in self.traits])
        self.people = RareTerms([one.people for one in self.traits])

    def candidates(self) -> list[Pair]:
        """Return the pairs that are worth comparing."""
        near = (terms.neighbours(NEIGHBOURS) for terms in (self.whole, self.capitals, self.people))
        return sorted(set[Pair]().union(*near))

    def features(self, a: int, b: int) -> dict[str, float]:
        """Return the named features of a pair, each from 0 to 1 or thereabouts."""
        one, other = self.traits[a], self.traits[b]
        people = sorted((self.people.rarity[name] for name in one.people & other.people), reverse=True)
        names = [self.capitals.rarity[name] for name in one.capitals & other.capitals]
        return {
            "wording": self.whole.alike(a, b),
            "opening": self.lead.alike(a, b),
            "title": self.title.alike(a, b),
            "second person": people[1] if len(people) > 1 else 0.0,
            "rarest name": max(names, default=0.0),
            "same ages": _shared(one.ages, other.ages),
            "other ages": _apart(one.ages, other.ages),
            "other state": _apart(one.states, other.states),
        } | _days(one, other)

    def evidence(self, a: int, b: int) -> float:
        """Return the logarithm of the odds that two articles tell of one incident."""
        return BIAS + sum(WEIGHTS[name] * value for name, value in self.features(a, b).items())


def _days(one: Traits, other: Traits) -> dict[str, float]:
    early, late = sorted((one, other), key=lambda each: each.day)
    days = late.day - early.day
    back = any(early.day - NEWS_DAYS <= day <= early.day for day in late.stated)
    return {
        "same day stated": float(not one.stated.isdisjoint(other.stated)),
        "other days stated": _apart(one.stated, other.stated),
        "looks back to the day": float(back and days > NEWS_DAYS),
        "days": log(1 + days) / 6,
        "within three days": float(days <= NEWS_DAYS),
    }


def _apart(one: frozenset[str] | frozenset[int], other: frozenset[str] | frozenset[int]) -> float:
    return float(bool(one and other and one.isdisjoint(other)))


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def _terms(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def ours(found: Sequence[Article]) -> list[list[int]]:
    """Return the groups that Vidmova's grouping makes of the evidence."""
    collection = Collection(found)
    evidence = {(a, b): collection.evidence(a, b) for a, b in collection.candidates()}

    def apart(one: list[int], other: list[int]) -> bool:
        # Few pairs that are near would chain: most of them must have been near enough to be compared.
        compared = sum((min(a, b), max(a, b)) in evidence for a in one for b in other)
        return 2 * compared < len(one) * len(other)

    return group(len(found), evidence, AGAINST, Rules((), lambda one, other: False, apart)).groups


def floor(found: Sequence[Article]) -> list[list[int]]:
    """Return what hangs together by likeness of wording within a week alone."""
    words = RareTerms([_terms(text) for text in told(found)])
    days = [one.published.toordinal() for one in found]
    home = list(range(len(found)))
    for a, b in words.neighbours(NEIGHBOURS):
        if abs(days[a] - days[b]) <= FLOOR_DAYS and words.alike(a, b) >= FLOOR_LIKENESS:
            kept, left = sorted((home[a], home[b]))
            home = [kept if one == left else one for one in home]
    groups: dict[int, list[int]] = defaultdict(list)
    for number, one in enumerate(home):
        groups[one].append(number)
    return list(groups.values())


def measured(found: Sequence[Article], groups: Sequence[Sequence[int]]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of the pairs that stand together."""
    incidents: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(found):
        incidents[one.incident].append(number)
    true, made = set(pairs(incidents.values())), set(pairs(groups))
    right = len(true & made)
    return right / max(len(made), 1), right / max(len(true), 1), 2 * right / max(len(made) + len(true), 1)


WAYS: dict[str, Callable[[Sequence[Article]], list[list[int]]]] = {"wording within a week": floor, "Vidmova": ours}


def main() -> None:
    """Print a line for each way of joining."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gunviolence", description=__doc__)
    parser.add_argument("--part", choices=("development", "test"), default="development")
    part = parser.parse_args().part
    folder = os.environ.get(VARIABLE)
    if not folder:
        print(f"left out: {VARIABLE} names no folder")
        return
    found = articles(Path(folder), part)
    print(f"{part}: {len(found)} articles of {len({one.incident for one in found})} incidents")
    for name, way in WAYS.items():
        precision, recall, f1 = measured(found, way(found))
        print(f"{name:<22} F1 {f1:.3f}  precision {precision:.3f}  recall {recall:.3f}", flush=True)


if __name__ == "__main__":
    main()
