import json
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.casetables import LANGUAGES, passage, rows_of
from vidmova.extraction.datelines import find_dateline, find_review
from vidmova.extraction.dates import Anchor, anchor_after, date_spans, find_dates
from vidmova.extraction.datewords import patterns

PUBLISHED = date(2024, 3, 13)


def day(said: str) -> date | None:
    return date.fromisoformat(said) if said else None


def anchor(said: str) -> Anchor:
    """Return the day, or the first and the last of several, that a row's dates are counted from."""
    days = [date.fromisoformat(part) for part in said.split("/") if part]
    return Anchor((days[0], days[-1]) if days else None)


ROWS = rows_of("dates")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['text']} {row['published']} {row['anchor']}")
def test_table(row: dict[str, str]) -> None:
    found = find_dates(passage(row["text"], row["language"]), day(row["published"]), anchor(row["anchor"]))
    assert [[one.first, one.last, one.precision] for one in found] == json.loads(row["expected"])


@pytest.mark.parametrize(
    ("text", "language", "wording", "relative"),
    [
        ("He left on 24 February 2022, alone.", "en", "24 February 2022", False),
        ("It has been so since 1 May 2023.", "en", "since 1 May 2023", False),
        ("Three weeks earlier he left.", "en", "Three weeks earlier", True),
        ("Он бежал в конце мая 2023 года.", "ru", "конце мая 2023 года", False),
        ("В феврале прошлого года он бежал.", "ru", "феврале прошлого года", True),
        ("Торік, у лютому, він утік.", "uk", "Торік, у лютому", True),
    ],
)
def test_wordings(text: str, language: str, wording: str, relative: bool) -> None:
    (found,) = find_dates(passage(text, language), PUBLISHED)
    assert (text[found.start : found.end], found.relative) == (wording, relative)


def test_spans_are_found_without_a_year() -> None:
    where = passage("On 5 May and yesterday.", "en")
    assert [where.text[span.start : span.end] for span in date_spans(where)] == ["5 May", "yesterday"]


def test_a_mere_year_is_no_anchor() -> None:
    may, nothing = date(2022, 5, 5), Anchor((PUBLISHED, PUBLISHED))
    found = find_dates(passage("On 5 May 2022 he fled. In 2023 he hid.", "en"), PUBLISHED)
    assert anchor_after(found, Anchor()) == Anchor((may, may), 2023)
    assert anchor_after([], nothing) == nothing


def test_what_is_open_towards_the_future_is_no_anchor() -> None:
    april = Anchor((date(2022, 4, 30), date(2022, 4, 30)))
    said = find_dates(passage("By April 2022 he was gone. He has hidden since May 2022.", "en"), PUBLISHED)
    assert anchor_after(said, Anchor()) == april


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_month_is_known_in_every_form(language: str) -> None:
    for number, forms in patterns(language).words.months.items():
        for form in forms:
            text = f"(5 {form.capitalize() if language == 'en' else form} 2022)"
            (found,) = find_dates(passage(text, language), None)
            assert found.first == f"2022-{number:02}-05"


@settings(deadline=None)
@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.sampled_from(LANGUAGES))
def test_dates_in_figures_parse_back(when: date, language: str) -> None:
    for text in (f"{when:%d.%m.%Y}", when.isoformat()):
        (found,) = find_dates(passage(f"({text})", language), None)
        assert (found.first, found.last) == (when.isoformat(), when.isoformat())


@settings(deadline=None)
@given(
    st.lists(st.sampled_from([row["text"] for row in ROWS]), max_size=3).map(" ".join) | st.text(max_size=60),
    st.sampled_from(LANGUAGES),
    st.none() | st.dates(date(2020, 1, 1), date(2027, 1, 1)),
    st.none() | st.dates(),
)
def test_dates_are_in_order_apart_and_not_upside_down(
    text: str, language: str, published: date | None, anchor: date | None
) -> None:
    found = find_dates(passage(text, language), published, Anchor((anchor, anchor) if anchor else None))
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert all(one.first is None or one.last is None or one.first <= one.last for one in found)
    assert all(0 <= one.start < one.end <= len(text) for one in found)


