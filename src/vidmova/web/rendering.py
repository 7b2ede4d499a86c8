"""Turns a page into HTML in the language and theme that its reader chose."""

from functools import cache, partial
from pathlib import Path
from urllib.parse import quote, unquote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from msgspec import Struct
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from vidmova import __version__
from vidmova.publish.pages import reasons
from vidmova.web import codes
from vidmova.web.addresses import SECTIONS, address
from vidmova.web.documents import file_name
from vidmova.web.foreign import made_visible
from vidmova.web.shell import AskShell, clock
from vidmova.web.snapshot import Memory
from vidmova.web.speech import LANGUAGES, Speech, chosen
from vidmova.web.tokens import Tokens, cookie_name

HERE = Path(__file__).parent
THEMES = ("auto", "light", "dark")
DENSITIES = ("usual", "close")
KEPT = 365 * 24 * 3600
"""Seconds for which a browser keeps how its user wants pages, and the name; it keeps nothing of content."""
LONGEST_NAME = 80


class Wish(Struct, frozen=True):
    """How a reader wants pages."""

    language: str
    theme: str
    density: str
    keys: bool
    """Whether single keys act."""
    who: str
    """What the reader is called in decisions; empty until that was said."""


def wish_of(request: Request) -> Wish:
    """Return the language and theme that the address asks for, or those kept by the browser, and all else kept."""
    asked, kept = request.query_params, request.cookies
    themes = (asked.get("theme"), kept.get("theme"))
    theme = next((one for one in themes if one in THEMES), THEMES[0])
    return Wish(
        language=chosen(asked.get("lang"), kept.get("lang"), request.headers.get("accept-language", "")),
        theme=str(theme),
        density=DENSITIES[1] if kept.get("density") == DENSITIES[1] else DENSITIES[0],
        keys=kept.get("keys") != "off",
        who=unquote(kept.get("who", ""), errors="replace").strip()[:LONGEST_NAME],
    )


def keep(answer: Response, **wishes: str) -> None:
    """Let the browser keep wishes; an empty one is forgotten."""
    for name, value in wishes.items():
        if value:
            answer.set_cookie(name, quote(value), max_age=KEPT, httponly=True, samesite="strict")
        else:
            answer.delete_cookie(name, httponly=True, samesite="strict")


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
    made.filters.update(file_name=file_name, num=speech.number, day=speech.day, clock=clock)
    made.filters.update(
        reason=partial(reasons.reason, language),
        act=lambda code: codes.act(speech, code),
        counted=lambda code: codes.code(speech, "counted", code),
        bounds=lambda found: speech.range((found.low, found.high)),
    )
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
    tokens: Tokens = request.app.state.tokens
    ask: AskShell = request.app.state.shell
    memory: Memory = request.app.state.memory
    around = {
        "wish": wish,
        "theme": wish.theme,
        "path": request.url.path,
        "here": address(request.url.path, given),
        "token": tokens.token,
        "behind": memory.behind,
        "shell": ask(request.query_params.get("after", "")),
    }
    page = environment(wish.language).get_template(template)
    answer = HTMLResponse(page.render(register=register, status=status, **around, **links, **shown), status)
    for name, value in (("lang", wish.language), ("theme", wish.theme)):
        if name in request.query_params:
            keep(answer, **{name: value})
    kept_by_browser = cookie_name(request.headers.get("host", ""))
    if request.cookies.get(kept_by_browser) != tokens.cookie:
        answer.set_cookie(kept_by_browser, tokens.cookie, httponly=True, samesite="strict")
    return answer


def without_wishes(asked: QueryParams) -> dict[str, str]:
    """Return what an address asks for, without how the page is to look and what was saved just now."""
    return {name: value for name, value in asked.items() if name not in {"lang", "theme", "after"}}
