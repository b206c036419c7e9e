"""What readers report, and how many a sender has filed today."""

import sqlalchemy as sa
from alembic import op

revision = "0006_reports"
down_revision = "0005_compare"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("page", sa.String(length=1000), nullable=False),
        sa.Column("value", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("link", sa.String(length=1000), nullable=False),
        sa.Column("done_on", sa.String(length=10), nullable=True),
        sa.CheckConstraint("kind IN ('answer', 'error', 'reply')", name=op.f("ck_report_kind_listed")),
        sa.CheckConstraint("text <> ''", name=op.f("ck_report_says_something")),
        sa.CheckConstraint("length(day) = 10", name=op.f("ck_report_day_is_day")),
        sa.CheckConstraint("length(done_on) = 10", name=op.f("ck_report_done_on_is_day")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
    )
    op.create_index(op.f("ix_report_day"), "report", ["day"], unique=False)
    op.create_table(
        "report_tally",
        sa.Column("sender", sa.String(length=32), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("filed", sa.Integer(), nullable=False),
        sa.CheckConstraint("filed > 0", name=op.f("ck_report_tally_filed_positive")),
        sa.PrimaryKeyConstraint("sender", name=op.f("pk_report_tally")),
    )


def downgrade() -> None:
    op.drop_table("report_tally")
    op.drop_index(op.f("ix_report_day"), table_name="report")
    op.drop_table("report")
