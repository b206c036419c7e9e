"""`/desk/measurements`: a measurement typed, looked at, saved, corrected, taken away."""

import json
from datetime import timedelta

import pytest
from flask import Flask
from sqlmodel import select

from catalog import clock
from catalog.changes.models import Change
from catalog.method.models import Measurement
from catalog.products import queries
from catalog.products.drafts import StatementDraft
from catalog.products.models import Product, Source
from tests.factories import catalogue, make_device, make_family, said
from tests.html import Page, check
from tests.method.conftest import NEW, TYPED
from tests.signed_in import Visitor, make_account
from tests.test_growth import statements

LIST = "/desk/measurements"


def measured(app: Flask, slug: str = "dermaline-one") -> list[StatementDraft]:
    """The statements of a product that measurements made."""
    with catalogue(app) as session:
        number = queries.ids_by_slug(session, Product, [slug])[slug]
        draft = queries.drafts(session, [number])[number]
    return [row for row in draft.statements if row.is_made_of_measurements]


def changes(app: Flask) -> list[tuple[str, str, str]]:
    with catalogue(app) as session:
        return [(one.entity_kind, one.actor, one.reason) for one in session.exec(select(Change))]


def stored(app: Flask) -> list[Measurement]:
    with catalogue(app) as session:
        rows = list(session.exec(select(Measurement)))
        for row in rows:
            session.expunge(row)
        return rows


def test_a_measurement_is_saved_raw_and_becomes_a_measured_statement(app, measure):
    sent = measure()
    assert (sent.response.status_code, sent.response.location) == (303, f"{LIST}?done=saved")
    (row,) = stored(app)
    assert row.slug == "dermaline-one-measured_length-2026-03-01-500".replace("_", "-")
    assert (row.setting, row.readings, row.units, row.author) == (500, (460, 430, 490), 3, "anna")
    (statement,) = measured(app)
    assert statement.says == "0.5 mm → 0.46 mm ± 0.03 mm (n=3)"
    assert statement.kind == "measured"
    with catalogue(app) as session:
        source = session.exec(select(Source).where(Source.slug == statement.source)).one()
        assert (source.type, source.publisher, source.read_on) == ("own-measurement", "Anna", "2026-03-01")
    assert changes(app)[-3:] == [
        ("measurement", "anna", "Measured"),
        ("source", "anna", "Measured"),
        ("product", "anna", "Measured"),
    ]


def test_a_preview_shows_what_it_comes_to_and_saves_nothing(app, measure):
    page = measure(do="look", readings="0.46 0.43 0.49 2.00")
    check(page)
    assert page.response.status_code == 200
    told = page.text("[role=status]")
    assert "0.845 ± 0.77 mm (n=4), from 0.43 mm to 2.0 mm. No reading is left out." in told
    assert "0.5 mm → 0.845 mm ± 0.77 mm (n=4)" in told
    assert "It is not saved yet." in told
    assert page.text("#readings") == "0.46 0.43 0.49 2.00"
    assert stored(app) == []
    assert measured(app) == []


def test_a_preview_counts_what_is_measured_already(app, measure):
    measure()
    told = measure(do="look", readings="0.40 0.52", day="2026-03-05").text("[role=status]")
    assert "0.46 ± 0.085 mm (n=2)" in told
    assert "0.5 mm → 0.46 mm ± 0.047 mm (n=5)" in told
    assert len(stored(app)) == 1


