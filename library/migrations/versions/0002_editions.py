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
        sa.Column("statement_id", sa.ForeignKey("statements.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.execute("INSERT INTO texts SELECT id, text FROM statements")
    op.drop_column("statements", "text")
    op.add_column("statements", sa.Column("page_labels", sa.JSON, nullable=False, server_default="[]"))
    op.add_column("statements", sa.Column("scanned", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("statements", sa.Column("address", sa.Text))
    op.add_column("statements", sa.Column("origins", sa.JSON, nullable=False, server_default="{}"))
    op.create_table(
        "boxes",
        sa.Column("passage_id", sa.ForeignKey("passages.id", ondelete="CASCADE"), primary_key=True),
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
    )
    op.create_table(
        "retired",
        sa.Column("statement_id", sa.String(32), primary_key=True),
        sa.Column("retired_at", sa.DateTime, nullable=False),
    )
    op.create_table("revision", sa.Column("number", sa.Integer, primary_key=True))
    op.execute("INSERT INTO revision VALUES (0)")


def downgrade() -> None:
    for table in ("revision", "retired", "generations", "replaced", "corrections", "boxes"):
        op.drop_table(table)
    for column in ("origins", "address", "scanned", "page_labels"):
        op.drop_column("statements", column)
    op.add_column("statements", sa.Column("text", sa.Text, nullable=False, server_default=""))
    op.execute("UPDATE statements SET text = (SELECT text FROM texts WHERE statement_id = id)")
    op.drop_table("texts")
