"""Searches the files of a release for everything that must not be in it: each piece of text once."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from vidmova.protect import namehunt, traces
from vidmova.protect.disguises import plain, undisguised
from vidmova.protect.hiddenhunt import HiddenHunt, Neighbours, Sense, sources_in
from vidmova.protect.policy import Secrets
from vidmova.protect.quotehunt import BETWEEN, QuoteHunt
from vidmova.protect.reach import Page, Seen, Unread, cut, markup, reached
from vidmova.protect.sifting import QUOTE, SHORTEST, Sieve, Tokens, quoted
from vidmova.protect.soughtnames import sought

INTERNAL, DIGEST, ORDER = "internal-id", "digest-of-a-secret", "order-of-names"
AT_ONCE = 100_000
"""Characters of new text, and pieces of text in rows that have some, that are sifted together."""
_RELEASED = re.compile(r"-(?<=([a-z])-)(?<![\w-][a-z]-)([A-Z0-9]{1,4}(?:-[A-Z0-9]{1,4})*)(?![\w-])")
"""The kind and the signs of an id that protection made. It begins with the hyphen, which is quick to look for."""
_PSEUDONYM = re.compile(r"\[[^\W\d_]+[ \u00a0]([A-Z0-9]{2}(?:-[A-Z0-9]{1,4})+)\]")
_PAGED = re.compile(r"/(?:event/|index-)\d{1,5}\.html(?=#)")
"""A page of a site on which a record stands: its number tells where, and nothing else."""
_PERSON = "p"
_BARE, _BARE_PAGE = "§", "/§"
"""For an id that protection made, alone or in a pseudonym: these are looked at by themselves."""


class _Section(Struct, frozen=True):
    """A section of a page, not taken apart yet: most sections of a site stand in many pages."""

    where: str
    text: str
    number: int
    """Hash of it without the ids that protection made."""
    prose: bool = True

    @property
    def leaves(self) -> Sequence[str]:
        """Its pieces of text."""
        return markup(self.text)


class _Row(Struct, frozen=True):
    """A row or section of which some pieces are new, or have something in them that counts anew in each place."""

    seen: Seen | _Section
    hashes: tuple[int, ...]
    """Of its pieces without the ids that protection made."""


class Searched(Struct, frozen=True):
    """What was found in some of the files."""

    found: Counter[tuple[str, str, str]]
    """How often, by rule, place, and in which way or beside which source."""
    masks: Counter[tuple[str, int]]
    unread: list[Unread]


class Search:
    """What is looked for in a release, and what was read of it so far."""

    def __init__(self, secrets: Secrets) -> None:
        self.names = namehunt.Hunt(sought(secrets.people, secrets.ledger, secrets.public))
        self._hidden = HiddenHunt(secrets)
        self._quotes = QuoteHunt([(one.released, one.text) for one in secrets.sources], secrets.named)
        values = [form for forms in secrets.people.values() for form in forms[:4]]
        told = (one.said for one in secrets.hidden if not one.where)
        self._tokens = Tokens(secrets.internal, [*values, *secrets.internal, *told])
        self._sieve = Sieve(self.names, self._hidden, self._quotes, self._tokens)
        self._orders = traces.name_orders(secrets.people, secrets.ledger)
        self._released = {(one[:1], one[2:]) for one in secrets.ledger.values() if one[1:2] == "-"}
        self._pseudonyms = {signs for kind, signs in self._released if kind == _PERSON}
        self._begin()

    def _begin(self) -> None:
        """Forget what was read: what another process has looked into is not known."""
        self._clean: set[int] = set()
        """Hashes of pieces and sections without ids that were looked into and tell nothing anew: a large release's own
        words would take as much memory as it does."""
        self._senses: dict[int, tuple[Sense, ...]] = {}
        """Of other pieces, by their hashes, what they tell in each place."""
        self._telling: dict[int, tuple[Sense, ...]] = {}
        """Of other sections, what their pieces tell."""
        self._waiting: dict[int, tuple[str, Seen | _Section]] = {}
        """Pieces that were not looked into yet, by their hashes, and where they stood first."""
        self._rows: list[_Row] = []
        """Rows that have such pieces."""
        self._size = 0
        self._lists: dict[str, list[str]] = defaultdict(list)
        """The ids of people in each place, in order."""
        self._masks: Counter[tuple[str, int]] = Counter()
        self._found: Counter[tuple[str, str, str]] = Counter()
        self._unread: list[Unread] = []

    def part(self, folder: Path, names: Sequence[str]) -> Searched:
        """Search some of the files, by themselves."""
        self._begin()
        for one in (one for name in names for one in reached(folder, name)):
            if isinstance(one, Unread):
                self._unread.append(one)
            elif isinstance(one, Page):
                self._page(one)
            else:
                self._row(one)
            if self._size >= AT_ONCE:
                self._look_all()
        self._look_all()
        for where, ids in self._lists.items():
            if any(traces.follows(ids, order) for order in self._orders):
                self._found[ORDER, where, ""] += 1
        return Searched(self._found, self._masks, self._unread)

    def _page(self, page: Page) -> None:
        """Take those sections of a page apart of which none was read that differs by released ids alone."""
        every = cut(page.text)
        bare = cut(self._bare(page.text, page.where))
        if len(bare) != len(every):
            bare = [self._bare(section, page.where) for section in every]
        for section, said in zip(every, bare, strict=True):
            number = hash(said)
            if number in self._clean:
                continue
            one = _Section(page.where, section, number)
            known = self._telling.get(number)
            if known is None:
                self._await(one, markup(said))
            elif self._may_concern(one, known):
                self._tell(_Row(one, tuple(map(hash, markup(said)))))

    def _row(self, seen: Seen) -> None:
        if self._clean.issuperset(map(hash, seen.leaves)):
            return
        bare = self._bare(BETWEEN.join(seen.leaves), seen.where).split(BETWEEN)
        if len(bare) != len(seen.leaves):
            bare = [self._bare(leaf, seen.where) for leaf in seen.leaves]
        self._await(seen, bare)

    def _await(self, seen: Seen | _Section, bare: Sequence[str]) -> None:
        """Keep a row until its new pieces are looked into, if it has any, or tells something."""
        hashes = tuple(map(hash, bare))
        if self._clean.issuperset(hashes):
            if isinstance(seen, _Section):
                self._clean.add(seen.number)
            return
        for number, leaf in zip(hashes, bare, strict=True):
            if number in self._clean or number in self._waiting or number in self._senses:
                continue
            if len(leaf) < SHORTEST:
                self._clean.add(number)
            else:
                self._waiting[number] = (leaf, seen)
                self._size += len(leaf)
        row = _Row(seen, hashes)
        if self._waiting.keys().isdisjoint(hashes):
            self._settle(row)
        else:
            self._rows.append(row)
            self._size += len(hashes)

    def _look_all(self) -> None:
        """Look into all new pieces of text, and note what counts anew in each place where it stands."""
        numbers, pieces = list(self._waiting), list(self._waiting.values())
        sifted = self._sieve.sift([leaf for leaf, _ in pieces])
        for at, (number, (leaf, seen)) in enumerate(zip(numbers, pieces, strict=True)):
            if at in sifted.suspects:
                senses = self._look(leaf, seen)
            else:
                senses = sifted.senses.get(at, ())
                self._masks.update(sifted.masks.get(at, ()) if seen.prose else ())
            if senses:
                self._senses[number] = senses
            else:
                self._clean.add(number)
        for row in self._rows:
            self._settle(row)
        self._waiting, self._rows, self._size = {}, [], 0

    def _settle(self, row: _Row) -> None:
        """Note what a row tells, all pieces of which were looked into; of a section, for its next places too."""
        senses = {id(one): one for number in row.hashes for one in self._senses.get(number, ())}
        if isinstance(row.seen, _Section):
            if not senses:
                self._clean.add(row.seen.number)
            else:
                self._telling[row.seen.number] = tuple(senses.values())
        if senses and self._may_concern(row.seen, senses.values()):
            self._tell(row)

    def _may_concern(self, seen: Seen | _Section, senses: Iterable[Sense]) -> bool:
        """Tell whether a row has a source beside which something in it is sought, before its pieces are reckoned."""
        if isinstance(seen, Seen):
            return not seen.whole
        sources = sources_in(seen.text) or sources_in(seen.where)
        return any(source in one.beside for source in sources for one in senses)

    def _tell(self, row: _Row) -> None:
        """Note what counts anew in each place where it stands."""
        near = Neighbours(row.seen.leaves, row.seen.where)
        for at, number in enumerate(row.hashes):
            if number in self._senses:
                self._beside(self._senses[number], near.of(at), row.seen.where)

    def _beside(self, senses: Sequence[Sense], sources: Sequence[str], where: str) -> None:
        wanted = ((rule, one, sense.stem) for one in sources for sense in senses for rule in sense.beside.get(one, ()))
        for rule, source, _ in dict.fromkeys(wanted):
            self._found[rule, where, source] += 1

    def _bare(self, text: str, where: str) -> str:
        """Return a text with a sign for each id that protection made, and keep those of people in their order."""
        if "-" not in text:
            return text
        said = _RELEASED.findall(text)
        if said:
            people = [f"{_PERSON}-{signs}" for kind, signs in said if kind == _PERSON]
            if people:
                self._lists[where] += people
            if self._released.issuperset(said):
                text = _RELEASED.sub(_BARE, text)
            else:
                text = _RELEASED.sub(lambda one: _BARE if one.groups() in self._released else one[0], text)
        if ".html#" in text:
            text = _PAGED.sub(_BARE_PAGE, text)
        return _PSEUDONYM.sub(lambda found: _BARE if found[1] in self._pseudonyms else found[0], text)

    def _look(self, leaf: str, seen: Seen | _Section) -> tuple[Sense, ...]:
        """Look into a piece of text by itself, as it is and without its disguises."""
        text = plain(leaf)
        scoped: dict[int, Sense] = {}
        for number, view in enumerate((text, *undisguised(text))):
            running = seen.prose and not number and " " in view
            scoped.update((id(one), one) for one in self._search(view, seen.where, running))
        self._technical(leaf, seen.where)
        if seen.prose:
            self._masks.update(traces.masks(text))
        return tuple(scoped.values())

    def _search(self, text: str, where: str, prose: bool) -> Iterator[Sense]:
        for name in self.names.search(text, prose):
            who = ", ".join(self._called(name.people)[:3])
            self._found[name.rule, where, f"{name.how}" + (f", of {who}" if who else "")] += 1
        for sense in self._hidden.search(text):
            for rule in sense.anywhere:
                self._found[rule, where, ""] += 1
            if sense.beside:
                yield sense
        alone, owners = self._quotes.search(text)
        if alone:
            self._found[QUOTE, where, ""] += 1
        if owners:
            yield quoted(owners)

    def _called(self, people: Iterable[int]) -> list[str]:
        return [said for one in people if (said := self.names.known.people[one].released)]

    def _technical(self, leaf: str, where: str) -> None:
        """Look for ids of the register and digests; each token once in a piece of text."""
        said = list(dict.fromkeys(traces.tokens(leaf)))
        internal = self._tokens.ids(said)
        for rule, found in ((INTERNAL, internal), (DIGEST, self._tokens.digested([*{*said} - {*internal}]))):
            if found:
                self._found[rule, where, ""] += len(found)
