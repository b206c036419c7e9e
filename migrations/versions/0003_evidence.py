"""Studies, safety, depths and thicknesses."""

import sqlalchemy as sa
from alembic import op

revision = "0003_evidence"
down_revision = "0002_products"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "depth_band",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("low_um", sa.Integer(), nullable=False),
        sa.Column("high_um", sa.Integer(), nullable=False),
        sa.Column("layer", sa.Text(), nullable=False),
        sa.Column("uses_json", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("cautions_json", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("studies_json", sa.Text(), nullable=False),
        sa.CheckConstraint("\"who\" IN ('home', 'professional')", name=op.f("ck_depth_band_who")),
        sa.CheckConstraint("low_um >= 0 AND low_um < high_um", name=op.f("ck_depth_band_order")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_depth_band")),
        sa.UniqueConstraint("slug", name=op.f("uq_depth_band_slug")),
    )
    op.create_table(
        "drawing_scale",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("stratum_corneum_um", sa.Integer(), nullable=False),
        sa.Column("living_epidermis_um", sa.Integer(), nullable=False),
        sa.Column("dermis_um", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("studies_json", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "stratum_corneum_um > 0 AND living_epidermis_um > 0 AND dermis_um > 0",
            name=op.f("ck_drawing_scale_positive"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drawing_scale")),
        sa.UniqueConstraint("slug", name=op.f("uq_drawing_scale_slug")),
    )
    op.create_table(
        "evidence_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_note")),
        sa.UniqueConstraint("slug", name=op.f("uq_evidence_note_slug")),
    )
    op.create_table(
        "layer_thickness",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("sex", sa.Text(), nullable=True),
        sa.Column("stratum_corneum_nm", sa.Integer(), nullable=True),
        sa.Column("epidermis_nm", sa.Integer(), nullable=True),
        sa.Column("dermis_nm", sa.Integer(), nullable=True),
        sa.Column("total_nm", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("studies_json", sa.Text(), nullable=False),
        sa.CheckConstraint("\"sex\" IN ('men', 'women')", name=op.f("ck_layer_thickness_sex")),
        sa.CheckConstraint(
            "stratum_corneum_nm > 0 OR epidermis_nm > 0 OR dermis_nm > 0 OR total_nm > 0",
            name=op.f("ck_layer_thickness_something"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_layer_thickness")),
        sa.UniqueConstraint("slug", name=op.f("uq_layer_thickness_slug")),
    )
    op.create_table(
        "penetration",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("nominal_um", sa.Integer(), nullable=False),
        sa.Column("measured_nm", sa.Integer(), nullable=False),
        sa.Column("sd_nm", sa.Integer(), nullable=True),
        sa.Column("share_percent", sa.Integer(), nullable=False),
        sa.Column("skin", sa.Text(), nullable=False),
        sa.Column("studies_json", sa.Text(), nullable=False),
        sa.CheckConstraint("nominal_um > 0 AND measured_nm > 0", name=op.f("ck_penetration_positive")),
        sa.CheckConstraint("share_percent BETWEEN 0 AND 100", name=op.f("ck_penetration_share")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_penetration")),
        sa.UniqueConstraint("slug", name=op.f("uq_penetration_slug")),
    )
    op.create_table(
        "safety_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("frequency", sa.Text(), nullable=True),
        sa.Column("studies_json", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "\"group\" IN ('contraindications', 'hygiene', 'intervals', 'adverse_events', 'seek_help', 'oversight')",
            name=op.f("ck_safety_item_group"),
        ),
        sa.CheckConstraint(
            "\"level\" IN ('do not treat', 'ask a doctor', 'extra care')", name=op.f("ck_safety_item_level")
        ),
        sa.CheckConstraint(
            "(\"group\" = 'adverse_events') = (frequency IS NOT NULL)", name=op.f("ck_safety_item_frequency")
        ),
        sa.CheckConstraint(
            "(\"group\" = 'contraindications') = (level IS NOT NULL)", name=op.f("ck_safety_item_level_set")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safety_item")),
        sa.UniqueConstraint("slug", name=op.f("uq_safety_item_slug")),
    )
    op.create_table(
        "study",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("authors_json", sa.Text(), nullable=False),
        sa.Column("journal", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("volume", sa.Text(), nullable=True),
        sa.Column("pages", sa.Text(), nullable=True),
        sa.Column("doi", sa.Text(), nullable=True),
        sa.Column("pmid", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=True),
        sa.Column("population", sa.Text(), nullable=False),
        sa.Column("device_kind", sa.Text(), nullable=True),
        sa.Column("needle_lengths_um_json", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("finding", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Text(), nullable=False),
        sa.Column("unconfirmed_json", sa.Text(), nullable=False),
        sa.CheckConstraint("slug <> '' AND title <> ''", name=op.f("ck_study_named")),
        sa.CheckConstraint("\"confidence\" IN ('verified', 'recalled')", name=op.f("ck_study_confidence")),
        sa.CheckConstraint(
            "\"kind\" IN ('rct', 'split-face trial', 'case series', 'review', 'systematic review', 'animal', 'in vitro', 'measurement', 'guidance')",
            name=op.f("ck_study_kind"),
        ),
        sa.CheckConstraint("n > 0", name=op.f("ck_study_n")),
        sa.CheckConstraint("year BETWEEN 1800 AND 2200", name=op.f("ck_study_year")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study")),
        sa.UniqueConstraint("slug", name=op.f("uq_study_slug")),
    )


def downgrade() -> None:
    op.drop_table("study")
    op.drop_table("safety_item")
    op.drop_table("penetration")
    op.drop_table("layer_thickness")
    op.drop_table("evidence_note")
    op.drop_table("drawing_scale")
    op.drop_table("depth_band")
