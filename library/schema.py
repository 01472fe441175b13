"""The catalog's tables (SQLAlchemy Core). A change here goes with a migration in ``library/migrations``."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

statements = Table(
    "statements",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("file", Text, nullable=False),
    Column("source", Text, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("bodies", JSON, nullable=False),
    Column("country", Text),
    Column("country_code", String(2)),
    Column("election_type", Text),
    Column("election_round", Text),
    Column("election_date", Date),
    Column("date", Date),
    Column("place", Text),
    Column("language", String(8), nullable=False),
    Column("speakers", JSON, nullable=False),
    Column("mission_format", Text),
    Column("translation_of", Text),
    Column("fictional", Boolean, nullable=False),
    Column("retrieved_at", DateTime),
    Column("pages", Integer),
    Column("page_labels", JSON, nullable=False),
    Column("scanned", Boolean, nullable=False),
    Column("address", Text),
    Column("fingerprint", String(64), nullable=False, index=True),
    Column("origins", JSON, nullable=False),
)

# Apart from the rest, so that a list of statements does not read every word of the record.
texts = Table(
    "texts",
    metadata,
    Column("statement_id", ForeignKey("statements.id", ondelete="CASCADE"), primary_key=True),
    Column("text", Text, nullable=False),
)

passages = Table(
    "passages",
    metadata,
    Column("id", String(48), primary_key=True),
    Column("number", Integer, nullable=False, unique=True),  # its row in passage_words, the full-text index
    Column("statement_id", ForeignKey("statements.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("ordinal", Integer, nullable=False),
    Column("section", Text),
    Column("page", Integer),
    Column("paragraph", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("voice", String(12), nullable=False),
    Column("speaker", Text),
)

sentences = Table(
    "sentences",
    metadata,
    Column("passage_id", ForeignKey("passages.id", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("voice", String(12), nullable=False),
    Column("speaker", Text),
)

# The lines that a sentence fills on its page; apart, since only a page that is shown needs them.
boxes = Table(
    "boxes",
    metadata,
    Column("passage_id", ForeignKey("passages.id", ondelete="CASCADE"), primary_key=True),
    Column("sentences", JSON, nullable=False),
)

# Of each sentence of a passage, in order, at half precision; see `library.sentence_vectors`.
sentence_vectors = Table(
    "sentence_vectors",
    metadata,
    Column("generation", Integer, primary_key=True),
    Column("passage_id", ForeignKey("passages.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("count", Integer, nullable=False),
    Column("vectors", LargeBinary, nullable=False),
)

# What a sentence speaks of, what it finds, and by which labeller that was told; see `library.labels`.
sentence_topics = Table(
    "sentence_topics",
    metadata,
    Column("passage_id", ForeignKey("passages.id", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("topic", String(40), primary_key=True, index=True),
    Column("sure", Float, nullable=False),
)
sentence_findings = Table(
    "sentence_findings",
    metadata,
    Column("passage_id", ForeignKey("passages.id", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("direction", String(10), nullable=False),
    Column("phase", String(12), nullable=False),
    Column("status", String(16), nullable=False),
)
labelled = Table(
    "labelled",
    metadata,
    Column("statement_id", ForeignKey("statements.id", ondelete="CASCADE"), primary_key=True),
    Column("version", String(60), nullable=False),
)

# What a person set goes with the source, not with one version of its text, and stays when a statement is removed.
corrections = Table(
    "corrections",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", Text, nullable=False),
    Column("statement_id", String(32), nullable=False, index=True),
    Column("field", String(20), nullable=False),
    Column("value", JSON),
    Column("note", Text, nullable=False),
    Column("made_at", DateTime, nullable=False),
    UniqueConstraint("source", "field"),
)

replaced = Table(
    "replaced",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("statement", JSON, nullable=False),
    Column("text", Text, nullable=False),
    Column("replaced_by", String(32), nullable=False, index=True),
    Column("replaced_at", DateTime, nullable=False),
)

# A text that was checked, and what came of it; see `library.checks`.
checks = Table(
    "checks",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("text_id", String(20), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("version", String(12), nullable=False),
    Column("statements", Integer, nullable=False),
    Column("made_at", DateTime, nullable=False, index=True),
    Column("result", JSON, nullable=False),
)

# The verdict that a person set goes with the text and the place of the claim in it, not with one check of it.
rulings = Table(
    "rulings",
    metadata,
    Column("text_id", String(20), primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("end", Integer, primary_key=True),
    Column("verdict", String(20), nullable=False),
    Column("note", Text, nullable=False),
    Column("made_at", DateTime, nullable=False),
)

# Vectors are kept in generations, so that a new one can be made while the old one answers: the active one.
generations = Table(
    "generations",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("model", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("retired_at", DateTime),
)

# Vectors that belong to no visible statement (it is being added, was replaced or removed) and when they may go.
unclaimed = Table(
    "unclaimed",
    metadata,
    Column("statement_id", String(32), primary_key=True),
    Column("until", DateTime, nullable=False),
)

# One row: how often the catalog was changed. Whoever keeps a copy sees by it whether the copy still holds.
revision = Table("revision", metadata, Column("number", Integer, primary_key=True))
