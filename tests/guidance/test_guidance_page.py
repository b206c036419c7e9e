"""`/guidance`: each source by itself, regulators first, what it earns with beside its figure."""

import json
import re
import tomllib
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from catalog.guidance.editing import put_guidance
from catalog.guidance.models import Guidance
from catalog.places import place
from tests.factories import WHO, catalogue
from tests.html import Page, fetcher, words

Fetch = Callable[..., Page]
SEEDS: dict[str, dict[str, Any]] = tomllib.loads((place("seeds") / "guidance.toml").read_text())
ROLES = ["regulator", "professional body", "clinician", "media", "maker or seller"]


@pytest.fixture(scope="module")
def shown(seeded_app: Flask) -> Page:
    return fetcher(seeded_app, seeded_app.test_client())("/guidance")


def row(page: Page, slug: str) -> Any:
    return page.one(f"tr[id='{slug}']")


def cell(page: Page, slug: str, place: int) -> str:
    """The words of a row's cell: 0 is who, 1 the length, 2 what they say; without those of its picture."""
    found = deepcopy(row(page, slug)[place])
    for picture in found.findall("{*}svg"):
        picture.clear(keep_tail=True)
    return " ".join(" ".join(found.itertext()).split())


def test_the_page_begins_with_what_no_regulator_says(shown: Page) -> None:
    first = shown.texts("main header p")[0]
    assert (
        first == "No regulator that we found names a needle length for using pens, rollers or stamps at home."
    )


def test_what_the_page_begins_with_is_true_of_what_is_on_it() -> None:
    """A line between kinds of provider, and a draft about dissolving patches: neither is such a length."""
    naming = {slug for slug, seed in SEEDS.items() if seed["role"] == "regulator" and "limit_to" in seed}
    assert naming == {"g-scotland-2026", "g-thailand-2025"}
    assert SEEDS["g-scotland-2026"]["audience"] == "professional"
    assert SEEDS["g-thailand-2025"]["limit_note"].startswith("Dissolving patches only")


def test_who_else_names_a_length_for_home_is_told_from_what_is_on_record(shown: Page) -> None:
    second = shown.texts("main header p")[1]
    assert second.startswith(
        "The figures for that come from clinicians, media and those who sell. They disagree."
    )
    naming = {
        seed["role"]
        for seed in SEEDS.values()
        if "limit_to" in seed and seed["audience"] in ("home", "both") and seed["role"] != "regulator"
    }
    assert naming == {"clinician", "media", "maker or seller"}


def test_the_head_of_the_figures_says_the_scale_that_is_drawn(shown: Page) -> None:
    assert shown.text(".guid thead th:nth-of-type(2)").startswith("Length they name, 0 to 3 mm")
    assert shown.texts(".guid thead .lb-n")[-1] == "3"


def test_the_description_counts_statements(shown: Page) -> None:
    said = shown.one('meta[name="description"]').get("content")
    assert said.startswith(f"{len(SEEDS)} statements on needle length by regulators, professional bodies,")


def test_regulators_come_first_and_sellers_last(shown: Page) -> None:
    assert shown.texts(".guid .grp th") == [
        "Regulators",
        "Professional bodies",
        "Clinicians",
        "Media",
        "Makers and sellers",
    ]
    order = [ROLES.index(SEEDS[tr.get("id")]["role"]) for tr in shown.all(".guid tr[id]")]
    assert order == sorted(order)
    assert len(order) == len(SEEDS)


@pytest.mark.parametrize("slug", SEEDS)
def test_every_text_of_an_entry_is_in_its_row(slug: str, shown: Page) -> None:
    seed = SEEDS[slug]
    told = words(row(shown, slug))
    for key in ("who", "says", "interest", "read_in"):
        assert seed[key] in told, key
    assert seed.get("limit_note", "") in told
    assert (seed["country"] if seed["country"] != "not stated" else "country not stated") in told
    assert shown.links(f"tr[id='{slug}'] th a") == [seed["url"]]


AUDIENCES = {
    "home": "about treating yourself at home",
    "professional": "about treatment by others",
    "both": "about both",
}
CONFIDENCES = {
    "verified": "Read on the page itself",
    "secondary": "Read only as told by others",
    "inferred": "Worked out by us",
    "recalled": "From memory",
}


@pytest.mark.parametrize("slug", SEEDS)
def test_audience_and_confidence_are_told_in_words(slug: str, shown: Page) -> None:
    seed = SEEDS[slug]
    assert AUDIENCES[seed["audience"]] in cell(shown, slug, 0)
    assert CONFIDENCES[seed["confidence"]] in cell(shown, slug, 2)


