"""Search and exchange: synonyms, what was looked for in vain, old addresses, imports; topics of articles."""

import sqlalchemy as sa
from alembic import op

revision = "0015_exchange"
down_revision = "0014_desk"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "synonym_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("words_json", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint("slug <> ''", name=op.f("ck_synonym_group_slug_not_empty")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_synonym_group")),
        sa.UniqueConstraint("slug", name=op.f("uq_synonym_group_slug")),
    )
    op.create_table(
        "empty_search",
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.CheckConstraint("words <> ''", name=op.f("ck_empty_search_words")),
        sa.CheckConstraint("length(day) = 10", name=op.f("ck_empty_search_day")),
        sa.CheckConstraint("times > 0", name=op.f("ck_empty_search_times")),
        sa.PrimaryKeyConstraint("day", "words", name=op.f("pk_empty_search")),
    )
    op.create_table(
        "old_address",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("leads_to", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.CheckConstraint("slug LIKE '/%'", name=op.f("ck_old_address_path")),
        sa.CheckConstraint("target <> ''", name=op.f("ck_old_address_target")),
        sa.CheckConstraint(
            "\"leads_to\" IN ('article', 'review', 'author', 'topic', 'picture', 'page')",
            name=op.f("ck_old_address_leads_to"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_old_address")),
        sa.UniqueConstraint("slug", name=op.f("uq_old_address_slug")),
    )
    op.create_table(
        "imported_item",
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("guid", sa.Text(), nullable=False),
        sa.Column("called", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("thing_id", sa.Integer(), nullable=True),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.CheckConstraint("origin <> '' AND guid <> ''", name=op.f("ck_imported_item_named")),
        sa.CheckConstraint("\"outcome\" IN ('taken', 'skipped')", name=op.f("ck_imported_item_outcome")),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_imported_item_digest")),
        sa.CheckConstraint("length(day) = 10", name=op.f("ck_imported_item_day")),
        sa.PrimaryKeyConstraint("origin", "guid", name=op.f("pk_imported_item")),
    )
    op.create_index(op.f("ix_imported_item_kind_thing_id"), "imported_item", ["kind", "thing_id"])
    op.create_table(
        "import_file",
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("options_json", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_import_file_digest")),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_import_file_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_import_file")),
    )
    op.create_index(op.f("ix_import_file_account_id"), "import_file", ["account_id"])
    op.create_index(op.f("ix_import_file_at"), "import_file", ["at"])
    # Articles of before are filed under nothing.
    op.add_column(
        "article", sa.Column("topics_json", sa.Text(), server_default=sa.text("'[]'"), nullable=False)
    )


def downgrade() -> None:
    op.drop_column("article", "topics_json")
    op.drop_table("import_file")
    op.drop_table("imported_item")
    op.drop_table("old_address")
    op.drop_table("empty_search")
    op.drop_table("synonym_group")
