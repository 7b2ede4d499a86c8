"""Turns a page into HTML in the language and theme that its reader chose."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from msgspec import Struct
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import HTMLResponse

from vidmova import __version__
from vidmova.web.addresses import SECTIONS, address
from vidmova.web.documents import file_name
from vidmova.web.foreign import made_visible
from vidmova.web.speech import LANGUAGES, Speech, chosen

HERE = Path(__file__).parent
THEMES = ("auto", "light", "dark")
KEPT = 365 * 24 * 3600
"""Seconds for which a browser keeps the language and the theme; it keeps nothing else."""


class Wish(Struct, frozen=True):
    """How a reader wants pages."""

    language: str
    theme: str


def wish_of(request: Request) -> Wish:
    """Return the language and theme that the address asks for, or those kept by the browser."""
    asked, kept = request.query_params, request.cookies
    themes = (asked.get("theme"), kept.get("theme"))
    theme = next((one for one in themes if one in THEMES), THEMES[0])
    return Wish(chosen(asked.get("lang"), kept.get("lang"), request.headers.get("accept-language", "")), str(theme))


@cache
def environment(language: str) -> Environment:
    """Return the templates of a language."""
    speech = Speech(language)
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=made_visible,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    messages = speech.messages
    made.install_gettext_callables(  # type: ignore[attr-defined]
        messages.gettext, messages.ngettext, newstyle=True, pgettext=messages.pgettext, npgettext=messages.npgettext
    )
    made.filters.update(file_name=file_name, num=speech.number, day=speech.day)
    made.globals.update(version=__version__, lang=language, sections=SECTIONS)
    return made


def rendered(request: Request, template: str, register: str, status: int = 200, **shown: object) -> HTMLResponse:
    """Return a page, and let the browser keep a language or theme that its address asks for."""
    wish = wish_of(request)
    given = without_wishes(request.query_params)
    links = {
        "languages": [(code, name, address(request.url.path, given, lang=code)) for code, name in LANGUAGES.items()],
        "themes": [(name, address(request.url.path, given, theme=name)) for name in THEMES],
    }
    text = (
        environment(wish.language)
        .get_template(template)
        .render(register=register, theme=wish.theme, path=request.url.path, status=status, **links, **shown)
    )
    answer = HTMLResponse(text, status)
    for name, value in (("lang", wish.language), ("theme", wish.theme)):
        if name in request.query_params:
            answer.set_cookie(name, value, max_age=KEPT, httponly=True, samesite="strict")
    return answer


def without_wishes(asked: QueryParams) -> dict[str, str]:
    """Return what an address asks for, without how the page is to look."""
    return {name: value for name, value in asked.items() if name not in {"lang", "theme"}}
