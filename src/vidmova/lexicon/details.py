"""Words that tell a claim's details: category, charge, reason, outcome, group, who did it, denial and possibility."""

from functools import cache
from pathlib import Path

from msgspec import Struct

from vidmova.errors import LexiconError
from vidmova.lexicon import files
from vidmova.lexicon.patterns import Pattern, PatternError, compile_pattern

NOTHING = "(?!)"
"""What a language without such words looks for."""
CODED = ("categories", "charges", "reasons", "sentence_types", "outcomes", "groups", "agents")
LISTED = (
    "negations",
    "possible",
    "denials",
    "future",
    "nobody",
    "doubtful",
    "part_of",
    "one",
    "the_one",
    "he",
    "they",
    "self",
    "points",
    "undergone",
)


class DetailsFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`details.yml` of a language."""

    categories: dict[str, list[str]]
    charges: dict[str, list[str]]
    reasons: dict[str, list[str]]
    sentence_types: dict[str, list[str]]
    outcomes: dict[str, list[str]]
    groups: dict[str, list[str]]
    agents: dict[str, list[str]]
    negations: list[str]
    possible: list[str]
    denials: list[str]
    future: list[str]
    nobody: list[str]
    doubtful: list[str]
    part_of: list[str]
    one: list[str]
    the_one: list[str]
    he: list[str]
    they: list[str]
    self: list[str]
    points: list[str]
    undergone: list[str]


class Details(Struct, frozen=True):
    """A language's detail words, each code with one pattern over all its words."""

    coded: dict[str, tuple[tuple[str, Pattern], ...]]
    listed: dict[str, Pattern]


def details(language: str) -> Details:
    """Return the detail words of a language. Raises LexiconError, with the line, where one cannot be read."""
    return _details(files.folder(), language)


@cache
def _details(root: Path, language: str) -> Details:
    path = root / language / "details.yml"
    written = files.read("details", DetailsFile, language)

    def joined(where: str, words: list[str]) -> Pattern:
        try:
            compiled = [compile_pattern(word, {}) for word in words]
        except PatternError as fault:
            line = files.line_of(path.read_text(encoding="utf-8"), where)
            raise LexiconError(path, line, str(fault)) from None
        return Pattern(where, "|".join(pattern.expression for pattern in compiled) or NOTHING, ())

    coded = {
        key: tuple((code, joined(f"$.{key}.{code}", words)) for code, words in getattr(written, key).items())
        for key in CODED
    }
    return Details(coded, {key: joined(f"$.{key}", getattr(written, key)) for key in LISTED})
