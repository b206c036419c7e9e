"""Comments of readers."""

revision = "0012_comments"
down_revision = "0011_media"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