@pytest.mark.parametrize("slug", SEEDS)
def test_a_figure_has_its_note_and_its_interest_beside_it(slug: str, shown: Page) -> None:
    seed = SEEDS[slug]
    beside = cell(shown, slug, 1)
    assert seed.get("limit_note", "") in beside
    assert seed["interest"] in beside
    low, high = (float(seed.get(key, "0 mm").split()[0]) for key in ("limit_from", "limit_to"))
    if not high:
        assert beside.startswith("names no length")
        assert not shown.all(f"tr[id='{slug}'] .lb")
    else:
        begins = f"{seed['limit_from'].removesuffix(' mm')}–" if low else ("up to ", "under ")
        assert beside.startswith(begins)
        assert f"{seed['limit_to']} " in beside
        drawn = shown.one(f"tr[id='{slug}'] .lb-v")
        ends = [float(drawn.get(x).rstrip("%")) for x in ("x1", "x2")]
        assert ends == pytest.approx([100 * low / 3, 100 * high / 3], abs=0.01)


@pytest.mark.parametrize(
    ("slug", "words_of_it"),
    [
        ("g-trow-2015", "up to 0.3 mm"),
        ("g-drpen-net", "0.25–1.0 mm"),
        ("g-pearce-2021", "0.1–0.3 mm"),
        ("g-scotland-2026", "under 1.5 mm Upper bound not included: 1.5 mm itself is restricted."),
        ("g-healthcanada-2021", "names no length No length is accepted for home use."),
    ],
)
def test_a_limit_in_words(slug: str, words_of_it: str, shown: Page) -> None:
    assert cell(shown, slug, 1).startswith(words_of_it)


def test_the_hollow_end_is_drawn_where_the_end_is_not_included(shown: Page) -> None:
    hollow = [tr.get("id") for tr in shown.all("tr[id]") if tr.findall(".//{*}circle")]
    assert hollow == ["g-scotland-2026"]


def test_dates_are_told_as_far_as_they_are_known(shown: Page) -> None:
    assert "United States, 15 Oct 2025" in cell(shown, "g-fda-page", 0)
    assert "United Kingdom, Oct 2021" in cell(shown, "g-pearce-2021", 0)
    assert "European Union, undated" in cell(shown, "g-eu-borderline", 0)
    undated = {slug for slug, seed in SEEDS.items() if "date" not in seed}
    assert {tr.get("id") for tr in shown.all("tr[id]") if "undated" in words(tr[0])} == undated


def test_sellers_are_labelled_with_what_they_sell_and_nobody_else_is(shown: Page) -> None:
    labelled = {
        tr.get("id"): words(tag)
        for tr in shown.all("tr[id]")
        for tag in tr.iterfind(".//span[@class='tag own']")
    }
    assert labelled == {
        slug: seed["interest"] for slug, seed in SEEDS.items() if seed["role"] == "maker or seller"
    }  # fmt: skip


def test_no_figure_stands_outside_a_row(shown: Page) -> None:
    """A range over sources, a mean or a limit of our own would have to stand somewhere."""
    outside = [words(part) for part in shown.all("main header, main thead, main .grp, main > .wrap > p")]
    assert [text for text in outside if re.search(r"\d", text.replace("0 to 3 mm0123", ""))] == []


def entry(slug: str, role: str, position: int, **fields: Any) -> Guidance:
    given: dict[str, Any] = {
        "who": slug.title(),
        "audience": "home",
        "country": "Norway",
        "says": "Says it.",
        "interest": "sells pens",
        "confidence": "verified",
        "read_in": "page text",
    }
    return Guidance(slug=slug, role=role, position=position, **(given | fields))


def lead(page: Fetch) -> list[str]:
    return page("guidance.index").texts("main header p")


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        ({"high_um": 500}, True),
        ({"high_um": 500, "audience": "both"}, True),
        ({"high_um": 500, "audience": "professional"}, False),
        ({"high_um": 500, "limit_note": "Dissolving patches only, and a draft."}, False),
        ({}, False),
    ],
)
def test_a_regulator_that_names_a_length_for_home_is_named(
    app: Flask, page: Fetch, fields: dict[str, Any], names: bool
) -> None:
    with catalogue(app) as session:
        put_guidance(session, entry("ministry", "regulator", 1, **fields), **WHO)
        put_guidance(session, entry("clinic", "clinician", 2, high_um=300), **WHO)
    first, second, *_ = lead(page)
    if names:
        assert first == (
            "Regulators that name a needle length for using pens, rollers or stamps at home: "
            "Ministry, up to 0.5 mm."
        )
        assert page("guidance.index").links("main header .lead a") == ["#ministry"]
        assert second.startswith("Other figures for that come from clinicians. Each stands")
    else:
        assert first.startswith("No regulator that we found names a needle length")
        assert second.startswith("The figures for that come from clinicians. Each stands")


