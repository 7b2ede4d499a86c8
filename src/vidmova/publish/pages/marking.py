"""Passages as HTML: the characters that carry values marked, what was taken out in a box."""

import re

from markupsafe import Markup, escape

from vidmova.lexicon.actgroups import group_of
from vidmova.lexicon.unseen import visible
from vidmova.protect.release import Source, Statement
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


def passage(source: Source, statement: Statement) -> Markup:
    """Return the passage of a statement with its values marked."""
    end = min(statement.end, statement.start + LONGEST)
    marks = sorted(Mark(one.start, one.end, one.field, statement.id) for one in statement.spans)
    act = group_of(statement.act).code
    said = []
    for piece in pieces(source.text, Span(statement.start, end), marks):
        inner = boxed(piece.text)
        said.append(f'<mark class="u-{act}">{inner}</mark>' if piece.marks else inner)
    return Markup("".join(said) + ("…" if end < statement.end else ""))


def boxed(text: str) -> str:
    """Return a text escaped, with what protection put into it in boxes."""
    parts = REMOVED.split(visible(text))
    return "".join(
        f'<span class="gone">{escape(part)}</span>' if number % 2 else str(escape(part))
        for number, part in enumerate(parts)
    )
