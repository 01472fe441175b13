"""The vectors of sentences beside their passages; they were a collection of Chroma before."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sentence_vectors",
        sa.Column("generation", sa.Integer, primary_key=True),
        sa.Column(
            "passage_id",
            sa.String(48),
            sa.ForeignKey("passages.id", ondelete="CASCADE"),
            primary_key=True,
            index=True,
        ),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("vectors", sa.LargeBinary, nullable=False),
    )