def test_nothing_is_said_of_regulators_where_none_is_on_record(app: Flask, page: Fetch) -> None:
    assert lead(page) == []
    with catalogue(app) as session:
        put_guidance(session, entry("magazine", "media", 2), **WHO)
    assert lead(page)[0].startswith("Each stands here by itself")
    assert "egulator that" not in page("guidance.index").text("main header")


def test_an_entry_added_between_others_stands_with_its_role(app: Flask, page: Fetch) -> None:
    with catalogue(app) as session:
        put_guidance(session, entry("shop", "maker or seller", 0, high_um=4000), **WHO)
        put_guidance(session, entry("ministry", "regulator", 1), **WHO)
        put_guidance(
            session,
            entry("magazine", "media", 2, low_um=200, high_um=500, url="https://example.com/a"),
            **WHO,
        )
    shown = page("guidance.index")
    assert [tr.get("id") for tr in shown.all("tr[id]")] == ["ministry", "magazine", "shop"]
    assert shown.texts(".grp th") == ["Regulators", "Media", "Makers and sellers"]
    assert shown.links("tr[id] th a") == ["https://example.com/a"]
    assert len(shown.all("#shop .lb-a")) == 1, "an arrow leads past the scale"
    assert "up to 4.0 mm" in words(row(shown, "shop"))


def test_without_guidance_the_page_says_so(page: Fetch) -> None:
    shown = page("guidance.index")
    assert shown.texts("main .wrap > p") == ["No guidance is on record yet."]
    assert shown.one('meta[name="description"]').get("content").startswith("Statements on needle length by")


def test_the_twin_has_every_field_of_every_entry(seeded_client: FlaskClient) -> None:
    response = seeded_client.get("/guidance.json")
    assert response.mimetype == "application/json"
    found = json.loads(response.data)["guidance"]
    assert {entry["slug"] for entry in found} == set(SEEDS)
    for entry in found:
        seed = SEEDS[entry["slug"]]
        same = (
            "who",
            "role",
            "audience",
            "country",
            "says",
            "limit_note",
            "date",
            "url",
            "interest",
            "confidence",
            "read_in",
        )
        assert {key: entry[key] for key in same} == {key: seed.get(key) for key in same}
        assert entry["address"] == f"/guidance#{entry['slug']}"
        assert entry["limit_um"] == (_um(seed) if "limit_to" in seed else None)


def _um(seed: dict[str, Any]) -> dict[str, int | None]:
    ends = {"low": seed.get("limit_from"), "high": seed["limit_to"]}
    return {end: None if text is None else round(float(text.split()[0]) * 1000) for end, text in ends.items()}


def test_the_finder_leads_here_from_the_field_of_the_upper_limit(seeded_page: Fetch) -> None:
    question = next(
        q for q in seeded_page("/devices").all(".q") if q.findall(".//input[@id='depth_never_above']")
    )
    link = question.find(".//a")
    assert (words(link), link.get("href")) == ("What regulators, clinicians and sellers say", "/guidance")


@pytest.mark.parametrize("length", ["0.2", "0.5", "1.5"])
def test_every_needle_length_leads_here(length: str, seeded_page: Fetch) -> None:
    assert "/guidance" in seeded_page(f"/needle-lengths/{length}").links("main header a")


def test_a_saved_list_that_asks_for_a_length_leads_here(seeded_page: Fetch) -> None:
    led = {
        file.stem: "/guidance" in seeded_page(f"/devices/needs/{file.stem}").links("main .text a")
        for file in (place("seeds") / "needs").glob("*.md")
    }
    assert led == {
        "pens-adjustable-from-0-5-to-1-5-mm": True,
        "regulators-file-in-the-united-states": False,
        "rollers-never-above-0-5-mm": True,
        "sterile-single-use-at-0-5-mm": True,
    }


def test_the_way_to_each_history_names_whose_words_they_are(shown: Page) -> None:
    names = [name for name in shown.texts("td.say small a") if name.startswith("History")]
    assert len(names) > 5
    assert all(name.startswith("History of what ") for name in names)
