"""Pinned comparisons: bytes that last, and a banner that names exactly what changed since."""

import hashlib
import json
from dataclasses import replace

import pytest
from sqlmodel import select

from catalog.changes.queries import current_version
from catalog.compare import pinning, queries, snapshots
from catalog.compare.models import Snapshot
from catalog.compare.pinning import TooManyPinsError, pin
from catalog.compare.reading import reading
from catalog.compare.since import since
from catalog.dates import show_date
from catalog.products import editing
from catalog.products.drafts import LegalDraft
from catalog.products.models import Product
from catalog.shelf.shelf import Shelf
from tests.factories import catalogue, make_device, make_manual, make_source, offer, said

WHO = {"actor": "tests", "reason": "The maker’s new sheet"}
QUERY = "d=ada,bea"


@pytest.fixture
def pair(session, at_time):
    """Two pens and a database that holds nothing else."""
    at_time(2026, 11, 22, 12)
    return _pair(session)


def _pair(session):
    make_source(session)
    make_manual(session)
    ada = make_device(
        session,
        "ada",
        specs={"needle_length": "0.25–2.5 mm every 0.25", "noise": "58 dB", "weight": "120 g"},
        legal=[LegalDraft("United States", "FDA", "Listed", "2026-11-22", ("a-shop",))],
    )
    bea = make_device(session, "bea", specs={"needle_length": "up to 2.0 mm", "motor_speed": "9,000 rpm"})
    session.commit()
    return ada, bea


def shelf_of(session, day=None):
    from catalog import clock

    return Shelf.rebuilt(session, day=day or clock.today())


def pinned(session, query=QUERY):
    shelf = shelf_of(session)
    body = snapshots.body_of(snapshots.document(shelf, snapshots.asked_in(query)))
    key = snapshots.keep(session, body)
    session.commit()
    return key, body


def changes_since(session, key):
    found = reading(key, snapshots.read(queries.snapshot(session, key)))
    return since(session, shelf_of(session), found)


def change(session, draft, spec, says, source="a-shop", **fields):
    """The draft with one spec said otherwise, stored."""
    statements = [said(spec, says, source, **fields) if s.spec == spec else s for s in draft.statements]
    if all(s.spec != spec for s in draft.statements):
        statements.append(said(spec, says, source, **fields))
    new = replace(draft, statements=tuple(statements))
    editing.put_product(session, new, **WHO)
    session.commit()
    return new


def test_the_same_state_gives_the_same_key_and_one_row(session, pair):
    key, body = pinned(session)
    assert pinned(session) == (key, body)
    assert key == hashlib.sha256(body.encode()).hexdigest()
    assert len(session.exec(select(Snapshot)).all()) == 1


def test_hidden_and_moved_rows_are_no_part_of_a_pin(session, pair):
    assert pinned(session, f"{QUERY}&show=diff&hide=noise&order=weight")[0] == pinned(session)[0]


def test_devices_in_another_order_are_another_pin(session, pair):
    assert pinned(session, "d=bea,ada")[0] != pinned(session)[0]


def test_a_pin_is_no_change_of_the_catalogue(session, pair):
    before = current_version(session)
    pinned(session)
    assert current_version(session) == before


def test_bytes_are_the_same_after_later_edits(session, pair, at_time):
    key, body = pinned(session)
    at_time(2027, 1, 4, 9)
    change(session, pair[0], "noise", "55 dB")
    editing.rename_product(session, "bea", "bea-2", **WHO)
    session.commit()
    session.expire_all()
    assert queries.snapshot(session, key).body == body
    assert pinned(session, "d=ada,bea-2")[0] != key


def test_the_document_holds_version_day_and_the_names_of_sources(session, pair):
    _key, body = pinned(session)
    found = json.loads(body)
    assert (found["version"], found["day"]) == (current_version(session), "2026-11-22")
    assert found["sources"]["a-shop"]["title"] == "Page of a-shop"


def test_names_that_nobody_has_are_not_kept(session, pair):
    assert pinned(session, "d=ada,buy-now,bea")[0] == pinned(session)[0]


def test_fewer_than_two_devices_are_no_comparison(session, pair):
    for query in ("d=ada", "d=ada,nobody", ""):
        with pytest.raises(snapshots.NothingToPinError):
            pinned(session, query)


def test_nothing_has_changed_at_first(session, pair):
    key, _ = pinned(session)
    assert not changes_since(session, key).is_any


def test_the_banner_names_a_changed_value_with_its_day_and_reason(session, pair, at_time):
    key, _ = pinned(session)
    at_time(2027, 1, 4, 9)
    change(session, pair[0], "noise", "55 dB", "a-manual")
    (value,) = changes_since(session, key).values
    assert (value.device.letter, value.label, value.before, value.after) == (
        "A",
        "Noise at 30 cm",
        "58 dB",
        "55 dB",
    )
    assert (value.day, show_date(value.day)) == ("2027-01-04", "4 Jan 2027")
    assert (value.reason, value.who) == ("The maker’s new sheet", "in the manual")


