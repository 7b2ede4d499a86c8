"""What is compared of two records of lists, at which levels, and what a level is worth before anything is learned."""

from typing import Any

from msgspec import Struct

CLOSE = 0.93
"""How alike (Jaro–Winkler) given names must be that no list has, to pass for two spellings of one."""


class Level(Struct, frozen=True):
    """How two records may agree in something: in words, as SQL, and how often among same and among different people."""

    said: str
    sql: str
    same: float
    different: float


class Compared(Struct, frozen=True):
    """Something that is compared: null where one of the records does not say it, else the first level that holds."""

    name: str
    columns: tuple[str, ...]
    null: str
    levels: tuple[Level, ...]
    frequent: str = ""
    """Column of which rare values weigh more, in the first level."""


def _both(column: str, relation: str = "{0}_l = {0}_r") -> str:
    return relation.format(column)


def _part(name: str, column: str, said: str, same: float) -> Compared:
    """Return how a given name or a patronymic is compared, of which there may be an initial only."""
    letters = f"{column}_letters"
    return Compared(
        name,
        (column, letters),
        f"len({letters}_l) = 0 OR len({letters}_r) = 0",
        (
            Level(f"the {said} is the same", _both(column), same, 0.04),
            Level(
                "an initial fits",
                f"({column}_l IS NULL OR {column}_r IS NULL) AND list_has_any({letters}_l, {letters}_r)",
                0.06,
                0.02,
            ),
            Level(
                f"the {said} is spelt much alike",
                f"jaro_winkler_similarity({column}_l, {column}_r) >= {CLOSE}",
                0.03,
                0.01,
            ),
            Level(f"the {said} differs", "ELSE", 0.91 - same, 0.93),
        ),
        column,
    )


_NO_DAY = "(day_l IS NULL OR day_r IS NULL)"
_SAME_MONTH = f"{_NO_DAY} AND year_l = year_r AND month_l = month_r"
_SWAPPED = "year_l = year_r AND month_l = day_r AND day_l = month_r"
_NO_MONTH = "(month_l IS NULL OR month_r IS NULL)"
COMPARED = (
    Compared(
        "surname",
        ("surname", "surname_bones"),
        "surname_l IS NULL OR surname_r IS NULL",
        (
            Level("the surname is the same", _both("surname"), 0.88, 0.002),
            Level(
                "the surnames differ in vowels only",
                f"{_both('surname_bones')} AND length(surname_bones_l) > 2",
                0.05,
                0.002,
            ),
            Level(
                "the surnames differ by a letter",
                "length(surname_l) > 4 AND damerau_levenshtein(surname_l, surname_r) = 1",
                0.04,
                0.002,
            ),
            Level(
                "one is half of a double surname",
                "list_has_any(string_split(surname_l, '-'), string_split(surname_r, '-'))",
                0.005,
                0.0005,
            ),
            Level("the surnames differ", "ELSE", 0.025, 0.9935),
        ),
        "surname",
    ),
    _part("given name", "given", "given name", 0.87),
    _part("patronymic", "father", "patronymic", 0.87),
    Compared(
        "birth",
        ("born", "year", "month", "day"),
        "year_l IS NULL OR year_r IS NULL",
        (
            Level("the day of birth is the same", _both("born"), 0.78, 0.00007),
            Level("the month of birth is the same, a day is missing", _SAME_MONTH, 0.06, 0.0004),
            Level("day and month of birth are swapped", _SWAPPED, 0.02, 0.00007),
            Level("the days of birth differ by a digit", "damerau_levenshtein(born_l, born_r) = 1", 0.05, 0.0014),
            Level("the year of birth is the same, a month is missing", f"{_NO_MONTH} AND year_l = year_r", 0.05, 0.004),
            Level("only the year of birth is the same", "year_l = year_r", 0.015, 0.025),
            Level("the years of birth are one apart", "abs(year_l - year_r) = 1", 0.015, 0.05),
            Level("the births differ", "ELSE", 0.01, 0.91903),
        ),
        "born",
    ),
    Compared(
        "unit",
        ("unit",),
        "unit_l IS NULL OR unit_r IS NULL",
        (
            Level("the unit is the same", "list_has_any(unit_l, unit_r)", 0.6, 0.02),
            Level("the units differ", "ELSE", 0.4, 0.98),
        ),
    ),
    Compared(
        "place",
        ("place",),
        "place_l IS NULL OR place_r IS NULL",
        (
            Level("the place is the same", "list_has_any(place_l, place_r)", 0.6, 0.03),
            Level("the places differ", "ELSE", 0.4, 0.97),
        ),
    ),
    Compared(
        "case",
        ("case_number",),
        "case_number_l IS NULL OR case_number_r IS NULL",
        (
            Level("the number of the case is the same", _both("case_number"), 0.8, 0.0001),
            Level("the numbers of the cases differ", "ELSE", 0.2, 0.9999),
        ),
    ),
)

