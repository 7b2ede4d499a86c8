"""Three equal languages: nothing is left untranslated; numbers, dates and plurals as each language writes them."""

import re
from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path
from typing import get_args

import pytest
from babel.messages.pofile import read_po
from starlette.testclient import TestClient

from tests.web.desks import OURS, ours
from tests.web.messages import Message, every_message
from vidmova.lexicon.actgroups import GROUPS
from vidmova.lexicon.acts import acts
from vidmova.records import Claim, ContradictionKind, RelationKind
from vidmova.web import codes
from vidmova.web.phrases import count_of, values_of
from vidmova.web.rendering import environment
from vidmova.web.speech import LOCALE, Speech, catalogue, chosen

TRANSLATED = ("uk", "ru")


class Loud(NullTranslations):
    """Fails where a message is asked for that a language does not have."""

    def gettext(self, message: str) -> str:
        raise AssertionError(f"not translated: {message}")

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1)

    def pgettext(self, context: str, message: str) -> str:
        return self.gettext(f"{context}: {message}")


@pytest.fixture
def loud() -> Iterator[None]:
    kept = {code: catalogue(code)._fallback for code in TRANSLATED}  # type: ignore[attr-defined]
    for code in TRANSLATED:
        catalogue(code).add_fallback(Loud())
    yield
    for code, fallback in kept.items():
        catalogue(code)._fallback = fallback  # type: ignore[attr-defined]


@pytest.mark.usefixtures("loud")
@pytest.mark.parametrize("language", TRANSLATED)
def test_no_page_has_an_untranslated_message(tmp_path: Path, language: str) -> None:
    desk = ours(tmp_path)
    for address in OURS:
        assert desk.get(address, headers={"accept-language": language}).status_code in {200, 404}


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated_and_no_translation_is_left_over(language: str) -> None:
    with (LOCALE / language / "LC_MESSAGES" / "desk.po").open("rb") as source:
        kept = {
            Message(one.context, *(one.id if isinstance(one.id, tuple) else (one.id,))): one
            for one in read_po(source, locale=language)
            if one.id
        }
    assert set(kept) == every_message()
    for message, one in kept.items():
        said = [str(each) for each in (one.string if isinstance(one.string, list | tuple) else (one.string,))]
        assert all(said), message
        assert len(said) == (3 if message.many else 1), message
        for each in said:
            assert set(re.findall(r"%\(\w+\)s", each)) == set(re.findall(r"%\(\w+\)s", message.one)), message
            assert "ʼ" not in each
            assert "'" not in each
            assert not re.search("[ыэъё]" if language == "uk" else "[іїєґ]", each), message


@pytest.mark.parametrize("language", [*TRANSLATED, "en"])
def test_every_code_of_the_codebook_has_a_word(language: str) -> None:
    assert set(codes.ACTS) == set(acts()) == {act for group in GROUPS for act in group.acts}
    assert set(codes.GROUPS) == {group.code for group in GROUPS}
    unsaid = {"id", "start", "end", "act", "approx", "spans", "rule", "sure"}
    assert set(codes.FIELDS) == set(Claim.__struct_fields__) - unsaid
    assert set(codes.CODES["kind"]) == set(get_args(ContradictionKind))
    assert set(codes.CODES["relation"]) == set(get_args(RelationKind))
    said = [codes.act(Speech(language), act) for act in codes.ACTS]
    assert len(set(said)) == len(said)


def test_a_code_that_is_not_known_is_shown_as_it_is() -> None:
    assert codes.act(Speech("uk"), "new_act") == "new act"
    assert codes.code(Speech("uk"), "category", "new_kind") == "new kind"


@pytest.mark.parametrize(
    ("language", "interval", "said"),
    [
        ("uk", ("2022-07-04", "2022-07-04"), "4 липня 2022 р."),
        ("ru", ("2022-07-04", "2022-07-04"), "4 июля 2022 г."),
        ("en", ("2022-07-04", "2022-07-04"), "4 July 2022"),
        ("uk", ("2022-07-01", "2022-07-31"), "липень 2022"),
        ("ru", ("2022-07-01", "2022-07-31"), "июль 2022"),
        ("en", ("2022-02-01", "2022-02-28"), "February 2022"),
        ("en", ("2022-01-01", "2022-12-31"), "2022"),
        ("en", ("2022-01-01", "2023-12-31"), "2022–2023"),
        ("uk", ("2022-07-04", "2022-07-28"), "4–28 лип. 2022 р."),
        ("ru", ("2022-07-04", "2022-07-28"), "4–28 июл. 2022 г."),
        ("en", ("2022-07-04", "2022-07-28"), "4–28 Jul 2022"),
        ("uk", ("2022-02-24", None), "з 24 лютого 2022"),
        ("ru", ("2022-02-24", None), "с 24 февраля 2022"),
        ("en", ("2022-02-24", None), "since 24 February 2022"),
        ("uk", (None, "2022-08-31"), "не пізніше 31 серпня 2022"),
        ("ru", (None, "2022-08-31"), "не позднее 31 августа 2022"),
        ("en", (None, "2022-08-31"), "by 31 August 2022"),
        ("en", ("2022", "2023-02-31"), "2022 – 2023-02-31"),
        ("en", None, ""),
    ],
)
def test_dates_are_said_as_the_language_does(language: str, interval: tuple[str, str] | None, said: str) -> None:
    assert " ".join(Speech(language).when(interval).split()) == said


