"""Reviews: the method, measurements, reviews."""

import sqlalchemy as sa
from alembic import op

revision = "0013_reviews"
down_revision = "0012_comments"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "method",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("criteria_json", sa.Text(), nullable=False),
        sa.Column("instruments_json", sa.Text(), nullable=False),
        sa.Column("comparable_json", sa.Text(), nullable=False),
        sa.CheckConstraint("slug <> '' AND title <> ''", name=op.f("ck_method_named")),
        sa.CheckConstraint("number > 0", name=op.f("ck_method_number")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_method")),
        sa.UniqueConstraint("number", name=op.f("uq_method_number")),
        sa.UniqueConstraint("slug", name=op.f("uq_method_slug")),
    )
    op.create_table(
        "measurement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("spec", sa.Text(), nullable=False),
        sa.Column("setting", sa.Integer(), nullable=True),
        sa.Column("readings_json", sa.Text(), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("instrument", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("method", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint("slug <> '' AND instrument <> ''", name=op.f("ck_measurement_named")),
        sa.CheckConstraint("setting > 0", name=op.f("ck_measurement_setting")),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_measurement_product_id_product"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measurement")),
        sa.UniqueConstraint("slug", name=op.f("uq_measurement_slug")),
    )
    op.create_index(
        op.f("ix_measurement_product_id_spec"), "measurement", ["product_id", "spec"], unique=False
    )
    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("is_hands_on", sa.Boolean(), nullable=False),
        sa.Column("obtained", sa.Text(), nullable=False),
        sa.Column("obtained_words", sa.Text(), nullable=False),
        sa.Column("days_used", sa.Integer(), nullable=True),
        sa.Column("sessions", sa.Integer(), nullable=True),
        sa.Column("units", sa.Integer(), nullable=True),
        sa.Column("last_used", sa.Text(), nullable=False),
        sa.Column("connection", sa.Text(), nullable=False),
        sa.Column("connection_words", sa.Text(), nullable=False),
        sa.Column("method", sa.Integer(), nullable=True),
        sa.Column("scores_json", sa.Text(), nullable=False),
        sa.Column("pros_json", sa.Text(), nullable=False),
        sa.Column("cons_json", sa.Text(), nullable=False),
        sa.Column("best_for_json", sa.Text(), nullable=False),
        sa.Column("not_for_json", sa.Text(), nullable=False),
        sa.Column("alternatives_json", sa.Text(), nullable=False),
        sa.Column("follow_ups_json", sa.Text(), nullable=False),
        sa.Column("corrections_json", sa.Text(), nullable=False),
        sa.Column("written", sa.Text(), nullable=False),
        sa.Column("checked", sa.Text(), nullable=False),
        sa.Column("takes_comments", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "NOT is_hands_on OR obtained <> 'not had'", name=op.f("ck_review_hands_need_device")
        ),
        sa.CheckConstraint("is_hands_on OR scores_json = '[]'", name=op.f("ck_review_scores_need_hands")),
        sa.CheckConstraint("slug <> '' AND title <> '' AND author <> ''", name=op.f("ck_review_named")),
        sa.CheckConstraint(
            "\"connection\" IN ('none', 'own product', 'affiliate', 'free sample', 'paid', 'other')",
            name=op.f("ck_review_connection"),
        ),
        sa.CheckConstraint(
            "\"obtained\" IN ('bought', 'lent', 'gift', 'not had')", name=op.f("ck_review_obtained")
        ),
        sa.CheckConstraint("days_used >= 0 AND sessions >= 0 AND units >= 0", name=op.f("ck_review_counts")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_review_product_id_product")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
        sa.UniqueConstraint("slug", name=op.f("uq_review_slug")),
    )
    op.create_index(op.f("ix_review_product_id"), "review", ["product_id"], unique=False)
    op.create_table(
        "former_review_slug",
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("slug <> ''", name=op.f("ck_former_review_slug_slug_not_empty")),
        sa.ForeignKeyConstraint(
            ["review_id"],
            ["review.id"],
            name=op.f("fk_former_review_slug_review_id_review"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_former_review_slug")),
    )
    op.create_index(
        op.f("ix_former_review_slug_review_id"), "former_review_slug", ["review_id"], unique=False
    )
    op.create_table(
        "review_link",
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "\"kind\" IN ('study', 'guidance', 'claim', 'device', 'comparison', 'concern', 'term', 'picture')",
            name=op.f("ck_review_link_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["review_id"], ["review.id"], name=op.f("fk_review_link_review_id_review"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("review_id", "kind", "target", name=op.f("pk_review_link")),
    )


def downgrade() -> None:
    op.drop_table("review_link")
    op.drop_index(op.f("ix_former_review_slug_review_id"), table_name="former_review_slug")
    op.drop_table("former_review_slug")
    op.drop_index(op.f("ix_review_product_id"), table_name="review")
    op.drop_table("review")
    op.drop_index(op.f("ix_measurement_product_id_spec"), table_name="measurement")
    op.drop_table("measurement")
    op.drop_table("method")
