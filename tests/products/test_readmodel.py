"""Documents depend on others: on families, on cartridges that fit, on sources; and are proven whole."""

import json
from dataclasses import replace
from typing import Any

from sqlmodel import Session

from catalog.products import editing, queries, readmodel
from catalog.products.checking import check
from catalog.products.models import Product
from catalog.shelf.entry import lengths_of
from catalog.specs.answer import Answer
from tests.factories import WHO, fits, make_cartridge, make_device, make_family, said


def document(session: Session, slug: str) -> dict[str, Any]:
    product = queries.product_by_slug(session, slug)
    assert product
    found: dict[str, Any] = json.loads(product.document)
    return found


def never_above(session: Session, slug: str, length_um: int) -> Answer:
    answer = document(session, slug)["answers"]["needle_length"]
    return lengths_of(json.dumps(answer).encode()).never_above(length_um)


def test_a_cartridge_that_fits_a_family_limits_the_dials_of_its_versions(session: Session) -> None:
    make_device(session, "m8", is_family=True)
    make_device(session, "m8-w", family="m8", specs={"needle_length": "0.25–2.5 mm every 0.25"})
    make_cartridge(session, "m8-12", specs={"needle_length": "1.5 mm"}, fits=[fits("m8")])
    assert document(session, "m8-w")["answers"]["needle_length"]["settings"][0]["ranges"][0]["max"] == 1500
    make_cartridge(session, "m8-12", specs={"needle_length": "1.0 mm"}, fits=[fits("m8")])
    assert document(session, "m8-w")["answers"]["needle_length"]["settings"][0]["ranges"][0]["max"] == 1000
    assert readmodel.stale_documents(session) == []


def test_heads_sold_as_versions_count_by_their_own_lengths(session: Session) -> None:
    make_family(session, "heads", ["0.5 mm", "1.0 mm"], kind="cartridge")
    make_device(
        session, "stamp", kind="stamp", specs={"needle_length": "0.5 mm"}, fits=[fits("heads")]
    )  # fmt: skip
    assert never_above(session, "stamp", 500) is Answer.NO
    assert never_above(session, "stamp", 1000) is Answer.YES
    version = make_cartridge(
        session, "heads-1-0mm", family="heads", specs={"needle_length": "0.25 mm"}, brand="dermaline"
    )
    assert version.family == "heads"
    assert never_above(session, "stamp", 500) is Answer.YES
    assert readmodel.stale_documents(session) == []


def test_a_head_counts_by_the_longest_that_any_source_says(session: Session) -> None:
    make_cartridge(session, "head", specs={"needle_length": ["0.5 mm", "1.0 mm"]})
    make_device(session, "stamp", kind="stamp", specs={"needle_length": "0.5 mm"}, fits=[fits("head")])
    assert never_above(session, "stamp", 500) is Answer.NO


def test_what_is_not_verified_to_fit_does_not_count(session: Session) -> None:
    make_cartridge(session, "head", specs={"needle_length": "1.0 mm"})
    stamp = make_device(
        session, "stamp", kind="stamp", specs={"needle_length": "0.5 mm"},
        fits=[fits("head", "not verified")],
    )  # fmt: skip
    assert never_above(session, "stamp", 500) is Answer.YES
    editing.put_product(session, replace(stamp, fits=(fits("head"), fits("head", "does not fit"))), **WHO)
    assert never_above(session, "stamp", 500) is Answer.YES
    editing.put_product(session, replace(stamp, fits=(fits("head"),)), **WHO)
    assert never_above(session, "stamp", 500) is Answer.NO


def test_a_version_that_leaves_its_family_loses_what_it_inherited(session: Session) -> None:
    family, version = make_family(session, "dts", ["0.5 mm"], specs={"pin_count": "540"})
    assert "pin_count" in document(session, version.slug)["answers"]
    editing.put_product(session, replace(version, family=None), **WHO)
    assert "pin_count" not in document(session, version.slug)["answers"]
    editing.put_product(session, replace(family, statements=(said("pin_count", "192"),)), **WHO)
    editing.put_product(session, version, **WHO)
    inherited = document(session, version.slug)["answers"]["pin_count"]
    assert inherited["value"]["values"] == ["192"]
    assert readmodel.stale_documents(session) == []


def test_a_document_that_is_not_a_rebuilds_is_found(session: Session) -> None:
    make_device(session, "pen")
    assert check(session) == []
    product = queries.product_by_slug(session, "pen")
    assert product
    product.document = product.document.replace("not_researched", "known").replace('"fits":[]', '"fits":[1]')
    session.add(product)
    session.flush()
    assert readmodel.stale_documents(session) == ["pen"]
    assert check(session) == ["The read model of “pen” is not what its statements come to."]


def test_more_products_than_one_query_asks_for_are_all_written(session: Session) -> None:
    make_device(session, "pen")
    slugs = [f"pen-{i}" for i in range(queries.IN_ONE_QUERY + 1)]
    session.add_all(Product(slug=slug, kind="pen", name="Pen") for slug in slugs)
    session.flush()
    ids = queries.ids_by_slug(session, Product, slugs)
    readmodel.refresh(session, ids.values())
    assert len(queries.drafts(session, sorted(ids.values()))) == len(slugs)
    assert all(document(session, slug)["record"] == "00000000" for slug in (slugs[0], slugs[-1]))
