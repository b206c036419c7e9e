"""Comments of readers, and how many a sender has sent today."""

import sqlalchemy as sa
from alembic import op

revision = "0012_comments"
down_revision = "0011_media"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("thing_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("decided_on", sa.String(length=10), nullable=True),
        sa.Column("key", sa.String(length=64), nullable=True),
        sa.Column("author", sa.Text(), nullable=False),
        sa.CheckConstraint("\"kind\" IN ('article', 'review')", name=op.f("ck_comment_kind")),
        sa.CheckConstraint(
            "\"state\" IN ('waiting', 'published', 'refused', 'deleted')", name=op.f("ck_comment_state")
        ),
        sa.CheckConstraint("(state = 'deleted') = (words = '')", name=op.f("ck_comment_words_until_deleted")),
        sa.CheckConstraint(
            "state <> 'deleted' OR (name = '' AND \"key\" IS NULL)", name=op.f("ck_comment_deleted_is_empty")
        ),
        sa.CheckConstraint("(words = '') = (nonce = '')", name=op.f("ck_comment_nonce_with_words")),
        sa.CheckConstraint("length(day) = 10", name=op.f("ck_comment_day_is_day")),
        sa.CheckConstraint("length(decided_on) = 10", name=op.f("ck_comment_decided_on_is_day")),
        sa.ForeignKeyConstraint(["parent_id"], ["comment.id"], name=op.f("fk_comment_parent_id_comment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
        sa.UniqueConstraint("key", name=op.f("uq_comment_key")),
    )
    op.create_index(
        op.f("ix_comment_kind_thing_id_state"), "comment", ["kind", "thing_id", "state"], unique=False
    )
    op.create_index(op.f("ix_comment_state_id"), "comment", ["state", "id"], unique=False)
    op.create_table(
        "comment_tally",
        sa.Column("sender", sa.String(length=32), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.CheckConstraint("sent > 0", name=op.f("ck_comment_tally_sent_positive")),
        sa.PrimaryKeyConstraint("sender", name=op.f("pk_comment_tally")),
    )


def downgrade() -> None:
    op.drop_table("comment_tally")
    op.drop_index(op.f("ix_comment_state_id"), table_name="comment")
    op.drop_index(op.f("ix_comment_kind_thing_id_state"), table_name="comment")
    op.drop_table("comment")
