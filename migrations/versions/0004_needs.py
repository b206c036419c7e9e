"""Need pages: saved filters with their reasons."""

import sqlalchemy as sa
from alembic import op

revision = "0004_needs"
down_revision = "0003_evidence"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "need",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("query", sa.String(length=2000), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("byline", sa.String(length=120), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.CheckConstraint("query <> ''", name=op.f("ck_need_query_not_empty")),
        sa.CheckConstraint("slug <> ''", name=op.f("ck_need_slug_not_empty")),
        sa.CheckConstraint("title <> ''", name=op.f("ck_need_title_not_empty")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need")),
        sa.UniqueConstraint("slug", name=op.f("uq_need_slug")),
    )


def downgrade() -> None:
    op.drop_table("need")
