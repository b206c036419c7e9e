"""Reading products: by address, and many in a fixed number of statements."""

from sqlalchemy import event
from sqlmodel import Session

from catalog.products import queries
from catalog.products.models import Brand, Product
from tests.factories import cleared, fits, make_brand, make_cartridge, make_device, make_source, offer


def counted(session: Session, ids: list[int]) -> int:
    """SQL statements that reading these products takes."""
    statements: list[str] = []
    connection = session.connection()

    def count(*given: object) -> None:
        statements.append(str(given[2]))

    session.expire_all()
    event.listen(connection, "before_cursor_execute", count)
    queries.drafts(session, ids)
    event.remove(connection, "before_cursor_execute", count)
    return len(statements)


def test_products_and_brands_are_found_by_their_address(session: Session) -> None:
    make_device(session, "a6")
    found = queries.product_by_slug(session, "a6")
    assert found
    assert found.name == "A6"
    assert queries.product_by_slug(session, "b6") is None
    assert queries.product_by_former_slug(session, "a6") is None
    brand = queries.brand_by_slug(session, "dermaline")
    assert brand
    assert queries.slugs_by_id(session, Brand, [brand.id or 0]) == {brand.id: "dermaline"}
    assert queries.ids_by_slug(session, Product, ["a6", "b6"]) == {"a6": found.id}


def test_brands_and_sources_are_read_by_slug(session: Session) -> None:
    make_brand(session, "dermaline", is_own=True)
    make_source(session, "a-shop")
    make_source(session, "b-shop", published="2026-05")
    assert queries.brands(session)["dermaline"].is_own
    assert queries.sources(session).keys() == {"a-shop", "b-shop"}
    assert [s.published for s in queries.sources(session, ["b-shop"]).values()] == ["2026-05"]


def test_more_products_take_no_more_statements(session: Session) -> None:
    make_cartridge(session, "head")
    for number in range(12):
        make_device(
            session, f"pen-{number}", specs={"noise": "55 dB"}, offers=[offer("9.00")], legal=[cleared()],
            fits=[fits("head")],
        )  # fmt: skip
    ids = sorted(queries.ids_by_slug(session, Product, [f"pen-{n}" for n in range(12)]).values())
    assert counted(session, ids) == counted(session, ids[:1])
    assert len(queries.drafts(session, ids)) == 12
