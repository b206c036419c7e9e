"""Media: pictures and their files."""

revision = "0011_media"
down_revision = "0010_editorial"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
