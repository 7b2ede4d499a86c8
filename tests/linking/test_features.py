from typing import Any

import pytest

from tests.linking.reportmakers import Said, report
from vidmova.linking.features import FEATURES, Sight, levels
from vidmova.linking.reasons import because, number, period
from vidmova.linking.traits import traits
from vidmova.linking.weights import score, weights
from vidmova.linking.wording import sheet
from vidmova.records import Report


def compared(a: dict[str, Any], b: dict[str, Any], act: str = "refuse", within: bool = False) -> dict[str, str]:
    said: list[Said] = [("Men refused near the river.", act, a), ("Others stayed in camp.", act, b)]
    if within:
        return of([report("a", "en", *said)])
    return of([report(str(number), "en", one) for number, one in enumerate(said)])


def of(reports: list[Report]) -> dict[str, str]:
    told = traits(reports)
    documents = [reports[one.document].document for one in told]
    passages = [
        (document.text[one.claim.start : one.claim.end], document.language)
        for one, document in zip(told, documents, strict=True)
    ]
    return levels(told[0], told[1], Sight(sheet(passages)))


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ({"person": ["Денис Варакин"]}, {"person": ["Denys Varakin"]}, "same name"),
        ({"person": ["Иван Петренчук"]}, {"person": ["Петро Петренчук"]}, "other names"),
        ({"person": ["Сергей"]}, {"person": ["Sergei"]}, "possible name"),
        ({"count": [2076, 2076]}, {"count": [2076, 2076]}, "same number"),
        ({"count": [3000, 3000]}, {"count": [3000, 3000]}, "same common number"),
        ({"count": [52, 52]}, {"count": [52, 52]}, "same common number"),
        ({"count": [9, 9]}, {"count": [9, 9]}, "same small number"),
        ({"count": [60, None]}, {"count": [60, 60]}, "overlapping numbers"),
        ({"count": [1, 30]}, {"count": [25, 25]}, "overlapping numbers"),
        ({"count": [52, 52]}, {"count": [60, 60]}, "rival numbers"),
        ({"count": [9, 9]}, {"count": [8, 8]}, "rival small numbers"),
        ({"count": [80, 80]}, {"count": [300, 300]}, "other numbers"),
        ({"person": ["Denys Varakin"]}, {"count": [12, 12]}, "name and number"),
        ({"person": ["Denys Varakin"]}, {"count": [1, 1]}, "name and one"),
        ({"count": [12, 12]}, {"count": [1, 1]}, "number and one"),
        ({"count": [12, 12]}, {}, "number and vague"),
        ({}, {}, "vague and vague"),
    ],
)
def test_who(a: dict[str, Any], b: dict[str, Any], level: str) -> None:
    assert compared(a, b)["who"] == level
    assert compared(b, a)["who"] == level


def test_a_name_carried_from_elsewhere_tells_less() -> None:
    name = {"person": ["Denys Varakin"]}
    carried = name | {"carried": ["person"]}
    assert compared(name, name, within=True)["who"] == "same name"
    assert compared(name, carried, within=True)["who"] == "same name carried once"
    assert compared(carried, carried, within=True)["who"] == "same name carried"
    added = weights().features["who"]
    assert added["same name"].within > added["same name carried once"].within > added["same name carried"].within


@pytest.mark.parametrize(
    ("feature", "a", "b", "level"),
    [
        ("counted", {"counted": "cases"}, {"counted": "persons"}, "conflict"),
        ("category", {"category": ["marine", "conscript"]}, {"category": ["marine"]}, "same"),
        ("category", {"category": ["marine"]}, {"category": ["riot_police"]}, "conflict"),
        ("unit", {"unit": "20th Motor Rifle Brigade"}, {"unit": "205th Motor Rifle Brigade"}, "conflict"),
        ("place", {"place": "Rozivka"}, {"place": "Rozivka"}, "same"),
        ("place", {"place": "Kherson"}, {"place": "Pskov"}, "conflict"),
        ("date", {"date": ["2023-03-14", "2023-03-14"]}, {"date": ["2023-03-12", "2023-03-18"]}, "same days"),
        ("date", {"date": ["2023-03-14", "2023-03-14"]}, {"date": ["2023-03-01", "2023-03-31"]}, "same month"),
        ("date", {"date": ["2023-03-14", "2023-03-14"]}, {"date": ["2023-01-01", None]}, "overlap"),
        ("date", {"date": ["2023-03-14", "2023-03-14"]}, {"date": ["2023-03-17", "2023-03-17"]}, "near"),
        ("date", {"date": ["2022-01-01", "2022-12-31"]}, {"date": ["2023-01-01", "2023-12-31"]}, "conflict"),
        ("date", {"date": ["2022-04-01", "2022-04-30"]}, {"date": ["2022-05-01", "2022-05-31"]}, "conflict"),
        ("date", {"date": ["2012-01-01", "2012-12-31"]}, {"date": ["2023-05-01", "2023-05-31"]}, "far"),
        ("term", {"term_months": [60, 60]}, {"term_months": [60, 60]}, "same"),
        ("absence", {"absence_days": [30, None]}, {"absence_days": [90, 92]}, "conflict"),
        ("charge", {"charge": "awol"}, {"charge": "desertion"}, "conflict"),
        ("modality", {"modality": "denied"}, {}, "asserted and denied"),
        ("identity", {}, {}, "both vague"),
    ],
)
def test_fields(feature: str, a: dict[str, Any], b: dict[str, Any], level: str) -> None:
    assert compared(a, b)[feature] == level
    assert compared(b, a)[feature] == level


