"""What regions, larger areas and towns are called in Ukrainian and Russian, by the name that a register gives them."""

from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "places" / "names.tsv"
LANGUAGES = ("uk", "ru")


@cache
def place_names() -> dict[str, dict[str, str]]:
    """Return the names of places by language, by the register's name; countries are not among them."""
    rows = (line.split("\t") for line in FILE.read_text("utf-8").splitlines() if line[:1] != "#")
    return {name: dict(zip(LANGUAGES, named, strict=True)) for name, *named in rows}
