"""What is required of each kind, what is known of it, and the order in which products are listed."""

from catalog.clock import today
from catalog.proposals.completeness import REQUIRED, Summary, of_all, summary
from catalog.shelf.shelf import Shelf
from catalog.specs.registry import SPECS
from tests.factories import make_cartridge, make_device, make_roller, said
from tests.html import Page


def text(element):
    return "".join(element.itertext()).strip()


def keys(specs):
    return [spec.key for spec in specs]


def test_required_is_what_the_finder_asks_a_card_names_or_the_record_counts():
    assert keys(REQUIRED["pen"]) == [
        "needle_length", "pin_count", "needle_material", "motor_speed", "power", "noise", "cartridge_mount",
        "sterility", "replacement",
    ]  # fmt: skip
    assert keys(REQUIRED["roller"]) == keys(REQUIRED["stamp"]) == [
        "needle_length", "pin_count", "needle_material", "power", "sterility", "replacement",
    ]  # fmt: skip
    assert "measured_length" in SPECS
    assert all("measured_length" not in keys(specs) for specs in REQUIRED.values())


def shelf_of(session):
    session.flush()
    return Shelf.rebuilt(session, day=today())


def test_each_required_spec_stands_in_one_of_four(session):
    make_roller(
        session,
        specs={"needle_length": "0.5 mm", "weight": "30 g"},
        statements=[
            said("pin_count", "192"),
            said("pin_count", "540"),
            said("sterility", None, state="not_published"),
            said("replacement", None, state="not_researched"),
            said("needle_material", "some metal or other", unparsed=True),
        ],
    )
    (one,) = of_all(shelf_of(session))
    assert keys(one.known) == ["needle_length", "pin_count"]
    assert keys(one.not_published) == ["sterility"]
    assert keys(one.not_researched) == ["needle_material", "replacement"]
    assert keys(one.missing) == ["power"]
    assert keys(one.wanted) == ["needle_material", "power", "replacement"]
    assert (one.required, one.percent) == (6, 33)


def test_what_lacks_most_comes_first_then_by_name(session):
    make_device(session, "zeta", name="Zeta", specs={"needle_length": "0.5 mm"})
    make_device(session, "alpha", name="Alpha", specs={"needle_length": "0.5 mm"})
    make_device(session, "empty", name="Nothing known")
    make_cartridge(session, "tip", name="Tip")
    assert [one.slug for one in of_all(shelf_of(session))] == ["empty", "alpha", "zeta", "tip"]


def test_the_summary_counts_all_products(session):
    assert summary(shelf_of(session)) == Summary(0, 0, 0, 100)
    everything = {spec.key: spec.example for spec in REQUIRED["roller"]}
    make_roller(session, "whole", specs=everything)
    make_roller(session, "half", specs={key: everything[key] for key in list(everything)[:3]})
    assert summary(shelf_of(session)) == Summary(products=2, complete=1, wanted=3, percent=75)


def test_the_page_lists_what_is_missing_with_a_way_to_its_field(desk, own_app):
    page = Page(desk.client.get("/desk/completeness"))
    with own_app.test_request_context():
        from catalog.shelf import current

        everything = of_all(current())
    first = everything[0]
    shown = page.all("ol.complete > li")
    assert text(shown[0].cssselect("h2")[0]) == first.title
    room = "cartridges" if first.kind == "cartridge" else "devices"
    links = [a.get("href") for a in shown[0].cssselect(".wanted a")]
    assert links == [f"/desk/{room}/{first.slug}#spec-{spec.key}" for spec in first.wanted]
    assert len(shown) == 50
    assert "2" in page.text("nav[aria-label=Pages]")


def test_the_page_can_be_of_one_kind(desk):
    page = Page(desk.client.get("/desk/completeness?kind=stamp"))
    assert {a.get("href").split("/")[2] for a in page.all("ol.complete h2 a")} == {"devices"}
    assert text(page.one("nav.seg a[aria-current]")).split()[0] == "Stamps"
    assert len(page.all("ol.complete > li")) == int(text(page.one("nav.seg a[aria-current] .ct")))
    for nonsense in ("kind=spaceship", "page=0", "page=abc", "page=999999999999999999999"):
        assert desk.client.get(f"/desk/completeness?{nonsense}").status_code == 200
