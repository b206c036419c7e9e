"""The form of a product at the desk: as an author uses it, over the real catalogue."""

import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlmodel import Session, select
from werkzeug.serving import make_server

from catalog.changes.models import Change
from catalog.changes.queries import current_version, history_of, state_at
from catalog.db import Database
from catalog.editorial import kinds, planning
from catalog.editorial.editable import FaultsError, Writer
from catalog.editorial.models import Draft
from catalog.exchange import seeds
from catalog.places import place
from catalog.products import checking, queries
from catalog.products.editable import CartridgeEditable, DeviceEditable, ProductEditable
from catalog.products.models import FormerSlug, Product
from tests.conftest import free_port
from tests.factories import catalogue, make_brand, make_device, make_source, said
from tests.html import Page, fetcher, filled
from tests.signed_in import PASSWORD, Visitor, make_account

ANNA = Writer("anna", "Anna", "admin")
SAVED: Any = {"actor": "anna", "reason": "A test needs it"}
DEVICES, CARTRIDGES = DeviceEditable(), CartridgeEditable()


def every_product(session: Session) -> Iterator[tuple[ProductEditable, str]]:
    for kind in (DEVICES, CARTRIDGES):
        for one in kind.listed(session):
            yield kind, one.slug


# --- through the functions


def test_every_product_of_the_catalogue_saved_unchanged_makes_no_change(own_app: Flask) -> None:
    with own_app.extensions["database"].writer() as session:
        unchanged(session)


@pytest.mark.long
def test_every_product_saved_unchanged_makes_no_change_on_both_databases(database: Database) -> None:
    seeds.load(database.writer, place("seeds"), None)
    with database.writer() as session:
        unchanged(session)


def unchanged(session: Session) -> None:
    before, count = current_version(session), 0
    for kind, slug in every_product(session):
        fields = kind.read(session, slug)
        assert fields is not None
        assert list(kind.faults(session, fields, slug)) == []
        assert kind.publish(session, fields, slug, **SAVED) is None, slug
        count += 1
    assert count > 90
    assert current_version(session) == before


def test_what_the_log_keeps_of_a_product_is_what_its_form_shows(own_app: Flask) -> None:
    with own_app.extensions["database"].reader() as session:
        for kind, slug in every_product(session):
            number = kind.entity_id(session, slug)
            assert number is not None
            state = state_at(session, "product", number, current_version(session))
            assert state is not None
            assert kind.read_state(session, state) == kind.read(session, slug)


def test_a_preview_of_what_is_public_is_the_public_page(own_app: Flask) -> None:
    """Nothing that an edit does not touch may look different in its preview."""
    client = own_app.test_client()
    with own_app.extensions["database"].reader() as session:
        every = [(kind, slug) for kind, slug in every_product(session)]
        # Every family and kind is among each seventh and the families.
        families = {p.slug for p in session.exec(select(Product).where(Product.is_family))}
        for number, (kind, slug) in enumerate(every):
            if number % 7 and slug not in families:
                continue
            address = kind.address(slug)
            shown = client.get(address)
            assert shown.status_code == 200
            with own_app.test_request_context(address):
                fields = kind.read(session, slug)
                assert fields is not None
                assert main_of(kind.preview(session, fields)) == main_of(shown.text), slug


def main_of(page: str) -> str:
    return page.partition("<main")[2].partition("</main>")[0]


@pytest.fixture
def small(session: Session) -> Session:
    """Two sources, a brand, a pen of which two say something, and a cartridge that fits."""
    make_source(session, "shop", title="A shop’s page")
    make_source(session, "maker", title="A maker’s page", type="manufacturer", strength="strong")
    make_device(
        session,
        "one",
        statements=[
            said("weight", "180 g", "shop"),
            said("weight", "210 g", "maker"),
            said("noise", "55 dB", "shop"),
        ],
    )
    return session


def fields_of(session: Session, slug: str) -> dict[str, Any]:
    fields = DEVICES.read(session, slug)
    assert fields is not None
    return fields


