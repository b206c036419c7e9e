"""`/desk/import`: a file is looked at before it changes anything, and only its sender sees it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlmodel import select

from catalog.changes.models import Change
from catalog.changes.queries import current_version
from catalog.exchange.desk_files import MOST, forget_old
from catalog.exchange.models import ImportFile
from tests.exchange.imports import bib, lund
from tests.factories import catalogue
from tests.html import Page, check, words
from tests.signed_in import Visitor, make_account

NEW = bib().encode()


def send(visitor: Visitor, content: bytes, name: str = "library.bib", **fields: Any) -> Any:
    """Sends a file from the page of `/desk/import`."""
    return visitor.send("/desk/import", file=(BytesIO(content), name), **fields)


def looked_at(visitor: Visitor, content: bytes, name: str = "library.bib", **fields: Any) -> str:
    """The address of the report on a file that was sent."""
    response = send(visitor, content, name, **fields)
    assert response.status_code == 303, response.text
    return str(response.headers["Location"])


def shown(visitor: Visitor, address: str, status: int = 200) -> Page:
    response = visitor.client.get(address)
    assert response.status_code == status, response.text
    page = Page(response)
    check(page)
    return page


def done(visitor: Visitor, address: str) -> Any:
    """Presses the button under the report."""
    page = shown(visitor, address)
    expected = page.one("input[name=expected][value]:not([value=''])").get("value")
    return visitor.send(address, do="import", expected=expected)


def version(app: Flask) -> int:
    with app.extensions["database"].latest() as session:
        return current_version(session)


def files(app: Flask) -> list[ImportFile]:
    with app.extensions["database"].latest() as session:
        return list(session.exec(select(ImportFile)))


def test_a_file_is_shown_before_it_is_imported_and_then_done_once(own_app: Flask, desk: Visitor) -> None:
    before = version(own_app)
    address = looked_at(desk, NEW)
    assert version(own_app) == before
    page = shown(desk, address)
    assert "1 study would be added." in words(page.one(".import-report"))
    assert words(page.one(".import-report tbody tr")).startswith("Line 1lund2020new, not read yet")
    assert "library.bib, BibTeX, RIS or CSL-JSON" in words(page.one(".import-file"))
    response = done(desk, address)
    assert (response.status_code, response.headers["Location"]) == (303, address)
    assert version(own_app) == before + 1
    with own_app.extensions["database"].latest() as session:
        change = session.get_one(Change, before + 1)
        assert (change.actor, change.reason) == ("anna", "Imported from library.bib")
    assert "1 study was added." in words(shown(desk, address).one("main"))
    assert desk.send("/desk/import", address, do="import", expected="x").status_code == 303
    assert version(own_app) == before + 1
    assert [len(one.content) for one in files(own_app)] == [0]
    again = words(shown(desk, looked_at(desk, NEW)).one(".import-report"))
    assert "There is nothing to import" in again
    assert "1 study is as it was." in again


def test_what_was_not_seen_is_not_done(own_app: Flask, desk: Visitor) -> None:
    address = looked_at(desk, NEW)
    expected = shown(desk, address).one("form input[name=expected]").get("value")
    with catalogue(own_app) as session:
        from catalog.science.editing import put_study

        put_study(session, lund(volume="1"), actor="tests", reason="Meanwhile")
    before = version(own_app)
    response = desk.send("/desk/import", address, do="import", expected=expected)
    assert response.status_code == 409
    assert "changed while you looked" in response.text
    assert version(own_app) == before
    page = Page(response)
    check(page)


def test_a_file_with_something_wrong_can_only_be_imported_without_it(own_app: Flask, desk: Visitor) -> None:
    content = NEW + b"@article{b,\n  year = {2020},\n}\n"
    address = looked_at(desk, content)
    page = shown(desk, address)
    assert "1 is wrong" in words(page.one("h3.bad"))
    assert not page.all("button[value=import]")
    before = version(own_app)
    assert desk.send("/desk/import", address, do="import", expected="").status_code in (409, 422)
    assert version(own_app) == before
    response = desk.send("/desk/import", address, do="look", skip_bad="y")
    assert response.status_code == 303
    assert done(desk, address).status_code == 303
    assert version(own_app) == before + 1


def test_what_is_no_file_of_any_kind_is_said(own_app: Flask, desk: Visitor) -> None:
    response = desk.send("/desk/import", source="Somewhere")
    assert response.status_code == 422
    assert "Choose a file, or paste its text." in response.text
    assert 'value="Somewhere"' in response.text
    response = send(desk, b"", "empty.csv")
    assert response.status_code == 422
    assert "This file is empty." in response.text
    address = looked_at(desk, b"\x89PNG\r\n\0\0", "picture.png")
    assert "is no text" in words(shown(desk, address, 422).one("[role=alert]"))
    assert version(own_app) == version(own_app)


def test_what_was_typed_is_kept_where_something_is_wrong(own_app: Flask, desk: Visitor) -> None:
    response = send(desk, NEW, day="tomorrow", shop="A shop", separator="nonsense")
    assert response.status_code == 422
    page = Page(response)
    check(page)
    assert page.one("#day").get("value") == "tomorrow"
    assert page.one("#shop").get("value") == "A shop"
    assert "Write a day like" in words(page.one("#day-err"))
    assert "Choose one of these." in words(page.one("#separator-err"))
    assert "library.bib" in words(page.one("main"))
    form = page.one("form.bulk").get("action")
    response = desk.send("/desk/import", form, do="look")
    assert "1 study would be added." in words(shown(desk, response.headers["Location"]).one("main"))


def test_an_option_that_means_nothing_is_said_at_its_field(desk: Visitor) -> None:
    address = looked_at(desk, NEW, country="us")
    page = shown(desk, address, 422)
    assert "means nothing for BibTeX" in words(page.one("#country-err"))
    assert page.one("#country").get("value") == "US"


def test_a_file_is_nobody_elses_and_gone_after_a_day(
    own_app: Flask, desk: Visitor, at_time: Callable[..., Any]
) -> None:
    with catalogue(own_app) as session:
        make_account(session, "berta")
        make_account(session, "carl", "author")
    at_time(2026, 11, 27, 12)
    anna, berta = Visitor(own_app.test_client()), Visitor(own_app.test_client())
    anna.sign_in()
    berta.sign_in("berta")
    address = looked_at(anna, NEW)
    assert berta.client.get(address).status_code == 404
    assert berta.client.get(f"{address}/report.txt").status_code == 404
    assert berta.send("/desk/import", address, do="import", expected="").status_code == 404
    carl = Visitor(own_app.test_client())
    carl.sign_in("carl")
    assert carl.client.get("/desk/import").status_code == 403
    at_time(2026, 11, 28, 11)
    assert forget_old(own_app.extensions["database"]) == []
    anna.sign_in()
    shown(anna, address)
    at_time(2026, 11, 28, 13)
    assert "older than a day" in anna.client.get(address).text
    assert forget_old(own_app.extensions["database"]) == [
        "Files that waited to be imported and were forgotten: 1"
    ]
    assert files(own_app) == []


def test_few_files_of_one_person_wait_and_one_can_be_forgotten(own_app: Flask, desk: Visitor) -> None:
    addresses = [looked_at(desk, NEW, f"{number}.bib") for number in range(MOST + 2)]
    assert len(files(own_app)) == MOST
    assert desk.client.get(addresses[0]).status_code == 404
    assert desk.send("/desk/import", addresses[-1], do="forget").headers["Location"] == "/desk/import"
    assert desk.client.get(addresses[-1]).status_code == 404


def test_a_kept_file_that_was_damaged_is_not_used(own_app: Flask, desk: Visitor) -> None:
    address = looked_at(desk, NEW)
    with catalogue(own_app) as session:
        row = session.exec(select(ImportFile)).one()
        row.content = row.content.replace(b"Lund", b"Bund")
        session.add(row)
    assert desk.client.get(address).status_code == 404


def test_a_long_report_is_paged_and_whole_as_text(own_app: Flask, desk: Visitor) -> None:
    content = "".join(
        bib(f"key{n}", title=f"Title number {n} of many", doi=f"10.5555/{n}") for n in range(450)
    )
    address = looked_at(desk, content.encode())
    page = shown(desk, address)
    assert len(page.all(".import-report tbody tr")) == 200
    assert "250 more are not shown here." in words(page.one(".import-report"))
    last = shown(desk, f"{address}?show=adds&page=3")
    assert len(last.all(".import-report tbody tr")) == 50
    assert "Title number 449" in words(last.one(".import-report"))
    assert shown(desk, f"{address}?show=nonsense&page=-9").all(".import-report tbody tr")
    text = desk.client.get(f"{address}/report.txt")
    assert text.content_type == "text/plain; charset=utf-8"
    assert sum("not read yet" in line for line in text.text.splitlines()) == 450


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\temp\\a.bib", "\0x.bib", "a" * 500 + ".bib"])
def test_names_of_files_are_only_names(own_app: Flask, desk: Visitor, name: str) -> None:
    looked_at(desk, NEW, name)
    kept = files(own_app)[0].name
    assert len(kept) <= 120
    assert not set(kept) & set("/\\\0")


def test_a_file_that_is_too_large_is_refused_at_its_field(own_app: Flask, desk: Visitor) -> None:
    small = own_app.extensions["settings"].model_copy(update={"import_bytes": 1000})
    own_app.extensions["settings"] = small
    for content in (NEW * 20, NEW * 80):
        response = send(desk, content)
        assert response.status_code in (413, 422)
        assert "The file has more than 0.001 MB" in response.text
    assert files(own_app) == []
