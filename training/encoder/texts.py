"""Reads annotated texts into sentences with their acts, and the single written sentences."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import razdel

CODES = """
refuse resign awol desert leave_country asylum deport dismiss threaten detain ill_treat kill shame deny send_back
charge sentence lawsuit ruling casualties strength aid norm
"""
ACTS = CODES.split()
FIRST_TEST = 29
"""Written texts from this number on are for testing: they are never opened."""
PLACES = (
    ("gold/seeds", "seeds"),
    ("gold/written/gold", "gold/written/text"),
    ("own/gold", "own/text"),
    ("fresh/gold", "fresh/text"),
    ("third/gold", "third/text"),
)


class Example(NamedTuple):
    """A sentence of a text with the acts it states, and the sentence before it."""

    document: str
    start: int
    end: int
    language: str
    sentence: str
    before: str
    acts: frozenset[str]


def annotated(folder: Path) -> list[Example]:
    """Return the sentences of all annotated texts below `folder` that are for developing."""
    return [example for claims, text in documents(folder) for example in sentences(claims, text)]


def documents(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Return the file of claims and the file of text of each document for developing, in order."""
    for gold, texts in PLACES:
        for claims in sorted((folder / gold).glob("*.jsonl")):
            numbered = re.fullmatch(r"(?:en|ru|uk)-(\d+)", claims.stem)
            if not numbered or int(numbered[1]) < FIRST_TEST:
                yield claims, folder / texts / f"{claims.stem}.txt"


def sentences(claims: Path, text: Path) -> Iterator[Example]:
    """Return the sentences of one text, each with the acts of the claims that lie in it for at least half."""
    whole = text.open(encoding="utf-8", newline="").read()
    stated = [json.loads(line) for line in claims.read_text(encoding="utf-8").splitlines() if line.strip()]
    spoken, before = language(whole), ""
    for start, end in spans(whole):
        acts = {claim["act"] for claim in stated if shared(start, end, claim["start"], claim["end"])}
        yield Example(text.stem, start, end, spoken, whole[start:end], before, frozenset(acts))
        before = whole[start:end]


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Return start and end of each sentence; a line end always ends one."""
    for line in re.finditer(r"[^\r\n]+", text):
        for part in razdel.sentenize(line[0]):
            if part.text.strip():
                yield line.start() + part.start, line.start() + part.stop


def shared(start: int, end: int, other_start: int, other_end: int) -> bool:
    """Say whether two spans share at least half of the shorter one."""
    return 2 * (min(end, other_end) - max(start, other_start)) >= min(end - start, other_end - other_start)


def language(text: str) -> str:
    """Return the language of a text, told by its letters."""
    cyrillic = len(re.findall("[а-яіїєґ]", text))
    if 2 * cyrillic < len(re.findall("[a-zа-яіїєґ]", text)):
        return "en"
    return "uk" if 50 * len(re.findall("[іїєґ]", text)) > cyrillic else "ru"


def written(table: Path, origin: str) -> list[Example]:
    """Return the single sentences of a table with the columns language, act (or expected), and sentence (or text)."""
    with table.open(encoding="utf-8", newline="") as held:
        rows = list(csv.DictReader(held, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [example(row, f"{origin}-{number}") for number, row in enumerate(rows)]


def example(row: dict[str, str], name: str) -> Example:
    """Return one row of a table of single sentences."""
    acts = frozenset(re.findall("[a-z_]+", row.get("act") or row.get("expected") or "")) & frozenset(ACTS)
    sentence = (row.get("sentence") or row.get("text") or "").strip()
    return Example(name, 0, len(sentence), row["language"], sentence, "", acts)
