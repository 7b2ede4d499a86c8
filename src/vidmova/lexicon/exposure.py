"""Wordings from which it follows how far somebody may be seen, and the marks that stand for what was taken out."""

import re
from functools import cache
from pathlib import Path

from msgspec import Struct

from vidmova.errors import LexiconError
from vidmova.lexicon import files
from vidmova.lexicon.patterns import Pattern, PatternError, compile_pattern

CUES = (
    *("changed", "anonymous", "hiding", "relatives", "minors", "pseudonyms", "singling"),
    *("offices", "professions", "ranks"),
)
"""Names of the rules that wordings set, as in the file."""
EXPLAINED = ("openers", "organisations", "beside_places")
"""Lists of words that tell that a word with a capital letter is no name of a person."""
MARKS = ("person", "day", "place", "unit", "contact", "number", "age", "rank")


class ExposureFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`exposure.yml` of a language."""

    changed: list[str]
    anonymous: list[str]
    hiding: list[str]
    relatives: list[str]
    minors: list[str]
    pseudonyms: list[str]
    singling: list[str]
    offices: list[str]
    professions: list[str]
    ranks: list[str]
    openers: list[str]
    endings: list[str]
    organisations: list[str]
    beside_places: list[str]
    marks: dict[str, str]


class ExposureWords(Struct, frozen=True):
    """A language's wordings by rule, and its marks by kind."""

    cues: dict[str, re.Pattern[str]]
    hints: tuple[tuple[str, str], ...]
    """Letters and a rule: no wording of the rule stands where none of its letters do."""
    marks: dict[str, str]
    explained: dict[str, re.Pattern[str]]
    """Words that explain a capital letter, by list."""
    endings: tuple[str, ...]
    """Endings that no surname has."""


def exposure(language: str) -> ExposureWords:
    """Return a language's wordings. Raises LexiconError, with the line, where one cannot be read."""
    return _exposure(files.folder(), language)


@cache
def _exposure(root: Path, language: str) -> ExposureWords:
    written = files.read("exposure", ExposureFile, language)
    path = root / language / "exposure.yml"
    if missing := sorted({*MARKS} - {*written.marks}):
        raise LexiconError(path, _line(path, "$.marks"), f"the mark {missing[0]} is missing")
    compiled = {rule: _patterns(path, rule, getattr(written, rule)) for rule in CUES}
    hints = {(letters, rule) for rule, patterns in compiled.items() for one in patterns for letters in one.anchors}
    return ExposureWords(
        {rule: _joined(patterns) for rule, patterns in compiled.items()}, tuple(sorted(hints)), written.marks,
        {name: _joined(_patterns(path, name, getattr(written, name))) for name in EXPLAINED}, tuple(written.endings),
    )  # fmt: skip


def _joined(patterns: list[Pattern]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one.expression})" for one in patterns))


def _patterns(path: Path, rule: str, wordings: list[str]) -> list[Pattern]:
    compiled: list[Pattern] = []
    for at, wording in enumerate(wordings):
        try:
            compiled.append(compile_pattern(wording, {}))
        except PatternError as fault:
            raise LexiconError(path, _line(path, f"$.{rule}[{at}]"), str(fault)) from None
    return compiled


def _line(path: Path, where: str) -> int:
    return files.line_of(path.read_text(encoding="utf-8"), where)
