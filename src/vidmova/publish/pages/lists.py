"""Pages of people, places, judgments, sources, contradictions and figures."""

from collections import Counter
from collections.abc import Iterator
from statistics import quantiles
from typing import Any

from vidmova.lexicon.actgroups import group_of, order_of
from vidmova.protect.release import Figure, Place, Source, Statement
from vidmova.publish.pages import wording
from vidmova.publish.pages.addresses import figure_file, file_part, slices
from vidmova.publish.pages.columns import columns
from vidmova.publish.pages.drawing import Bar, bar, reach, share
from vidmova.publish.pages.reasons import reason
from vidmova.publish.pages.telling import PEOPLE, SOURCES, Page, Telling, sliced

PLACES, JUDGMENTS, DISPUTES, FIGURES, WORKING = 200, 200, 20, 50, 400
"""Rows of a page."""
LEAST_TERMS = 5
"""Terms from which on a middle is told."""


def people(telling: Telling) -> Iterator[Page]:
    """Yield the pages of people, by their pseudonym or public name."""
    say, every = telling.language.say, list(telling.shelf.people.values())
    for path, page, shown in sliced(every, slices("people/index", len(every), PEOPLE)):
        rows = [
            {
                "anchor": file_part(one.id),
                "person": one,
                "exposure": telling.language.code_of("exposure", one.exposure),
                **telling.listed("person", one.id),
            }
            for one in shown
        ]
        yield telling.page(
            "people.html",
            path,
            "people/index.html",
            heading=say("People"),
            lead=say("A private person stands under a pseudonym; the same pseudonym is the same person."),
            kind="people",
            columns=columns(telling.language)["people"],
            rows=rows,
            page=page,
            empty=say("This release names nobody."),
        )


def places(telling: Telling) -> Iterator[Page]:
    """Yield the pages of places."""
    say, language = telling.language.say, telling.language
    every = sorted(telling.shelf.places.values(), key=lambda one: (language.territory(one.name), one.id))
    for path, page, shown in sliced(every, slices("places/index", len(every), PLACES)):
        yield telling.page(
            "places.html",
            path,
            "places/index.html",
            heading=say("Places"),
            lead=say("As far as they may be told: where a settlement would lead to somebody, its region stands."),
            kind="places",
            columns=columns(telling.language)["places"],
            rows=[_place(telling, one) for one in shown],
            page=page,
            empty=say("This release names no place."),
        )


def _place(telling: Telling, place: Place) -> dict[str, Any]:
    total = len(telling.shelf.facets["place"].get(place.id, ()))
    where = ""
    if place.latitude is not None and place.longitude is not None:
        where = f"{place.latitude:.3f}, {place.longitude:.3f}"
    return {
        "anchor": file_part(place.id),
        "name": telling.language.territory(place.name),
        "precision": telling.language.code_of("precision", place.precision),
        "within": telling.within(place),
        "where": where,
        "file": telling.placing.listed("place", place.id),
        "total": total,
    }


def courts(telling: Telling) -> Iterator[Page]:
    """Yield the pages of what is said of charges, sentences, lawsuits and rulings."""
    language, every = telling.language, telling.shelf.judgments
    say = language.say
    charged = Counter(one.charge for one in every if one.charge)
    most = max(charged.values(), default=1)
    charges = [
        (language.code_of("charge", code), number, share(number, most)) for code, number in charged.most_common()
    ]
    for path, page, shown in sliced(every, slices("courts/index", len(every), JUDGMENTS)):
        yield telling.page(
            "courts.html",
            path,
            "courts/index.html",
            heading=say("Courts"),
            lead=say("Each row is a statement: one judgment told by two sources stands twice."),
            charges=charges if page.number == 1 else [],
            terms=_terms(telling, every),
            kind="courts",
            columns=columns(telling.language)["courts"],
            rows=[_judgment(telling, one) for one in shown],
            page=page,
            empty=say("This release holds no judgment."),
        )


def _terms(telling: Telling, every: list[Statement]) -> str:
    terms = [one.term_months[0] for one in every if one.term_months and one.term_months[0] == one.term_months[1]]
    if len(terms) < LEAST_TERMS:
        return ""
    low, middle, high = (telling.language.term((round(one),) * 2) for one in quantiles(terms, method="inclusive"))
    return telling.language.say(
        "Terms stated exactly: %(n)s. Half of them: %(low)s – %(high)s. The middle one: %(middle)s",
        n=telling.language.number(len(terms)),
        low=low,
        high=high,
        middle=middle,
    )


def _judgment(telling: Telling, one: Statement) -> dict[str, Any]:
    said = dict(wording.values_of(telling.language, telling.shelf, one))
    kind, term = said.get("sentence_type", ""), said.get("term_months", "")
    return {
        "when": said.get("date", ""),
        "act": telling.language.code_of("act", one.act),
        "file": f"{telling.placing.event(one.event).partition('#')[0]}#{file_part(one.id)}",
        "court": one.court or "",
        "charge": said.get("charge", ""),
        "absence": said.get("absence_days", ""),
        "term": ", ".join(part for part in (kind, term) if part),
        "outcome": said.get("outcome", ""),
        "source": wording.source_name(telling.language, telling.shelf.sources.get(one.source)),
        "source_file": telling.source_file(one.source),
    }


