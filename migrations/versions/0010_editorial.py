"""What is written at the desk, and what is not public yet."""

import sqlalchemy as sa
from alembic import op

revision = "0010_editorial"
down_revision = "0009_people"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("fields_json", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("base_version", sa.Integer(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("publish_at", sa.Text(), nullable=True),
        sa.Column("unpublish_at", sa.Text(), nullable=True),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("trouble", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.Text(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.CheckConstraint("slug <> ''", name=op.f("ck_draft_named")),
        sa.CheckConstraint("revision >= 0", name=op.f("ck_draft_revision")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("kind", "slug", name=op.f("uq_draft_kind_slug")),
    )
    op.create_index(op.f("ix_draft_changed_at"), "draft", ["changed_at"], unique=False)
    op.create_index(op.f("ix_draft_publish_at"), "draft", ["publish_at"], unique=False)
    op.create_index(op.f("ix_draft_unpublish_at"), "draft", ["unpublish_at"], unique=False)
    op.create_table(
        "recheck",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.CheckConstraint("version >= 0", name=op.f("ck_recheck_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recheck")),
        sa.UniqueConstraint("slug", name=op.f("uq_recheck_slug")),
    )
    op.create_table(
        "preview_link",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["draft.id"], name=op.f("fk_preview_link_draft_id_draft"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_preview_link")),
    )
    op.create_index(op.f("ix_preview_link_draft_id"), "preview_link", ["draft_id"], unique=False)
    op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("based_on", sa.Integer(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("tab", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("fields_json", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "\"origin\" IN ('saved', 'autosaved', 'set aside', 'restored', 'published')",
            name=op.f("ck_revision_origin"),
        ),
        sa.CheckConstraint("number > 0", name=op.f("ck_revision_number")),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["draft.id"], name=op.f("fk_revision_draft_id_draft"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
        sa.UniqueConstraint("draft_id", "number", name=op.f("uq_revision_draft_id_number")),
    )
    op.add_column(
        "product", sa.Column("is_published", sa.Boolean(), server_default=sa.true(), nullable=False)
    )


def downgrade() -> None:
    op.drop_column("product", "is_published")
    op.drop_table("revision")
    op.drop_index(op.f("ix_preview_link_draft_id"), table_name="preview_link")
    op.drop_table("preview_link")
    op.drop_table("recheck")
    op.drop_index(op.f("ix_draft_unpublish_at"), table_name="draft")
    op.drop_index(op.f("ix_draft_publish_at"), table_name="draft")
    op.drop_index(op.f("ix_draft_changed_at"), table_name="draft")
    op.drop_table("draft")