def test_a_new_product_its_source_and_its_brand_are_made_together(small: Session) -> None:
    before = current_version(small)
    fields = DEVICES.blank(small, ANNA, {"kind": "stamp"}) | {
        "name": "Nine",
        "new_brand": "Needle Craft",
        "new_sources": [
            {"title": "Leaflet", "publisher": "Needle Craft", "type": "manufacturer", "read_on": "2026-11-26"}
        ],
        "spec_needle_length": [{"key": "new-0", "says": "0.5 mm", "source": "new 1"}],
        "offers": [{"price": "139.00", "currency": "usd", "merchant": "A shop", "source": "shop"}],
    }
    assert list(DEVICES.faults(small, fields, None)) == []
    change = DEVICES.publish(small, fields, None, **SAVED)
    assert change is not None
    kinds = small.exec(select(Change.entity_kind).where(Change.number > before).order_by(Change.number)).all()
    assert kinds == ["source", "brand", "product"]
    assert DEVICES.slug(fields) == "needle-craft-nine"
    draft = queries.drafts(small, [DEVICES.entity_id(small, "needle-craft-nine") or 0])
    stored = next(iter(draft.values()))
    assert (stored.kind, stored.brand, stored.offers[0].amount_minor) == ("stamp", "needle-craft", 13900)
    assert checking.check(small) == []


def test_a_product_cannot_take_the_address_of_another(small: Session) -> None:
    make_device(small, "two")
    fields = DEVICES.blank(small, ANNA, {}) | {"name": "Two", "slug": "two", "brand": "dermaline"}
    assert [fault.field for fault in DEVICES.faults(small, fields, None)] == ["slug"]
    moved = fields_of(small, "one") | {"slug": "two"}
    assert [fault.field for fault in DEVICES.faults(small, moved, "one")] == ["slug"]


def test_a_renamed_product_is_one_change_and_its_old_address_leads_on(small: Session) -> None:
    number, before = DEVICES.entity_id(small, "one"), current_version(small)
    fields = fields_of(small, "one") | {"slug": "uno", "name": "Uno"}
    change = DEVICES.publish(small, fields, "one", **SAVED)
    assert change is not None
    assert change.number == before + 1 == current_version(small)
    assert DEVICES.entity_id(small, "uno") == number
    former = small.get(FormerSlug, ("product", "one"))
    assert former is not None
    assert former.product_id == number
    assert json.loads(change.payload)["fields"].keys() == {"slug", "name"}


def test_a_rename_is_undone_from_the_log(small: Session) -> None:
    number = DEVICES.entity_id(small, "one")
    assert number is not None
    was = current_version(small)
    original = fields_of(small, "one")
    DEVICES.publish(small, original | {"slug": "uno"}, "one", **SAVED)
    state = state_at(small, "product", number, was)
    assert state is not None
    back = DEVICES.read_state(small, state)
    assert list(DEVICES.faults(small, back, "uno")) == []
    DEVICES.publish(small, back, "uno", **SAVED)
    assert fields_of(small, "one") == original
    leads = small.get(FormerSlug, ("product", "uno"))
    assert leads is not None
    assert leads.product_id == number


def test_statements_that_were_taken_away_come_back_from_the_log(small: Session) -> None:
    number, was = DEVICES.entity_id(small, "one"), current_version(small)
    original = fields_of(small, "one")
    fewer = {name: value for name, value in original.items() if name != "spec_weight"}
    assert DEVICES.publish(small, fewer, "one", **SAVED) is not None
    assert "spec_weight" not in fields_of(small, "one")
    state = state_at(small, "product", number or 0, was)
    assert state is not None
    DEVICES.publish(small, DEVICES.read_state(small, state), "one", **SAVED)
    back = queries.drafts(small, [number or 0])[number or 0].statements
    assert [(s.spec, s.says) for s in back] == [("weight", "180 g"), ("weight", "210 g"), ("noise", "55 dB")]


def test_trusting_one_source_ends_the_dispute_and_nothing_is_lost(small: Session) -> None:
    fields = fields_of(small, "one")
    fields["trust_weight"] = fields["spec_weight"][1]["key"]
    DEVICES.publish(small, fields, "one", **SAVED)
    number = DEVICES.entity_id(small, "one") or 0
    assert [s.rank for s in queries.drafts(small, [number])[number].statements] == [
        "normal",
        "preferred",
        "normal",
    ]
    document = json.loads(small.get_one(Product, number).document)
    assert document["answers"]["weight"] == {"state": "known", "value": 210}


