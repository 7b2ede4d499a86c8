"""Finds how many people, court cases, rulings … a passage speaks of, hedges and all."""

import re
from collections.abc import Sequence

from msgspec import Struct, structs

from vidmova.extraction import miscounts
from vidmova.extraction.countednouns import Noun, noun_of
from vidmova.extraction.countwords import Known, known_words
from vidmova.extraction.dates import date_spans
from vidmova.extraction.miscounts import after, before
from vidmova.extraction.numbers import Numeral, find_numerals, multiplier
from vidmova.extraction.terms import Term, elliptic_terms
from vidmova.lexicon.folding import fold
from vidmova.records import Passage, Range, Span


class Count(Struct, frozen=True):
    """A number that counts something: `start` and `end` hold the hedge and the number, not the noun."""

    start: int
    end: int
    low: int
    high: int | None
    approx: bool
    counted: str | None
    noun: Span | None
    share: bool = False
    """A part of something ("every fifth"), which has no number of its own."""


class _Quantity(Struct, frozen=True):
    """A numeral, or two that are the ends of a stretch, with the hedges around them."""

    start: int
    end: int
    low: int
    high: int | None
    approx: bool
    first: Numeral
    last: Numeral


_DASH = re.compile(r"\s?[—-]\s?")
_MOST_IN_SHARE = 100


def find_counts(passage: Passage) -> list[Count]:
    """Return the counts of a passage in order; measures, dates, ages and names with a number in them are none."""
    known = known_words(passage.language)
    shares = _shares(find_numerals(passage), passage, known)
    years = elliptic_terms(passage)
    numerals = [one for one in find_numerals(passage) if not _within(one, [*shares, *years])]
    if not numerals:
        return shares
    figures = any(one.kind in ("figures", "joined") for one in numerals)
    dates = date_spans(passage) if figures else []
    found = list(shares)
    wrong: Numeral | None = None
    for quantity, noun in _with_nouns(numerals, passage, known):
        if _is_wrong(quantity, noun, wrong, passage, dates):
            wrong = quantity.last
        elif count := _count(quantity, noun, found, passage):
            found.append(count)
    return _listed(sorted(found, key=lambda count: count.start), passage, known)


def parse_count(wording: str, language: str) -> Range | None:
    """Return the least and the greatest number that a count's own wording allows."""
    passage = Passage(wording, fold(wording), 0, len(wording), language)
    numerals = list(find_numerals(passage))
    quantities = _with_nouns(numerals, passage, known_words(language))
    return (quantities[0][0].low, quantities[0][0].high) if quantities else None


def _with_nouns(numerals: list[Numeral], passage: Passage, known: Known) -> list[tuple[_Quantity, Noun | None]]:
    """Return the quantities with their nouns, widened by a hedge after the noun: "30 men or more"."""
    found: list[tuple[_Quantity, Noun | None]] = []
    for plain in _quantities(numerals, passage, known):
        noun = noun_of(plain.first, plain.last, plain.end, passage, known)
        trail = known.hedge_after.match(after(passage, noun.span.end)) if noun and not noun.inverted else None
        kind = known.hedge_after_kinds[" ".join(trail["said"].split())] if trail else None
        if noun and trail and plain.low == plain.high:
            low, high = _limits(plain, kind)
            end, approx = noun.span.end + len(trail.group()), plain.approx or kind == "about"
            plain = structs.replace(plain, end=end, low=low, high=high, approx=approx)
        found.append((plain, noun))
    return found


def _listed(found: list[Count], passage: Passage, known: Known) -> list[Count]:
    """Give numbers in a row the noun of the last: "214, 156 and 92 cases"."""
    for index in range(len(found) - 1, 0, -1):
        before, count = found[index - 1], found[index]
        between = " ".join(passage.folded[before.end : count.start].replace(",", " ").split())
        if before.counted is None and not before.share and (between == "" or between in known.joins):
            found[index - 1] = structs.replace(before, counted=count.counted, noun=count.noun)
    return found


