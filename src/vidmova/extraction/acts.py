"""Finds the words that state an act: one pass for all words of all constructions, then those whose words are there."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

import ahocorasick_rs
from msgspec import Struct

from vidmova.lexicon import files
from vidmova.lexicon.acts import Rule, language_acts
from vidmova.lexicon.folding import fold
from vidmova.lexicon.patterns import Literal, Pattern
from vidmova.reading.sentences import LONGEST_SENTENCE
from vidmova.reading.wrapping import paragraphs
from vidmova.records import Sentence

TOO_SHORT = 3
"""Sentences up to which a text need not name war or service to tell of refusers."""
PIECES_KEPT = 1 << 15
"""For how many of the words met last it is kept what they begin: text says the same words again and again."""
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


class _Use(Struct, frozen=True):
    """One construction of a rule: pattern `place` of rule `rule`."""

    rule: int
    place: int
    needs: tuple[frozenset[int], ...]
    """For each word that must be there the numbers of its literals, rarest first."""


class _Words(Struct, frozen=True):
    """The literals of all constructions of a language, by number."""

    of: Callable[[str], frozenset[int]]
    """Which of them a piece of text without white space holds."""
    users: dict[int, tuple[int, ...]]
    """The constructions of which a literal is the rarest need."""
    uses: tuple[_Use, ...]


def find_acts(folded: str, sentences: Sequence[Sentence]) -> list[ActHit]:
    """Return every hit of every rule, in order of sentence and start; acts of one sentence may overlap."""
    hits: list[ActHit] = []
    spoken = {sentence.language for sentence in sentences}
    for language in files.languages():
        if language in spoken:
            hits += _find(folded, sentences, language)
    return sorted(hits, key=lambda hit: (hit.sentence, hit.start, hit.end, hit.act, hit.rule))


def may_state_acts(text: str, language: str) -> bool:
    """Tell whether any sentence of a text may state an act; false means that `find_acts` would find nothing.

    Looks at paragraphs, which need no splitting. Any sentence may be in another language than its document, so a text
    that states nothing in its own is asked in the others.
    """
    folded, stretches = fold(text), list(paragraphs(text))
    if any(end - start > LONGEST_SENTENCE for start, end in stretches):
        return True  # sentences of it may have been cut within a word
    languages = sorted(files.languages(), key=lambda code: code != language)
    return any(_may_state(folded, stretches, code) for code in languages)


def _may_state(folded: str, stretches: Sequence[tuple[int, int]], language: str) -> bool:
    rules, words = language_acts(language).rules, _words(files.folder(), language)
    likely = _likely(words, folded, 0, len(folded))
    if not likely:
        return False
    return any(
        rules[use.rule].say[use.place].regex.search(folded, start, end)
        for start, end in stretches
        for use in _complete(likely, _literals(words, folded, start, end))
    )


def about_service(folded: str, sentences: Sequence[Sentence]) -> bool:
    """Tell whether a text names war or service anywhere, or is too short to be asked to."""
    if len(sentences) <= TOO_SHORT:
        return True
    spoken = sorted({sentence.language for sentence in sentences})
    return any(language_acts(language).context.regex.search(folded) for language in spoken)


def _find(folded: str, sentences: Sequence[Sentence], language: str) -> list[ActHit]:
    spoken = language_acts(language)
    words = _words(files.folder(), language)
    context = _context_reach(folded, sentences, spoken.context)
    hits: list[ActHit] = []
    for number, sentence in enumerate(sentences):
        if sentence.language != language:
            continue
        likely = _likely(words, folded, sentence.start, sentence.end)
        for rule_number, uses in groupby(likely, key=lambda use: use.rule):
            rule = spoken.rules[rule_number]
            if rule.context and not context[number]:
                continue
            patterns = [rule.say[use.place] for use in uses]
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


def _likely(words: _Words, folded: str, start: int, end: int) -> list[_Use]:
    """Return the constructions, in the lexicon's order, of which every word that must be there is in the stretch."""
    there = _literals(words, folded, start, end)
    begun = sorted({number for literal in there & words.users.keys() for number in words.users[literal]})
    return _complete(map(words.uses.__getitem__, begun), there)


def _literals(words: _Words, folded: str, start: int, end: int) -> frozenset[int]:
    return frozenset().union(*map(words.of, set(folded[start:end].split())))


def _complete(uses: Iterable[_Use], there: frozenset[int]) -> list[_Use]:
    return [use for use in uses if not any(map(there.isdisjoint, use.needs))]


def _within_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def _matches(
    rule: Rule, patterns: Sequence[Pattern], folded: str, sentence: Sentence
) -> list[tuple[int, int, Pattern]]:
    start, end = sentence.start, sentence.end
    said = folded[start:end]
    spans = [(*m.span(), pattern) for pattern in patterns for m in pattern.regex.finditer(folded, start, end)]
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
def _words(root: Path, language: str) -> _Words:
    every = [(r, p, say) for r, rule in enumerate(language_acts(language).rules) for p, say in enumerate(rule.say)]
    literals = dict.fromkeys(literal for _, _, say in every for need in say.needs for literal in need)
    numbers = {literal: number for number, literal in enumerate(literals)}
    users: defaultdict[int, list[int]] = defaultdict(list)
    uses: list[_Use] = []
    for rule, place, say in every:
        needs = [frozenset(map(numbers.__getitem__, need)) for need in say.needs]
        for number in needs[0]:
            users[number].append(len(uses))
        uses.append(_Use(rule, place, tuple(needs)))
    return _Words(_finder(numbers), {number: tuple(found) for number, found in users.items()}, tuple(uses))


def _finder(numbers: dict[Literal, int]) -> Callable[[str], frozenset[int]]:
    rows: defaultdict[str, list[tuple[bool, bool, int]]] = defaultdict(list)
    for literal, number in numbers.items():
        rows[literal.letters].append((literal.inner, literal.whole, number))
    forms = list(rows.values())
    find = ahocorasick_rs.AhoCorasick(list(rows)).find_matches_as_indexes

    @lru_cache(maxsize=PIECES_KEPT)
    def held(piece: str) -> frozenset[int]:
        found = set()
        for row, start, end in find(piece, overlapping=True):
            begins = start == 0 or not _within_word(piece[start - 1])
            ends = end == len(piece) or not _within_word(piece[end])
            found |= {n for inner, whole, n in forms[row] if (begins or inner) and (ends or not whole)}
        return frozenset(found)

    return held
