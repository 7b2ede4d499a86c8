from collections.abc import Sequence

import pytest

from tests.linking.reportmakers import Said, report
from vidmova.linking import blocking
from vidmova.linking.blocking import FEW, LARGEST, NEIGHBOURS, WINDOW, pairs
from vidmova.linking.traits import traits
from vidmova.records import Report


def compared(reports: Sequence[Report]) -> set[tuple[int, int]]:
    told = traits(reports)
    documents = [reports[one.document].document for one in told]
    return set(
        pairs(
            told,
            [
                (document.text[one.claim.start : one.claim.end], document.language)
                for one, document in zip(told, documents, strict=True)
            ],
        )
    )


def two(a: dict[str, object], b: dict[str, object], act: str = "refuse") -> bool:
    reports = [report("a", "en", ("Something.", "refuse", a)), report("b", "ru", ("Нечто.", act, b))]
    return (0, 1) in compared(reports)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ({"person": ["Денис Варакин"]}, {"person": ["Denys Varakin"]}),
        ({"person": ["Варакина Дениса"]}, {"person": ["Варакин"]}),
        ({"count": [37, 37]}, {"count": [37, 37]}),
        ({"count": [37, None]}, {"count": [30, 37]}),
        ({"unit": "1441st Motor Rifle Regiment"}, {"unit": "1441st Regiment"}),
        ({"place": "Marinka"}, {"place": "Marinka"}),
        ({"date": ["2023-03-04", "2023-03-04"]}, {"date": ["2023-03-01", "2023-03-31"]}),
        ({"term_months": [66, 66]}, {"term_months": [66, 66]}),
        ({"count": [52, 52]}, {"count": [50, 50]}),
    ],
)
def test_claims_with_something_in_common_are_compared(a: dict[str, object], b: dict[str, object]) -> None:
    assert two(a, b)
    assert not two(a, b, act="dismiss"), "two acts are never compared"


def test_claims_with_nothing_in_common_are_not_compared_across_documents() -> None:
    assert not two({"count": [37, 37], "place": "Kherson"}, {"count": [500, 500], "place": "Pskov"})
    assert not two({}, {})


def test_claims_that_follow_each_other_in_a_document_are_compared() -> None:
    said: list[Said] = [("They refused.", "refuse", {}) for _ in range(WINDOW + 2)]
    found = compared([report("a", "en", *said)])
    assert (0, WINDOW) in found
    assert (0, WINDOW + 1) not in found


def test_shared_rare_words_bring_claims_of_two_documents_together() -> None:
    a: Said = ("The Zaslon exercise ended and the Peresvet company refused.", "refuse", {})
    b: Said = ("Рота «Пересвет» после учений «Заслон» отказалась.", "refuse", {})
    assert (0, 1) in compared([report("a", "en", a), report("b", "ru", b)])


def test_a_block_too_large_keeps_neighbours_and_second_keys() -> None:
    size = 6 * LARGEST
    reports = [
        report(
            f"document {number}",
            "en",
            ("Kuznetsov left.", "awol", {"person": ["Ivan Kuznetsov"], "term_months": [number // 2, number // 2]}),
        )
        for number in range(size)
    ]
    found = compared(reports)
    assert len(found) < size * (NEIGHBOURS + FEW)
    assert all((number, number + 1) in found for number in range(0, size, 2)), "the same name and term"


def test_pairs_grow_no_faster_than_claims() -> None:
    def many(number: int) -> int:
        reports = [
            report(f"document {at}", "en", ("Men refused.", "refuse", {"place": "Kherson", "count": [30, 30]}))
            for at in range(number)
        ]
        return len(compared(reports))

    assert many(800) < 2.5 * many(400)


def test_pairs_of_one_document_grow_no_faster_than_its_claims(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocking, "CROWD", 100)

    def many(number: int) -> int:
        said: list[Said] = [
            (
                "Men refused.",
                "refuse",
                {
                    "place": ("Kherson", "Marinka", "Lyman")[at % 3],
                    "count": [2 + at % 17, 2 + at % 17],
                    "date": [f"2023-0{1 + at % 9}-01", f"2023-0{1 + at % 9}-01"],
                },
            )
            for at in range(number)
        ]
        return len(compared([report("a", "en", *said)]))

    assert many(1_600) < 4.4 * many(400)
