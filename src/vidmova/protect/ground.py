"""What every step of protection asks: who may be seen how far, where who stands, and how all is called outside."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from msgspec import Struct

from vidmova.protect.coarsening import OPEN, PRIVATE, Tier
from vidmova.protect.exposure import LEADER, ORDER, Verdict, leaders, stricter, verdicts
from vidmova.protect.holdings import Holdings
from vidmova.protect.occurrences import Index, names_of
from vidmova.protect.policy import Earlier, Policy
from vidmova.protect.pseudonyms import pseudonyms
from vidmova.protect.release import Exposure, Removal
from vidmova.protect.strangers import Vocabulary, vocabulary
from vidmova.records import Claim, Entity, Interval, Mention, claim_key

HARD = ("at_risk", "secret")


class Removals(Struct):
    """What was taken out so far, counted by kind and rule."""

    counted: Counter[tuple[str, str]]

    def add(self, what: str, rule: str, number: int = 1) -> None:
        """Count something that was taken out."""
        if number:
            self.counted[what, rule] += number

    def rows(self) -> list[Removal]:
        """Return the counts in order of kind and rule."""
        return [Removal(what=what, rule=rule, number=number) for (what, rule), number in sorted(self.counted.items())]


class Ground:
    """One release in the making."""

    def __init__(self, holdings: Holdings, policy: Policy, earlier: Sequence[Earlier]) -> None:
        self.holdings, self.policy = holdings, policy
        self.removals = Removals(Counter())
        self.entities = {one.id: one for one in holdings.linked.entities}
        self.mentions = _by_claim(holdings.linked.mentions)
        people = [one for one in holdings.linked.entities if one.kind == "person"]
        self.index = Index([*people, *_leaders()])
        self.verdicts: dict[str, Verdict] = verdicts(holdings, self.index)
        self.secret = frozenset(who for who, one in self.verdicts.items() if one.level == "secret")
        self.secret_fields = frozenset(about for about, level in holdings.exposures.items() if level == "secret")
        self.used: set[str] = set()
        """People who stand in the release, under their name or not."""
        self.ledger: dict[str, str] = {}
        self.documents: dict[str, str] = {}
        """The document of each claim, by its key."""
        self.days: dict[tuple[str, str], Tier] = {}
        """Of each document, the days of passages that may not tell them, and how strict these are."""
        self.taken_days: set[tuple[str, str]] = set()
        """Of each document, days of which the wording is taken out though the passage itself could tell it."""
        self._earlier = {inside: out for one in earlier for inside, out in one.ledger.items()} if policy.stable else {}

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words that are no names in this register."""
        texts = (report.document.text for report in self.holdings.reports)
        named = [name for one in self.entities.values() if one.kind != "person" for name in names_of(one)]
        outlets = [report.document.outlet for report in self.holdings.reports if report.document.outlet]
        return vocabulary(texts, [*named, *outlets])

    def level(self, person: str, field: str = "") -> Exposure:
        """Return how far a person may be seen, in a field of the claims or everywhere."""
        level = self.verdicts[person].level
        decided = self.holdings.exposures.get((person, field)) if field else None
        return stricter(level, decided) if decided else level

    def is_shown(self, person: str) -> bool:
        """Tell whether the release names a person."""
        level = self.verdicts[person].level
        return level == "public" or (level == "as_published" and self.policy.names == "as_published")

    def is_hard(self, person: str) -> bool:
        """Tell whether a person is at risk or secret."""
        return self.verdicts[person].level in HARD

    def day_tier(self, date: Interval | None, claims: Iterable[str]) -> Tier:
        """Return how coarse dates must be that begin or end on a day which a passage of these claims' documents hides.

        «Since then» and «until now» are reckoned from the day that was taken out, and would tell it.
        """
        sides = {side for side in date or () if side is not None}
        documents = {self.documents[key] for key in claims if key in self.documents} if sides else set()
        tiers = [self.days.get((document, side), OPEN) for document in documents for side in sides]
        if len(sides) == 1 and any((document, *sides) in self.taken_days for document in documents):
            tiers.append(PRIVATE)
        return max(tiers, default=OPEN)

    def thing_level(self, mention: Mention) -> Exposure:
        """Return how far something named may be seen that is no person: public, unless a decision says otherwise."""
        found: Exposure = "public"
        for field in ("", mention.field):
            if decided := self.holdings.exposures.get((str(mention.entity), field)):
                found = max(found, decided, key=ORDER.index)
        return found

    def named_in(self, document: str, claim: Claim, field: str | None = None) -> list[Mention]:
        """Return the names that a claim has, of one field or of all."""
        found = self.mentions.get(claim_key(document, claim.id), [])
        return found if field is None else [one for one in found if one.field == field]

    def ids(self, kind: str, internal: Iterable[str]) -> dict[str, str]:
        """Return the released ids of things of a kind, and note them in the ledger."""
        made = pseudonyms(self.policy.key, kind, internal, self._earlier)
        self.ledger.update(made)
        return made


def _by_claim(mentions: Iterable[Mention]) -> dict[str, list[Mention]]:
    found: defaultdict[str, list[Mention]] = defaultdict(list)
    for one in mentions:
        if one.entity:
            found[one.claim].append(one)
    return dict(found)


def _leaders() -> list[Entity]:
    return [
        Entity(id=f"{LEADER}{number}", kind="person", name=name, names=[name]) for number, name in enumerate(leaders())
    ]
