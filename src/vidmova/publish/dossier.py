"""The PDF dossier of an event: tagged, with page numbers and an outline, the same bytes from the same release."""

import json
import re
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from vidmova.errors import OurBugError, UsageError
from vidmova.lexicon.unseen import visible
from vidmova.protect.release import Release
from vidmova.publish.dossierwords import dossier_of
from vidmova.publish.pages.language import LANGUAGES, spoken
from vidmova.publish.pages.shelf import Shelf
from vidmova.publish.pages.telling import Telling
from vidmova.publish.writing import file_name, written

FOLDER = "dossiers"
TEMPLATE = Path(__file__).parent / "templates" / "dossier.typ"
_UNDRAWN = re.compile(
    "[^\\n\\t\u0020-\u007e\u00a0-\u00ac\u00ae-\u0377\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u04ff\u1e00-\u1eff"
    "\u2010-\u2027\u202f-\u2040\u2044-\u2052\u2070\u2071\u2074-\u208e\u20a0-\u20bf\u2100-\u211e\u2122\u2126-\u2151"
    "\u2190-\u21ff\u2200-\u22ff\u25a0-\u25ff\u2713\u2717\u2039\u203a]"
)
"""What the fonts of the dossier cannot draw: shown by its number, as a reader of the file must get every letter."""


def write(release: Release, folder: Path) -> list[Path]:
    """Write a dossier of each event in each language into a folder `dossiers`; return the files in order."""
    shelf = Shelf(release)
    found = []
    for code in LANGUAGES:
        telling = Telling(shelf, spoken(code), {})
        for event in sorted(shelf.events):
            path = folder / FOLDER / code / f"{file_name(event)}.pdf"
            found.append(written(path, _typeset(telling, event)))
    return sorted(found)


def write_dossier(release: Release, event: str, path: Path, language: str = "en") -> Path:
    """Write the dossier of an event of a release; raises UsageError where the release has no such event."""
    telling = telling_of(release, language)
    if event not in telling.shelf.events:
        raise UsageError(f"the release holds no event {event}")
    return written(path, _typeset(telling, event))


def telling_of(release: Release, language: str) -> Telling:
    """Return a release ready to be told in a language."""
    return Telling(Shelf(release), spoken(language), {})


def _typeset(telling: Telling, event: str) -> bytes:
    shown = dossier_of(telling, event)
    made = _day(telling.shelf.contents.edition.made)
    shown["made"] = [made.year, made.month, made.day]
    given = {"dossier": json.dumps(_drawable(shown), ensure_ascii=False)}
    moment = datetime(made.year, made.month, made.day, tzinfo=UTC)
    try:
        pdf = _compiler().compile(
            format="pdf", sys_inputs=given, pdf_standards=["ua-1"], timestamp=moment, pdf_tags=True
        )
    except typst.TypstError as fault:
        raise OurBugError(f"the dossier of {event} could not be typeset: {fault.message}") from fault
    assert isinstance(pdf, bytes)
    return pdf


@cache
def _compiler() -> typst.Compiler:
    """Return the typesetter with its own fonts and none of this computer's, so that all make the same bytes."""
    return typst.Compiler(str(TEMPLATE), root=str(TEMPLATE.parent), ignore_system_fonts=True)


def _drawable(value: Any) -> Any:
    if isinstance(value, str):
        return visible(value, _UNDRAWN)
    if isinstance(value, dict):
        return {key: _drawable(one) for key, one in value.items()}
    return [_drawable(one) for one in value] if isinstance(value, list | tuple) else value


def _day(made: str) -> date:
    try:
        return date.fromisoformat(made[:10])
    except ValueError:
        return date(1970, 1, 1)
