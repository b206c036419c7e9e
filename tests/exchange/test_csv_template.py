"""The file to fill in has what is public, and says so."""

from __future__ import annotations

from catalog.db import Database
from catalog.exchange.csv_template import NOT_CARRIED, template
from catalog.products import queries, unpublishing
from tests.exchange.tables import stock
from tests.factories import WHO


def test_what_was_taken_down_is_not_in_it(database: Database) -> None:
    with database.writer() as session:
        stock(session)
        product = queries.product_by_slug(session, "dermaline-two")
        assert product is not None
        unpublishing.take_down(session, product, **WHO)
        # Whatever is left of its pages makes it no more public.
        product.document = "{}"
        session.add(product)
        session.commit()
    with database.reader() as session:
        text = "".join(template(session))
    assert "dermaline-one" in text
    assert "dermaline-two" not in text
    assert "every public product, and none that was taken down" in NOT_CARRIED
