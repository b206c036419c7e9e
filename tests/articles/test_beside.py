"""What concerns a device, a length or a comparison, and why; never a length that was studied."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlmodel import Session, select

from catalog.articles.beside import Beside, current, read
from catalog.articles.concerned import Concerned, Item, Named, Subject, concerning, kinds_words
from catalog.articles.editing import put_article
from catalog.concerns.queries import every_tested
from catalog.config import Settings
from catalog.db import open_database
from catalog.products.editing import rename_product
from catalog.science.models import Study
from catalog.science.words import lengths_words
from catalog.shelf.shelf import Shelf
from catalog.specs.needle_length import Lengths, NeedleLengths, Range
from catalog.specs.units import MILLIMETRE
from tests.articles.besides import article, fill
from tests.claims.samples import WHO, notice, store
from tests.factories import catalogue
from tests.products.conftest import count_statements

__all__ = ["count_statements"]
Told = list[tuple[str, str]]


@pytest.fixture
def filled(app: Flask) -> Flask:
    with catalogue(app) as session:
        fill(session)
    return app


def at(app: Flask, ask: Callable[[Beside, Shelf], Concerned]) -> Concerned:
    """What is asked of the state that the next request answers from."""
    from catalog.shelf import current as shelf

    with app.test_request_context("/"):
        return ask(current(), shelf())


def of(slug: str) -> Callable[[Beside, Shelf], Concerned]:
    def ask(beside: Beside, shelf: Shelf) -> Concerned:
        entry = shelf.by_slug(slug)
        assert entry
        return beside.of_cartridge(entry, shelf) if entry.kind == "cartridge" else beside.of_device(entry)

    return ask


def told(found: tuple[Named, ...]) -> Told:
    return [(one.title, one.why) for one in found]


SHORT, LONG = "about needle lengths of 0 to 0.5 mm", "about needle lengths of 2.0 to 3.0 mm"
OF_ALL = ["“Redness passes.”", "“Ada works.”"]
ALL, THERE, OPEN = "about all devices", ", which it goes to", "; whether it goes there is not known"


def test_what_names_a_device_leads_then_length_then_kind_then_what_is_about_everything(filled: Flask) -> None:
    found = at(filled, of("ada"))
    assert told(found.articles) == [
        ("Told of ada", "names the Dermaline Ada"),
        ("Short needles", SHORT + THERE),
        ("Long needles", LONG + THERE),
        ("Pens", "about pens"),
        ("Everything", ALL),
    ]
    assert told(found.claims) == [
        ("“Ada works.”", "checked against a study that names the Dermaline Ada"),
        ("“It is shallow.”", SHORT + THERE),
        ("“Redness passes.”", ALL),
    ]
    assert told(found.studies) == [("Adams 2020", "names the Dermaline Ada"), ("Brown 2019", "about pens")]
    assert [one.note for one in found.claims] == ["unsupported", "supported", "supported"]
    assert [one.url for one in found.studies] == ["/studies/adams2020", "/studies/brown2019"]


def test_where_no_length_is_known_the_words_say_so(filled: Flask) -> None:
    found = at(filled, of("bea"))
    assert told(found.articles) == [
        ("Short needles", SHORT + OPEN),
        ("Long needles", LONG + OPEN),
        ("Pens", "about pens"),
        ("Everything", ALL),
    ]
    assert told(found.studies) == [("Brown 2019", "about pens")]


def test_a_length_that_a_device_never_has_does_not_concern_it(filled: Flask) -> None:
    found = at(filled, of("rolla"))
    assert told(found.articles) == [
        ("Rollers", "about rollers"),
        ("Told of a family", "about rollers"),
        ("Everything", ALL),
    ]
    assert told(found.claims) == [
        ("“Rollers tear.”", "about rollers"),
        ("“Redness passes.”", ALL),
        ("“Ada works.”", ALL),
    ]
    assert told(found.studies) == [("Davis 2017", "about rollers")]


def test_a_version_answers_to_the_name_of_its_family_and_the_family_to_its_own(filled: Flask) -> None:
    names = ("Told of a family", "names the Dermaline DTS")
    assert told(at(filled, of("dts-1-0mm")).articles)[0] == names
    family = at(filled, lambda beside, shelf: beside.of_family(
        shelf.families["dts"], [e for e in shelf if e.family == "dts"]
    ))  # fmt: skip
    assert told(family.articles) == [
        names,
        ("Short needles", f"{SHORT}, which at least one of them goes to"),
        ("Rollers", "about rollers"),
        ("Everything", ALL),
    ]


def test_a_cartridge_is_of_the_kinds_it_fits(filled: Flask) -> None:
    found = at(filled, of("nib"))
    assert [title for title, _ in told(found.articles)] == [
        "Short needles",
        "Long needles",
        "Pens",
        "Everything",
    ]
    assert told(found.studies) == [("Brown 2019", "about pens")]


def test_devices_side_by_side_share_what_concerns_any_of_them(filled: Flask) -> None:
    def ask(beside: Beside, shelf: Shelf) -> Concerned:
        return beside.of_devices([e for slug in ("rolla", "ada") if (e := shelf.by_slug(slug))])

    found = at(filled, ask)
    assert told(found.articles)[:3] == [
        ("Told of ada", "names the Dermaline Ada"),
        ("Short needles", f"{SHORT}, which at least one of them goes to"),
        ("Long needles", f"{LONG}, which at least one of them goes to"),
    ]
    assert [title for title, _ in told(found.studies)] == ["Adams 2020", "Brown 2019", "Davis 2017"]
    assert found.groups[-1].url == "/studies"


@pytest.mark.parametrize(
    ("length", "articles", "claims", "studies"),
    [
        (500, ["Short needles", "Everything"], ["“It is shallow.”", *OF_ALL], ["Ewing 2010"]),
        (1000, ["Everything"], OF_ALL, ["Gould 2013"]),
        (2500, ["Long needles", "Everything"], OF_ALL, ["Gould 2013"]),
        (3001, ["Everything"], OF_ALL, []),
    ],
)  # fmt: skip
def test_a_length_has_what_is_about_it_and_the_studies_that_measured_its_layer(
    filled: Flask, length: int, articles: list[str], claims: list[str], studies: list[str]
) -> None:
    found = at(filled, lambda beside, _: beside.of_length(length))
    assert [one.title for one in found.articles] == articles
    assert [one.title for one in found.claims] == claims
    assert [one.title for one in found.studies] == studies
    assert {one.why for one in found.studies} <= {"behind the layer that is named here"}


def test_all_lengths_together_have_what_is_about_any(filled: Flask) -> None:
    found = at(filled, lambda beside, _: beside.of_lengths())
    assert told(found.articles) == [("Short needles", SHORT), ("Long needles", LONG), ("Everything", ALL)]
    assert [one.title for one in found.studies] == ["Ewing 2010", "Gould 2013"]


def test_three_of_each_are_shown_and_the_rest_counted(filled: Flask) -> None:
    articles, claims, studies = at(filled, of("ada")).groups
    assert (len(articles.shown), articles.more, articles.url) == (3, 2, "/articles")
    assert (len(claims.shown), claims.more) == (3, 0)
    assert (len(studies.shown), studies.more) == (2, 0)
    assert (studies.url, studies.listed) == ("/studies?device=pen", "all studies of pens")
    assert Concerned().groups == ()


def test_an_edit_is_seen_by_the_next_request(filled: Flask) -> None:
    with catalogue(filled) as session:
        put_article(session, article("new", rank=0, text="See [[device bea]]."), **WHO)
        store(session, notice())
    assert told(at(filled, of("bea")).articles)[0] == ("New", "names the Dermaline Bea")
    found = at(filled, of("ada"))
    assert found.studies[0].in_doubt == "retracted on 3 Mar 2026"
    assert found.claims[0].in_doubt == "A study behind this was retracted on 3 Mar 2026"
    assert found.claims[0].note == "in doubt"
    assert {one.in_doubt for one in (*found.studies[1:], *found.claims[1:], *found.articles)} == {None}


def test_an_article_is_in_doubt_for_what_it_cites_itself_or_through_a_claim(filled: Flask) -> None:
    with catalogue(filled) as session:
        put_article(session, article("cites", text="So [@adams2020]."), **WHO)
        put_article(session, article("through", text="[[claim c04]]"), **WHO)
        store(session, notice())
    found = {one.title: one.in_doubt for one in at(filled, of("ada")).articles}
    assert {title for title, doubt in found.items() if doubt} == {"Cites", "Through"}


def test_a_renamed_device_is_still_named(filled: Flask) -> None:
    with catalogue(filled) as session:
        rename_product(session, "ada", "ada-two", **WHO)
    found = at(filled, of("ada-two"))
    assert told(found.articles)[0] == ("Told of ada", "names the Dermaline Ada")
    assert told(found.studies)[0] == ("Adams 2020", "names the Dermaline Ada")


def test_pages_ask_the_database_nothing_for_it(
    filled: Flask, count_statements: Callable[[Callable[[], Any]], int]
) -> None:
    at(filled, of("ada"))
    before = count_statements(lambda: at(filled, lambda beside, _: Concerned()))
    assert count_statements(lambda: at(filled, of("bea"))) == before == 0


def test_what_names_this_exact_model_is_a_list_without_the_rest(filled: Flask) -> None:
    from catalog.shelf import current as shelf

    with filled.test_request_context("/"):
        ada, version = shelf().by_slug("ada"), shelf().by_slug("dts-1-0mm")
        assert ada
        assert version
        assert [one.title for one in current().naming(ada)] == ["Told of ada", "Adams 2020"]
        assert current().naming(version) == ()


# --- pure


def test_every_kind_is_named_in_one_order() -> None:
    assert kinds_words(("stamp", "pen", "roller")) == "pens, rollers and stamps"


def test_a_kind_and_a_length_have_to_fit_both() -> None:
    item = Item("A", "/a", ("roller",), 0, 500)
    short, long = (Lengths((one,), one) for one in (NeedleLengths((300,)), NeedleLengths((1500,))))
    pen = Subject({}, ("pen",), (short,))
    assert concerning([item], pen) == ()
    assert concerning([item], Subject({}, ("roller",), (long,))) == ()
    (found,) = concerning([item], Subject({}, ("roller",), (short,)))
    assert found.why == "about rollers and needle lengths of 0 to 0.5 mm, which it goes to"


def test_a_dial_whose_stops_are_not_known_may_or_may_not_go_there() -> None:
    dial = NeedleLengths((), (Range(250, 2500),))
    (found,) = concerning([Item("A", "/a", (), 600, 700)], Subject({}, ("pen",), (Lengths((dial,), dial),)))
    assert found.why == "about needle lengths of 0.6 to 0.7 mm; whether it goes there is not known"


# --- the real catalogue


@pytest.fixture(scope="module")
def seeded(seeded_file: Any) -> Any:
    """The real catalogue: session, shelf and index."""
    database = open_database(Settings(database_url=f"sqlite:///{seeded_file}"))
    with database.reader() as session:
        shelf = Shelf.rebuilt(session, day=date(2026, 11, 26))
        yield session, shelf, read(session, shelf)
    database.close()


@pytest.mark.parametrize(
    ("slug", "study"),
    [("skinpen-precision", "den160029"), ("exceed", "ablon2018"), ("dermaroller-mf8", "schwarz2011")],
)
def test_a_device_lists_by_name_the_study_that_names_it(seeded: Any, slug: str, study: str) -> None:
    _, shelf, beside = seeded
    entry = shelf.by_slug(slug)
    first = beside.of_device(entry).studies[0]
    assert (first.url, first.why) == (f"/studies/{study}", f"names the {shelf.title(entry)}")


@pytest.mark.parametrize(
    ("slug", "article"), [("skinpen-precision", "pen-roller-stamp"), ("dr-pen-a6", "choosing-a-device")]
)
def test_a_device_lists_by_name_the_article_that_names_it(seeded: Any, slug: str, article: str) -> None:
    _, shelf, beside = seeded
    entry = shelf.by_slug(slug)
    first = beside.of_device(entry).articles[0]
    assert (first.url, first.why) == (f"/articles/{article}", f"names the {shelf.title(entry)}")


def test_every_device_has_exactly_the_studies_of_its_model_and_those_of_its_kind_without_lengths(
    seeded: Any,
) -> None:
    session: Session
    session, shelf, beside = seeded
    studies = session.exec(select(Study)).all()
    told = {row.study for rows in every_tested(session).values() for row in rows if row.needle_lengths_um}
    assert any(study.needle_lengths_um and study.kinds for study in studies)
    for entry in shelf.devices():
        wanted = {
            f"/studies/{study.slug}"
            for study in studies
            if entry.slug in study.devices
            or (entry.kind in study.kinds and not study.needle_lengths_um and study.slug not in told)
        }
        assert {one.url for one in beside.of_device(entry).studies} == wanted, entry.slug


def test_no_studied_length_stands_beside_any_device(seeded: Any) -> None:
    """Studied lengths belong to concerns and articles: beside devices they would speak for longer needles."""
    session, shelf, beside = seeded
    rows = session.exec(select(Study)).all()
    lengths = {lengths_words(study) for study in rows if study.needle_lengths_um}
    lengths |= {f"{MILLIMETRE.show(one)} mm" for study in rows for one in study.needle_lengths_um}
    assert len(lengths) > 5
    for entry in shelf:
        found = beside.of_cartridge(entry, shelf) if entry.kind == "cartridge" else beside.of_device(entry)
        said = " | ".join(f"{one.title} {one.note} {one.why} {one.in_doubt}" for one in found.studies)
        said = said.replace(shelf.title(entry), "")
        assert not [length for length in lengths if length in said], entry.slug
        assert not re.search(r"\d ?(mm|µm)", said), entry.slug
