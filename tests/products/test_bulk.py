"""One thing done to many products: looked at first, saved as one change each, undone with a button."""

from typing import Any

import pytest
from flask import Flask
from sqlmodel import Session, select
from werkzeug.datastructures import MultiDict

from catalog.changes.models import Change
from catalog.changes.queries import current_version
from catalog.products import bulk, bulk_undo, checking, queries
from catalog.products.drafts import ProductDraft, StatementDraft
from catalog.products.models import Product
from tests.factories import catalogue, make_brand, make_device, make_source, said
from tests.html import Page, filled
from tests.signed_in import Visitor

BULK = "/desk/devices/bulk"
FILE = "innolitics-k180778"
SAVED: Any = {"actor": "anna", "reason": "A made-up sale ended"}


@pytest.fixture
def small(session: Session) -> Session:
    """Two pens and a roller; a shop says something of a pen and of the roller."""
    make_source(session, "shop")
    make_source(session, "maker", type="manufacturer")
    make_brand(session, "other")
    make_device(
        session, "pen-one", statements=[said("weight", "180 g", "shop"), said("noise", "55 dB", "maker")]
    )
    make_device(session, "pen-two", status="current")
    make_device(session, "roller", kind="roller", statements=[said("weight", "90 g", "shop")])
    return session


def stored(session: Session, slug: str) -> ProductDraft:
    number = queries.ids_by_slug(session, Product, [slug])[slug]
    return queries.drafts(session, [number])[number]


EVERY = ("pen-one", "pen-two", "roller")


def planned(session: Session, **task: Any) -> dict[str, Any]:
    """Per product the lines as (label, old, new), or why nothing changes."""
    return {
        one.slug: one.why_not or [(line.label, line.old, line.new) for line in one.lines]
        for one in bulk.plan(session, EVERY, bulk.Task(**task))
    }


def test_a_status_is_set_where_it_differs_and_the_others_say_why(small: Session) -> None:
    assert planned(small, action="status", status="current") == {
        "pen-one": [("Still sold", "not known", "still sold")],
        "pen-two": "It is so already: still sold.",
        "roller": [("Still sold", "not known", "still sold")],
    }


def test_a_brand_and_an_audience_are_set_in_words(small: Session) -> None:
    assert planned(small, action="brand", brand="other")["roller"] == [("Brand", "Dermaline", "Other")]
    assert planned(small, action="audience", audience="home")["roller"] == [
        ("Sold to", "not known", "sold for home use")
    ]
    assert planned(small, action="audience")["roller"] == "It is so already: not known."
    assert planned(small, action="brand")["pen-one"] == "A device needs a brand."
    outcomes = bulk.plan(small, EVERY, bulk.Task("audience", audience="professional"))
    bulk.apply(small, outcomes, **SAVED)
    already = planned(small, action="audience", audience="professional")
    assert already["roller"] == "It is so already: sold to clinics."


def test_a_statement_is_added_where_the_spec_applies_and_the_source_has_not_said_so(small: Session) -> None:
    found = planned(small, action="statement", spec="noise", says="55 dB", source="maker")
    assert found["pen-one"] == "This source says so already."
    assert found["pen-two"] == [("Noise at 30 cm", "nobody looked yet", "55 dB (maker)")]
    assert found["roller"] == "Noise at 30 cm does not apply to a roller."


def test_that_the_maker_says_nothing_can_be_said_of_many(small: Session) -> None:
    found = planned(small, action="statement", spec="weight", state="not_published", source="maker")
    assert found["pen-two"] == [("Weight", "nobody looked yet", "the maker does not publish it (maker)")]


def test_what_a_source_says_is_marked_as_replaced(small: Session) -> None:
    found = planned(small, action="replaced", source="shop")
    assert found["pen-two"] == "This source says nothing here that would change."
    assert [line[0] for line in found["pen-one"]] == ["Weight"]
    outcomes = bulk.plan(small, EVERY, bulk.Task("replaced", source="shop"))
    bulk.apply(small, outcomes, **SAVED)
    assert [s.rank for s in stored(small, "pen-one").statements] == ["deprecated", "normal"]
    assert planned(small, action="replaced", source="shop")["pen-one"].startswith("This source says nothing")


def test_a_source_was_read_again(small: Session) -> None:
    outcomes = bulk.plan(small, EVERY, bulk.Task("read_on", source="shop", read_on="2026-11-26"))
    assert outcomes[0].lines == (bulk.Line("Weight", "read 22 Nov 2026", "read 26 Nov 2026"),)
    bulk.apply(small, outcomes, **SAVED)
    assert stored(small, "roller").statements[0].read_on == "2026-11-26"
    back = bulk.plan(small, EVERY, bulk.Task("read_on", source="shop", read_on="2026-11-22"))
    bulk.apply(small, back, **SAVED)
    assert stored(small, "roller").statements[0].read_on is None


def test_what_measurements_made_is_nobodys_to_mark(small: Session) -> None:
    draft = ProductDraft(
        "x", "pen", "X", "dermaline",
        statements=(StatementDraft("weight", "180 g", "shop", origin="measurements, method 1"),),
    )  # fmt: skip
    known = bulk._Known(queries.sources(small), queries.brands(small))
    assert bulk._outcome(draft, bulk.Task("replaced", source="shop"), known).draft is None


