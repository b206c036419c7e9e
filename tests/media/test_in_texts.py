"""`[[picture …]]` in a text: shown with its words, told with its line where it is missing."""

from __future__ import annotations

import pytest
from sqlmodel import select

from catalog.articles.checking import check as check_articles
from catalog.articles.editing import ArticleError, put_article
from catalog.articles.models import ArticleLink
from catalog.media import editing, queries
from tests.articles.besides import article
from tests.factories import WHO, catalogue

TEXT = "Before.\n\n[[picture made-1]]\n\nAfter."


@pytest.fixture
def written(app, library):
    """An article with a picture in it; written(origin="maker", licence="…")."""

    def write(**fields):
        library(1, **fields)
        with catalogue(app) as session:
            put_article(session, article("dials", text=TEXT), **WHO)

    return write


def test_a_picture_stands_in_the_text_as_a_figure(written, page):
    written(taken_on="2026-03")
    shown = page("/articles/dials")
    figure = shown.one("figure.photo")
    image = shown.one("figure.photo img")
    assert image.get("alt") == "Four plain quarters: red, green, blue and yellow."
    assert (image.get("width"), image.get("height")) == ("40", "30")
    assert (image.get("loading"), image.get("decoding")) == ("lazy", "async")
    assert image.get("src").endswith(".webp")
    sources = shown.all("figure.photo picture > source")
    assert [one.get("type") for one in sources] == ["image/avif", "image/webp"]
    for one in sources:
        ending = one.get("type").removeprefix("image/")
        assert one.get("sizes") == "(max-width: 720px) 92vw, 680px"
        assert [part.split()[1] for part in one.get("srcset").split(", ")] == ["40w"]
        assert one.get("srcset").split()[0].endswith(f".{ending}")
    assert (
        shown.text("figure.photo figcaption") == "own photo Anna Anders, Mar 2026 · History of this picture"
    )
    assert figure.getparent().get("class") == "set"


@pytest.mark.parametrize(
    ("origin", "badge"),
    [("own photo", "own photo"), ("maker", "maker picture"), ("shop", "shop picture"),
     ("licensed", "licensed picture"), ("public domain", "public domain")],
)  # fmt: skip
def test_whose_picture_it_is_is_said_in_words(written, page, origin, badge):
    written(origin=origin, credit="The Made-up Works", licence="CC BY 4.0")
    said = page("/articles/dials").text("figure.photo figcaption")
    assert said == f"{badge} The Made-up Works. Licence: CC BY 4.0 · History of this picture"


def test_words_cannot_become_markup(written, page):
    written(alt='"><script>alert(1)</script>', credit="<b>x</b>")
    shown = page("/articles/dials")
    assert shown.one("figure.photo img").get("alt") == '"><script>alert(1)</script>'
    assert not shown.all("figure.photo script, figure.photo b")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (TEXT, 3, "[[picture made-1]]: there is no picture in the library “made-1”."),
        ("A.\n\nB.\n\n[[picture]]", 5, "[[picture]]: a picture in the library has to be named."),
        ("See [[picture made-1]] here.", 1, "this stands alone in a paragraph"),
    ],
)
def test_one_that_is_missing_or_misplaced_is_told_with_its_line(app, text, line, said):
    with catalogue(app) as session, pytest.raises(ArticleError) as caught:
        put_article(session, article("dials", text=text), **WHO)
    ((field, at, sentence),) = caught.value.problems
    assert (field, at) == ("text", line)
    assert said in sentence
    with catalogue(app) as session:
        assert session.exec(select(ArticleLink)).all() == []


def test_the_article_links_to_it_and_the_check_finds_one_that_is_gone(app, written, page):
    written()
    with catalogue(app) as session:
        (link,) = session.exec(select(ArticleLink)).all()
        assert (link.kind, link.target) == ("picture", "made-1")
        assert check_articles(session) == []
        editing._let_files_go(session, queries.picture(session, "made-1"))
        session.delete(queries.picture(session, "made-1"))
    with app.extensions["database"].reader() as session:
        (problem,) = check_articles(session)
    assert problem == (
        "The article dials, line 3 of its text: [[picture made-1]]: "
        "there is no picture in the library “made-1”."
    )
    shown = page("/articles/dials?again=1")
    assert "After." in shown.text("main")
    assert not shown.all("figure.photo")


def test_other_words_for_a_picture_are_on_the_page_at_once(app, written, page):
    written()
    page("/articles/dials")
    with catalogue(app) as session:
        row = queries.picture(session, "made-1")
        words = editing.Words("Made 1", "Something else.", "own photo", "Anna Anders")
        editing.change_words(session, row, words, actor="anna")
    assert page("/articles/dials").one("figure.photo img").get("alt") == "Something else."


def test_more_pictures_take_no_more_statements(app, library, page, count_statements):
    for number in range(1, 5):
        library(number)
    with catalogue(app) as session:
        texts = ["[[picture made-1]]", "\n\n".join(f"[[picture made-{n}]]" for n in range(1, 5))]
        for number, text in enumerate(texts):
            put_article(session, article(f"with-{number}", text=text), **WHO)
    page("/articles/with-0")
    few = count_statements(lambda: page("/articles/with-0?again=1"))
    assert count_statements(lambda: page("/articles/with-1?again=1")) == few
