"""Looks at what is installed and what that allows."""

import platform
import shutil
import tempfile
from collections.abc import Iterator
from importlib import metadata, util
from pathlib import Path

import msgspec
import yaml

from vidmova import __version__
from vidmova.errors import LexiconError
from vidmova.extraction.claims import extract
from vidmova.lexicon import files as lexicon
from vidmova.reading.sentences import find_sentences
from vidmova.records import Document

ROOM_NEEDED = 200 * 1024 * 1024


class Finding(msgspec.Struct, frozen=True):
    """One thing looked at."""

    name: str
    there: bool
    said: str
    cost: str = ""
    """What does not work without it."""
    needed: bool = False
    """Whether Vidmova cannot work without it."""


class Part(msgspec.Struct, frozen=True):
    """A package that something depends on."""

    module: str
    package: str
    gives: str
    cost: str
    needed: bool = True


PROBES = {
    "en": "Twelve soldiers refused to fight in March 2023.",
    "ru": "Двенадцать солдат отказались воевать в марте 2023 года.",
    "uk": "Дванадцять солдатів відмовилися воювати в березні 2023 року.",
}
"""A claim in each shipped language, to try its lexicon with."""

PARTS = (
    Part("ahocorasick_rs", "ahocorasick-rs", "the search for act words", "nothing can be extracted"),
    Part("trafilatura", "trafilatura", "web pages", "html cannot be read; other formats can"),
    Part("lxml", "lxml", "web pages, docx and odt", "html, docx and odt cannot be read; txt and pdf can"),
    Part("pypdfium2", "pypdfium2", "pdf", "pdf cannot be read; other formats can"),
    Part("sqlalchemy", "SQLAlchemy", "the register", "build, show and serve do not work; claims does"),
    Part("starlette", "starlette", "the desk", "serve and demo do not work"),
    Part("uvicorn", "uvicorn", "the desk's server", "serve and demo do not work"),
    Part("jinja2", "Jinja2", "the desk's pages", "serve and demo do not work"),
    Part("rich", "rich", "progress bars", "no progress is drawn"),
    Part("pg8000", "pg8000", "registers on PostgreSQL", "registers are kept on SQLite only", needed=False),
    Part("sqlcipher3", "sqlcipher3", "encrypted registers", "no register can be encrypted", needed=False),
    Part("vidmova_encoder", "./models/encoder", "the trained reader of acts", "fewer acts are found", needed=False),
    Part("onnxruntime", "onnxruntime", "runs the trained reader", "the trained reader does not run", needed=False),
    Part("numpy", "numpy", "numbers for the trained reader", "the trained reader does not run", needed=False),
)


def examine() -> list[Finding]:
    """Return all findings, in the order in which they matter."""
    return [_python(), *_lexicon(), *map(_part, PARTS), _room()]


def _python() -> Finding:
    return Finding("vidmova", True, f"{__version__}, Python {platform.python_version()} on {platform.system()}")


def _part(part: Part) -> Finding:
    if util.find_spec(part.module) is None:
        cost = f"without it {part.cost}; pip install {part.package}"
        return Finding(part.module, False, part.gives, cost, part.needed)
    try:
        version = metadata.version(part.module)
    except metadata.PackageNotFoundError:
        version = "of unknown version"
    return Finding(part.module, True, f"{version}, {part.gives}", needed=part.needed)


def _lexicon() -> Iterator[Finding]:
    root = lexicon.folder()
    try:
        languages = lexicon.languages()
        for path in sorted(root.rglob("*.yml")):
            _check(path)
        for code in languages:
            _try(code)
    except LexiconError as fault:
        yield Finding("lexicon", False, str(root), f"a file is wrong: {fault}", needed=True)
        return
    except OSError as fault:
        yield Finding("lexicon", False, str(root), f"the folder cannot be read: {fault.strerror}", needed=True)
        return
    said = f"{', '.join(languages)}; digest {lexicon.digest()[:16]}; {root}"
    yield Finding("lexicon", bool(languages), said, "no language is complete: nothing can be read", needed=True)


def _try(code: str) -> None:
    # Extraction reads every file that it needs, in its shape, and complains of the line that does not fit.
    text = PROBES.get(code, PROBES["en"])
    document = Document(id="", name="", media_type="text/plain", text=text, language=code)
    extract(document, find_sentences(text, code))


def _check(path: Path) -> None:
    try:
        yaml.compose(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.MarkedYAMLError, UnicodeDecodeError) as fault:
        mark = getattr(fault, "problem_mark", None)
        raise LexiconError(path, mark.line + 1 if mark else 1, "this is not YAML in UTF-8") from None


def _room() -> Finding:
    free = shutil.disk_usage(tempfile.gettempdir()).free
    said = f"{free // 2**20:,} MB free in {tempfile.gettempdir()}"
    return Finding("room for temp files", free > ROOM_NEEDED, said, "large documents may not fit")
