"""The pages on which people judge: open questions, single claims, decisions and their undoing."""

from msgspec import Struct
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from vidmova.errors import EngineError, InputError, VidmovaError
from vidmova.publish.pages import reasons
from vidmova.records import Contradiction
from vidmova.review.deciding import Author, Desk
from vidmova.review.decisions import Decision, Kind
from vidmova.web import codes
from vidmova.web.acting import Acting, own_address, speech_of, to
from vidmova.web.claimpage import claim_page
from vidmova.web.decisionspage import decision_list
from vidmova.web.forms import Form, changing
from vidmova.web.judging import Aftermath, Decide
from vidmova.web.openquestions import Asked
from vidmova.web.readerpages import place_address
from vidmova.web.rendering import without_wishes
from vidmova.web.reviewpage import listed, review_page
from vidmova.web.speech import Speech

STRONG, FAIR = 0.8, 0.5
ON_PAIRS: dict[str, Kind] = {"join": "join", "separate": "separate", "unsure": "unsure"}
ON_CLAIMS: dict[str, Kind] = {"accept": "accept", "reject": "reject"}
"""What a form may ask for."""


class Outcome(Struct, frozen=True):
    """What the program had held of a pair, to be said once somebody judged it."""

    sure: str
    """How sure the program is that it is one event, in a word."""
    score: float
    people: bool
    """Whether it was about one person, not about one event."""
    agreed: bool | None
    """Whether it leaned as the person did; None of an answer that leans nowhere."""
    features: list[tuple[str, str]]


