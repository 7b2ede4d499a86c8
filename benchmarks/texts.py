"""The texts that are timed: those of the shared folder where it is, else the shipped demonstration documents."""

from pathlib import Path

from vidmova.reading.text import read

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
DEMO = ROOT / "src" / "vidmova" / "demo"
LAST_WRITTEN = 28
"""The number of the last written text that may be read; those after it are a test that nobody has seen."""


def english() -> tuple[str, list[str]]:
    """Return what they are called and the English texts."""
    seeds = [path for path in sorted((SHARED / "seeds").glob("*.txt")) if not path.name.startswith("000_")]
    return ("English seeds", _plain(seeds)) if seeds else ("English demonstration documents", demo("en"))


def russian() -> tuple[str, list[str]]:
    """Return what they are called and the Russian texts."""
    folder = SHARED / "gold" / "written" / "text"
    paths = [path for path in sorted(folder.glob("ru-*.txt")) if int(path.stem[3:]) <= LAST_WRITTEN]
    return ("Russian written texts", _plain(paths)) if paths else ("Russian demonstration documents", demo("ru"))


def demo(language: str) -> list[str]:
    """Return the texts of the demonstration documents in a language, which are invented."""
    return [read(path.name, path.read_bytes()).text for path in sorted(DEMO.glob(f"{language}-*"))]


def _plain(paths: list[Path]) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in paths]
