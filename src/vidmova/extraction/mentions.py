"""Where a person's name may stand: rows of words with a capital letter, taken apart into name parts."""

import re
from functools import cache

from msgspec import Struct

from vidmova.extraction.names import given, is_never, is_surname, looks_like_surname, names, patronymic, surname
from vidmova.extraction.roles import Beside, Role, compiled

UPPER = "A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁІЇЄҐ"
LOWER = "a-zß-öø-ÿā-žа-яёіїєґ"
WORD = (
    rf"[{UPPER}](?:[{LOWER}]+(?:['’ʼ][{UPPER}]?[{LOWER}]+)*|['’ʼ][{UPPER}{LOWER}][{LOWER}]+)"
    rf"(?:-[{UPPER}{LOWER}][{LOWER}]+)*"
)
ENDS = r"(?![\w]|-\w)"
TOKEN = re.compile(
    rf"(?<![\w'’-])(?:({WORD}){ENDS}|([{UPPER}]\.)(?![{LOWER}])|((?:ФИО|FIO|ПІБ) ?\d{{1,2}}){ENDS})"
    rf"|(?<=[{UPPER}]\.)(?:({WORD}){ENDS}|([{UPPER}]\.))"
)
POSSESSIVE = re.compile(r"['’]s$")


class Token(Struct, frozen=True):
    """A word with a capital letter, or an initial."""

    start: int
    end: int
    form: str
    initial: bool = False
    coded: bool = False


class Parts(Struct, frozen=True):
    """A raw mention: which tokens are the given name, patronymic, surname, initials."""

    start: int
    end: int
    given: Token | None = None
    patronymic: Token | None = None
    surname: Token | None = None
    initials: tuple[Token, ...] = ()
    nickname: str | None = None
    role: Role | None = None
    unknown_given: bool = False


def tokens(text: str, folded: str) -> list[list[Token]]:
    """Return rows of tokens that follow each other with a single space (or nothing, after an initial)."""
    rows: list[list[Token]] = []
    for found in TOKEN.finditer(text):
        start, end = found.span()
        form = folded[start:end]
        initial = form[-1] == "."
        if not initial:
            cut = POSSESSIVE.search(form)
            end = start + cut.start() if cut else end
            form = folded[start:end]
        token = Token(start, end, form, initial, found.group(3) is not None)
        last = rows[-1][-1] if rows else None
        if last and folded[last.end : start] in ((" ", "") if last.initial or initial else (" ",)):
            rows[-1].append(token)
        else:
            rows.append([token])
    return rows


@cache
def may_be_surname(form: str, language: str) -> bool:
    """Tell whether a word may be the surname beside a given name."""
    return len(form) > 2 and not is_never(form, language)


