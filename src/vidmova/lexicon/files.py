"""Reads the lexicon's YAML files, checks their shape, and names the line that is wrong."""

import hashlib
import os
import re
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from vidmova.errors import LexiconError

T = TypeVar("T")
SHIPPED = Path(__file__).parent / "words"
NAMES = Path(__file__).parent / "names"
"""Lists of names that hold in all languages."""
VARIABLE = "VIDMOVA_LEXICON"


def folder() -> Path:
    """Return the lexicon in use: the folder named by VIDMOVA_LEXICON, or the shipped one."""
    return _folder(os.environ.get(VARIABLE, ""))


def languages() -> tuple[str, ...]:
    """Return the codes of the languages that have a folder in the lexicon."""
    return _languages(folder())


def read(subject: str, shape: type[T], language: str | None = None) -> T:
    """Return the file of a subject (`acts`, `counts` …), for one language or for all, as `shape`.

    Raises LexiconError, which names the line, where the file is missing or does not fit the shape.
    """
    key = (folder(), subject, shape, language)
    if key not in _kept:
        _kept[key] = _read(*key)
    kept: T = _kept[key]
    return kept


def digest() -> str:
    """Return the SHA-256 over all lexicon files, in hexadecimal, so that results can name their lexicon."""
    total = hashlib.sha256()
    for root in (folder(), NAMES):
        for path in sorted(root.rglob("*.yml")):
            total.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


@cache
def _folder(named: str) -> Path:
    return Path(named) if named else SHIPPED


@cache
def _languages(root: Path) -> tuple[str, ...]:
    return tuple(sorted(path.name for path in root.iterdir() if path.is_dir() and (path / "acts.yml").is_file()))


_kept: dict[tuple[Path, str, Any, str | None], Any] = {}


def _read(root: Path, subject: str, shape: type[T], language: str | None) -> T:
    path = (root / language if language else root) / f"{subject}.yml"
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise LexiconError(path, 1, f"the file is missing; every language needs a {subject}.yml") from None
    except UnicodeDecodeError as fault:
        raise LexiconError(path, 1, f"the file is not UTF-8 ({fault.reason}); save it as UTF-8") from None
    try:
        return msgspec.convert(yaml.load(text, Loader=_Loader), shape, strict=False)
    except yaml.MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else 1
        raise LexiconError(path, line, f"this is not YAML ({fault.problem}); check quotes and indentation") from None
    except msgspec.ValidationError as fault:
        said, where = _parted(fault)
        raise LexiconError(path, line_of(text, _exact(text, where, shape)), said) from None


# Every scalar stays a string, since YAML would read the words «no» and «on» as truth values.
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def _parted(fault: msgspec.ValidationError) -> tuple[str, str]:
    said, _, where = str(fault).partition(" - at `")
    return said, where.rstrip("`")


def _exact(text: str, where: str, shape: Any) -> str:
    """Name the key that msgspec writes as `[...]`: the one that fails alone."""
    before, unnamed, _ = where.partition("[...]")
    if not unnamed:
        return where
    for key in _at(yaml.load(text, Loader=_Loader), before):
        alone = yaml.load(text, Loader=_Loader)
        values = _at(alone, before)
        for other in set(values) - {key}:
            del values[other]
        try:
            msgspec.convert(alone, shape, strict=False)
        except msgspec.ValidationError as fault:
            return f"{before}.{key}{_parted(fault)[1].removeprefix(before + '[...]')}"
    return where


def _at(value: Any, where: str) -> Any:
    for key in re.findall(r"\.([^.\[\]]+)", where):
        value = value[key]
    return value


def line_of(text: str, where: str) -> int:
    """Return the line of `$.key[3].other` in YAML text; the nearest parent's where a key is `[...]` or missing."""
    node = yaml.compose(text, Loader=_Loader)
    line = 1
    for key, index in re.findall(r"\.([^.\[\]]+)|\[(\d+|\.\.\.)\]", where):
        found = _child(node, key, index)
        if found is None:
            break
        node, line = found
    return line


def _child(node: yaml.Node | None, key: str, index: str) -> tuple[yaml.Node, int] | None:
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if name.value == key:
                return value, name.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode) and index.isdigit() and int(index) < len(node.value):
        value = node.value[int(index)]
        return value, value.start_mark.line + 1
    return None
