"""Which product a row of a table is about, by all that people call it; none is renamed by that."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalog.db import Database
from catalog.exchange.csv_headings import meaning
from tests.exchange.tables import draft, says, take
from tests.factories import make_device


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Product", "Dermaline One"),
        ("Model", "dermaline  one"),
        ("Title", "DERMALINE ONE"),
        ("Device", "Dermaline One"),
        ("name", "Dermaline\u00a0One"),
    ],
)
def test_a_whole_name_needs_no_column_of_brands(
    stocked: Database, tmp_path: Path, heading: str, name: str
) -> None:
    result = take(stocked, tmp_path, [{heading: name, "source": "a-shop", "weight": "190 g"}])
    assert not result.faults, result.faults
    assert [one.slug for one in result.changes] == ["dermaline-one"]
    one = draft(stocked)
    assert (one.name, one.brand, says(one, "weight")["a-shop"]) == ("One", "dermaline", "190 g")
    assert take(stocked, tmp_path, [{heading: name, "source": "a-shop", "weight": "190 g"}]).does_nothing


def test_a_whole_name_beside_its_brand_or_slug_is_no_other_name(stocked: Database, tmp_path: Path) -> None:
    for row in (
        {"Brand": "Dermaline", "Product": "Dermaline Two"},
        {"Brand": "dermaline", "Product": "two"},
        {"slug": "dermaline-two", "Product": "Dermaline Two"},
    ):
        result = take(stocked, tmp_path, [row])
        assert not result.faults, result.faults
        assert result.does_nothing, row
    assert draft(stocked, "dermaline-two").name == "Two"
    result = take(stocked, tmp_path, [{"slug": "dermaline-two", "name": "Second"}])
    assert [(one.before, one.after) for one in result.changes] == [("Two", "Second")]


def test_a_new_name_beside_the_name_of_a_product_is_refused_and_not_lost(
    stocked: Database, tmp_path: Path
) -> None:
    result = take(stocked, tmp_path, [{"Device": "Dermaline Two", "name": "Second"}])
    assert result.faults == [
        "line 2, name “Second”: “Second” is no name of dermaline-two: to rename it, say which it is by its "
        "slug."
    ]
    own = take(stocked, tmp_path, [{"Device": "Dermaline Two", "name": "Two"}])
    assert (own.faults, own.does_nothing) == ([], True)


def test_a_name_that_fits_two_or_none_is_said_and_nothing_is_guessed(
    stocked: Database, tmp_path: Path
) -> None:
    with stocked.writer() as session:
        make_device(session, "dermaline-plus", name="Plus")
        make_device(session, "dermaline-plus-new", name="PLUS")
        make_device(session, "other-one", name="Other", brand="other")
        session.commit()
    two = take(stocked, tmp_path, [{"Product": "Dermaline Plus", "weight": "1 g", "source": "a-shop"}])
    assert two.faults == [
        "line 2, Product “Dermaline Plus”: this is the name of dermaline-plus and dermaline-plus-new: say "
        "which by its slug."
    ]
    part = take(stocked, tmp_path, [{"Product": "One", "weight": "1 g", "source": "a-shop"}])
    assert part.faults[0].startswith("line 2, Product “One”: there is no product “One”.")
    other = take(stocked, tmp_path, [{"Brand": "other", "Product": "Dermaline Two", "weight": "1 g"}])
    assert "there is no product “Dermaline Two”" in other.faults[0]
    near = take(stocked, tmp_path, [{"Product": "Dermalin Two", "weight": "1 g"}])
    assert "Did you mean “dermaline-two”?" in near.faults[0]


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Product", "name"),
        ("Item name", "name"),
        ("Model No.", "name"),
        ("Manufacturer", "brand"),
        ("Make", "brand"),
    ],
)
def test_headings_of_names_and_makers_are_known(heading: str, key: str) -> None:
    assert meaning(heading) == ("own", key, "")
