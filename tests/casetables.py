"""Reads the tables of cases under `tests/tables`, and makes passages of their texts."""

import csv
from pathlib import Path

from vidmova.lexicon.folding import fold
from vidmova.records import Passage

TABLES = Path(__file__).parent / "tables"
LANGUAGES = ("en", "ru", "uk")


def passage(text: str, language: str, start: int = 0, end: int | None = None) -> Passage:
    """Return a text, or a part of it, as a passage."""
    return Passage(text, fold(text), start, len(text) if end is None else end, language)


def rows_of(subject: str) -> list[dict[str, str]]:
    """Return the rows of a subject's tables in all languages, one dict a row."""
    found: list[dict[str, str]] = []
    for language in LANGUAGES:
        with (TABLES / f"{subject}_{language}.tsv").open(encoding="utf-8", newline="") as file:
            found += csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    return found
