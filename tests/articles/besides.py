"""A small catalogue in which everybody can see by hand what concerns what."""

from __future__ import annotations

import json
from typing import Any, Final

from sqlmodel import Session

from catalog.articles.drafts import ArticleDraft
from catalog.articles.editing import put_article
from catalog.science.editing import put_depth_band
from catalog.science.models import DepthBand
from tests.claims.samples import WHO, claim, study
from tests.claims.samples import store as put
from tests.concerns.samples import concern, needled
from tests.concerns.samples import store as put_with_tested
from tests.factories import fits, make_cartridge, make_device, make_family, make_roller

ARTICLES: Final[dict[str, dict[str, Any]]] = {
    "everything": {"rank": 1},
    "short-needles": {"rank": 2, "lengths": "0–0.5 mm"},
    "long-needles": {"rank": 3, "lengths": "2.0–3.0 mm"},
    "rollers": {"rank": 4, "kinds": ("roller",)},
    "pens": {"rank": 5, "kinds": ("pen",)},
    "told-of-ada": {"rank": 6, "kinds": ("stamp",), "text": "We held [[device ada]]."},
    "told-of-a-family": {"rank": 7, "kinds": ("roller",), "text": "We held [[device dts]]."},
    "not-out-yet": {"rank": 8, "text": "We held [[device ada]].", "is_published": False},
}


def article(slug: str, **fields: Any) -> ArticleDraft:
    """An article about everything, unless ``fields`` say otherwise; its title is its slug in words."""
    given = {
        "title": slug.replace("-", " ").capitalize(),
        "summary": "A summary.",
        "text": "Some words.",
        "written": "2026-11-26",
        "checked": "2026-11-26",
    } | fields
    return ArticleDraft(slug, **given)


def fill(session: Session) -> None:
    """Two pens, one without a known length, a roller, a family, a cartridge; and what is told of them.

    Adams tested the pen Ada at 1.0 mm; Brown pens, at lengths nobody recorded; Clark pens at 2.5 mm; Davis
    rollers; Evans says of no device; Frost pens, of which a concern records 1.25 mm; Gould measured skin.
    """
    make_device(session, "ada", name="Ada", specs={"needle_length": "0.25–2.0 mm every 0.25"})
    make_device(session, "bea", name="Bea", specs={"power": "battery"})
    make_roller(session, "rolla", name="Rolla", specs={"needle_length": "1.5 mm"})
    make_family(session, "dts", ["0.5 mm", "1.0 mm"], name="DTS")
    make_cartridge(session, "nib", name="Nib", specs={"needle_length": "0.25–2.0 mm"}, fits=[fits("ada")])
    put(
        session,
        study("adams2020", kinds_json='["pen"]', devices_json='["ada"]', needle_lengths_um_json="[1000]"),
        study("brown2019", kinds_json='["pen"]'),
        study("ewing2010", kind="measurement"),
        study("clark2018", kinds_json='["pen"]', needle_lengths_um_json="[2500]"),
        study("davis2017", kinds_json='["roller"]'),
        study("evans2016"),
        study("frost2015", kinds_json='["pen"]'),
        study("gould2013", kind="measurement", needle_lengths_um_json="[2000]"),
        claim("c01", position=1, words="Redness passes.", **{"for": ["evans2016"]}),
        claim("c02", position=2, words="It is shallow.", low_um=0, high_um=500, **{"for": ["evans2016"]}),
        claim("c03", position=3, words="Rollers tear.", kinds_json='["roller"]', **{"for": ["davis2017"]}),
        claim(
            "c04",
            position=4,
            words="Ada works.",
            verdict="unsupported",
            **{"for": [], "against": ["adams2020"]},
        ),
    )
    put_with_tested(session, concern(), [needled("frost2015", 1250)])
    for low, high, studies in (
        (0, 500, ["brown2019", "ewing2010"]),
        (500, 2500, ["adams2020", "clark2018", "frost2015", "gould2013"]),
    ):
        band = DepthBand(
            slug=f"b{low}",
            low_um=low,
            high_um=high,
            layer="Epidermis",
            who="home",
            basis="Measured",
            studies_json=json.dumps(studies),
        )
        put_depth_band(session, band, **WHO)
    for slug, fields in ARTICLES.items():
        put_article(session, article(slug, **fields), **WHO)
