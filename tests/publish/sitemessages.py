"""Collects every message of the published site and dossier, from their templates and their code."""

import ast
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment
from jinja2.ext import extract_from_ast

from vidmova.publish import pages

PUBLISH = Path(pages.__file__).parent.parent
ASKING = {"say": 1, "word": 1, "several": 2, "ngettext": 2}
"""Functions that say a message, with the forms that each takes."""


def every_message() -> set[tuple[str, ...]]:
    """Return each message: one form, or two where it counts."""
    return {*_of_templates(), *_of_code()}


def _of_templates() -> Iterator[tuple[str, ...]]:
    reader = Environment(extensions=["jinja2.ext.i18n"])
    for path in sorted((PUBLISH / "templates").glob("*.html")):
        for _, function, said in extract_from_ast(reader.parse(path.read_text("utf-8")), ("_", "ngettext")):
            words = [said] if isinstance(said, str) else [word for word in said or () if word is not None]
            yield tuple(words[: 2 if function == "ngettext" else 1])


def _of_code() -> Iterator[tuple[str, ...]]:
    for path in (*sorted((PUBLISH / "pages").glob("*.py")), *sorted(PUBLISH.glob("dossier*.py"))):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            words = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if name in ASKING and len(words) >= ASKING[name]:
                yield tuple(words[: ASKING[name]])
