"""The tables, once, with a comment per column; `migrations.py` makes them on disk."""

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text

metadata = MetaData()
_JSON = JSON(none_as_null=True)


def _column(
    name: str, kind: object, comment: str, *more: object, needed: bool = True, key: bool = False
) -> Column[object]:
    return Column(name, kind, *more, comment=comment, nullable=not needed, primary_key=key)  # type: ignore[arg-type]


documents = Table(
    "documents",
    metadata,
    _column("id", String, "SHA-256 of the bytes as received, in hexadecimal", key=True),
    _column("name", Text, "file name, member path or address it first came under"),
    _column("media_type", String, "what kind of file it is"),
    _column("text", Text, "the text that all offsets point into; never changes"),
    _column("text_digest", String, "SHA-256 of the text in UTF-8, so that a change shows"),
    _column("language", String, "uk, ru or en"),
    _column("title", Text, "title that the document states", needed=False),
    _column("author", Text, "author that the document states", needed=False),
    _column("outlet", Text, "outlet that the document states", needed=False),
    _column("published", String, "ISO date of publication that the document states", needed=False),
    _column("source", Text, "path or address it was received from"),
    _column("recipe", String, "version of the program and digest of the lexicon that its claims follow from"),
    comment="documents that were read",
)

sentences = Table(
    "sentences",
    metadata,
    _column("document", String, "its document", ForeignKey("documents.id"), key=True),
    _column("number", Integer, "its number in the document, from 0", key=True),
    _column("start", Integer, "first character in the document's text"),
    _column("end", Integer, "character after the last"),
    _column("language", String, "its language"),
    _column("kind", String, "sentence, heading or bullet"),
    _column("paragraph", Integer, "number of the paragraph it stands in"),
    comment="sentences of the documents",
)

claims = Table(
    "claims",
    metadata,
    _column(
        "key", String, "its name in this register: first 12 digits of the document's id, a hyphen, its id", key=True
    ),
    _column("document", String, "its document", ForeignKey("documents.id")),
    _column("id", String, "its id within the document"),
    _column("start", Integer, "first character of the passage that states it"),
    _column("end", Integer, "character after the last"),
    _column("act", String, "code of the act in the codebook"),
    _column("count", _JSON, "[lowest, highest or null]", needed=False),
    _column("approx", Boolean, "whether the passage hedges the number"),
    _column("counted", String, "what the number counts", needed=False),
    _column("person", _JSON, "names of whom the act is about"),
    _column("group", Text, "who they are where not named", needed=False),
    _column("category", _JSON, "codes of what kind of servicemen they are"),
    _column("unit", Text, "their formation", needed=False),
    _column("origin", Text, "where they or their unit come from", needed=False),
    _column("place", Text, "where the act happened", needed=False),
    _column("date", _JSON, "[from, to], ISO dates or null", needed=False),
    _column("by", Text, "who did it to them, or decided", needed=False),
    _column("court", Text, "the court", needed=False),
    _column("term_months", _JSON, "[lowest, highest or null]", needed=False),
    _column("sentence_type", String, "prison, suspended, fine or other", needed=False),
    _column("charge", String, "code of the charge", needed=False),
    _column("outcome", String, "how the court decided a suit", needed=False),
    _column("absence_days", _JSON, "[lowest, highest or null]", needed=False),
    _column("reason", _JSON, "codes of why they refused or left"),
    _column("source_said", Text, "to whom the passage attributes it", needed=False),
    _column("modality", String, "asserted, possible or denied"),
    _column("event", String, "key that claims of one happening share", needed=False),
    _column("subset_of", String, "key of the event that theirs is part of", needed=False),
    _column("spans", _JSON, "for each filled field the characters that state it, and their wording"),
    _column("rule", Text, "rule or model that made the claim"),
    _column("sure", Float, "how sure it is, from 0 to 1"),
    Index("claims_of_document", "document"),
    Index("claims_of_act", "act"),
    comment="what the documents say: the codebook's fields under their own names",
)

skipped = Table(
    "skipped",
    metadata,
    _column("key", String, "digest of the bytes, or `source:` and the source where none were received", key=True),
    _column("name", Text, "name it came under"),
    _column("source", Text, "path or address it was to come from"),
    _column("reason", Text, "why it was not read"),
    _column("ours", Boolean, "whether that is a fault of the program"),
    _column("recipe", String, "version of the program and digest of the lexicon that skipped it"),
    comment="what was given and not read, and why",
)

state = Table(
    "state",
    metadata,
    _column("name", String, "what is remembered", key=True),
    _column("value", Text, "its value"),
    comment="what the register remembers of its building",
)

migrations = Table(
    "migrations",
    metadata,
    _column("name", String, "name of the migration", key=True),
    _column("applied", String, "when it was applied, UTC"),
    comment="changes of the schema that were made, in order of name",
)