def test_what_a_form_refuses_changes_nothing(small: Session) -> None:
    before = current_version(small)
    fields = fields_of(small, "one")
    fields["spec_weight"][0]["says"] = "heavy"
    fields["spec_noise"][0]["read_on"] = "yesterday"
    fields["successor"] = "nowhere"
    with pytest.raises(FaultsError) as refused:
        DEVICES.publish(small, fields, "one", **SAVED)
    assert {fault.field for fault in refused.value.faults} == {
        "spec_weight-0-says", "spec_noise-0-read_on", "successor",
    }  # fmt: skip
    assert current_version(small) == before


def test_a_restored_state_is_the_twin_of_its_version(own_app: Flask) -> None:
    client = own_app.test_client()
    with catalogue(own_app) as session:
        was = current_version(session)
        fields = fields_of(session, "exceed")
        changed = fields | {"slug": "exceed-two", "name": "Exceed Two", "status": "discontinued"}
        del changed["spec_needle_length"], changed["legal"]
        DEVICES.publish(session, changed, "exceed", **SAVED)
    twin = client.get("/devices/exceed-two.json").get_json()
    old = client.get(f"/devices/exceed-two.json?as_of={was}").get_json()
    assert twin["name"] != old["name"]
    with catalogue(own_app) as session:
        number = DEVICES.entity_id(session, "exceed-two") or 0
        state = state_at(session, "product", number, was)
        assert state is not None
        DEVICES.publish(session, DEVICES.read_state(session, state), "exceed-two", **SAVED)
    now = client.get("/devices/exceed.json").get_json()
    assert now | {"version": 0} == old | {"version": 0}


# --- through a browser


def test_the_form_of_a_device_shows_what_its_kind_can_have_and_what_is_on_file(desk: Visitor) -> None:
    page = Page(desk.client.get("/desk/devices/exceed"))
    assert page.text("h1") == "Amiea Med Exceed"
    assert page.text("head > title").startswith("Amiea Med Exceed")
    assert "Motor speed" in page.texts(".fact h3")
    assert "Needle layout" not in page.texts(".fact h3")
    values = [field.get("value") for field in page.all("#spec_needle_length input[name$=says]")]
    assert values[:3] == ["from 0 mm", "up to 1.5 mm", "up to 1.9 mm"]
    assert page.texts(".disputed h3") == ["Needle length"]
    assert "Which do you trust?" in page.text("#trust_needle_length legend")
    # “From 0 mm” and “up to 1.5 mm” are halves of what one source says.
    offered = [one.get("value") for one in page.all("#trust_needle_length [type=radio]")]
    assert offered[0] == "0+1"
    assert "from 0 mm" in page.texts("#trust_needle_length label")[0]
    assert "up to 1.5 mm" in page.texts("#trust_needle_length label")[0]
    layout = Page(desk.client.get("/desk/cartridges/exceed-safety-6"))
    assert "Needle layout" in layout.texts(".fact h3")
    assert "Motor speed" not in layout.texts(".fact h3")


def test_the_form_begins_with_links_to_each_of_its_sections(desk: Visitor) -> None:
    page = Page(desk.client.get("/desk/devices/exceed"))
    links = page.links("nav.to-s a")
    assert links == [f"#{one.get('id')}" for one in page.all(".fact-s > h2")]
    assert page.texts("nav.to-s a") == page.texts(".fact-s > h2")
    assert page.html.index("to-s") < page.html.index('class="fact-s"')


def test_a_device_sent_as_it_stands_changes_nothing(desk: Visitor, own_app: Flask) -> None:
    with own_app.extensions["database"].reader() as session:
        before = current_version(session)
    for address in (
        "/desk/devices/exceed",
        "/desk/devices/genosys-dts-roller",
        "/desk/cartridges/exceed-safety-6",
    ):
        sent = desk.fill(address, do="publish")
        assert (sent.status_code, sent.location) == (303, f"{address}?done=unchanged")
    with own_app.extensions["database"].reader() as session:
        assert current_version(session) == before


