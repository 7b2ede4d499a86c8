"""The small language in which the lexicon's constructions are written, and its translation to regular expressions.

A pattern is a row of words in folded form (lower case, е for ё, ' for every apostrophe):

    word        the word itself              стем*    words that begin so        *ться   words that end so
    a|b c       a or b, then c               (a b|c)  the words a b, or c        [a|b]   a or b, or nothing
    <number>    digits
    ...         up to four words between     ..7      up to seven words          <army>  a word list of the same file
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from msgspec import Struct

WORD = r"[\w№][\w'’/-]*"
BETWEEN = r"\W{1,4}"
DEFAULT_GAP = 4
_TOKEN = re.compile(r"\.\.\.|\.\.\d+|[()\[\]]|\||<[\w-]+>|[^\s()\[\]|<>]+|\s+")


class PatternError(ValueError):
    """A pattern cannot be read; the text says why."""


class Literal(NamedTuple):
    """Letters of a pattern's word that stand in any text it matches, and whether more may stand before or after."""

    letters: str
    inner: bool
    """Whether they may begin within a word of the text (`*ться`)."""
    whole: bool
    """Whether the text's word ends where they end."""


class Node(Struct, frozen=True):
    """A part of a parsed pattern: its expression, whether it may be missing or is a gap, and its literal beginnings."""

    expression: str
    optional: bool = False
    gap: int = 0
    needs: tuple[tuple[Literal, ...], ...] = ()
    """For each word of a row that must be there, what a matching text must contain, one of these; rarest first."""


class Pattern(Struct, frozen=True):
    """A compiled construction: source wording, expression, and for each word that must be there its beginnings."""

    source: str
    expression: str
    needs: tuple[tuple[Literal, ...], ...] = ()
    """Texts without one literal of each of these cannot match, which is cheaper to see than to search; rarest first."""
    letters: tuple[tuple[str, ...], ...] = ()
    """The letters of `needs`, fewest first."""

    @property
    def anchors(self) -> tuple[str, ...]:
        """Letters one of which any match contains; the rarest such."""
        return tuple(dict.fromkeys(literal.letters for literal in self.needs[0])) if self.needs else ()

    def may_match(self, said: str) -> bool:
        """Tell whether folded text holds a beginning of every word that the construction must have."""
        for words in self.letters:
            for word in words:
                if word in said:
                    break
            else:
                return False
        return True

    @property
    def regex(self) -> re.Pattern[str]:
        """The compiled expression; compiled when first used, since most are never needed for a document."""
        return _compile(self.expression)


@cache
def _compile(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


class _Reader:
    """Walks over a pattern's tokens."""

    def __init__(self, source: str, lists: Mapping[str, Node]) -> None:
        self.tokens: list[str] = [token for token in _TOKEN.findall(source) if token]
        if "".join(self.tokens) != source:
            raise PatternError("it holds a character that patterns do not know")
        self.lists, self.at = lists, 0

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1]

    def sequence(self, inside: bool) -> Node:
        """Read words up to the end, or inside brackets up to `|` or the closing bracket."""
        nodes: list[Node] = []
        while (token := self.peek()) and token not in (")", "]"):
            if token.isspace():
                self.take()
            elif token == "|":
                if inside:
                    break
                raise PatternError("a | needs a word before it")
            else:
                nodes.append(self.single() if inside else self.term())
        if not any(not node.optional and not node.gap for node in nodes):
            raise PatternError("it has no word that must be there")
        return _joined(nodes)

    def term(self) -> Node:
        parts = [self.single()]
        while self.peek() == "|":
            self.take()
            if not self.peek() or self.peek().isspace():
                raise PatternError("a | may not stand between spaces outside brackets")
            parts.append(self.single())
        return parts[0] if len(parts) == 1 else either(parts)

    def single(self) -> Node:
        token = self.take()
        if token in ("(", "["):
            return self.bracket(token)
        if token == "...":
            return Node("", gap=DEFAULT_GAP)
        if token.startswith("..") and token[2:].isdigit():
            return Node("", gap=int(token[2:]))
        if token.startswith("<"):
            return self.named(token[1:-1])
        return _word(token)

    def bracket(self, opening: str) -> Node:
        parts = [self.sequence(inside=True)]
        while self.peek() == "|":
            self.take()
            parts.append(self.sequence(inside=True))
        if self.peek() != {"(": ")", "[": "]"}[opening]:
            raise PatternError(f"a {opening} is not closed")
        self.take()
        whole = either(parts)
        return Node(whole.expression, optional=opening == "[", needs=whole.needs)

    def named(self, name: str) -> Node:
        if name not in self.lists:
            raise PatternError(f"there is no word list <{name}>")
        return self.lists[name]


