"""Passages as HTML: the characters that carry values marked, what was taken out in a box."""

import re
from collections.abc import Sequence

from markupsafe import Markup, escape

from vidmova.lexicon.unseen import visible
from vidmova.protect.release import Source, Statement
from vidmova.publish.pages.language import LANGUAGES, spoken
from vidmova.records import Span
from vidmova.register.passages import Mark, pieces

LONGEST = 2_000
"""Characters of a passage that are shown."""
_WORDS = (
    "особа|лицо|person|дата|date|місце|место|place|підрозділ|подразделение|unit|контакт|contact|номер|number|"
    "вік|возраст|age|звання|звание|rank"
)
REMOVED = re.compile(rf"(\[(?:…|(?:{_WORDS})(?:[ :][^\[\]\n]{{1,60}})?)\])")
"""What protection puts where it took something out."""


def passage(source: Source, stated: Sequence[Statement]) -> Markup:
    """Return the passage of statements that share it, with their values marked."""
    first = stated[0]
    end = min(first.end, first.start + LONGEST)
    marks = {Mark(span.start, span.end, span.field, one.id) for one in stated for span in one.spans}
    said = []
    for piece in pieces(source.text, Span(first.start, end), marks):
        inner = boxed(piece.text, source.language)
        said.append(f"<mark>{inner}</mark>" if piece.marks else inner)
    return Markup("".join(said) + ("…" if end < first.end else ""))


def boxed(text: str, language: str) -> str:
    """Return a text escaped, with what protection put into it in boxes, and places there in the text's language."""
    parts = REMOVED.split(visible(text))
    return "".join(
        f"<i>{escape(_named(part, language))}</i>" if number % 2 else str(escape(part))
        for number, part in enumerate(parts)
    )


def _named(mark: str, language: str) -> str:
    kind, sign, place = mark[1:-1].partition(": ")
    return f"[{kind}: {spoken(language).territory(place)}]" if sign and language in LANGUAGES else mark