def test_where_the_passages_stand() -> None:
    near = report("a", "en", ("They refused.", "refuse", {}), ("They refused.", "refuse", {}))
    apart = report("a", "en", ("They refused.", "refuse", {}), ("They refused.", "refuse", {}), gap="\n" * 500)
    assert of([near])["where"] == "next sentence"
    assert of([apart])["where"] == "same document"
    assert compared({}, {})["where"] == "other document"


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "Another soldier refused."), ("ru", "Ещё один солдат отказался."), ("uk", "Відмовився інший боєць.")],
)
def test_a_later_passage_may_say_that_it_tells_of_others(language: str, text: str) -> None:
    said: Said = ("xxx", "refuse", {})
    assert of([report("a", language, said, (text, "refuse", {}))])["another"] == "said"
    assert "another" not in of([report("a", language, (text, "refuse", {}), said)])


def test_wording_is_compared_across_scripts() -> None:
    a: Said = ("Рота «Пересвет» отказалась ехать под Волноваху к полковнику Стрельцову.", "refuse", {})
    b: Said = ("Рота «Пересвіт» відмовилася їхати під Волноваху до полковника Стрєльцова.", "refuse", {})
    c: Said = ("Четверо моряков подали рапорт об увольнении.", "refuse", {})
    assert of([report("a", "ru", a), report("b", "uk", b)])["wording"] in {"some", "high"}
    assert of([report("a", "ru", a), report("b", "ru", c)])["wording"] == "none"


def test_every_weight_is_of_a_feature_and_every_saying_can_be_filled() -> None:
    table = weights()
    assert table.features.keys() <= FEATURES.keys()
    for words in table.features.values():
        for weight in words.values():
            assert weight.says.format(a="x", b="y") or not weight.says


def test_a_likelier_level_never_weighs_less() -> None:
    who = weights().features["who"]
    ladders = [
        [who[name] for name in ("same name", "likely name", "possible name", "other names")],
        [who[name] for name in ("same number", "same common number", "rival numbers", "other numbers")],
        [weights().features["wording"][name] for name in ("high", "some", "little")],
        [weights().features["date"][name] for name in ("same days", "same month", "near", "conflict", "far")],
    ]
    for ladder in ladders:
        assert [one.across for one in ladder] == sorted((one.across for one in ladder), reverse=True)
        assert [one.within for one in ladder] == sorted((one.within for one in ladder), reverse=True)


def test_a_sentence_names_what_speaks_for_and_against() -> None:
    day = {"date": ["2023-03-14", "2023-03-14"]}
    reports = [
        report("a", "ru", ("a", "sentence", day | {"person": ["Денис Варакин"], "term_months": [60, 60]})),
        report("b", "en", ("b", "sentence", day | {"person": ["Denys Varakin"], "term_months": [72, 72]})),
    ]
    told = traits(reports)
    found = levels(told[0], told[1], Sight(sheet([("a", "ru"), ("b", "en")])))
    said = because(told[0], told[1], found, "same", weights())
    assert said == (
        "One event: both name Денис Варакин; the dates agree (2023-03-14); but the terms differ (60 and 72 months)."
    )


def test_counts_and_dates_in_words() -> None:
    assert number((60, 60), True) == "about 60"
    assert number((10025, 10025)) == "10,025"
    assert number((60, None)) == "at least 60"
    assert number((1, 30)) == "up to 30"
    assert number((30, 40)) == "30 to 40"
    assert number(None) == ""
    assert period(("2023-01-01", None)) == "since 2023-01-01"
    assert period((None, "2023-01-01")) == "until 2023-01-01"
    assert period(None) == ""


def test_scores_stay_between_nothing_and_one() -> None:
    assert score(0) == 0.5
    assert 0 < score(-1000) < 0.001
    assert 0.999 < score(1000) <= 1