PROSE = "\n\nThe men refused on 5 May 2021 and were sent to the rear by their own commander, people say.\n"


@pytest.mark.parametrize(
    ("text", "language", "first", "last"),
    [
        ("Six men refuse\nThe Hill Gazette, 3 March 2024" + PROSE, "en", "2024-03-03", "2024-03-03"),
        ("Six men refuse\n3 July 2024" + PROSE, "en", "2024-07-03", "2024-07-03"),
        ("Six men refuse\nHILLTOWN, 4 May 2024 (Hill Wire)" + PROSE, "en", "2024-05-04", "2024-05-04"),
        ("Six men refuse" + PROSE + "\nPublished: 19.09.2022", "en", "2022-09-19", "2022-09-19"),
        ("Bulletin No. 4 | September 2023" + PROSE, "en", "2023-09-01", "2023-09-30"),
        ("Six men refuse" + PROSE, "en", None, None),
        ("Since 24 February 2022 the men of the village refuse to go" + PROSE, "en", None, None),
        ("Отказ\n«Степной вестник», 17 марта 2023, 14:20\n\nЛюди ушли.", "ru", "2023-03-17", "2023-03-17"),
        ("Отказ\nСтепной вестник | 13.02.2024\n\nЛюди ушли.", "ru", "2024-02-13", "2024-02-13"),
        ("Отказ\nЮго-Восток, обзор за 15–19 апреля 2024 года\n\nЛюди ушли.", "ru", "2024-04-15", "2024-04-19"),
        ("Отказ\nСтепь, 11 октября 2023 года. Просим передать\n\nЛюди ушли.", "ru", "2023-10-11", "2023-10-11"),
        ("Отказ\n\n14 марта 2023 года солдаты отказались идти в бой.", "ru", None, None),
        ("Відмова\nАгенція «Степ», 20 березня 2023, 09:15\n\nЛюди пішли.", "uk", "2023-03-20", "2023-03-20"),
        ("Відмова\nЗаписано 3 липня 2024 року\n\nЛюди пішли.", "uk", "2024-07-03", "2024-07-03"),
        ("Відмова\n\nУ травні 2023 року солдати відмовилися йти в бій.", "uk", None, None),
        ("Hill Bulletin for November 2024\n4 December 2024, No. 22" + PROSE, "en", "2024-12-04", "2024-12-04"),
        ("Digest no. 3, compiled in Hilltown. Figures as of 31 October 2024" + PROSE, "en", None, "2024-10-31"),
        (
            "Побег\nРассказ записан в Алматы 8 сентября 2023 года, имена изменены\n\nЯ ушёл.",
            "ru",
            "2023-09-08",
            "2023-09-08",
        ),
        (
            "Втеча\nМонолог (ім’я змінено) записано в Астані, 11 вересня 2023\n\nЯ пішов.",
            "uk",
            "2023-09-11",
            "2023-09-11",
        ),
        ("", "uk", None, None),
    ],
)
def test_datelines(text: str, language: str, first: str | None, last: str | None) -> None:
    found = find_dateline(text, language)
    assert (found and found.first, found and found.last) == (first, last)


@pytest.mark.parametrize(
    ("line", "language", "days"),
    [
        ("Юг, обзор за 15–19 апреля 2024 года", "ru", ("2024-04-15", "2024-04-19")),
        ("Hill Bulletin | September 2023", "en", ("2023-09-01", "2023-09-30")),
        ("Степ, бюлетень за листопад 2024 року", "uk", ("2024-11-01", "2024-11-30")),
        ("The Hill Gazette, 3 March 2024", "en", None),
    ],
)
def test_what_a_masthead_reviews(line: str, language: str, days: tuple[str, str] | None) -> None:
    found = find_review(f"Six men\n{line}\n\nThey left.", language, PUBLISHED)
    assert (found and (found.first, found.last)) == days
