"""Which tables and columns go into a bundle, which do not, and why. Pure.

Every table of `catalog.schema.tables()` is in one of `WORDS` and `LEFT_OUT`, or is `IN_MANIFEST`.
"""

from __future__ import annotations

from typing import Final

WHOLE: Final = "whole"
PUBLIC: Final = "public"

IN_MANIFEST: Final = "catalogue"
"""Its one row, version and digest, stands in the manifest."""

WORDS: Final = {
    "brand": "Brands",
    "source": "Sources: who published what, and the day it was read",
    "product": "Devices, cartridges and families of them",
    "statement": "Values: what one source says of one property of one product",
    "offer": "Prices that were seen",
    "legal_status": "What regulators have on file",
    "legal_source": "The sources of those",
    "fit": "What fits what, by whom",
    "former_slug": "Earlier addresses of products and brands",
    "measurement": "Our own measurements, every reading",
    "method": "How devices are tested, version by version",
    "review": "Reviews",
    "review_link": "What reviews name",
    "former_review_slug": "Earlier addresses of reviews",
    "article": "Articles",
    "article_link": "What articles name",
    "former_article_slug": "Earlier addresses of articles",
    "claim": "Claims and what studies say to them",
    "concern": "Concerns",
    "concern_type": "Kinds of a concern",
    "tested": "What was tested for a concern",
    "study": "Studies",
    "study_notice": "Retractions, corrections and expressions of concern",
    "notice_list": "The list these were taken from",
    "guidance": "Who says what about needle length",
    "glossary_term": "Words of the glossary",
    "cleaning_rule": "Rules of cleaning, and who says them",
    "safety_item": "When not to, and when to ask",
    "depth_band": "What a needle length reaches",
    "layer_thickness": "How thick skin is, by study",
    "penetration": "How deep needles went, by study",
    "drawing_scale": "The skin that drawings show",
    "milestone": "What was seen how long afterwards",
    "evidence_note": "Notes beside tables of the evidence",
    "need": "Saved questions with their texts",
    "comparison": "Comparisons that editors wrote",
    "former_comparison_slug": "Earlier addresses of those",
    "snapshot": "Comparisons as they were pinned",
    "recheck": "Texts that were held against what they lean on, and when",
    "author": "Authors",
    "picture": "Pictures: what they show, who took them, under which licence",
    "picture_file": "The files of pictures",
    "synonym_group": "Words that mean the same in the search",
    "old_address": "Addresses of an earlier site that lead here",
    "account": "Those who can sign in, without what they sign in with",
    "audit_event": "What happened around accounts",
    "change": "The log of every change, as a chain",
    "draft": "What is being written",
    "revision": "Every save of what is or was written",
    "preview_link": "Digests of secret links to drafts",
    "comment": "Replies of readers, in every state",
    "report": "What readers reported",
    "unmet": "Questions that found nothing, counted",
    "empty_search": "Searches that found nothing, counted",
    "link_check": "Whether links still led anywhere",
    "imported_item": "What was taken from another site",
}
"""Table → what its rows are."""

LEFT_OUT: Final = {
    "desk_session": "Who is signed in signs in again.",
    "one_time_link": "A link that works once is for whom it was made, within a day.",
    "sign_in_tally": "Counted against guessing of passwords, for a short time.",
    "comment_tally": "Counted against floods, for a day.",
    "report_tally": "Counted against floods, for a day.",
    "import_file": "A file that waits at the desk for a day; whoever sent it has it.",
    "upload": "Files of pictures that wait for their words for a day, or that were let go of.",
}
"""Table → why no bundle has it."""

WITHHELD: Final = {
    "account.password": "Nobody's password leaves the database: each sets a new one by a link.",
    "account.totp": "Nor does the second factor: it is set up again.",
    "account.totp_offered": "The same, while it was being set up.",
    "account.totp_last": "It belongs to the second factor.",
    "account.recovery_json": "It belongs to the second factor.",
    "snapshot.made_by": "Counted against floods, for an hour.",
}
"""Column → why no bundle has it. Where it is imported, it is as in a new row."""

NOT_PUBLIC: Final = {
    "account": "Who signs in is nobody else's business.",
    "audit_event": "What happened around accounts is nobody else's business.",
    "change": "The log tells of what was not public, too. What was public of each thing is in its history on "
    "the site. Without the log, the chain of digests cannot be proved from this bundle.",
    "notice_list": "Which studies were held against it is told by the log alone: a copy has to look again.",
    "draft": "Not published.",
    "revision": "Not published.",
    "preview_link": "Not published.",
    "comment": "A reader may delete a reply at any time, which a copy would not notice.",
    "report": "Sent to the authors, not to everybody.",
    "unmet": "For the authors.",
    "empty_search": "For the authors.",
    "link_check": "For the authors.",
    "imported_item": "For the authors.",
}
"""Table of a whole bundle → why a public one does not have it."""

