"""What changed since a text was written: found in the log, said once, until somebody has looked."""

from dataclasses import replace

import pytest

from catalog import clock
from catalog.articles.editing import put_article
from catalog.products.editing import publish_product, rename_product
from catalog.products.queries import product_by_slug
from catalog.products.unpublishing import take_down
from catalog.science.editing import put_study
from catalog.shelf.shelf import Shelf
from catalog.upkeep.since import Since, since, since_all
from tests.claims.samples import claim, notice, store, study
from tests.factories import WHO, cleared, fits, make_cartridge, make_source, offer, said
from tests.reviews.made import make_author, research
from tests.reviews.made import store as store_review
from tests.upkeep.conftest import ARTICLE


def test_nothing_changed_since_it_was_written(desk_of):
    assert desk_of.told == []
    assert not desk_of.since.is_any


def test_a_changed_value_is_told_with_both_ends_and_its_day(desk_of, at_time):
    at_time(2026, 11, 27, 9)
    desk_of.change("ada", noise="58 dB")
    (change,) = desk_of.since.changes
    assert change.sentence == "Dermaline Ada, Noise at 30 cm: 55 dB → 58 dB (27 Nov 2026)"
    assert (change.url, change.day) == ("/devices/ada", "2026-11-27")
    assert desk_of.since.heading == "Since this was last checked, 1 fact it leans on has changed."


def test_of_several_changes_the_first_and_the_last_end_are_told_once(desk_of):
    desk_of.change("ada", noise="58 dB")
    desk_of.change("ada", noise="59 dB", weight="130 g")
    assert desk_of.told == [
        "Dermaline Ada, Noise at 30 cm: 55 dB → 59 dB",
        "Dermaline Ada, Weight: 120 g → 130 g",
    ]
    assert "2 facts it leans on have changed" in desk_of.since.heading


def test_what_came_back_to_what_it_was_has_not_changed(desk_of):
    desk_of.change("ada", noise="58 dB")
    desk_of.change("ada", noise="55 dB")
    assert desk_of.told == []


def test_the_same_value_from_another_source_or_written_another_way_is_no_change(desk_of):
    make_source(desk_of.session, "b-shop")
    rows = (*desk_of.draft("ada").statements, said("noise", "55 dB", "b-shop"))
    desk_of.change("ada", statements=rows)
    desk_of.change("ada", weight="0.12 kg")
    assert desk_of.told == []


def test_a_source_that_disagrees_and_a_value_set_aside_are_changes(desk_of):
    make_source(desk_of.session, "b-shop")
    rows = desk_of.draft("ada").statements
    desk_of.change("ada", statements=(*rows, said("noise", "61 dB", "b-shop")))
    assert desk_of.told == ["Dermaline Ada, Noise at 30 cm: 55 dB → 55 dB / 61 dB"]
    desk_of.change(
        "ada", statements=(replace(rows[0], rank="deprecated"), *rows[1:], said("noise", "61 dB", "b-shop"))
    )
    assert desk_of.told == ["Dermaline Ada, Noise at 30 cm: 55 dB → 61 dB"]


def test_what_becomes_known_and_what_is_taken_away_are_changes(desk_of):
    first, *rest = desk_of.draft("ada").statements
    desk_of.change("ada", statements=(*rest, said("motor_speed", "9,000 rpm")))
    assert first.spec == "noise"
    assert desk_of.told == [
        "Dermaline Ada, Motor speed: not known → 9,000 rpm",
        "Dermaline Ada, Noise at 30 cm: 55 dB → not known",
    ]


def test_prices_names_and_what_the_text_does_not_name_are_no_change_of_it(desk_of):
    desk_of.change("ada", offers=(offer("99.00", day="2026-03-01"),))
    desk_of.change("ada", notes="Another note.")
    desk_of.change("bea", noise="70 dB")
    rename_product(desk_of.session, "ada", "ada-one", **WHO)
    assert desk_of.told == []


def test_a_product_that_was_renamed_is_still_leaned_on(desk_of):
    rename_product(desk_of.session, "ada", "ada-one", **WHO)
    desk_of.change("ada-one", noise="58 dB")
    assert desk_of.told == ["Dermaline Ada, Noise at 30 cm: 55 dB → 58 dB"]


def test_a_version_leans_on_what_is_said_of_its_family(desk_of):
    desk_of.change("dts", weight="50 g")
    assert desk_of.told == ["Dermaline DTS, Weight: 40 g → 50 g"]


def test_the_law_and_whether_it_is_sold_are_facts(desk_of):
    desk_of.change("ada", legal=(cleared("K123456", source="a-shop"),), status="discontinued")
    assert desk_of.told == [
        "Dermaline Ada, Legal status, United States, FDA: not known → 510(k) cleared, K123456",
        "Dermaline Ada, Still sold: not known → no longer sold",
    ]


def test_a_new_cartridge_that_fits_is_told_whichever_page_says_so(desk_of):
    make_cartridge(desk_of.session, "ada-36", name="Ada 36", fits=(fits("ada"),))
    assert desk_of.told == ["Dermaline Ada, Fit with Dermaline Ada 36: not known → fits"]
    desk_of.change("ada-36", fits=())
    assert desk_of.told == []
    desk_of.change("ada", fits=(fits("ada-12", "does not fit"),))
    assert desk_of.told == ["Dermaline Ada, Fit with Dermaline Ada 12: not known → does not fit"]


def test_a_study_that_is_cited_is_told_field_by_field(desk_of):
    put_study(desk_of.session, study(n=14), **WHO)
    (change,) = desk_of.since.changes
    assert (change.thing, change.before, change.after) == ("Adams 2020", "12", "14")
    assert change.what == "Number of participants or samples"


