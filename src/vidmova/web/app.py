"""The desk's routes: each turns an address into a page."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from vidmova.archive.provenance import Receipt, read_chain
from vidmova.config import Config
from vidmova.errors import EngineError, VidmovaError
from vidmova.records import EntityKind
from vidmova.register.changes import stamp_of
from vidmova.register.searching import Searching
from vidmova.web import api
from vidmova.web.acting import Acting
from vidmova.web.actingdesk import acting_on, stopping
from vidmova.web.addresses import SECTIONS
from vidmova.web.apifigures import FigureApi
from vidmova.web.disputes import disputes
from vidmova.web.documents import document_list
from vidmova.web.eventlist import event_list
from vidmova.web.eventpage import event_page
from vidmova.web.figuredesk import FigureDesk
from vidmova.web.guard import Guard
from vidmova.web.headers import StrictHeaders
from vidmova.web.namedlists import named_list
from vidmova.web.namedpage import named_page
from vidmova.web.overview import overview
from vidmova.web.phrases import brief
from vidmova.web.questions import questions
from vidmova.web.reader import Elsewhere, reader
from vidmova.web.readerpages import Opened, Shelf, opened
from vidmova.web.reckoning import Remembered
from vidmova.web.rendering import rendered, wish_of, without_wishes
from vidmova.web.searchpage import Texts, search
from vidmova.web.shell import reading_only
from vidmova.web.snapshot import Memory
from vidmova.web.speech import Speech
from vidmova.web.tokens import Tokens
from vidmova.web.verdicts import verdicts

HERE = Path(__file__).parent
HOSTS = ["127.0.0.1", "localhost"]
"""Names under which this machine may be asked; any other is a page elsewhere that points its own name here."""
Show = Callable[[Request], Response]


class Desk:
    """The pages of one register."""

    def __init__(self, store: Searching, config: Config, root: Path | None) -> None:
        self._store = store
        self._name = config.name
        self.memory = Memory(store, partial(read_chain, root) if root else list[Receipt])
        self._remembered = Remembered()
        self._shelf, self.texts = Shelf(), Texts(store)
        self.figures = FigureDesk(store, self.memory, config.name, root)

    def overview(self, request: Request) -> HTMLResponse:
        """Show what is in the register."""
        speech, kept = _speech(request), self.memory.now()
        self.texts.index.keep_up(kept.stamp)
        page = self._remembered.of(kept.stamp, speech.code, lambda: overview(speech, self._store, kept))
        return self._page(request, "overview.html", 200, page=page, **self.figures.first_page(request))

    def events(self, request: Request) -> HTMLResponse:
        """List what happened."""
        page = event_list(_speech(request), self.memory.now(), without_wishes(request.query_params))
        return self._page(request, "events.html", page=page)

    def event(self, request: Request) -> HTMLResponse:
        """Show an event."""
        kept = self.memory.now()
        line = kept.by_id.get(_identity(request))
        if line is None:
            raise HTTPException(404)
        return self._page(request, "event.html", page=event_page(_speech(request), self._store, kept, line))

    def named(self, kind: EntityKind, request: Request) -> HTMLResponse:
        """List those of a kind that the claims name."""
        page = named_list(_speech(request), self.memory.now(), kind, without_wishes(request.query_params))
        return self._page(request, "named.html", page=page)

    def one_named(self, kind: EntityKind, request: Request) -> HTMLResponse:
        """Show somebody or something named."""
        kept, entity = self.memory.now(), self._store.entity(_identity(request))
        if entity is None or entity.kind != kind or entity.id not in kept.named:
            raise HTTPException(404)
        return self._page(request, "one_named.html", page=named_page(_speech(request), self._store, kept, entity))

    def contradictions(self, request: Request) -> HTMLResponse:
        """List what the documents contradict each other about."""
        page = disputes(_speech(request), self._store, without_wishes(request.query_params))
        return self._page(request, "contradictions.html", page=page)

    def questions(self, request: Request) -> HTMLResponse:
        """List what a person should judge."""
        page = questions(_speech(request), self._store, without_wishes(request.query_params))
        return self._page(request, "questions.html", page=page)

    def search(self, request: Request) -> HTMLResponse:
        """Search texts and names."""
        page = search(
            _speech(request), self._store, self.memory.now(), without_wishes(request.query_params), self.texts
        )
        return self._page(request, "search.html", page=page, asked=page.asked)

    def documents(self, request: Request) -> HTMLResponse:
        """List the documents."""
        page = document_list(_speech(request), self.memory.now(), without_wishes(request.query_params))
        return self._page(request, "documents.html", page=page)

    def document(self, request: Request) -> HTMLResponse:
        """Show a document's text with its claims."""
        like = self._store.documents_like(_identity(request))
        whole = self._whole(like[0]) if len(like) == 1 else None
        if whole is None:
            raise HTTPException(404)
        speech, number = _speech(request), whole.asked(without_wishes(request.query_params))
        found = self._store.events_of(claim.event for claim in whole.begun[number] if claim.event)
        events = {each: Elsewhere(each, brief(speech, one), len(one.claims) - 1) for each, one in found.items()}
        page = reader(speech, whole, number, events)
        acting: Acting | None = request.app.state.acting
        judged = verdicts(self._store, acting.judged.every(), whole.document.id) if acting else {}
        return self._page(request, "document.html", page=page, judged=judged)

    def _whole(self, identity: str) -> Opened | None:
        return self._shelf.of(stamp_of(self._store), identity, partial(self._opened, identity))

    def _opened(self, identity: str) -> Opened | None:
        document = self._store.document(identity)
        return opened(document, self._store.claims(identity), self._store.sentences(identity)) if document else None

    def missing(self, request: Request, fault: Exception) -> Response:
        """Say that nothing has this address."""
        known = fault if isinstance(fault, HTTPException) else HTTPException(500)
        if request.url.path.startswith(f"{api.ROOT}/"):
            return api.refused(known)
        if known.status_code in (404, 405):
            page = self._page(request, "missing.html", status=known.status_code)
        else:
            page = self._page(request, "refused.html", known.status_code, fault=known.detail)
        page.headers.update(known.headers or {})
        return page

    def failed(self, request: Request, fault: Exception) -> Response:
        """Say in one sentence what could not be done, and why."""
        status = 503 if isinstance(fault, EngineError) else 400
        if request.url.path.startswith(f"{api.ROOT}/"):
            return api.refused(HTTPException(status, str(fault)))
        return self._page(request, "refused.html", status, fault=str(fault))

    def _page(self, request: Request, template: str, status: int = 200, **shown: object) -> HTMLResponse:
        return rendered(request, template, self._name, status, **{"asked": "", **shown})


