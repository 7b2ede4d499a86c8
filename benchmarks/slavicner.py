"""Links names of Russian and of Ukrainian news with each other: `python -m benchmarks.slavicner [--part PART]`."""

import argparse
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from vidmova.entities.anyname import alike
from vidmova.entities.comparing import Comparison, compare
from vidmova.records import EntityKind

VARIABLE = "VIDMOVA_SLAVICNER"
"""Names the folder that holds `ner/` of SlavicNLP/SlavicNER."""
TEST, WAR = "us_election_2020", "russia_-_ukraine_war"
DEVELOPMENT = ("asia_bibi", "brexit", "covid-19", "nord_stream", "ryanair")
KINDS: dict[str, EntityKind] = {"PER": "person", "LOC": "place", "ORG": "organisation"}
"""What their kinds are to us. Events and products are names of no kind that we know."""
LEAST = {"PER": 0.42, "LOC": 0.76, "ORG": 0.51}
ELSE = 0.42
"""From this score on two forms of a kind are counted as linked; chosen on the development part."""
FIRST = 5
_COMMON = {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya", "ь": "", "ъ": ""}
_COMMON |= dict(zip("абвгґдеёєэзиіїыйклмнопрстуф", "abvggdeeeeziiiiiklmnoprstuf", strict=True)) | {"'": "", "’": ""}


class Mentioned(NamedTuple):
    """One row of the annotation."""

    form: str
    lemma: str
    kind: str
    thing: str


class Form(NamedTuple):
    """A distinct form of one language: its lemmas, its kinds, the things it was said of."""

    form: str
    lemmas: frozenset[str]
    kinds: frozenset[str]
    things: frozenset[str]


class Score(NamedTuple):
    """Right links, links made, links that there are."""

    right: int
    made: int
    there: int

    @property
    def f1(self) -> float:
        """Their harmonic mean of precision and recall."""
        return 2 * self.right / (self.made + self.there) if self.made + self.there else 0.0


Linker = Callable[[Form, Form], bool]


def mentions(root: Path, topics: Iterable[str], language: str) -> Iterator[Mentioned]:
    """Yield the annotated mentions of some topics in a language."""
    for topic in topics:
        for path in sorted((root / "ner" / topic / language).glob("*")):
            for line in path.read_text(encoding="utf-8").splitlines():
                cells = line.split("\t")
                if len(cells) == len(("start", "end", *Mentioned._fields)):
                    yield Mentioned(*cells[2:])


def forms(found: Iterable[Mentioned]) -> list[Form]:
    """Return the distinct forms in order of spelling."""
    rows: dict[str, list[Mentioned]] = defaultdict(list)
    for one in found:
        rows[one.form].append(one)
    return [
        Form(form, *(frozenset(getattr(row, name) for row in rows[form]) for name in ("lemma", "kind", "thing")))
        for form in sorted(rows)
    ]


def score(russian: list[Form], ukrainian: list[Form], linked: Linker) -> Score:
    """Return how well pairs of a Russian and a Ukrainian form are linked."""
    right = made = there = 0
    for one in russian:
        for other in ukrainian:
            said, true = linked(one, other), bool(one.things & other.things)
            right, made, there = right + (said and true), made + said, there + true
    return Score(right, made, there)


def plain(word: str) -> str:
    """Return a word in Latin letters, by one table for both languages."""
    return "".join(_COMMON.get(letter, letter) for letter in word.lower())


def equal(one: Form, other: Form) -> bool:
    """Return whether two forms are spelt alike."""
    return one.form == other.form


def same_lemma(one: Form, other: Form) -> bool:
    """Return whether two forms share a lemma, in Latin letters."""
    return not {plain(lemma) for lemma in one.lemmas}.isdisjoint(plain(lemma) for lemma in other.lemmas)


def same_beginning(one: Form, other: Form) -> bool:
    """Return whether two forms begin alike, in Latin letters."""
    return plain(one.form)[:FIRST] == plain(other.form)[:FIRST]


def ours(one: Form, other: Form) -> bool:
    """Return whether Vidmova holds two forms for names of one thing."""
    kinds = sorted(one.kinds & other.kinds)
    return any(likeness(kind, one.form, other.form).score >= LEAST.get(kind, ELSE) for kind in kinds)


def likeness(kind: str, a: str, b: str) -> Comparison:
    """Compare two names by the kind that they are annotated with."""
    known = KINDS.get(kind)
    if known is None:
        return alike(a, b)
    return max(compare(known, a, b), alike(a, b), key=lambda one: one.score)


LINKERS: dict[str, Linker] = {
    "equal spelling": equal,
    "lemma in Latin letters": same_lemma,
    "first five Latin letters": same_beginning,
    "Vidmova": ours,
}


def main() -> None:
    """Print a line for each way of linking."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.slavicner", description=__doc__)
    parser.add_argument("--part", choices=("development", "test", "war"), default="development")
    part = parser.parse_args().part
    folder = os.environ.get(VARIABLE)
    if not folder:
        print(f"left out: {VARIABLE} names no folder")
        return
    topics = {"development": DEVELOPMENT, "test": (TEST,), "war": (WAR,)}[part]
    # There is no Ukrainian in the topic of the war: its Russian forms are linked with those of the other test.
    russian = forms(mentions(Path(folder), topics, "ru"))
    ukrainian = forms(mentions(Path(folder), (TEST,) if part == "war" else topics, "uk"))
    print(f"{part}: {len(russian)} Russian and {len(ukrainian)} Ukrainian forms")
    for name, linker in LINKERS.items():
        found = score(russian, ukrainian, linker)
        precision, recall = found.right / max(found.made, 1), found.right / max(found.there, 1)
        print(f"{name:<26} F1 {found.f1:.3f}  precision {precision:.3f}  recall {recall:.3f}", flush=True)


if __name__ == "__main__":
    main()
