"""Studies, a claim and notices for tests."""

from typing import Any

from sqlmodel import Session

from catalog.changes.recording import canonical_json
from catalog.claims.editing import put_claim
from catalog.claims.models import Claim
from catalog.science.editing import put_notice, put_study
from catalog.science.models import Study, StudyNotice
from tests.html import Page

WHO: Any = {"actor": "tests", "reason": "A test needs it"}


def study(slug: str = "adams2020", **fields: Any) -> Study:
    """A small series by whom the slug names ("adams2020"), unless ``fields`` say otherwise."""
    given = {
        "title": f"What {slug} looked at",
        "authors_json": canonical_json([f"{slug[:-4].title()} A"]),
        "journal": "Journal of Tests",
        "year": int(slug[-4:]),
        "kind": "case series",
        "n": 12,
        "finding": f"What {slug} found.",
        "confidence": "verified",
    } | fields
    return Study(slug=slug, **given)


def claim(slug: str = "c01", **fields: Any) -> Claim:
    """A supported claim; ``fields`` may give ``against``, ``numbers`` … as lists."""
    given: dict[str, Any] = {
        "position": 1,
        "words": "Needling reddens skin.",
        "said": "An advertisement says so.",
        "verdict": "supported",
        "why": "A series saw it.",
        "instead": "Skin is red for some days.",
        "for": ["adams2020"],
        "against": [],
        "beside": [],
        "numbers": [],
    } | fields
    lists = {
        f"{name}_json": canonical_json(given.pop(name)) for name in ("for", "against", "beside", "numbers")
    }
    return Claim(slug=slug, **given, **lists)


def notice(slug: str = "rw-1", **fields: Any) -> StudyNotice:
    """Adams's series was retracted on 3 March 2026."""
    given: dict[str, Any] = {"study": "adams2020", "nature": "retraction", "day": "2026-03-03"} | fields
    return StudyNotice(slug=slug, **given)


def drawn(page: Page, tag: str) -> list[Any]:
    """The elements of the pictures on a page, which have a namespace of their own."""
    return list(page.tree.iter(f"{{http://www.w3.org/2000/svg}}{tag}"))


def store(session: Session, *rows: Study | Claim | StudyNotice) -> None:
    """Save them in the order given."""
    for row in rows:
        if isinstance(row, Study):
            put_study(session, row, **WHO)
        elif isinstance(row, Claim):
            put_claim(session, row, **WHO)
        else:
            put_notice(session, row, **WHO)
