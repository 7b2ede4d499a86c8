"""Each field of a claim is filled from its sentence or its story: the tables hold short texts, `\\n` for a new line."""

import json

import msgspec
import pytest

from tests.casetables import rows_of
from vidmova.extraction.claims import extract
from vidmova.reading.sentences import find_sentences
from vidmova.records import Document


@pytest.mark.parametrize("row", rows_of("fields"), ids=lambda row: row["text"])
def test_table(row: dict[str, str]) -> None:
    text, language = row["text"].replace("\\n", "\n"), row["language"]
    document = Document(id="x", name="x.txt", media_type="text/plain", text=text, language=language)
    claims = json.loads(msgspec.json.encode(extract(document, find_sentences(text, language))))
    last = {claim["act"]: claim for claim in claims}
    expected = json.loads(row["expected"])
    assert {act: {field: last[act][field] for field in fields} for act, fields in expected.items()} == expected
