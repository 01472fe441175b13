"""The catalog's tables (SQLAlchemy Core). A change here goes with a migration in ``library/migrations``."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData()

statements = Table(
    "statements",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("file", Text, nullable=False),
    Column("source", Text, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
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
    Column("fingerprint", String(64), nullable=False, index=True),
)

passages = Table(
    "passages",
    metadata,
    Column("id", String(48), primary_key=True),
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