def sources(telling: Telling) -> Iterator[Page]:
    """Yield the pages of sources; those that are not named say why."""
    say, every = telling.language.say, list(telling.shelf.sources.values())
    for path, page, shown in sliced(every, slices("sources/index", len(every), SOURCES)):
        yield telling.page(
            "sources.html",
            path,
            "sources/index.html",
            heading=say("Sources"),
            lead=say("A digest is that of the bytes as received; whoever has the text can check it."),
            kind="sources",
            columns=columns(telling.language)["sources"],
            rows=[_source(telling, one) for one in shown],
            page=page,
            empty=say("This release holds no source."),
        )


def _source(telling: Telling, one: Source) -> dict[str, Any]:
    language = telling.language
    return {
        "anchor": file_part(one.id),
        "id": one.id,
        "name": wording.source_name(language, one),
        "title": wording.source_title(one),
        "language": one.language,
        "spoken": language.code_of("language", one.language),
        "published": language.day(one.published) if one.published else "",
        "address": one.address,
        "digest": one.digest,
        "withheld": language.code_of("withheld", one.withheld) if one.withheld else "",
        **telling.listed("source", one.id),
    }


def contradictions(telling: Telling) -> Iterator[Page]:
    """Yield the pages of contradictions."""
    every = sorted(telling.shelf.contents.disagreements, key=lambda one: one.state == "closed")
    for path, page, shown in sliced(every, slices("contradictions/index", len(every), DISPUTES)):
        rows = [telling.dispute(one) for one in shown]
        yield telling.page("contradictions.html", path, "contradictions/index.html", rows=rows, page=page)


def ordered(telling: Telling) -> list[Figure]:
    """Return the figures: of everywhere and any time first, by act."""
    return sorted(
        telling.shelf.contents.figures,
        key=lambda one: (
            bool(one.region),
            bool(one.since or one.until),
            order_of(one.act),
            one.since or "",
            one.region or "",
            one.id,
        ),
    )


def figure_row(telling: Telling, one: Figure, most: int = 0) -> dict[str, Any]:
    """Return a figure as a row, drawn on the scale of the greatest beside it."""
    drawn: Bar | None = bar(one.low, one.high, most, one.best)
    return {
        "id": one.id,
        "anchor": file_part(one.id),
        "group": group_of(one.act).code,
        "name": wording.figure_name(telling.language, one),
        "number": telling.language.counted((one.low, one.high), one.counted),
        "bar": drawn,
        "file": figure_file(one.id),
    }


def scales(figures: list[Figure]) -> dict[str, int]:
    """Return the greatest reach of the figures of each thing counted."""
    found: dict[str, int] = {}
    for one in figures:
        found[one.counted] = max(found.get(one.counted, 0), reach(one.low, one.high))
    return found


def figures(telling: Telling) -> Iterator[Page]:
    """Yield the list of figures, and a page for each with its working."""
    say, every = telling.language.say, ordered(telling)
    most = scales(every)
    for path, page, shown in sliced(every, slices("figures/index", len(every), FIGURES)):
        yield telling.page(
            "figures.html",
            path,
            "figures/index.html",
            heading=say("How many"),
            lead=say(
                "Solid up to the floor, hatched up to the ceiling; the bars of what is counted alike have one scale."
            ),
            kind="figures",
            columns=columns(telling.language)["figures"],
            rows=[figure_row(telling, one, most[one.counted]) for one in shown],
            page=page,
            empty=say("This release states no total."),
        )
    for one in every:
        yield from _figure(telling, one)


def _figure(telling: Telling, one: Figure) -> Iterator[Page]:
    language = telling.language
    signed = language.say("signed by a reviewer: %(n)s", n=language.number(one.best)) if one.best else ""
    shown = {**figure_row(telling, one), "best": signed}
    shown |= {"low": language.number(one.low), "high": _ceiling(telling, one.high)}
    stem = figure_file(one.id).removesuffix(".html")
    for path, page, rows in sliced(one.working, slices(stem, len(one.working), WORKING)):
        working = [
            {
                "name": telling.titles.get(row.event) or row.event or language.say("several events together"),
                "file": telling.placing.event(row.event) if row.event in telling.titles else "",
                "low": language.number(row.low),
                "high": _ceiling(telling, row.high),
                "part": language.code_of("part", row.part),
                "reason": reason(language.code, row.reason),
            }
            for row in rows
        ]
        names = columns(language)["working"]
        yield telling.page("figure.html", path, "figures/index.html", one=shown, columns=names, rows=working, page=page)


def _ceiling(telling: Telling, high: int | None) -> str:
    return telling.language.say("open") if high is None else telling.language.number(high)
