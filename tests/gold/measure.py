"""Scores the extractor over annotated folders and over the act tables, as the floor and the report need it."""

import csv
import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

from vidmova.extraction.acts import find_acts
from vidmova.extraction.claims import chosen, extract
from vidmova.extraction.judging import Judge
from vidmova.lexicon.folding import fold
from vidmova.linking.linked import link
from vidmova.reading.language import detect
from vidmova.reading.sentences import find_sentences
from vidmova.records import Claim, Document, Report, Sentence

HERE = Path(__file__).parent
TABLES = HERE.parent / "tables"
SHARED = HERE.parent.parent.parent / "shared"
OURS = ("own", "fresh", "third")
"""Folders of texts that were written and coded for this project, beside this module."""
LAST_READABLE = 28
"""Written texts with a higher number are the test set, which no test of the project reads."""


def texts(folder: str) -> Iterator[tuple[Path, Path]]:
    """Yield the text and the gold file of every document that may be read in `seeds`, `written` or a folder of ours."""
    if folder in OURS:
        for path in sorted((HERE / folder / "text").glob("*.txt")):
            yield path, HERE / folder / "gold" / f"{path.stem}.jsonl"
        return
    gold = SHARED / "gold" / ("seeds" if folder == "seeds" else "written/gold")
    for path in sorted((SHARED / ("seeds" if folder == "seeds" else "gold/written/text")).glob("*.txt")):
        if folder == "seeds" or int(path.stem[3:]) <= LAST_READABLE:
            yield path, gold / f"{path.stem}.jsonl"


def document(path: Path) -> Document:
    """Return a text file as a document, its text as `open(newline="")` gives it."""
    with path.open(encoding="utf-8", newline="") as file:
        text = file.read()
    return Document(id=path.stem, name=path.name, media_type="text/plain", text=text, language=detect(text))


def claims(path: Path, judge: Judge | None = None) -> list[Claim]:
    """Return the claims of a text file."""
    read = document(path)
    return extract(read, find_sentences(read.text, read.language), judge)


def scores(*folders: str, judge: Judge | None = None) -> dict[str, Any]:
    """Return `score.py`'s result for folders linked in one run, and its found F1 by language under `language`."""
    score = _scorer()
    every = [one for folder in folders for one in texts(folder)]
    gold = {
        path.stem: [msgspec.json.decode(line) for line in answers.read_bytes().splitlines() if line.strip()]
        for path, answers in every
    }
    reports = [Report(document(path), claims(path, judge)) for path, _ in every]
    linked = link(reports)
    said = {report.document.id: msgspec.to_builtins(linked.claims[report.document.id]) for report in reports}
    spoken: dict[str, list[str]] = {}
    for report in reports:
        spoken.setdefault(report.document.language, []).append(report.document.id)
    result: dict[str, Any] = score.score(gold, said)
    result["language"] = {
        language: score.score({s: gold[s] for s in stems}, {s: said[s] for s in stems})["found"]["f1"]
        for language, stems in sorted(spoken.items())
    }
    return result


def floors(*folders: str, judge: Judge | None = None) -> dict[str, float]:
    """Return the figures of folders that may rise and never fall."""
    result = scores(*folders, judge=judge)
    now: dict[str, float] = {name: result[name]["f1"] for name in ("found", "strict", "slots", "links")}
    return now | {"modality": result["slot"]["modality"]["f1"], **result["language"]}


def pairs(language: str) -> dict[str, float]:
    """Return precision, recall and F1 of (sentence, act) pairs over a language's act table."""
    hit = said = meant = 0
    for text, expected in act_rows(language):
        found = chosen(find_acts(fold(text), [Sentence(start=0, end=len(text), language=language)]))
        acts = {one.act for one in found}
        hit, said, meant = hit + len(acts & expected), said + len(acts), meant + len(expected)
    return {"p": round(hit / said, 3), "r": round(hit / meant, 3), "f1": round(2 * hit / (said + meant), 3)}


def act_rows(language: str) -> list[tuple[str, set[str]]]:
    """Return the sentences of a language's act table, each with the acts it states in any modality."""
    with (TABLES / f"acts_{language}.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(row["text"], {act.partition(":")[0] for act in row["expected"].split(",") if act}) for row in rows]


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_score", SHARED / "gold" / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