def make_app(store: Searching, config: Config, root: Path | None = None) -> Starlette:
    """Return the desk of a register; `root` is its folder, which knows when documents were received."""
    desk = Desk(store, config, root)
    pages: dict[str, Show] = {
        **desk.figures.routes(),
        "/": desk.overview,
        "/events": desk.events,
        "/events/{identity}": desk.event,
        "/contradictions": desk.contradictions,
        "/questions": desk.questions,
        "/search": desk.search,
        "/documents": desk.documents,
        "/documents/{identity}": desk.document,
    }
    for kind, path in SECTIONS.items():
        pages[f"/{path}"] = partial(desk.named, kind)
        pages[f"/{path}/{{identity}}"] = partial(desk.one_named, kind)
    acting, changes = acting_on(store, config, root) if root else (None, [])
    app = Starlette(
        routes=[
            *changes,
            *(Route(path, show, methods=["GET"]) for path, show in pages.items()),
            *api.Api(store, desk.memory, config.name, FigureApi(desk.figures, acting).endpoints()).routes(),
            Mount("/static", StaticFiles(directory=HERE / "static"), name="static"),
        ],
        middleware=[
            Middleware(StrictHeaders),
            Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS),
            Middleware(Guard),
        ],
        exception_handlers={HTTPException: desk.missing, VidmovaError: desk.failed},
        lifespan=stopping,
    )
    app.state.tokens, app.state.acting, app.state.memory = Tokens(), acting, desk.memory
    app.state.shell = acting.shell if acting else reading_only
    return app


def _speech(request: Request) -> Speech:
    return Speech(wish_of(request).language)


def _identity(request: Request) -> str:
    return str(request.path_params["identity"])
