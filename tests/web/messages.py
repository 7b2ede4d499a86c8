"""Collects every message of the interface: from its templates, its code and its tables of codes."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment
from jinja2.ext import extract_from_ast

from vidmova.publish.pages import language
from vidmova.web import codes

WEB = Path(codes.__file__).parent


class Message(NamedTuple):
    """A message with what it is said of; `many` where it has a form for several."""

    context: str | None
    one: str
    many: str | None = None


def every_message() -> set[Message]:
    return {*_of_templates(), *_of_code(), *_of_tables()}


def _of_templates() -> Iterator[Message]:
    reader = Environment(extensions=["jinja2.ext.i18n"])
    for path in sorted((WEB / "templates").glob("*.html")):
        parsed = reader.parse(path.read_text("utf-8"))
        for _, function, said in extract_from_ast(parsed, ("_", "ngettext", "pgettext")):
            words = [said] if isinstance(said, str) else [word for word in said or () if word is not None]
            if function == "_":
                yield Message(None, words[0])
            elif function == "ngettext":
                yield Message(None, words[0], words[1])
            else:
                yield Message(words[0], words[1])


def _of_code() -> Iterator[Message]:
    for path in (*sorted(WEB.glob("*.py")), Path(language.__file__)):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
                words = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
                if node.func.attr == "say" and words:
                    yield Message(None, words[0])
                elif node.func.attr == "say_of" and len(words) > 1:
                    yield Message(words[0], words[1])
                elif node.func.attr in ("several", "ngettext") and len(words) > 1:
                    yield Message(None, words[0], words[1])


def _of_tables() -> Iterator[Message]:
    tables = {"act": codes.ACTS, "field": codes.FIELDS, "facet": codes.FACETS, "column": codes.COLUMNS}
    tables |= {**codes.CODES, **codes.PERIODS, "contradictions": codes.STATES}
    for context, table in tables.items():
        yield from (Message(context, word) for word in table.values())
    for sorts in (codes.SORTS, codes.NAMED_SORTS, codes.DOCUMENT_SORTS):
        yield from (Message("sort", word) for word in sorts.values())
    yield from (Message(None, word) for word in (*codes.GROUPS.values(), *codes.SECTIONS.values()))
    yield from (Message(None, *forms) for table in (codes.NOUNS, codes.NOUNS_OR_MORE) for forms in table.values())
