"""`/desk/import` in two steps: a file or its text, then what it would do, and what can be said of it."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from tests.exchange.bundles import Place
from tests.exchange.test_desk_import import NEW, done, files, looked_at, send, shown
from tests.exchange.wordpress.exports import attachment, export, item
from tests.html import Page, check, words
from tests.signed_in import Visitor

TABLE = "slug\tWeight (g)\r\nnobody\t180\r\n"
FEED = "id\ttitle\tlink\tprice\tavailability\n1\tA pen\thttps://shop.example/1\t9.99 USD\tin stock\n"
OPTIONS = {
    "table.csv": (TABLE, {"source", "day", "kind", "rank", "shop", "country", "currency", "encoding",
                          "separator", "ignore"}),
    "feed.txt": (FEED, {"source", "day", "shop", "country", "currency", "encoding", "separator"}),
    "library.bib": (NEW.decode(), {"replace"}),
    "site.xml": (export(item(1)).decode(), set()),
}  # fmt: skip


def fields(page: Page) -> set[str]:
    named = {str(one.get("name")) for one in page.all("form.bulk :is(input, select, textarea)[name]")}
    return named - {"csrf_token", "file", "pasted"}


def paste(visitor: Visitor, text: str, **more: Any) -> Any:
    return visitor.send("/desk/import", pasted=text, **more)


def test_the_first_step_asks_for_a_file_and_nothing_else(desk: Visitor) -> None:
    page = shown(desk, "/desk/import")
    assert fields(page) == set()
    assert "Step 1 of 2" in words(page.one("main"))
    assert page.one("input[type=file]").get("name") == "file"
    assert page.one("textarea").get("name") == "pasted"
    kinds = [words(one) for one in page.all(".import-kinds dt")]
    assert len(kinds) == 5
    assert "A bundle of a catalogue" not in kinds


@pytest.mark.parametrize("name", OPTIONS)
def test_the_second_step_has_the_options_of_that_kind_of_file(desk: Visitor, name: str) -> None:
    text, options = OPTIONS[name]
    address = looked_at(desk, text.encode(), name)
    response = desk.client.get(address)
    page = Page(response)
    check(page)
    assert fields(page) - {"skip_bad"} == options
    has_faults = bool(page.all("h3.bad"))
    assert ("skip_bad" in fields(page)) is has_faults
    assert "Step 2 of 2" in words(page.one("main"))
    assert "--" not in words(page.one("main"))


def test_a_text_is_pasted_as_a_file_is_sent(own_app: Flask, desk: Visitor) -> None:
    response = paste(desk, NEW.decode())
    assert response.status_code == 303
    page = shown(desk, response.headers["Location"])
    assert "pasted text, BibTeX, RIS or CSL-JSON" in words(page.one(".import-file"))
    assert "1 study would be added." in words(page.one(".import-report"))
    assert done(desk, response.headers["Location"]).status_code == 303
    cells = paste(desk, TABLE).headers["Location"]
    assert "there is no product “nobody”" in words(shown(desk, cells).one(".import-report"))
    other = desk.send(cells, do="look", pasted=NEW.decode())
    assert "1 study is as it was." in words(shown(desk, other.headers["Location"]).one("main"))


def test_a_file_and_a_text_at_once_are_asked_about_and_the_text_is_kept(
    own_app: Flask, desk: Visitor
) -> None:
    response = send(desk, NEW, pasted=TABLE, source="Somewhere")
    assert response.status_code == 422
    page = Page(response)
    check(page)
    assert "it is one or the other" in words(page.one("#pasted-err"))
    assert "nobody" in words(page.one("#pasted"))
    assert page.one("#source").get("value") == "Somewhere"
    assert files(own_app) == []
    assert "Choose a file, or paste its text." in paste(desk, " \n ").text


def test_a_long_text_is_refused_at_its_field(own_app: Flask, desk: Visitor) -> None:
    small = own_app.extensions["settings"].model_copy(update={"import_bytes": 1000})
    own_app.extensions["settings"] = small
    response = paste(desk, "x" * 1001)
    assert response.status_code == 422
    assert "The file has more than 0.001 MB" in words(Page(response).one("#pasted-err"))


def test_what_is_wrong_stands_line_by_line(desk: Visitor) -> None:
    address = looked_at(desk, b"slug,Weight,Colour\nnobody,1 g,red\n", "table.csv")
    page = shown(desk, address)
    rows = [words(one) for one in page.all("#faults + table tbody tr")]
    assert rows[0].startswith("Line 1“Colour”: there is no such column.")
    assert rows[1].startswith("Line 2Slug “nobody”: there is no product “nobody”.")
    assert page.one(".note.bad a").get("href") == "#skip_bad"
    assert page.one("#skip_bad").get("type") == "checkbox"


def test_a_bundle_is_for_whoever_runs_the_site(desk: Visitor, small: Place) -> None:
    page = shown(desk, looked_at(desk, small.exported(), "all.zip"), 422)
    assert "This file is a bundle of a whole catalogue." in words(page.one("[role=alert]"))
    assert fields(page) == set()


def test_words_of_the_terminal_are_not_said_at_the_desk(desk: Visitor) -> None:
    site = export(item(1), attachment(9, "2024/03/dial.png", "A dial"))
    page = shown(desk, looked_at(desk, site, "site.xml"))
    assert "no copy of the site’s media was given, as whoever runs the site can do" in words(page.one("main"))
    assert "--" not in words(page.one("main"))
