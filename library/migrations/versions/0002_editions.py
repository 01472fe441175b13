"""Texts apart from descriptions; where facts come from; places on pages; corrections, older versions, generations."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "texts",
        sa.Column("statement_id", sa.String(32), sa.ForeignKey("statements.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.execute("INSERT INTO texts SELECT id, text FROM statements")
    op.drop_column("statements", "text")
    op.add_column("statements", sa.Column("page_labels", sa.JSON, nullable=False, server_default="[]"))
    op.add_column("statements", sa.Column("scanned", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("statements", sa.Column("address", sa.Text))
    op.add_column("statements", sa.Column("origins", sa.JSON, nullable=False, server_default="{}"))
    op.execute("ALTER TABLE passages ADD COLUMN number INTEGER NOT NULL DEFAULT 0")
    op.execute("UPDATE passages SET number = rowid")
    op.execute("CREATE UNIQUE INDEX passages_number ON passages (number)")
    # Looked up by its row: a search for a statement's rows would read the whole index.
    op.execute("ALTER TABLE passage_words RENAME TO old_words")
    op.execute(
        "CREATE VIRTUAL TABLE passage_words USING fts5("
        'passage_id UNINDEXED, statement_id UNINDEXED, context, words, tokenize = "unicode61 remove_diacritics 2")'
    )
    op.execute(
        "INSERT INTO passage_words (rowid, passage_id, statement_id, context, words) "
        "SELECT p.number, w.passage_id, w.statement_id, w.context, w.words FROM old_words w "
        "JOIN passages p ON p.id = w.passage_id"
    )
    op.execute("DROP TABLE old_words")
    op.create_table(
        "boxes",
        sa.Column("passage_id", sa.String(48), sa.ForeignKey("passages.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("sentences", sa.JSON, nullable=False),
    )
    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("statement_id", sa.String(32), nullable=False, index=True),
        sa.Column("field", sa.String(20), nullable=False),
        sa.Column("value", sa.JSON),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("made_at", sa.DateTime, nullable=False),
        sa.UniqueConstraint("source", "field"),
    )
    op.create_table(
        "replaced",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("statement", sa.JSON, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("replaced_by", sa.String(32), nullable=False, index=True),
        sa.Column("replaced_at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "generations",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("model", sa.Text, nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("retired_at", sa.DateTime),
    )
    op.create_table(
        "unclaimed",
        sa.Column("statement_id", sa.String(32), primary_key=True),
        sa.Column("until", sa.DateTime, nullable=False),
    )
    op.create_table("revision", sa.Column("number", sa.Integer, primary_key=True))
    op.execute("INSERT INTO revision VALUES (0)")


def downgrade() -> None:
    for table in ("revision", "unclaimed", "generations", "replaced", "corrections", "boxes"):
        op.drop_table(table)
    op.execute("DROP INDEX passages_number")
    op.drop_column("passages", "number")
    for column in ("origins", "address", "scanned", "page_labels"):
        op.drop_column("statements", column)
    op.add_column("statements", sa.Column("text", sa.Text, nullable=False, server_default=""))
    op.execute("UPDATE statements SET text = (SELECT text FROM texts WHERE statement_id = id)")
    op.drop_table("texts")
