"""Brands, sources, products and what is said about them."""

import sqlalchemy as sa
from alembic import op

revision = "0002_products"
down_revision = "0001_changes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "brand",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("is_own", sa.Boolean(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.CheckConstraint("slug <> '' AND name <> ''", name=op.f("ck_brand_named")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brand")),
        sa.UniqueConstraint("name", name=op.f("uq_brand_name")),
        sa.UniqueConstraint("slug", name=op.f("uq_brand_slug")),
    )
    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("published", sa.String(length=10), nullable=True),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("strength", sa.String(length=10), nullable=False),
        sa.Column("is_manual", sa.Boolean(), nullable=False),
        sa.Column("read_on", sa.String(length=10), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint("slug <> '' AND title <> ''", name=op.f("ck_source_named")),
        sa.CheckConstraint("strength IN ('strong', 'fair', 'weak')", name=op.f("ck_source_strength_listed")),
        sa.CheckConstraint(
            "type IN ('regulator', 'regulator-derived', 'peer-reviewed', 'manufacturer', 'manufacturer-marketing', 'retailer', 'retailer-marketing', 'distributor', 'clinic', 'magazine', 'trade-press', 'news', 'health-site', 'blog', 'affiliate', 'competitor', 'encyclopaedia', 'secondary-summary', 'answer', 'own-measurement')",
            name=op.f("ck_source_type_listed"),
        ),
        sa.CheckConstraint("length(published) IN (4, 7, 10)", name=op.f("ck_source_published_is_date")),
        sa.CheckConstraint("length(read_on) = 10", name=op.f("ck_source_read_on_is_day")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("slug", name=op.f("uq_source_slug")),
    )
    op.create_table(
        "product",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("brand_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("is_family", sa.Boolean(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=True),
        sa.Column("successor_id", sa.Integer(), nullable=True),
        sa.Column("audience", sa.String(length=12), nullable=True),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("is_own", sa.Boolean(), nullable=False),
        sa.Column("released", sa.String(length=10), nullable=True),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "audience IN ('home', 'professional', 'both')", name=op.f("ck_product_audience_listed")
        ),
        sa.CheckConstraint(
            "kind IN ('pen', 'roller', 'stamp', 'cartridge')", name=op.f("ck_product_kind_listed")
        ),
        sa.CheckConstraint("slug <> '' AND name <> ''", name=op.f("ck_product_named")),
        sa.CheckConstraint(
            "status IN ('current', 'discontinued', 'unknown')", name=op.f("ck_product_status_listed")
        ),
        sa.CheckConstraint(
            "NOT (is_family AND family_id IS NOT NULL)", name=op.f("ck_product_family_has_no_family")
        ),
        sa.CheckConstraint("family_id <> id", name=op.f("ck_product_not_its_own_family")),
        sa.CheckConstraint("length(released) IN (4, 7, 10)", name=op.f("ck_product_released_is_date")),
        sa.CheckConstraint("successor_id <> id", name=op.f("ck_product_not_its_own_successor")),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_product_brand_id_brand")),
        sa.ForeignKeyConstraint(["family_id"], ["product.id"], name=op.f("fk_product_family_id_product")),
        sa.ForeignKeyConstraint(
            ["successor_id"], ["product.id"], name=op.f("fk_product_successor_id_product")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product")),
        sa.UniqueConstraint("slug", name=op.f("uq_product_slug")),
    )
    op.create_index(op.f("ix_product_brand_id"), "product", ["brand_id"], unique=False)
    op.create_index(op.f("ix_product_family_id"), "product", ["family_id"], unique=False)
    op.create_index(op.f("ix_product_kind"), "product", ["kind"], unique=False)
    op.create_index(op.f("ix_product_successor_id"), "product", ["successor_id"], unique=False)
    op.create_table(
        "fit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("cartridge_id", sa.Integer(), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=16), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("origin", sa.String(length=200), nullable=True),
        sa.CheckConstraint(
            "answer IN ('fits', 'does not fit', 'not verified')", name=op.f("ck_fit_answer_listed")
        ),
        sa.CheckConstraint("cartridge_id <> device_id", name=op.f("ck_fit_two_things")),
        sa.CheckConstraint(
            "product_id IN (cartridge_id, device_id)", name=op.f("ck_fit_is_about_its_product")
        ),
        sa.ForeignKeyConstraint(["cartridge_id"], ["product.id"], name=op.f("fk_fit_cartridge_id_product")),
        sa.ForeignKeyConstraint(["device_id"], ["product.id"], name=op.f("fk_fit_device_id_product")),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_fit_product_id_product"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_fit_source_id_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fit")),
        sa.UniqueConstraint("product_id", "place", name=op.f("uq_fit_product_id_place")),
    )
    op.create_index(op.f("ix_fit_cartridge_id"), "fit", ["cartridge_id"], unique=False)
    op.create_index(op.f("ix_fit_device_id"), "fit", ["device_id"], unique=False)
    op.create_index(op.f("ix_fit_source_id"), "fit", ["source_id"], unique=False)
    op.create_table(
        "former_slug",
        sa.Column("thing", sa.String(length=10), nullable=False),
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=True),
        sa.Column("brand_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(thing = 'brand') = (brand_id IS NOT NULL)", name=op.f("ck_former_slug_brand_is_one")
        ),
        sa.CheckConstraint(
            "(thing = 'product') = (product_id IS NOT NULL)", name=op.f("ck_former_slug_product_is_one")
        ),
        sa.CheckConstraint("slug <> ''", name=op.f("ck_former_slug_named")),
        sa.CheckConstraint("thing IN ('product', 'brand')", name=op.f("ck_former_slug_thing_listed")),
        sa.ForeignKeyConstraint(
            ["brand_id"], ["brand.id"], name=op.f("fk_former_slug_brand_id_brand"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_former_slug_product_id_product"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("thing", "slug", name=op.f("pk_former_slug")),
    )
    op.create_index(op.f("ix_former_slug_brand_id"), "former_slug", ["brand_id"], unique=False)
    op.create_index(op.f("ix_former_slug_product_id"), "former_slug", ["product_id"], unique=False)
    op.create_table(
        "legal_status",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("market", sa.String(length=80), nullable=False),
        sa.Column("body", sa.String(length=80), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("status", sa.String(length=200), nullable=False),
        sa.Column("identifier", sa.String(length=80), nullable=True),
        sa.Column("date", sa.String(length=10), nullable=True),
        sa.Column("use", sa.Text(), nullable=True),
        sa.Column("checked", sa.String(length=10), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("origin", sa.String(length=200), nullable=True),
        sa.CheckConstraint(
            "market <> '' AND body <> '' AND status <> ''", name=op.f("ck_legal_status_says_something")
        ),
        sa.CheckConstraint(
            "outcome IN ('authorisation', 'listing', 'warning', 'claim')",
            name=op.f("ck_legal_status_outcome_listed"),
        ),
        sa.CheckConstraint("length(checked) = 10", name=op.f("ck_legal_status_checked_is_day")),
        sa.CheckConstraint("length(date) IN (4, 7, 10)", name=op.f("ck_legal_status_date_is_date")),
        sa.ForeignKeyConstraint(
            ["product_id"],
            ["product.id"],
            name=op.f("fk_legal_status_product_id_product"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_status")),
        sa.UniqueConstraint("product_id", "place", name=op.f("uq_legal_status_product_id_place")),
    )
    op.create_index(op.f("ix_legal_status_identifier"), "legal_status", ["identifier"], unique=False)
    op.create_table(
        "offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("amount_minor", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("currency_inferred", sa.Boolean(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("merchant", sa.String(length=200), nullable=True),
        sa.Column("day", sa.String(length=10), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("is_affiliate", sa.Boolean(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("origin", sa.String(length=200), nullable=True),
        sa.CheckConstraint("amount_minor > 0", name=op.f("ck_offer_amount_positive")),
        sa.CheckConstraint("length(currency) = 3", name=op.f("ck_offer_currency_is_code")),
        sa.CheckConstraint("length(day) IN (4, 7, 10)", name=op.f("ck_offer_day_is_date")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_offer_quantity_positive")),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_offer_product_id_product"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_offer_source_id_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer")),
        sa.UniqueConstraint("product_id", "place", name=op.f("uq_offer_product_id_place")),
    )
    op.create_index(op.f("ix_offer_source_id"), "offer", ["source_id"], unique=False)
    op.create_table(
        "statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("spec", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("says", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("rank", sa.String(length=12), nullable=False),
        sa.Column("known_by", sa.String(length=10), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("read_on", sa.String(length=10), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("origin", sa.String(length=200), nullable=True),
        sa.CheckConstraint(
            "(state = 'known') = (says IS NOT NULL)", name=op.f("ck_statement_known_says_something")
        ),
        sa.CheckConstraint(
            "kind IN ('claimed', 'documented', 'measured')", name=op.f("ck_statement_kind_listed")
        ),
        sa.CheckConstraint(
            "known_by IN ('stated', 'inferred', 'recalled')", name=op.f("ck_statement_known_by_listed")
        ),
        sa.CheckConstraint(
            "rank IN ('preferred', 'normal', 'deprecated')", name=op.f("ck_statement_rank_listed")
        ),
        sa.CheckConstraint(
            "source_id IS NOT NULL OR known_by = 'recalled'", name=op.f("ck_statement_has_a_source")
        ),
        sa.CheckConstraint(
            "state = 'known' OR value IS NULL", name=op.f("ck_statement_only_the_known_has_a_value")
        ),
        sa.CheckConstraint(
            "state IN ('known', 'not_published', 'not_researched')", name=op.f("ck_statement_state_listed")
        ),
        sa.CheckConstraint("length(read_on) = 10", name=op.f("ck_statement_read_on_is_day")),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_statement_product_id_product"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_statement_source_id_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
        sa.UniqueConstraint("product_id", "place", name=op.f("uq_statement_product_id_place")),
    )
    op.create_index(op.f("ix_statement_source_id"), "statement", ["source_id"], unique=False)
    op.create_table(
        "legal_source",
        sa.Column("legal_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["legal_id"],
            ["legal_status.id"],
            name=op.f("fk_legal_source_legal_id_legal_status"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_legal_source_source_id_source")),
        sa.PrimaryKeyConstraint("legal_id", "place", name=op.f("pk_legal_source")),
    )
    op.create_index(op.f("ix_legal_source_source_id"), "legal_source", ["source_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_legal_source_source_id"), table_name="legal_source")
    op.drop_table("legal_source")
    op.drop_index(op.f("ix_statement_source_id"), table_name="statement")
    op.drop_table("statement")
    op.drop_index(op.f("ix_offer_source_id"), table_name="offer")
    op.drop_table("offer")
    op.drop_index(op.f("ix_legal_status_identifier"), table_name="legal_status")
    op.drop_table("legal_status")
    op.drop_index(op.f("ix_former_slug_product_id"), table_name="former_slug")
    op.drop_index(op.f("ix_former_slug_brand_id"), table_name="former_slug")
    op.drop_table("former_slug")
    op.drop_index(op.f("ix_fit_source_id"), table_name="fit")
    op.drop_index(op.f("ix_fit_device_id"), table_name="fit")
    op.drop_index(op.f("ix_fit_cartridge_id"), table_name="fit")
    op.drop_table("fit")
    op.drop_index(op.f("ix_product_successor_id"), table_name="product")
    op.drop_index(op.f("ix_product_kind"), table_name="product")
    op.drop_index(op.f("ix_product_family_id"), table_name="product")
    op.drop_index(op.f("ix_product_brand_id"), table_name="product")
    op.drop_table("product")
    op.drop_table("source")
    op.drop_table("brand")
