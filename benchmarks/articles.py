"""The articles of the gun-violence collection: texts, dates, incidents, and which half may be looked at."""

import io
import pickle
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

CORPUS = Path("EventRegistries") / "GunViolenceArchive" / "the_violent_corpus"
SEED = 1
REPEATED = 3
"""A line that stands in so many articles belongs to a page, not to what is told on it."""


class Article(NamedTuple):
    """One article."""

    incident: str
    name: str
    published: date
    title: str
    text: str


class Pages:
    """What an article is unpickled as."""

    title: str
    content: str
    dct: date

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)


ADMITTED: dict[tuple[str, str], type] = {("classes", "NewsItem"): Pages, ("datetime", "date"): date}


class Narrow(pickle.Unpickler):
    """Opens pickles that hold an article and its date, and no others."""

    def find_class(self, module: str, name: str) -> Any:
        """Return one of the two classes that an article is made of."""
        if (module, name) not in ADMITTED:
            raise pickle.UnpicklingError(f"{module}.{name} is not admitted")
        return ADMITTED[module, name]


def articles(root: Path, part: str) -> list[Article]:
    """Return the articles of one half of the incidents, `development` or `test`, in order of incident and name."""
    folder = root / CORPUS
    incidents = half(sorted(path.name for path in folder.iterdir()), part)
    found = []
    for path in sorted(path for incident in incidents for path in (folder / incident).glob("*.json")):
        page = Narrow(io.BytesIO(path.read_bytes())).load()
        found.append(Article(path.parent.name, path.stem, page.dct, page.title, page.content))
    return found


def half(incidents: Sequence[str], part: str) -> list[str]:
    """Return the incidents of a part: the sorted ids, shuffled; the first half is for development."""
    shuffled = sorted(incidents)
    random.Random(SEED).shuffle(shuffled)
    middle = len(shuffled) // 2
    return shuffled[:middle] if part == "development" else shuffled[middle:]


def told(found: Sequence[Article]) -> list[str]:
    """Return each article's title and text without the lines that stand in many articles."""
    lines = [_lines(article.text) for article in found]
    seen = Counter(line for every in lines for line in set(every))
    return [
        "\n".join([article.title, *(line for line in every if seen[line] < REPEATED)])
        for article, every in zip(found, lines, strict=True)
    ]


def _lines(text: str) -> list[str]:
    return [line for part in text.splitlines() if (line := re.sub(r"\s+", " ", part).strip())]


def pairs(groups: Iterable[Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Yield the pairs that stand together in some group."""
    for group in groups:
        yield from combinations(sorted(group), 2)
