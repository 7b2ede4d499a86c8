"""Makes sources of documents: their released passages, and what names them where that exposes nobody."""

from collections.abc import Mapping, Sequence
from urllib.parse import unquote

from msgspec import structs

from vidmova.lexicon.folding import fold
from vidmova.protect.coarsening import OPEN
from vidmova.protect.cues import READ
from vidmova.protect.cutting import Cut
from vidmova.protect.ground import Ground
from vidmova.protect.passages import Prepared
from vidmova.protect.redaction import BETWEEN, Valued, broken, cuts, named
from vidmova.protect.release import Source, Statement
from vidmova.protect.statements import Teller, shifted, with_stretches
from vidmova.records import Document, Span, Telling

VALUES = {"modality": 4, "count": 3, "act": 1, "term_months": 2, "absence_days": 2, "outcome": 2, "sentence_type": 2,
          "charge": 2, "reason": 2}  # fmt: skip
"""Fields whose wordings stay in a broken quote where they can, and how much each weighs."""
SIGNED = ("by", "source_said", "group")
"""Fields of a statement in which its source may be named."""
SHORTEST_OWN = 6
"""A name of so many characters is also looked for inside of a value."""
MONTH = 7
"""Characters of a day that tell the month."""


def with_tellings(every: Sequence[Prepared], tellings: Sequence[Telling]) -> dict[str, str | None]:
    """Return why each document is not named: also for being a telling of one that is not."""
    found = {one.report.document.id: one.withheld for one in every}
    for telling in tellings:
        inside = [one for one in telling.documents if one in found]
        if any(found[one] for one in inside):
            found |= {one: found[one] or "telling" for one in inside}
    return found


def source(one: Prepared, withheld: str | None, teller: Teller) -> Source:
    """Return a document's passages put together, with nothing taken out yet, and what may be told of it."""
    document, ground = one.report.document, teller.ground
    text = BETWEEN.join(document.text[stretch.start : stretch.end] for stretch in one.stretches)
    language = document.language if document.language in READ else "en"
    made = Source(id=ground.ledger[document.id], language=language, text=text, withheld=withheld)
    if withheld:
        ground.removals.add("source", withheld)
        return structs.replace(made, published=document.published[:MONTH] if document.published else None)
    return structs.replace(
        made,
        outlet=teller.said(document.outlet, OPEN),
        title=teller.said(document.title, max(stretch.tier for stretch in one.stretches)),
        address=address(document.source, ground) or address(document.name, ground),
        published=_published(one),
        digest=document.id,
    )


def unsigned(statement: Statement, document: Document) -> Statement:
    """Return a statement of a source that is not named without values by which the source names itself."""
    own = [fold(said).strip() for said in (document.title, document.author, document.outlet) if said]
    values = {name: fold(getattr(statement, name) or "").strip() for name in SIGNED}
    gone = {
        name: None
        for name, value in values.items()
        if value and any(value == said or (len(said) >= SHORTEST_OWN and said in value) for said in own)
    }
    spans = [one for one in statement.spans if one.field not in gone]
    return structs.replace(statement, **gone, spans=spans) if gone else statement


def _published(one: Prepared) -> str | None:
    """Return the day of publication; only its month where that is a day which is hidden."""
    day = one.report.document.published
    hidden = {
        side
        for claim, stretch in with_stretches(one)
        if stretch.tier != OPEN
        for side in claim.date or ()
        if side is not None
    }
    return day[:MONTH] if day in hidden else day


def address(said: str, ground: Ground) -> str | None:
    """Return an address that the public can read, unless a name stands in it."""
    if not said.startswith(("http://", "https://")) or "@" in said.partition("//")[2].partition("/")[0]:
        return None
    if any(not ground.is_shown(who) for who in ground.index.in_address(fold(unquote(said)))):
        ground.removals.add("contact", "name_in_address")
        return None
    return said


def cuts_of(one: Prepared, withheld: str | None, ground: Ground) -> list[Cut]:
    """Return what is cut out of the passages of a document put together."""
    document = one.report.document
    taken = [each for stretch in one.stretches for each in cuts(stretch.found, _language(document.language))]
    if withheld:
        spans = [Span(stretch.start, stretch.end) for stretch in one.stretches]
        folded = fold(document.text)
        for said in (document.title, document.author, document.name.rpartition("/")[2]):
            more = named(document.text, folded, spans, said)
            free = [each for each in more if not any(x.start < each.end and each.start < x.end for x in taken)]
            taken = sorted([*taken, *free])
        every = (each for claim in one.report.claims for each in claim.spans if each.field in VALUES)
        values = sorted({Valued(each.start, each.end, VALUES[each.field]) for each in every})
        more = broken(document.text, spans, taken, values)
        ground.removals.add("passage", "long_quote", len(more))
        taken = sorted([*taken, *more])
    moves: Mapping[int, int] = {start: shift.by for start, shift in shifted(one, len(BETWEEN)).items()}
    found = []
    for stretch in one.stretches:
        by = moves[stretch.start]
        inside = [each for each in taken if stretch.start <= each.start < stretch.end]
        found += [Cut(each.start + by, each.end + by, each.instead) for each in inside]
    return found


def _language(language: str) -> str:
    return language if language in READ else "en"
