"""Lists what must not be found in a release: for the attack on it, and never to leave."""

from collections.abc import Iterator, Mapping, Sequence

from vidmova.extraction.romanise import romanise
from vidmova.lexicon.folding import fold
from vidmova.protect.exposure import LEADER
from vidmova.protect.ground import Ground
from vidmova.protect.namewords import Word, given_keys, rows_of
from vidmova.protect.occurrences import names_of, tells
from vidmova.protect.passages import Prepared
from vidmova.protect.policy import Hidden, HiddenKind, Secrets, WithheldSource
from vidmova.protect.release import Contents
from vidmova.protect.strangers import READ, is_role
from vidmova.records import Entity, claim_key

KINDS: dict[str, HiddenKind] = {
    "name": "name", "day": "day", "place": "place", "contact": "contact", "unit": "unit", "number": "number",
    "age": "age",
}  # fmt: skip


def secrets_of(
    ground: Ground, every: Sequence[Prepared], withheld: Mapping[str, str | None], contents: Contents
) -> Secrets:
    """Return everything of a register that a release made of it must not show."""
    return Secrets(
        people=_people(ground, every),
        public=sorted({name for who in ground.verdicts if ground.is_shown(who) for name in _forms(ground, who)}),
        hidden=_hidden(ground, every, contents),
        sources=_sources(ground, every, withheld),
        named=[one.report.document.text for one in every if not withheld[one.report.document.id]],
        internal=_internal(ground, contents),
        ledger=dict(sorted(ground.ledger.items())),
    )


def _forms(ground: Ground, person: str) -> list[str]:
    names = names_of(ground.index.people[person])
    return [*names, *(romanise(name, language) for name in names for language in ("ru", "uk"))]


def _people(ground: Ground, every: Sequence[Prepared]) -> dict[str, list[str]]:
    """Return all forms of the names of those who are not named: as the register has them, and as texts write them."""
    forms = {who: dict.fromkeys(_forms(ground, who)) for who in _hidden_people(ground)}
    for one in every:
        document = one.report.document
        for claim in one.report.claims:
            for mention in ground.named_in(document.id, claim):
                if mention.entity in forms and mention.start is not None and mention.end is not None:
                    said = document.text[mention.start : mention.end]
                    for name in _names_of(said, ground.index.people[mention.entity], ground):
                        forms[mention.entity][name] = None
    return {who: list(every_form) for who, every_form in forms.items()}


def _names_of(said: str, entity: Entity, ground: Ground) -> Iterator[str]:
    """Yield the names of somebody in a wording, without the words that say what he is (His counsel)."""
    for row in rows_of(said, fold(said)):
        words = [word for word in row if word.initial or given_keys(word.form) or not _ordinary(word, ground)]
        name = " ".join(said[word.start : word.end] for word in words)
        if name and tells(name, entity):
            yield name


def _ordinary(word: Word, ground: Ground) -> bool:
    return ground.vocabulary.ordinary(word.form) or any(is_role(word.form, language) for language in READ)


def _hidden_people(ground: Ground) -> list[str]:
    return sorted(who for who in ground.verdicts if not ground.is_shown(who) and not who.startswith(LEADER))


def _hidden(ground: Ground, every: Sequence[Prepared], contents: Contents) -> list[Hidden]:
    """Return the wordings taken out, each with the source where it stands nowhere else by right."""
    texts = _told(contents)
    found = set()
    for one in every:
        text, where = one.report.document.text, ground.ledger[one.report.document.id]
        for stretch in one.stretches:
            for each in stretch.found:
                said = text[each.start : each.end]
                kind = KINDS.get(each.kind)
                if kind is None or (kind in ("day", "place", "unit", "age") and said.lower() in texts.get(where, "")):
                    continue
                found.add(Hidden(kind, said, "" if kind in ("contact", "number") else where))
    return sorted(found)


def _told(contents: Contents) -> dict[str, str]:
    """Return what is told by right of each source: its released text, and the fields of its statements."""
    found = {one.id: [one.text] for one in contents.sources}
    places = {one.id: one.name for one in contents.places}
    for one in contents.statements:
        values = (one.unit, one.origin, one.by, one.court, one.group, one.source_said, places.get(one.place or ""))
        found[one.source] += [value for value in values if value]
    for event in contents.events:
        for source in event.sources:
            found[source].append(places.get(event.place or "", ""))
    return {source: "\n".join(dict.fromkeys(said)).lower() for source, said in found.items()}


def _sources(ground: Ground, every: Sequence[Prepared], withheld: Mapping[str, str | None]) -> list[WithheldSource]:
    documents = [one.report.document for one in every]
    return [
        WithheldSource(
            released=ground.ledger[one.id],
            id=one.id,
            name=one.name,
            title=one.title,
            author=one.author,
            address=one.source,
            published=one.published,
            text=one.text,
        )
        for one in documents
        if withheld[one.id]
    ]


def _internal(ground: Ground, contents: Contents) -> list[str]:
    """Return the register's own ids; digests of named sources stand in the release by right."""
    by_right = {one.digest for one in contents.sources}
    linked = ground.holdings.linked
    found = {one.id for one in linked.events} | {one.id for one in linked.entities}
    found |= {one.id for one in linked.contradictions}
    for report in ground.holdings.reports:
        found |= {claim_key(report.document.id, claim.id) for claim in report.claims}
        found |= {report.document.id} - by_right
    return sorted(found)
