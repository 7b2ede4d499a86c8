"""The desk's own pages: settings, keys and help, saved searches."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from vidmova.errors import VidmovaError
from vidmova.web.acting import Acting, own_address, to
from vidmova.web.forms import Form, changing
from vidmova.web.rendering import DENSITIES, LONGEST_NAME, THEMES, keep, wish_of
from vidmova.web.speech import LANGUAGES


class OwnPages:
    """The desk's own pages."""

    def __init__(self, acting: Acting) -> None:
        self._acting = acting

    def routes(self) -> list[Route]:
        """Return the routes."""
        return [
            Route("/settings", self.settings, methods=["GET"]),
            changing("/settings", self.set),
            Route("/help", self.help, methods=["GET"]),
            Route("/searches", self.searches, methods=["GET"]),
            changing("/searches", self.save_search),
            changing("/searches/forget", self.forget_search),
        ]

    def settings(self, request: Request) -> HTMLResponse:
        """Show how somebody wants pages."""
        return self._acting.page(request, "settings.html")

    def set(self, request: Request, form: Form) -> Response:
        """Let the browser keep how somebody wants pages."""
        answer = to("/settings")
        keep(
            answer,
            lang=form.get("lang") if form.get("lang") in LANGUAGES else "",
            theme=form.get("theme") if form.get("theme") in THEMES else "",
            density=form.get("density") if form.get("density") in DENSITIES else "",
            keys="" if form.get("keys") == "on" else "off",
            who=" ".join(form.get("who").split())[:LONGEST_NAME],
        )
        return answer

    def help(self, request: Request) -> HTMLResponse:
        """Show the keys, and what the desk's words and drawings mean."""
        return self._acting.page(request, "help.html")

    def searches(self, request: Request) -> HTMLResponse:
        """List the saved searches."""
        return self._acting.page(request, "searches.html", searches=self._acting.notes.searches(), fault="", said={})

    def save_search(self, request: Request, form: Form) -> Response:
        """Keep an address under a name."""
        try:
            address = own_address(form.get("address"), "")
            self._acting.notes.save_search(form.get("name"), address, wish_of(request).who)
        except VidmovaError as fault:
            kept = self._acting.notes.searches()
            return self._acting.page(request, "searches.html", 400, searches=kept, fault=str(fault), said=form.fields)
        return to("/searches")

    def forget_search(self, request: Request, form: Form) -> Response:
        """Remove a saved search."""
        self._acting.notes.forget_search(form.get("name"))
        return to("/searches")
