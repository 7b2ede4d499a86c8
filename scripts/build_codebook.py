"""Writes docs/codebook.md from the lexicon's list of acts and the register's columns."""

from pathlib import Path

from sqlalchemy import Column

from vidmova.lexicon import files
from vidmova.lexicon.acts import ActsFile
from vidmova.records import Claim
from vidmova.register.tables import claims

PAGE = Path(__file__).parent.parent / "docs" / "codebook.md"

HEAD = """\
# codebook: what a claim is

*This page is made by `scripts/build_codebook.py` from the lexicon's `acts.yml` and the register's columns; change
those, then run `make docs`.*

The unit of evidence is a **claim**: one statement, made in one passage of one document, that somebody refused, left,
was punished, sued, was sentenced or fled, or that a number of people did or suffered so. A claim is what the passage
says, not what is true. The same happening told in five sentences is five claims with the same `event`.

## Acts

| code | what it is | for example |
| --- | --- | --- |
"""

FIELDS = """
## Fields

`vidmova claims` prints each claim as one JSON object with all of these fields, the name of its `document` before them.
Ranges are `[lowest, highest]`, the highest null where it is open; dates are `[from, to]`, a bound null where the text
leaves it open. A field that the passage does not state is null, or an empty list.

| field | value |
| --- | --- |
"""

SPANS = """
Each entry of `spans` names a `field`, the characters `start` to `end` of the document's text (Python string indices,
end exclusive) that state its value, and their `wording`; `text[start:end]` is the wording, and a test holds every
claim to it.
"""


def page() -> str:
    """Return the page."""
    acts = files.read("acts", ActsFile).acts
    act_rows = "".join(f"| `{code}` | {act.means} | {act.example} |\n" for code, act in acts.items())
    field_rows = "".join(f"| `{name}` | {_said(claims.c[name])} |\n" for name in Claim.__struct_fields__)
    return HEAD + act_rows + FIELDS + field_rows + SPANS


def _said(column: Column[object]) -> str:
    return str(column.comment)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
