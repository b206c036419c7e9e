"""Comparisons that are kept: pinned ones, and those of editors."""

import sqlalchemy as sa
from alembic import op

revision = "0005_compare"
down_revision = "0004_needs"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "snapshot",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("made_at", sa.String(length=40), nullable=False),
        sa.Column("made_by", sa.String(length=32), nullable=False),
        sa.CheckConstraint("body <> ''", name=op.f("ck_snapshot_body_not_empty")),
        sa.CheckConstraint("length(key) = 64", name=op.f("ck_snapshot_key_is_sha256")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_snapshot")),
    )
    op.create_index(op.f("ix_snapshot_made_at"), "snapshot", ["made_at"], unique=False)
    op.create_table(
        "comparison",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("query", sa.String(length=2000), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("byline", sa.String(length=120), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("is_published", sa.Boolean(), nullable=False),
        sa.Column("snapshot_key", sa.String(length=64), nullable=False),
        sa.CheckConstraint("query <> ''", name=op.f("ck_comparison_query_not_empty")),
        sa.CheckConstraint("slug <> ''", name=op.f("ck_comparison_slug_not_empty")),
        sa.CheckConstraint("title <> ''", name=op.f("ck_comparison_title_not_empty")),
        sa.ForeignKeyConstraint(
            ["snapshot_key"], ["snapshot.key"], name=op.f("fk_comparison_snapshot_key_snapshot")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comparison")),
        sa.UniqueConstraint("slug", name=op.f("uq_comparison_slug")),
    )
    op.create_index(op.f("ix_comparison_snapshot_key"), "comparison", ["snapshot_key"], unique=False)
    op.create_table(
        "former_comparison_slug",
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("comparison_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("slug <> ''", name=op.f("ck_former_comparison_slug_slug_not_empty")),
        sa.ForeignKeyConstraint(
            ["comparison_id"],
            ["comparison.id"],
            name=op.f("fk_former_comparison_slug_comparison_id_comparison"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_former_comparison_slug")),
    )
    op.create_index(
        op.f("ix_former_comparison_slug_comparison_id"),
        "former_comparison_slug",
        ["comparison_id"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_former_comparison_slug_comparison_id"), table_name="former_comparison_slug")
    op.drop_table("former_comparison_slug")
    op.drop_index(op.f("ix_comparison_snapshot_key"), table_name="comparison")
    op.drop_table("comparison")
    op.drop_index(op.f("ix_snapshot_made_at"), table_name="snapshot")
    op.drop_table("snapshot")
