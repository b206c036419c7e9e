"""An export at the desk and at the terminal: looked at first, then taken, by whoever may."""

from __future__ import annotations

from catalog.articles import queries as articles
from tests.exchange.imports import run
from tests.exchange.test_desk_import import done, looked_at, send, shown
from tests.exchange.wordpress.exports import comment, export, item
from tests.factories import catalogue
from tests.html import words
from tests.signed_in import Visitor, make_account

TEXT = '<p>Told in <a href="https://pubmed.ncbi.nlm.nih.gov/20300368/">a study</a>.</p>'
CONTENT = export(
    item(1, text=TEXT, comments=[comment(1, "Thank you.")]),
    item(2, "A draft", status="draft"),
    item(3, "A menu", post_type="nav_menu_item"),
)


def test_an_export_is_looked_at_and_then_taken(desk, own_app):
    address = looked_at(desk, CONTENT, "site.xml")
    page = shown(desk, address)
    report = page.text(".import-report")
    assert "an export of a WordPress site" in page.text(".import-file")
    assert "3 would be added" in report
    said = [words(row) for row in page.all(".import-report tr")]
    assert any("post-1is public" in one for one in said)
    assert any("post-2a draft, for it is a draft there" in one for one in said)
    assert "1 is left out" in report
    with catalogue(own_app) as session:
        assert articles.article(session, "post-1") is None
    assert done(desk, address).status_code == 303
    assert "3 items were added" in shown(desk, address).text()
    answer = desk.client.get("/articles/post-1")
    assert answer.status_code == 200
    assert "Thank you." in answer.text
    assert desk.client.get("/2024/03/post-1/").location == "/articles/post-1"
    assert desk.client.get("/?p=1").location == "/articles/post-1"
    assert desk.client.get("/articles/post-2").status_code == 404
    assert "A draft" in desk.client.get("/desk/articles").text


def test_the_change_log_knows_who_imported(desk, own_app):
    address = looked_at(desk, CONTENT, "site.xml")
    done(desk, address)
    history = desk.client.get("/articles/post-1/history")
    assert "Imported from site.xml" in history.text
    assert "Anna" in history.text


def test_what_is_no_export_is_refused_at_the_desk(desk, own_app):
    bomb = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "b">]><rss><channel>&a;</channel></rss>'
    response = send(desk, bomb, "site.xml")
    page = shown(desk, str(response.headers["Location"]), 422)
    assert "has a document type" in page.text("main")


def test_an_author_cannot_import_a_site(own_app):
    with catalogue(own_app) as session:
        make_account(session, "bo", "author")
    visitor = Visitor(own_app.test_client())
    visitor.sign_in("bo")
    assert visitor.client.get("/desk/import").status_code == 403


def test_the_command_says_what_it_would_do_and_does_it(own_app, settings, tmp_path):
    file = tmp_path / "site.xml"
    file.write_bytes(CONTENT)
    rehearsed = run(settings.folder, "--dry-run", str(file))
    assert rehearsed.exit_code == 0, rehearsed.output
    assert "3 items would be added." in rehearsed.output
    taken = run(settings.folder, str(file))
    assert "post-1: is public" in taken.output
    assert "A menu: left out: an entry of a menu" in taken.output
    assert "are as they were" in run(settings.folder, str(file)).output


def test_options_of_other_files_are_refused(own_app, settings, tmp_path):
    file = tmp_path / "site.xml"
    file.write_bytes(CONTENT)
    assert (
        "--replace: This means nothing for an export of a WordPress site"
        in run(settings.folder, "--replace", str(file)).output
    )
    assert "say with --media where they lie" in run(settings.folder, "--origin", "maker", str(file)).output
    bib = tmp_path / "a.bib"
    bib.write_text("@article{a, title={A}}")
    assert "--media: This means nothing" in run(settings.folder, "--media", str(tmp_path), str(bib)).output
