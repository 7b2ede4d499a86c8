"""Ranks, offices, trades and kinship beside a name: where they stand and what they are in English."""

import re
from bisect import bisect_left
from collections import defaultdict
from functools import cache

from msgspec import Struct

from vidmova.extraction.names import Naming
from vidmova.lexicon.files import read
from vidmova.lexicon.folding import fold


class RoleWords(Struct, frozen=True, forbid_unknown_fields=True):
    """An entry of `roles` in people.yml."""

    en: str
    kind: str
    words: tuple[str, ...]
    gender: str | None = None
    alone: bool = True


class Leader(Struct, frozen=True, forbid_unknown_fields=True):
    """An entry of `leaders` in people.yml."""

    name: str
    role: str


class People(Struct, frozen=True, forbid_unknown_fields=True):
    """The file people.yml."""

    roles: tuple[RoleWords, ...]
    leaders: tuple[Leader, ...]
    gap: tuple[str, ...]
    named: tuple[str, ...]


class Role(Struct, frozen=True):
    """A wording that says what somebody is; `base` is true where it stands in the nominative."""

    start: int
    end: int
    entry: RoleWords
    base: bool


class Compiled(Struct, frozen=True):
    """The patterns of one language."""

    roles: re.Pattern[str]
    entries: dict[str, tuple[RoleWords, bool]]
    stems: dict[str, tuple[RoleWords, str]]
    before: re.Pattern[str]
    after: re.Pattern[str]
    named: re.Pattern[str]
    named_after: re.Pattern[str]
    pseudonym: re.Pattern[str]
    leaders: dict[str, Leader]


@cache
def compiled(language: str) -> Compiled:
    """Return the patterns of a language."""
    people, naming = read("people", People, language), read("names", Naming, language)
    entries: dict[str, tuple[RoleWords, bool]] = {}
    stems: dict[str, tuple[RoleWords, str]] = {}
    for entry in people.roles:
        for at, word in enumerate(entry.words):
            if word.endswith("*"):
                stems.setdefault(word[:-1], (entry, word[:-1]))
            else:
                entries.setdefault(word, (entry, at == 0))
    every = [re.escape(word) for word in entries] + [re.escape(stem) + r"\w{0,3}" for stem in stems]
    gap = "|".join(
        sorted(
            (re.escape(w[:-1]) + r"\w{0,4}" if w[-1:] == "*" else re.escape(w) for w in people.gap),
            key=len,
            reverse=True,
        )
    )
    return Compiled(
        roles=re.compile(r"(?<![\w-])(?:" + grouped(every) + r")(?![\w-])"),
        entries=entries,
        stems=stems,
        before=re.compile(
            rf"(?: (?:(?:{gap})|(?:из|з|із|с|from) \w+"
            r"|\w+(?:ого|его|ой|ей|ых|их|ої|ьої|ный|ная|ний|на|кий|кая|ська|ської))(?![\w-])){0,5},? \"?$"
        ),
        after=re.compile(
            r"(?:'s)?\s?(?:\([^()]{1,40}\)|\"[^\"]{1,20}\")?,?(?: \d\d(?:-year-old)?,| (?:aged )?\d\d[^,.;:()]{0,12},)?"
            r"(?:,| —|—| \(|) ?((?:a|an|the|his|her|their|one|its|який|его|ее|його|її|их|він же|он)? ?"
            r"(?:[\w-]+ ){0,3})$"
        ),
        named=re.compile(r"(?:" + "|".join(map(re.escape, people.named)) + r")[ :—-]*\"?$"),
        named_after=re.compile(
            r"(?<!\w)(?<!по )(?:"
            + "|".join(map(re.escape, naming.named_after))
            + r")(?: \w+(?:а|ого|го|ов|ів))?\s*\"?$"
        ),
        pseudonym=re.compile(
            r"(?<!\w)(?:" + "|".join(map(re.escape, naming.pseudonym)) + r")[ ,:—-]+(?:the |was |is )?"
        ),
        leaders={fold(leader.name).split()[-1]: leader for leader in people.leaders},
    )


