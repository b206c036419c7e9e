"""Reviews: the method, measurements, reviews."""

revision = "0013_reviews"
down_revision = "0012_comments"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