def _shares(numerals: tuple[Numeral, ...], passage: Passage, known: Known) -> list[Count]:
    spans = [
        match.span()
        for match in known.share.finditer(passage.folded, passage.start, passage.end)
        if not any(one.start < match.start() < one.end for one in numerals)
    ]
    for index, one in enumerate(numerals):
        tail = known.share_tail.match(passage.folded, one.end, passage.end)
        before_it = numerals[index - 1] if index else None
        if tail:
            spans.append((_share_start(before_it, one, passage, known), tail.end()))
        elif before_it and _is_one_in(before_it, one, passage, known):
            spans.append((before_it.start, one.end))
    return [
        Count(start, end, 0, None, False, None, None, True)
        for start, end in sorted(spans)
        if not known.measure.match(after(passage, end))
    ]


def _share_start(before_it: Numeral | None, one: Numeral, passage: Passage, known: Known) -> int:
    """Return where a share begins: with the lower end in "10 to 15 per cent"."""
    if before_it and before_it.low < one.low and _joins(passage.folded[before_it.end : one.start], True, known):
        return before_it.start
    return one.start


def _is_one_in(first: Numeral, second: Numeral, passage: Passage, known: Known) -> bool:
    """Whether two numbers make a share: "one in eight"."""
    between = " ".join(passage.folded[first.end : second.start].split())
    return between in known.in_every and first.low < second.low <= _MOST_IN_SHARE and second.kind != "joined"


def _within(numeral: Numeral, others: Sequence[Count | Term]) -> bool:
    return any(other.start < numeral.end and numeral.start < other.end for other in others)


def _quantities(numerals: list[Numeral], passage: Passage, known: Known) -> list[_Quantity]:
    found: list[_Quantity] = []
    at = 0
    while at < len(numerals):
        first = numerals[at]
        second = numerals[at + 1] if at + 1 < len(numerals) else None
        stretch = _stretch(first, second, passage, known) if second else None
        if second and _is_repeated(first, second, passage):
            numerals[at + 1] = second._replace(start=first.start, end=second.end + 1, first=first.first, kind="words")
        elif stretch:
            found.append(stretch)
            at += 1
        elif first.kind != "joined" and (first.low >= 1 and first.low == int(first.low)):
            changed = at > 0 and _is_change(numerals[at - 1], first, passage, known)
            found.append(_plain(first) if changed else _hedged(_plain(first), passage, known))
        at += 1
    return found


def _is_repeated(first: Numeral, second: Numeral, passage: Passage) -> bool:
    """Whether a number is written twice, as courts do: «5 (пять) лет»."""
    between, closing = passage.folded[first.end : second.start], passage.folded[second.end : second.end + 1]
    return first.low == second.low and between == " (" and closing == ")"


def _plain(one: Numeral) -> _Quantity:
    high = None if one.high is None else int(one.high)
    return _Quantity(one.start, one.end, int(one.low), high, one.kind in ("rough", "pair") and one.low > 2, one, one)


def _stretch(first: Numeral, second: Numeral, passage: Passage, known: Known) -> _Quantity | None:
    """Return "between 30 and 40", "30–40", «двое-трое», "two or three" as one quantity."""
    if "joined" in (first.kind, second.kind) or first.high != first.low or second.high != second.low:
        return None
    between = passage.folded[first.end : second.start]
    low = first.low * _shared_scale(first, second, passage)
    lead = known.lead.search(before(passage, first.start))
    if low >= second.low or not _joins(between, bool(lead), known) or low != int(low) or second.low != int(second.low):
        return None
    if _is_change(first, second, passage, known):
        return None
    start = first.start - (len(lead.group()) if lead and not _DASH.fullmatch(between) else 0)
    return _hedged(_Quantity(start, second.end, int(low), int(second.low), False, first, second), passage, known)


def _is_change(first: Numeral, second: Numeral, passage: Passage, known: Known) -> bool:
    """Whether a number grew or shrank from one to the other: «выросло с 300 до 3000»."""
    between, leads = " ".join(passage.folded[first.end : second.start].split()), before(passage, first.start)
    return between in known.between_joins and bool(known.lead.search(leads) and known.change.search(leads))


def _joins(between: str, led: bool, known: Known) -> bool:
    if _DASH.fullmatch(between):
        return True
    words = " ".join(between.split())
    return words in (known.between_joins if led else known.free_joins)


