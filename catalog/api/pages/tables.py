"""The tables of the evidence, row by row: skin, depths, safety, cleaning, and what was measured when."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from sqlmodel import col, select

from catalog.api.pages.products import first, slugs_of
from catalog.api.resource import Json, Moment, Resource
from catalog.api.shapes import tables as shapes
from catalog.changes.saving import LIST
from catalog.science.milestones import when
from catalog.science.models import (
    CleaningRule,
    DepthBand,
    DrawingScale,
    EvidenceNote,
    LayerThickness,
    Milestone,
    Penetration,
    SafetyItem,
)

Beside = Callable[[Any], Json]


def row_json(row: Any) -> Json:
    """A row under the names of its columns, lists as lists."""
    names = (name.removesuffix(LIST) for name in type(row).model_fields if name != "id")
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _some(table: Any, beside: Beside | None) -> Callable[[Moment, Sequence[str]], list[Json]]:
    def some(moment: Moment, slugs: Sequence[str]) -> list[Json]:
        rows = moment.session.exec(select(table).where(col(table.slug).in_(slugs)))
        found = {row.slug: row_json(row) | (beside(row) if beside else {}) for row in rows}
        return [found[slug] for slug in slugs if slug in found]

    return some


def _resource(
    name: str,
    table: Any,
    shape: Any,
    noun: str,
    about: str,
    example: str,
    states: Mapping[str, str] | None = None,
    beside: Beside | None = None,
) -> Resource:
    """A table as it stands: what a thing says in the list is all there is of it."""
    some = _some(table, beside)
    return Resource(
        name=name,
        noun=noun,
        about=about,
        item=shape,
        listed=shape,
        keys=slugs_of(table),
        some=some,
        one=first(some),
        reads=(str(table.__tablename__),),
        states=states or {},
        example=example,
    )


_THICKNESSES: Final = ("stratum_corneum_nm", "epidermis_nm", "dermis_nm", "total_nm")

RESOURCES: Final = (
    _resource(
        "skin-thicknesses",
        LayerThickness,
        shapes.SkinThickness,
        "thickness",
        "How thick the layers of the skin are, by site and by method of measuring, in nm: papers print "
        "tenths of a µm.",
        "cheek-egawa2007",
        {**dict.fromkeys(_THICKNESSES, "not_measured"), "sex": "not_stated"},
    ),
    _resource(
        "penetration",
        Penetration,
        shapes.Penetration,
        "measurement",
        "How deep needles of a nominal length really went, as studies measured it.",
        "kalluri2011",
        {"sd_nm": "not_recorded"},
    ),
    _resource(
        "depth-bands",
        DepthBand,
        shapes.DepthBand,
        "band",
        "What needles of each length are long enough for, what was tested there, and what speaks against.",
        "0.25-0.5",
    ),
    _resource(
        "drawn-skin",
        DrawingScale,
        shapes.DrawingScale,
        "drawing",
        "The thicknesses to which skin is drawn on this site: rounded, and no measurement.",
        "cheek",
    ),
    _resource(
        "safety",
        SafetyItem,
        shapes.SafetyItem,
        "item",
        "When not to needle, hygiene, intervals, what can go wrong and how often, and when to seek help.",
        "s01",
    ),
    _resource(
        "cleaning",
        CleaningRule,
        shapes.CleaningRule,
        "rule",
        "Single use, sharing, cleaning, replacing, storing, disposing: each rule with who says it, and how "
        "sure that is.",
        "k01",
    ),
    _resource(
        "milestones",
        Milestone,
        shapes.Milestone,
        "milestone",
        "What studies measured at which time after needling, and in whose skin.",
        "barrier-open-air",
        beside=lambda row: {"when": when(row)},
    ),
    _resource(
        "notes",
        EvidenceNote,
        shapes.EvidenceNote,
        "note",
        "What has to be said beside a whole table of the evidence.",
        "general",
    ),
)