class Scan:
    """Takes the rows of one document apart into raw mentions."""

    def __init__(self, text: str, folded: str, language: str, beside: Beside) -> None:
        self.text, self.folded, self.language, self.beside = text, folded, language, beside
        self.known = names(language)
        self.patterns = compiled(language)

    def mentions(self, rows: list[list[Token]]) -> list[Parts]:
        """Return the raw mentions of all rows, in order."""
        found: list[Parts] = []
        for row in rows:
            at = 0
            while at < len(row):
                mention, used = self._at(row, at)
                if mention is not None and not self._named_after(mention.start, mention.end):
                    found.append(mention)
                at += used
        return found

    def _named_after(self, start: int, end: int) -> bool:
        window = self.folded[max(0, start - 40) : start]
        if self.language == "en":
            return bool(
                re.match(
                    r" (?:street|avenue|square|prize|award|law|act|bridge|university|airport|stadium)\b",
                    self.folded[end : end + 14],
                )
            )
        return self.patterns.named_after.search(window) is not None

    def _at(self, row: list[Token], at: int) -> tuple[Parts | None, int]:
        token = row[at]
        if token.coded:
            return Parts(token.start, token.end, surname=token), 1
        if token.initial:
            return self._from_initial(row, at)
        for pattern in (
            self._introduced_by_name,
            self._given_first,
            self._surname_first,
            self._after_role,
            self._unknown_given,
        ):
            mention, used = pattern(row, at)
            if mention is not None:
                return mention, used
        return None, 1

    def _introduced_by_name(self, row: list[Token], at: int) -> tuple[Parts | None, int]:
        """Return a name that no list knows, after "a man named"."""
        token = row[at]
        if at or given(token.form, self.language) or is_never(token.form, self.language):
            return None, 0
        if self.patterns.named.search(self.folded, max(0, token.start - 30), token.start) is None:
            return None, 0
        if len(row) > 1 and not row[1].initial and may_be_surname(row[1].form, self.language):
            return Parts(token.start, row[1].end, token, None, row[1], unknown_given=True), 2
        return Parts(token.start, token.end, token, unknown_given=True), 1

    def _given_first(self, row: list[Token], at: int) -> tuple[Parts | None, int]:
        first = row[at]
        if not given(first.form, self.language):
            return None, 0
        rest = row[at + 1 : at + 4]
        middle = rest[0] if rest and not rest[0].initial and patronymic(rest[0].form, self.language) else None
        last = rest[1:] if middle else rest
        follow = last[0] if last else None
        if follow is not None and follow.initial:
            return self._with_initial(row, at, first, middle, last)
        if follow is not None and not follow.coded and self._is_family_name(first, follow, row, at):
            used = 3 if middle else 2
            late = row[at + used : at + used + 1]
            if middle is None and late and not late[0].initial and patronymic(late[0].form, self.language):
                return Parts(first.start, late[0].end, first, late[0], follow), used + 1
            return Parts(first.start, follow.end, first, middle, follow), used
        if middle is not None:
            typical = is_surname(middle.form, self.language) and self.language == "en"
            return Parts(first.start, middle.end, first, None if typical else middle, middle if typical else None), 2
        if first.form in self.known.unsure and not self._introduced(first):
            return None, 0
        return Parts(first.start, first.end, first), 1

    def _with_initial(
        self, row: list[Token], at: int, first: Token, middle: Token | None, last: list[Token]
    ) -> tuple[Parts | None, int]:
        used = 2 + (middle is not None)
        after = last[1] if len(last) > 1 and not last[1].initial else None
        looks = after is not None and (self.language == "en" or looks_like_surname(after.form, self.language))
        if after is not None and looks and may_be_surname(after.form, self.language):
            return Parts(first.start, after.end, first, middle, after, (last[0],)), used + 1
        if looks_like_surname(first.form, self.language) and len(last) > 1 and last[1].initial:
            return Parts(first.start, last[1].end, surname=first, initials=(last[0], last[1])), used + 1
        return Parts(first.start, last[0].end, first, middle, None, (last[0],)), used

    def _is_family_name(self, first: Token, token: Token, row: list[Token], at: int) -> bool:
        if not may_be_surname(token.form, self.language):
            return False
        if looks_like_surname(token.form, self.language):
            return True
        if first.form in self.known.unsure and self._opens(first.start):
            return False
        if self.known.declines:
            return not given(token.form, self.language) or len(row) == at + 2
        return not self._shouting_line(first.start)

    def _surname_first(self, row: list[Token], at: int) -> tuple[Parts | None, int]:
        first, rest = row[at], row[at + 1 : at + 4]
        if not rest or not looks_like_surname(first.form, self.language):
            return None, 0
        if rest[0].initial:
            two = len(rest) > 1 and rest[1].initial
            if two or not (self._opens(first.start) and len(rest) > 1):
                used = 3 if two else 2
                return Parts(
                    first.start, row[at + used - 1].end, surname=first, initials=tuple(row[at + 1 : at + used])
                ), used
            return None, 0
        if not self.known.declines or not given(rest[0].form, self.language) or not self._agree(rest[0], first):
            return None, 0
        middle = rest[1] if len(rest) > 1 and not rest[1].initial and patronymic(rest[1].form, self.language) else None
        if middle is None and len(rest) > 1 and looks_like_surname(rest[1].form, self.language):
            return None, 0
        if middle is None and (self._opens(first.start) or self.patterns.roles.fullmatch(first.form) or rest[1:]):
            return None, 0
        end = middle.end if middle else rest[0].end
        return Parts(first.start, end, rest[0], middle, first), 3 if middle else 2

    def _agree(self, first: Token, last: Token) -> bool:
        readings = surname(last.form, self.language)
        return any(
            a.gender == b.gender and (a.case == b.case or "*" in (a.case, b.case))
            for a in given(first.form, self.language)
            for b in readings
        )

    def _from_initial(self, row: list[Token], at: int) -> tuple[Parts | None, int]:
        initials = [row[at]]
        while at + len(initials) < len(row) and row[at + len(initials)].initial and len(initials) < 2:
            initials.append(row[at + len(initials)])
        follow = row[at + len(initials)] if at + len(initials) < len(row) else None
        used = len(initials)
        if follow is not None and not follow.coded and may_be_surname(follow.form, self.language):
            attached = (
                used == 2
                or self.folded[row[at].end : follow.start] == ""
                or looks_like_surname(follow.form, self.language)
            )
            if attached and (used == 2 or looks_like_surname(follow.form, self.language)):
                return Parts(row[at].start, follow.end, surname=follow, initials=tuple(initials)), used + 1
        if used == 1 and self._lone_initial(row[at]):
            return Parts(row[at].start, row[at].end, initials=(row[at],), role=self.beside.before(row[at].start)), 1
        return None, used

    def _lone_initial(self, token: Token) -> bool:
        if self.language == "en":
            return self.beside.just_before(token.start) is not None
        before = self.folded[max(0, token.start - 2) : token.start]
        if len(before) < 2 or before[1] != " " or not (before[0].isalpha() or before[0] in ",)"):
            return before == ". " and self._again(token)
        return self.beside.before(token.start) is not None or self._again(token)

    def _again(self, token: Token) -> bool:
        """Tell whether the same initial is brought in after a rank or a role somewhere in the document."""
        for found in re.finditer(rf" {re.escape(token.form)}", self.folded):
            if self.text[found.start() + 1].isupper() and self.beside.before(found.start() + 1) is not None:
                return True
        return False

    def _after_role(self, row: list[Token], at: int) -> tuple[Parts | None, int]:
        token = row[at]
        role = self.beside.just_before(token.start) or self.beside.before(token.start)
        if role is None or not may_be_surname(token.form, self.language) or token.end - token.start < 3:
            return None, 0
        direct = self.folded[role.end : token.start] == " "
        if self._adjective_before_noun(token) or not (
            looks_like_surname(token.form, self.language) or (direct and self._sure(role, token))
        ):
            return None, 0
        if self.language == "en" and not direct:
            return None, 0
        if len(row) > at + 1 and not row[at + 1].initial and self.language == "en":
            follow = row[at + 1]
            if may_be_surname(follow.form, self.language) and looks_like_surname(follow.form, self.language):
                return Parts(token.start, follow.end, token, None, follow, role=role, unknown_given=True), 2
        return Parts(token.start, token.end, surname=token, role=role), 1

    def _sure(self, role: Role, token: Token) -> bool:
        if not role.entry.alone or self._shouting_line(token.start):
            return False
        if self.language == "en":
            return role.entry.kind in ("soldier", "commander", "judge", "lawyer", "leader") or role.entry.en in (
                "uncle",
                "aunt",
                "citizen",
            )
        if role.entry.kind in ("soldier", "commander") and role.entry.en[0].isupper():
            return any(reading.case == "n" or not role.base for reading in surname(token.form, self.language))
        return role.entry.en in ("uncle", "aunt", "judge", "lawyer") and role.base

    def _adjective_before_noun(self, token: Token) -> bool:
        if not self.known.declines or not re.search(
            r"(?:ого|ой|ому|ой|ої|ий|ая|ые|ых|их|ская|ский|ське|ській|ська)$", token.form
        ):
            return False
        return bool(
            re.match(
                r" [а-яіїєґ]{3,}(?:ого|а|у|и|ы|я|е|і|ом|ем|ю|ии|ії|ь|ка|т|н|к|р|д)\b",
                self.text[token.end : token.end + 24],
            )
        ) and not re.match(
            r" (?:был|была|бул|сказ|рассказ|заяв|сообщ|пообещ|угрож|и|та|в|на|с|з)",
            self.folded[token.end : token.end + 24],
        )

    def _unknown_given(self, row: list[Token], at: int) -> tuple[Parts | None, int]:
        if len(row) < at + 2 or row[at + 1].initial or row[at + 1].coded:
            return None, 0
        first, last = row[at], row[at + 1]
        if (
            len(first.form) < 3
            or is_never(first.form, self.language)
            or not looks_like_surname(last.form, self.language)
        ):
            return None, 0
        if (
            self.known.declines
            and looks_like_surname(first.form, self.language)
            and not self.beside.before(first.start)
        ):
            return None, 0
        if self._opens(first.start) and self.beside.before(first.start) is None and self.language != "en":
            return None, 0
        if self.patterns.roles.fullmatch(first.form) or self._shouting_line(first.start):
            return None, 0
        if self.language == "en" and self._opens(first.start) and f" {first.form} " in self.text:
            return None, 0
        return Parts(first.start, last.end, first, None, last, unknown_given=True), 2

    def _introduced(self, token: Token) -> bool:
        window = self.folded[max(0, token.start - 30) : token.start]
        role = self.beside.just_before(token.start)
        return (role is not None and role.entry.alone) or self.patterns.named.search(window) is not None

    def _opens(self, start: int) -> bool:
        before = self.folded[max(0, start - 4) : start].rstrip(' "(—')
        return not before or before[-1] in ".!?…\n:•-"

    def _shouting_line(self, start: int) -> bool:
        """Tell whether the line is a title in which every longer word has a capital letter."""
        if self.language != "en":
            return False
        begin = self.text.rfind("\n", 0, start) + 1
        end = self.text.find("\n", start)
        line = self.text[begin : end if end >= 0 else len(self.text)]
        if len(line) > 160 or line.rstrip().endswith("."):
            return False
        longer = re.findall(r"[A-Za-z]{4,}", line)
        return len(longer) > 3 and sum(word[0].isupper() for word in longer) > 0.7 * len(longer)