def test_a_value_is_typed_once_with_the_source_of_all_and_published(desk: Visitor, own_app: Flask) -> None:
    spare = spare_of(desk, "/desk/devices/exceed", "spec_weight")
    answer = desk.fill(
        "/desk/devices/exceed",
        do="publish",
        reason="Weighed in their data sheet",
        all_source="innolitics-k180778",
        all_day="2026-11-25",
        **{f"{spare}-says": "0.2 kg"},
    )
    assert answer.location == "/desk/devices/exceed?done=published"
    twin = own_app.test_client().get("/devices/exceed.json").get_json()
    assert twin["specs"]["weight"]["value"] == 200
    with own_app.extensions["database"].reader() as session:
        number = DEVICES.entity_id(session, "exceed") or 0
        change = history_of(session, "product", number)[-1]
        stored = queries.drafts(session, [number])[number].statements[-1]
    assert (change.actor, change.reason) == ("anna", "Weighed in their data sheet")
    assert (stored.says, stored.source, stored.read_on) == ("0.2 kg", "innolitics-k180778", "2026-11-25")
    # The next form begins with the same source and day.
    page = Page(desk.client.get("/desk/devices/dr-pen-m8"))
    assert page.one("#all_source").get("value") == "innolitics-k180778"
    assert page.one("#all_day").get("value") == "2026-11-25"


def test_a_mistyped_source_of_all_is_mended_once_where_it_was_typed(desk: Visitor) -> None:
    address = "/desk/devices/exceed"
    weight, noise = (spare_of(desk, address, rows) for rows in ("spec_weight", "spec_noise"))
    typed = {f"{weight}-says": "0.2 kg", f"{noise}-says": "55 dB"}
    again = desk.fill(address, do="publish", all_source="no such", all_day="yesterday", **typed)
    assert again.status_code == 422
    page = Page(again)
    assert "There is no source “no such”" in page.text("#all_source-err")
    assert "is no day" in page.text("#all_day-err")
    assert page.one(f"[name={weight}-source]").get("value") in ("", None)
    assert page.one(f"[name={noise}-read_on]").get("value") in ("", None)
    assert Page(desk.client.get(address)).one("#all_source").get("value") == "no such"
    mended = desk.fill(address, do="publish", all_source="innolitics-k180778", all_day="2026-11-25")
    assert mended.location == f"{address}?done=published"


def test_a_product_that_readers_see_leads_from_its_form_to_pasting_a_page(desk: Visitor) -> None:
    form = Page(desk.client.get("/desk/cartridges/exceed-safety-6"))
    assert form.all("a[href='/desk/cartridges/exceed-safety-6/paste']")
    assert not Page(desk.client.get("/desk/devices/new")).all("a[href$='/paste']")


def test_the_history_at_the_desk_says_in_words_what_is_trusted(desk: Visitor) -> None:
    address = "/desk/devices/exceed"
    assert desk.fill(address, do="publish", trust_needle_length="2").location == f"{address}?done=published"
    assert (
        "up to 1.9 mm (innolitics-k182407)" in Page(desk.client.get(f"{address}/changes")).texts(".diff")[0]
    )


def test_what_another_page_published_meanwhile_is_not_taken_back_by_saving_an_older_one(
    desk: Visitor,
) -> None:
    address = "/desk/devices/exceed"
    open_page = filled(Page(desk.client.get(address)), "form[data-editor]")
    assert desk.fill(address, do="publish", name="Exceed of today").location == f"{address}?done=published"
    open_page.setlist("notes", ["Typed in another tab"])
    open_page.setlist("do", ["save"])
    choice = desk.client.post(address, data=open_page).location
    assert "Name" in Page(desk.client.get(choice)).text("main")
    assert desk.fill(choice, "main form").status_code == 303
    page = Page(desk.client.get(address))
    assert page.text("#notes").strip() == "Typed in another tab"
    assert page.one("#name").get("value") == "Exceed of today"


