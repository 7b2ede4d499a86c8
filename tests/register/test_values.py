from msgspec.structs import replace

from tests.happened import ONE, OTHER, STATED, TEN, TWELVE
from vidmova.linking.stated import Stated
from vidmova.register.values import FieldValues, Value, side_by_side, teller

FIRST, SECOND = Stated(ONE, TWELVE, STATED[0][0]), Stated(OTHER, TEN, STATED[1][0])


def test_values_stand_side_by_side_with_who_says_them() -> None:
    shown = {one.field: one for one in side_by_side([FIRST, SECOND])}
    assert shown["count"] == FieldValues(
        "count", [Value("12", [ONE], ["Вести Кубани"]), Value("about 10", [OTHER], ["en.txt"])]
    )
    assert shown["counted"].values == [Value("persons", [ONE, OTHER], ["Вести Кубани", "en.txt"])]
    assert "event" not in shown


def test_fields_are_in_the_order_of_the_codebook_and_the_most_frequent_value_is_first() -> None:
    third = Stated("x-c001", replace(TEN, place="Sochi"), STATED[1][0])
    shown = side_by_side([FIRST, SECOND, third])
    assert [one.field for one in shown] == ["count", "counted", "place", "modality"]
    assert [value.value for value in shown[0].values] == ["about 10", "12"]


def test_who_tells_is_the_outlet_or_the_file() -> None:
    assert teller(replace(STATED[0][0], outlet=None, name="https://example.org/a/")) == "a"
    assert teller(replace(STATED[0][0], outlet=None, name="/")) == "/"
