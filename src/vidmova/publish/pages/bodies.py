"""Events as HTML: the row of a list and the telling of one, put together without templates, as there are so many."""

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from html import escape

from vidmova.lexicon.actgroups import group_of
from vidmova.lexicon.unseen import visible
from vidmova.protect.release import Happening, Statement
from vidmova.publish.pages import wording
from vidmova.publish.pages.addresses import figure_file, file_part
from vidmova.publish.pages.drawing import bar
from vidmova.publish.pages.rendering import template
from vidmova.publish.pages.telling import Saying, Telling, sayings_of

Link = tuple[str, str]
"""Path and name."""


@lru_cache(65_536)
def shown(text: str) -> str:
    """Return a text as HTML shows it."""
    return escape(visible(text))


def row(telling: Telling, event: Happening) -> str:
    """Return an event as a row of a list."""
    language, held = telling.language, telling.shelf.sources
    spoken = " ".join(dict.fromkeys(held[each].language for each in event.sources if each in held))
    disputes = len(telling.shelf.disputes.get(event.id, ()))
    asks = f' · <span class="asks">≠ {_contradictions(telling, disputes)}</span>' if disputes else ""
    return (
        f'<li><a class="s-{group_of(event.act).code}" href="../{telling.placing.event(event.id)}">'
        f"{shown(telling.titles[event.id])}</a>{_modality(telling, event.modality)}"
        f"<p>{shown(language.when(event.date) or language.say('date not said'))} · "
        f"{telling.told(event)} ({shown(spoken)}){asks}</p>\n"
    )


def _contradictions(telling: Telling, number: int) -> str:
    return telling.language.several("%(n)s contradiction", "%(n)s contradictions", number)


def _modality(telling: Telling, code: str) -> str:
    said = telling.modality(code)
    return f' <span class="modality">{said}</span>' if said else ""


def told(telling: Telling, event: Happening) -> str:
    """Return all that a page says of one event."""
    stated = telling.shelf.stated(event)
    states = {one.state for one in stated}
    excerpts = f'<div class="tellings">{"".join(_excerpts(telling, event, stated, len(states) > 1))}</div>\n'
    if len({one.source for one in stated}) > 1:
        excerpts = (
            f"{_values(telling, stated)}{_disputes(telling, event)}<h3>{telling.word('Passages')}</h3>\n{excerpts}"
        )
    else:
        excerpts = f"{_disputes(telling, event)}{excerpts}{_plain_values(telling, stated)}"
    return (
        f'<article class="event u-{group_of(event.act).code}" id="{file_part(event.id)}">\n'
        f'<h2 class="s-{group_of(event.act).code}">{shown(telling.titles[event.id])}'
        f"{_modality(telling, event.modality)}</h2>\n"
        f"{_lead(telling, event, states)}{_number(telling, event)}{excerpts}{_related(telling, event)}</article>\n"
    )


def _lead(telling: Telling, event: Happening, states: Collection[str]) -> str:
    language = telling.language
    said = [
        language.when(event.date) or language.say("date not said"),
        wording.place_of(language, telling.shelf, event.place) or language.say("place not said"),
        telling.told(event),
        *(language.code_of("state", one) for one in states if len(states) == 1),
    ]
    return f'<p class="lead">{shown(" · ".join(said))} · <code>{shown(event.id)}</code></p>\n'


def _number(telling: Telling, event: Happening) -> str:
    """Return an event's number, drawn, where it is an interval; one that is known stands among the values."""
    language = telling.language
    number = wording.number_of(language, event)
    if not number or (event.low == event.high and not event.best):
        return ""
    parts = template(language.code, "parts.html").module
    interval = bar(event.low, event.high, best=event.best) or bar(0, event.high or 0)
    drawn = parts.interval(interval, group_of(event.act).code)  # type: ignore[attr-defined]
    signed = ""
    if event.best:
        said = language.say("signed by a reviewer: %(n)s", n=language.number(event.best))
        signed = f'<span class="note">◆ {said}</span>'
    return f'<p class="figure"><b>{number}</b>{drawn}{signed}</p>\n'


def _fields(telling: Telling, stated: list[Statement]) -> Iterator[tuple[str, list[tuple[str, list[Saying]]]]]:
    """Yield fields with their values, the most frequent first; that something is asserted goes without saying."""
    usual = telling.language.code_of("modality", "asserted")
    for name, values in sayings_of(telling, stated):
        if name != "modality" or list(values) != [usual]:
            every = [(value, list(who)) for value, who in values.items()]
            every.sort(key=lambda each: -len(each[1]))
            yield telling.language.code_of("field", name), every