def either(parts: list[Node]) -> Node:
    """Return a node that matches any of the parts."""
    expression = "(?:" + "|".join(part.expression for part in parts) + ")"
    if not all(part.needs for part in parts):
        return Node(expression)
    rarest, next_to_it = (_any_of(part.needs[min(rank, len(part.needs) - 1)] for part in parts) for rank in (0, 1))
    return Node(expression, needs=(rarest,) if rarest == next_to_it else (rarest, next_to_it))


def _any_of(needs: Iterable[tuple[Literal, ...]]) -> tuple[Literal, ...]:
    return tuple(dict.fromkeys(literal for need in needs for literal in need))


@cache
def _word(token: str) -> Node:
    pieces = [piece for piece in token.split("*") if piece]
    if not pieces:
        raise PatternError("a * needs letters beside it")
    expression = r"[\w'-]*".join(re.escape(piece) for piece in token.split("*"))
    literal = Literal(pieces[0], inner=token.startswith("*"), whole=token.lstrip("*") == pieces[0])
    return Node(expression, needs=((literal,),))


def _joined(nodes: list[Node]) -> Node:
    expression, begun, gap = "", False, 0
    for node in nodes:
        if node.gap:
            gap = node.gap
        elif not begun and node.optional:
            expression += f"(?:{node.expression}{BETWEEN})?"
        elif not begun:
            expression, begun = expression + node.expression, True
        else:
            lead = (f"(?:{BETWEEN}{WORD}){{0,{gap}}}?" if gap else "") + BETWEEN
            expression += f"(?:{lead}{node.expression})?" if node.optional else lead + node.expression
            gap = 0
    # Of words equally long the last is the rarest: a phrase ends in what it is about («on the run»).
    needs = [need for node in reversed(nodes) if not node.optional for need in node.needs]
    return Node(f"(?:{expression})", needs=tuple(sorted(needs, key=_frequency) if len(needs) > 1 else needs))


def _frequency(need: tuple[Literal, ...]) -> float:
    """Guess how many of a text's words begin with one of the literals: few and long ones are the rarest."""
    return sum(6.0 ** -len(literal.letters) for literal in need)


def compile_lists(lists: Mapping[str, list[str]]) -> dict[str, Node]:
    """Return the node of each named word list; a list may name those above it. Raises PatternError."""
    nodes: dict[str, Node] = {"number": Node(r"\d(?:[\d.,  ]*\d)?")}
    for name, words in lists.items():
        if not words:
            raise PatternError(f"the word list <{name}> is empty")
        nodes[name] = either([_Reader(word, nodes).sequence(inside=False) for word in words])
    return nodes


def compile_pattern(source: str, lists: Mapping[str, Node]) -> Pattern:
    """Return a pattern ready to search folded text with. Raises PatternError where it cannot be read."""
    reader = _Reader(source, lists)
    node = reader.sequence(inside=False)
    if reader.at < len(reader.tokens):
        raise PatternError(f"a {reader.peek()} too many")
    begin = "" if source.lstrip("([").startswith("*") else r"(?<!\w)"
    letters = tuple(tuple(dict.fromkeys(literal.letters for literal in need)) for need in sorted(node.needs, key=len))
    return Pattern(source, f"{begin}{node.expression}(?!\\w)", node.needs, letters)