LETTERS = re.compile(r"\w(?:\w(?![*?{]))?(?![*?{])")
ANY_ENDING = re.compile(r"\\w\{0,3\}|\(\?<!\w+\)")
CHILDREN = re.compile(
    r" (?:of (?:two|three|four|five|six|several|many|\d)|двоих|троих|двух|трех|пятерых|четверых|многодет|двох|трьох"
    r"|п'ятьох|чотирьох|ребенка|дитини)"
)


def grouped(alternatives: list[str]) -> str:
    """Return an alternation grouped by first letters (fast to refuse), longer wordings first."""
    groups: dict[str, list[str]] = defaultdict(list)
    for word in sorted(set(alternatives), key=_longest):
        plain = LETTERS.match(word)
        head = plain.group() if plain else ""
        groups[head].append(word[len(head) :])
    return "|".join(head + "(?:" + "|".join(tails) + ")" for head, tails in sorted(groups.items(), reverse=True))


def find_roles(folded: str, language: str) -> list[Role]:
    """Return every wording of a rank, office, trade or kinship, in order."""
    known = compiled(language)
    return [_role(found, known) for found in known.roles.finditer(folded)]


def _role(found: re.Match[str], known: Compiled) -> Role:
    said = found.group()
    if said in known.entries:
        entry, base = known.entries[said]
        return Role(found.start(), found.end(), entry, base)
    for size in range(len(said), len(said) - 4, -1):
        if said[:size] in known.stems:
            entry, stem = known.stems[said[:size]]
            return Role(found.start(), found.end(), entry, said == stem)
    return Role(found.start(), found.end(), known.stems[next(iter(known.stems))][0], False)


def _longest(pattern: str) -> tuple[int, str]:
    return -len(ANY_ENDING.sub("", pattern)), pattern


class Beside(Struct):
    """The roles of a document, to be asked for those beside a name."""

    folded: str
    language: str
    roles: list[Role]
    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, folded: str, language: str) -> "Beside":
        """Return the roles of a document."""
        roles = find_roles(folded, language)
        return cls(folded, language, roles, [r.start for r in roles], [r.end for r in roles])

    def just_before(self, start: int) -> Role | None:
        """Return the role that ends right before `start`, with nothing but a space between."""
        at = bisect_left(self.ends, start) - 1
        if at >= 0 and self.folded[self.ends[at] : start] in (" ", ' "', "\n"):
            return self.roles[at]
        return None

    def before(self, start: int) -> Role | None:
        """Return the role before a name, with the words of its office between them."""
        return next(iter(self.chain(start)), None)

    def chain(self, start: int) -> list[Role]:
        """Return the role before a name, and the one that it hangs on («жены одного из солдат»), nearest first."""
        found: list[Role] = []
        at = bisect_left(self.ends, start + 1) - 1
        before = compiled(self.language).before
        while at >= 0 and len(found) < 2 and start - self.ends[at] <= 70:
            if self.ends[at] > start or before.fullmatch(self.folded, self.ends[at], start) is None:
                break
            if found and (self.roles[at].entry.kind != "relative" or "," in self.folded[self.ends[at] : start]):
                break
            found.append(self.roles[at])
            start = self.starts[at]
            at -= 1
        return found

    def after(self, end: int, until: int) -> Role | None:
        """Return the role in apposition after a name that ends at `end`; the next name starts at `until`."""
        at = bisect_left(self.starts, end)
        if at >= len(self.roles) or self.starts[at] - end > 60 or self.ends[at] >= until - 2:
            return None
        between = self.folded[end : self.starts[at]]
        if between[:1] in ("", "\n") or not between.strip(" ") or between.strip(" ")[0] not in ",—(":
            return None
        if compiled(self.language).after.fullmatch(between) is None or self._has_children(at, between):
            return None
        return self.roles[at]

    def _has_children(self, at: int, between: str) -> bool:
        """Tell whether "a father of two" is meant: what a man is, not whose relative."""
        if self.roles[at].entry.kind != "relative":
            return False
        follows = self.folded[self.ends[at] : self.ends[at] + 12]
        return between.endswith(" a ") or CHILDREN.match(follows) is not None