def test_a_study_that_is_not_cited_is_told_only_where_it_names_the_device(desk_of):
    store(desk_of.session, study("brown2021"))
    assert desk_of.told == []
    store(desk_of.session, study("clark2022", devices_json='["ada"]'))
    assert desk_of.told == ["Clark 2022, a study of Dermaline Ada, new here"]


def test_a_notice_on_a_study_is_told(desk_of):
    store(desk_of.session, study("brown2021"), notice("rw-2", study="brown2021"))
    assert desk_of.told == []
    store(desk_of.session, notice())
    assert desk_of.told == ["Adams 2020, retracted"]


def test_another_verdict_is_told_and_other_words_of_a_claim_are_not(desk_of):
    store(desk_of.session, claim(why="Another reason."))
    assert desk_of.told == []
    store(desk_of.session, claim(verdict="unsupported"))
    assert desk_of.told == ["Claim 1, Verdict: supported → unsupported"]


def test_another_day_of_checking_or_looking_again_ends_it_until_the_next_change(desk_of):
    desk_of.change("ada", noise="58 dB")
    desk_of.recheck()
    assert desk_of.told == []
    desk_of.change("ada", noise="59 dB")
    assert desk_of.told == ["Dermaline Ada, Noise at 30 cm: 58 dB → 59 dB"]
    put_article(desk_of.session, replace(ARTICLE, checked="2026-03-02"), **WHO)
    assert desk_of.told == []


@pytest.mark.parametrize(
    "edit",
    [
        {"summary": "More is known."},
        {"text": ARTICLE.text + '\n\nIn the file it says {"checked":["2026-03-01","2026-03-02"]}.'},
        {"is_published": False},
    ],
)
def test_an_edit_that_leaves_the_day_of_checking_alone_ends_nothing(desk_of, edit):
    told = ["Dermaline Ada, Noise at 30 cm: 55 dB → 58 dB"]
    desk_of.change("ada", noise="58 dB")
    put_article(desk_of.session, replace(ARTICLE, **edit), **WHO)
    put_article(desk_of.session, replace(ARTICLE, title="Another title"), **WHO)
    assert desk_of.told == told
    put_article(desk_of.session, replace(ARTICLE, checked="2026-03-02"), **WHO)
    put_article(desk_of.session, ARTICLE, **WHO)
    assert desk_of.told == []


def test_a_review_of_which_only_the_verdict_was_changed_still_says_what_changed(desk_of):
    make_author(desk_of.session)
    written = research("bea", alternatives=(), cons=(), pros=())
    review = store_review(desk_of.session, written)
    desk_of.change("bea", noise="70 dB")

    def told():
        shelf = Shelf.rebuilt(desk_of.session, day=clock.today())
        found = since(desk_of.session, shelf, "review", review.id)
        assert since_all(desk_of.session, shelf).get(("review", review.id), Since()) == found
        return [one.what for one in found.changes]

    store_review(desk_of.session, replace(written, verdict="Another verdict, made up."), live=review.slug)
    assert told() == ["Noise at 30 cm"]
    store_review(desk_of.session, replace(written, checked="2026-11-28"), live=review.slug)
    assert told() == []


def test_a_look_at_an_older_version_leaves_what_came_after_it(desk_of):
    version = desk_of.since.changes
    assert version == ()
    desk_of.change("ada", noise="58 dB")
    (seen,) = desk_of.since.changes
    desk_of.change("ada", weight="130 g")
    desk_of.recheck(seen.number)
    assert desk_of.told == ["Dermaline Ada, Weight: 120 g → 130 g"]


def test_a_review_leans_on_the_device_it_is_about(desk_of):
    from catalog import clock
    from catalog.shelf.shelf import Shelf
    from catalog.upkeep.since import since, since_all

    make_author(desk_of.session)
    review = store_review(desk_of.session, research("bea", alternatives=(), cons=(), pros=()))
    desk_of.change("bea", noise="70 dB")
    shelf = Shelf.rebuilt(desk_of.session, day=clock.today())
    found = since(desk_of.session, shelf, "review", review.id)
    assert [one.what for one in found.changes] == ["Noise at 30 cm"]
    assert since_all(desk_of.session, shelf) == {("review", review.id): found}


@pytest.mark.parametrize("state", ["draft", "taken down"])
def test_a_text_that_is_not_public_is_in_no_list(desk_of, state):
    from catalog import clock
    from catalog.shelf.shelf import Shelf
    from catalog.upkeep.since import since_all

    put_article(desk_of.session, replace(ARTICLE, is_published=False), **WHO)
    desk_of.change("ada", noise="58 dB")
    assert since_all(desk_of.session, Shelf.rebuilt(desk_of.session, day=clock.today())) == {}


def test_the_twin_has_the_same_as_data(desk_of, at_time):
    at_time(2026, 11, 27, 9)
    desk_of.change("ada", noise="58 dB")
    (one,) = desk_of.since.as_json()
    assert one == {
        "thing": "Dermaline Ada",
        "address": "/devices/ada",
        "what": "Noise at 30 cm",
        "before": "55 dB",
        "after": "58 dB",
        "version": one["version"],
        "day": "2026-11-27",
    }


def test_a_product_that_is_taken_off_the_site_is_told(desk_of):
    draft = desk_of.draft("ada")
    take_down(desk_of.session, product_by_slug(desk_of.session, "ada"), **WHO)
    assert desk_of.told == ["Ada, is no longer in the catalogue"]
    publish_product(desk_of.session, draft, "ada", **WHO)
    assert desk_of.told == []
