import pytest

from tests.publish.released import SOME
from vidmova.publish.ftmstatements import Said, Thing, _dates, dataset_of, graph, things


def of(schema: str) -> list[Thing]:
    return [one for one in things(graph(SOME)) if one.schema == schema]


@pytest.mark.parametrize(
    ("interval", "said"),
    [
        (("2022-03-04", "2022-03-04"), [("date", "2022-03-04")]),
        (("2022-03-01", "2022-03-31"), [("date", "2022-03")]),
        (("2024-02-01", "2024-02-29"), [("date", "2024-02")]),
        (("2022-01-01", "2022-12-31"), [("date", "2022")]),
        (("2022-02-24", None), [("startDate", "2022-02-24")]),
        ((None, "2022-08-31"), [("endDate", "2022-08-31")]),
        (("2022-03-04", "2022-03-31"), [("startDate", "2022-03-04"), ("endDate", "2022-03-31")]),
        (("2022-03", "2022-03"), [("date", "2022-03")]),
        (None, []),
    ],
)
def test_dates_are_prefixes_where_they_can_be(interval: tuple[str | None, str | None], said: list[object]) -> None:
    assert [(one.prop, one.value) for one in _dates(interval)] == said


@pytest.mark.parametrize(
    ("register", "dataset"),
    [("Refusals 2022", "vidmova_refusals_2022"), ("Відмови", dataset_of("Відмови")), ("!", dataset_of("!"))],
)
def test_a_data_set_has_a_name_that_others_take(register: str, dataset: str) -> None:
    assert dataset_of(register) == dataset
    assert dataset.isascii()
    assert dataset.replace("_", "").isalnum()


def test_registers_in_other_scripts_keep_apart() -> None:
    assert dataset_of("Відмови") != dataset_of("Отказы")


def test_a_refuser_is_a_claimant_or_a_defendant_and_the_court_is_the_court() -> None:
    roles = [[one.value for one in thing.said if one.prop == "role"] for thing in of("CourtCaseParty")]
    assert roles == [["defendant"], ["court"], ["claimant"]]


def test_a_region_has_no_coordinates() -> None:
    props = [{one.prop for one in thing.said} for thing in of("Address")]
    assert ["latitude" in found for found in props] == [True, False]


def test_a_group_says_its_number_in_words() -> None:
    assert of("LegalEntity")[0].said == [Said("name", "conscripts", "st1"), Said("summary", "12 people")]