def test_the_banner_lists_exactly_the_changes(session, pair, at_time):
    """The oracle knows what was edited; the page has to find it by comparing."""
    key, _ = pinned(session)
    ada, bea = pair
    at_time(2027, 1, 4, 9)
    ada = change(session, ada, "noise", "55 dB")
    change(session, ada, "weight", "130 g")
    at_time(2027, 2, 5, 9)
    bea = change(session, bea, "motor_speed", "9,000 rpm", "a-manual")
    bea = change(session, bea, "noise", "60 dB")
    change(session, bea, "needle_length", "up to 2.5 mm")
    found = {(v.device.slug, v.row): (v.before, v.after, v.day) for v in changes_since(session, key).values}
    assert found == {
        ("ada", "noise"): ("58 dB", "55 dB", "2027-01-04"),
        ("ada", "weight"): ("120 g", "130 g", "2027-01-04"),
        ("bea", "noise"): ("we haven’t found this yet", "60 dB", "2027-02-05"),
        ("bea", "needle_length"): ("up to 2.0 mm", "up to 2.5 mm", "2027-02-05"),
    }


def test_what_was_changed_back_has_not_changed(session, pair):
    key, _ = pinned(session)
    changed = change(session, pair[0], "noise", "55 dB")
    change(session, changed, "noise", "58 dB")
    assert not changes_since(session, key).is_any


def test_the_status_of_a_device_is_a_value(session, pair):
    key, _ = pinned(session)
    editing.put_product(session, replace(pair[0], status="discontinued"), **WHO)
    session.commit()
    assert [value.row for value in changes_since(session, key).values] == ["market"]


def test_a_renamed_device_is_followed(session, pair):
    key, _ = pinned(session)
    editing.rename_product(session, "ada", "ada-pro", **WHO)
    session.commit()
    assert not changes_since(session, key).is_any
    change(session, replace(pair[0], slug="ada-pro"), "noise", "50 dB")
    assert [value.after for value in changes_since(session, key).values] == ["50 dB"]


def test_a_device_that_is_gone_stays_named(session, pair):
    key, _ = pinned(session)
    product = session.exec(select(Product).where(Product.slug == "bea")).one()
    product.document = ""
    product.slug = "gone"
    session.add(product)
    session.commit()
    found = changes_since(session, key)
    assert [device.title for device in found.gone] == ["Dermaline Bea"]
    assert found.values == ()


def test_a_spec_that_is_no_longer_kept_is_named(session, pair):
    key, _ = pinned(session)
    document = snapshots.read(queries.snapshot(session, key))
    row = next(row for row in document["rows"] if row["key"] == "noise")
    row |= {"key": "loudness", "label": "Loudness"}
    document["groups"], document["one_known"], document["none_known"] = [], [], []
    found = since(session, shelf_of(session), reading(key, document))
    assert found.dropped == ("Loudness",)


def test_a_pin_newer_than_the_catalogue_is_said_not_crashed(session, pair):
    key, _ = pinned(session)
    document = snapshots.read(queries.snapshot(session, key)) | {"version": 10_000}
    found = since(session, shelf_of(session), reading(key, document))
    assert found.is_ahead
    assert not found.is_any


@pytest.mark.parametrize(
    "query", ["d=%00,ada", "d=ada,%FF", "d=\0", "d=\ud800,bea", "base=%00", "hide=\0&d=ada"]
)
def test_names_that_no_database_can_store_are_names_nobody_has(session, pair, query):
    asked = snapshots.asked_in(query)
    assert queries.renamed(session, asked.slugs) == {}
    with pytest.raises(snapshots.NothingToPinError):
        snapshots.document(shelf_of(session), asked)


def test_all_devices_gone_is_said_not_crashed(session, pair):
    key, _ = pinned(session)
    for number, product in enumerate(session.exec(select(Product))):
        product.slug, product.document = f"gone-{number}", ""
    session.commit()
    found = changes_since(session, key)
    assert len(found.gone) == 2
    assert not found.values


def test_one_visitor_and_all_of_them_have_a_limit(session, pair, at_time, monkeypatch):
    monkeypatch.setattr(pinning, "FOR_EACH", 2)
    monkeypatch.setattr(pinning, "FOR_ALL", 3)
    shelf = shelf_of(session)
    asked = [snapshots.asked_in(f"{QUERY}&sessions={n}") for n in range(1, 6)]
    bodies = [snapshots.body_of(snapshots.document(shelf, one)) for one in asked]
    keys = [pin(session, body, "anna") for body in bodies[:2]]
    with pytest.raises(TooManyPinsError, match="You have pinned 2"):
        pin(session, bodies[2], "anna")
    assert pin(session, bodies[0], "anna") == keys[0]
    pin(session, bodies[2], "ben")
    with pytest.raises(TooManyPinsError, match="Many comparisons"):
        pin(session, bodies[3], "carla")
    at_time(2026, 11, 22, 14)
    pin(session, bodies[3], "anna")
    assert sorted(row.made_by for row in session.exec(select(Snapshot))) == ["", "", "", "anna"]


