"""Checks of claims, kept so that a link opens them again; verdicts that people set by hand."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "checks",
        sa.Column("id", sa.String(20), primary_key=True),
        sa.Column("text_id", sa.String(20), nullable=False, index=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("version", sa.String(12), nullable=False),
        sa.Column("statements", sa.Integer, nullable=False),
        sa.Column("made_at", sa.DateTime, nullable=False, index=True),
        sa.Column("result", sa.JSON, nullable=False),
    )
    op.create_table(
        "rulings",
        sa.Column("text_id", sa.String(20), primary_key=True),
        sa.Column("start", sa.Integer, primary_key=True),
        sa.Column("end", sa.Integer, primary_key=True),
        sa.Column("verdict", sa.String(20), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("made_at", sa.DateTime, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("rulings")
    op.drop_table("checks")
