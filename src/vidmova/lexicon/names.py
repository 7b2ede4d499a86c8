"""Reads the language-free lists of names: places with further names, organisations and outlets, signs of units."""

from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from vidmova.errors import LexiconError
from vidmova.lexicon.files import NAMES, line_of

T = TypeVar("T")


def read_names(subject: str, shape: type[T]) -> T:
    """Return the list of a subject as `shape`; raises LexiconError, which names the line that does not fit."""
    key: Any = shape
    kept: T = _read(NAMES / f"{subject}.yml", key)
    return kept


@cache
def _read(path: Path, shape: Any) -> Any:
    text = path.read_text(encoding="utf-8")
    try:
        return msgspec.convert(yaml.load(text, Loader=_Loader), shape, strict=False)
    except yaml.MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else 1
        raise LexiconError(path, line, f"this is not YAML ({fault.problem}); check quotes and indentation") from None
    except msgspec.ValidationError as fault:
        said, _, where = str(fault).partition(" - at `")
        raise LexiconError(path, line_of(text, where.rstrip("`")), said) from None


# Every scalar stays a string, since YAML would read the words «no» and «on» as truth values.
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