def _values(telling: Telling, stated: list[Statement]) -> str:
    """Return each field with its values, and who gives each in which words."""
    rows, sources = [], len({one.source for one in stated})
    for field, values in _fields(telling, stated):
        several = ' class="several"' if len(values) > 1 else ""
        rows.append(f"<dt>{field}\n")
        for value, who in values:
            plainly = len(who) == sources and not any(words for *_, words in who)
            said = telling.word("all sources") if plainly else f"<ul>{''.join(map(_saying, who))}</ul>"
            rows.append(f"<dd{several}><b>{shown(value)}</b> {said}\n")
    heading = f"<h3>{telling.word('Value against value')}</h3>\n"
    return f'{heading}<dl class="values">\n{"".join(rows)}</dl>\n' if rows else ""


def _plain_values(telling: Telling, stated: list[Statement]) -> str:
    """Return the fields and values of what one source tells, which stands above them."""
    rows = []
    for field, values in _fields(telling, stated):
        said = " · ".join(f"<b>{shown(value)}</b>{''.join(map(_quoted, who))}" for value, who in values)
        rows.append(f"<p><span>{field}</span> <span>{said}</span>\n")
    return f'<div class="plainly">\n{"".join(rows)}</div>\n' if rows else ""


@lru_cache(65_536)
def _saying(saying: Saying) -> str:
    return f'<li><a href="../{saying[1]}">{shown(saying[0])}</a>{_quoted(saying)}'


def _quoted(saying: Saying) -> str:
    _, _, spoken, words = saying
    return f' <q lang="{shown(spoken)}">{shown(words)}</q>' if words else ""


def _disputes(telling: Telling, event: Happening) -> str:
    disputes = telling.shelf.disputes.get(event.id, ())
    if not disputes:
        return ""
    parts = template(telling.language.code, "parts.html").module
    beside = frozenset(event.statements)
    every = (telling.dispute(one, beside) for one in disputes)
    drawn = "".join(parts.dispute(one, "../", False, 4, here=one["within"]) for one in every)  # type: ignore[attr-defined]
    return f'<div class="sheet ask"><h3>{telling.word("Contradictions")}</h3>\n{drawn}</div>\n'


def _excerpts(telling: Telling, event: Happening, stated: list[Statement], mixed: bool) -> Iterator[str]:
    """Yield the passages, each once; what several statements say in one of them stands below it."""
    places: dict[tuple[str, int, int], list[Statement]] = {}
    for one in stated:
        places.setdefault((one.source, one.start, one.end), []).append(one)
    for first, *more in places.values():
        source = telling.shelf.sources.get(first.source)
        language = shown(source.language if source else "und")
        captions = [_caption(telling, event, one, mixed) for one in (first, *more)]
        others = "".join(
            f'<br><span id="{file_part(one.id)}">{said}</span>' for one, said in zip(more, captions[1:], strict=True)
        )
        title = wording.source_title(source)
        titled = f': <bdi lang="{language}">{shown(title)}</bdi>' if title else ""
        day = f" · {shown(telling.language.day(source.published))}" if source and source.published else ""
        yield (
            f'<figure id="{file_part(first.id)}"><blockquote lang="{language}">'
            f"{telling.passage([first, *more])}</blockquote>"
            f'<figcaption><a href="../{telling.source_file(first.source)}">'
            f"{shown(wording.source_name(telling.language, source))}</a>{titled}{day} · {captions[0]}{others}"
            f"</figcaption></figure>\n"
        )


def _caption(telling: Telling, event: Happening, one: Statement, mixed: bool) -> str:
    """Return what is to be known of a statement beside what its event says of all."""
    language = telling.language
    act = f"{language.code_of('act', one.act)} · " if one.act != event.act else ""
    modality = f"{_modality(telling, one.modality)} · " if one.modality != "asserted" else ""
    state = f"{language.code_of('state', one.state)} · " if mixed else ""
    return f"{act}{modality}{state}<code>{shown(one.id)}</code>"


def _related(telling: Telling, event: Happening) -> str:
    """Return links to people, larger and smaller events, and figures."""
    language, shelf = telling.language, telling.shelf
    people = [shelf.people[each] for each in event.people if each in shelf.people]
    figures = [(figure_file(one.id), wording.figure_name(language, one)) for one in shelf.figures.get(event.id, ())]
    pseudonym = f' <span class="note">{telling.word("pseudonym")}</span>'
    who = [
        _link((telling.person_file(one.id), wording.person_name(language, one))) + ("" if one.named else pseudonym)
        for one in people
    ]
    whole = telling.named([event.subset_of] if event.subset_of else [])
    return (
        _line(telling.word("People"), who)
        + _line(telling.word("Part of"), map(_link, whole))
        + _line(telling.word("Has these parts"), map(_link, telling.named(shelf.parts.get(event.id, ()))))
        + _line(telling.word("Counted in"), map(_link, figures))
    )


def _line(name: str, links: Iterable[str]) -> str:
    said = " · ".join(links)
    return f'<p class="more">{name}: {said}</p>\n' if said else ""


def _link(link: Link) -> str:
    return f'<a href="../{link[0]}">{shown(link[1])}</a>'
