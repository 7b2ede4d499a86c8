import json
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.casetables import LANGUAGES, passage, rows_of
from vidmova.extraction.places import find_places


@pytest.mark.parametrize("row", rows_of("places"), ids=lambda row: row["text"])
def test_table(row: dict[str, str]) -> None:
    where = passage(row["text"], row["language"])
    assert [[where.said[p.start : p.end], p.name, p.kind, p.role] for p in find_places(where)] == json.loads(
        row["expected"]
    )


def sentences() -> st.SearchStrategy[tuple[str, str]]:
    said = st.lists(st.sampled_from([row["text"] for row in rows_of("places")]), min_size=1, max_size=4).map(" ".join)
    return st.tuples(said | st.text(max_size=60), st.sampled_from(LANGUAGES))


@settings(max_examples=60, deadline=None)
@given(sentences(), st.data())
def test_spans_lie_in_the_passage_in_order(said: tuple[str, str], data: st.DataObject) -> None:
    text, language = said
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    where = passage(text, language, start, end)
    found = find_places(where)
    assert all(start <= p.start < p.end <= end for p in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert found == find_places(where)
