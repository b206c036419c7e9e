"""The change log and the catalogue's version."""

import sqlalchemy as sa
from alembic import op

revision = "0001_changes"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "change",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("entity_kind", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("touched", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_change")),
        sa.CheckConstraint("number > 0", name=op.f("ck_change_number")),
        sa.CheckConstraint(
            "length(previous) = 64 AND length(digest) = 64", name=op.f("ck_change_digests")
        ),
        sa.UniqueConstraint("previous", name=op.f("uq_change_previous")),
        sa.UniqueConstraint("digest", name=op.f("uq_change_digest")),
    )
    op.create_index(
        op.f("ix_change_entity_kind_entity_id_number"),
        "change",
        ["entity_kind", "entity_id", "number"],
    )
    catalogue = op.create_table(
        "catalogue",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue")),
        sa.CheckConstraint("id = 1", name=op.f("ck_catalogue_only_one")),
        sa.CheckConstraint("version >= 0", name=op.f("ck_catalogue_version")),
    )
    op.bulk_insert(catalogue, [{"id": 1, "version": 0, "digest": "0" * 64}])


def downgrade() -> None:
    op.drop_table("catalogue")
    op.drop_table("change")
