"""The acts of the codebook and the constructions that state them, one file a language."""

from functools import cache
from pathlib import Path

from msgspec import Struct, field

from vidmova.errors import LexiconError
from vidmova.lexicon import files
from vidmova.lexicon.patterns import Node, Pattern, PatternError, compile_lists, compile_pattern

GIVEN = ("charge", "sentence_type", "outcome", "counted", "category", "reason", "modality")


class ActMeaning(Struct, frozen=True, forbid_unknown_fields=True):
    """An act's definition, for people."""

    means: str
    example: str = ""


class ActsFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`acts.yml` of the whole lexicon: the closed list of acts."""

    acts: dict[str, ActMeaning]


class RuleEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """A rule as written: constructions, what blocks them, what they need, and what they tell besides the act."""

    say: list[str] | str
    unless: list[str] | str = field(default_factory=list)
    without: list[str] | str = field(default_factory=list)
    near: list[str] | str = field(default_factory=list)
    context: bool = False
    give: dict[str, str] = field(default_factory=dict)
    last: bool = False
    sure: float = 0.8


class LanguageActsFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`acts.yml` of a language: word lists and rules by act."""

    lists: dict[str, list[str]]
    acts: dict[str, list[str | RuleEntry]]


class Rule(Struct, frozen=True):
    """A rule ready to use; `name` is language.act.number, as claims quote it."""

    name: str
    act: str
    say: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]
    without: tuple[Pattern, ...]
    near: tuple[Pattern, ...]
    context: bool
    give: dict[str, str]
    last: bool
    sure: float


class LanguageActs(Struct, frozen=True):
    """All rules of a language, and the words that show that a text is about soldiers and war."""

    rules: tuple[Rule, ...]
    context: Pattern


def acts() -> dict[str, ActMeaning]:
    """Return the acts of the codebook by their code."""
    return files.read("acts", ActsFile).acts


def language_acts(language: str) -> LanguageActs:
    """Return the rules of a language. Raises LexiconError, with the line, where one cannot be read."""
    return _language_acts(files.folder(), language)


@cache
def _language_acts(root: Path, language: str) -> LanguageActs:
    path = root / language / "acts.yml"
    entries = files.read("acts", LanguageActsFile, language)
    try:
        lists = compile_lists(entries.lists)
    except PatternError as fault:
        raise LexiconError(path, _line(path, "$.lists"), str(fault)) from None
    if "context" not in lists:
        raise LexiconError(path, _line(path, "$.lists"), "the word list `context` is missing")
    rules: list[Rule] = []
    for act, written in entries.acts.items():
        if act not in acts():
            raise LexiconError(path, _line(path, f"$.acts.{act}"), f"`{act}` is no act of acts.yml")
        for number, entry in enumerate(written):
            rule = entry if isinstance(entry, RuleEntry) else RuleEntry(say=entry)
            try:
                rules.append(_rule(f"{language}.{act}.{number + 1}", act, rule, lists))
            except PatternError as fault:
                raise LexiconError(path, _line(path, f"$.acts.{act}[{number}]"), str(fault)) from None
    return LanguageActs(tuple(rules), compile_pattern("<context>", lists))


def _line(path: Path, where: str) -> int:
    return files.line_of(path.read_text(encoding="utf-8"), where)


def _rule(name: str, act: str, entry: RuleEntry, lists: dict[str, Node]) -> Rule:
    def compiled(sources: list[str] | str) -> tuple[Pattern, ...]:
        return tuple(compile_pattern(source, lists) for source in ([sources] if isinstance(sources, str) else sources))

    for key in entry.give:
        if key not in GIVEN:
            raise PatternError(f"`give` knows {', '.join(GIVEN)}, not `{key}`")
    say = compiled(entry.say)
    for pattern in say:
        if not pattern.anchors:
            raise PatternError(f"«{pattern.source}» needs one word of its own that must be there")
    blocks = (compiled(entry.unless), compiled(entry.without), compiled(entry.near))
    return Rule(name, act, say, *blocks, entry.context, entry.give, entry.last, entry.sure)