def test_a_page_that_was_open_while_its_product_was_renamed_loses_nothing(desk: Visitor) -> None:
    address, moved = "/desk/devices/exceed", "/desk/devices/exceed-two"
    open_page = filled(Page(desk.client.get(address)), "form[data-editor]")
    assert desk.fill(address, do="publish", slug="exceed-two").location == f"{moved}?done=published"
    open_page.setlist("notes", ["Typed in another tab"])
    open_page.setlist("do", ["save"])
    answer = desk.client.post(address, data=open_page)
    assert answer.status_code == 303
    assert answer.location.startswith(f"{moved}/choose/")
    went_on = desk.fill(answer.location, "main form")
    assert went_on.status_code == 303
    page = Page(desk.client.get(moved))
    assert page.text("#notes").strip() == "Typed in another tab"
    assert page.one("#slug").get("value") == "exceed-two"
    assert desk.client.get("/desk/devices/was-never-there").status_code == 404


def spare_of(desk: Visitor, address: str, rows: str) -> str:
    """The name of the spare row of a spec: "spec_weight-1"."""
    names = [field.get("name") for field in Page(desk.client.get(address)).all(f"#{rows} input[name$=key]")]
    return str(names[-1]).removesuffix("-key")


def test_what_cannot_be_read_is_said_at_its_field_and_may_be_kept_as_a_note(desk: Visitor) -> None:
    spare = spare_of(desk, "/desk/devices/exceed", "spec_weight")
    typed = {f"{spare}-says": "quite light", "all_source": "innolitics-k180778"}
    again = desk.fill("/desk/devices/exceed", do="publish", **typed)
    assert again.status_code == 422
    page = Page(again)
    assert page.one(f"[name={spare}-says]").get("value") == "quite light"
    assert "180 g" in page.text(f"#{spare}-says-err")
    number = int(spare.rpartition("-")[2]) + 1
    assert page.text("#flaws-h ~ ul").startswith(f"Weight, statement {number}, value: ")
    kept = desk.fill("/desk/devices/exceed", do="publish", **{f"{spare}-keep": "y"})
    assert kept.location == "/desk/devices/exceed?done=published"


def test_an_unlikely_value_is_doubted_and_can_be_published_all_the_same(desk: Visitor) -> None:
    spare = spare_of(desk, "/desk/devices/exceed", "spec_needle_diameter")
    typed = {f"{spare}-says": "25 mm", "all_source": "innolitics-k180778"}
    assert desk.fill("/desk/devices/exceed", do="save", **typed).status_code == 303
    page = Page(desk.client.get("/desk/devices/exceed"))
    assert "Did you mean 0.25 mm?" in page.text(f"#{spare}-says-warn")
    assert desk.fill("/desk/devices/exceed", do="publish").location == "/desk/devices/exceed?done=published"


def test_a_preview_shows_the_draft_and_saves_nothing(desk: Visitor, own_app: Flask) -> None:
    desk.fill("/desk/devices/exceed", do="save", name="Exceed of tomorrow")
    shown = desk.client.get("/desk/devices/exceed/preview")
    assert "Exceed of tomorrow" in shown.text
    assert "Exceed of tomorrow" not in own_app.test_client().get("/devices/exceed").text
    with own_app.extensions["database"].reader() as session:
        assert checking.check(session) == []


def test_a_new_device_is_previewed_before_it_exists(own_app: Flask) -> None:
    with own_app.extensions["database"].reader() as session, own_app.test_request_context("/desk"):
        fields = DEVICES.blank(session, ANNA, {}) | {
            "name": "Made-up pen",
            "brand": "dr-pen",
            "spec_needle_length": [{"says": "0.5 mm", "source": "innolitics-k180778"}],
            "fits": [{"other": "exceed-safety-6", "answer": "fits", "source": "innolitics-k180778"}],
        }
        page = DEVICES.preview(session, fields)
    assert "Made-up pen" in page
    assert "Exceed standard safety needle cartridge" in page
    assert own_app.test_client().get("/devices/dr-pen-made-up-pen").status_code == 404


def test_a_new_fit_with_a_cartridge_that_fits_others_too_is_previewed(own_app: Flask) -> None:
    with own_app.extensions["database"].reader() as session, own_app.test_request_context("/desk"):
        fields = DEVICES.read(session, "bio-pen-q2")
        assert fields is not None
        fit = {"other": "dr-pen-m8-16", "answer": "fits", "source": "zhao-products"}
        page = DEVICES.preview(session, fields | {"fits": [*fields.get("fits", []), fit]})
    assert "Dr. Pen M8 16-pin cartridge" in page


