"""Media: pictures and their files."""

import sqlalchemy as sa
from alembic import op

revision = "0011_media"
down_revision = "0010_editorial"
branch_labels = None
depends_on = None

_BEFORE = "\"kind\" IN ('study', 'guidance', 'claim', 'device', 'comparison', 'concern', 'term')"
_SINCE = "\"kind\" IN ('study', 'guidance', 'claim', 'device', 'comparison', 'concern', 'term', 'picture')"


def upgrade() -> None:
    op.create_table(
        "picture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("alt", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("credit", sa.Text(), nullable=False),
        sa.Column("licence", sa.Text(), nullable=False),
        sa.Column("taken_on", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "slug <> '' AND name <> '' AND alt <> '' AND credit <> ''", name=op.f("ck_picture_named")
        ),
        sa.CheckConstraint(
            "\"origin\" IN ('own photo', 'maker', 'shop', 'licensed', 'public domain')",
            name=op.f("ck_picture_origin"),
        ),
        sa.CheckConstraint("width > 0 AND height > 0", name=op.f("ck_picture_size")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_picture_product_id_product")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_picture")),
        sa.UniqueConstraint("digest", name=op.f("uq_picture_digest")),
        sa.UniqueConstraint("slug", name=op.f("uq_picture_slug")),
    )
    op.create_index(op.f("ix_picture_product_id"), "picture", ["product_id"], unique=False)
    op.create_table(
        "picture_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("picture_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.CheckConstraint("\"format\" IN ('avif', 'webp')", name=op.f("ck_picture_file_format")),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_picture_file_digest")),
        sa.CheckConstraint("width > 0 AND height > 0 AND bytes > 0", name=op.f("ck_picture_file_size")),
        sa.ForeignKeyConstraint(
            ["picture_id"],
            ["picture.id"],
            name=op.f("fk_picture_file_picture_id_picture"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_picture_file")),
        sa.UniqueConstraint(
            "picture_id", "format", "width", name=op.f("uq_picture_file_picture_id_format_width")
        ),
    )
    op.create_index(op.f("ix_picture_file_digest"), "picture_file", ["digest"], unique=False)
    op.create_table(
        "upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("files_json", sa.Text(), nullable=False),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_upload_digest")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload")),
    )
    op.create_index(op.f("ix_upload_made_at"), "upload", ["made_at"], unique=False)
    _kinds_of_links(_SINCE)


def downgrade() -> None:
    # Links are derived from texts: what an older version has no kind for is written anew by a newer one.
    op.execute("DELETE FROM article_link WHERE kind = 'picture'")
    _kinds_of_links(_BEFORE)
    op.drop_index(op.f("ix_upload_made_at"), table_name="upload")
    op.drop_table("upload")
    op.drop_index(op.f("ix_picture_file_digest"), table_name="picture_file")
    op.drop_table("picture_file")
    op.drop_index(op.f("ix_picture_product_id"), table_name="picture")
    op.drop_table("picture")


def _kinds_of_links(check: str) -> None:
    with op.batch_alter_table("article_link") as batch_op:
        batch_op.drop_constraint(op.f("ck_article_link_kind"), type_="check")
        batch_op.create_check_constraint(op.f("ck_article_link_kind"), sa.text(check))
