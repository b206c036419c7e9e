"""Read models say who gives each reading of a dispute: those written before are to be written anew."""

from alembic import op

revision = "0007_documents"
down_revision = "0006_reports"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Whoever migrates writes every document that is empty; only code knows what is in one.
    op.execute("UPDATE product SET document = ''")


def downgrade() -> None:
    # An older program reads past what it does not know.
    pass
