"""`ABOUT.txt`: what a release is, how it was made, what was taken out, and how to cite it."""

from pathlib import Path
from textwrap import wrap

from vidmova.protect.release import Contents, Edition, Release
from vidmova.publish.cells import writable
from vidmova.publish.writing import written

FILE = "ABOUT.txt"
LICENCES = {
    "CC-BY-4.0": ("Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "CC-BY-SA-4.0": (
        "Creative Commons Attribution Share-Alike 4.0",
        "https://creativecommons.org/licenses/by-sa/4.0/",
    ),
    "CC-BY-NC-4.0": (
        "Creative Commons Attribution Non-Commercial 4.0",
        "https://creativecommons.org/licenses/by-nc/4.0/",
    ),
    "CC0-1.0": ("Creative Commons Zero 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "ODbL-1.0": ("Open Database License 1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
}
"""Licences that publishers choose most, by their SPDX names, with their names in words and their addresses."""
_WIDTH = 100
_METHOD = (
    "A statement is what one passage of one source says: that somebody refused to fight, left, was punished, sued or "
    "was sentenced, or that a number of people did or suffered so. It is not what is true. The program finds "
    "statements by the words of its lexicon, the same way each time; people accept, correct or add to them, and their "
    "decisions are kept in a sealed list. Statements about one happening are joined to an event, across languages.",
    "A number is a range. The floor of a total is the smallest number that the sources allow when whatever may be the "
    "same people is counted once; the ceiling is the largest that they allow, empty where it is open. A best figure "
    "stands only where a reviewer signed one. The working of each total names the events it rests on.",
    "Private people stand under pseudonyms. Days, places and passages are told only as far as they lead to nobody at "
    "risk; […] marks what was left out and tells nothing of its length. What was removed, and why, is counted below.",
)
_KEPT = {
    "pseudonyms": "Private people stand under pseudonyms, also where a source named them.",
    "as_published": "People whom a source named in public, and who are not at risk, stand under their names.",
}


def write(release: Release, folder: Path) -> list[Path]:
    """Write what a release is, in plain words."""
    text = "\n".join(line for said in about_lines(release.contents) for line in wrap(said, _WIDTH) or [""])
    return [written(folder / FILE, writable(text).encode() + b"\n")]


def about_lines(contents: Contents) -> list[str]:
    """Return what a release is as lines of plain words, an empty one between paragraphs."""
    edition = contents.edition
    paragraphs = [_titled(edition), _holds(contents), _made(edition), *_METHOD]
    paragraphs += [
        _KEPT[edition.names],
        _removed(contents),
        _overruled(contents),
        _files(),
        _licence(edition),
        _cite(edition),
    ]
    return [line for said in paragraphs if said for line in (" ".join(said.split()), "")][:-1]


def title(edition: Edition) -> str:
    """Return what a release is called."""
    return f"{edition.register}, edition {edition.number}"


def whose(edition: Edition) -> str:
    """Return who answers for a release: its publisher, or the register where nobody is named."""
    return edition.publisher or edition.register


def _titled(edition: Edition) -> str:
    return (
        f"{title(edition)}. Published{f' by {edition.publisher}' if edition.publisher else ''} on {edition.made[:10]}."
    )


def _holds(contents: Contents) -> str:
    names = ("statements", "events", "people", "places", "sources", "disagreements", "figures")
    return "It holds " + ", ".join(f"{len(getattr(contents, name)):,} {name}" for name in names) + "."


def _made(edition: Edition) -> str:
    decided = f"Seal of the last decision: {edition.decisions}." if edition.decisions else "Nobody had judged anything."
    before = f" It follows the edition {edition.follows}." if edition.follows else ""
    return (
        f"Made with Vidmova {edition.program}; SHA-256 of its lexicon: {edition.lexicon}. {decided}{before} No "
        f"combination of traits is shown that fewer than {edition.smallest} people share, but for what was overruled."
    )


def _removed(contents: Contents) -> str:
    removed = contents.disclosure.removed
    said = "; ".join(f"{one.what}: {one.number:,} ({one.rule})" for one in removed)
    return f"Removed or made coarser: {said}." if removed else "Nothing had to be removed or made coarser."


def _overruled(contents: Contents) -> str:
    said = (f"{one.who} overruled {one.rule} at {one.where}: {one.why}." for one in contents.disclosure.overruled)
    return " ".join(said)


def _files() -> str:
    return (
        "The data dictionary says what each column means (csv/dictionary.csv, the last sheet of tables.xlsx). In CSV, "
        "an apostrophe stands before a sign that a spreadsheet would take for the start of a formula, lists are parted "
        "by “; ”, and control characters are replaced by �. datapackage.json describes the tables for programs. "
        "“sha256sum -c SHA256SUMS” checks every file."
    )


def _licence(edition: Edition) -> str:
    kept = "Passages are quoted as evidence, and stay their authors'."
    if not edition.licence:
        return f"No licence is stated for the tables; ask the publisher. {kept}"
    if edition.licence in LICENCES:
        called, address = LICENCES[edition.licence]
        return f"Licence of the tables: {called} ({edition.licence}), {address}. {kept}"
    return f"Licence of the tables: {edition.licence}. {kept}"


def _cite(edition: Edition) -> str:
    year = edition.made[:4]
    return (
        f"Cite as: {whose(edition)} ({year}): {title(edition)}. Made with Vidmova {edition.program}. "
        f"Name the id of a statement or an event beside it; ids hold within one edition"
        + (" and across editions." if edition.stable else ".")
    )
