"""Days become months and quarters, places regions, units only what is large."""

import pytest

from vidmova.protect.coarsening import (
    OPEN,
    PRIVATE,
    RISK,
    Tier,
    coarse_court,
    coarse_date,
    coarse_place,
    coarse_unit,
    place_key,
)
from vidmova.records import Interval


@pytest.mark.parametrize(
    ("date", "tier", "expected"),
    [
        (("2023-03-14", "2023-03-14"), OPEN, ("2023-03-14", "2023-03-14")),
        (("2023-03-14", "2023-03-14"), PRIVATE, ("2023-03-01", "2023-03-31")),
        (("2023-03-14", "2023-03-14"), RISK, ("2023-01-01", "2023-03-31")),
        ((None, "2024-02-08"), PRIVATE, (None, "2024-02-29")),
        (("2022-12-30", "2023-01-02"), RISK, ("2022-10-01", "2023-03-31")),
        (None, RISK, None),
    ],
)
def test_dates(date: Interval | None, tier: Tier, expected: Interval | None) -> None:
    assert coarse_date(date, tier) == expected


@pytest.mark.parametrize(
    ("unit", "tier", "expected"),
    [
        (
            "2nd battalion, 205th Separate Motor Rifle Brigade",
            OPEN,
            "2nd battalion, 205th Separate Motor Rifle Brigade",
        ),
        ("205th Separate Motor Rifle Brigade", PRIVATE, "205th Separate Motor Rifle Brigade"),
        ("2nd battalion, 205th Separate Motor Rifle Brigade", PRIVATE, "205th Separate Motor Rifle Brigade"),
        ("Unit 3723", PRIVATE, None),
        ("Plastun special task force company, Krasnodar OMON", PRIVATE, None),
        ("205th Separate Motor Rifle Brigade", RISK, None),
        (None, RISK, None),
    ],
)
def test_units(unit: str | None, tier: Tier, expected: str | None) -> None:
    assert coarse_unit(unit, tier) == expected


def test_places_become_regions_and_are_one_place_then() -> None:
    assert place_key("Poltava", RISK) == place_key("Kremenchuk", RISK) == "place Poltava Oblast"
    made = coarse_place("Poltava", None, PRIVATE, "l-1")
    assert made is not None
    assert (made.name, made.precision, made.part_of, made.latitude) == ("Poltava Oblast", "region", ["Ukraine"], None)
    there = coarse_place("Poltava", None, OPEN, "l-1")
    assert there is not None
    assert there.latitude is not None


def test_places_that_nobody_knows_are_not_told_of_people() -> None:
    assert coarse_place("Nowhereville", None, RISK, "l-1") is None
    assert place_key("Nowhereville", RISK) == ""
    assert coarse_place("Nowhereville", None, OPEN, "l-1") is None
    country = coarse_place("Germany", None, RISK, "l-2")
    assert country is not None
    assert country.precision == "country"


def test_courts() -> None:
    assert coarse_court("Oktiabrskyi District Court of Poltava", PRIVATE) == "court in Poltava Oblast"
    assert coarse_court("military courts", RISK) == "military courts"
    assert coarse_court("Oktiabrskyi District Court", RISK) == "court"
    assert coarse_court("Kazan Garrison Military Court", OPEN) == "Kazan Garrison Military Court"
    assert coarse_court(None, RISK) is None
