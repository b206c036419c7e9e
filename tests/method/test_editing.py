"""Writing measurements, on both databases."""

import json

import pytest
from sqlmodel import Session, func, select

from catalog.changes.models import Change
from catalog.changes.queries import current_version
from catalog.method.editing import MethodError, put_measurement, remove_measurement
from catalog.method.models import Measurement
from catalog.method.queries import measurement, measurements_of
from catalog.products import queries
from catalog.products.models import Product
from tests.factories import WHO, make_device, make_family

NAME = "dermaline-one-measured-length-2026-03-01-500"


def product(session: Session, slug: str = "dermaline-one") -> int:
    return queries.ids_by_slug(session, Product, [slug])[slug]


def a_measurement(session: Session, of: str = "dermaline-one", **fields: object) -> Measurement:
    given = {
        "slug": "",
        "product_id": product(session, of),
        "spec": "measured_length",
        "setting": 500,
        "readings": [460, 430, 490],
        "instrument": "a made-up microscope",
        "day": "2026-03-01",
        "author": "anna",
    } | fields
    return Measurement(readings_json=json.dumps(given.pop("readings")), **given)


def says(session: Session) -> list[str | None]:
    draft = queries.drafts(session, [product(session)])[product(session)]
    return [row.says for row in draft.statements]


@pytest.fixture
def pen(session: Session) -> None:
    make_device(session, specs={"needle_length": "0.25–2.5 mm", "noise": "52 dB"})


@pytest.mark.usefixtures("pen")
def test_a_measurement_is_added_corrected_and_taken_away(session: Session) -> None:
    assert put_measurement(session, a_measurement(session), **WHO) is not None
    assert says(session)[2:] == ["0.5 mm → 0.46 mm ± 0.03 mm (n=3)"]
    put_measurement(session, a_measurement(session, slug=NAME, readings=[500]), **WHO)
    assert says(session)[2:] == ["0.5 mm → 0.5 mm (n=1)"]
    assert [row.readings for row in measurements_of(session, product(session))] == [(500,)]
    assert remove_measurement(session, NAME, **WHO) is not None
    assert says(session) == ["0.25–2.5 mm", "52 dB"]
    assert remove_measurement(session, NAME, **WHO) is None
    session.commit()
    assert measurement(session, NAME) is None


@pytest.mark.usefixtures("pen")
def test_what_is_saved_again_as_it_is_is_no_change(session: Session) -> None:
    put_measurement(session, a_measurement(session), **WHO)
    before = current_version(session)
    assert put_measurement(session, a_measurement(session, slug=NAME), **WHO) is None
    assert current_version(session) == before


@pytest.mark.usefixtures("pen")
def test_each_save_is_one_change_of_the_measurement_with_what_follows_from_it(session: Session) -> None:
    put_measurement(session, a_measurement(session), **WHO)
    put_measurement(session, a_measurement(session, setting=1000, readings=[990]), **WHO)
    kinds = list(session.exec(select(Change.entity_kind).order_by(Change.number)))
    assert kinds[-5:] == ["measurement", "source", "product", "measurement", "product"]
    assert session.exec(select(func.count()).where(Measurement.product_id == product(session))).one() == 2


@pytest.mark.usefixtures("pen")
@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("spec", {"spec": "warranty"}),
        ("spec", {"spec": "nonsense"}),
        ("spec", {"spec": "head_width", "setting": None}),
        ("setting", {"setting": None}),
        ("setting", {"spec": "noise"}),
        ("readings", {"readings": []}),
        ("readings", {"readings": [2**31]}),
        ("method", {"method": 9}),
        ("product", {"product_id": 999_999}),
    ],
)
def test_what_cannot_be_measured_is_refused(session: Session, field: str, fields: dict[str, object]) -> None:
    with pytest.raises(MethodError) as caught:
        put_measurement(session, a_measurement(session, **fields), **WHO)
    assert caught.value.field == field


def test_a_family_is_not_measured(session: Session) -> None:
    make_family(session, "dts", ["0.5 mm"])
    with pytest.raises(MethodError, match="one version"):
        put_measurement(session, a_measurement(session, "dts"), **WHO)


@pytest.mark.usefixtures("pen")
def test_a_slow_pen_keeps_what_sellers_say_of_its_lowest_speed(session: Session) -> None:
    make_device(session, specs={"motor_speed": "6,000–18,000 rpm"})
    put_measurement(
        session, a_measurement(session, spec="motor_speed", setting=None, readings=[15_000]), **WHO
    )
    row = session.exec(select(Product).where(Product.slug == "dermaline-one")).one()
    answer = json.loads(row.document)["answers"]["motor_speed"]
    assert answer["value"] == {"low": 6000, "high": 15_000}
    assert answer["state"] == "known"
