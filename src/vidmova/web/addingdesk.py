"""The pages on which documents are added, claims made of their characters, and original files taken out."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from vidmova.archive.provenance import read_chain
from vidmova.errors import EngineError, InputError, VidmovaError
from vidmova.records import Document
from vidmova.review.deciding import Author, Desk
from vidmova.review.decisions import Decision
from vidmova.web.acting import Acting, speech_of, to
from vidmova.web.claimform import claim_form, filled, places_of, stretch_of
from vidmova.web.forms import Form, changing
from vidmova.web.jobs import Job
from vidmova.web.judging import Aftermath
from vidmova.web.originals import original
from vidmova.web.readerpages import place_address
from vidmova.web.rendering import without_wishes


class AddingDesk:
    """The pages on which documents and claims are added."""

    def __init__(self, acting: Acting) -> None:
        self._acting = acting

    def routes(self) -> list[Route]:
        """Return the routes."""
        return [
            Route("/add", self.add, methods=["GET"]),
            changing("/add", self.look),
            Route("/add/{identity}", self.plan, methods=["GET"]),
            changing("/add/{identity}", self.start),
            Route("/jobs/{identity}", self.job, methods=["GET"]),
            Route("/jobs/{identity}/progress", self.progress, methods=["GET"]),
            changing("/jobs/{identity}/stop", self.stop),
            Route("/documents/{identity}/original", self.original, methods=["GET"]),
            Route("/documents/{identity}/claim", self.claim, methods=["GET"]),
            changing("/documents/{identity}/claim", self.make_claim),
        ]

    def add(self, request: Request) -> HTMLResponse:
        """Ask for files or a folder."""
        return self._acting.page(request, "add.html", fault="", said="")

    def look(self, request: Request, form: Form) -> Response:
        """Look at what would be added."""
        known = frozenset(self._acting.store.recipes())
        try:
            if form.files:
                plan = self._acting.plans.of_files(form.files, known)
            else:
                plan = self._acting.plans.of_path(form.get("path"), known)
        except VidmovaError as fault:
            return self._acting.page(request, "add.html", 400, fault=str(fault), said=form.get("path"))
        return to(f"/add/{plan.id}")

    def plan(self, request: Request) -> HTMLResponse:
        """Show what would be added."""
        plan = self._acting.plans.get(request.path_params["identity"])
        if plan is None:
            raise HTTPException(404)
        return self._acting.page(request, "add_plan.html", plan=plan, running=self._acting.jobs.running)

    def start(self, request: Request, form: Form) -> Response:
        """Begin to add, or leave it."""
        identity = request.path_params["identity"]
        plan = self._acting.plans.get(identity)
        if plan is None:
            raise HTTPException(404)
        if form.get("do") == "leave":
            self._acting.plans.drop(identity)
            return to("/add")
        job = self._acting.jobs.start(plan)
        if job is None:
            return self._acting.page(request, "add_plan.html", 409, plan=plan, running=self._acting.jobs.running)
        self._acting.plans.take(identity)
        return to(f"/jobs/{job.id}")

    def job(self, request: Request) -> HTMLResponse:
        """Show how far a job is, or what it did."""
        return self._acting.page(request, "job.html", job=self._job(request))

    def progress(self, request: Request) -> JSONResponse:
        """Say how far a job is, for the page's script."""
        job = self._job(request)
        said = {"state": job.state, "done": job.done, "total": job.total, "last": job.last, "failed": job.failed}
        return JSONResponse({**said, "running": job.running, "seconds": job.seconds_left})

    def stop(self, request: Request, form: Form) -> Response:
        """Stop a job; what it did is kept."""
        job = self._job(request)
        if job.running:
            self._acting.jobs.stop()
        return to(f"/jobs/{job.id}")

    def original(self, request: Request) -> Response:
        """Give the original file to be saved."""
        document = self._document(request)
        receipts = [one for one in read_chain(self._acting.root) if one.digest == document.id]
        kind = receipts[-1].media_type if receipts else document.media_type
        try:
            return original(self._acting.root, document.id, kind)
        except EngineError as fault:
            return self._acting.page(request, "refused.html", 409, fault=str(fault))

    def claim(self, request: Request) -> Response:
        """Show the form for a claim on characters that were chosen; the document where none were."""
        given = without_wishes(request.query_params)
        if not given:
            return to(f"/documents/{self._document(request).id[:12]}")
        return self._claim(request, given)

    def _claim(self, request: Request, given: dict[str, str], fault: str = "", status: int = 200) -> HTMLResponse:
        document = self._document(request)
        sentences = self._acting.store.sentences(document.id)
        try:
            stretch = stretch_of(document, sentences, given)
        except InputError as error:
            return self._acting.page(request, "refused.html", 400, fault=str(error))
        page = claim_form(speech_of(request), document, stretch, given, fault)
        return self._acting.page(request, "claim_form.html", status, page=page)

    def make_claim(self, request: Request, form: Form) -> Response:
        """Read values from the characters chosen so far, or keep the claim."""
        given = form.fields
        if form.get("do") != "save":
            return self._claim(request, given)
        document = self._document(request)
        try:
            stretch = stretch_of(document, [], given)
            typed, stated = filled(document, given, form.get("act")), places_of(document, given, form.get("act"))

            def decide(desk: Desk, author: Author) -> Decision:
                return desk.add(author, document.id, stretch, typed, stated)

            author = self._acting.author(request, form)
            decision = self._acting.decide(author, decide, Aftermath(before=self._acting.tallies.now()))
        except VidmovaError as fault:
            return self._claim(request, given, str(fault), 503 if isinstance(fault, EngineError) else 400)
        place = decision.called.rpartition("-")[2]
        return self._acting.saved(request, form, place_address(document.id, stretch[0], f"card-{place}"), decision)

    def _document(self, request: Request) -> Document:
        like = self._acting.store.documents_like(request.path_params["identity"])
        document = self._acting.store.document(like[0]) if len(like) == 1 else None
        if document is None:
            raise HTTPException(404)
        return document

    def _job(self, request: Request) -> Job:
        job = self._acting.jobs.get(request.path_params["identity"])
        if job is None:
            raise HTTPException(404)
        return job
