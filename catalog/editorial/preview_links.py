"""Secret addresses that show a draft to whoever has them, until they expire or are taken back."""

from __future__ import annotations

from sqlmodel import Session, col, delete, select

from catalog import clock
from catalog.editorial.editable import Writer
from catalog.editorial.models import Draft, PreviewLink
from catalog.people import moments
from catalog.people.tokens import digest, new_token

DAYS = 7


def make_link(session: Session, draft: Draft, who: Writer) -> str:
    """The path of a new link; it is shown once, as only its digest is kept."""
    token = new_token()
    link = PreviewLink(
        key=digest(token),
        draft_id=draft.id or 0,
        made_at=clock.timestamp(),
        made_by=who.slug,
        expires_at=moments.after(days=DAYS),
    )
    session.add(link)
    session.flush()
    return f"/preview/{token}"


def links_of(session: Session, draft: Draft) -> list[PreviewLink]:
    """Those that still work, newest first."""
    wanted = select(PreviewLink).where(
        PreviewLink.draft_id == draft.id, PreviewLink.expires_at > clock.timestamp()
    )
    return list(session.exec(wanted.order_by(col(PreviewLink.made_at).desc())))


def revoke(session: Session, draft: Draft) -> None:
    """Take back every link of a draft."""
    session.exec(delete(PreviewLink).where(col(PreviewLink.draft_id) == draft.id))


def draft_of(session: Session, token: str) -> Draft | None:
    """What a link shows; None where it was never made, is too old or was taken back."""
    wanted = select(Draft).join(PreviewLink)
    wanted = wanted.where(PreviewLink.key == digest(token), PreviewLink.expires_at > clock.timestamp())
    return session.exec(wanted).one_or_none()
