"""`…/history`: who, when, what it was and is, and why; of every kind of thing, newest first."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlmodel import select

from catalog.articles.models import Article
from catalog.changes.recording import record
from catalog.changes.saving import save_row, state_of
from catalog.claims.models import Claim
from catalog.compare.editing import state_of as comparison_state
from catalog.compare.models import EditorComparison
from catalog.concerns import models as concerns
from catalog.concerns.editing import _state as concern_state
from catalog.finder.editing import state_of as need_state
from catalog.finder.models import Need
from catalog.glossary.models import GlossaryTerm
from catalog.guidance.models import Guidance
from catalog.history.labels import LABELS, ROWS
from catalog.history.pages.timeline import ON_ONE_PAGE
from catalog.history.telling import MOST_COMPARED, Told, is_known, tell
from catalog.history.things import PLACES
from catalog.media.models import Picture
from catalog.method.models import Method
from catalog.people.models import Author
from catalog.products.editing import brand_state, put_product
from catalog.products.models import Brand
from catalog.reviews.models import Review
from catalog.science.models import Study
from tests.factories import WHO, catalogue, make_device
from tests.html import Page

Fetch = Callable[..., Page]


def claim(**fields: Any) -> Claim:
    given = {
        "slug": "c1",
        "position": 1,
        "words": "Needles do it",
        "said": "On a page",
        "verdict": "unsupported",
        "why": "No study.",
        "instead": "Little is known.",
    }
    return Claim(**(given | fields))


STATES = {
    "brand": brand_state(Brand(slug="a", name="A")),
    "claim": state_of(claim()),
    "study": state_of(Study(slug="s", title="S", journal="J", confidence="verified")),
    "concern": concern_state(
        concerns.Concern(slug="scars", position=0, label="S", plain="p", certainty="low", effect="e",
                does_not_show="d", home_evidence="h"),
        [concerns.ConcernType(slug="ice", position=0, plain="p", response="r")],
        [concerns.Tested(position=0, study="s", device_kind="pen", sessions="3", interval="4", by="home",
                         result="r")],
    ),
    "article": state_of(
        Article(slug="a", title="A", summary="s", text="t", byline="b", written="2026-01-01",
                checked="2026-01-01")
    ),
    "need": need_state(Need(slug="n", title="N", query="kind=pen")),
    "comparison": comparison_state(
        EditorComparison(slug="c", title="C", query="d=a,b", snapshot_key="0" * 64)
    ),
    "method": state_of(Method(slug="1", number=1, title="M", day="2026-01-01", text="t")),
    "review": state_of(
        Review(slug="r", product_id=1, title="R", verdict="v", text="t", author="anna", written="2026-01-01",
               checked="2026-01-01")
    ),
    "author": state_of(Author(slug="a", name="A")),
    "guidance": state_of(
        Guidance(slug="g", position=1, who="W", role="media", audience="home", country="C", says="s",
                 interest="none", confidence="verified", read_in="A page")
    ),
    "glossary_term": state_of(GlossaryTerm(slug="t", term="T", definition="d")),
    "picture": state_of(
        Picture(slug="p", name="P", alt="a", origin="maker", credit="c", digest="0", width=4, height=3,
                day="2026-01-01")
    ),
}  # fmt: skip


@pytest.mark.parametrize("place", ["/authors", "/guidance", "/glossary"])
def test_what_shares_a_page_and_authors_have_a_history_too(seeded_app, place: str) -> None:
    table = {"/authors": Author, "/guidance": Guidance, "/glossary": GlossaryTerm}[place]
    with seeded_app.extensions["database"].reader() as session:
        slug = session.exec(select(table.slug)).first()
    client = seeded_app.test_client()
    shown = client.get(f"{place}/{slug}/history")
    assert shown.status_code == 200
    page = f"/authors/{slug}" if place == "/authors" else f"{place}#{slug}"
    assert page in Page(shown).links("main a")
    assert client.get(f"{place}/{slug}/history.json").json["changes"]
    assert client.get(f"{place}/no-such-thing/history").status_code == 404
    assert f"{place}/{slug}/history" in Page(client.get(page.partition("#")[0])).links("main a")


def test_every_kind_with_a_page_has_labels() -> None:
    assert LABELS.keys() == STATES.keys() == set(PLACES.values()) - {"product"}


@pytest.mark.parametrize("kind", STATES)
def test_every_field_has_a_label_and_no_label_is_of_nothing(kind: str) -> None:
    assert LABELS[kind].keys() == STATES[kind].keys()
    for (of, table), (_, labels) in ROWS.items():
        if of == kind:
            (row,) = STATES[kind][table].values()
            assert labels.keys() == row.keys()
    assert not is_known(kind, "no_such_field")


def test_values_are_told_in_words() -> None:
    before = {"verdict": "unsupported", "low_um": None, "for": ["a", "b"], "position": 1}
    after = {"verdict": "contradicted", "low_um": 500, "for": ["b", "c"], "position": 2}
    assert tell("claim", before, after) == (
        Told("Shortest needle length it is about", "was nothing, now 0.5 mm"),
        Told("Verdict", "was unsupported, now contradicted"),
        Told("Studies for it", "1 added, 1 taken away", ("a",), ("c",)),
    )
    assert tell("claim", before, before) == ()


def test_a_list_of_records_is_told_without_json() -> None:
    told = tell(
        "article", {"corrections": []}, {"corrections": [{"day": "2026-11-01", "words": "Was wrong."}]}
    )
    assert told == (Told("Corrections", "1 added", (), ("2026-11-01 · Was wrong.",)),)


def test_a_long_text_is_told_by_its_lines() -> None:
    before = "\n".join(f"line {n}" for n in range(300))
    told = tell("article", {"text": before}, {"text": before.replace("line 7\n", "line seven\n")})
    assert told == (Told("Text", "changed", ("line 7",), ("line seven",)),)
    (all_new,) = tell("article", {"text": before}, {"text": before.replace("line", "row")})
    assert len(all_new.gone) + len(all_new.come) == 120
    assert all_new.words == "changed; 480 more lines differ"
    endless = "\n" * (MOST_COMPARED + 1)
    (counted,) = tell("article", {"text": endless}, {"text": "one line\nand another"})
    assert (counted.words, counted.gone) == ("changed; 3,001 lines before, 2 now", ())


def test_a_row_of_a_concern_is_told_by_its_name() -> None:
    row = {
        "slug": "ice",
        "plain": "Narrow.",
        "response": "Little.",
        "note": None,
        "studies": [],
        "position": 0,
    }
    assert tell("concern", {"types": {}}, {"types": {"ice": row}}) == (
        Told("Type ice", "new", (), ("In everyday words: Narrow.", "How it responds: Little.")),
    )
    changed = row | {"response": "Some."}
    assert tell("concern", {"types": {"ice": row}}, {"types": {"ice": changed}}) == (
        Told("Type ice, how it responds", "was Little, now Some."),
    )


def test_a_device_tells_who_when_what_and_why(app: Flask, page: Fetch, at_time: Callable[..., Any]) -> None:
    with catalogue(app) as session:
        at_time(2026, 3, 1)
        make_device(session, "one", specs={"noise": "55 dB"})
        at_time(2026, 3, 3)
        draft = make_device(session, "two", specs={"noise": "50 dB"})
        put_product(
            session,
            type(draft)("one", "pen", "One", "dermaline", statements=(
                type(draft.statements[0])("noise", "60 dB", "a-shop"),)),
            actor="seeds", reason="The shop <b>changed</b> its page",
        )  # fmt: skip
    shown = page("/devices/one/history")
    first, last = shown.texts("ol.hist > li")[-1], shown.texts("ol.hist > li")[0]
    assert "3 Mar 2026" in last
    assert "saved by the seed files" in last
    assert "was 55 dB, now 60 dB (“Page of a-shop”, A Shop)" in last
    assert "Why: The shop <b>changed</b> its page" in last
    assert "1 Mar 2026" in first
    assert "Recorded here for the first time" in first
    assert shown.links("ol.hist li a")[-1] == "/devices/one?as_of=3"
    assert shown.one("meta[name=robots]").get("content") == "noindex,follow"
    data = app.test_client().get("/devices/one/history.json").get_json()
    assert [one["who"] for one in data["changes"]] == ["the seed files", "tests"]
    assert data["changes"][0]["fields"][0]["field"].startswith("Noise")
    numbers = [one["version"] for one in data["changes"]]
    assert numbers == sorted(numbers, reverse=True)


def test_a_renamed_or_misplaced_one_leads_on_and_an_unknown_one_is_404(
    app: Flask, client: FlaskClient
) -> None:
    from catalog.products.editing import rename_product

    with catalogue(app) as session:
        make_device(session, "one")
        rename_product(session, "one", "uno", **WHO)
    moved = client.get("/devices/one/history.json")
    assert (moved.status_code, moved.location) == (301, "/devices/uno/history.json")
    assert client.get("/cartridges/uno/history").location == "/devices/uno/history"
    for place in PLACES:
        assert client.get(f"{place}/nothing/history").status_code == 404
        assert client.get(f"{place}/nothing/history.json").status_code == 404


def test_a_claim_has_its_history_and_it_is_escaped(app: Flask, page: Fetch) -> None:
    with catalogue(app) as session:
        save_row(session, Claim, claim(), **WHO)
        save_row(session, Claim, claim(verdict="contradicted", why="<script>x</script>"), **WHO)
    shown = page("/claims/c1/history")
    assert "Verdict: was unsupported, now contradicted" in shown.text("ol.hist")
    assert "<script>x" not in shown.html
    assert "was No study, now <script>x</script>" in shown.text("ol.hist")


def test_what_was_not_public_is_not_told(app: Flask, page: Fetch) -> None:
    with catalogue(app) as session:
        base = STATES["article"]
        versions = [
            base | {"title": "Draft", "is_published": False, "text": "a secret"},
            base | {"title": "Draft two", "is_published": False},
            base | {"title": "Out", "is_published": True},
            base | {"title": "Hidden", "is_published": False, "text": "another secret"},
            base | {"title": "Out again", "is_published": True},
        ]
        row = Article(slug="a", title="Out again", summary="s", text="t", byline="b", written="2026-01-01",
                      checked="2026-01-01")  # fmt: skip
        session.add(row)
        session.flush()
        for before, after in zip([None, *versions], versions, strict=False):
            record(session, entity_kind="article", entity_id=row.id, before=before, after=after, **WHO)
    shown = page("/articles/a/history")
    told = shown.texts("ol.hist > li > p:not(.fine)")
    assert told == ["Published again.", "Taken off the site.", "Published."]
    assert "secret" not in shown.html


def test_pages_of_a_long_history_cost_the_same(app: Flask, client: FlaskClient, page: Fetch) -> None:
    def lengthen(numbers: range) -> None:
        with catalogue(app) as session:
            for n in numbers:
                make_device(session, "one", specs={"noise": f"{n} dB"})

    def statements(address: str) -> int:
        seen: list[str] = []
        note = lambda *said: seen.append(said[2])  # noqa: E731
        engine = app.extensions["database"].replica
        event.listen(engine, "before_cursor_execute", note)
        assert client.get(address).status_code == 200
        event.remove(engine, "before_cursor_execute", note)
        return len(seen)

    lengthen(range(1, 5))
    client.get("/devices/one")
    few = statements("/devices/one/history")
    lengthen(range(5, 2 * ON_ONE_PAGE))
    client.get("/devices/one")
    assert statements("/devices/one/history") <= few
    assert few < 15
    assert len(page("/devices/one/history").all("ol.hist > li")) == ON_ONE_PAGE
    assert "Recorded here for the first time" in page("/devices/one/history?page=2").text("ol.hist")
    last = page("/devices/one/history?page=99")
    assert last.text("nav.pages [aria-current]") == "2"
