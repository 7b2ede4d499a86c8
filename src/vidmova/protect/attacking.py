"""Attacks a finished release: searches every file for everything that must not be in it, as somebody outside would."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from vidmova.protect import namehunt, traces
from vidmova.protect.disguises import plain, undisguised
from vidmova.protect.hiddenhunt import IN_FIGURES, MONTH, HiddenHunt, Neighbours, Sense, sources_in
from vidmova.protect.policy import Secrets
from vidmova.protect.quotehunt import QuoteHunt
from vidmova.protect.reach import Part, Seen, Unread, markup, reached
from vidmova.protect.release import Finding, Severity
from vidmova.protect.sharing import shared
from vidmova.protect.sifting import QUOTE, SHORTEST, Sieve, Tokens, quoted
from vidmova.protect.soughtnames import sought

INTERNAL, DIGEST, ORDER, MASK, UNREAD = (
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
AT_ONCE = 100_000
"""Characters of new text that are sifted together."""
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


class _Row(Struct, frozen=True):
    """A row or section of which some pieces are new, or have something in them that counts anew in each place."""

    seen: Seen | Part
    hashes: tuple[int, ...]
    """Of its pieces without the ids that protection made."""

    def read(self) -> Seen:
        """Return it with these ids."""
        return self.seen.seen() if isinstance(self.seen, Part) else self.seen


class _Searched(Struct, frozen=True):
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
        self.quotes = QuoteHunt([(one.released, one.text) for one in secrets.sources], secrets.named)
        values = [form for forms in secrets.people.values() for form in forms[:4]]
        told = (one.said for one in secrets.hidden if not one.where)
        self.tokens = Tokens(secrets.internal, [*values, *secrets.internal, *told])
        self.sieve = Sieve(self.names, self.hidden, self.quotes, self.tokens)
        self.orders = traces.name_orders(secrets.people, secrets.ledger)
        self.released = {one for one in secrets.ledger.values() if _RELEASED.fullmatch(one)}
        self._begin()

    def _begin(self) -> None:
        """Forget what was read: what another process has looked into is not known."""
        self.clean: set[int] = set()
        """Hashes of pieces and sections without ids that were looked into and tell nothing anew: a large release's own
        words would take as much memory as it does."""
        self.senses: dict[int, tuple[Sense, ...]] = {}
        """Of the others, by their hashes, what they tell in each place."""
        self.waiting: dict[int, tuple[str, Seen | Part]] = {}
        """Pieces that were not looked into yet, by their hashes, and where they stood first."""
        self.rows: list[_Row] = []
        """Rows that have such pieces."""
        self.size = 0
        self.lists: dict[str, list[str]] = defaultdict(list)
        """The ids of people in each place, in order."""
        self.masks: Counter[tuple[str, int]] = Counter()
        self.found: Counter[tuple[str, str, str]] = Counter()
        self.unread: list[Unread] = []

    def run(self, folder: Path) -> list[Leak]:
        """Return everything that was found under a folder."""
        halves = _halves(folder)
        searched = shared(lambda number: self._part(folder, halves[number]), len(halves))
        self._begin()
        for part in searched:
            self.found.update(part.found)
            self.masks.update(part.masks)
            self.unread += part.unread
        self._ids()
        if traces.telling_masks(self.masks.elements(), self._lengths()):
            self.found[MASK, "texts", ""] += 1
        return self._leaks()

    def _part(self, folder: Path, names: Sequence[str]) -> _Searched:
        """Search some of the files, by themselves."""
        self._begin()
        for one in (one for name in names for one in reached(folder, name)):
            if isinstance(one, Unread):
                self.unread.append(one)
            elif isinstance(one, Part):
                self._section(one)
            else:
                self._row(one)
            if self.size >= AT_ONCE:
                self._look_all()
        self._look_all()
        for where, ids in self.lists.items():
            if any(traces.follows(ids, order) for order in self.orders):
                self.found[ORDER, where, ""] += 1
        return _Searched(self.found, self.masks, self.unread)

    def _section(self, part: Part) -> None:
        """Take a section of a page apart, if none was read that differs by released ids alone."""
        if "p-" in part.text:
            self.lists[part.where] += _PERSON_ID.findall(part.text)
        if hash(part.text) in self.clean:
            return
        bare = self._bare(part.text)
        if hash(bare) in self.clean:
            return
        if not self._await(part, markup(bare)):
            self.clean.add(hash(bare))

    def _row(self, seen: Seen) -> None:
        if self.clean.issuperset(map(hash, seen.leaves)):
            return
        for leaf in seen.leaves:
            if "p-" in leaf:
                self.lists[seen.where] += _PERSON_ID.findall(leaf)
        self._await(seen, ["" if leaf in self.released else self._bare(leaf) for leaf in seen.leaves])

    def _await(self, seen: Seen | Part, bare: Sequence[str]) -> bool:
        """Keep a row until its new pieces are looked into; tell whether it has any, or tells something."""
        hashes = tuple(map(hash, bare))
        if self.clean.issuperset(hashes):
            return False
        for number, leaf in zip(hashes, bare, strict=True):
            if number in self.clean or number in self.waiting or number in self.senses:
                continue
            if len(leaf) < SHORTEST:
                self.clean.add(number)
            else:
                self.waiting[number] = (leaf, seen)
                self.size += len(leaf)
        self.rows.append(_Row(seen, hashes))
        return True

    def _look_all(self) -> None:
        """Look into all new pieces of text, and note what counts anew in each place where it stands."""
        numbers, pieces = list(self.waiting), list(self.waiting.values())
        sifted = self.sieve.sift([leaf for leaf, _ in pieces])
        for at, (number, (leaf, seen)) in enumerate(zip(numbers, pieces, strict=True)):
            if at in sifted.suspects:
                senses = self._look(leaf, seen)
            else:
                senses = sifted.senses.get(at, ())
                self.masks.update(sifted.masks.get(at, ()) if _is_prose(seen) else ())
            if senses:
                self.senses[number] = senses
            else:
                self.clean.add(number)
        for row in self.rows:
            self._tell(row)
        self.waiting, self.rows, self.size = {}, [], 0

    def _tell(self, row: _Row) -> None:
        """Note what counts anew in each place where it stands."""
        if self.senses.keys().isdisjoint(row.hashes):
            return
        telling = [at for at, number in enumerate(row.hashes) if number in self.senses]
        if not self._may_concern(row, {row.hashes[at] for at in telling}):
            return
        near = Neighbours(row.read().leaves, row.seen.where)
        for at in telling:
            self._beside(self.senses[row.hashes[at]], near.of(at), row.seen.where)

    def _may_concern(self, row: _Row, telling: Iterable[int]) -> bool:
        """Tell whether a row has a source beside which something in it is sought, before its pieces are reckoned."""
        if isinstance(row.seen, Seen):
            return not row.seen.whole
        sources = sources_in(row.seen.text) or sources_in(row.seen.where)
        return any(source in sense.beside for number in telling for sense in self.senses[number] for source in sources)

    def _beside(self, senses: Sequence[Sense], sources: Sequence[str], where: str) -> None:
        wanted = ((rule, one, sense.stem) for one in sources for sense in senses for rule in sense.beside.get(one, ()))
        for rule, source, _ in dict.fromkeys(wanted):
            self.found[rule, where, source] += 1

    def _bare(self, text: str) -> str:
        """Return a text with a sign for each id that protection made: these are looked at by themselves."""
        said = _RELEASED.findall(text) if "-" in text else ()
        if not said:
            return text
        if self.released.issuperset(said):
            return _RELEASED.sub("§", text)
        return _RELEASED.sub(lambda found: "§" if found[0] in self.released else found[0], text)

    def _look(self, leaf: str, seen: Seen | Part) -> tuple[Sense, ...]:
        """Look into a piece of text by itself, as it is and without its disguises."""
        text = plain(leaf)
        prose = _is_prose(seen)
        scoped: dict[int, Sense] = {}
        for number, view in enumerate((text, *undisguised(text))):
            running = prose and not number and " " in view
            scoped.update((id(one), one) for one in self._search(view, seen.where, running))
        self._technical(leaf, seen.where)
        if prose:
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
        alone, owners = self.quotes.search(text)
        if alone:
            self.found[QUOTE, where, ""] += 1
        if owners:
            yield quoted(owners)

    def _called(self, people: Iterable[int]) -> list[str]:
        return [said for one in people if (said := self.names.known.people[one].released)]

    def _technical(self, leaf: str, where: str) -> None:
        """Look for ids of the register and digests; each token once in a piece of text."""
        said = list(dict.fromkeys(traces.tokens(leaf)))
        internal = self.tokens.ids(said)
        for rule, found in ((INTERNAL, internal), (DIGEST, self.tokens.digested([*{*said} - {*internal}]))):
            if found:
                self.found[rule, where, ""] += len(found)

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


def _is_prose(seen: Seen | Part) -> bool:
    return seen.prose if isinstance(seen, Seen) else True


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