@pytest.mark.parametrize(
    ("language", "bounds", "approx", "said"),
    [
        ("uk", (1, 1), False, "1 особа"),
        ("uk", (54, 54), False, "54 особи"),
        ("uk", (54, None), False, "від 54 осіб"),
        ("uk", (1204, 1611), False, "1 204–1 611 осіб"),
        ("uk", (50, 50), True, "≈ 50 осіб"),
        ("ru", (54, 54), False, "54 человека"),
        ("ru", (54, None), False, "от 54 человек"),
        ("ru", (21, None), False, "от 21 человека"),
        ("en", (1204, 1610), False, "1,204–1,610 people"),
        ("en", (54, None), False, "54 people or more"),
        ("en", (1, 1), False, "1 person"),
    ],
)
def test_numbers_are_said_with_what_they_count(
    language: str, bounds: tuple[int, int | None], approx: bool, said: str
) -> None:
    assert " ".join(count_of(Speech(language), bounds, "persons", approx).split()) == said


def test_the_spaces_in_a_number_do_not_break() -> None:
    assert Speech("uk").number(10_025) == "10\u00a0025"


def test_values_are_said_in_the_language() -> None:
    claim = Claim(
        id="c",
        start=0,
        end=1,
        act="sentence",
        category=["mobilised"],
        place="Germany",
        term_months=(66, 66),
        absence_days=(30, None),
        sentence_type="prison",
        reason=["conviction", "family"],
    )
    said = {name: " ".join(value.split()) for name, value in values_of(Speech("uk"), claim).items()}
    assert said["category"] == "мобілізовані"
    assert said["place"] == "Німеччина"
    assert said["term_months"] == "5 років 6 міс."
    assert said["absence_days"] == "від 30 діб"
    assert said["sentence_type"] == "позбавлення волі"
    assert said["reason"] == "переконання, родина"


def test_the_language_is_that_asked_for_then_that_kept_then_the_browsers() -> None:
    assert chosen("ru", "uk", "en") == "ru"
    assert chosen("xx", "uk", "en") == "uk"
    assert chosen(None, None, "fr-FR,uk;q=0.8,en;q=0.5") == "uk"
    assert chosen(None, "'", "") == "en"


def test_language_and_colours_are_kept_and_nothing_else(ours: TestClient) -> None:
    answer = ours.get("/events?act=refuse&lang=uk&theme=dark")
    every = answer.headers.get_list("set-cookie")
    # What goes with the forms is the browser's till it is closed.
    kept = [one for one in every if not one.startswith("desk-")]
    assert all("Max-Age" not in one for one in every if one not in kept)
    assert sorted(one.split(";")[0] for one in kept) == ["lang=uk", "theme=dark"]
    assert all("HttpOnly" in one and "SameSite=strict" in one for one in every)
    assert 'href="/static/dark.css" media="screen"' in answer.text
    assert "/events?act=refuse&amp;lang=ru" in answer.text
    ours.cookies.clear()


def test_each_language_has_its_templates() -> None:
    assert environment("uk") is environment("uk")
    assert environment("uk").globals["lang"] == "uk"


@pytest.mark.parametrize(
    ("code", "english", "said"),
    [
        ("uk", "cellar in Rozivka", "підвал (Розівка)"),
        ("ru", "trenches near Kreminna", "окопы (поблизости: Кременная)"),
        ("uk", "training ground", "полігон"),
        ("uk", "military base in Georgia", "військова база (Грузія)"),
        ("en", "cellar in Rozivka", "cellar in Rozivka"),
        ("uk", "Vale near Nowhere", "Vale near Nowhere"),
    ],
)
def test_places_without_a_name_are_said_in_the_language(code: str, english: str, said: str) -> None:
    assert Speech(code).territory(english) == said