def test_many_changes_are_one_each_with_one_reason_and_are_undone_together(small: Session) -> None:
    before = {slug: stored(small, slug) for slug in EVERY}
    start = current_version(small)
    outcomes = bulk.plan(small, EVERY, bulk.Task("status", status="discontinued"))
    changes = bulk.apply(small, outcomes, **SAVED)
    assert [change.number for change in changes] == [start + 1, start + 2, start + 3]
    assert {change.reason for change in changes} == {SAVED["reason"]}
    done = bulk_undo.changes_of(small, start + 1, start + 3)
    assert [one.slug for one in done] == list(EVERY)
    undone = bulk_undo.undo(small, done, actor="anna", reason="Undone")
    assert len(undone) == 3
    assert {slug: stored(small, slug) for slug in EVERY} == before
    assert checking.check(small) == []


def test_undoing_leaves_what_was_changed_since(small: Session) -> None:
    start = current_version(small)
    bulk.apply(small, bulk.plan(small, EVERY, bulk.Task("status", status="discontinued")), **SAVED)
    later = bulk.plan(small, ["roller"], bulk.Task("audience", audience="home"))
    bulk.apply(small, later, actor="bert", reason="Another")
    done = bulk_undo.changes_of(small, start + 1, start + 3)
    assert [one.slug for one in done if one.changed_since] == ["roller"]
    bulk_undo.undo(small, done, actor="anna", reason="Undone")
    assert (stored(small, "roller").status, stored(small, "roller").audience) == ("discontinued", "home")
    assert stored(small, "pen-two").status == "current"


# --- through a browser


def sent(desk: Visitor, **data: Any) -> Any:
    """The form of the page, filled with this."""
    body = filled(Page(desk.client.get(BULK)), "form.bulk")
    for name, value in data.items():
        body.setlist(name, value if isinstance(value, list) else [value])
    return desk.client.post(BULK, data=body)


def test_a_list_of_the_finder_is_changed_and_undone(desk: Visitor, own_app: Flask) -> None:
    preview = Page(
        sent(desk, do="preview", address="/devices?kind=roller", action="audience", audience="both")
    )
    count = len(preview.all(".bulk-t tbody"))
    staying = len(preview.all(".fact-panel li"))
    assert count > 0
    with own_app.extensions["database"].reader() as session:
        before = current_version(session)
        rollers = session.exec(select(Product.slug).where(Product.kind == "roller", ~Product.is_family)).all()
    assert count + staying == len(rollers)
    body: MultiDict[str, str] = filled(preview, "form.bulk")
    body["do"], body["reason"] = "apply", "Sold to both now, in this made-up case"
    answer = desk.client.post(BULK, data=body)
    assert answer.status_code == 303
    with own_app.extensions["database"].reader() as session:
        assert current_version(session) == before + count
        reasons = session.exec(select(Change.reason).where(Change.number > before)).all()
    assert set(reasons) == {"Sold to both now, in this made-up case"}
    done = Page(desk.client.get(answer.location))
    assert len(done.all(".places li")) == count
    undo = desk.client.post("/desk/devices/bulk/undo", data=filled(done, "form.form"))
    assert undo.status_code == 303
    with own_app.extensions["database"].reader() as session:
        assert current_version(session) == before + 2 * count
        assert checking.check(session) == []
    again = desk.client.post("/desk/devices/bulk/undo", data=filled(done, "form.form"))
    assert again.status_code == 409


def test_what_was_previewed_is_not_applied_to_a_catalogue_that_has_changed(
    desk: Visitor, own_app: Flask
) -> None:
    preview = Page(sent(desk, do="preview", products=["exceed"], action="status", status="discontinued"))
    with catalogue(own_app) as session:
        make_brand(session, "meanwhile")
        version = current_version(session)
    body = filled(preview, "form.bulk")
    body["do"] = "apply"
    answer = desk.client.post(BULK, data=body)
    assert answer.status_code == 409
    assert "changed while you looked" in answer.text
    with own_app.extensions["database"].reader() as session:
        assert current_version(session) == version


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"action": "status", "status": "current"}, "products"),
        ({"products": ["exceed"]}, "action"),
        ({"products": ["exceed"], "action": "replaced", "source": "nobody"}, "source"),
        (
            {"products": ["exceed"], "action": "read_on", "source": FILE, "read_on": "soon"},
            "read_on",
        ),
        ({"products": ["exceed"], "action": "statement", "source": FILE}, "spec"),
        (
            {
                "products": ["exceed"],
                "action": "statement",
                "spec": "weight",
                "says": "heavy",
                "source": FILE,
            },
            "says",
        ),
        ({"address": "/studies?x=1", "action": "status"}, "address"),
        ({"address": "/devices?depth_reach=much", "action": "status"}, "address"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(desk: Visitor, data: dict[str, Any], field: str) -> None:
    answer = sent(desk, do="preview", **data)
    assert answer.status_code == 422
    assert f'id="{field}-err"' in answer.text


def test_nothing_happens_without_the_token_of_the_form(desk: Visitor, own_app: Flask) -> None:
    with own_app.extensions["database"].reader() as session:
        before = current_version(session)
    data = {
        "products": ["exceed"],
        "action": "status",
        "status": "discontinued",
        "do": "apply",
        "version": before,
    }
    assert desk.client.post(BULK, data=data).status_code == 400
    assert desk.client.post(f"{BULK}/undo", data={"first": before, "last": before}).status_code in (400, 404)
    with own_app.extensions["database"].reader() as session:
        assert current_version(session) == before


def test_what_was_never_done_together_has_no_page(desk: Visitor) -> None:
    for asked in ("", "?first=1", "?first=x&last=y", "?first=999999&last=999999", "?first=5&last=1"):
        assert desk.client.get(f"{BULK}/done{asked}").status_code == 404
