"""The notice on the page of a text, and what it costs to find out."""

from dataclasses import replace

from sqlmodel import select

from catalog import clock
from catalog.articles.models import Article, ArticleLink
from catalog.products.editing import put_product
from catalog.products.queries import drafts, product_by_slug
from catalog.science.editing import put_study
from catalog.science.queries import study as read_study
from catalog.shelf.shelf import Shelf
from catalog.upkeep.since import since, since_all
from tests.factories import WHO, catalogue
from tests.html import Page, fetcher
from tests.reviews.made import make_author, research, store
from tests.test_growth import statements


def find_another(app, finding):
    """Save a study that an article cites with another finding; (slug, id) of the article."""
    with catalogue(app) as session:
        query = select(Article, ArticleLink.target).join(ArticleLink, ArticleLink.article_id == Article.id)
        article, target = session.exec(query.where(ArticleLink.kind == "study")).first()
        row = read_study(session, target)
        put_study(session, type(row)(**row.model_dump(exclude={"id"}) | {"finding": finding}), **WHO)
        return article.slug, article.id


def asked(app, what):
    """How many SELECTs it takes."""
    with app.extensions["database"].reader() as session:
        shelf = Shelf.rebuilt(session, day=clock.today())
        with statements(app) as seen:
            found = what(session, shelf)
    return found, sum(one.startswith(("SELECT", "WITH")) for one in seen)


def test_nothing_of_a_fresh_catalogue_is_flagged(seeded_app, seeded_client):
    assert asked(seeded_app, since_all)[0] == {}
    page = Page(seeded_client.get("/articles/safety"))
    assert not page.all("#since")
    assert seeded_client.get("/articles/safety.json").json["changed_since"] == []


def test_a_page_asks_one_statement_more_and_two_where_something_changed(own_app):
    assert asked(own_app, lambda *at: since(*at, "article", 1))[1] == 1
    _, number = find_another(own_app, "Another, made up.")
    found, count = asked(own_app, lambda *at: since(*at, "article", number))
    assert (found.is_any, count) == (True, 2)


def test_the_notice_stands_on_the_page_and_in_its_twin(own_app):
    slug, _ = find_another(own_app, "A made-up finding.\nIt has two lines.")
    client = own_app.test_client()
    page = fetcher(own_app, client)(f"/articles/{slug}")
    assert "Since this was last checked, 1 fact it leans on has changed." in page.text("#since")
    assert "Finding: changed" in page.text("#since li")
    (told,) = client.get(f"/articles/{slug}.json").json["changed_since"]
    assert (told["before"], told["after"], told["day"]) == (None, None, clock.today().isoformat())


def test_a_review_says_so_too(own_app):
    with catalogue(own_app) as session:
        make_author(session, "mia")
        review = store(session, research(author="mia", alternatives=(), cons=(), pros=()))
        slug = review.slug
    fetch = fetcher(own_app, own_app.test_client())
    assert not fetch(f"/reviews/{slug}").all("#since")
    with catalogue(own_app) as session:
        product = product_by_slug(session, "dr-pen-a6")
        draft = drafts(session, [product.id])[product.id]
        rows = (
            replace(row, says="17,777 rpm") if row.spec == "motor_speed" and row.says else row
            for row in draft.statements
        )
        put_product(session, replace(draft, statements=tuple(rows)), **WHO)
    assert "17,777 rpm" in fetch(f"/reviews/{slug}").text(".art-h #since")
    (told,) = own_app.test_client().get(f"/reviews/{slug}.json").json["changed_since"]
    assert (told["what"], told["after"]) == ("Motor speed", "17,777 rpm")


def change_motor_speed(app):
    with catalogue(app) as session:
        product = product_by_slug(session, "dr-pen-a6")
        draft = drafts(session, [product.id])[product.id]
        rows = (
            replace(row, says="17,777 rpm") if row.spec == "motor_speed" and row.says else row
            for row in draft.statements
        )
        put_product(session, replace(draft, statements=tuple(rows)), **WHO)


def test_the_form_of_a_review_says_what_changed_until_another_day_of_checking_is_typed(own_app, desk):
    with catalogue(own_app) as session:
        make_author(session, "mia", "Nothing; she is made up.")
        written = research(author="mia", alternatives=(), cons=(), pros=())
        slug = store(session, written).slug
    address = f"/desk/reviews/{slug}"
    assert "Motor speed" not in Page(desk.client.get(address)).text(".editor-side")
    change_motor_speed(own_app)
    page = Page(desk.client.get(address))
    (advice,) = [one for one in page.texts("#flaws-h ~ ul li") if "Facts: " in one]
    assert "1 fact it leans on has changed: " in advice
    assert "17,777 rpm" in advice
    assert "#checked" in page.links("#flaws-h ~ ul a")
    assert advice.startswith("Worth a look.")
    assert desk.fill(address, do="save", checked=clock.today().isoformat()).status_code == 303
    assert "Facts: " not in "".join(Page(desk.client.get(address)).texts("#flaws-h ~ ul li"))


def test_the_form_of_an_article_says_what_changed(own_app, desk):
    slug, _ = find_another(own_app, "A made-up finding.")
    page = Page(desk.client.get(f"/desk/articles/{slug}"))
    (advice,) = [one for one in page.texts("#flaws-h ~ ul li") if "Facts: " in one]
    assert "1 fact it leans on has changed: " in advice
    assert "#checked" in page.links("#flaws-h ~ ul a")
