"""What the views of revisions and of choices share."""

from __future__ import annotations

from flask import Response, abort, redirect

from catalog.editorial import drafts
from catalog.editorial.at_hand import AtHand
from catalog.editorial.messages import labels
from catalog.editorial.models import Draft, Revision


def labels_of(found: AtHand) -> dict[str, str]:
    """The fields of its form: name → label."""
    return labels(found.kind.form(found.session).showing({}))


def draft_and_revision(found: AtHand, number: int) -> tuple[Draft, Revision]:
    """The draft, and that revision of it; 404 where there is none."""
    draft = found.draft or abort(404)
    return draft, drafts.revision(found.session, draft, number) or abort(404)


def to(address: str) -> Response:
    """On to an address of the desk."""
    return redirect(address, 303)  # type: ignore[return-value]