# --- pages


@pytest.fixture
def filled(app, at_time):
    at_time(2026, 11, 22, 12)
    with catalogue(app) as session:
        return _pair(session)


def post(client, query=QUERY, **headers):
    return client.post("/compare/pin", data={"query": query}, headers=headers)


def test_the_button_leads_to_a_page_that_keeps_the_values(app, client, page, filled, at_time):
    answer = post(client)
    assert answer.status_code == 303
    found = page(answer.location)
    assert "As of 22 Nov 2026 (version " in found.text("header.list-h")
    assert "No value has changed since then" in found.text("#since")
    assert found.texts("#r-noise .v")[0] == "58 dB"
    at_time(2027, 1, 4, 9)
    with catalogue(app) as session:
        change(session, filled[0], "noise", "55 dB", "a-manual")
    found = page(answer.location)
    assert found.text("#since b") == "1 value has changed since then."
    assert found.texts("#since .changed") == [
        "A, Dermaline Ada: Noise at 30 cm 58 dB → 55 dB (in the manual, 4 Jan 2027)"
    ]
    assert found.texts("#r-noise .v")[0] == "58 dB"
    assert f"/compare?{QUERY}" in found.links()


def test_the_json_is_the_bytes_of_the_key_for_ever(client, filled):
    address = post(client).location
    answer = client.get(f"{address}.json")
    assert address.endswith(hashlib.sha256(answer.data).hexdigest())
    assert "immutable" in answer.headers["Cache-Control"]


def test_csv_and_markdown_have_every_row(client, filled):
    address = post(client).location
    rows = client.get(f"{address}.json").json["rows"]
    table = client.get(f"{address}.csv")
    assert table.text.count("\r\n") == len(rows) + 1
    assert 'filename="compare_ada_bea_2026-11-22.csv"' in table.headers["Content-Disposition"]
    text = client.get(f"{address}.md").text
    assert "| Noise at 30 cm | 58 dB (seller says) | we haven’t found this yet |" in text


@pytest.mark.parametrize(
    "key",
    ["0" * 64, "0" * 63, "A" * 64, "x", "..", "%00", "0" * 5000, "' OR 1=1", "%F0%9F%92%89", "\u0660" * 64],
)
@pytest.mark.parametrize("ending", ["", ".json", ".csv", ".md"])
def test_an_unknown_key_is_not_found(client, filled, key, ending):
    answer = client.get(f"/compare/s/{key}{ending}", follow_redirects=True)
    assert answer.status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "",
        "d=ada",
        "d=%00,%FF",
        "d=" + "x" * 9000,
        "d=" + ",".join(map(str, range(61))),
        "\0\ud800",
        "d=ada,ada",
    ],
)
def test_what_is_no_comparison_is_refused_in_words(client, filled, query):
    answer = client.post("/compare/pin", data={"query": query.encode("utf-8", "surrogatepass")})
    assert answer.status_code == 400


def test_another_site_cannot_pin(client, filled):
    assert post(client, **{"Sec-Fetch-Site": "cross-site"}).status_code == 400
    assert post(client, Origin="https://elsewhere.example").status_code == 400
    assert post(client, **{"Sec-Fetch-Site": "same-origin"}).status_code == 303


def test_too_many_are_refused_with_words(client, filled, monkeypatch):
    monkeypatch.setattr(pinning, "FOR_EACH", 1)
    first = post(client).location
    answer = post(client, f"{QUERY}&sessions=3")
    assert answer.status_code == 429
    assert "within an hour" in answer.text
    assert answer.headers["Retry-After"]
    assert post(client).location == first


def test_a_former_name_pins_the_device_it_leads_to(app, client, filled):
    with catalogue(app) as session:
        editing.rename_product(session, "ada", "ada-pro", **WHO)
    address = post(client).location
    assert client.get(f"{address}.json").json["devices"][0]["slug"] == "ada-pro"


def test_a_day_later_prices_are_older_and_the_page_says_which_day_it_keeps(session, at_time):
    at_time(2026, 11, 22)
    make_device(session, "ada", offers=[offer("99.00", "USD", day="2026-11-20")])
    make_device(session, "bea")
    session.commit()
    first, _ = pinned(session)
    at_time(2027, 6, 1)
    second, _ = pinned(session)
    days = {key: reading(key, snapshots.read(queries.snapshot(session, key))).day for key in (first, second)}
    assert days == {first: "2026-11-22", second: "2027-06-01"}
    assert first != second
