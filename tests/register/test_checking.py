import pytest

from tests.happened import ONE, OTHER, A, fill
from tests.register.conftest import alter
from vidmova.records import Claim, Document, FieldSpan
from vidmova.register.checking import altered_texts, documents_without_bytes, unfounded_links
from vidmova.register.database import Place
from vidmova.register.store import Store

DOCUMENT = Document(id="a" * 64, name="one.txt", media_type="text/plain", text="Twelve refused.", language="en")
CLAIM = Claim(id="c001", start=0, end=15, act="refuse", spans=[FieldSpan("count", 0, 6, "Twelve")])


def lines(place: Place, *changes: str) -> list[str]:
    with Store(place) as store:
        store.add(DOCUMENT, [], [CLAIM], "r")
    alter(place, *changes)
    with Store(place) as store:
        return list(altered_texts(store))


def test_nothing_altered_says_nothing(place: Place) -> None:
    assert lines(place) == []


def test_an_altered_text_is_named(place: Place) -> None:
    assert lines(place, "UPDATE documents SET text = 'Eleven refused.'") == [
        "one.txt (aaaaaaaaaaaa): its stored text was altered",
        "one.txt, claim c001: the text does not say 'Twelve' where count stands",
    ]


def test_a_claim_outside_the_text_is_named(place: Place) -> None:
    assert lines(place, 'UPDATE claims SET "end" = 99') == ["one.txt, claim c001: its passage lies outside the text"]


def test_missing_bytes_are_named(place: Place) -> None:
    with Store(place) as store:
        store.add(DOCUMENT, [], [], "r")
        assert list(documents_without_bytes(store, frozenset())) == [
            "one.txt (aaaaaaaaaaaa): its bytes are not in the archive"
        ]
        assert list(documents_without_bytes(store, frozenset({"a" * 64}))) == []


def unfounded(place: Place, change: str) -> list[str]:
    with Store(place) as store:
        fill(store)
    alter(place, change)
    with Store(place) as store:
        return list(unfounded_links(store))


def test_what_linking_made_is_founded(place: Place) -> None:
    assert unfounded(place, "SELECT 1") == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            f"""UPDATE events SET claims = '["{ONE}", "nowhere-c001"]' WHERE id = 'e-refused'""",
            ["event e-refused: it names the claim nowhere-c001, which is not there"],
        ),
        (
            """UPDATE relations SET claims = '["nowhere-c001"]' WHERE kind = 'part_of'""",
            ["relation part_of of e-sued: it names the claim nowhere-c001, which is not there"],
        ),
        (
            f"""UPDATE contradictions SET sides = '[["{ONE}"], ["nowhere-c001"]]' WHERE id = 'x-count'""",
            ["contradiction x-count: it names the claim nowhere-c001, which is not there"],
        ),
        (
            f"UPDATE claims SET event = 'e-sued' WHERE key = '{OTHER}'",
            [f"event e-refused: claim {OTHER} says that it is about e-sued"],
        ),
        (
            f"UPDATE claims SET event = NULL WHERE key = '{OTHER}'",
            [f"event e-refused: claim {OTHER} says that it is about no event"],
        ),
        (
            "UPDATE mentions SET entity = 'nobody' WHERE entity = 'p-ihor'",
            ["mention of Игорь Гайворон: it names the entity nobody, which is not there"],
        ),
        (
            "DELETE FROM events WHERE id = 'e-sued'",
            [
                f"claim {'c' * 12}-c001: it names the event e-sued, which is not there",
                "relation part_of of e-sued: it names the event e-sued, which is not there",
                "relation sum_of of e-refused: it names the event e-sued, which is not there",
            ],
        ),
        (f"UPDATE state SET value = '' WHERE name = 'linked' OR '{A}' = ''", []),
    ],
)
def test_what_names_something_that_is_not_there_is_said(place: Place, change: str, said: list[str]) -> None:
    assert unfounded(place, change) == said


def test_links_that_wait_to_be_made_anew_are_not_held_to_be_altered(place: Place) -> None:
    with Store(place) as store:
        fill(store)
        store.add(DOCUMENT, [], [CLAIM], "r")
        assert list(unfounded_links(store)) == []
