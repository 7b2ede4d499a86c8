"""Finds words in Latin letters that a page of another language says in its own voice."""

import re
from collections.abc import Container, Iterator
from html.parser import HTMLParser

ALONE = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
QUOTED = frozenset(["bdi", "q", "blockquote", "code", "kbd", "pre", "samp", "textarea", "script", "style"])
"""Elements that hold what others said, or what is typed or read by machines."""
CLASSES = frozenset(["address", "quoted", "mono", "text", "latin"])
SPOKEN = ("aria-label", "title", "placeholder", "alt")
TOKEN = re.compile(r"[A-Za-z0-9]+(?:[-_.’'/:][A-Za-z0-9]+)*")
CODE = re.compile(r"[A-Za-z]|[A-Z]{2}|[A-Z]-[A-Z]+|.*[0-9].*|[a-z]+[.](?:csv|md|json|html|txt)")
"""What is an id, a number, a letter of a name, a key or the name of a file."""
NAMES = frozenset(
    [
        "Vidmova",
        "English",
        "uk",
        "ru",
        "en",
        "UTC",
        "BIC",
        "CSV",
        "SVG",
        "JSON",
        "GeoJSON",
        "PDF",
        "XLSX",
        "ODS",
        "API",
        "OpenAPI",
        "SHA",
        "UpSet",
        "Parquet",
        "FollowTheMoney",
        "txt",
        "html",
        "htm",
        "md",
        "pdf",
        "docx",
        "odt",
        "eml",
        "xlsx",
        "csv",
        "zip",
        "doc",
        "xls",
        "jsonl",
        "parquet",
        "RTF",
        "EXE",
        "Office",
        "Unicode",
        "Enter",
        "Esc",
        "Tab",
        "Shift",
        "Ctrl",
        "GeoNames",
        "CLDR",
        "Natural",
        "Earth",
        "CC",
        "BY",
        "URL",
        "UTF",
        "ISO",
        "EDTF",
    ]
)
"""Names of languages, formats and keys, and of what has no name in another alphabet."""


class _Reader(HTMLParser):
    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self._open: list[tuple[str, bool]] = []
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        quoted = tag in QUOTED or not CLASSES.isdisjoint(given.get("class", "").split())
        quoted |= given.get("lang", self._language) not in {self._language, "en"}
        quoted |= bool(self._open and self._open[-1][1])
        if not quoted:
            self.said += [given[name] for name in SPOKEN if name in given]
        if tag not in ALONE:
            self._open.append((tag, quoted))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in ALONE:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            if self._open.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        if not (self._open and self._open[-1][1]):
            self.said.append(data)


def words_of(said: str) -> Iterator[str]:
    """Yield the words in Latin letters of a text, without ids and numbers."""
    return (word for word in TOKEN.findall(said) if not CODE.fullmatch(word))


def latin_words(page: str, language: str, known: Container[str] = ()) -> Iterator[tuple[str, str]]:
    """Yield each word in Latin letters outside of what is quoted, with the text in which it stands.

    English that says so (`lang="en"`) is found as well: a reader of another language cannot read it either.
    """
    reader = _Reader(language)
    reader.feed(page)
    for said in dict.fromkeys(" ".join(one.split()) for one in reader.said):
        for word in words_of(said):
            if word not in NAMES and word not in known:
                yield word, said[:160]
