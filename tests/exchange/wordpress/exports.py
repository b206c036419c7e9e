"""Made-up exports of WordPress sites, as WordPress writes them, and how they are imported."""

from __future__ import annotations

from datetime import date
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from catalog.db import Database
from catalog.exchange.import_report import MediaFolder, Options, Result
from catalog.exchange.importing import run_import
from catalog.exchange.opening import SentFile

SITE = "https://old.example"
SUMMARY = "Nothing is claimed here."
CITING = '<p>The skin is told about in <a href="https://doi.org/10.1234/made-up">a made-up study</a>.</p>'
"""A text that may be public where the study of `A_STUDY` is on file."""


def cdata(text: str) -> str:
    return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"


def author(login: str, name: str = "", number: int = 1) -> str:
    return (
        f"<wp:author><wp:author_id>{number}</wp:author_id><wp:author_login>{cdata(login)}</wp:author_login>"
        f"<wp:author_email>{login}@mail.example</wp:author_email>"
        f"<wp:author_display_name>{cdata(name or login)}</wp:author_display_name></wp:author>"
    )


def category(slug: str, name: str, parent: str = "", number: int = 1) -> str:
    return (
        f"<wp:category><wp:term_id>{number}</wp:term_id><wp:category_nicename>{slug}</wp:category_nicename>"
        f"<wp:category_parent>{parent}</wp:category_parent><wp:cat_name>{cdata(name)}</wp:cat_name>"
        "</wp:category>"
    )


def tag(slug: str, name: str, number: int = 1) -> str:
    return (
        f"<wp:tag><wp:term_id>{number}</wp:term_id><wp:tag_slug>{slug}</wp:tag_slug>"
        f"<wp:tag_name>{cdata(name)}</wp:tag_name></wp:tag>"
    )


def comment(number: int, words: str, *, parent: int = 0, name: str = "Bo", **fields: Any) -> str:
    said = {
        "comment_id": number,
        "comment_author": cdata(name),
        "comment_author_email": "bo@mail.example",
        "comment_author_url": "https://bo.example",
        "comment_author_IP": "192.0.2.7",
        "comment_date_gmt": "2024-04-02 10:00:00",
        "comment_content": cdata(words),
        "comment_approved": 1,
        "comment_type": "",
        "comment_parent": parent,
        "comment_user_id": 0,
    } | {f"comment_{name}": value for name, value in fields.items()}
    inner = "".join(f"<wp:{name}>{value}</wp:{name}>" for name, value in said.items())
    return f"<wp:comment>{inner}</wp:comment>"


def item(number: int, title: str = "A made-up post", text: str = CITING, **more: Any) -> str:
    """An item.

    ``terms``: (domain, slug, name); ``comments``, ``meta`` and other fields by the names they have there.
    """
    name = more.pop("name", f"post-{number}")
    fields = {
        "post_id": number,
        "post_date": "2024-03-01 09:00:00",
        "post_date_gmt": "2024-03-01 08:00:00",
        "comment_status": "open",
        "post_name": name,
        "status": "publish",
        "post_parent": 0,
        "post_type": "post",
        "post_password": "",
    }
    terms, comments, meta = more.pop("terms", ()), more.pop("comments", ()), more.pop("meta", {})
    creator, excerpt = more.pop("creator", ""), more.pop("excerpt", SUMMARY)
    link = more.pop("link", f"{SITE}/2024/03/{name}/")
    fields |= more
    return "\n".join((
        "<item>",
        f"<title>{escape(title)}</title><link>{link}</link>",
        f"<dc:creator>{cdata(creator)}</dc:creator>",
        f'<guid isPermaLink="false">{SITE}/?p={number}</guid>',
        f"<content:encoded>{cdata(text)}</content:encoded>",
        f"<excerpt:encoded>{cdata(excerpt)}</excerpt:encoded>",
        *(f"<wp:{key}>{cdata(str(value))}</wp:{key}>" for key, value in fields.items()),
        *map(_term, terms),
        *map(_meta, meta, meta.values()),
        *comments,
        "</item>",
    ))  # fmt: skip


def _term(term: tuple[str, str, str]) -> str:
    domain, slug, name = term
    return f"<category domain={quoteattr(domain)} nicename={quoteattr(slug)}>{cdata(name)}</category>"


def _meta(key: str, value: str) -> str:
    inner = f"<wp:meta_key>{key}</wp:meta_key><wp:meta_value>{cdata(value)}</wp:meta_value>"
    return f"<wp:postmeta>{inner}</wp:postmeta>"


def attachment(number: int, file: str, alt: str = "", title: str = "Dial", parent: int = 0) -> str:
    """A picture of the media, "2024/03/dial.png"."""
    meta = {"_wp_attached_file": file} | ({"_wp_attachment_image_alt": alt} if alt else {})
    return item(
        number,
        title,
        "",
        name=f"file-{number}",
        excerpt="",
        post_type="attachment",
        status="inherit",
        post_parent=parent,
        attachment_url=f"{SITE}/wp-content/uploads/{file}",
        meta=meta,
    )


def export(*parts: str, version: str = "1.2", site: str = SITE, wp: str = "") -> bytes:
    """The file: ``parts`` in their order; ``wp`` is the address of its elements, made from the version."""
    wp = wp or f"http://wordpress.org/export/{version}/"
    return "\n".join((
        '<?xml version="1.0" encoding="UTF-8" ?>',
        "<!-- This is a WordPress eXtended RSS file generated by WordPress as an export of your site. -->",
        f'<rss version="2.0" xmlns:excerpt="{wp}excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="{wp}">',
        f"<channel><title>An old site</title><link>{site}</link>",
        f"<wp:wxr_version>{version}</wp:wxr_version>" if version else "",
        f"<wp:base_site_url>{site}</wp:base_site_url><wp:base_blog_url>{site}</wp:base_blog_url>",
        *parts,
        "</channel></rss>",
    )).encode()  # fmt: skip


def imported(
    database: Database, content: bytes, *, media: MediaFolder | None = None, **options: Any
) -> Result:
    """What importing it came to."""
    file = SentFile("site.xml", content, date(2026, 11, 27))
    return run_import(database, file, Options(media=media, **options))


def lines(result: Result) -> list[str]:
    """Everything it says, sorted by what became of it."""
    return [
        f"{sign} {line}"
        for sign, found in (
            ("+", result.adds),
            ("~", result.changes),
            ("=", result.same),
            ("!", result.differences),
            ("x", result.left_out),
        )
        for line in found
    ]


def of(result: Result, slug: str) -> str:
    """What it says of one thing."""
    found = [one for one in lines(result) if f": {slug}: " in one or one[2:].startswith(f"{slug}: ")]
    assert len(found) == 1, (slug, lines(result))
    return found[0]
