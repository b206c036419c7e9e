"""Every facet of the finder, in the order of addresses and pages."""

from __future__ import annotations

from typing import Final

from catalog.finder.choice_facet import ChoiceFacet
from catalog.finder.facet import Facet, token
from catalog.finder.length_facet import LengthFacet
from catalog.finder.range_facet import RangeFacet
from catalog.finder.scales import DayScale, MoneyScale, PointScale, UnitScale
from catalog.finder.words_facet import WordsFacet
from catalog.specs.kinds import Terms
from catalog.specs.registry import SPECS
from catalog.specs.spec import Facet as Asked
from catalog.specs.spec import Spec

KINDS: Final = {"pen": "Pen", "roller": "Roller", "stamp": "Stamp"}
AUDIENCES: Final = {"home": "For home use", "professional": "To clinics"}
STATUSES: Final = {"current": "Still sold", "discontinued": "No longer sold"}
YES_NO: Final = {"yes": "Yes", "no": "No"}

LENGTHS: Final = (
    LengthFacet(
        "depth_reach",
        "Reaches, or more",
        "reach {0} mm or more",
        "Reaches {0} mm or more",
        open=True,
        help="The longest setting is this long or longer.",
    ),
    LengthFacet(
        "depth_at",
        "Can be set to exactly",
        "can be set to {0} mm",
        "Can be set to exactly {0} mm",
        open=True,
        help="One of its settings is exactly this length.",
    ),
    LengthFacet(
        "depth_usable",
        "Has a setting at or under",
        "have a setting at or under {0} mm",
        "Has a setting at or under {0} mm",
        help="It can be set this short, or shorter. It may also go longer.",
    ),
    LengthFacet(
        "depth_never_above",
        "Never goes above",
        "never go above {0} mm",
        "Never goes above {0} mm",
        open=True,
        help="No source gives a longer setting. The longest one named by anybody counts.",
    ),
    LengthFacet(
        "depth_within",
        "All settings between",
        "have all settings between {0} and {1} mm",
        "All settings between {0} and {1} mm",
        takes_range=True,
        help="It goes neither below nor above.",
    ),
    LengthFacet(
        "depth_overlap",
        "Has a setting between",
        "have a setting between {0} and {1} mm",
        "Has a setting between {0} and {1} mm",
        takes_range=True,
        help="At least one setting lies in between.",
    ),
    LengthFacet(
        "depth_covers",
        "Adjustable throughout",
        "are adjustable throughout {0} to {1} mm",
        "Adjustable throughout {0} to {1} mm",
        takes_range=True,
        help="Both ends, and no jump between neighbouring settings above the limit named beside it.",
    ),
)

ABOUT: Final = (
    ChoiceFacet("kind", "Kind", options=KINDS, can_be_unknown=False),
    ChoiceFacet("brand", "Brand", can_be_unknown=False),
    ChoiceFacet("needs", "Need", can_be_unknown=False),
    ChoiceFacet("audience", "Sold", options=AUDIENCES, help="Who it is sold to."),
    ChoiceFacet("status", "On sale", options=STATUSES),
    ChoiceFacet(
        "legal",
        "Regulator’s file",
        help="Whether this exact model has an authorisation on record. Advisories and listings don’t count.",
        can_be_unknown=False,
    ),
    ChoiceFacet("fits", "Fits cartridge", help="Cartridges that a source says fit this pen."),
    RangeFacet("price", "Price", MoneyScale("USD"), money=True, help="The lowest current price found."),
    ChoiceFacet("reviewed", "Reviewed hands-on", options=YES_NO, can_be_unknown=False),
    RangeFacet("score", "Score", PointScale(), help="Of ten, from testing hands-on."),
    ChoiceFacet("measured", "Needle length measured", options=YES_NO, can_be_unknown=False),
    RangeFacet("checked", "Last checked", DayScale(), help="When a source for it was last read."),
)


def _of_spec(spec: Spec) -> Facet | None:
    """How a spec is asked, from its declaration; None for those asked in another way or not at all."""
    if spec.facet is Asked.EACH_VALUE:
        assert isinstance(spec.kind, Terms)
        counts = spec.kind.counts or not spec.kind.options
        options = None if counts else {token(term): label for term, label in spec.kind.options.items()}
        return ChoiceFacet(spec.key, spec.label, spec.help, options)
    if spec.facet is Asked.RANGE:
        assert spec.kind.unit is not None
        return RangeFacet(spec.key, spec.label, UnitScale(spec.kind.unit), spec.help)
    return None


OF_SPECS: Final = tuple(facet for spec in SPECS.values() if (facet := _of_spec(spec)))

SEARCH: Final = WordsFacet("q", "Words", "Devices that the search finds by these words.")

_ALL: Final[tuple[Facet, ...]] = (*LENGTHS, *ABOUT, *OF_SPECS, SEARCH)

FACETS: Final[dict[str, Facet]] = {facet.key: facet for facet in _ALL}

RETIRED: Final[dict[str, str]] = {}
"""Parameter names of earlier addresses → today's. Nothing has been renamed yet; a name is never reused."""
