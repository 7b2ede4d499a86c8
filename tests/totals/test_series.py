"""Counters over time."""

from msgspec.structs import replace

from tests.totals.invented import DOCUMENTS, TELLERS, Register
from vidmova.records import Relation
from vidmova.totals.asking import opened
from vidmova.totals.questions import Question
from vidmova.totals.series import Series, series
from vidmova.totals.told import Teller

CHARGED = Question(acts=("charge",), counted="cases")


def counted(register: Register, question: Question = CHARGED, later: tuple[str, ...] = ()) -> list[Series]:
    linked = register.linked()
    told = [Relation(kind="later_state", event="b", others=["a"], claims=list(later), because="")] if later else []
    days = {document: Teller(one.outlet, f"2024-0{n}-01") for n, (document, one) in enumerate(TELLERS.items(), 1)}
    return series(question, opened(replace(linked, relations=told), days))


def tell(register: Register, name: str, count: int, until: str, since: str | None = None, **more: object) -> str:
    more = {"source_said": "Mediazona", **more}
    return register.tell(name, (count, count), act="charge", counted="cases", date=(since, until), **more)  # type: ignore[arg-type]


def test_a_counter_up_to_a_day() -> None:
    register = Register()
    tell(register, "b", 1053, "2023-12-31")
    tell(register, "a", 456, "2023-06-30")
    (found,) = counted(register)
    assert (found.counter, found.act, found.counted) == ("Mediazona", "charge", "cases")
    assert [(one.until, one.low, one.kind, one.state) for one in found.points] == [
        ("2023-06-30", 456, "cumulative", "stands"),
        ("2023-12-31", 1053, "cumulative", "stands"),
    ]


def test_a_counter_for_periods() -> None:
    register = Register()
    tell(register, "a", 100, "2023-06-30", "2023-06-01")
    tell(register, "b", 80, "2023-07-31", "2023-07-01")
    (found,) = counted(register)
    assert [one.kind for one in found.points] == ["period", "period"]
    assert {one.state for one in found.points} == {"stands"}


def test_corrected_and_withdrawn_numbers_are_kept() -> None:
    register = Register()
    tell(register, "a", 500, "2023-06-30")
    tell(register, "a", 456, "2023-06-30", outlet=1)
    tell(register, "b", 1500, "2023-12-31", outlet=1)
    tell(register, "b", 1500, "2023-12-31", outlet=2, modality="denied")
    (found,) = counted(register)
    assert [(one.low, one.state) for one in found.points] == [
        (500, "corrected"),
        (456, "stands"),
        (1500, "withdrawn"),
        (1500, "withdrawn"),
    ]


def test_counters_in_two_scripts_are_one_and_others_are_not() -> None:
    register = Register()
    tell(register, "a", 100, "2023-06-30")
    tell(register, "b", 200, "2023-12-31", source_said="Медиазона")
    tell(register, "c", 300, "2024-12-31", source_said="Grati")
    assert [len(one.points) for one in counted(register)] == [2]


def test_an_outlet_that_counts_itself() -> None:
    register = Register()
    first = tell(register, "a", 100, "2023-06-30", source_said=None)
    second = tell(register, "b", 200, "2023-12-31", source_said=None)
    assert counted(register) == []
    (found,) = counted(register, later=(first, second))
    assert found.counter == TELLERS[DOCUMENTS[0]].outlet


def test_units_and_scopes_stay_apart() -> None:
    register = Register()
    tell(register, "a", 100, "2023-06-30")
    tell(register, "b", 200, "2023-12-31", place="Rostov-on-Don")
    register.tell("c", (300, 300), act="charge", date=(None, "2024-06-30"), source_said="Mediazona")
    assert counted(register) == []
