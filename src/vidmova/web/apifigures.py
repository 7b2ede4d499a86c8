"""Figures, lists and judging as JSON: the same answers as on their pages."""

from collections.abc import Mapping

from msgspec import UNSET, Struct, structs
from starlette.datastructures import QueryParams

from vidmova.totals.lists import PersonList
from vidmova.totals.sentences import sentence
from vidmova.web import apifigurerecords as shapes
from vidmova.web import courtpages
from vidmova.web.acting import Acting
from vidmova.web.api import Endpoint, endpoint, paged, there
from vidmova.web.apirecords import Nothing, Paging
from vidmova.web.asked import asked_of
from vidmova.web.figuredesk import FigureDesk
from vidmova.web.listpages import ListLine
from vidmova.web.openquestions import Asked
from vidmova.web.speech import Speech

ENGLISH = "en"


class FigureApi:
    """The addresses of a register's figures, lists, decisions and open questions."""

    def __init__(self, figures: FigureDesk, acting: Acting | None) -> None:
        self._figures, self._acting = figures, acting

    def endpoints(self) -> list[Endpoint]:
        """Return every address with what it asks for and answers."""
        return [
            endpoint("/api/totals", "How many, with the working.", shapes.TotalFound, self.totals, shapes.TotalsAsked),
            endpoint("/api/judgments", "Judgments.", shapes.JudgmentsFound, self.judgments, shapes.JudgmentsAsked),
            endpoint("/api/paths", "From stage to stage.", shapes.PathsFound, self.paths, shapes.PathsAsked),
            endpoint("/api/lists", "Lists made by others.", shapes.Lists, self.lists, Paging),
            endpoint("/api/lists/{id}", "A list with its rows.", shapes.ListWhole, self.one_list),
            endpoint("/api/overlap", "Who is on which lists.", shapes.OverlapFound, self.overlap, shapes.OverlapAsked),
            endpoint("/api/decisions", "Who decided what, the last first.", shapes.Decisions, self.decisions, Paging),
            endpoint("/api/review", "Open questions, in order.", shapes.OpenQuestions, self.review, Paging),
        ]

    def totals(self, asked: shapes.TotalsAsked, _: str) -> shapes.TotalFound:
        """Return how many."""
        question = asked_of(Speech(ENGLISH), QueryParams(_given(asked)))
        counted = self._figures.counted(question)
        rows = self._figures.slices(question) if question.by else ()
        said = list(question.faults)
        return shapes.TotalFound(
            sentence=sentence(counted.total),
            total=counted.total,
            by=question.by,
            rows=list(rows),
            series=list(counted.series),
            not_understood=said,
        )

    def judgments(self, asked: shapes.JudgmentsAsked, _: str) -> shapes.JudgmentsFound:
        """Return one page of judgments."""
        every, held = self._figures.sentenced()
        page = paged(courtpages.chosen_of(every, courtpages.asked_of(_given(asked))), asked, lambda one: one)
        return shapes.JudgmentsFound(page.total, page.page, page.size, page.rows, list(held.tallies))

    def paths(self, asked: shapes.PathsAsked, _: str) -> shapes.PathsFound:
        """Return the flow from stage to stage."""
        found = self._figures.walked(asked.start)
        one = found.paths
        return shapes.PathsFound(
            start=found.start,
            ways=one.ways,
            people=one.people,
            stages=one.stages,
            flows=list(one.flows),
            steps=list(one.steps),
            off=one.off,
        )

    def lists(self, asked: Paging, _: str) -> shapes.Lists:
        """Return one page of lists."""
        return paged(self._figures.lists.listed().lines, asked, _brief)

    def one_list(self, _: Nothing, identity: str) -> shapes.ListWhole:
        """Return a list."""
        lines = {str(line.number): line for line in self._figures.lists.listed().lines}
        line = there(lines.get(identity), "list", identity)
        one: PersonList = self._figures.lists.every()[line.number - 1]
        return shapes.ListWhole(about=_brief(line), rows=list(one.rows), faults=list(one.faults))

    def overlap(self, asked: shapes.OverlapAsked, _: str) -> shapes.OverlapFound:
        """Return who is on which lists."""
        laid = self._figures.lists.laid(asked.register)
        if laid is None:
            return shapes.OverlapFound(lists=[], rows=[], people=[], overlaps=[], open_questions=0)
        held = laid.presence
        patterns = sorted(held.patterns, key=lambda one: (-held.patterns[one], one))
        return shapes.OverlapFound(
            lists=list(held.lists),
            rows=list(held.rows),
            people=list(held.people),
            overlaps=[
                shapes.OverlapRow(
                    on=[name for name, on in zip(held.lists, one, strict=True) if on],
                    people=held.patterns[one],
                    expected=held.expected.get(one, 0),
                    if_all=held.if_all.get(one, 0),
                )
                for one in patterns
            ],
            open_questions=laid.questions,
        )

    def decisions(self, asked: Paging, _: str) -> shapes.Decisions:
        """Return one page of decisions."""
        return paged(self._acting.judged.every()[::-1] if self._acting else [], asked, lambda one: one)

    def review(self, asked: Paging, _: str) -> shapes.OpenQuestions:
        """Return one page of open questions, that on which the totals depend most first."""
        return paged(self._acting.questions.now() if self._acting else [], asked, _question)


def _given(asked: Struct) -> Mapping[str, str]:
    return {name: str(value) for name, value in structs.asdict(asked).items() if value is not UNSET}


def _brief(line: ListLine) -> shapes.ListBrief:
    return shapes.ListBrief(
        id=str(line.number),
        name=line.name,
        maker=line.maker,
        file=line.file,
        digest=line.digest,
        rows=line.rows,
        repeats=line.repeats,
        left_out=line.left_out,
    )


def _question(one: Asked) -> shapes.OpenQuestion:
    asked = one.question
    return shapes.OpenQuestion(
        id=one.id,
        kind=asked.kind,
        because=asked.because,
        hangs=asked.hangs,
        claims=asked.claims,
        events=asked.events,
        contradiction=asked.contradiction,
        decisions=asked.decisions,
    )
