"""The home page over the real catalogue."""

import re
import tomllib
from collections import Counter
from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from catalog.places import place
from tests.claims import samples
from tests.concerns import samples as concerns
from tests.factories import catalogue
from tests.html import Page
from tests.test_growth import statements

CONCERNS = tomllib.loads((place("seeds") / "concerns.toml").read_text("utf-8"))


def drawn_links(shown: Page) -> list[str]:
    """Where the needles of the picture lead; links in SVG are outside the reach of HTML selectors."""
    return re.findall(r'<a href="([^"]+)"><title>', shown.html)


def test_home_shows_every_device_once(seeded_page: Callable[..., Page]) -> None:
    shown = seeded_page("/")
    assert shown.text("h1") == "Every needle, and who says so."
    drawn, listed = drawn_links(shown), shown.links(".alist a")
    assert sorted(drawn) == sorted(listed)
    assert len(drawn) == len(set(drawn))
    assert f"{len(drawn)} microneedling pens, rollers and stamps" in shown.text(".lead")


def test_the_picture_stays_under_15_kb(seeded_page: Callable[..., Page]) -> None:
    html = seeded_page("/").html
    start = html.index('<svg class="sky')
    assert len(html[start : html.index("<figcaption", start)].encode()) <= 15_000


def test_needle_lengths_lead_to_the_finder_with_both_counts(seeded_page: Callable[..., Page]) -> None:
    shown = seeded_page("/")
    assert "/devices?depth_at=0.5" in shown.links(".lens a")
    assert all(" found" in words and " might" in words for words in shown.texts(".lens a"))


def test_what_is_on_record_has_eight_bars(seeded_page: Callable[..., Page]) -> None:
    shown = seeded_page("/")
    assert len(shown.all(".recl li")) == 8
    assert shown.text(".recl li:first-child span") == "Needle length"


def test_the_marks_are_explained(seeded_page: Callable[..., Page]) -> None:
    titles = seeded_page("/").texts(".how li b")
    assert "In a regulator’s file" in titles
    assert "Sources disagree" in titles


def test_an_empty_catalogue_still_has_a_home(page: Callable[..., Page]) -> None:
    shown = page("/")
    assert not drawn_links(shown)
    assert "0 microneedling pens" in shown.text(".lead")


def test_nothing_on_it_is_called_safe_or_independent(seeded_page: Callable[..., Page]) -> None:
    words = seeded_page("/").text("main").casefold()
    for word in ("safe", "home limit", "clinically proven", "independent", "best for"):
        assert word not in words


def test_what_a_length_finds_is_what_the_finder_finds(seeded_page: Callable[..., Page]) -> None:
    for link in seeded_page("/").all(".lens a"):
        found, might = (
            int(number) for number in re.findall(r"(\d+) (?:found|might)", "".join(link.itertext()))
        )
        status = seeded_page(link.get("href")).text('[role="status"]')
        assert f"We found {found}" in status
        assert f"{might} more might fit" in status


def test_lists_for_a_need_are_a_way_in(seeded_page: Callable[..., Page]) -> None:
    links = seeded_page("/").links("#needs a")
    assert "/devices/needs/rollers-never-above-0-5-mm" in links
    for link in links:
        seeded_page(link)


def test_concerns_come_before_needle_lengths_with_their_certainty_in_words(
    seeded_page: Callable[..., Page],
) -> None:
    shown = seeded_page("/")
    heads = shown.texts("main h2")
    assert heads.index("Start from what you came for") < heads.index("Start from a needle length")
    assert shown.links(".conc a") == [f"/for/{slug}" for slug in CONCERNS]
    assert shown.texts(".conc .ev") == [
        f"{one['certainty'].capitalize()} certainty" for one in CONCERNS.values()
    ]
    assert shown.texts(".conc li")[0] == (
        "Acne scarsModerate certaintyDents or marks left when acne has healed."
        "13 studies and reviews, none at home"
    )


def test_no_length_that_was_studied_is_on_home(seeded_page: Callable[..., Page]) -> None:
    words = " ".join(seeded_page("/").texts(".conc li"))
    assert not re.search(r"\d mm", words)


def test_claims_are_counted_by_verdict(seeded_page: Callable[..., Page]) -> None:
    shown = seeded_page("/")
    claims = tomllib.loads((place("seeds") / "claims.toml").read_text("utf-8"))
    counted = Counter(claim["verdict"] for claim in claims.values())
    found = dict(words.split(" ", 1)[::-1] for words in shown.texts("#claims .vd"))
    assert found == {word: str(count) for word, count in counted.items()}
    assert (
        shown.text("#claims p") == f"{len(claims)} statements about microneedling, held against the studies."
    )
    assert "/claims" in shown.links("#claims a")


def test_a_claim_in_doubt_is_counted_as_such(app: Flask, page: Callable[..., Page]) -> None:
    with catalogue(app) as session:
        samples.store(session, samples.study(), samples.claim(), samples.claim("c02", position=2))
    assert page("/").texts("#claims .vd") == ["2 supported"]
    with catalogue(app) as session:
        samples.store(session, samples.notice())
    assert page("/").texts("#claims .vd") == ["2 in doubt"]


def test_what_the_fda_says_of_sale_over_the_counter_has_its_day(seeded_page: Callable[..., Page]) -> None:
    shown = seeded_page("/")
    said = "o microneedling medical device has been authorised for sale over the counter."
    told = shown.text("#fda-says")
    assert told == seeded_page("/cleared").text("#over-the-counter p:nth-of-type(1)")
    assert f"consumer article: n{said}" in told
    assert "(21 Sep 2021)" in told
    assert "not in the version of 15 Oct 2025 of the FDA’s page" in told
    guidance = tomllib.loads((place("seeds") / "guidance.toml").read_text("utf-8"))["g-fda-otc-2021"]
    assert guidance["says"].startswith(f"N{said}")
    assert guidance["date"] == "2021-09-21"
    assert "date is that of the reprint" in guidance["read_in"]


def test_the_sections_come_in_their_order(seeded_page: Callable[..., Page]) -> None:
    heads = seeded_page("/").texts("main h2")
    wanted = [
        "Start from what you came for",
        "Start from a needle length",
        "Is it FDA-cleared?",
        "What’s on record",
        "Claims, checked",
        "Who says so",
    ]
    assert [head for head in heads if head in wanted] == wanted


def test_without_evidence_its_sections_are_absent(page: Callable[..., Page]) -> None:
    assert not page("/").all("#for, #claims, #fda-says")


def test_home_asks_six_more_statements_for_the_evidence_and_no_more(app: Flask, client: FlaskClient) -> None:
    """They were four before: the drawn skin, needs, and the two that every request begins with."""
    with catalogue(app) as session:
        samples.store(session, samples.study(), samples.claim())
        concerns.store(session, concerns.concern(), [concerns.needled("adams2020")])
    client.get("/")
    with statements(app) as seen:
        client.get("/?again=1")
    asked = [one.split(" FROM ")[1].split()[0] for one in seen if " FROM " in one]
    assert sorted(asked) == sorted(set(asked)), "a table was asked twice"
    assert len(seen) == 4 + 6


def test_no_link_of_the_page_is_dead(seeded_page: Callable[..., Page]) -> None:
    for link in sorted(set(seeded_page("/").links("main a, header a, footer a"))):
        if not link.startswith("#"):
            seeded_page(link)


def test_the_number_with_a_file_is_that_of_the_table_of_files(seeded_page: Callable[..., Page]) -> None:
    files = len(seeded_page("/cleared").all("table.models tbody tr"))
    assert seeded_page("/").text(".bigs dd").startswith(f"{files} of ")
