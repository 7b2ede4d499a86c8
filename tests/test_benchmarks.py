"""The benchmarks run; how fast they find us is not tested here."""

import importlib
import os
import pickle
import sys
from collections.abc import Callable
from datetime import date
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
MODULES = sorted(path.stem for path in (ROOT / "benchmarks").glob("*.py") if not path.stem.startswith("__"))

Load = Callable[[str], Any]


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch) -> Load:
    monkeypatch.syspath_prepend(str(ROOT))
    return lambda name: importlib.import_module(f"benchmarks.{name}")


def claims(text: str, language: str) -> int:
    document = Document(id="", name="", media_type="text/plain", text=text, language=language)
    return len(extract(document, find_sentences(text, language)))


@pytest.mark.parametrize("name", MODULES)
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


SLAVICNER, GUNVIOLENCE = "VIDMOVA_SLAVICNER", "VIDMOVA_GUNVIOLENCE"
ROWS = {
    ("ru", "a.tsv"): "0\t4\tКиева\tКиев\tLOC\tGPE-K\n5\t9\tЛьвов\tЛьвов\tLOC\tGPE-L\n\n",
    ("uk", "b.tsv"): "0\t4\tКиєва\tКиєв\tLOC\tGPE-K\n5\t9\tОдеса\tОдеса\tLOC\tGPE-O\n",
}


def test_forms_are_read_once_with_all_that_is_said_of_them(load: Load, tmp_path: Path) -> None:
    slavicner = load("slavicner")
    for (language, name), rows in ROWS.items():
        folder = tmp_path / "ner" / "topic" / language
        folder.mkdir(parents=True)
        (folder / name).write_text(rows * 2, encoding="utf-8")
    russian, ukrainian = (slavicner.forms(slavicner.mentions(tmp_path, ("topic",), code)) for code in ("ru", "uk"))
    assert [one.form for one in russian] == ["Киева", "Львов"]
    assert russian[0].things == {"GPE-K"}
    right = slavicner.score(russian, ukrainian, slavicner.same_beginning)
    assert right == (1, 1, 1)
    assert right.f1 == 1.0
    assert slavicner.score(russian, ukrainian, lambda one, other: True) == (1, 4, 1)
    assert slavicner.score([], [], slavicner.equal).f1 == 0.0


def test_ways_of_linking_names(load: Load) -> None:
    slavicner = load("slavicner")
    russian, ukrainian = (
        slavicner.forms([slavicner.Mentioned(form, lemma, "PRO", "PRO-X")])[0]
        for form, lemma in (("«Весёлой газеты»", "«Весёлая газета»"), ("«Веселої газети»", "«Весела газета»"))
    )
    assert not slavicner.equal(russian, ukrainian)
    assert not slavicner.same_lemma(russian, ukrainian)
    assert slavicner.same_beginning(russian, ukrainian)
    assert slavicner.ours(russian, ukrainian)


def article(load: Load, incident: str, day: int, title: str, text: str) -> Any:
    return load("articles").Article(incident, title, date(2016, 5, day), title, text)


def test_reports_of_one_incident_are_joined(load: Load) -> None:
    gunviolence = load("gunviolence")
    told = "Quentin Alder, 34, was shot Sunday in Quarryville, Idaho, near Hollin Bridge, sheriff Bo Tarn said."
    found = [
        article(load, "1", 2, "Man shot in Quarryville", told),
        article(load, "1", 3, "Quarryville shooting: man, 34, dies", told.replace("was", "died after he was")),
        article(load, "2", 3, "Two hurt in Lower Fenwick", "Two teens, 15 and 16, were hurt in Lower Fenwick, Ohio."),
        article(load, "3", 20, "Store robbed in Dry Creek", "A clerk, 51, was wounded in Dry Creek, Texas, on Friday."),
    ]
    assert gunviolence.ours(found) == [[0, 1], [2], [3]]
    assert gunviolence.measured(found, [[0, 1], [2], [3]]) == (1.0, 1.0, 1.0)
    assert gunviolence.measured(found, [[0, 1, 2], [3]])[0] == pytest.approx(1 / 3)
    assert sorted(map(sorted, gunviolence.floor(found)))[0][0] == 0


