"""What each sentence speaks of and finds, and by which labeller."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sentence_topics",
        sa.Column("passage_id", sa.String(48), sa.ForeignKey("passages.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("ordinal", sa.Integer, primary_key=True),
        sa.Column("topic", sa.String(40), primary_key=True, index=True),
        sa.Column("sure", sa.Float, nullable=False),
    )
    op.create_table(
        "sentence_findings",
        sa.Column("passage_id", sa.String(48), sa.ForeignKey("passages.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("ordinal", sa.Integer, primary_key=True),
        sa.Column("direction", sa.String(10), nullable=False),
        sa.Column("phase", sa.String(12), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
    )
    op.create_table(
        "labelled",
        sa.Column("statement_id", sa.String(32), sa.ForeignKey("statements.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("version", sa.String(60), nullable=False),
    )
