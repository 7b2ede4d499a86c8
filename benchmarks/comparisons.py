"""What is compared and what is asked of it; each comparison gives rows of the table."""

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks import neutral, readers, texts, timing

LANGUAGES = ("en", "ru", "uk")
NEUTRAL_DOCUMENTS, NEUTRAL_SIZE = 10, 20_000
TIMES_SPACY, TIMES_NATASHA, NEUTRAL_MEGABYTES = 3.0, 1.0, 5.0
COLD_SECONDS, IMPORT_SECONDS = 1.5, 0.3


class Row(NamedTuple):
    """One line of the table: what, our figure, theirs, how they compare, what is asked, whether it holds."""

    what: str
    ours: str
    theirs: str
    ratio: str
    asked: str
    holds: bool | None
    """None where the comparison was left out."""


def english(turns: int) -> Iterator[Row]:
    """Compare with spaCy's small English pipeline."""
    name, found = texts.english()
    yield _against("spaCy", readers.spacy, name, found, ("en", TIMES_SPACY, turns))


def russian(turns: int) -> Iterator[Row]:
    """Compare with natasha's morphology, syntax and entities."""
    name, found = texts.russian()
    yield _against("natasha", readers.natasha, name, found, ("ru", TIMES_NATASHA, turns))


def _against(
    rival: str, load: Callable[[], readers.Reader], name: str, found: list[str], asked: tuple[str, float, int]
) -> Row:
    language, times, turns = asked
    what = f"{name}, chars/s"
    try:
        other = load()
    except ImportError as fault:
        return Row(what, "", f"{rival} left out", f"no {fault.name or fault}", f">= {times:g} x", None)
    own = readers.vidmova(language)
    ours, theirs = timing.race([lambda: own(found), lambda: other(found)], turns)
    size, ratio = sum(map(len, found)), timing.ratios(ours, theirs)
    said = f"{median(ratio):.1f} x ({ratio[0]:.1f} to {ratio[-1]:.1f})"
    holds = median(ratio) >= times
    return Row(
        what, f"{size / median(ours):,.0f}", f"{rival} {size / median(theirs):,.0f}", said, f">= {times:g} x", holds
    )


def plain(turns: int, documents: int = NEUTRAL_DOCUMENTS, size: int = NEUTRAL_SIZE) -> Iterator[Row]:
    """Read text that states no act, in each language."""
    for language in LANGUAGES:
        sentences = neutral.plain(language)
        found = [neutral.document(sentences, size, seed) for seed in range(documents)]
        own = readers.vidmova(language)
        seconds = timing.race([lambda own=own, found=found: own(found)], turns)[0]  # type: ignore[misc]
        speed = sum(len(text.encode()) for text in found) / median(seconds) / 1e6
        holds = speed >= NEUTRAL_MEGABYTES
        yield Row(f"{language}: text without acts, MB/s", f"{speed:.1f}", "", "", f">= {NEUTRAL_MEGABYTES:g}", holds)


def starts(turns: int) -> Iterator[Row]:
    """Start the program on one short text, and import the package."""
    with tempfile.TemporaryDirectory() as folder:
        for language in LANGUAGES:
            path = Path(folder) / f"{language}.txt"
            path.write_text(texts.demo(language)[0], encoding="utf-8")
            command = [sys.executable, "-m", "vidmova", "claims", str(path)]
            yield _start(f"{language}: vidmova claims one.txt, s", command, COLD_SECONDS, turns)
    yield _start("import vidmova, s", [sys.executable, "-c", "import vidmova"], IMPORT_SECONDS, turns)


def _start(what: str, command: list[str], limit: float, turns: int) -> Row:
    seconds = timing.cold(command, turns)
    return Row(what, f"{seconds:.2f}", "", "", f"< {limit:g}", seconds < limit)


COMPARISONS: dict[str, Callable[[int], Iterator[Row]]] = {
    "english": english,
    "russian": russian,
    "plain": plain,
    "starts": starts,
}
