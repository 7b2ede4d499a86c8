"""What regions, larger areas and towns are called in Ukrainian and Russian, by the name that a register gives them."""

from functools import cache
from pathlib import Path

PLACES = Path(__file__).parent / "places"
LANGUAGES = ("uk", "ru")


@cache
def place_names() -> dict[str, dict[str, str]]:
    """Return the names of places by language, by the register's name; countries are not among them."""
    return _named("names")


@cache
def spot_names() -> dict[str, dict[str, str]]:
    """Return what places without a name of their own are called by language: a cellar, a training ground."""
    return _named("spots")


def _named(table: str) -> dict[str, dict[str, str]]:
    lines = (PLACES / f"{table}.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line[:1] != "#")
    return {name: dict(zip(LANGUAGES, named, strict=True)) for name, *named in rows}
