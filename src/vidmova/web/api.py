"""The desk as JSON: the same lists and records under `/api`, paged and described in OpenAPI."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

import msgspec
from msgspec import UNSET, Struct
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from vidmova import __version__
from vidmova.linking.stated import Stated
from vidmova.records import EntityKind, Link, claim_key
from vidmova.register.rows import EventRow
from vidmova.register.searching import Named, Searching
from vidmova.web import apirecords as shapes
from vidmova.web.addresses import SECTIONS
from vidmova.web.facets import narrow
from vidmova.web.lines import in_order
from vidmova.web.openapi import Described, description
from vidmova.web.snapshot import NARROWING, Memory

T = TypeVar("T")
JSON = "application/json"
ROOT = "/api"
DESCRIPTION = "/api/openapi.json"


class Endpoint(Described, frozen=True, kw_only=True):
    """An address of the API, and what answers there."""

    answer: Callable[[Any, str], Any]
    """Given the parameters and the id in the path."""


class Api:
    """The addresses of one register."""

    def __init__(self, store: Searching, memory: Memory, name: str, more: "Iterable[Endpoint]" = ()) -> None:
        self._more = list(more)
        self._store = store
        self._memory = memory
        self._name = name

    def routes(self) -> list[Route]:
        """Return the routes, with the description of all of them."""
        every = self.endpoints()
        told = description(f"{self._name}: Vidmova", every)
        return [
            *(Route(one.path, _answering(one), methods=["GET"]) for one in every),
            Route(DESCRIPTION, lambda _: _encoded(told), methods=["GET"]),
            Route("/api/{rest:path}", _nothing_here, methods=["GET"]),
        ]

    def endpoints(self) -> list[Endpoint]:
        """Return every address with what it asks for and answers."""
        plain = [
            endpoint("/api", "What is in the register, counted.", shapes.Overview, self.overview),
            endpoint("/api/events", "Events.", shapes.Events, self.events, shapes.EventsAsked),
            endpoint("/api/events/{id}", "An event with all that is held of it.", shapes.EventWhole, self.event),
            endpoint("/api/claims/{id}", "A claim with its passage.", shapes.ClaimShown, self.claim),
            endpoint("/api/documents", "Documents.", shapes.Documents, self.documents, shapes.Paging),
            endpoint("/api/documents/{id}", "A document with its claims.", shapes.DocumentWhole, self.document),
            endpoint(
                "/api/contradictions",
                "What claims contradict each other about.",
                shapes.Contradictions,
                self.contradictions,
                shapes.DisputesAsked,
            ),
            endpoint("/api/questions", "What a person should say.", shapes.Questions, self.questions, shapes.Paging),
            endpoint("/api/search", "Names and texts.", shapes.SearchFound, self.search, shapes.SearchAsked),
        ]
        return [*plain, *self._more, *(one for kind, path in SECTIONS.items() for one in self._of_kind(kind, path))]

    def overview(self, _: shapes.Nothing, __: str) -> shapes.Overview:
        """Return what is in the register."""
        held = self._store.summary()
        return shapes.Overview(
            name=self._name,
            program=__version__,
            documents=held.documents,
            claims=held.claims,
            events=held.events,
            people=held.people,
            contradictions=held.contradictions,
            questions=held.questions,
            languages=held.languages,
            acts=held.acts,
            skipped=held.skipped,
        )

    def events(self, asked: shapes.EventsAsked, _: str) -> shapes.Events:
        """Return one page of events."""
        chosen = {name: value for name in NARROWING if (value := getattr(asked, name))}
        rows = in_order(narrow(self._memory.now().lines, (), chosen).rows, asked.sort)
        return paged(rows, asked, lambda line: _brief(line.happened.row))

    def event(self, _: shapes.Nothing, identity: str) -> shapes.EventWhole:
        """Return an event."""
        found = there(self._store.event(identity), "event", identity)
        held = self._store.account(found)
        return shapes.EventWhole(
            event=_brief(held.row),
            claims=[_claim(one) for one in held.stated],
            parts=held.parts,
            relations=held.relations,
            contradictions=held.contradictions,
            links=[_link(one) for one in held.links],
            tellings=held.tellings,
            chains=held.chains,
            cases=held.cases,
        )

    def claim(self, _: shapes.Nothing, key: str) -> shapes.ClaimShown:
        """Return a claim."""
        return _claim(there(self._store.stated([key]).get(key), "claim", key))

    def documents(self, asked: shapes.Paging, _: str) -> shapes.Documents:
        """Return one page of documents."""
        return paged(self._memory.now().documents, asked, lambda row: row)

    def document(self, _: shapes.Nothing, identity: str) -> shapes.DocumentWhole:
        """Return a document."""
        document = there(self._store.document(identity), "document", identity)
        claims = self._store.claims(identity)
        return shapes.DocumentWhole(
            id=document.id,
            name=document.name,
            media_type=document.media_type,
            language=document.language,
            title=document.title,
            author=document.author,
            outlet=document.outlet,
            published=document.published,
            text=document.text,
            sentences=self._store.sentences(identity),
            claims=[_claim(Stated(claim_key(identity, one.id), one, document)) for one in claims],
        )

    def contradictions(self, asked: shapes.DisputesAsked, _: str) -> shapes.Contradictions:
        """Return one page of contradictions."""
        found = [one for one in self._store.disagreements() if asked.state in (UNSET, one.state)]
        return paged(found, asked, lambda one: one)

    def questions(self, asked: shapes.Paging, _: str) -> shapes.Questions:
        """Return one page of questions."""
        found = self._store.open_questions((asked.page - 1) * asked.size, asked.size)
        total = self._store.summary().questions
        return shapes.Questions(total, asked.page, asked.size, [_link(one) for one in found])

    def search(self, asked: shapes.SearchAsked, _: str) -> shapes.SearchFound:
        """Return what words name, and where they stand."""
        words = " ".join(asked.q.replace("\0", " ").split())
        named = [one for found in self._store.find_anything(words).values() for one in found]
        hits = self._store.find_text(words, (asked.page - 1) * asked.size, asked.size)
        texts = [
            shapes.TextFound(
                document=hit.document.id,
                name=hit.document.name,
                title=hit.document.title,
                start=hit.start,
                end=hit.end,
            )
            for hit in hits.found
        ]
        return shapes.SearchFound(
            named=[
                shapes.NamedFound(entity=one.entity, score=one.score, judgement=one.judgement, because=one.because)
                for one in named
            ],
            texts=shapes.Paged(hits.total, asked.page, asked.size, texts),
        )

    def _of_kind(self, kind: EntityKind, path: str) -> Iterable[Endpoint]:
        def every(asked: shapes.Paging, _: str) -> shapes.NamedRows:
            found = [one for one in self._memory.now().named.values() if one.entity.kind == kind]
            return paged(found, asked, _named)

        def single(_: shapes.Nothing, identity: str) -> shapes.NamedWhole:
            entity = self._store.entity(identity)
            way = self._store.way(there(entity if entity and entity.kind == kind else None, kind, identity))
            return shapes.NamedWhole(
                entity=way.entity, mentions=way.mentions, events=[_brief(row) for row in way.events], cases=way.cases
            )

        yield endpoint(f"/api/{path}", f"Each {kind} that claims name.", shapes.NamedRows, every, shapes.Paging)
        yield endpoint(f"/api/{path}/{{id}}", f"One {kind} with all that is held of it.", shapes.NamedWhole, single)


def endpoint(
    path: str, says: str, answers: Any, answer: Callable[[Any, str], Any], asked: type[Struct] = shapes.Nothing
) -> Endpoint:
    """Return an address of the API."""
    return Endpoint(path=path, says=says, asked=asked, answers=answers, answer=answer)


def _answering(one: Endpoint) -> Callable[[Request], Response]:
    def respond(request: Request) -> Response:
        try:
            asked = _asked(request, one.asked)
        except msgspec.ValidationError as fault:
            return _encoded(shapes.NoAnswer(f"{fault}; {DESCRIPTION} says what can be asked"), 400)
        identity = str(request.path_params.get("id", "")).replace("\0", "")
        try:
            return _encoded(one.answer(asked, identity))
        except HTTPException as fault:
            return _encoded(shapes.NoAnswer(fault.detail), fault.status_code)

    return respond


def _asked(request: Request, wanted: type[T]) -> T:
    given = request.query_params.multi_items()
    if len(dict(given)) < len(given):
        raise msgspec.ValidationError("A parameter is given twice")
    return msgspec.convert(dict(given), wanted, strict=False)


def _nothing_here(request: Request) -> Response:
    return _encoded(shapes.NoAnswer(f"nothing has this address; {DESCRIPTION} lists what there is"), 404)


def refused(fault: HTTPException) -> Response:
    """Say in JSON why there is no answer."""
    said = fault.detail.rstrip(".").lower()
    return _encoded(shapes.NoAnswer(f"{said}; {DESCRIPTION} says what can be asked"), fault.status_code, fault.headers)


def _encoded(answer: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    return Response(msgspec.json.encode(answer), status, headers, media_type=JSON)


def there(found: T | None, kind: str, identity: str) -> T:
    """Return what was found; raises 404 where nothing was."""
    if found is None:
        raise HTTPException(404, f"there is no {kind} {identity!r} in this register")
    return found


def paged(found: Sequence[T], asked: shapes.Paging, shape: Callable[[T], Any]) -> shapes.Paged[Any]:
    """Return one page of a list."""
    first = (asked.page - 1) * asked.size
    rows = [shape(one) for one in found[first : first + asked.size]]
    return shapes.Paged(len(found), asked.page, asked.size, rows)


def _brief(row: EventRow) -> shapes.EventBrief:
    event = row.event
    return shapes.EventBrief(
        id=event.id,
        act=event.act,
        title=event.title,
        low=event.low,
        high=event.high,
        counted=event.counted,
        person=event.person,
        date=event.date,
        place=event.place,
        modality=event.modality,
        claims=event.claims,
        documents=event.documents,
        tellings=row.tellings,
        languages=row.languages,
        subset_of=event.subset_of,
        contradictions=row.contradictions,
    )


def _link(one: Link) -> shapes.LinkShown:
    judged = one.judgement != "possible"
    return shapes.LinkShown(
        a=one.a,
        b=one.b,
        judgement=one.judgement,
        because=one.because,
        score=one.score if judged else None,
        features=one.features if judged else None,
    )


def _claim(one: Stated) -> shapes.ClaimShown:
    return shapes.ClaimShown(key=one.key, document=one.document.id, passage=one.passage, claim=one.claim)


def _named(one: Named) -> shapes.NamedBrief:
    return shapes.NamedBrief(
        entity=one.entity,
        spoken=one.spoken,
        mentions=one.mentions,
        events=one.events,
        first=one.first,
        last=one.last,
    )
