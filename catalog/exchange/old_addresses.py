"""Addresses of another site, now this one: each leads to what took its place, where no page answers it.

One statement finds what an address leads to, as it is called today; what is not public, or not there any
more, leads nowhere. A page that takes the place of an address answers it itself, so nothing goes in circles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote, unquote, urlsplit

import sqlalchemy as sa
from flask import Flask, redirect, request
from sqlmodel import Session, select
from werkzeug.wrappers import Response

from catalog.articles.topics import slug_of
from catalog.changes.models import Change
from catalog.changes.saving import save_row
from catalog.db import get_session
from catalog.pages import errors
from catalog.science.models import texts

from .models import OldAddress

NUMBERS: Final = ("p", "page_id", "attachment_id", "cat", "author")
"""What names a thing in the query of an address by its number: "/?p=12"."""
_WITHIN: Final = re.compile(r"(?:/(?:feed|amp|trackback|embed)|/comment-page-\d+|/page/\d+)$")
"""What an address may end on that is a part of what the rest of it names."""
_OURS: Final = re.compile(r"/(?:desk|static|media|api)(?:/|$)")
_LONGEST: Final = 2_000
_PLACES: Final = {"article": "/articles/", "review": "/reviews/", "author": "/authors/", "picture": "/media/"}

_TODAY: Final = sa.text("""
SELECT old.slug, old.leads_to, CASE old.leads_to
  WHEN 'article' THEN COALESCE(
    (SELECT slug FROM article WHERE slug = old.target AND is_published),
    (SELECT article.slug FROM former_article_slug AS former
      JOIN article ON article.id = former.article_id
      WHERE former.slug = old.target AND article.is_published),
    (SELECT MIN(article.slug) FROM imported_item AS item
      JOIN draft ON draft.id = item.thing_id AND draft.kind = 'article'
      JOIN article ON article.slug = draft.slug
      WHERE item.kind = 'article' AND item.slug = old.target AND article.is_published))
  WHEN 'review' THEN COALESCE(
    (SELECT slug FROM review WHERE slug = old.target),
    (SELECT review.slug FROM former_review_slug AS former
      JOIN review ON review.id = former.review_id WHERE former.slug = old.target))
  WHEN 'author' THEN (SELECT slug FROM author WHERE slug = old.target)
  WHEN 'picture' THEN (SELECT file.digest || '.' || file.format FROM picture
      JOIN picture_file AS file ON file.picture_id = picture.id
      WHERE picture.slug = old.target AND file.format = 'webp' ORDER BY file.width DESC LIMIT 1)
  WHEN 'page' THEN (SELECT old.target WHERE NOT EXISTS
      (SELECT 1 FROM old_address AS other WHERE other.slug = old.target))
  ELSE old.target END AS today
FROM old_address AS old WHERE old.slug IN :asked
""").bindparams(sa.bindparam("asked", expanding=True))


def plain(address: str) -> str:
    """An address as `OldAddress.slug` has it: "https://example.org/2024/First-Post/" → "/2024/first-post".

    Of its query only what names a thing by its number is kept: "/?p=12". "" for what is no address.
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    path = unquote(parts.path).lower().rstrip("/") or "/"
    found = re.search(rf"(?:^|&)({'|'.join(NUMBERS)})=(\d{{1,18}})(?=&|$)", parts.query)
    plain = f"{path}?{found[1]}={found[2]}" if found else path
    return plain if plain.startswith("/") and "\0" not in plain and len(plain) <= _LONGEST else ""


def keep(session: Session, old: str, leads_to: str, target: str, *, actor: str, reason: str) -> Change | None:
    """Let an old address, in its plain form, lead to something; None where it does already."""
    wanted = OldAddress(slug=old, leads_to=leads_to, target=target)
    return save_row(session, OldAddress, wanted, actor=actor, reason=reason)


def today(session: Session, path: str, query: str = "") -> str | None:
    """The address of now of what had this one; None where nothing public had it."""
    asked = list(dict.fromkeys(_candidates(path, query)))
    if not asked:
        return None
    found = {slug: (kind, now) for slug, kind, now in session.execute(_TODAY, {"asked": asked}) if now}
    for one in asked:
        if one in found and (address := _address(session, *found[one])):
            return address
    return None


def _candidates(path: str, query: str) -> Iterator[str]:
    whole = plain(f"{quote(path)}?{query}" if query else quote(path))
    if whole:
        yield whole
        bare = whole.partition("?")[0]
        if bare != "/":
            yield bare
            if (within := _WITHIN.sub("", bare)) not in ("", bare):
                yield within


def _address(session: Session, kind: str, now: str) -> str | None:
    if kind == "topic":
        return f"/articles?topic={quote(now)}" if _is_topic(session, now) else None
    return quote(now if kind == "page" else f"{_PLACES[kind]}{now}", safe="/?=&#")


def _is_topic(session: Session, slug: str) -> bool:
    """Whether a published article has it."""
    rows = session.execute(
        sa.text("SELECT topics_json FROM article WHERE is_published AND topics_json <> '[]'")
    )
    return any(slug in map(slug_of, texts(topics)) for topics in rows.scalars())


def init_app(app: Flask) -> None:
    """Ask where no page answers, and on the first page, whose address once stood before all numbers."""
    if lead_on not in errors.elsewhere:
        errors.elsewhere.append(lead_on)
    app.before_request(lead_on_by_number)


def lead_on() -> Response | None:
    """301 to what had this address on another site, or None."""
    if request.method not in ("GET", "HEAD") or _OURS.match(request.path):
        return None
    found = today(get_session(), request.path, request.query_string.decode("utf-8", "replace"))
    return redirect(found, 301) if found else None


def lead_on_by_number() -> Response | None:
    """The same for ``/?p=12``."""
    if request.path != "/" or not any(request.args.get(name, "").isdigit() for name in NUMBERS):
        return None
    return lead_on()


def addresses_of(session: Session, leads_to: str, target: str) -> list[str]:
    """The old addresses that lead to a thing, sorted."""
    wanted = select(OldAddress.slug).where(OldAddress.leads_to == leads_to, OldAddress.target == target)
    return sorted(session.exec(wanted))
