"""Finds the words that state an act: one pass over the text for all anchors, then rules where an anchor stands."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import ahocorasick_rs
from msgspec import Struct

from vidmova.lexicon import files
from vidmova.lexicon.acts import Rule, language_acts
from vidmova.lexicon.patterns import Pattern
from vidmova.records import Sentence

TOO_SHORT = 3
"""Sentences up to which a text need not name war or service to tell of refusers."""
CONTEXT_REACH = 8
"""How many sentences back a word of war still makes a weak construction credible."""


class ActHit(Struct, frozen=True):
    """Words of a sentence (number `sentence`) that state an act by a rule."""

    sentence: int
    start: int
    end: int
    act: str
    rule: str
    give: dict[str, str]
    sure: float
    last: bool
    pattern: str = ""
    """The construction as written in the lexicon."""
    expression: str = ""
    """The same as a regular expression, its word lists written out."""


class _Automaton(Struct, frozen=True):
    matcher: ahocorasick_rs.AhoCorasick
    users: tuple[tuple[tuple[int, int], ...], ...]
    """For each anchor, the (rule, pattern) numbers that need it."""
    open_start: tuple[bool, ...]


def find_acts(folded: str, sentences: Sequence[Sentence]) -> list[ActHit]:
    """Return every hit of every rule, in order of sentence and start; acts of one sentence may overlap."""
    hits: list[ActHit] = []
    spoken = {sentence.language for sentence in sentences}
    for language in files.languages():
        if language in spoken:
            hits += _find(folded, sentences, language)
    return sorted(hits, key=lambda hit: (hit.sentence, hit.start, hit.end, hit.act, hit.rule))


def has_anchor(folded: str, language: str) -> bool:
    """Tell quickly whether any rule of a language could match anywhere in the text."""
    automaton = _automaton(files.folder(), language)
    return any(
        _begins(folded, start, automaton.open_start[anchor])
        for anchor, start, _ in automaton.matcher.find_matches_as_indexes(folded, overlapping=True)
    )


def about_service(folded: str, sentences: Sequence[Sentence]) -> bool:
    """Tell whether a text names war or service anywhere, or is too short to be asked to."""
    if len(sentences) <= TOO_SHORT:
        return True
    spoken = sorted({sentence.language for sentence in sentences})
    return any(language_acts(language).context.regex.search(folded) for language in spoken)


def _find(folded: str, sentences: Sequence[Sentence], language: str) -> list[ActHit]:
    spoken = language_acts(language)
    wanted = _candidates(folded, sentences, language)
    if not wanted:
        return []
    context = _context_reach(folded, sentences, spoken.context)
    hits: list[ActHit] = []
    for number in sorted(wanted):
        sentence = sentences[number]
        for rule_number in sorted(wanted[number]):
            rule = spoken.rules[rule_number]
            if rule.context and not context[number]:
                continue
            patterns = [rule.say[i] for i in sorted(wanted[number][rule_number])]
            hits += [
                ActHit(
                    number,
                    start,
                    end,
                    rule.act,
                    rule.name,
                    rule.give,
                    rule.sure,
                    rule.last,
                    pattern.source,
                    pattern.expression,
                )
                for start, end, pattern in _matches(rule, patterns, folded, sentence)
            ]
    return hits


def _candidates(
    folded: str, sentences: Sequence[Sentence], language: str
) -> defaultdict[int, defaultdict[int, set[int]]]:
    automaton = _automaton(files.folder(), language)
    starts = [sentence.start for sentence in sentences]
    wanted: defaultdict[int, defaultdict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for anchor, start, end in automaton.matcher.find_matches_as_indexes(folded, overlapping=True):
        if not _begins(folded, start, automaton.open_start[anchor]):
            continue
        number = bisect_right(starts, start) - 1
        if number < 0 or end > sentences[number].end or sentences[number].language != language:
            continue
        for rule, pattern in automaton.users[anchor]:
            wanted[number][rule].add(pattern)
    return wanted


def _begins(folded: str, start: int, anywhere: bool) -> bool:
    return anywhere or not start or not (folded[start - 1].isalnum() or folded[start - 1] == "_")


def _matches(
    rule: Rule, patterns: Sequence[Pattern], folded: str, sentence: Sentence
) -> list[tuple[int, int, Pattern]]:
    start, end = sentence.start, sentence.end
    said = folded[start:end]
    likely = [pattern for pattern in patterns if pattern.may_match(said)]
    spans = [(*m.span(), pattern) for pattern in likely for m in pattern.regex.finditer(folded, start, end)]
    if not spans:
        return []
    if rule.near and not any(p.may_match(said) and p.regex.search(folded, start, end) for p in rule.near):
        return []
    if any(p.may_match(said) and p.regex.search(folded, start, end) for p in rule.without):
        return []
    unless = [pattern for pattern in rule.unless if pattern.may_match(said)]
    blocked = [m.span() for p in unless for m in p.regex.finditer(folded, start, end)]
    spans.sort(key=lambda span: (*span[:2], span[2].source))
    kept = [s for s in spans if not any(b[0] < s[1] and s[0] < b[1] for b in blocked)]
    return [s for s in kept if not any(s[:2] != t[:2] and t[0] <= s[0] and s[1] <= t[1] for t in kept)]


def _context_reach(folded: str, sentences: Sequence[Sentence], context: Pattern) -> list[bool]:
    reach, left = [], 0
    for sentence in sentences:
        if context.regex.search(folded, sentence.start, sentence.end):
            left = CONTEXT_REACH + 1
        reach.append(left > 0)
        left -= 1
    return reach


@cache
def _automaton(root: Path, language: str) -> _Automaton:
    users: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    leading: dict[str, bool] = defaultdict(bool)
    for number, rule in enumerate(language_acts(language).rules):
        for place, pattern in enumerate(rule.say):
            for anchor in pattern.anchors:
                users[anchor].append((number, place))
                leading[anchor] |= f"*{anchor}" in pattern.source
    anchors = sorted(users)
    return _Automaton(
        ahocorasick_rs.AhoCorasick(anchors),
        tuple(tuple(users[anchor]) for anchor in anchors),
        tuple(leading[anchor] for anchor in anchors),
    )
