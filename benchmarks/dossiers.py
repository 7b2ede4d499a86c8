"""Makes the dossier of every event: `python -m benchmarks.dossiers [PATH …] [--language CODE …]`.

Documents are read into a register of their own and protected as for a release; without PATH, those that ship with the
package. Each PDF is held to what a dossier must be, all of them are searched as a release is, and what fails is named.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from importlib.resources import as_file, files
from pathlib import Path
from time import perf_counter
from typing import Any

import pypdf

from benchmarks.release import processors
from vidmova.cli.build import build_register
from vidmova.errors import VidmovaError
from vidmova.protect.attacking import attack, blockers
from vidmova.protect.gathering import holdings_of
from vidmova.protect.policy import Policy, Protected
from vidmova.protect.releasing import protect
from vidmova.publish import dossier
from vidmova.publish.pages.language import LANGUAGES
from vidmova.register.folder import create
from vidmova.register.opening import open_store

POLICY = Policy(publisher="An archive", made="2026-01-01T00:00:00Z", key=b"k" * 32)


def main(arguments: Sequence[str] | None = None) -> int:
    """Make and check the dossiers, print what they took, and return 1 where one failed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.dossiers", description="The dossier of every event")
    parser.add_argument("paths", nargs="*", metavar="PATH", help="documents; default: those of the demonstration")
    parser.add_argument("--language", dest="languages", action="append", choices=[*LANGUAGES], help="default: each")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as place, as_file(files("vidmova") / "demo") as demo:
        released = protected(tuple(asked.paths) or (str(demo),), Path(place) / "register")
        return made(released, asked.languages or [*LANGUAGES], Path(place) / "out")


def protected(paths: tuple[str, ...], root: Path) -> Protected:
    """Return what may leave a register of the documents."""
    folder = create(root, "Every dossier")
    build_register(paths, folder, quiet=True, model="lexicon")
    with open_store(folder) as store:
        held = holdings_of(folder, store)
    return protect(held, POLICY)


def made(released: Protected, languages: Sequence[str], out: Path) -> int:
    """Make a dossier of each event in the languages; print figures, and each that failed."""
    contents = released.release.contents
    worked, waited = processors(), perf_counter()
    found, pages, size, number = [], 0, 0, 0
    for code in languages:
        for event in contents.events:
            number += 1
            try:
                path = dossier.write_dossier(released.release, event.id, out / f"{event.id}-{code}.pdf", code)
            except VidmovaError as fault:
                found.append(f"{event.id}, {code}: {fault}")
                continue
            found += [f"{event.id}, {code}: {said}" for said in faults(path, code)]
            pages, size = pages + len(pypdf.PdfReader(path).pages), size + path.stat().st_size
    worked, waited = processors() - worked, perf_counter() - waited
    leaks = blockers(attack(out, released.secrets)) if number else []
    found += [f"{one.where}: {one.said}" for one in leaks]
    print(f"{number:,} dossiers of {len(contents.events):,} events, {len(contents.statements):,} statements")
    print(f"{pages:,} pages, {size / 1e6:,.1f} MB; {worked:.1f} s of processors, {waited:.1f} s; {len(found)} faults")
    for said in found[:20]:
        print(f"  {said}")
    return 1 if found else 0


def faults(path: Path, language: str) -> Iterator[str]:
    """Yield what a PDF lacks of what a dossier must have: tags, language, title, outline, page numbers, text."""
    reader = pypdf.PdfReader(path)
    root: Any = reader.trailer["/Root"]
    if not root.get("/MarkInfo", {}).get("/Marked") or "/StructTreeRoot" not in root:
        yield "it is not tagged"
    if root.get("/Lang") != language:
        yield "its language is not said"
    if not reader.metadata or not reader.metadata.title:
        yield "it has no title"
    if not [one for one in reader.outline if not isinstance(one, list)]:
        yield "it has no outline"
    total = len(reader.pages)
    for number, page in enumerate(reader.pages, 1):
        if f"{number} / {total}" not in " ".join(page.extract_text().split()):
            yield f"page {number} has no number"


if __name__ == "__main__":
    sys.exit(main())
