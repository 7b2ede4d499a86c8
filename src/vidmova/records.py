"""Every frozen record that passes from one stage to the next."""

from typing import Literal, Protocol

from msgspec import Struct, field

Range = tuple[int, int | None]
Interval = tuple[str | None, str | None]
SentenceKind = Literal["sentence", "heading", "bullet"]


class Located(Protocol):
    """Anything with a place in a document's text."""

    @property
    def start(self) -> int:
        """The first character."""

    @property
    def end(self) -> int:
        """The character after the last."""


class Span(Struct, frozen=True, order=True):
    """Characters `text[start:end]` of a document's text (Python string indices, end exclusive)."""

    start: int
    end: int


class Document(Struct, frozen=True, kw_only=True):
    """A received document: its bytes by digest, and the text that all offsets point into."""

    id: str
    """SHA-256 of the bytes as received, in hexadecimal."""
    name: str
    """File name (or member path, or address) it came under."""
    media_type: str
    text: str
    """The text as read; never changes."""
    language: str
    """uk, ru or en; another ISO 639-1 code or `und` when it is left unread."""
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    published: str | None = None
    """ISO date of publication, where the page or the file says one."""
    source: str = ""
    """Path or address it was received from."""


class Sentence(Struct, frozen=True, kw_only=True):
    """A sentence, heading or bullet of a document: a span without surrounding white space."""

    start: int
    end: int
    language: str
    kind: SentenceKind = "sentence"
    paragraph: int = 0
    """Number of the paragraph (line) it stands in."""


class Passage(Struct, frozen=True):
    """A stretch of a document to look into, with its text folded to lower case at equal length."""

    text: str
    folded: str
    start: int
    end: int
    language: str

    @property
    def said(self) -> str:
        """The passage's own characters."""
        return self.text[self.start : self.end]


class FieldSpan(Struct, frozen=True):
    """Where the value of a claim's field is stated, and in which words."""

    field: str
    start: int
    end: int
    wording: str


class Claim(Struct, frozen=True, kw_only=True):
    """What a passage says: one act done, suffered or denied (codebook fields under their own names)."""

    id: str
    start: int
    end: int
    act: str
    count: Range | None = None
    approx: bool = False
    counted: str | None = None
    person: list[str] = field(default_factory=list)
    group: str | None = None
    category: list[str] = field(default_factory=list)
    unit: str | None = None
    origin: str | None = None
    place: str | None = None
    date: Interval | None = None
    by: str | None = None
    court: str | None = None
    term_months: Range | None = None
    sentence_type: str | None = None
    charge: str | None = None
    outcome: str | None = None
    absence_days: Range | None = None
    reason: list[str] = field(default_factory=list)
    source_said: str | None = None
    modality: str = "asserted"
    event: str | None = None
    subset_of: str | None = None
    spans: list[FieldSpan] = field(default_factory=list)
    rule: str = ""
    """The lexicon rule or model that made the claim."""
    sure: float = 0.0
    """How sure that rule or model is, from 0 to 1."""
