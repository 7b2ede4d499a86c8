"""The benchmarks run; how fast they find us is not tested here."""

import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from vidmova.extraction.acts import may_state_acts
from vidmova.extraction.claims import extract
from vidmova.reading.sentences import find_sentences
from vidmova.records import Document

ROOT = Path(__file__).parent.parent
LANGUAGES = ["en", "ru", "uk"]
ENOUGH = 25

Load = Callable[[str], Any]


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch) -> Load:
    monkeypatch.syspath_prepend(str(ROOT))
    return lambda name: importlib.import_module(f"benchmarks.{name}")


def claims(text: str, language: str) -> int:
    document = Document(id="", name="", media_type="text/plain", text=text, language=language)
    return len(extract(document, find_sentences(text, language)))


@pytest.mark.parametrize("name", ["bench_stages", "comparisons", "neutral", "readers", "texts", "timing"])
def test_every_module_can_be_imported(load: Load, name: str) -> None:
    assert load(name).__doc__


@pytest.mark.parametrize("language", LANGUAGES)
def test_plain_text_states_nothing(load: Load, language: str) -> None:
    neutral = load("neutral")
    assert len(neutral.plain(language)) >= ENOUGH
    text = neutral.document(neutral.plain(language), 3_000)
    assert len(text) >= 3_000
    assert not may_state_acts(text, language)
    assert claims(text, language) == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_passed_over_states_nothing(language: str) -> None:
    rows = (ROOT / "tests" / "tables" / f"acts_{language}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    passed_over = [text for text in (row.split("\t")[0] for row in rows) if not may_state_acts(text, language)]
    assert passed_over
    assert [text for text in passed_over if claims(text, language)] == []


def test_a_sentence_in_another_language_is_not_passed_over(load: Load) -> None:
    english = load("neutral").document(load("neutral").plain("en"), 2_000)
    assert may_state_acts(f"{english}\n\nСолдаты отказались воевать и бросили оружие.", "en")


def test_a_missing_package_is_named(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent() -> None:
        raise ImportError(name="rival_model")

    monkeypatch.setattr(load("readers"), "spacy", absent)
    (row,) = load("comparisons").english(1)
    assert row.holds is None
    assert row.ratio == "no rival_model"


def test_the_table_holds_both_sides(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load("texts"), "russian", lambda: ("one text", ["Он отказался воевать."]))
    monkeypatch.setattr(load("readers"), "natasha", lambda: sorted)
    monkeypatch.setattr(load("timing"), "LEAST_SECONDS", 0.0)
    (row,) = load("comparisons").russian(1)
    assert row.holds is False
    assert "natasha" in load("__main__").line(row, "MISSED")


def test_plain_text_is_timed_in_every_language(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load("timing"), "LEAST_SECONDS", 0.0)
    assert [row.what[:2] for row in load("comparisons").plain(1, 1, 500)] == LANGUAGES


def test_starts_are_timed_without_hyperfine(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    row = load("comparisons")._start("nothing", [sys.executable, "-c", ""], 60.0, 1)
    assert row.holds