_SHOWN = "(SELECT id FROM product WHERE is_published AND document <> '')"
_OF_SHOWN = f"product_id IN {_SHOWN}"
_ARTICLES = "(SELECT id FROM article WHERE is_published)"
_REVIEWS = f"(SELECT id FROM review WHERE {_OF_SHOWN})"
_COMPARISONS = "(SELECT id FROM comparison WHERE is_published)"
_LEGAL = f"(SELECT id FROM legal_status WHERE {_OF_SHOWN})"
_FIT = f"{_OF_SHOWN} AND cartridge_id IN {_SHOWN} AND device_id IN {_SHOWN}"
_PICTURE = (
    f"({_OF_SHOWN} OR slug IN (SELECT picture FROM author WHERE picture IS NOT NULL)"
    f" OR slug IN (SELECT target FROM article_link WHERE kind = 'picture' AND article_id IN {_ARTICLES})"
    f" OR slug IN (SELECT target FROM review_link WHERE kind = 'picture' AND review_id IN {_REVIEWS}))"
)
_PICTURES = f"(SELECT id FROM picture WHERE {_PICTURE})"
_CITED = (
    f"(SELECT source_id FROM statement WHERE source_id IS NOT NULL AND {_OF_SHOWN}"
    f" UNION SELECT source_id FROM offer WHERE {_OF_SHOWN}"
    f" UNION SELECT source_id FROM legal_source WHERE legal_id IN {_LEGAL}"
    f" UNION SELECT source_id FROM fit WHERE {_FIT})"
)
_ARTICLE_ADDRESSES = (
    "(SELECT slug FROM article WHERE is_published UNION"
    f" SELECT slug FROM former_article_slug WHERE article_id IN {_ARTICLES})"
)
_REVIEW_ADDRESSES = (
    f"(SELECT slug FROM review WHERE {_OF_SHOWN} UNION"
    f" SELECT slug FROM former_review_slug WHERE review_id IN {_REVIEWS})"
)


def _rechecked(kind: str, ids: str) -> str:
    numbered = f"SELECT '{kind}:' || shown.id FROM ({ids[1:-1]}) AS shown"
    return f"(slug NOT LIKE '{kind}:%' OR slug IN ({numbered}))"


ONLY: Final = {
    "product": "is_published AND document <> ''",
    "source": f"id IN {_CITED}",
    "statement": _OF_SHOWN,
    "offer": _OF_SHOWN,
    "legal_status": _OF_SHOWN,
    "legal_source": f"legal_id IN {_LEGAL}",
    "fit": _FIT,
    "former_slug": f"product_id IS NULL OR {_OF_SHOWN}",
    "measurement": _OF_SHOWN,
    "review": _OF_SHOWN,
    "review_link": f"review_id IN {_REVIEWS}",
    "former_review_slug": f"review_id IN {_REVIEWS}",
    "article": "is_published",
    "article_link": f"article_id IN {_ARTICLES}",
    "former_article_slug": f"article_id IN {_ARTICLES}",
    "comparison": "is_published",
    "former_comparison_slug": f"comparison_id IN {_COMPARISONS}",
    "snapshot": "key IN (SELECT snapshot_key FROM comparison WHERE is_published)",
    "recheck": " AND ".join(
        _rechecked(kind, ids)
        for kind, ids in (("article", _ARTICLES), ("comparison", _COMPARISONS), ("review", _REVIEWS))
    ),
    "picture": _PICTURE,
    "picture_file": f"picture_id IN {_PICTURES}",
    "old_address": (
        "leads_to IN ('author', 'page')"
        f" OR (leads_to = 'article' AND target IN {_ARTICLE_ADDRESSES})"
        f" OR (leads_to = 'review' AND target IN {_REVIEW_ADDRESSES})"
        f" OR (leads_to = 'picture' AND target IN (SELECT slug FROM picture WHERE {_PICTURE}))"
    ),
}  # fmt: skip
"""Table → the condition, in the SQL of both databases, under which a row of it is public; else all are."""

ONLY_WORDS: Final = {
    "product": "Products that were taken down or are only reserved are left out, with what is said of them.",
    "source": "Sources that nothing public cites are left out.",
    "review": "A review stands beside its product: of one that was taken down it is left out, whatever the "
    "site still shows of it.",
    "article": "Articles that are not published are left out.",
    "comparison": "Comparisons that are not published are left out.",
    "snapshot": "What readers pinned is theirs to pass on; what editors' comparisons rest on is here.",
    "picture": "Pictures that no public page shows are left out.",
    "old_address": "Old addresses of categories, of tags and of what is not public are left out.",
}
"""Table → what `ONLY` keeps away, as a sentence."""

HIDING: Final = {
    ("product", "family_id"): _SHOWN,
    ("product", "successor_id"): _SHOWN,
    ("picture", "product_id"): _SHOWN,
}
"""Columns of public rows that may name what is not public → what they may name; null stands for the rest."""


def tables_of(kind: str) -> frozenset[str]:
    """Names of the tables that a bundle of this kind has, each as one file."""
    return frozenset(name for name in WORDS if kind == WHOLE or name not in NOT_PUBLIC)


def withheld_from(table: str) -> frozenset[str]:
    """Names of the columns of a table that no bundle has."""
    return frozenset(one.partition(".")[2] for one in WITHHELD if one.partition(".")[0] == table)


def left_out_of(kind: str) -> dict[str, str]:
    """Tables and columns ("account.password") that a bundle of this kind lacks, each with the reason."""
    tables = tables_of(kind)
    columns = {name: why for name, why in WITHHELD.items() if name.partition(".")[0] in tables}
    if kind == WHOLE:
        return LEFT_OUT | columns
    return LEFT_OUT | NOT_PUBLIC | columns | {f"some of {name}": why for name, why in ONLY_WORDS.items()}
