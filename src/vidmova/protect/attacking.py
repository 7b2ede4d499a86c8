"""Attacks a finished release: searches every file for everything that must not be in it, as somebody outside would."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from vidmova.protect import namehunt, traces
from vidmova.protect.hiddenhunt import IN_FIGURES, MONTH
from vidmova.protect.policy import Secrets
from vidmova.protect.reach import Unread
from vidmova.protect.release import Finding, Severity
from vidmova.protect.searching import DIGEST, INTERNAL, ORDER, Search
from vidmova.protect.sharing import shared
from vidmova.protect.sifting import QUOTE

MASK, UNREAD = "mask-of-equal-length", "unread"
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
WARNINGS = frozenset({namehunt.COMMON, IN_FIGURES, MONTH, "hidden-place", "hidden-unit", "hidden-age", "hidden-number"})
"""Rules that do not stop a release: the same words may rightly stand in the same source about somebody else."""


class Leak(Struct, frozen=True, order=True):
    """Something that should not be in a release; says where and what kind of thing, never the thing itself."""

    severity: Severity
    rule: str
    where: str
    said: str

    def finding(self) -> Finding:
        """Return it as the disclosure report has it."""
        return Finding(severity=self.severity, rule=self.rule, where=self.where, said=self.said)


class _Attack:
    """One attack on one release: what it looks for, and what was found."""

    def __init__(self, secrets: Secrets) -> None:
        self._secrets = secrets
        self._search = Search(secrets)
        self._found: Counter[tuple[str, str, str]] = Counter()
        self._unread: list[Unread] = []

    def run(self, folder: Path) -> list[Leak]:
        """Return everything that was found under a folder."""
        halves = _halves(folder)
        masks: Counter[tuple[str, int]] = Counter()
        for part in shared(lambda number: self._search.part(folder, halves[number]), len(halves)):
            self._found.update(part.found)
            masks.update(part.masks)
            self._unread += part.unread
        self._ids()
        if traces.telling_masks(masks.elements(), self._lengths()):
            self._found[MASK, "texts", ""] += 1
        return self._leaks()

    def _ids(self) -> None:
        people, ledger = self._secrets.people, self._secrets.ledger
        made = traces.plain_ids(ledger, people)
        if made:
            self._found[DIGEST, "ids", f"{len(made)} of those tried"] += 1
        for order in traces.id_orders(people, ledger):
            self._found[ORDER, "ids", f"their order is that of {order}"] += 1

    def _lengths(self) -> Iterator[str]:
        for forms in self._secrets.people.values():
            yield from forms
        yield from (one.said for one in self._secrets.hidden)

    def _leaks(self) -> list[Leak]:
        warnings: Counter[str] = Counter()
        leaks = []
        for (rule, where, how), number in self._found.items():
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
        for one in self._unread:
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
