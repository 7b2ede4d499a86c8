"""Each stage by itself, for pytest-benchmark: `pytest benchmarks/bench_stages.py`."""

from typing import Any

import pytest

from benchmarks import neutral, texts
from vidmova.extraction.acts import find_acts, may_state_acts
from vidmova.extraction.claims import extract
from vidmova.lexicon.folding import fold
from vidmova.reading.sentences import find_sentences
from vidmova.records import Document

LANGUAGES = ("en", "ru", "uk")
SIZE = 20_000


@pytest.fixture(params=LANGUAGES)
def language(request: Any) -> str:
    code: str = request.param
    return code


@pytest.fixture
def text(language: str) -> str:
    """A text of the size of a long article that is full of acts."""
    found = "\n\n".join(texts.demo(language))
    return "\n\n".join([found] * (SIZE // len(found) + 1))[:SIZE]


def test_folding(benchmark: Any, text: str) -> None:
    benchmark(fold, text)


def test_splitting(benchmark: Any, text: str, language: str) -> None:
    benchmark(find_sentences, text, language)


def test_passing_over(benchmark: Any, language: str) -> None:
    assert not benchmark(may_state_acts, neutral.document(neutral.plain(language), SIZE), language)


def test_acts(benchmark: Any, text: str, language: str) -> None:
    assert benchmark(find_acts, fold(text), find_sentences(text, language))


def test_claims(benchmark: Any, text: str, language: str) -> None:
    document = Document(id="", name="", media_type="text/plain", text=text, language=language)
    assert benchmark(extract, document, find_sentences(text, language))