def test_halves_do_not_overlap(load: Load) -> None:
    half = load("articles").half
    ids = [str(number) for number in range(9)]
    first, second = half(ids, "development"), half(ids[::-1], "test")
    assert sorted(first + second) == ids
    assert len(first) == 4


def test_lines_of_the_page_are_left_out(load: Load) -> None:
    found = [article(load, "1", 1, str(number), f"Subscribe  now\nTold only here: {number}") for number in range(3)]
    assert load("articles").told(found)[0] == "0\nTold only here: 0"


def test_no_class_but_those_of_an_article_is_unpickled(load: Load, tmp_path: Path) -> None:
    articles = load("articles")
    folder = tmp_path / articles.CORPUS / "7"
    folder.mkdir(parents=True)
    (folder / "x.json").write_bytes(pickle.dumps(os.getcwd))
    with pytest.raises(pickle.UnpicklingError, match="not admitted"):
        articles.articles(tmp_path, "test")


def test_rare_terms_bring_texts_together(load: Load) -> None:
    terms = load("rareterms").RareTerms([["town", "quarry"], ["town", "quarry"], ["town", "river"], []], most=1.0)
    assert terms.alike(0, 1) == pytest.approx(1.0)
    assert terms.alike(0, 3) == 0.0
    assert max(terms.neighbours(1), key=terms.neighbours(1).__getitem__) == (0, 1)


def test_generated_documents_are_the_same_each_time(load: Load) -> None:
    generate = load("generated").generate
    made = generate(300)
    assert made == generate(300)
    assert made != generate(300, seed=2)
    assert 300 <= len(made.truth) <= 330
    assert {report.document.language for report in made.reports} == set(LANGUAGES)


def test_generated_claims_stand_in_their_documents(load: Load) -> None:
    for report in load("generated").generate(300).reports:
        text = report.document.text
        for claim in report.claims:
            assert text[claim.start : claim.end] == text[claim.start : claim.end].strip()
            for span in claim.spans:
                assert text[span.start : span.end] == span.wording
                assert claim.start <= span.start < span.end <= claim.end


def test_linking_is_timed_and_measured(load: Load) -> None:
    bench = load("bench_linking")
    taken = bench.run(200)
    assert taken.claims >= 200
    assert taken.seconds > 0
    assert taken.megabytes >= taken.before > 0
    assert taken.precision > 0.8


def test_pairs_of_claims_are_counted_by_group(load: Load) -> None:
    accuracy = load("bench_linking").accuracy
    truth = {"a": "1", "b": "1", "c": "2", "d": "2"}
    assert accuracy(truth, {"a": "x", "b": "x", "c": "x", "d": "y"}) == (pytest.approx(1 / 3), 0.5)
    assert accuracy(truth, dict.fromkeys("abcd", "x")) == (pytest.approx(2 / 6), 1.0)


@pytest.mark.skipif(SLAVICNER not in os.environ, reason=f"SlavicNER is not here: {SLAVICNER} names no folder")
def test_floors_of_slavicner_come_out_as_published(load: Load) -> None:
    slavicner = load("slavicner")
    root = Path(os.environ[SLAVICNER])
    russian, ukrainian = (slavicner.forms(slavicner.mentions(root, (slavicner.TEST,), code)) for code in ("ru", "uk"))
    published = {slavicner.equal: 0.04, slavicner.same_lemma: 0.26, slavicner.same_beginning: 0.53}
    for linker, f1 in published.items():
        assert slavicner.score(russian, ukrainian, linker).f1 == pytest.approx(f1, abs=0.035)


@pytest.mark.skipif(GUNVIOLENCE not in os.environ, reason=f"the articles are not here: {GUNVIOLENCE} names no folder")
def test_articles_are_all_there(load: Load) -> None:
    articles = load("articles").articles
    halves = [articles(Path(os.environ[GUNVIOLENCE]), part) for part in ("development", "test")]
    assert sum(map(len, halves)) == 6_335
    assert sum(len({one.incident for one in half}) for half in halves) == 3_659
