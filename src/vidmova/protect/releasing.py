"""Makes a release of what a register holds: the only place that can."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec
from msgspec import Struct

from vidmova.errors import InputError
from vidmova.protect.coarsening import Tier
from vidmova.protect.cutting import Cut, cut
from vidmova.protect.drafting import all_drafted, all_prepared
from vidmova.protect.evening import writable
from vidmova.protect.ground import Ground
from vidmova.protect.happened import disagreements, figures, happenings, with_wholes
from vidmova.protect.holdings import HeldFigure, HeldRow, Holdings
from vidmova.protect.occurrences import names_of
from vidmova.protect.passages import Prepared, keys_of_claims
from vidmova.protect.policy import Earlier, Hidden, Policy, Protected, Secrets, WithheldSource, fresh_key
from vidmova.protect.pseudonyms import pseudonym
from vidmova.protect.redaction import BETWEEN
from vidmova.protect.release import Contents, Disclosure, Edition, Finding, Release, Somebody, Source, Statement, maker
from vidmova.protect.secrecy import secrets_of
from vidmova.protect.sharing import apart
from vidmova.protect.smallcells import generalise
from vidmova.protect.sources import cuts_of, source, unsigned, with_tellings
from vidmova.protect.spreading import note_taken_days, spread
from vidmova.protect.statements import Teller, shifted, wanted_places, with_stretches
from vidmova.records import claim_key

__all__ = [
    "Earlier",
    "HeldFigure",
    "HeldRow",
    "Hidden",
    "Holdings",
    "Policy",
    "Protected",
    "Secrets",
    "WithheldSource",
    "fresh_key",
    "protect",
    "protect_apart",
]
KEY_LEAST = 16
_MAKER = maker()


class _Told(Struct, frozen=True):
    """What the documents became, before anything is taken out of their texts."""

    sources: list[Source]
    statements: dict[str, Statement]
    """By keys of claims."""
    tiers: dict[str, Tier]
    cuts: dict[str, list[Cut]]
    """By released ids of sources."""


def protect(holdings: Holdings, policy: Policy, earlier: Sequence[Earlier] = ()) -> Protected:
    """Return a release of what a register holds, with what must not be found in it.

    Raises InputError where the key is too short to keep ids from being guessed.
    """
    if len(policy.key) < KEY_LEAST:
        raise InputError(f"the key of a release has {len(policy.key)} bytes; give {KEY_LEAST} or more")
    ground = Ground(writable(holdings), policy, earlier)
    ground.ids("person", (who for who in ground.index.people if who not in ground.secret))
    drafts = all_drafted(holdings.reports, ground)
    spread(drafts, ground)
    every = all_prepared(drafts, ground)
    note_taken_days(every, ground)
    withheld = with_tellings(every, holdings.linked.tellings)
    _name(every, ground)
    teller = Teller(ground)
    told = _told(every, withheld, teller)
    contents = _contents(told, teller, earlier)
    contents = generalise(cut(contents, told.cuts), policy.smallest)
    secrets = secrets_of(ground, every, withheld, contents)
    return Protected(release=Release(contents, _MAKER), secrets=secrets)


def protect_apart(gathered: Callable[[], Holdings], policy: Policy, earlier: Sequence[Earlier] = ()) -> Protected:
    """Return what `protect` makes of what is gathered, both in another process: the register's memory goes with it.

    Raises InputError as `protect` does, EngineError, and what gathering raises.
    """
    contents, secrets = apart(lambda: _packed(protect(gathered(), policy, earlier)))
    release = Release(msgspec.msgpack.decode(contents, type=Contents), _MAKER)
    return Protected(release=release, secrets=msgspec.msgpack.decode(secrets, type=Secrets))


def _packed(protected: Protected) -> tuple[bytes, bytes]:
    return msgspec.msgpack.encode(protected.release.contents), msgspec.msgpack.encode(protected.secrets)


def _name(every: Sequence[Prepared], ground: Ground) -> None:
    """Give everything that leaves an id that says nothing."""
    ground.ids("source", (one.report.document.id for one in every))
    keys = {key for one in every for key in keys_of_claims(one)}
    ground.ids("statement", keys)
    ground.ids("event", (one.id for one in ground.holdings.linked.events if not keys.isdisjoint(one.claims)))
    ground.ids("place", wanted_places(every))


def _told(every: Sequence[Prepared], withheld: Mapping[str, str | None], teller: Teller) -> _Told:
    told = _Told([], {}, {}, {})
    for one in every:
        document = one.report.document.id
        shifts = shifted(one, len(BETWEEN))
        made = source(one, withheld[document], teller)
        told.sources.append(made)
        told.cuts[made.id] = cuts_of(one, withheld[document], teller.ground)
        for claim, stretch in with_stretches(one):
            key = claim_key(document, claim.id)
            stated = teller.statement(one, claim, shifts[stretch.start])
            told.statements[key] = unsigned(stated, one.report.document) if withheld[document] else stated
            told.tiers[key] = stretch.tier
    return told


def _contents(told: _Told, teller: Teller, earlier: Sequence[Earlier]) -> Contents:
    ground, places = teller.ground, teller.places
    events = with_wholes(happenings(ground, told.statements, told.tiers, places), ground)
    disputes = disagreements(ground, told.statements, places)
    numbers = figures(ground, events)
    return Contents(
        edition=_edition(ground, earlier),
        sources=sorted(told.sources, key=lambda one: one.id),
        people=_people(ground),
        places=sorted(places.values(), key=lambda one: one.id),
        statements=sorted(told.statements.values(), key=lambda one: one.id),
        events=events,
        disagreements=disputes,
        figures=numbers,
        disclosure=Disclosure(
            removed=ground.removals.rows(),
            findings=_findings(told.sources, ground),
            overruled=list(ground.policy.overruled),
        ),
    )


def _edition(ground: Ground, earlier: Sequence[Earlier]) -> Edition:
    holdings, policy = ground.holdings, ground.policy
    return Edition(
        number=policy.number,
        made=policy.made,
        publisher=policy.publisher,
        register=holdings.register,
        program=holdings.program,
        lexicon=holdings.lexicon,
        decisions=holdings.decisions,
        names=policy.names,
        stable=policy.stable,
        smallest=policy.smallest,
        follows=earlier[-1].identity if earlier else None,
        licence=policy.licence,
    )


def _people(ground: Ground) -> list[Somebody]:
    """Return those who stand in the release, in order of their ids."""
    made = []
    for who in ground.used:
        identity, shown = ground.ledger[who], ground.is_shown(who)
        name = names_of(ground.index.people[who])[0] if shown else pseudonym(identity)
        made.append(Somebody(id=identity, name=name, named=shown, exposure=ground.verdicts[who].level))
    return sorted(made, key=lambda one: one.id)


def _findings(sources: Iterable[Source], ground: Ground) -> list[Finding]:
    """Return what follows from sources that are named although people in them are not."""
    every = list(sources)
    named = sum(one.withheld is None for one in every)
    hidden = sum(not ground.is_shown(who) for who in ground.used)
    found = []
    if named and hidden:
        said = f"{named} sources are named; who reads them may find names that the release does not tell"
        found.append(Finding(severity="note", rule="named_source", where="sources", said=said))
    if named < len(every):
        said = f"{len(every) - named} sources are not named; who knows their figures and places may still find them"
        found.append(Finding(severity="note", rule="withheld_source", where="sources", said=said))
    return found
