"""Rare combinations of traits: led down the ladder until enough people share them, also in the text."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.protect.releasable import PLACES, contents, spanned, told
from vidmova.protect.ladder import TOP
from vidmova.protect.release import Contents, Statement
from vidmova.protect.smallcells import classes, generalise, places_of, small

U72, U24 = "72nd Mechanized Brigade", "24th Mechanized Brigade"
DOCUMENTED = [
    told(1, U72, "l-VUHL", "2022-03-04"),
    told(2, U72, "l-BAKH", "2022-03-11"),
    told(3, U72, "l-VUHL", "2022-03-30"),
    told(4, U72, "l-VUHL", "2022-03-05", "officer"),
    told(5, U72, "l-VUHL", "2022-03-05", "officer"),
    told(6, U24, "l-BAKH", "2022-11-20"),
    told(7, U24, "l-MYRH", "2022-05-02", "conscript"),
    told(8, U24, "l-LUBN", "2022-06-17", "volunteer"),
    told(9, U24, "l-LUBN", "2022-04-30", "conscript"),
]
"""The table that the documentation works through, for k = 3."""
SHOWN = {
    1: (U72, "Donetsk Oblast", "2022-03-01", "2022-03-31", "mobilised"),
    2: (U72, "Donetsk Oblast", "2022-03-01", "2022-03-31", "mobilised"),
    3: (U72, "Donetsk Oblast", "2022-03-01", "2022-03-31", "mobilised"),
    4: (None, "Donetsk Oblast", "2022-01-01", "2022-12-31", ""),
    5: (None, "Donetsk Oblast", "2022-01-01", "2022-12-31", ""),
    6: (None, "Donetsk Oblast", "2022-01-01", "2022-12-31", ""),
    7: (U24, "Poltava Oblast", "2022-04-01", "2022-06-30", ""),
    8: (U24, "Poltava Oblast", "2022-04-01", "2022-06-30", ""),
    9: (U24, "Poltava Oblast", "2022-04-01", "2022-06-30", ""),
}


def rows(made: Contents) -> dict[int, tuple[str | None, ...]]:
    names = {one.id: one.name for one in made.places}
    return {
        int(one.id[2:]): (one.unit, names.get(one.place or ""), *(one.date or (None, None)), "".join(one.category))
        for one in made.statements
    }


def test_the_documented_table_is_what_comes_out() -> None:
    made = generalise(contents(DOCUMENTED), 3)
    assert rows(made) == SHOWN
    assert {one.what.removeprefix("combination: "): one.number for one in made.disclosure.removed} == {
        "place": 9,
        "date": 9,
        "category": 6,
        "unit": 3,
    }
    assert not made.disclosure.findings


def test_the_settlements_leave_the_list_of_places() -> None:
    made = generalise(contents(DOCUMENTED), 3)
    assert sorted(one.name for one in made.places) == ["Donetsk Oblast", "Poltava Oblast"]


def test_what_enough_people_share_stays_as_it_was() -> None:
    alike = [told(number, U72, "l-VUHL", "2022-03-04") for number in range(1, 6)]
    assert generalise(contents(alike), 5).statements == alike


def test_people_who_are_named_and_large_groups_are_left_alone() -> None:
    large = replace(told(1, U72, "l-VUHL", "2022-03-04"), people=[], count=(500, 500))
    named = told(2, U24, "l-BAKH", "2022-03-04")
    given_ = contents([large, named])
    given_ = replace(given_, people=[replace(one, named=True, exposure="public") for one in given_.people])
    assert generalise(given_, 5).statements == [large, named]


def test_all_that_is_told_of_a_person_is_taken_together() -> None:
    twice = [told(number, U72, "l-VUHL", "2022-03-04") for number in range(1, 4)]
    later = replace(told(9, U72, "l-VUHL", "2022-09-01"), people=["p-0001"])
    made = generalise(contents([*twice, later]), 3)
    assert made.statements[0].date != ("2022-03-04", "2022-03-04")


def test_the_wording_leaves_the_text_with_the_value() -> None:
    text = "On 4 March a soldier of the 72nd Brigade refused near Vuhledar; the 72nd Brigade is silent."
    one, source = spanned(
        told(1, U72, "l-VUHL", "2022-03-04"), text, date="On 4 March", unit="72nd Brigade", place="Vuhledar"
    )
    made = generalise(replace(contents([one]), sources=[source]), 3)
    shown = made.sources[0].text
    assert shown == "[date] a soldier of the [unit] refused near [place]; the [unit] is silent."
    assert made.statements[0].spans == []
    assert (made.statements[0].start, made.statements[0].end) == (0, len(shown))


def test_what_one_statement_may_not_tell_another_of_its_event_and_source_does_not() -> None:
    few, many = told(1, U72, None, "2022-03-04"), told(2, U24, None, "2022-03-04")
    many = replace(many, event=few.event, source=few.source, people=[], count=(40, 40))
    apart = replace(many, id="c-0003", source="s-0003")
    made = generalise(contents([few, many, apart]), 3)
    dates = {one.id: one.date for one in made.statements}
    assert dates["c-0001"] == dates["c-0002"] != few.date
    assert dates["c-0003"] == few.date
    assert {one.id: one.unit for one in made.statements}["c-0002"] == U24


def test_the_title_of_the_source_does_not_say_what_its_text_no_longer_does() -> None:
    text = "Soldier of the 72nd Brigade refused near Vuhledar."
    one, source = spanned(told(1, U72, "l-VUHL", None), text, unit="72nd Brigade", place="Vuhledar")
    titled = replace(source, title="A man of the 72nd brigade at Vuhledar, and Vuhledarivka")
    made = generalise(replace(contents([one]), sources=[titled]), 3)
    assert made.sources[0].title == "A man of the [unit] at [place], and Vuhledarivka"


def test_offsets_of_what_stays_follow() -> None:
    text = "On 4 March two soldiers of the 72nd Brigade refused."
    one, source = spanned(told(1, U72, None, "2022-03-04"), text, date="On 4 March", count="two", unit="72nd Brigade")
    one = replace(one, count=(2, 2))
    made = generalise(replace(contents([one]), sources=[source]), 3)
    (span,) = made.statements[0].spans
    assert (span.field, made.sources[0].text[span.start : span.end]) == ("count", "two")


def test_a_title_says_no_more_than_its_event() -> None:
    (event,) = generalise(contents(DOCUMENTED[3:4]), 3).events
    assert "Vuhledar" not in event.title
    assert event.date != ("2022-03-05", "2022-03-05")


def test_too_few_people_altogether_are_reported() -> None:
    made = generalise(contents(DOCUMENTED[:2]), 3)
    assert [one.rule for one in made.disclosure.findings] == ["fewer-than-k-left"]


def random_statements(seed: int) -> list[Statement]:
    luck = random.Random(seed)
    return [
        replace(
            told(
                number,
                luck.choice([U72, U24, None]),
                luck.choice([*PLACES, None]),
                f"2022-{luck.randint(1, 12):02}-{luck.randint(1, 28):02}",
                luck.choice(["mobilised", "officer", ""]),
            ),
            people=[f"p-{luck.randint(1, 12):04}" for _ in range(luck.choice([1, 1, 1, 2]))],
        )
        for number in range(1, luck.randint(4, 40))
    ]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 6))
def test_no_combination_that_tells_anything_is_shared_by_fewer(seed: int, smallest: int) -> None:
    made = generalise(contents(random_statements(seed), smallest), smallest)
    cells = small(made, smallest)
    shared = classes(cells, {}, places_of(made))
    for key, people in shared.items():
        bottom = all(not any(value for value in row[:-1]) for row in key)
        assert bottom or len(people) >= smallest
    assert TOP == 10
