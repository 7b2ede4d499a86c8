"""The tables of what was read, with a comment per column; `migrations.py` makes them on disk."""

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text

metadata = MetaData()
JSON_OR_NULL = JSON(none_as_null=True)
"""JSON that keeps nothing as a null of the database."""


def described(
    name: str, kind: object, comment: str, *more: object, needed: bool = True, key: bool = False
) -> Column[object]:
    """Return a column that says what it holds."""
    return Column(name, kind, *more, comment=comment, nullable=not needed, primary_key=key)  # type: ignore[arg-type]


documents = Table(
    "documents",
    metadata,
    described("id", String, "SHA-256 of the bytes as received, in hexadecimal", key=True),
    described("name", Text, "file name, member path or address it first came under"),
    described("media_type", String, "what kind of file it is"),
    described("text", Text, "the text that all offsets point into; never changes"),
    described("text_digest", String, "SHA-256 of the text in UTF-8, so that a change shows"),
    described("language", String, "uk, ru or en"),
    described("title", Text, "title that the document states", needed=False),
    described("author", Text, "author that the document states", needed=False),
    described("outlet", Text, "outlet that the document states", needed=False),
    described("published", String, "ISO date of publication that the document states", needed=False),
    described("source", Text, "path or address it was received from"),
    described("recipe", String, "version of the program and digest of the lexicon that its claims follow from"),
    comment="documents that were read",
)

sentences = Table(
    "sentences",
    metadata,
    described("document", String, "its document", ForeignKey("documents.id"), key=True),
    described("number", Integer, "its number in the document, from 0", key=True),
    described("start", Integer, "first character in the document's text"),
    described("end", Integer, "character after the last"),
    described("language", String, "its language"),
    described("kind", String, "sentence, heading or bullet"),
    described("paragraph", Integer, "number of the paragraph it stands in"),
    comment="sentences of the documents",
)

claims = Table(
    "claims",
    metadata,
    described(
        "key", String, "its name in this register: first 12 digits of the document's id, a hyphen, its id", key=True
    ),
    described("document", String, "its document", ForeignKey("documents.id")),
    described("id", String, "its id within the document"),
    described("start", Integer, "first character of the passage that states it"),
    described("end", Integer, "character after the last"),
    described("act", String, "code of the act in the codebook"),
    described("count", JSON_OR_NULL, "[lowest, highest or null]", needed=False),
    described("approx", Boolean, "whether the passage hedges the number"),
    described("counted", String, "what the number counts", needed=False),
    described("person", JSON_OR_NULL, "names of whom the act is about"),
    described("group", Text, "who they are where not named", needed=False),
    described("category", JSON_OR_NULL, "codes of what kind of servicemen they are"),
    described("unit", Text, "their formation", needed=False),
    described("origin", Text, "where they or their unit come from", needed=False),
    described("place", Text, "where the act happened", needed=False),
    described("date", JSON_OR_NULL, "[from, to], ISO dates or null", needed=False),
    described("by", Text, "who did it to them, or decided", needed=False),
    described("court", Text, "the court", needed=False),
    described("term_months", JSON_OR_NULL, "[lowest, highest or null]", needed=False),
    described("sentence_type", String, "prison, suspended, fine or other", needed=False),
    described("charge", String, "code of the charge", needed=False),
    described("outcome", String, "how the court decided a suit", needed=False),
    described("absence_days", JSON_OR_NULL, "[lowest, highest or null]", needed=False),
    described("reason", JSON_OR_NULL, "codes of why they refused or left"),
    described("source_said", Text, "to whom the passage attributes it", needed=False),
    described("modality", String, "asserted, possible or denied"),
    described("event", String, "key that claims of one happening share", needed=False),
    described("subset_of", String, "key of the event that theirs is part of", needed=False),
    described("spans", JSON_OR_NULL, "for each filled field the characters that state it, and their wording"),
    described("rule", Text, "rule or model that made the claim"),
    described("sure", Float, "how sure it is, from 0 to 1"),
    Index("claims_of_document", "document"),
    Index("claims_of_act", "act"),
    Index("claims_of_event", "event"),
    comment="what the documents say: the codebook's fields under their own names",
)

skipped = Table(
    "skipped",
    metadata,
    described("key", String, "digest of the bytes, or `source:` and the source where none were received", key=True),
    described("name", Text, "name it came under"),
    described("source", Text, "path or address it was to come from"),
    described("reason", Text, "why it was not read"),
    described("ours", Boolean, "whether that is a fault of the program"),
    described("recipe", String, "version of the program and digest of the lexicon that skipped it"),
    comment="what was given and not read, and why",
)

state = Table(
    "state",
    metadata,
    described("name", String, "what is remembered", key=True),
    described("value", Text, "its value"),
    comment="what the register remembers of its building",
)

migrations = Table(
    "migrations",
    metadata,
    described("name", String, "name of the migration", key=True),
    described("applied", String, "when it was applied, UTC"),
    comment="changes of the schema that were made, in order of name",
)
