"""Turns what a page shows into HTML."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from vidmova.lexicon.unseen import visible
from vidmova.publish.pages.language import LANGUAGES, spoken
from vidmova.publish.pages.wording import person_name

TEMPLATES = Path(__file__).parent.parent / "templates"
_SAID = re.compile(r'\{\{ _\("([^"]+)"\) \}\}')


class _Translated(FileSystemLoader):
    """Puts sentences into the language when a template is compiled, as many pages need not look them up again."""

    def __init__(self, say: Callable[[str], str]) -> None:
        super().__init__(TEMPLATES)
        self._say = say

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return a template with the sentences that name nothing translated."""
        source, path, current = super().get_source(environment, template)
        return _SAID.sub(lambda found: str(escape(self._say(found[1]))), source), path, current


@cache
def environment(code: str) -> Environment:
    """Return the templates of a language."""
    language = spoken(code)
    made = Environment(
        loader=_Translated(language.messages.gettext),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
    )
    said = language.messages
    made.install_gettext_callables(said.gettext, said.ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.filters.update(
        who=lambda one: person_name(language, one),
        num=language.number,
        month=language.month,
        code=lambda code, kind: language.code_of(kind, code),
    )
    made.globals.update(lang=code, languages=LANGUAGES)
    return made


@cache
def template(code: str, name: str) -> Template:
    """Return a template of a language, compiled."""
    return environment(code).get_template(name)


def _shown(value: object) -> object:
    return visible(value) if type(value) is str else value


def markup(text: str) -> Markup:
    """Return HTML that a template made, for another to hold."""
    return Markup(text)
