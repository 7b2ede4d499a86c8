"""Attacks a finished release: searches every file for everything that must not be in it, as somebody outside would."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from vidmova.protect import namehunt, traces
from vidmova.protect.disguises import plain, undisguised
from vidmova.protect.hiddenhunt import IN_FIGURES, MONTH, HiddenHunt, Neighbours, Sense
from vidmova.protect.policy import Secrets
from vidmova.protect.quotehunt import QuoteHunt
from vidmova.protect.reach import Seen, Unread, reached
from vidmova.protect.release import Finding, Severity
from vidmova.protect.sharing import shared
from vidmova.protect.soughtnames import sought

QUOTE, INTERNAL, DIGEST, ORDER, MASK, UNREAD = (
    "withheld-quote",
    "internal-id",
    "digest-of-a-secret",
    "order-of-names",
    "mask-of-equal-length",
    "unread",
)
NEVER = frozenset({namehunt.SURE, "protected-contact", INTERNAL, DIGEST, ORDER})
"""Rules that nobody may overrule."""
SAID = {
    namehunt.SURE: "a protected name",
    namehunt.PERHAPS: "what may be a protected name",
    namehunt.COMMON: "a word that is a protected person's given name, or a surname that others bear too",
    "protected-contact": "a telephone number, an address or a link that leads to somebody protected",
    "hidden-number": "a number that leads to somebody protected",
    "hidden-day": "a day that was made coarser, beside its source",
    IN_FIGURES: "a day that was taken out of a passage, in figures beside its source, perhaps of another event,",
    MONTH: "a month, a season or a time after something else that was taken out of a passage, beside its source,",
    "hidden-place": "a place that was made coarser, beside its source",
    "hidden-unit": "a unit that was taken out, beside its source",
    "hidden-age": "an age that was taken out, beside its source",
    "withheld-source": "the title, author, address, file name or digest of a source that is not named",
    QUOTE: "more words of a source that is not named than a search needs to find it",
    INTERNAL: "an id of the register",
    DIGEST: "a plain digest of a protected value, which anybody can make again from a guess",
    ORDER: "a list in the order of the true names or of the register",
    MASK: "masks whose lengths are those of the names",
}
LARGE = 20_000_000
"""Bytes from which two processes search a release."""
SHORTEST, LONGEST_ID, SHORT_ID = 3, 24, 12
WARNINGS = frozenset({namehunt.COMMON, IN_FIGURES, MONTH, "hidden-place", "hidden-unit", "hidden-age", "hidden-number"})
"""Rules that do not stop a release: the same words may rightly stand in the same source about somebody else."""
_RELEASED = re.compile(r"(?<![\w-])[a-z](?:-[A-Z0-9]{2,4})+(?![\w-])")
_PERSON_ID = re.compile(r"(?<![\w-])p(?:-[A-Z0-9]{2,})+(?![\w])")


class Leak(Struct, frozen=True, order=True):
    """Something that should not be in a release; says where and what kind of thing, never the thing itself."""

    severity: Severity
    rule: str
    where: str
    said: str

    def finding(self) -> Finding:
        """Return it as the disclosure report has it."""
        return Finding(severity=self.severity, rule=self.rule, where=self.where, said=self.said)


class _Facts(Struct, frozen=True):
    """What one piece of text, however often it stands in a release, has in it."""

    senses: tuple[Sense, ...]
    ids: tuple[str, ...]


class _Part(Struct, frozen=True):
    """What was found in some of the files."""

    found: Counter[tuple[str, str, str]]
    masks: Counter[tuple[str, int]]
    unread: list[Unread]


class _Attack:
    """One search through one release: what it looks for, what it has read, what it found."""

    def __init__(self, secrets: Secrets) -> None:
        self.secrets = secrets
        self.names = namehunt.Hunt(sought(secrets.people, secrets.ledger, secrets.public))
        self.hidden = HiddenHunt(secrets)
        self.quotes = QuoteHunt(source.text for source in secrets.sources)
        self.internal = {one for one in secrets.internal if len(one) > SHORTEST}
        self.starts = {one[:SHORT_ID] for one in self.internal if len(one) >= LONGEST_ID and one.isalnum()}
        values = [form for forms in secrets.people.values() for form in forms[:4]]
        self.digests = traces.digests(
            [*values, *secrets.internal, *(one.said for one in secrets.hidden if not one.where)]
        )
        self.orders = traces.name_orders(secrets.people, secrets.ledger)
        self.known: set[int] = set()
        """Hashes of the pieces of text that were looked into."""
        self.bare: set[int] = set()
        """The same without the ids that protection made."""
        self.senses: dict[str, tuple[Sense, ...]] = {}
        self.released = {one for one in secrets.ledger.values() if _RELEASED.fullmatch(one)}
        self.telling: dict[str, _Facts] = {}
        """Those of them that have something in them that counts anew in each place."""
        self.masks: Counter[tuple[str, int]] = Counter()
        self.found: Counter[tuple[str, str, str]] = Counter()
        self.unread: list[Unread] = []

    def run(self, folder: Path) -> list[Leak]:
        """Return everything that was found under a folder."""
        halves = _halves(folder)
        for part in shared(lambda number: self._part(folder, halves[number]), len(halves)):
            self.found.update(part.found)
            self.masks.update(part.masks)
            self.unread += part.unread
        self._ids()
        if traces.telling_masks(self.masks.elements(), self._lengths()):
            self.found[MASK, "texts", ""] += 1
        return self._leaks()

    def _part(self, folder: Path, names: Sequence[str]) -> _Part:
        """Search some of the files, by themselves: what another part has looked into is not known."""
        self.known, self.bare, self.senses, self.telling = set(), set(), {}, {}
        self.masks, self.found, self.unread = Counter(), Counter(), []
        lists: dict[str, list[str]] = defaultdict(list)
        for one in (one for name in names for one in reached(folder, name)):
            if isinstance(one, Unread):
                self.unread.append(one)
            else:
                self._row(one, lists[one.where])
        for where, ids in lists.items():
            if any(traces.follows(ids, order) for order in self.orders):
                self.found[ORDER, where, ""] += 1
        return _Part(self.found, self.masks, self.unread)

    def _row(self, seen: Seen, shown: list[str]) -> None:
        tells = False
        for leaf in seen.leaves:
            # Kept as numbers: all that a large release says would be as large again.
            number = hash(leaf)
            if number not in self.known:
                self.known.add(number)
                facts = self._new(leaf, seen) if len(leaf) >= SHORTEST else None
                if facts is not None:
                    self.telling[leaf] = facts
            tells = tells or leaf in self.telling
        if tells:
            self._tell(seen, shown)

    def _tell(self, seen: Seen, shown: list[str]) -> None:
        """Note what counts anew in each place where it stands."""
        near: Neighbours | None = None
        for at, leaf in enumerate(seen.leaves):
            facts = self.telling.get(leaf)
            if facts is not None:
                shown += facts.ids
                if facts.senses and not seen.whole:
                    near = near or Neighbours(seen.leaves, seen.where)
                    self._beside(facts.senses, near.of(at), seen.where)

    def _beside(self, senses: Sequence[Sense], sources: Sequence[str], where: str) -> None:
        wanted = ((rule, one, sense.stem) for one in sources for sense in senses for rule in sense.beside.get(one, ()))
        for rule, source, _ in dict.fromkeys(wanted):
            self.found[rule, where, source] += 1

    def _new(self, leaf: str, seen: Seen) -> _Facts | None:
        """Look into a piece of text that was not read before, and once only into what differs by released ids alone."""
        bare = _RELEASED.sub(self._unless_released, leaf) if "-" in leaf else leaf
        number = hash(bare)
        if bare is leaf or number not in self.bare:
            senses = self._look(bare, seen)
            self.bare.add(number)
            if senses:
                self.senses[bare] = senses
        else:
            senses = self.senses.get(bare, ())
        ids = tuple(_PERSON_ID.findall(leaf)) if "p-" in leaf else ()
        return _Facts(senses, ids) if senses or ids else None

    def _unless_released(self, found: re.Match[str]) -> str:
        """Return a sign for an id that protection made; those are looked at by themselves."""
        return "§" if found[0] in self.released else found[0]

    def _look(self, leaf: str, seen: Seen) -> tuple[Sense, ...]:
        """Look into a piece of text that was not read before, as it is and without its disguises."""
        text = plain(leaf)
        scoped: dict[int, Sense] = {}
        for number, view in enumerate((text, *undisguised(text))):
            prose = seen.prose and not number and " " in view
            scoped.update((id(one), one) for one in self._search(view, seen.where, prose))
        self._technical(leaf, seen.where)
        if seen.prose:
            self.masks.update(traces.masks(text))
        return tuple(scoped.values())

    def _search(self, text: str, where: str, prose: bool) -> Iterator[Sense]:
        for name in self.names.search(text, prose):
            who = ", ".join(self._called(name.people)[:3])
            self.found[name.rule, where, f"{name.how}" + (f", of {who}" if who else "")] += 1
        for sense in self.hidden.search(text):
            for rule in sense.anywhere:
                self.found[rule, where, ""] += 1
            if sense.beside:
                yield sense
        if self.quotes.search(text):
            self.found[QUOTE, where, ""] += 1

    def _called(self, people: Iterable[int]) -> list[str]:
        return [said for one in people if (said := self.names.known.people[one].released)]

    def _technical(self, leaf: str, where: str) -> None:
        """Look for ids of the register and digests; each token once in a piece of text."""
        for token in dict.fromkeys(traces.tokens(leaf)):
            if token in self.internal or token[:SHORT_ID] in self.starts:
                self.found[INTERNAL, where, ""] += 1
            elif traces.is_digest(token, self.digests):
                self.found[DIGEST, where, ""] += 1
            elif "-" in token or "_" in token or "/" in token:
                for part in re.split("[-_/]", token):
                    if len(part) >= SHORT_ID and (part[:SHORT_ID] in self.starts or part in self.internal):
                        self.found[INTERNAL, where, ""] += 1
                    elif len(part) >= traces.SHORTEST_DIGEST and traces.is_digest(part, self.digests):
                        self.found[DIGEST, where, ""] += 1

    def _ids(self) -> None:
        people, ledger = self.secrets.people, self.secrets.ledger
        made = traces.plain_ids(ledger, people)
        if made:
            self.found[DIGEST, "ids", f"{len(made)} of those tried"] += 1
        for order in traces.id_orders(people, ledger):
            self.found[ORDER, "ids", f"their order is that of {order}"] += 1

    def _lengths(self) -> Iterator[str]:
        for forms in self.secrets.people.values():
            yield from forms
        yield from (one.said for one in self.secrets.hidden)

    def _leaks(self) -> list[Leak]:
        warnings: Counter[str] = Counter()
        leaks = []
        for (rule, where, how), number in self.found.items():
            if rule in WARNINGS:
                warnings[rule] += number
                continue
            times = f" ({number} times)" if number > 1 else ""
            leaks.append(Leak("blocker", rule, where, f"{SAID[rule]} stands here{times}" + (f": {how}" if how else "")))
        leaks += [
            Leak("warning", rule, "texts", f"{SAID[rule]} stands {number} times") for rule, number in warnings.items()
        ]
        return sorted([*leaks, *self._left()])

    def _left(self) -> Iterator[Leak]:
        """Yield what could not be read, by reason."""
        reasons: dict[str, list[str]] = defaultdict(list)
        for one in self.unread:
            reasons[one.why].append(one.where)
        for why, places in reasons.items():
            severity: Severity = "note" if "image" in why else "warning"
            yield Leak(severity, UNREAD, places[0], f"{why} ({len(places)} files or parts)")


def attack(folder: Path, secrets: Secrets) -> list[Leak]:
    """Return what should not be in the files of a release, and notes of what could not be searched.

    Nothing of the code that redacts is used. Names that the register does not know cannot be searched for.
    """
    return _Attack(secrets).run(folder)


def _halves(folder: Path) -> list[list[str]]:
    """Return the files and folders of a release in one part, or in two of like size if it is large.

    Files of one name stand together: what a page says in one language it mostly says in the others.
    """
    sizes = [(path.relative_to(folder).as_posix(), path.stat().st_size) for path in sorted(folder.rglob("*"))]
    if sum(size for _, size in sizes) < LARGE:
        return [[name for name, _ in sizes]]
    together: dict[str, int] = Counter()
    for name, size in sizes:
        together[name.rpartition("/")[2]] += size
    weights, where = [0, 0], {}
    for name, size in sorted(together.items(), key=lambda one: (-one[1], one[0])):
        where[name] = weights.index(min(weights))
        weights[where[name]] += size
    return [[name for name, _ in sizes if where[name.rpartition("/")[2]] == half] for half in range(len(weights))]


def blockers(leaks: Iterable[Leak]) -> list[Leak]:
    """Return those that stop a release."""
    return [one for one in leaks if one.severity == "blocker"]


def may_be_overruled(rule: str) -> bool:
    """Tell whether a publisher may take a blocker upon himself: never where a secret would stand in the release."""
    return rule not in NEVER
