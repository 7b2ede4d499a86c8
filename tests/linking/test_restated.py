"""One number of one group, told twice: the same people, unless the text says otherwise."""

import pytest
from msgspec.structs import replace

from tests.linking.marked import Joined, marked
from vidmova.linking.relations import find_relations
from vidmova.records import Report, claim_key

SAME = [
    (
        "en",
        "In Veselivka [300|dismiss] men were dismissed.\n[At least 90|lawsuit] discharged men went to court: "
        "[70|lawsuit] sued together, and another [20|lawsuit] alone.\nOf the [300|dismiss] people dismissed, just "
        "[90|lawsuit] have gone to court.",
    ),
    (
        "ru",
        "В Веселовке уволили [300|dismiss] человек.\n[Не менее 90|lawsuit] уволенных пошли в суд: [70|lawsuit] подали "
        "иск вместе, ещё [20|lawsuit] поодиночке.\nИз [300|dismiss] уволенных в суд пошли лишь [90|lawsuit].",
    ),
    (
        "uk",
        "У Веселівці звільнили [300|dismiss] людей.\n[Щонайменше 90|lawsuit] звільнених пішли до суду: [70|lawsuit] "
        "подали позов разом, ще [20|lawsuit] поодинці.\nІз [300|dismiss] звільнених до суду пішли лише [90|lawsuit].",
    ),
]
APART = [
    (
        "another",
        "en",
        "In all [300|dismiss] men were dismissed.\nOf the [300|dismiss] dismissed, [90|lawsuit] went to court in May.\n"
        "Another [90|lawsuit] discharged men went to court in June.",
    ),
    (
        "another",
        "ru",
        "Всего уволили [300|dismiss] человек.\nИз [300|dismiss] уволенных [90|lawsuit] пошли в суд в мае.\n"
        "Ещё [90|lawsuit] уволенных пошли в суд в июне.",
    ),
    (
        "another",
        "uk",
        "Усього звільнили [300|dismiss] людей.\nІз [300|dismiss] звільнених [90|lawsuit] пішли до суду в травні.\n"
        "Ще [90|lawsuit] звільнених пішли до суду в червні.",
    ),
    (
        "one passage gives both",
        "en",
        "In all [300|dismiss] were dismissed.\nOf them [90|lawsuit] sued in Omsk, and of them [90|lawsuit] in Tomsk.",
    ),
    (
        "parts of one sum",
        "en",
        "In all [180|dismiss] men were dismissed: [90|dismiss] from Omsk and [90|dismiss] from Tomsk.",
    ),
    (
        "another act",
        "en",
        "In all [300|dismiss] men were dismissed.\nOf the [300|dismiss] dismissed, [90|lawsuit] went to court.\n"
        "[90|threaten] discharged men were threatened.",
    ),
    (
        "another group",
        "en",
        "In Veselivka [300|dismiss] men were dismissed.\nOf the [300|dismiss] dismissed, [90|lawsuit] went to court.\n"
        "In Kalynove [400|dismiss] men were dismissed.\nOf the [400|dismiss] dismissed, [90|lawsuit] went to court.",
    ),
    (
        "other numbers",
        "en",
        "In all [300|dismiss] men were dismissed.\nOf the [300|dismiss] dismissed, [90|lawsuit] went to court.\n"
        "[At least 80|lawsuit] discharged men went to court.",
    ),
    (
        "small numbers are equal by chance",
        "en",
        "In all [300|dismiss] men were dismissed.\nOf the [300|dismiss] dismissed, [9|lawsuit] went to court.\n"
        "[At least 9|lawsuit] discharged men went to court.",
    ),
]


def said_same(report: Report) -> list[tuple[str, list[str], str]]:
    """Return the groups said to be one; each mark is an event of its own but for a large group told again."""
    named: dict[str, str] = {}
    for claim in report.claims:
        number = claim.count[0] if claim.count else 0
        large = claim.act == "dismiss" and number > 100
        named[claim_key(report.document.id, claim.id)] = f"dismiss {number}" if large else claim.id
    found = find_relations([report], Joined(named))
    return [(one.event, one.others, one.because) for one in found if one.kind == "same"]


AGAIN = [("c2", ["c6"], "the text gives 90 again as a part of the same group")]


@pytest.mark.parametrize(("language", "text"), SAME, ids=["en", "ru", "uk"])
def test_a_number_told_again_is_of_the_same_people(language: str, text: str) -> None:
    assert said_same(marked(text, language)[0]) == AGAIN


@pytest.mark.parametrize(("why", "language", "text"), APART, ids=[f"{one[1]}-{one[0]}" for one in APART])
def test_what_a_text_tells_apart_is_not(why: str, language: str, text: str) -> None:
    assert said_same(marked(text, language)[0]) == []


@pytest.mark.parametrize(
    ("field", "one", "other", "expected"),
    [
        ("place", "Omsk", "Tomsk", []),
        ("unit", "74th Motor Rifle Brigade", "35th Motor Rifle Brigade", []),
        ("court", "Omsk Garrison Military Court", "Tomsk Garrison Military Court", []),
        ("date", ("2022-03-01", "2022-03-31"), ("2022-06-01", "2022-06-30"), []),
        ("counted", "persons", "cases", []),
        ("modality", "denied", "asserted", []),
        ("place", "Omsk", "Omsk", AGAIN),
        ("place", "Omsk", None, AGAIN),
    ],
)
def test_fields_tell_apart(field: str, one: object, other: object, expected: list[object]) -> None:
    report, _ = marked(SAME[0][1], "en")
    given = {"c2": one, "c6": other}
    claims = [replace(claim, **({field: given[claim.id]} if claim.id in given else {})) for claim in report.claims]
    assert said_same(Report(report.document, claims)) == expected
