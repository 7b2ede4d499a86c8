"""What all acting pages of the desk share: the register, its decisions, and what is at work on it."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from vidmova.config import Config
from vidmova.errors import UsageError, VidmovaError
from vidmova.register.folder import RegisterFolder
from vidmova.register.searching import Searching
from vidmova.review.deciding import Author
from vidmova.review.decisions import Decision
from vidmova.web.adding import Plans
from vidmova.web.forms import Form
from vidmova.web.jobs import Jobs
from vidmova.web.judging import Aftermath, Decide, Judged
from vidmova.web.openquestions import OpenQuestions
from vidmova.web.recounting import Recount
from vidmova.web.rendering import LONGEST_NAME, keep, rendered, wish_of
from vidmova.web.savedsearches import Notes
from vidmova.web.shell import SavedNow, Shell, Strip
from vidmova.web.speech import Speech
from vidmova.web.tallies import Tallies, moved

PATIENCE = 1.5
"""Seconds that an answer waits for the events to be counted anew."""
LONGEST_WHY = 2_000


class Acting:
    """A register that the desk may change."""

    def __init__(self, store: Searching, config: Config, root: Path) -> None:
        self.store, self.root, self.name = store, root, config.name
        folder = RegisterFolder(root)
        self.judged = Judged(store, root)
        self.questions = OpenQuestions(store, self.judged)
        self.recount = Recount(folder, store)
        self.tallies = Tallies(store)
        self.jobs = Jobs(folder, store, self.tallies)
        self.plans = Plans(root)
        self.notes = Notes(root)

    def page(self, request: Request, template: str, status: int = 200, **shown: object) -> HTMLResponse:
        """Return a page of the desk."""
        return rendered(request, template, self.name, status, **{"asked": "", **shown})

    def shell(self, after: str) -> Shell:
        """Return what stands around a page."""
        try:
            number = len(self.questions.now())
            return Shell(True, number, self._strip(), self._saved(after))
        except VidmovaError as fault:
            return Shell(True, 0, self._strip(), SavedNow(0, "", "", counting=False, can_undo=False, fault=str(fault)))

    def _strip(self) -> Strip | None:
        if job := self.jobs.running:
            return Strip(f"/jobs/{job.id}", job.state, job.done, job.total, job.last, job.failed)
        return Strip("", "recounting", 0, 0, "", 0) if self.recount.waiting else None

    def _saved(self, after: str) -> SavedNow | None:
        fault, counting = self.recount.fault, self.recount.waiting
        decision = self.judged.one(int(after)) if after.isascii() and after.isdecimal() and len(after) < 9 else None
        if decision is None:
            return SavedNow(0, "", "", counting, can_undo=False, fault=fault) if fault else None
        before = self.judged.aftermath(decision.number).before
        return SavedNow(
            number=decision.number,
            kind=decision.kind,
            about=decision.called or decision.about,
            counting=counting,
            can_undo=decision.kind != "withdraw",
            moved=tuple(moved(before, self.tallies.now())) if before and not counting else (),
            fault=fault,
        )

    def author(self, request: Request, form: Form) -> Author:
        """Return who decides and why, as the form says it; raises UsageError where it does not."""
        speech = speech_of(request)
        who = " ".join((form.get("who") or wish_of(request).who).split())[:LONGEST_NAME]
        if not who:
            raise UsageError(speech.say("Say who you are: decisions are kept with a name."))
        parts = dict.fromkeys(part for part in (form.get("usual"), form.get("why")) if part)
        why = "; ".join(parts)[:LONGEST_WHY]
        if not why:
            raise UsageError(speech.say("Say why, in a few words, or choose one of the usual reasons."))
        return Author(who, why)

    def decide(self, author: Author, made: Decide, after: Aftermath | None = None) -> Decision:
        """Keep a decision, and have it counted: at once where that is quick, else behind the pages."""
        saved = self.judged.save(author, made, after)
        self.recount.ask()
        self.recount.settled(PATIENCE)
        return saved

    def saved(self, request: Request, form: Form, back: str, decision: Decision) -> Response:
        """Return to a page that will say what was saved, and let the browser keep the name."""
        path, mark, place = back.partition("#")
        sign = "&" if "?" in path else "?"
        answer = to(f"{path}{sign}after={decision.number}{mark}{place}")
        if form.get("who") and form.get("who") != wish_of(request).who:
            keep(answer, who=decision.who)
        return answer

    def stop(self) -> None:
        """Stop what is at work; what is done is kept."""
        self.jobs.stop(10)
        self.recount.stop()


def to(address: str) -> RedirectResponse:
    """Return the answer that leads to another page of the desk after a change."""
    return RedirectResponse(address, 303)


def own_address(said: str, otherwise: str) -> str:
    """Return an address of this desk that a form gives; another where it gives none or one of elsewhere."""
    fits = said.startswith("/") and not said.startswith("//") and "\\" not in said and said.isprintable()
    return said if fits and len(said) < 2_000 else otherwise


def speech_of(request: Request) -> Speech:
    """Return the language in which somebody is answered."""
    return Speech(wish_of(request).language)
