"""Science: claims, concerns, guidance, glossary, cleaning, articles, retractions, and more about studies."""

import sqlalchemy as sa
from alembic import op

revision = "0008_science"
down_revision = "0007_documents"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "article",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("byline", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("written", sa.Text(), nullable=False),
        sa.Column("checked", sa.Text(), nullable=False),
        sa.Column("corrections_json", sa.Text(), nullable=False),
        sa.Column("kinds_json", sa.Text(), nullable=False),
        sa.Column("low_um", sa.Integer(), nullable=True),
        sa.Column("high_um", sa.Integer(), nullable=True),
        sa.Column("concerns_json", sa.Text(), nullable=False),
        sa.Column("takes_comments", sa.Boolean(), nullable=False),
        sa.Column("is_published", sa.Boolean(), nullable=False),
        sa.CheckConstraint("slug <> '' AND title <> ''", name=op.f("ck_article_named")),
        sa.CheckConstraint("(low_um IS NULL) = (high_um IS NULL)", name=op.f("ck_article_both_ends")),
        sa.CheckConstraint("low_um >= 0 AND low_um < high_um", name=op.f("ck_article_lengths")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sa.UniqueConstraint("slug", name=op.f("uq_article_slug")),
    )
    op.create_table(
        "claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("instead", sa.Text(), nullable=False),
        sa.Column("for_json", sa.Text(), nullable=False),
        sa.Column("against_json", sa.Text(), nullable=False),
        sa.Column("beside_json", sa.Text(), nullable=False),
        sa.Column("numbers_json", sa.Text(), nullable=False),
        sa.Column("kinds_json", sa.Text(), nullable=False),
        sa.Column("low_um", sa.Integer(), nullable=True),
        sa.Column("high_um", sa.Integer(), nullable=True),
        sa.CheckConstraint("slug <> '' AND words <> ''", name=op.f("ck_claim_named")),
        sa.CheckConstraint(
            "\"verdict\" IN ('supported', 'partly supported', 'misattributed', 'unsupported', 'contradicted', 'not traced')",
            name=op.f("ck_claim_verdict"),
        ),
        sa.CheckConstraint("(low_um IS NULL) = (high_um IS NULL)", name=op.f("ck_claim_both_ends")),
        sa.CheckConstraint("low_um >= 0 AND low_um < high_um", name=op.f("ck_claim_lengths")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sa.UniqueConstraint("slug", name=op.f("uq_claim_slug")),
    )
    op.create_table(
        "cleaning_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("applies_to", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("sources_json", sa.Text(), nullable=False),
        sa.Column("who_says", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "\"confidence\" IN ('verified', 'sellers only', 'inferred', 'no evidence found')",
            name=op.f("ck_cleaning_rule_confidence"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cleaning_rule")),
        sa.UniqueConstraint("slug", name=op.f("uq_cleaning_rule_slug")),
    )
    op.create_table(
        "concern",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("plain", sa.Text(), nullable=False),
        sa.Column("certainty", sa.Text(), nullable=False),
        sa.Column("effect", sa.Text(), nullable=False),
        sa.Column("does_not_show", sa.Text(), nullable=False),
        sa.Column("home_evidence", sa.Text(), nullable=False),
        sa.Column("stop_signs_json", sa.Text(), nullable=False),
        sa.Column("see_a_professional_json", sa.Text(), nullable=False),
        sa.Column("advice_from_json", sa.Text(), nullable=False),
        sa.Column("studies_json", sa.Text(), nullable=False),
        sa.CheckConstraint("slug <> '' AND label <> ''", name=op.f("ck_concern_named")),
        sa.CheckConstraint(
            "\"certainty\" IN ('high', 'moderate', 'low', 'very low')", name=op.f("ck_concern_certainty")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern")),
        sa.UniqueConstraint("slug", name=op.f("uq_concern_slug")),
    )
    op.create_table(
        "glossary_term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("also_json", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "slug <> '' AND term <> '' AND definition <> ''", name=op.f("ck_glossary_term_named")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_glossary_term")),
        sa.UniqueConstraint("slug", name=op.f("uq_glossary_term_slug")),
        sa.UniqueConstraint("term", name=op.f("uq_glossary_term_term")),
    )
    op.create_table(
        "guidance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("low_um", sa.Integer(), nullable=True),
        sa.Column("high_um", sa.Integer(), nullable=True),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("interest", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Text(), nullable=False),
        sa.Column("limit_note", sa.Text(), nullable=True),
        sa.Column("read_in", sa.Text(), nullable=False),
        sa.CheckConstraint("slug <> '' AND who <> ''", name=op.f("ck_guidance_named")),
        sa.CheckConstraint(
            "\"audience\" IN ('home', 'professional', 'both')", name=op.f("ck_guidance_audience")
        ),
        sa.CheckConstraint(
            "\"confidence\" IN ('verified', 'secondary', 'inferred', 'recalled')",
            name=op.f("ck_guidance_confidence"),
        ),
        sa.CheckConstraint(
            "\"role\" IN ('regulator', 'professional body', 'clinician', 'media', 'maker or seller')",
            name=op.f("ck_guidance_role"),
        ),
        sa.CheckConstraint("low_um >= 0 AND low_um < high_um", name=op.f("ck_guidance_limit")),
        sa.CheckConstraint("low_um IS NULL OR high_um IS NOT NULL", name=op.f("ck_guidance_upper_end")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guidance")),
        sa.UniqueConstraint("slug", name=op.f("uq_guidance_slug")),
    )
    op.create_table(
        "milestone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("from_minutes", sa.Integer(), nullable=False),
        sa.Column("to_minutes", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("seen_in", sa.Text(), nullable=False),
        sa.Column("studies_json", sa.Text(), nullable=False),
        sa.CheckConstraint("from_minutes > 0", name=op.f("ck_milestone_after")),
        sa.CheckConstraint("to_minutes > from_minutes", name=op.f("ck_milestone_span")),
        sa.CheckConstraint("words <> '' AND seen_in <> ''", name=op.f("ck_milestone_told")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
        sa.UniqueConstraint("slug", name=op.f("uq_milestone_slug")),
    )
    op.create_table(
        "notice_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.CheckConstraint("records > 0", name=op.f("ck_notice_list_records")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_list")),
        sa.UniqueConstraint("slug", name=op.f("uq_notice_list_slug")),
    )
    op.create_table(
        "study_notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("study", sa.Text(), nullable=False),
        sa.Column("nature", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("reasons_json", sa.Text(), nullable=False),
        sa.Column("doi", sa.Text(), nullable=True),
        sa.Column("pmid", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "\"nature\" IN ('retraction', 'expression of concern', 'correction', 'reinstatement')",
            name=op.f("ck_study_notice_nature"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_notice")),
        sa.UniqueConstraint("slug", name=op.f("uq_study_notice_slug")),
    )
    with op.batch_alter_table("study_notice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_study_notice_study"), ["study"], unique=False)

    op.create_table(
        "article_link",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "\"kind\" IN ('study', 'guidance', 'claim', 'device', 'comparison', 'concern', 'term')",
            name=op.f("ck_article_link_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
            name=op.f("fk_article_link_article_id_article"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article_id", "kind", "target", name=op.f("pk_article_link")),
    )
    op.create_table(
        "concern_type",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("concern_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("plain", sa.Text(), nullable=False),
        sa.Column("response", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("studies_json", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["concern_id"],
            ["concern.id"],
            name=op.f("fk_concern_type_concern_id_concern"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern_type")),
        sa.UniqueConstraint("concern_id", "slug", name=op.f("uq_concern_type_concern_id_slug")),
    )
    with op.batch_alter_table("concern_type", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_concern_type_concern_id"), ["concern_id"], unique=False)

    op.create_table(
        "former_article_slug",
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("slug <> ''", name=op.f("ck_former_article_slug_slug_not_empty")),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
            name=op.f("fk_former_article_slug_article_id_article"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_former_article_slug")),
    )
    with op.batch_alter_table("former_article_slug", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_former_article_slug_article_id"), ["article_id"], unique=False)

    op.create_table(
        "tested",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("concern_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("study", sa.Text(), nullable=False),
        sa.Column("device_kind", sa.Text(), nullable=False),
        sa.Column("needle_lengths_um_json", sa.Text(), nullable=False),
        sa.Column("lengths_are_range", sa.Boolean(), nullable=False),
        sa.Column("sessions", sa.Text(), nullable=False),
        sa.Column("interval", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.CheckConstraint("\"by\" IN ('clinician', 'home')", name=op.f("ck_tested_by")),
        sa.ForeignKeyConstraint(
            ["concern_id"], ["concern.id"], name=op.f("fk_tested_concern_id_concern"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tested")),
        sa.UniqueConstraint("concern_id", "study", name=op.f("uq_tested_concern_id_study")),
    )
    with op.batch_alter_table("tested", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tested_concern_id"), ["concern_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_tested_study"), ["study"], unique=False)

    _alter_study(
        [
            sa.Column("kinds_json", sa.Text(), nullable=False, server_default="[]"),
            sa.Column("devices_json", sa.Text(), nullable=False, server_default="[]"),
            sa.Column("lengths_are_range", sa.Boolean(), nullable=False, server_default=sa.false()),
            sa.Column("sessions", sa.Text(), nullable=True),
            sa.Column("interval", sa.Text(), nullable=True),
            sa.Column("plain", sa.Text(), nullable=False, server_default=""),
            sa.Column("does_not_show", sa.Text(), nullable=False, server_default=""),
            sa.Column("funding", sa.Text(), nullable=True),
        ]
    )


def downgrade() -> None:
    _restore_study()
    with op.batch_alter_table("tested", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tested_study"))
        batch_op.drop_index(batch_op.f("ix_tested_concern_id"))

    op.drop_table("tested")
    with op.batch_alter_table("former_article_slug", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_former_article_slug_article_id"))

    op.drop_table("former_article_slug")
    with op.batch_alter_table("concern_type", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_concern_type_concern_id"))

    op.drop_table("concern_type")
    op.drop_table("article_link")
    with op.batch_alter_table("study_notice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_study_notice_study"))

    op.drop_table("study_notice")
    op.drop_table("notice_list")
    op.drop_table("milestone")
    op.drop_table("guidance")
    op.drop_table("glossary_term")
    op.drop_table("concern")
    op.drop_table("cleaning_rule")
    op.drop_table("claim")
    op.drop_table("article")


_KINDS = (
    "'rct', 'split-face trial', 'case series', 'review', 'systematic review', 'animal', 'in vitro', "
    "'measurement', 'guidance'"
)
_CHECKS = {
    "kind": f'"kind" IN ({_KINDS})',
    "year": "year BETWEEN 1800 AND 2200",
    "n": "n > 0",
    "named": "slug <> '' AND title <> ''",
}
_BEFORE = _CHECKS | {"confidence": "\"confidence\" IN ('verified', 'recalled')"}
_AFTER = _CHECKS | {
    "confidence": "\"confidence\" IN ('verified', 'recalled', 'imported')",
    "read": "kind IS NOT NULL OR confidence = 'imported'",
}


def _alter_study(columns: list[sa.Column]) -> None:
    """Columns for rows that exist already are filled by a default, which no model has and which goes again."""
    with op.batch_alter_table("study") as batch_op:
        for column in columns:
            batch_op.add_column(column)
        batch_op.alter_column("kind", existing_type=sa.Text(), nullable=True)
        _swap_checks(batch_op, _BEFORE, _AFTER)
    with op.batch_alter_table("study") as batch_op:
        for column in columns:
            if column.server_default is not None:
                batch_op.alter_column(column.name, existing_type=column.type, server_default=None)


def _restore_study() -> None:
    # An older program does not know of records that nobody has read; the change log keeps them.
    op.execute("DELETE FROM study WHERE confidence = 'imported'")
    with op.batch_alter_table("study") as batch_op:
        _swap_checks(batch_op, _AFTER, _BEFORE)
        batch_op.alter_column("kind", existing_type=sa.Text(), nullable=False)
        for name in (
            "funding", "does_not_show", "plain", "interval", "sessions", "lengths_are_range", "devices_json",
            "kinds_json",
        ):  # fmt: skip
            batch_op.drop_column(name)


def _swap_checks(batch_op, before: dict[str, str], after: dict[str, str]) -> None:
    """A check of the same name stays beside a new one when SQLite copies the table, unless it is dropped."""
    for name in before:
        if after.get(name) != before[name]:
            batch_op.drop_constraint(op.f(f"ck_study_{name}"), type_="check")
    for name, said in after.items():
        if before.get(name) != said:
            batch_op.create_check_constraint(op.f(f"ck_study_{name}"), sa.text(said))
