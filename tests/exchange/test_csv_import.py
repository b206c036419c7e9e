"""Tables of products: what each cell comes to, and that nothing is half done."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from catalog.changes.queries import verify_chain
from catalog.db import Database
from catalog.exchange.import_report import OptionError
from catalog.exchange.importing import FileError
from catalog.products import editing
from tests.exchange.tables import draft, every_draft, says, take, version
from tests.factories import WHO, make_device
from tests.reviews.made import make_measurement

ROW = {"slug": "dermaline-one", "source": "a-shop"}


def test_cells_are_added_changed_left_alone_and_cleared(stocked: Database, tmp_path: Path) -> None:
    rows = [{**ROW, "weight": "190 g", "needle_length": "-", "warranty": "12 months", "pin_count": ""}]
    before = version(stocked)
    planned = take(stocked, tmp_path, rows, dry_run=True)
    assert version(stocked) == before
    assert not planned.is_written
    result = take(stocked, tmp_path, rows)
    assert result.digest == planned.digest
    assert [str(one) for one in result.changes] == [
        "line 2: dermaline-one: Weight: 180 g (a-shop) → 190 g (a-shop)"
    ]
    assert [(one.column, one.before, one.after) for one in result.removed] == [
        ("needle_length", "0.25–2.5 mm every 0.25 (a-shop)", "nothing")
    ]
    assert [(one.column, one.before, one.after) for one in result.adds] == [
        ("warranty", "nothing", "12 months (a-shop)")
    ]
    one = draft(stocked)
    assert says(one, "weight") == {"a-shop": "190 g", "a-manual": "182 g"}
    assert says(one, "needle_length") == {}
    assert says(one, "warranty") == {"a-shop": "12 months"}
    assert version(stocked) == before + 1
    again = take(stocked, tmp_path, rows)
    assert again.does_nothing
    assert len(again.same) == 3
    assert version(stocked) == before + 1
    with stocked.reader() as session:
        assert verify_chain(session) == []


def test_the_same_value_in_other_words_is_no_change(stocked: Database, tmp_path: Path) -> None:
    rows = [{**ROW, "weight": "0.18 kg", "needle_length": "0.25-2.50mm every 0.25"}]
    result = take(stocked, tmp_path, rows, day=date(2026, 11, 26))
    assert result.does_nothing
    assert not result.faults


def test_makers_headings_and_units_in_them_are_understood(stocked: Database, tmp_path: Path) -> None:
    rows = [
        {
            "Model": "two",
            "Brand": "Dermaline",
            "Needle Length (µm)": "250-2500",
            "Speed RPM": "8000–15000",
            "Battery life (hours)": "2",
            "Net Weight [kg]": "0.2",
            "Number of needles": "12; 36",
        }
    ]
    result = take(stocked, tmp_path, rows, source="a-manual", kind="documented", rank="preferred")
    assert not result.faults, result.faults
    two = draft(stocked, "dermaline-two")
    assert says(two, "needle_length") == {"a-manual": "0.25–2.5 mm"}
    assert says(two, "motor_speed") == {"a-manual": "8000–15000 rpm"}
    assert says(two, "run_time") == {"a-manual": "120 min"}
    assert says(two, "weight") == {"a-manual": "200 g"}
    assert says(two, "pin_count")["a-manual"] == "12; 36"
    assert {(row.kind, row.rank) for row in two.statements if row.source == "a-manual"} == {
        ("documented", "preferred")
    }


def test_a_row_names_its_source_by_slug_title_or_address(stocked: Database, tmp_path: Path) -> None:
    for number, source in enumerate(
        ("a-shop", "Page of a-shop", "page of A-SHOP", "http://www.example.com/a-shop/"), 1
    ):
        result = take(
            stocked, tmp_path, [{"slug": "dermaline-two", "source": source, "weight": f"{number} g"}]
        )
        assert not result.faults, result.faults
        assert says(draft(stocked, "dermaline-two"), "weight") == {"a-shop": f"{number} g"}


def test_days_of_rows_and_of_the_file_are_kept(stocked: Database, tmp_path: Path) -> None:
    rows = [
        {"slug": "dermaline-one", "source": "another-shop", "read_on": "2026-11-01", "warranty": "1 year"},
        {"slug": "dermaline-two", "source": "another-shop", "read_on": "", "warranty": "2 years"},
    ]
    assert not take(stocked, tmp_path, rows, day=date(2026, 11, 20)).faults
    days = [
        row.read_on
        for slug in ("dermaline-one", "dermaline-two")
        for row in draft(stocked, slug).statements
        if row.spec == "warranty"
    ]
    assert days == ["2026-11-01", "2026-11-20"]
    rows[0]["read_on"] = "2026-10-01"
    changed = take(stocked, tmp_path, rows)
    assert [one.after for one in changed.changes] == ["1 year (another-shop), read with its source"]
    assert take(stocked, tmp_path, rows).does_nothing


def test_a_value_without_a_source_is_refused_and_nothing_is_written(
    stocked: Database, tmp_path: Path
) -> None:
    before = version(stocked)
    result = take(stocked, tmp_path, [{"slug": "dermaline-one", "status": "current", "weight": "190 g"}])
    assert not result.is_written
    assert result.faults == [
        "line 2, weight “190 g”: this value has no source. Name one in a column “source”, or one for the "
        "whole file."
    ]
    assert version(stocked) == before
    taken = take(
        stocked, tmp_path, [{"slug": "dermaline-one", "status": "current", "weight": "1 g"}], skip_bad=True
    )
    assert taken.is_written
    one = draft(stocked)
    assert (one.status, says(one, "weight")["a-shop"]) == ("current", "180 g")


WRONG: list[tuple[dict[str, str], str]] = [
    ({"slug": "dermaline-onne"}, "there is no product “dermaline-onne”. Did you mean “dermaline-one”?"),
    ({"weight": "heavy"}, "line 2, weight “heavy”: “heavy” is not a number."),
    ({"weight": "180 dB"}, "has a unit that is not g"),
    ({"source": "a-shopp"}, "there is no source “a-shopp” on file. Did you mean “a-shop”?"),
    ({"read_on": "2026-12-31", "weight": "1 g"}, "“2026-12-31” is no day that has come."),
    ({"rank": "best", "weight": "1 g"}, "“best” is none of: preferred, normal, deprecated."),
    ({"wieght": "1 g"}, "line 1, “wieght”: there is no such column. The nearest known: weight"),
    ({"weight": "1 g", "Net weight": "2 g"}, "“Net weight”: this heading is the same as “weight”"),
    ({"weight": "=1+1"}, "line 2, weight “=1+1”: this looks like a formula."),
    ({"weight": "@SUM(A1)"}, "this looks like a formula."),
    ({"needle_diameter": "9", "gauge": "32"}, "is the same as “needle_diameter”"),
    ({"gauge": "32"}, "line 2, gauge “32”: a gauge number is no width. Write it in mm."),
    ({"kind": "pencil"}, "“pencil” is none of: pen, roller, stamp, cartridge."),
    ({"brand": "Dermalin"}, "there is no brand “Dermalin”. Did you mean “Dermaline”?"),
    ({"name": "-"}, "this cannot be cleared"),
    ({"released": "soon"}, "“soon” is no date."),
    ({"successor": "dermaline-one"}, "Nothing succeeds itself."),
    ({"head_width": "20 mm"}, "head width does not apply to a pen."),
    ({"price": "a lot"}, "“a lot” is no price. Write it like 19.99 USD."),
    ({"price": "$5"}, "may be several currencies (dollars)"),
    ({"price": "5"}, "names no currency"),
    ({"price": "5 XXY"}, "“XXY” is no currency code."),
    ({"price": "0.001 USD"}, "write it plainly"),
    ({"shop": "A shop"}, "this is about a price, and the row has none."),
    ({"notes": "a\x07b"}, "this holds a character that cannot be printed."),
    ({"layout": "x" * 20_000}, "this cell has 20,000 characters; at most 10,000 fit"),
]


@pytest.mark.parametrize(("fields", "words"), WRONG, ids=[words[:40] for _, words in WRONG])
def test_what_is_wrong_is_said_with_its_place(
    stocked: Database, tmp_path: Path, fields: dict[str, str], words: str
) -> None:
    before = every_draft(stocked)
    result = take(stocked, tmp_path, [ROW | fields])
    assert not result.is_written
    assert any(words in fault for fault in result.faults), result.faults
    assert every_draft(stocked) == before


def test_contradictory_and_doubled_rows_are_refused(stocked: Database, tmp_path: Path) -> None:
    one = {**ROW, "warranty": "12 months", "status": "current"}
    twice = take(stocked, tmp_path, [one, one])
    assert twice.faults == ["line 3, warranty “12 months”: line 2 says this of the same source already."]
    other = take(stocked, tmp_path, [one, {**one, "warranty": "1 month", "status": "discontinued"}])
    assert sorted(other.faults) == [
        "line 3, status “discontinued”: line 2 says otherwise of the same product. Keep one of the two.",
        "line 3, warranty “1 month”: line 2 says otherwise of the same source. Keep one of the two.",
    ]


def test_of_two_things_that_a_source_says_none_is_guessed(stocked: Database, tmp_path: Path) -> None:
    with stocked.writer() as session:
        make_device(session, "twice", specs={"weight": ["100 g", "200 g"]})
        session.commit()
    result = take(stocked, tmp_path, [{"slug": "twice", "source": "a-shop", "weight": "300 g"}])
    assert "this source says 2 things here (100 g; 200 g)" in result.faults[0]
    both = [{"slug": "twice", "source": "a-shop", "weight": text} for text in ("100 g", "300 g")]
    assert not take(stocked, tmp_path, both).faults
    assert [row.says for row in draft(stocked, "twice").statements] == ["100 g", "300 g"]


def test_products_are_found_by_former_slugs_and_by_brand_and_name(stocked: Database, tmp_path: Path) -> None:
    with stocked.writer() as session:
        editing.rename_product(session, "dermaline-one", "dermaline-first", **WHO)
        session.commit()
    rows = [
        {"slug": "dermaline-one", "brand": "", "name": "", "source": "a-shop", "warranty": "1 month"},
        {"slug": "", "brand": "Dermaline", "name": "Two", "source": "a-shop", "warranty": "2 months"},
    ]
    assert not take(stocked, tmp_path, rows).faults
    assert says(draft(stocked, "dermaline-first"), "warranty") == {"a-shop": "1 month"}
    assert says(draft(stocked, "dermaline-two"), "warranty") == {"a-shop": "2 months"}


def test_new_products_and_families_are_made(stocked: Database, tmp_path: Path) -> None:
    rows = [
        {
            "kind": "pen",
            "brand": "dermaline",
            "name": "Threes",
            "is_family": "yes",
            "family": "",
            "status": "",
        },
        {
            "kind": "pen",
            "brand": "Dermaline",
            "name": "Three B",
            "family": "dermaline-threes",
            "status": "current",
            "source": "a-shop",
            "weight": "99 g",
        },
    ]
    result = take(stocked, tmp_path, rows)
    assert not result.faults, result.faults
    made = draft(stocked, "dermaline-three-b")
    assert (made.family, made.status, says(made, "weight")) == (
        "dermaline-threes",
        "current",
        {"a-shop": "99 g"},
    )
    assert draft(stocked, "dermaline-threes").is_family
    assert take(stocked, tmp_path, rows).does_nothing
    clash = take(
        stocked, tmp_path, [{"slug": "dermaline-tow", "kind": "pen", "brand": "dermaline", "name": "Two"}]
    )
    assert "by brand and name it is dermaline-two" in clash.faults[0]


def test_fields_of_products_are_cleared(stocked: Database, tmp_path: Path) -> None:
    rows = [{"slug": "dermaline-two", "released": "2024-05", "notes": "One\nTwo", "audience": "home"}]
    assert not take(stocked, tmp_path, rows).faults
    two = draft(stocked, "dermaline-two")
    assert (two.released, two.notes, two.audience) == ("2024-05", "One\nTwo", "home")
    rows = [{"slug": "dermaline-two", "released": "-", "notes": "-", "audience": "-"}]
    assert not take(stocked, tmp_path, rows).faults
    two = draft(stocked, "dermaline-two")
    assert (two.released, two.notes, two.audience) == (None, "", None)


def test_states_are_words(stocked: Database, tmp_path: Path) -> None:
    rows = [{"slug": "dermaline-two", "source": "a-manual", "noise": "not published"}]
    assert not take(stocked, tmp_path, rows).faults
    row = next(one for one in draft(stocked, "dermaline-two").statements if one.spec == "noise")
    assert (row.state, row.says) == ("not_published", None)
    assert take(stocked, tmp_path, rows).does_nothing


def test_prices_are_observations_that_stay(stocked: Database, tmp_path: Path) -> None:
    row = {**ROW, "price": "89.00 USD", "shop": "A shop", "price_day": "2026-11-20"}
    assert not take(stocked, tmp_path, [row]).faults
    assert [(one.amount_minor, one.day) for one in draft(stocked).offers] == [
        (9900, "2026-10-02"),
        (8900, "2026-11-20"),
    ]
    assert take(stocked, tmp_path, [row]).does_nothing
    fixed = take(stocked, tmp_path, [row | {"price": "88.50 USD"}])
    assert [(one.before, one.after) for one in fixed.changes] == [
        ("$89 at A shop, 20 Nov 2026", "$88.50 at A shop, 20 Nov 2026")
    ]
    assert not take(stocked, tmp_path, [row | {"price": "-", "price_day": "2026-10-02"}]).faults
    assert [one.amount_minor for one in draft(stocked).offers] == [8850]


def test_a_semicolon_table_has_decimal_commas(stocked: Database, tmp_path: Path) -> None:
    head = "slug;Needle length (mm);Gewicht;Speed RPM;price"
    text = f"{head}\r\ndermaline-two;0,25-2,5;;9.000-18.000;1.299,50 EUR\r\n"
    result = take(stocked, tmp_path, text, source="a-shop", ignore=("gewicht",))
    assert not result.faults, result.faults
    two = draft(stocked, "dermaline-two")
    assert says(two, "needle_length") == {"a-shop": "0.25–2.5 mm"}
    assert says(two, "motor_speed") == {"a-shop": "9000–18000 rpm"}
    assert (two.offers[0].amount_minor, two.offers[0].currency) == (129950, "EUR")
    assert "Read as UTF-8; cells are separated by semicolons." in result.notes


def test_numbers_that_may_be_two_are_refused(stocked: Database, tmp_path: Path) -> None:
    text = "slug;weight;noise;motor_speed\r\ndermaline-two;1,5 kg;55.5 dB;1.250\r\n"
    result = take(stocked, tmp_path, text, source="a-shop")
    assert any("“1.250” may be 1250 or 1.25" in fault for fault in result.faults)


def test_options_that_cannot_be_are_said_by_name(stocked: Database, tmp_path: Path) -> None:
    rows = [{"slug": "dermaline-one", "weight": "1 g"}]
    for name, value in (
        ("source", "nowhere"),
        ("kind", "sung"),
        ("rank", "first"),
        ("encoding", "klingon"),
        ("separator", "dash"),
        ("day", date(2027, 1, 1)),
    ):
        with pytest.raises(OptionError) as error:
            take(stocked, tmp_path, rows, **{name: value})
        assert error.value.option == name


def test_a_product_that_was_taken_down_is_not_touched(stocked: Database, tmp_path: Path) -> None:
    from catalog.products import queries, unpublishing

    with stocked.writer() as session:
        product = queries.product_by_slug(session, "dermaline-two")
        assert product is not None
        unpublishing.take_down(session, product, **WHO)
        session.commit()
    result = take(stocked, tmp_path, [{"slug": "dermaline-two", "status": "current"}])
    assert "was taken off the catalogue" in result.faults[0]


def test_a_comparison_with_a_column_a_device_is_refused_in_words(stocked: Database, tmp_path: Path) -> None:
    with pytest.raises(FileError, match="a column for each device, as it is shown"):
        take(stocked, tmp_path, "spec,label,Dermaline One\nweight,Weight,180 g\n")


def test_measurements_of_ours_are_left_to_the_desk(stocked: Database, tmp_path: Path) -> None:
    with stocked.writer() as session:
        make_measurement(session, "dermaline-one")
        session.commit()
    before = draft(stocked)
    own = next(one for one in before.statements if one.is_made_of_measurements)
    rows = [{"slug": "dermaline-one", "source": str(own.source), "measured_length": "-"}]
    assert take(stocked, tmp_path, rows).does_nothing
    assert draft(stocked) == before


def test_long_tables_have_a_line_for_each_value(stocked: Database, tmp_path: Path) -> None:
    rows = [
        {
            "slug": "dermaline-two",
            "spec": "weight",
            "value": "200",
            "unit": "g",
            "source": "a-shop",
            "kind": "claimed",
        },
        {
            "slug": "dermaline-two",
            "spec": "Noise",
            "value": "60 dB",
            "unit": "",
            "source": "a-shop",
            "kind": "claimed",
        },
        {
            "slug": "dermaline-one",
            "spec": "weight",
            "value": "-",
            "unit": "",
            "source": "a-shop",
            "kind": "claimed",
        },
    ]
    assert not take(stocked, tmp_path, rows).faults
    assert says(draft(stocked, "dermaline-two"), "weight") == {"a-shop": "200 g"}
    assert says(draft(stocked, "dermaline-two"), "noise") == {"a-shop": "60 dB"}
    assert says(draft(stocked), "weight") == {"a-manual": "182 g"}
    rows[0]["spec"] = "colour"
    assert take(stocked, tmp_path, rows).faults[0] == "line 2, “spec”: there is no spec “colour”."