def _shared_scale(first: Numeral, second: Numeral, passage: Passage) -> int:
    """Return what the scale after the second number does to the first: «от трех до пяти тысяч»."""
    scale = multiplier(second, passage)
    return scale if scale > 1 and multiplier(first, passage) == 1 and first.low * scale < second.low else 1


def _hedged(plain: _Quantity, passage: Passage, known: Known) -> _Quantity:
    """Return a quantity widened by the hedges before and after it."""
    leads = before(passage, plain.start)
    hedge = known.hedge.search(leads)
    kind = known.hedge_kinds[" ".join(hedge["said"].split())] if hedge else None
    start = plain.start - len(leads) + hedge.start() if hedge else plain.start
    if not hedge and known.rough.match(passage.folded, plain.start) and (lead := known.with_word.search(leads)):
        kind, start = "about", plain.start - len(leads) + lead.start()
    trail = known.hedge_after.match(after(passage, plain.end))
    kind_after = known.hedge_after_kinds[" ".join(trail["said"].split())] if trail else None
    end = plain.end + len(trail.group()) if trail else plain.end
    low, high = _limits(plain, kind_after if kind in (None, "about") and kind_after else kind)
    approx = plain.approx or "about" in (kind, kind_after)
    return structs.replace(plain, start=start, end=end, low=low, high=high, approx=approx)


def _limits(plain: _Quantity, kind: str | None) -> tuple[int, int | None]:
    exact = plain.first is plain.last and plain.first.high == plain.first.low
    if kind == "at_least" or (kind == "more_than" and not exact):
        return plain.low, None
    if kind == "more_than":
        return plain.low + 1, None
    if kind == "at_most":
        return 1, plain.high
    if kind == "fewer_than":
        return 1, plain.high - 1 if plain.high else None
    return plain.low, plain.high


def _is_wrong(
    quantity: _Quantity, noun: Noun | None, wrong: Numeral | None, passage: Passage, dates: list[Span]
) -> bool:
    known, last = known_words(passage.language), quantity.last
    if miscounts.is_measure(last, passage, known) or miscounts.is_list_number(quantity.first, passage):
        return True
    if miscounts.is_spoken_ordinal(last, passage):
        return True
    if miscounts.is_labelled(quantity.first, passage, known) or miscounts.is_age(last, passage, known):
        return True
    if wrong and noun is None and _continues(wrong, quantity.first, passage, known):
        return True
    inside = any(span.start <= last.start and last.end <= span.end for span in dates)
    if miscounts.is_year(last, passage):
        return noun is None or (inside and passage.folded[last.end : last.end + 1] != " ")
    return inside


def _continues(wrong: Numeral, numeral: Numeral, passage: Passage, known: Known) -> bool:
    """Whether a number goes on a row that began with a label: "Articles 337 and 338"."""
    between = " ".join(passage.folded[wrong.end : numeral.start].replace(",", " ").split())
    labelled = miscounts.is_labelled(wrong, passage, known)
    return labelled and (between == "" or between in known.joins)


def _count(quantity: _Quantity, noun: Noun | None, found: list[Count], passage: Passage) -> Count | None:
    kind = quantity.last.kind
    counted = noun.code if noun else None
    if kind in ("one", "pair") and (noun is None or (kind == "one" and counted != "persons")):
        return None
    if counted is None:
        counted = _implied(quantity, found, passage)
    approx = quantity.approx or bool(noun and noun.inverted)
    span = noun.span if noun else None
    return Count(quantity.start, quantity.end, quantity.low, quantity.high, approx, counted, span)


def _implied(quantity: _Quantity, found: list[Count], passage: Passage) -> str | None:
    """Return what a number without a noun counts: "of them", collective forms such as «двое», "both"."""
    known, kind = known_words(passage.language), quantity.last.kind
    leads, follows = before(passage, quantity.start), after(passage, quantity.end)
    earlier = next((count.counted for count in reversed(found) if count.counted), None)
    if known.of_these.match(follows) or known.of_these_before.search(leads):
        return earlier
    if known.of_them.match(follows) or known.of_them_before.search(leads):
        return earlier or "persons"
    return "persons" if kind in ("collective", "both") else None
