"""The parts that several rooms build their pages from."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask, get_template_attribute
from lxml.html import fromstring
from markupsafe import Markup
from wtforms import Form, StringField, TextAreaField
from wtforms.validators import InputRequired

from catalog.products.pages.facts import Gap


@pytest.fixture(autouse=True)
def _request(app: Flask) -> Iterator[None]:
    with app.test_request_context("/devices"):
        yield


def drawn(component: str, macro: str, *args: Any, **values: Any) -> Any:
    """What a macro writes, as an element."""
    return fromstring(
        f"<div>{get_template_attribute(f'components/{component}.html', macro)(*args, **values)}</div>"
    )


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_who_says_so_has_a_mark_words_and_a_link() -> None:
    shown = drawn("provenance", "who", "seller says", "says", "#s-shop", True)
    assert words(shown) == "seller says weak source"
    assert shown.cssselect("svg.pm.maker[aria-hidden=true]")
    assert shown.cssselect("a")[0].get("href") == "#s-shop"


def test_words_of_a_source_are_escaped() -> None:
    shown = drawn("provenance", "who", "<b>shop</b> says", "says")
    assert words(shown) == "<b>shop</b> says"


def test_the_legend_names_the_marks_in_use_in_the_usual_order() -> None:
    shown = drawn("provenance", "legend", ["disputed", "file", "file"])
    assert [words(item) for item in shown.cssselect("li")] == ["in a regulator’s file", "sources disagree"]


def test_a_page_without_marks_has_no_legend() -> None:
    assert not drawn("provenance", "legend", ()).cssselect("ul")


def test_the_record_meter_counts_its_cells() -> None:
    shown = drawn("record", "meter", (True, True, False, True, False, False, False, True))
    assert words(shown) == "4 of 8 on record"
    assert (len(shown.cssselect("rect")), len(shown.cssselect("rect.f"))) == (8, 4)


def test_the_unfolding_meter_names_each_fact() -> None:
    shown = drawn("record", "unfolding", [("needle length", True), ("a current price", False)])
    assert words(shown.cssselect("summary")[0]) == "1 of 2"
    assert [words(line) for line in shown.cssselect("li")] == [
        "needle lengthon record",
        "a current pricenot found yet",
    ]


def test_a_fold_says_what_is_inside_and_how_many() -> None:
    shown = drawn("fold", "fold", "Don’t fit", 22, caller=lambda: Markup("<p>all of them</p>"))
    assert words(shown.cssselect("summary")[0]) == "Don’t fit, 22"
    assert shown.cssselect("details:not([open]) p")


def test_chips_are_links_that_remove_one_filter() -> None:
    shown = drawn("chips", "chips", [("reaches 1.5 mm or more", "/devices?a=b", False)])
    assert words(shown) == "reaches 1.5 mm or moreRemove filter"
    assert shown.cssselect("a.chip")[0].get("href") == "/devices?a=b"


def test_pages_show_the_ends_and_the_neighbours() -> None:
    shown = drawn("pagination", "pagination", 5, 12, lambda n: f"?page={n}")
    assert words(shown) == "Back1…34567…12Next"
    assert words(shown.cssselect("[aria-current=page]")[0]) == "5"
    assert shown.cssselect('[rel="next"]')[0].get("href") == "?page=6"


def test_a_single_page_has_no_pagination() -> None:
    assert words(drawn("pagination", "pagination", 1, 1, str)) == ""


def test_what_nobody_has_said_takes_one_line() -> None:
    gaps = [Gap("noise", "noise"), Gap("weight", "weight")]
    shown = drawn("missing", "not_yet", gaps, "/report?page=/devices/a6")
    assert words(shown) == "We haven’t found these yet: noise, weight."
    assert words(drawn("missing", "not_yet", [], "")) == ""


class Asked(Form):
    length = StringField(
        "Length", [InputRequired("Type a length, such as 0.5.")], description="In millimetres"
    )
    notes = TextAreaField("Notes")


def test_a_field_is_tied_to_its_hint_and_its_message() -> None:
    form = Asked()
    form.validate()
    shown = drawn("form", "field", form.length, unit="mm")
    field = shown.cssselect("input")[0]
    tied = field.get("aria-describedby").split()
    assert [words(shown.cssselect(f"#{name}")[0]) for name in tied] == [
        "In millimetres",
        "Type a length, such as 0.5.",
    ]
    assert field.get("aria-invalid") == "true"
    assert shown.cssselect("label")[0].get("for") == field.get("id")


def test_a_field_without_faults_has_no_message() -> None:
    shown = drawn("form", "field", Asked().notes)
    assert shown.cssselect("textarea")[0].get("aria-invalid") is None
    assert not shown.cssselect(".err")


def test_the_summary_leads_to_each_field_that_is_wrong() -> None:
    form = Asked()
    form.validate()
    shown = drawn("form", "summary", form)
    assert "#length" in [link.get("href") for link in shown.cssselect("a")]
