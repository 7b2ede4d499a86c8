import csv
import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vidmova.extraction.courts import find_courts
from vidmova.lexicon.folding import fold
from vidmova.records import Passage

TABLES = Path(__file__).parent.parent / "tables"
LANGUAGES = ("en", "ru", "uk")


def passage(text: str, language: str, start: int = 0, end: int | None = None) -> Passage:
    return Passage(text, fold(text), start, len(text) if end is None else end, language)


def rows() -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for language in LANGUAGES:
        with (TABLES / f"courts_{language}.tsv").open(encoding="utf-8", newline="") as file:
            found += csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    return found


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["text"])
def test_table(row: dict[str, str]) -> None:
    where = passage(row["text"], row["language"])
    assert [[where.said[p.start : p.end], p.name, p.kind] for p in find_courts(where)] == json.loads(row["expected"])


def sentences() -> st.SearchStrategy[tuple[str, str]]:
    said = st.lists(st.sampled_from([row["text"] for row in rows()]), min_size=1, max_size=4).map(" ".join)
    return st.tuples(said | st.text(max_size=60), st.sampled_from(LANGUAGES))


@settings(max_examples=60, deadline=None)
@given(sentences(), st.data())
def test_spans_lie_in_the_passage_in_order(said: tuple[str, str], data: st.DataObject) -> None:
    text, language = said
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    where = passage(text, language, start, end)
    found = find_courts(where)
    assert all(start <= p.start < p.end <= end for p in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert found == find_courts(where)