SEARCHED = (
    "l.surname = r.surname AND l.year = r.year",
    "l.surname = r.surname AND l.given = r.given AND l.father = r.father",
    "l.born = r.born AND l.given = r.given",
    "l.surname = r.surname AND l.given = r.given AND (l.year IS NULL OR r.year IS NULL)",
    "l.surname = r.surname AND l.given_letters[1] = r.given_letters[1] AND (l.given IS NULL OR r.given IS NULL)",
    "l.surname_bones = r.surname_bones AND l.given = r.given AND l.year = r.year",
    "l.given = r.given AND l.father = r.father AND l.year = r.year AND l.surname_start = r.surname_start",
    "l.surname_bones = r.surname_bones AND l.given = r.given AND l.month = r.month AND l.day = r.day",
    "l.surname = r.surname AND l.given = r.given AND l.day = r.day AND abs(l.year - r.year) = 1",
    "l.surname = r.surname AND l.month = r.month AND l.day = r.day AND l.given_letters[1] = r.given_letters[1]",
    "l.surname_bones = r.surname_bones AND l.given = r.given AND l.father = r.father",
    "l.born = r.born AND l.surname_start = r.surname_start",
    "l.given = r.given AND l.father = r.father AND l.month = r.month AND l.day = r.day",
    "l.unit[1] = r.unit[1] AND l.given = r.given AND l.year = r.year AND l.surname_start = r.surname_start",
    "l.place[1] = r.place[1] AND l.given = r.given AND l.year = r.year AND l.surname_start = r.surname_start",
    "l.case_number = r.case_number",
)
"""Pairs are compared where one of these holds; of all others nothing speaks for one person."""

LEARNED_AMONG = (
    ("birth", "given name"),
    ("surname", "given name"),
    ("birth", "surname"),
)
"""Among pairs that agree in the first level of both, the others' levels are learned."""


def settings_of(compared: Compared, same: tuple[float, ...], different: tuple[float, ...]) -> dict[str, Any]:
    """Return a comparison as Splink takes it, with what its levels are worth."""
    rows: list[dict[str, Any]] = [
        {"sql_condition": compared.null, "label_for_charts": "not said", "is_null_level": True}
    ]
    for number, level in enumerate(compared.levels):
        row = {
            "sql_condition": level.sql,
            "label_for_charts": level.said,
            "m_probability": same[number],
            "u_probability": different[number],
        }
        if number == 0 and compared.frequent:
            row |= {"tf_adjustment_column": compared.frequent, "tf_minimum_u_value": RAREST}
            row["disable_tf_exact_match_detection"] = True
        rows.append(row)
    return {"output_column_name": compared.name.replace(" ", "_"), "comparison_levels": rows}


RAREST = 0.00002
"""A value weighs no more than if this share of people had it: a list is too short to show a rarer one."""
