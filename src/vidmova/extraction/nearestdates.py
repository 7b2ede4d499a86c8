"""Which date of its sentence an act can have: the nearest one that is not another number's or still to come."""

from collections.abc import Sequence
from datetime import date

from vidmova.extraction.actors import apart
from vidmova.extraction.acts import ActHit
from vidmova.extraction.dates import Dated
from vidmova.extraction.datewords import patterns
from vidmova.extraction.findings import Findings
from vidmova.extraction.modality import modality

SET = frozenset({"ruling", "norm"})
"""Acts that are told of when a day is set for them."""
OVER_JOIN = 30
"""Letters that a word such as "and" between a date and an act counts for."""
ASIDE = 25
"""Letters between a word of comparison, or the end of brackets, and the date of what is compared."""


def nearest_date(findings: Findings, hit: ActHit, published: date | None) -> Dated | None:
    """Return the date nearest to an act, the earlier of two; the ends of clauses part them."""
    dates = _possible(findings, hit, published)
    return min(dates, key=lambda one: (_apart(one, hit, findings), one.start), default=None)


def dated_act(said: Dated, hit: ActHit, findings: Findings) -> ActHit:
    """Return the act of the sentence that a date stands nearest to."""
    others = [other for other in findings.hits if other.act != hit.act]
    return min([hit, *others], key=lambda other: _apart(said, other, findings))


def is_aside(said: Dated, findings: Findings) -> bool:
    """Tell whether a date is that of a number by the way, and none that a story goes on from."""
    return said.over or _compared(said, findings, said.start - ASIDE)


def may_be(findings: Findings, hit: ActHit) -> bool:
    """Tell whether an act is told as what may be or was asked for."""
    mode, _ = modality(hit, findings.passage.folded, findings.sentence, [*findings.dates, *findings.counts])
    return mode == "possible"


def is_coming(findings: Findings) -> bool:
    """Tell whether a sentence tells of what is to come."""
    where = findings.passage
    return patterns(where.language).coming.search(where.folded, where.start, where.end) is not None


def gives_numbers(findings: Findings) -> bool:
    """Tell whether a sentence gives a number of people or cases."""
    return any(count.low > 1 or count.share for count in findings.counts)


def _apart(said: Dated, hit: ActHit, findings: Findings) -> int:
    """Return the distance between a date and an act; a word such as "and" weighs like many letters."""
    folded, language = findings.passage.folded, findings.passage.language
    start, end = min(said.end, hit.end), max(said.start, hit.start)
    joins = sum(1 for _ in patterns(language).joins.finditer(folded, start, end)) if start < end else 0
    return apart(said.start, said.end, hit, folded) + OVER_JOIN * joins


def _possible(findings: Findings, hit: ActHit, published: date | None) -> Sequence[Dated]:
    """Return the dates that an act can have: what is told as done was not done on a day still to come."""
    dates = [one for one in findings.dates if not _of_another(one, findings, hit)]
    if published is None or hit.act in SET:
        return dates
    now = published.isoformat()
    return [one for one in dates if (one.first or now) <= now or _is_planned(one, findings, hit)]


def _of_another(said: Dated, findings: Findings, hit: ActHit) -> bool:
    """Tell whether a date is only that of a number which an act's own is compared with, or of none at all."""
    if said.over and not gives_numbers(findings):
        return True
    if hit.end > said.start:
        return False
    parted = set(findings.passage.folded[hit.end : said.start]) & set(",;—")
    told = said.compared and parted and any(one.end <= said.start and not one.compared for one in findings.dates)
    return bool(told) or _compared(said, findings, hit.end)


def _compared(said: Dated, findings: Findings, start: int) -> bool:
    """Tell whether a date stands in brackets, or behind a word of comparison and its number, in the text from `start`.

    «Проти 6 листопада» is the night before that day and compares nothing.
    """
    where = findings.passage
    against = patterns(where.language).versus.search(where.folded, start, said.start)
    if against and said.start - against.end() > 1:
        return True
    bracketed = where.folded[said.start - 1] == "("
    return bracketed and where.folded.find(")", said.end, said.end + ASIDE) > 0


def _is_planned(coming: Dated, findings: Findings, hit: ActHit) -> bool:
    """Tell whether an act is what a day to come is told of: that of its clause, or one that may be."""
    if may_be(findings, hit):
        return True
    between = findings.passage.folded[min(coming.end, hit.end) : max(coming.start, hit.start)]
    return dated_act(coming, hit, findings) is hit and not set(between) & set(",;:")