def test_an_author_in_the_east_may_have_measured_tomorrow(app, measure):
    tomorrow, after = ((clock.today() + timedelta(days=days)).isoformat() for days in (1, 2))
    assert "still to come" in measure(day=after).text("#day-err")
    assert measure(day=tomorrow).response.status_code == 303
    assert [row.day for row in stored(app)] == [tomorrow]


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("product", "", "Choose what was measured."),
        ("product", "nobody-knows-it", "There is no device or cartridge"),
        ("product", "a\x00b", "There is no device or cartridge"),
        ("spec", "", "Please choose one."),
        ("spec", "warranty", "none of"),
        ("setting", "", "Write which length was set"),
        ("setting", "0", "more than 0"),
        ("setting", "500", "Is the unit right?"),
        ("setting", "half", "not a number"),
        ("readings", "", "at least one reading"),
        ("readings", "0.46 odd!", "unit"),
        ("readings", "460", "Is the unit right?"),
        ("readings", "0.4567", "finer than 1 µm"),
        ("pieces", "", "on how many"),
        ("pieces", "0", "whole number from 1"),
        ("pieces", "9" * 30, "whole number from 1"),
        ("instrument", " ", "This is missing."),
        ("instrument", "x" * 121, "at most 120"),
        ("day", "", "Write the day"),
        ("day", "2026-02", "Write the day"),
        ("day", "2026-02-30", "Write the day"),
        ("day", "2999-01-01", "still to come"),
        ("day", "1026-03-01", "too long ago"),
        ("method", "7", "no version 7"),
        ("note", "x" * 2001, "at most 2,000"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(app, measure, field, typed, words):
    page = measure(**{field: typed})
    assert page.response.status_code == 422
    assert words in page.text(f"#{field}-err")
    assert page.one(f"#{field}").get("aria-invalid") == "true"
    assert page.one(f".note.bad a[href='#{field}']") is not None
    kept = TYPED | {field: typed}
    if field != "readings":
        assert page.text("#readings") == kept["readings"]
    if field != "instrument":
        assert page.one("#instrument").get("value") == kept["instrument"]
    assert stored(app) == []


def test_what_no_page_could_show_is_not_saved(app, writer):
    response = writer.send(NEW, **(TYPED | {"do": "save", "instrument": "a\x07b"}))
    assert response.status_code == 422
    assert "cannot be printed" in response.text
    assert stored(app) == []


def test_a_length_is_set_only_where_lengths_are_measured(app, measure):
    page = measure(spec="noise", readings="50", setting="0.5 mm")
    assert "not measured at a needle length" in page.text("#setting-err")
    assert measure(spec="noise", readings="55 56 57", setting="").response.status_code == 303
    (statement,) = measured(app)
    assert statement.says == "56 dB"
    assert statement.note.startswith("56 ± 1 dB (n=3). With a made-up microscope on 1 Mar 2026")


def test_what_a_kind_does_not_have_cannot_be_measured_on_it(app, measure):
    with catalogue(app) as session:
        make_device(session, "a-roller", kind="roller", specs={"needle_length": "0.5 mm"})
        make_family(session, "dts", ["0.5 mm", "1.0 mm"])
    page = measure(product="a-roller", spec="noise", setting="", readings="50")
    assert "A roller has no noise at 30 cm." in page.text("#spec-err")
    assert "could be measured" in measure(product="dts").text("#product-err")
    assert measure(product="dts-0-5mm").response.status_code == 303


def test_a_second_measurement_of_the_same_day_gets_a_name_of_its_own(app, measure):
    for _ in range(3):
        assert measure().response.status_code == 303
    assert sorted(row.slug[-3:] for row in stored(app)) == ["-n2", "-n3", "500"]
    assert measured(app)[0].says == "0.5 mm → 0.46 mm ± 0.026 mm (n=9)"


def edit(app: Flask) -> str:
    return f"{LIST}/{stored(app)[0].slug}"


def test_a_correction_replaces_what_the_facts_say_and_the_old_stays_in_the_history(app, writer, measure):
    measure()
    here = edit(app)
    page = Page(writer.client.get(here))
    check(page)
    assert page.text("#readings") == "0.46 0.43 0.49"
    assert page.text("main code") == f"[@{stored(app)[0].slug}]"
    assert page.one("#setting").get("value") == "0.5 mm"
    sent = corrected(writer, here, readings="0.46 0.43 0.48", reason="One was copied wrongly")
    assert sent.status_code == 303
    assert measured(app)[0].says == "0.5 mm → 0.457 mm ± 0.025 mm (n=3)"
    assert stored(app)[0].readings == (460, 430, 480)
    kinds = [change[::2] for change in changes(app)[-2:]]
    assert kinds == [(kind, "One was copied wrongly") for kind in ("measurement", "product")]
    history = writer.client.get("/devices/dermaline-one/history").text
    assert "0.46 mm ± 0.03 mm (n=3)" in history
    assert "0.457 mm ± 0.025 mm (n=3)" in history


def corrected(writer: Visitor, here: str, **typed: str):
    page = Page(writer.client.get(here))
    form = {field.get("name"): field.get("value") or "" for field in page.all("form.form input")}
    form |= {"readings": page.text("#readings"), "note": page.text("#note"), "method": "", "do": "save"}
    return writer.client.post(here, data=form | typed)


def test_a_correction_says_why(app, writer, measure):
    measure()
    page = Page(corrected(writer, edit(app), readings="0.5", reason=" "))
    assert page.response.status_code == 422
    assert "Say why" in page.text("#reason-err")
    assert page.text("#readings") == "0.5"
    assert stored(app)[0].readings == (460, 430, 490)


def test_of_two_corrections_at_once_the_second_is_told_of_the_first(app, writer, measure):
    measure()
    here = edit(app)
    first = Page(writer.client.get(here)).one("#seen").get("value")
    corrected(writer, here, readings="0.45", reason="Again")
    late = Page(corrected(writer, here, readings="0.44", reason="Mine", seen=first))
    assert late.response.status_code == 409
    assert "Somebody has corrected this measurement" in late.text(".note.bad")
    assert late.text("#readings") == "0.44"
    assert stored(app)[0].readings == (450,)
    again = corrected(writer, here, readings="0.44", reason="Mine", seen=late.one("#seen").get("value"))
    assert again.status_code == 303
    assert stored(app)[0].readings == (440,)


def test_what_is_taken_away_leaves_the_facts_and_stays_in_the_history(app, writer, measure):
    measure()
    measure(spec="noise", setting="", readings="55 56 57")
    here = f"{LIST}/dermaline-one-measured-length-2026-03-01-500"
    refused = Page(writer.send(here, f"{here}/remove", reason=""))
    assert refused.response.status_code == 422
    assert "Say why" in refused.text("#removal-err")
    sent = writer.send(here, f"{here}/remove", reason="The scale was not in the picture")
    assert (sent.status_code, sent.location) == (303, f"{LIST}?done=removed")
    assert [row.spec for row in stored(app)] == ["noise"]
    assert [row.spec for row in measured(app)] == ["noise"]
    assert "The scale was not in the picture" in writer.client.get("/devices/dermaline-one/history").text
    assert writer.client.get(here).status_code == 404
    assert writer.send(NEW, f"{here}/remove", reason="Again").status_code == 404


def test_the_list_says_how_many_devices_are_measured(app, writer, measure):
    empty = Page(writer.client.get(LIST))
    check(empty)
    assert "0 of 1 devices are measured." in empty.text(".desk-m > header")
    measure()
    measure(spec="noise", setting="", readings="55 56 57")
    page = Page(writer.client.get(f"{LIST}?done=saved"))
    check(page)
    assert "1 of 1 devices is measured." in page.text(".desk-m > header")
    assert page.texts(".places li") == [
        "Noise at 30 cm: 56 ± 1 dB (n=3) with a made-up microscope, 1 Mar 2026",
        "Measured length at 0.5 mm: 0.46 ± 0.03 mm (n=3) with a made-up microscope, 1 Mar 2026",
    ]
    assert "the facts say so" in page.text("[role=status]")


def test_the_list_asks_the_database_no_more_often_for_more_products(app, writer, measure):
    def asked() -> int:
        writer.client.get(LIST)
        with statements(app) as seen:
            assert writer.client.get(LIST).status_code == 200
        return len(seen)

    measure()
    before = asked()
    with catalogue(app) as session:
        for number in range(5):
            make_device(session, f"another-{number}", name=f"Another {number}")
    for number in range(5):
        assert measure(product=f"another-{number}").response.status_code == 303
    assert asked() == before


def test_the_form_begins_with_what_the_address_asks_for(writer):
    page = Page(writer.client.get(f"{NEW}?device=dermaline-one&spec=noise"))
    check(page)
    assert page.one("#product option[selected]").get("value") == "dermaline-one"
    assert page.one("#spec option[selected]").get("value") == "noise"
    assert "Noise at 30 cm, dB" in page.texts("#spec option")


@pytest.mark.parametrize("end", ["", "/remove"])
@pytest.mark.parametrize("token", [None, "nonsense"])
def test_without_its_token_nothing_happens(app, writer, measure, end, token):
    measure()
    here = edit(app)
    data = TYPED | {"do": "save", "reason": "A stranger", "readings": "9"}
    data |= {} if token is None else {"csrf_token": token}
    for address in (NEW, f"{here}{end}", f"{LIST}/nothing{end}"):
        response = writer.client.post(address, data=data)
        assert response.status_code == 400, address
        assert response.headers["Cache-Control"] == "no-store"
    assert [row.readings for row in stored(app)] == [(460, 430, 490)]


def test_who_may_not_write_facts_measures_nothing(app):
    with catalogue(app) as session:
        make_account(session, "ben", "author")
        make_device(session)
    ben = Visitor(app.test_client())
    ben.sign_in("ben")
    for address in (LIST, NEW):
        assert ben.client.get(address).status_code == 403
    assert ben.client.post(NEW, data=TYPED).status_code == 403
    assert stored(app) == []


def test_saving_the_product_otherwise_keeps_what_was_measured(app, measure):
    measure()
    with catalogue(app) as session:
        make_device(session, name="Renamed", specs={"needle_length": "up to 3 mm"})
        forged = said("measured_length", "0.5 mm → 0.5 mm (n=99)", origin="measurements")
        make_device(session, name="Again", statements=[forged])
    assert [row.says for row in measured(app)] == ["0.5 mm → 0.46 mm ± 0.03 mm (n=3)"]


def test_the_log_keeps_readings_as_a_list(app, measure):
    measure()
    with catalogue(app) as session:
        change = session.exec(select(Change).where(Change.entity_kind == "measurement")).one()
        fields = json.loads(change.payload)["fields"]
    assert fields["readings"] == [None, [460, 430, 490]]