def test_an_author_may_not_write_facts(own_app: Flask) -> None:
    with catalogue(own_app) as session:
        make_account(session, "bert", "author")
        make_brand(session)
    bert = Visitor(own_app.test_client())
    bert.sign_in("bert")
    for address in (
        "/desk/devices",
        "/desk/devices/exceed",
        "/desk/brands",
        "/desk/sources",
        "/desk/cartridges",
    ):
        assert bert.client.get(address).status_code == 403


def test_drafts_of_devices_and_of_cartridges_stay_in_their_rooms(desk: Visitor, own_app: Flask) -> None:
    """Both are products in the log; lists, plans and secret links tell them apart."""
    head = "exceed-safety-6"
    assert desk.fill(f"/desk/cartridges/{head}", do="save", name="A head of tomorrow").status_code == 303
    assert desk.fill("/desk/devices/exceed", do="save", name="A pen of tomorrow").status_code == 303
    made = desk.fill("/desk/cartridges/new", do="save", name="A new head")
    assert made.location == "/desk/cartridges/a-new-head?done=saved"
    devices, cartridges = (desk.client.get(f"/desk/{room}").text for room in ("devices", "cartridges"))
    assert "A new head" in cartridges
    assert "A new head" not in devices
    assert desk.client.get(f"/desk/devices/{head}").status_code == 404
    assert desk.client.get("/desk/devices/a-new-head").status_code == 404
    with own_app.extensions["database"].writer() as session:
        for draft in session.exec(select(Draft)).all():
            if draft.slug != "a-new-head":
                draft.publish_at = "2020-01-01T00:00:00.000000Z"
                session.add(draft)
        session.commit()
    with own_app.app_context():
        said_ = planning.run_due(own_app.extensions["database"].writer, kinds.every_kind())
    assert sorted(said_) == ["A head of tomorrow: published", "A pen of tomorrow: published"]
    client = own_app.test_client()
    assert "A head of tomorrow" in client.get(f"/cartridges/{head}").text
    assert "A pen of tomorrow" in client.get("/devices/exceed").text


def test_every_page_of_facts_is_sound(desk: Visitor, own_app: Flask) -> None:
    fetch = fetcher(own_app, desk.client)
    for path in (
        "devices",
        "devices/new",
        "devices/exceed",
        "devices/genosys-dts-roller",
        "devices/exceed/preview",
        "cartridges/exceed-safety-6",
        "devices/bulk",
        "brands/dr-pen",
        "sources/new",
    ):
        fetch(f"/desk/{path}")


def test_facts_are_edited_without_a_script_and_on_a_narrow_screen(desk: Visitor, chromium: Any) -> None:
    """In a browser: a value, its source above, one button; nothing reaches over the side at 320 px."""
    server = make_server("127.0.0.1", free_port(), desk.client.application, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    context = chromium.new_context(viewport={"width": 320, "height": 800}, java_script_enabled=False)
    try:
        page = context.new_page()
        at = f"http://127.0.0.1:{server.server_port}"
        page.goto(f"{at}/sign-in?back=/desk/devices/exceed")
        page.fill("[name=login]", "anna")
        page.fill("[name=password]", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/desk/devices/exceed")
        page.fill("#all_source", "innolitics-k180778")
        page.fill("#all_day", "2026-11-26")
        page.click("#spec_weight summary")
        page.fill("#spec_weight input[name$=says]", "0.2 kg")
        page.fill("#reason", "Weighed, in a made-up case")
        page.click("button[value=publish]")
        assert "done=published" in page.url
        assert page.input_value("#spec_weight input[name$=says] >> nth=0") == "0.2 kg"
        signed_in = context.storage_state()
        width = chromium.new_context(viewport={"width": 320, "height": 800}, storage_state=signed_in)
        narrow = width.new_page()
        narrow.goto(f"{at}/desk/devices/exceed")
        assert narrow.evaluate("document.documentElement.scrollWidth <= innerWidth")
        # What is chosen from looks like it: a list has an arrow.
        assert "gradient" in narrow.eval_on_selector("#kind", "one => getComputedStyle(one).backgroundImage")
        width.close()
    finally:
        context.close()
        server.shutdown()
