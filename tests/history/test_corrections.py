"""`/corrections` and its feed: what was public and is another now; a new value is none."""

from collections.abc import Callable
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from lxml import etree
from sqlalchemy import event, insert

from catalog.changes.models import Catalogue, Change
from catalog.changes.queries import current_head
from catalog.changes.recording import record
from catalog.changes.saving import remove_row, save_row
from catalog.claims.models import Claim
from catalog.history.pages.corrections import ON_ONE_PAGE
from catalog.science.models import Study, StudyNotice
from tests.factories import WHO, catalogue, make_device, said
from tests.history.test_timeline import STATES, claim
from tests.html import Page

Fetch = Callable[..., Page]


def test_what_is_new_is_no_correction(app: Flask, page: Fetch) -> None:
    with catalogue(app) as session:
        make_device(session, "one")
        make_device(session, "one", statements=[said("noise", None, state="not_published")])
        make_device(session, "one", specs={"noise": "55 dB"})
        make_device(session, "one", specs={"noise": "55 dB", "weight": "180 g"}, name="Uno")
        save_row(session, Claim, claim(), **WHO)
        save_row(session, Claim, claim(why="Still none."), **WHO)
    assert "Nothing has been corrected yet" in page("/corrections").text("main")


def test_what_was_corrected_and_is_gone_is_counted(app: Flask, page: Fetch) -> None:
    with catalogue(app) as session:
        for slug in ("c1", "c2"):
            save_row(session, Claim, claim(slug=slug), **WHO)
            save_row(session, Claim, claim(slug=slug, verdict="contradicted"), **WHO)
    assert "Not listed" not in page("/corrections").text("main")
    with catalogue(app) as session:
        remove_row(session, Claim, "c2", **WHO)
    shown = page("/corrections")
    assert shown.links("ol.hist h2 a") == ["/claims/c1"]
    assert "Not listed: 1 correction of pages that are not there any more." in shown.text("main")


def test_every_kind_of_correction_newest_first(
    app: Flask, page: Fetch, client: FlaskClient, at_time: Callable[..., Any]
) -> None:
    at_time(2026, 3, 1)
    with catalogue(app) as session:
        make_device(session, "one", name="One", specs={"noise": "55 dB", "weight": "180 g"})
        make_device(session, "one", name="One", specs={"noise": "60 dB"})
        save_row(session, Claim, claim(), **WHO)
        save_row(session, Claim, claim(verdict="contradicted"), **WHO)
        study = Study(slug="s1", title="A study", journal="J", kind="rct", confidence="verified")
        save_row(session, Study, study, **WHO)
        save_row(session, StudyNotice, StudyNotice(slug="l-1", study="s1", nature="correction"), **WHO)
        save_row(session, StudyNotice, StudyNotice(slug="l-2", study="s1", nature="retraction"), **WHO)
    shown = page("/corrections")
    assert shown.texts("ol.hist h2 a") == ["A study", "Needles do it", "Dermaline One"]
    assert shown.links("ol.hist h2 a") == ["/studies/s1", "/claims/c1", "/devices/one"]
    assert shown.links("ol.hist p a") == ["/studies/s1/history", "/claims/c1/history", "/devices/one/history"]
    study_words, claim_words, device_words = shown.texts("ol.hist > li")
    assert "retracted" in study_words
    assert "Verdict: was unsupported, now contradicted" in claim_words
    assert "was 55 dB, now 60 dB" in device_words.replace("\xa0", " ")
    assert "taken away: 180 g" in device_words.replace("\xa0", " ")
    assert "1 Mar 2026" in device_words
    feed = client.get("/corrections.atom")
    assert feed.mimetype == "application/atom+xml"
    entries = etree.fromstring(feed.data).findall("{*}entry")
    assert [one.findtext("{*}title") for one in entries] == shown.texts("ol.hist h2 a")
    assert "now contradicted" in entries[1].findtext("{*}summary")
    assert entries[1].find("{*}link").get("href") == "http://localhost/claims/c1/history"
    assert page("/claims/c1/history").all("#change-" + entries[1].findtext("{*}id").rpartition("/")[2])


def test_what_an_article_corrects_is_told_while_it_is_public(app: Flask, page: Fetch) -> None:
    from catalog.articles.models import Article

    words = {"day": "2026-03-01", "words": "The <i>unit</i> was wrong."}
    with catalogue(app) as session:
        for slug, is_public in (("a", True), ("b", False)):
            row = Article(slug=slug, title=slug.upper(), summary="s", text="t", byline="b",
                          written="2026-01-01", checked="2026-01-01", is_published=is_public)  # fmt: skip
            session.add(row)
            session.flush()
            before = STATES["article"] | {"slug": slug, "is_published": is_public}
            after = before | {"corrections": [words]}
            record(session, entity_kind="article", entity_id=row.id, before=None, after=before, **WHO)
            record(session, entity_kind="article", entity_id=row.id, before=before, after=after, **WHO)
    shown = page("/corrections")
    assert shown.texts("ol.hist h2 a") == ["A"]
    assert "1 Mar 2026: The <i>unit</i> was wrong." in shown.text("ol.hist")


def test_what_was_corrected_is_told_however_much_was_saved_since(
    app: Flask, client: FlaskClient, page: Fetch
) -> None:
    with catalogue(app) as session:
        save_row(session, Claim, claim(), **WHO)
        save_row(session, Claim, claim(verdict="contradicted"), **WHO)
        then = current_head(session)
        kept = session.get_one(Change, then.version).model_dump()
        argued = {"entity_kind": "claim", "payload": '{"fields":{"why":["a","b"]}}', "reason": "Put better"}
        numbers = range(then.version + 1, then.version + 5_101)
        marks = {n: f"{n:064d}" for n in numbers} | {then.version: then.digest}
        session.execute(
            insert(Change),
            [kept | argued | {"number": n, "previous": marks[n - 1], "digest": marks[n]} for n in numbers],
        )
        newest = session.get_one(Catalogue, 1)
        newest.version, newest.digest = numbers[-1], marks[numbers[-1]]
    assert page("/corrections").links("ol.hist h2 a") == ["/claims/c1"]
    for asked in ("", f"?as_of={then.version}"):
        data = client.get(f"/api/v1/corrections{asked}").get_json()["data"]
        assert [one["version"] for one in data] == [then.version]
    assert client.get(f"/api/v1/corrections?as_of={then.version - 1}").get_json()["data"] == []


def test_pages_cost_the_same_however_long_the_log_is(app: Flask, client: FlaskClient, page: Fetch) -> None:
    def correct(numbers: range) -> None:
        with catalogue(app) as session:
            for n in numbers:
                make_device(session, f"pen-{n % 3}", specs={"noise": f"{n} dB"})

    def statements() -> int:
        client.get("/about")
        seen: list[str] = []

        def note(*said: Any) -> None:
            seen.append(said[2])

        engine = app.extensions["database"].replica
        event.listen(engine, "before_cursor_execute", note)
        assert client.get("/corrections").status_code == 200
        event.remove(engine, "before_cursor_execute", note)
        return len(seen)

    correct(range(1, 10))
    few = statements()
    correct(range(10, 40))
    assert statements() <= few < 15
    assert len(page("/corrections").all("ol.hist > li")) == ON_ONE_PAGE
    assert len(page("/corrections?page=2").all("ol.hist > li")) == 36 - ON_ONE_PAGE
