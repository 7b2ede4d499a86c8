"""Whose voice a whole stretch of a document is: testimonies and interviews told by one person."""

import re

from vidmova.extraction.persons import Person
from vidmova.extraction.romanise import romanise
from vidmova.extraction.speakers import Speaker
from vidmova.extraction.speech import speech, unit_of
from vidmova.records import Span

OPENING = 700
"""Characters in which a document says what it goes by."""
HEAD = 400
"""Characters of a document's first lines."""
ASIDE = ("journalist", "leader", "relative")
"""Who is named at the head of a testimony without telling it."""
PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
OPENS = re.compile(r"\s*(?:[—–-] |[\"“«„])")
ENDS = re.compile(r"\s*(?:\*\s*){3}|\s*[#_=-]{3,}")


def find_narration(text: str, folded: str, persons: list[Person], language: str) -> tuple[int, int, str, Span] | None:
    """Return start, end, narrator in Latin letters and the narrator's span, where one person tells the document."""
    paragraphs = [Span(found.start(), found.end()) for found in PARAGRAPH.finditer(text)]
    first_person = speech(language).first_person
    telling = [bool(first_person.search(folded, span.start, span.end)) for span in paragraphs]
    narrators = (
        (at, _narrator(persons, span.start))
        for at, span in enumerate(paragraphs)
        if at and OPENS.match(text, span.start) and any(telling[at : at + 3])
    )
    opening, narrator = next(((at, named) for at, named in narrators if named is not None), (0, None))
    if narrator is None:
        return None
    end = next(
        (at for at in range(opening, len(paragraphs)) if ENDS.match(text, paragraphs[at].start)), len(paragraphs)
    )
    answers = [
        at for at in range(opening, end) if not text[paragraphs[at].start : paragraphs[at].end].rstrip().endswith("?")
    ]
    spoken = [at for at in answers if telling[at]]
    if len(spoken) < 3 or len(spoken) * 5 < len(answers) * 2 or _quoted_elsewhere(text, paragraphs, opening, end):
        return None
    last = spoken[-1] if ENDS.match(text, paragraphs[end - 1].start) else end - 1
    span = Span(narrator.start, narrator.end)
    return paragraphs[opening].start, paragraphs[last].end, romanise(narrator.full, language), span


def find_paper(folded: str, speakers: list[Speaker], language: str) -> Speaker | None:
    """Return the paper that a document says at its opening has reached it, and goes by."""
    cue = speech(language).reached_us.search(folded, 0, OPENING)
    if cue is None:
        return None
    start, end = folded.rfind("\n", 0, cue.start()) + 1, folded.find("\n", cue.end())
    return next((each for each in speakers if start <= each.start < end and each.who == "d"), None)


def find_testimony(text: str, folded: str, persons: list[Person], language: str) -> tuple[int, int, Speaker] | None:
    """Return start, end and teller, where a document says that it is somebody's account, and goes on with "I" or "we".

    It is the first person named in its first lines, or who says "my name is …", or one without a name ("A father's
    account").
    """
    known = speech(language)
    if not known.testimony.search(folded, 0, HEAD):
        return None
    paragraphs = [Span(found.start(), found.end()) for found in PARAGRAPH.finditer(text)][1:]
    told = [span for span in paragraphs if not text[span.start : span.end].rstrip().endswith("?")]
    spoken = [span for span in told if known.first_person.search(folded, span.start, span.end)]
    if len(spoken) < 3 or len(spoken) * 5 < len(told) * 2:
        return None
    teller = _teller(folded, persons, spoken[0], language)
    return (spoken[0].start, spoken[-1].end, teller) if teller else None


def _teller(folded: str, persons: list[Person], first: Span, language: str) -> Speaker | None:
    named = next((each for each in persons if each.start < first.start and each.kind not in ASIDE), None)
    if named is None:
        own = speech(language).my_name.search(folded, first.start, first.end)
        named = next((each for each in persons if own and 0 <= each.start - own.end() <= 2), None)
    if named is not None:
        return Speaker(named.start, named.end, romanise(named.full, language), named.gender or "?", "person")
    return _unnamed(folded, first.start, language)


def _unnamed(folded: str, until: int, language: str) -> Speaker | None:
    """Return the first man or woman without a name before a place ("a father's account")."""
    known = speech(language)
    for found in known.units.finditer(folded, 0, until):
        unit = unit_of(found.group(), known)
        if unit is not None and unit.sort == "noun" and unit.who in "mf":
            return Speaker(found.start(), found.end(), unit.en, unit.who, "noun", gloss=unit.en)
    return None


def _quoted_elsewhere(text: str, paragraphs: list[Span], opening: int, end: int) -> bool:
    """Tell whether most paragraphs are the author's own, with quotations in them."""
    spans = paragraphs[opening:end]
    dashes = sum(bool(re.match(r"\s*[—–-] ", text[span.start : span.start + 4])) for span in spans)
    first = text[spans[0].start : spans[0].end]
    unclosed = (
        first.lstrip()[:1] in '"“«„'
        and first.rstrip()[-1:] not in '"”»'
        and not re.search(r"[\"”»][,.]? [—–a-z]", first)
    )
    return not unclosed and dashes * 3 < len(spans) and dashes < 1


def _narrator(persons: list[Person], before: int) -> Person | None:
    """Return the person named last before the testimony begins, journalists aside."""
    named = [person for person in persons if person.start < before and person.kind not in ("journalist", "leader")]
    return named[-1] if named else None


def find_retelling(text: str, folded: str, speakers: list[Speaker], language: str) -> Speaker | None:
    """Return the outlet that a document says it retells."""
    cues = list(speech(language).retelling.finditer(folded, 0, 1500))
    if not cues:
        return None
    begin, end = text.rfind("\n", 0, cues[-1].start()) + 1, cues[-1].end() + 600
    named = [each for each in speakers if each.sort in ("title", "outlet") and begin <= each.start < end]
    return named[0] if named else None
