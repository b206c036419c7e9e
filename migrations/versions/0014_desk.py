"""The desk: what came of a report, what was looked for in vain, which links still lead somewhere."""

import sqlalchemy as sa
from alembic import op

revision = "0014_desk"
down_revision = "0013_reviews"
branch_labels = None
depends_on = None

EMPTY = sa.text("''")


def upgrade() -> None:
    op.create_table(
        "link_check",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.CheckConstraint("url <> ''", name=op.f("ck_link_check_url")),
        sa.CheckConstraint("length(day) = 10", name=op.f("ck_link_check_day")),
        sa.CheckConstraint("status BETWEEN 0 AND 999", name=op.f("ck_link_check_status")),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_link_check")),
    )
    op.create_table(
        "unmet",
        sa.Column("keys", sa.Text(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Text(), nullable=False),
        sa.Column("last_day", sa.Text(), nullable=False),
        sa.CheckConstraint("keys <> ''", name=op.f("ck_unmet_keys")),
        sa.CheckConstraint("times > 0", name=op.f("ck_unmet_times")),
        sa.PrimaryKeyConstraint("keys", name=op.f("pk_unmet")),
    )
    # Reports of before were closed without a word.
    op.add_column("report", sa.Column("outcome", sa.String(length=20), server_default=EMPTY, nullable=False))
    op.add_column("report", sa.Column("answer", sa.Text(), server_default=EMPTY, nullable=False))
    op.add_column(
        "report", sa.Column("answered_by", sa.String(length=120), server_default=EMPTY, nullable=False)
    )
    op.add_column("report", sa.Column("change_number", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("report", "change_number")
    op.drop_column("report", "answered_by")
    op.drop_column("report", "answer")
    op.drop_column("report", "outcome")
    op.drop_table("unmet")
    op.drop_table("link_check")
