"""The words that turn a number into a count, from a language's counts.yml, arranged for looking up."""

import re
from functools import cache

from msgspec import Struct

from vidmova.extraction.datewords import choice
from vidmova.lexicon import files


class CountWords(Struct, frozen=True, forbid_unknown_fields=True):
    """The counting words of a language, as its counts.yml explains them."""

    hedges: dict[str, list[str]]
    hedges_after: dict[str, list[str]]
    hedge_links: list[str]
    between: list[str]
    between_joins: list[str]
    range_joins: list[str]
    nouns: dict[str, list[str]]
    of_them: list[str]
    of_these: list[str]
    inverted: list[str]
    adjective_endings: list[str]
    stops: list[str]
    shares: list[str]
    in_every: list[str]
    measures: list[str]
    labels: list[str]
    label_after: list[str]
    ages: list[str]
    one_of: list[str]
    not_one: list[str]
    clock: list[str]
    at: list[str]
    compass: list[str]
    years: list[str]
    determiners: list[str]
    inverted_measures: list[str]
    changes: list[str]
    with_words: list[str]
    rough_words: list[str]


class Known(Struct, frozen=True):
    """The same words as patterns and sets."""

    hedge: re.Pattern[str]
    """A hedge at the end of what stands before a number."""
    hedge_after: re.Pattern[str]
    hedge_kinds: dict[str, str]
    hedge_after_kinds: dict[str, str]
    lead: re.Pattern[str]
    """"between" at the end of what stands before a number."""
    joins: frozenset[str]
    between_joins: frozenset[str]
    free_joins: frozenset[str]
    """What joins the ends of a stretch without "between" before them: or, to."""
    noun_forms: dict[str, str]
    noun_stems: dict[str, str]
    of_them: re.Pattern[str]
    of_them_before: re.Pattern[str]
    of_these: re.Pattern[str]
    of_these_before: re.Pattern[str]
    share: re.Pattern[str]
    share_tail: re.Pattern[str]
    """What makes a share of the number before it: " in ten", "%"."""
    in_every: frozenset[str]
    after_wrong: re.Pattern[str]
    """What follows a number that is a measure, a label or a time."""
    measure: re.Pattern[str]
    before_wrong: re.Pattern[str]
    """What stands before a number that is a label, an age or money."""
    before_measure: re.Pattern[str]
    clock: re.Pattern[str]
    at: re.Pattern[str]
    year: re.Pattern[str]
    change: re.Pattern[str]
    rough: re.Pattern[str]
    with_word: re.Pattern[str]
    stops: frozenset[str]
    one_of: frozenset[str]
    not_one: frozenset[str]
    determiners: frozenset[str]
    inverted: frozenset[str]
    compass: frozenset[str]
    endings: tuple[str, ...]


_NEAR = r"[\s,:—-]+(?:\w+\s+)?"
"""What may stand between "of them" and the number after it."""


@cache
def known_words(language: str) -> Known:
    """Return the counting words of a language, compiled once."""
    words = files.read("counts", CountWords, language)
    hedges = {phrase: kind for kind, listed in words.hedges.items() for phrase in listed}
    after = {phrase: kind for kind, listed in words.hedges_after.items() for phrase in listed}
    forms, stems = _nouns(words.nouns)
    tails = [phrase[1:] for phrase in words.shares if phrase.startswith("#")]
    alone = [phrase for phrase in words.shares if not phrase.startswith("#")]
    return Known(
        hedge=_before(hedges, rf"\s+(?:(?:{choice(words.hedge_links)})\s+)?"),
        hedge_after=re.compile(rf"[\s-]*(?P<said>{choice(list(after))})(?!\w)"),
        hedge_kinds=hedges,
        hedge_after_kinds=after,
        lead=_before(words.between),
        joins=frozenset([*words.between_joins, *words.range_joins]),
        between_joins=frozenset(words.between_joins),
        free_joins=frozenset(words.range_joins),
        noun_forms=forms,
        noun_stems=stems,
        of_them=re.compile(rf"\s+(?:{choice(words.of_them)})(?!\w)"),
        of_them_before=_before(words.of_them, _NEAR),
        of_these=re.compile(rf"\s+(?:{choice(words.of_these)})(?!\w)"),
        of_these_before=_before(words.of_these, _NEAR),
        share=re.compile(rf"(?<!\w)(?=[{''.join(sorted({phrase[0] for phrase in alone}))}])(?:{choice(alone)})(?!\w)"),
        share_tail=re.compile(rf"(?:{choice(tails)})(?!\w)"),
        in_every=frozenset(words.in_every),
        after_wrong=re.compile(rf"\s*[°$€₽£₴]|[\s-]*(?:{choice([*words.measures, *words.label_after])})(?!\w)"),
        measure=re.compile(rf"[\s-]*(?:{choice(words.measures)})(?!\w)"),
        before_wrong=re.compile(
            rf"(?:(?<!\w)(?:{choice([*words.labels, *words.ages])})\.?\s*|[№#§$€£₽+]\s?)(?:№|no\.?)?\s*$"
        ),
        before_measure=re.compile(rf"(?<!\d\s)(?<!\w)(?:{choice(words.inverted_measures)})\s+(?:\w{{1,5}}\s+)?$"),
        clock=re.compile(rf"\s+(?:{choice(words.clock)})(?!\w)"),
        at=_before(words.at),
        year=_before(words.years),
        change=re.compile(rf"(?<!\w)(?:{choice(words.changes)})(?!\w)"),
        rough=re.compile(choice(words.rough_words)),
        with_word=_before(words.with_words),
        stops=frozenset(words.stops),
        one_of=frozenset(words.one_of),
        not_one=frozenset(words.not_one),
        determiners=frozenset(words.determiners),
        inverted=frozenset(words.inverted),
        compass=frozenset(words.compass),
        endings=tuple(words.adjective_endings),
    )


def noun_code(word: str, known: Known) -> str | None:
    """Return what a noun counts (persons, cases …), by its form or the longest stem it begins with."""
    code = known.noun_forms.get(word)
    if code:
        return code
    for length in range(len(word), 2, -1):
        if code := known.noun_stems.get(word[:length]):
            return code
    return None


def _before(listed: list[str] | dict[str, str], between: str = r"\s+") -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<said>{choice(list(listed))}){between}$")


def _nouns(nouns: dict[str, list[str]]) -> tuple[dict[str, str], dict[str, str]]:
    forms: dict[str, str] = {}
    stems: dict[str, str] = {}
    for code, listed in nouns.items():
        for form in listed:
            (stems if form.endswith("*") else forms).setdefault(form.rstrip("*"), code)
    return forms, stems
