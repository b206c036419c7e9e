"""Studies, claims, concerns, guidance and the glossary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlmodel import col, select

from catalog.api.pages.products import first, slugs_of
from catalog.api.resource import Json, Moment, Resource, in_order
from catalog.api.shapes import evidence as shapes
from catalog.changes.queries import changed_on
from catalog.claims import queries as claims
from catalog.claims.models import Claim
from catalog.claims.pages import one_claim_json
from catalog.claims.twins import claim_json
from catalog.concerns import queries as concerns
from catalog.concerns.evidence import evidence_of
from catalog.concerns.listing import links
from catalog.concerns.models import Concern
from catalog.concerns.twins import concern_json, listed_json
from catalog.glossary.models import GlossaryTerm
from catalog.glossary.pages import glossary_json
from catalog.guidance import queries as guidance
from catalog.guidance.models import Guidance
from catalog.guidance.pages import guidance_json
from catalog.science import queries as science
from catalog.science import standing
from catalog.science.models import Study
from catalog.studies.pages import one_study_json
from catalog.studies.twins import listed_json as study_in_short

NOT_RECORDED: Final = "not_recorded"


def _studies(moment: Moment, slugs: Sequence[str]) -> list[Json]:
    doubts = standing.doubts(moment.session, slugs)
    return [
        study_in_short(study, doubts[study.slug].nature if study.slug in doubts else "")
        for study in science.studies(moment.session, slugs)
    ]


def _study(moment: Moment, slug: str) -> Json | None:
    row = science.study(moment.session, slug)
    return one_study_json(moment.session, row, science.citations(moment.session)) if row else None


def _claims(moment: Moment, slugs: Sequence[str]) -> list[Json]:
    doubts, names = standing.doubts(moment.session), science.citations(moment.session)
    found = {row.slug: claim_json(row, doubts, names) for row in claims.claims(moment.session, slugs)}
    return in_order(found, slugs)


def _claim(moment: Moment, slug: str) -> Json | None:
    row = claims.claim(moment.session, slug)
    return one_claim_json(moment.session, row, science.citations(moment.session)) if row else None


def _concerns(moment: Moment, slugs: Sequence[str]) -> list[Json]:
    found = {one["slug"]: one for one in listed_json(links(moment.session))["concerns"]}
    return in_order(found, slugs)


def _concern(moment: Moment, slug: str) -> Json | None:
    row = concerns.concern(moment.session, slug)
    if row is None:
        return None
    seen, changed = evidence_of(moment.session, row), changed_on(moment.session, "concern", row.id or 0)
    return concern_json(row, changed, seen.grade, seen.types, seen.tested, seen.studies)


def _guidance(moment: Moment, slugs: Sequence[str]) -> list[Json]:
    rows = guidance_json(guidance.guidance(moment.session, slugs))["guidance"]
    found: dict[str, Json] = {one["slug"]: one for one in rows}
    return in_order(found, slugs)


def _terms(moment: Moment, slugs: Sequence[str]) -> list[Json]:
    rows = moment.session.exec(select(GlossaryTerm).where(col(GlossaryTerm.slug).in_(slugs)))
    found: dict[str, Json] = {one["slug"]: one for one in glossary_json(rows)["terms"]}
    return in_order(found, slugs)


_OF_STUDIES: Final = ("study", "study_notice", "notice_list")
_LEAN: Final = (
    *("claim", "concern", "article", "review", "guidance", "depth_band", "layer_thickness"),
    *("penetration", "milestone", "drawing_scale", "safety_item", "cleaning_rule"),
)
"""What leans on a study, by kind in the log."""
_STUDY: Final = ("year", "volume", "pages", "doi", "pmid", "url", "kind", "n", "journal")
_RECORD: Final = (
    *("population", "device_kind", "sessions", "interval", "outcome", "finding", "plain"),
    *("does_not_show", "funding"),
)
_OF_A_DOUBT: Final = {f"{place}/*/{name}": NOT_RECORDED for place in ("doubts", "grade/doubts")
                      for name in ("day", "doi")}  # fmt: skip

RESOURCES: Final = (
    Resource(
        name="studies",
        noun="study",
        about="Publications, with what each does not show, who paid, what lists of retractions say of it, "
        "and what leans on it here.",
        item=shapes.Study,
        listed=shapes.StudyInShort,
        keys=slugs_of(Study),
        some=_studies,
        one=_study,
        reads=(*_OF_STUDIES, *_LEAN),
        states={
            **dict.fromkeys((*_STUDY, *_RECORD), NOT_RECORDED),
            **{f"notices/*/{name}": NOT_RECORDED for name in ("day", "doi", "pmid")},
            "looked_through": "not_looked_through",
        },
        history="/studies",
        example="alster2018",
    ),
    Resource(
        name="claims",
        noun="claim",
        about="What is said about microneedling, each with a verdict, the studies for and against, and what "
        "can be said instead.",
        item=shapes.WholeClaim,
        listed=shapes.Claim,
        keys=slugs_of(Claim),
        some=_claims,
        one=_claim,
        reads=("claim", *_OF_STUDIES, "article", "guidance"),
        states={"numbers/*/study": "only_claimed", **_OF_A_DOUBT},
        history="/claims",
        example="c01",
    ),
    Resource(
        name="concerns",
        noun="concern",
        about="What people come for: when not to do it alone, what was tested by whom, and how sure that is, "
        "with everything that went into it.",
        item=shapes.Concern,
        listed=shapes.ConcernInShort,
        keys=slugs_of(Concern),
        some=_concerns,
        one=_concern,
        reads=("concern", *_OF_STUDIES),
        states={
            "grade": "not_graded",
            "grade/inputs/people_in_reviews/*": "not_stated",
            "tested/*/people": "not_stated",
            **_OF_A_DOUBT,
        },
        history="/for",
        example="acne-scars",
    ),
    Resource(
        name="guidance",
        noun="entry",
        about="Who says what about needle length, regulators first and sellers last on its page, each with "
        "what it earns with.",
        item=shapes.Guidance,
        listed=shapes.Guidance,
        keys=slugs_of(Guidance),
        some=_guidance,
        one=first(_guidance),
        reads=("guidance",),
        states={"limit_um": "none_named", "date": NOT_RECORDED, "url": NOT_RECORDED},
        history="/guidance",
        example="g-aad",
    ),
    Resource(
        name="glossary",
        noun="term",
        about="The words this site uses, and what they mean.",
        item=shapes.Term,
        listed=shapes.Term,
        keys=slugs_of(GlossaryTerm),
        some=_terms,
        one=first(_terms),
        reads=("glossary_term",),
        history="/glossary",
        example="cartridge",
    ),
)
