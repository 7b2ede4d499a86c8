"""Places have a name in each language, under the name that the register gives them."""

import re
from pathlib import Path

import pytest

from vidmova.entities.places import locate
from vidmova.extraction.placewords import words_of
from vidmova.lexicon.placenames import place_names, spot_names

TABLES = Path(__file__).parents[2] / "src" / "vidmova" / "lexicon" / "places"
OF_ONE = {"uk": re.compile("[ыэъё]"), "ru": re.compile("[іїєґ’]")}
"""Letters that the other language does not have."""


def test_every_name_is_written_in_the_letters_of_its_language() -> None:
    for name, named in (place_names() | spot_names()).items():
        for language, said in named.items():
            assert re.fullmatch(r"[А-Яа-яІіЇїЄєҐґЁё’ -]+", said), name
            assert not OF_ONE[language].search(said), (name, said)


def names_in(table: str) -> list[str]:
    lines = (TABLES / f"{table}.tsv").read_text("utf-8").splitlines()
    return [line.split("\t")[0] for line in lines if line[:1] != "#"]


@pytest.mark.parametrize("table", ["regions", "areas"])
def test_every_region_and_area_has_its_names(table: str) -> None:
    assert [one for one in names_in(table) if one not in place_names()] == []


def test_names_stand_under_those_of_the_register() -> None:
    others = place_names().keys() - {"abroad", *names_in("areas")}
    assert [name for name in sorted(others) if locate(name) is None] == []


def test_every_kind_of_place_that_is_found_has_its_name() -> None:
    every = {name for language in ("en", "ru", "uk") for name in words_of(language).facilities}
    assert every - spot_names().keys() - place_names().keys() == set()
