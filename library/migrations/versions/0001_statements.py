"""Statements, their passages and sentences, and the full-text index over them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "statements",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False, unique=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("bodies", sa.JSON, nullable=False),
        sa.Column("country", sa.Text),
        sa.Column("country_code", sa.String(2)),
        sa.Column("election_type", sa.Text),
        sa.Column("election_round", sa.Text),
        sa.Column("election_date", sa.Date),
        sa.Column("date", sa.Date),
        sa.Column("place", sa.Text),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("speakers", sa.JSON, nullable=False),
        sa.Column("mission_format", sa.Text),
        sa.Column("translation_of", sa.Text),
        sa.Column("fictional", sa.Boolean, nullable=False),
        sa.Column("retrieved_at", sa.DateTime),
        sa.Column("pages", sa.Integer),
        sa.Column("fingerprint", sa.String(64), nullable=False, index=True),
    )
    op.create_table(
        "passages",
        sa.Column("id", sa.String(48), primary_key=True),
        sa.Column(
            "statement_id",
            sa.String(32),
            sa.ForeignKey("statements.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("section", sa.Text),
        sa.Column("page", sa.Integer),
        sa.Column("paragraph", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("voice", sa.String(12), nullable=False),
        sa.Column("speaker", sa.Text),
    )
    op.create_table(
        "sentences",
        sa.Column("passage_id", sa.String(48), sa.ForeignKey("passages.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("ordinal", sa.Integer, primary_key=True),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("voice", sa.String(12), nullable=False),
        sa.Column("speaker", sa.Text),
    )
    # The words are stems already (library.text), so that English, Russian and French inflections meet.
    op.execute(
        "CREATE VIRTUAL TABLE passage_words USING fts5("
        'passage_id UNINDEXED, statement_id UNINDEXED, context, words, tokenize = "unicode61 remove_diacritics 2")'
    )


def downgrade() -> None:
    op.drop_table("passage_words")
    op.drop_table("sentences")
    op.drop_table("passages")
    op.drop_table("statements")
