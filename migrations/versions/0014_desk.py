"""The desk: what was looked for in vain."""

revision = "0014_desk"
down_revision = "0013_reviews"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
