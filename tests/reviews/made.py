"""A method, measurements and reviews that are plainly made up, over whatever devices there are."""

from dataclasses import replace
from typing import Any

from sqlmodel import Session

from catalog.changes.diff import canonical_json
from catalog.method.editing import put_measurement, put_method
from catalog.method.models import Measurement, Method
from catalog.people.models import Author
from catalog.products import queries as products
from catalog.reviews.drafts import Alternative, Note, Point, ReviewDraft, Score
from catalog.reviews.editing import put_review
from catalog.reviews.models import Review
from catalog.reviews.queries import review

WHO: Any = {"actor": "anna", "reason": "A test needs it"}
CRITERIA = [
    {
        "key": "length",
        "name": "Needle length",
        "weight": 30,
        "how": "Made up.",
        "kinds": [],
        "specs": ["measured_length"],
    },
    {"key": "hygiene", "name": "Hygiene", "weight": 25, "how": "Made up.", "kinds": [], "specs": []},
    {"key": "noise", "name": "Noise", "weight": 15, "how": "Made up.", "kinds": ["pen"], "specs": ["noise"]},
]
TEXT = """\
I wrote this to try the page, and used nothing.

## Does the needle go where the dial says?

It went as far as was set [@{measurement}], and a study said so of others, too [@aust2008].

## Hygiene

Nothing was opened. See [the article on safety](/articles/safety) and the [[device dr-pen-m8]].
"""


def make_author(session: Session, slug: str = "anna", disclosure: str = "") -> None:
    """An author whose name is the slug with a capital."""
    session.add(Author(slug=slug, name=slug.capitalize(), disclosure=disclosure))
    session.flush()


def make_method(session: Session, number: int = 9, criteria: Any = CRITERIA) -> Method:
    """A version that weighs 30, 25 and, for pens, 15."""
    wanted = Method(
        slug=str(number),
        number=number,
        title=f"Made-up method {number}",
        day="2026-01-01",
        text="Made up.",
        criteria_json=canonical_json(criteria),
    )
    put_method(session, wanted, **WHO)
    return wanted


def make_measurement(session: Session, device: str, spec: str = "measured_length", **more: Any) -> str:
    """Three made-up readings at 0.5 mm; returns the slug."""
    product = products.product_by_slug(session, device)
    assert product is not None
    given: dict[str, Any] = {"setting": 500, "readings": [460, 470, 480], "method": None} | more
    readings = given.pop("readings")
    row = Measurement(
        slug="",
        product_id=product.id,
        spec=spec,
        readings_json=canonical_json(readings),
        instrument="a made-up gauge",
        day="2026-02-01",
        author="anna",
        **given,
    )
    put_measurement(session, row, **WHO)
    return row.slug


def hands_on(device: str = "dr-pen-a6", measurement: str = "", **fields: Any) -> ReviewDraft:
    """A complete review from hands-on testing."""
    draft = ReviewDraft(
        slug="made-up",
        device=device,
        title="A made-up review",
        verdict="A made-up verdict about a pen that nobody tried.",
        text=TEXT.format(measurement=measurement)
        if measurement
        else "I made this up.\n\n## A heading\n\nAs well.",
        author="anna",
        is_hands_on=True,
        obtained="bought",
        obtained_words="In a shop that was made up.",
        connection="none",
        connection_words="",
        written="2026-03-01",
        checked="2026-04-01",
        days_used=42,
        sessions=6,
        units=2,
        last_used="2026-03-28",
        method=9,
        scores=(
            Score("length", 84, "As set.", (measurement,) if measurement else ()),
            Score("hygiene", 80, "Made up."),
            Score("noise", 79, "Made up."),
        ),
        pros=(Point("Keeps to its dial", "measured_length", measurement),),
        cons=(Point("Heavy", "weight"), Point("Made up")),
        best_for=("Trying this page",),
        not_for=("Anybody else",),
        alternatives=(Alternative("dr-pen-m8", "Same kind of needle length, made-up reason"),),
        corrections=(Note("2026-03-20", "It said something else that was made up."),),
        follow_ups=(Note("2026-03-28", "I still made it up."),),
    )
    return replace(draft, **fields)


def research(device: str = "dr-pen-a6", **fields: Any) -> ReviewDraft:
    """A complete review of a device that nobody had."""
    draft = hands_on(
        device,
        is_hands_on=False,
        obtained="not had",
        obtained_words="",
        days_used=None,
        sessions=None,
        units=None,
        last_used="",
        method=None,
        scores=(),
        text="Read from what is on record.",
        follow_ups=(),
    )
    return replace(draft, **fields)


def store(session: Session, draft: ReviewDraft, live: str | None = None) -> Review:
    """Publishes it."""
    put_review(session, draft, live=live, **WHO)
    found = review(session, draft.slug)
    assert found is not None
    return found
