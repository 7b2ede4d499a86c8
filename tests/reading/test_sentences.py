import csv
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vidmova.reading.sentences import LONGEST_SENTENCE, find_sentences

TABLES = Path(__file__).parent.parent / "tables"
BLANK = "\ufeff\u200b\u2060"
TEXTS = st.text(st.sampled_from(list("аиіыэAz Б1.!?…»«”“\"'()—–-•*;,\n\r\t\u00a0\u2028\ufeff[]№🔹")), max_size=80)


def rows(language: str) -> list[dict[str, str]]:
    with (TABLES / f"sentences_{language}.tsv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


def said(text: str, language: str) -> list[str]:
    return [text[one.start : one.end] for one in find_sentences(text, language)]


@pytest.mark.parametrize("row", rows("ru") + rows("uk") + rows("en"), ids=lambda row: row["text"][:40])
def test_the_tables(row: dict[str, str]) -> None:
    assert " ¦ ".join(said(row["text"], row["language"])) == row["expected"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Рота відмовилася йти на штурм", "heading"),
        ("Рота відмовилася йти на штурм.", "sentence"),
        ("• двоє з Сум;", "bullet"),
        ("- двоє з Сум", "bullet"),
        ("* двоє з Сум", "bullet"),
        ("– двоє з Сум;", "bullet"),
        ("— Ми не підемо.", "sentence"),
        ("1. Двоє з Сум.", "bullet"),
        ("2) двоє з Сум", "bullet"),
        ("🔹 Двоє з Сум.", "bullet"),
        ("Слово " * 40, "sentence"),
        ("«Не підемо!»", "sentence"),
        ("Список:", "sentence"),
    ],
)
def test_kinds_of_lines(line: str, kind: str) -> None:
    assert [one.kind for one in find_sentences(line, "uk")] == [kind]


def test_a_label_belongs_to_its_bullet() -> None:
    text = "• Rostov. Two men got five years. Both appealed."
    assert said(text, "en") == ["• Rostov. Two men got five years.", "Both appealed."]


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r", "\u2028"])
def test_lines_are_paragraphs(break_: str) -> None:
    text = f"A heading{break_}One sentence. Two.{break_}{break_}Three."
    found = find_sentences(text, "en")
    assert [text[one.start : one.end] for one in found] == ["A heading", "One sentence.", "Two.", "Three."]
    assert [one.paragraph for one in found] == [0, 1, 1, 2]


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "The battalion commander told the families that the men had been moved\n"
        "to another village. Nobody knew where. One mother wrote to Colonel\n"
        "Hrytsenko and heard nothing for a month.\n"
    )
    assert len(said(text, "en")) == 3
    assert {one.paragraph for one in find_sentences(text, "en")} == {0}


def test_each_sentence_has_its_own_language() -> None:
    text = "Солдати відмовилися воювати. «Мы никуда не пойдём, это не наша война», – сказали они. "
    text += "The men refused to go to the front.\n"
    assert [one.language for one in find_sentences(text, "uk")] == ["uk", "ru", "en"]


def test_a_document_in_no_known_language_is_still_cut() -> None:
    assert said("Die Männer gingen. Sie kamen nicht zurück.", "de") == ["Die Männer gingen.", "Sie kamen nicht zurück."]


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.sampled_from(["uk", "ru", "en", "und"]))
def test_sentences_are_trimmed_in_order_and_leave_nothing_out(text: str, language: str) -> None:
    covered: set[int] = set()
    last = 0
    for one in find_sentences(text, language):
        assert last <= one.start < one.end <= len(text)
        piece = text[one.start : one.end]
        assert piece == piece.strip().strip(BLANK)
        covered.update(range(one.start, one.end))
        last = one.end
    assert all(letter.isspace() or letter in BLANK for at, letter in enumerate(text) if at not in covered)


@settings(max_examples=30, deadline=None)
@given(st.text(st.sampled_from("aб ;."), min_size=1, max_size=60), st.integers(1, 3))
def test_no_sentence_is_endless(piece: str, times: int) -> None:
    text = piece * (times * LONGEST_SENTENCE // len(piece) + 1)
    assert all(one.end - one.start <= LONGEST_SENTENCE for one in find_sentences(text, "ru"))


@pytest.mark.parametrize(
    "unit", ["слово ", "a", "...", "(Он ", "\n", "а. ", "!", " ", "Суд дал ему срок. Он ушёл молча; "]
)
def test_time_grows_with_length_only(unit: str) -> None:
    text = unit * (400_000 // len(unit))
    started = time.perf_counter()
    find_sentences(text, "ru")
    assert time.perf_counter() - started < 4


def test_ten_megabytes_in_one_line() -> None:
    text = "Рота отказалась идти на штурм, рассказала жена одного из военных. Их увезли в подвал. " * 115_000
    started = time.perf_counter()
    found = find_sentences(text, "ru")
    assert len(found) == 230_000
    assert time.perf_counter() - started < 30