class ReviewDesk:
    """The pages on which people judge."""

    def __init__(self, acting: Acting) -> None:
        self._acting = acting

    def routes(self) -> list[Route]:
        """Return the routes."""
        return [
            Route("/review", self.next, methods=["GET"]),
            Route("/review/all", self.every, methods=["GET"]),
            Route("/review/{identity}", self.question, methods=["GET"]),
            changing("/review/{identity}", self.answer),
            Route("/contradictions/{identity}", self.contradiction, methods=["GET"]),
            Route("/claims/{key}", self.claim, methods=["GET"]),
            changing("/claims/{key}", self.judge),
            Route("/decisions", self.decisions, methods=["GET"]),
            changing("/decisions/{number:int}/undo", self.undo),
            changing("/drafts", self.draft),
        ]

    def next(self, request: Request) -> Response:
        """Show the question on which the totals depend most."""
        asked = self._acting.questions.now()
        if asked:
            return self._question(request, asked[0])
        return self._acting.page(
            request, "review_none.html", outcome=self._outcome(request), unlinked=self._acting.questions.unlinked
        )

    def every(self, request: Request) -> HTMLResponse:
        """List the open questions."""
        asked = self._acting.questions.now()
        lines = listed(speech_of(request), self._acting.store, asked)
        return self._acting.page(
            request, "review_all.html", lines=lines, total=len(asked), unlinked=self._acting.questions.unlinked
        )

    def question(self, request: Request) -> Response:
        """Show one question."""
        one = self._acting.questions.find(request.path_params["identity"])
        if one is None:
            return self._acting.page(request, "review_gone.html", 404)
        return self._question(request, one)

    def contradiction(self, request: Request) -> Response:
        """Lead to the question about a contradiction."""
        named = request.path_params["identity"]
        one = next((each for each in self._acting.questions.now() if each.question.contradiction == named), None)
        if one is None:
            known = any(each.id == named for each in self._acting.store.every(Contradiction))
            return to("/contradictions?state=all" if known else "/contradictions")
        return to(f"/review/{one.id}")

    def answer(self, request: Request, form: Form) -> Response:
        """Keep what somebody judged, and go on to the next question."""
        one = self._acting.questions.find(request.path_params["identity"])
        if one is None:
            return self._acting.page(request, "review_gone.html", 404)
        try:
            author = self._acting.author(request, form)
            decide = _answering(form.get("judgement"), one)
            after = Aftermath(one.link, self._acting.tallies.now())
            decision = self._acting.decide(author, decide, after)
        except VidmovaError as fault:
            return self._question(request, one, form, fault)
        self._acting.notes.keep_draft(one.id, "")
        return self._acting.saved(request, form, "/review", decision)

    def _question(
        self, request: Request, one: Asked, form: Form | None = None, fault: VidmovaError | None = None
    ) -> HTMLResponse:
        acting = self._acting
        latin = (form.get("latin") if form else request.query_params.get("latin", "")) == "1"
        asked, decisions = acting.questions.now(), acting.judged.every()
        draft = acting.notes.draft(one.id)
        return acting.page(
            request,
            "review.html",
            _status(fault),
            page=review_page(speech_of(request), acting.store, asked, one, decisions, latin),
            outcome=self._outcome(request),
            draft=draft,
            why=form.get("why") if form else draft.text if draft else "",
            chosen=form.get("judgement") if form else "",
            last=decisions[-1].why if decisions and not decisions[-1].origin else "",
            fault=str(fault) if fault else "",
        )

    def _outcome(self, request: Request) -> Outcome | None:
        said = request.query_params.get("after", "")
        decision = self._acting.judged.one(int(said)) if said.isascii() and said.isdecimal() and len(said) < 9 else None
        link = self._acting.judged.aftermath(decision.number).link if decision else None
        if decision is None or link is None:
            return None
        speech, score = speech_of(request), link.score
        sure = "strong" if score >= STRONG else "fair" if score >= FAIR else "weak"
        counted = sorted(link.features.items(), key=lambda each: -abs(each[1]))
        return Outcome(
            sure=codes.code(speech, "sure", sure),
            score=score,
            people=bool(decision.rows),
            agreed={"join": score >= FAIR, "separate": score < FAIR}.get(decision.kind),
            features=[(_feature(speech, decision, name), f"{value:+.1f}".replace("-", "−")) for name, value in counted],
        )

    def claim(self, request: Request) -> HTMLResponse:
        """Show a claim with what can be judged of it."""
        return self._claim(request)

    def _claim(self, request: Request, form: Form | None = None, fault: VidmovaError | None = None) -> HTMLResponse:
        acting, key = self._acting, request.path_params["key"]
        desk = Desk(acting.store, acting.judged.every())
        try:
            sight = desk.claim(key)
        except InputError:
            raise HTTPException(404) from None
        document = acting.store.document(sight.key.document)
        if document is None:
            raise HTTPException(404)
        given = form.fields if form else without_wishes(request.query_params)
        page = claim_page(speech_of(request), sight, document, key, acting.store.claim(key) is not None)
        back = own_address(given.get("back", ""), place_address(document.id, sight.claim.start, sight.claim.id))
        return acting.page(
            request, "claim.html", _status(fault), page=page, given=given, back=back, fault=str(fault) if fault else ""
        )

    def judge(self, request: Request, form: Form) -> Response:
        """Accept, reject or correct a claim."""
        key, judgement = request.path_params["key"], form.get("judgement")

        def decide(desk: Desk, author: Author) -> Decision:
            if judgement == "correct":
                return desk.correct(author, key, form.get("field"), form.get("value", "-"))
            if kind := ON_CLAIMS.get(judgement):
                return desk.judge_claim(author, kind, key)
            raise InputError("say what is to be done: accept, reject or correct")

        try:
            author = self._acting.author(request, form)
            decision = self._acting.decide(author, decide, Aftermath(before=self._acting.tallies.now()))
        except VidmovaError as fault:
            return self._claim(request, form, fault)
        return self._acting.saved(request, form, own_address(form.get("back"), f"/claims/{key}"), decision)

    def decisions(self, request: Request) -> HTMLResponse:
        """List who decided what."""
        page = decision_list(speech_of(request), self._acting.judged.every(), without_wishes(request.query_params))
        return self._acting.page(request, "decisions.html", page=page)

    def undo(self, request: Request, form: Form) -> Response:
        """Withdraw a decision, by another."""
        number = request.path_params["number"]
        author = self._acting.author(request, form)
        before = self._acting.tallies.now()
        decision = self._acting.decide(author, lambda desk, who: desk.withdraw(who, number), Aftermath(before=before))
        return self._acting.saved(request, form, own_address(form.get("back"), "/decisions"), decision)

    def draft(self, request: Request, form: Form) -> Response:
        """Keep words that are not saved yet."""
        if self._acting.questions.find(form.get("question")) is None:
            raise HTTPException(404)
        self._acting.notes.keep_draft(form.get("question"), form.get("why"))
        return Response(status_code=204)


def _answering(judgement: str, one: Asked) -> Decide:
    """Return what makes the decision that answers a question."""
    claims, contradiction = one.question.claims or one.question.rows, one.question.contradiction

    def decide(desk: Desk, author: Author) -> Decision:
        if (kind := ON_PAIRS.get(judgement)) and len(claims) == 2:
            return desk.judge_pair(author, kind, (claims[0], claims[1]))
        if (kind := ON_CLAIMS.get(judgement)) and len(claims) == 1:
            return desk.judge_claim(author, kind, claims[0])
        if judgement == "close" and contradiction:
            return desk.close(author, contradiction)
        raise InputError("choose an answer first")

    return decide


def _feature(speech: Speech, decision: Decision, name: str) -> str:
    return reasons.plain(speech.code, name) if decision.rows else codes.code(speech, "feature", name)


def _status(fault: VidmovaError | None) -> int:
    if fault is None:
        return 200
    return 503 if isinstance(fault, EngineError) else 400
