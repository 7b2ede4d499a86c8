"""The desk's routes: each turns an address into a page."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from vidmova import __version__
from vidmova.config import Config
from vidmova.register.store import Store
from vidmova.web import pages
from vidmova.web.headers import StrictHeaders

HERE = Path(__file__).parent
HOSTS = ["127.0.0.1", "localhost"]
"""Names under which this machine may be asked; any other is a page elsewhere that points its own name here."""


class Desk:
    """The pages of one register."""

    def __init__(self, store: Store, config: Config) -> None:
        self._store = store
        self._templates = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters["file_name"] = pages.file_name
        self._templates.globals.update(register=config.name, version=__version__)

    def overview(self, _: Request) -> HTMLResponse:
        """Show what is in the register."""
        page = pages.overview(self._store.summary(), self._store.document_list())
        return self._page("overview.html", page=page)

    def document(self, request: Request) -> HTMLResponse:
        """Show a document's text with its claims."""
        identity = str(request.path_params["identity"])
        like = self._store.documents_like(identity)
        document = self._store.document(like[0]) if len(like) == 1 else None
        if document is None:
            raise HTTPException(404)
        kinds = {sentence.start: sentence.kind for sentence in self._store.sentences(document.id)}
        return self._page("document.html", page=pages.reader(document, self._store.claims(document.id), kinds))

    def missing(self, _: Request, fault: Exception) -> HTMLResponse:
        """Say that nothing has this address."""
        status = fault.status_code if isinstance(fault, HTTPException) else 500
        return self._page("missing.html", status=status)

    def _page(self, template: str, status: int = 200, **shown: object) -> HTMLResponse:
        return HTMLResponse(self._templates.get_template(template).render(status=status, **shown), status)


def make_app(store: Store, config: Config) -> Starlette:
    """Return the desk of a register."""
    desk = Desk(store, config)
    return Starlette(
        routes=[
            Route("/", desk.overview, name="overview"),
            Route("/documents/{identity:str}", desk.document, name="document"),
            Mount("/static", StaticFiles(directory=HERE / "static"), name="static"),
        ],
        middleware=[Middleware(StrictHeaders), Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS)],
        exception_handlers={HTTPException: desk.missing},
    )
