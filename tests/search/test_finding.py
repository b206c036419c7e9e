"""What is found, in which order, and why: names first, then what begins so, then texts."""

import pytest
from sqlmodel import select

from catalog.articles.models import Article
from catalog.changes.saving import save_row
from catalog.products import queries as products
from catalog.products.unpublishing import take_down
from catalog.search.documents import plain
from catalog.search.found import KINDS
from catalog.search.index import SearchIndex
from tests.factories import WHO, catalogue
from tests.reviews.made import make_author, research, store
from tests.search.made import counts, index_of, made, rebuilt, seeded_index, titles


@pytest.fixture(scope="module")
def index(seeded_app) -> SearchIndex:
    return seeded_index(seeded_app)


@pytest.mark.parametrize(
    ("text", "kind", "title", "url"),
    [
        ("ultima m8", "device", "Dr. Pen Ultima M8", "/devices/dr-pen-m8"),
        ("genosys dts stamp", "device", "GENOSYS DTS Microneedle Stamp", "/devices/genosys-dts-stamp"),
        ("mr15", "device", "Clinical Resolution Laboratory MTS Roller MR15", None),
        ("nano cartridge a6", "cartridge", "Dr. Pen A1/A6 nano cartridge", "/cartridges/dr-pen-a1-a6-nano"),
        ("genosys", "brand", "GENOSYS", "/brands/genosys"),
        ("collagen induction", "term", "Collagen induction therapy", None),
        ("keratinocytes", "term", "Keratinocyte", "/glossary#keratinocyte"),
        ("upper lip wrinkles", "study", None, "/studies/fabbrocini2012"),
        ("improvements are long-term", "claim", "Improvements are long-term.", None),
        ("needle length and the skin", "article", "Needle length and the skin", None),
    ],
)
def test_each_kind_is_found_by_its_name(index, text, kind, title, url):
    (group,) = [group for group in index.find(text).groups if group.kind == kind]
    assert group.hits[0].kind == kind
    assert title is None or group.hits[0].title == title
    assert url is None or group.hits[0].url == url


def test_a_review_is_found_by_its_device_its_words_and_its_author(own_app):
    with catalogue(own_app) as session:
        make_author(session)
        store(session, research("exceed", title="A made-up review"))
    index = seeded_index(own_app)
    for text in ("made-up review", "amiea exceed"):
        assert titles(index.find(text), "review") == ["A made-up review"]
    (hit,) = index.find("made-up review", ("review",)).groups[0].hits
    assert hit.line == "Review, not tested hands-on: Amiea Med Exceed, by Anna"


def test_drafts_and_what_was_taken_down_are_never_found(own_app):
    before = seeded_index(own_app)
    with catalogue(own_app) as session:
        row = session.exec(select(Article).where(Article.slug == "safety")).one()
        values = row.model_dump(exclude={"id"}) | {"is_published": False}
        save_row(session, Article, Article(**values), **WHO)
        draft = values | {"slug": "a-draft", "title": "Zanzibar", "text": "Zanzibar"}
        save_row(session, Article, Article(**draft), **WHO)
        take_down(session, products.product_by_slug(session, "hydra-pen-h2"), **WHO)
        title = row.title
    index = seeded_index(own_app)
    assert title in titles(before.find(title))
    assert title not in titles(index.find(title, most=50))
    assert index.find("Zanzibar", exact=True).total == 0
    assert "Hydra Pen H2" in titles(before.find("hydra pen h2"))
    assert "Hydra Pen H2" not in titles(index.find("hydra pen h2"))
    assert not any(one.text == "Hydra Pen H2" for one in index.suggest("hydra"))
    ids = before.product_ids("hydra") - index.product_ids("hydra")
    assert len(ids) == 1


def test_only_the_kinds_that_are_asked_for_are_counted(index):
    every = counts(index.find("collagen"))
    assert counts(index.find("collagen", ("study", "term"))) == {
        kind: every[kind] for kind in ("term", "study")
    }
    assert index.find("collagen", ()).total == 0
    found = index.find("collagen", most=2)
    assert found.total == sum(every.values())
    assert max(len(group.hits) for group in found.groups) == 2


def test_accents_case_and_hyphens_do_not_matter():
    index = index_of(made(1, "Crème Brûlée Pen"), made(2, "Micro-Needle Ørsted"))
    for text in ("creme brulee", "CRÈME BRÛLÉE", "cre\u0300me brule\u0301e"):
        assert titles(index.find(text)) == ["Crème Brûlée Pen"]
    for text in ("micro needle", "microneedle", "Micro‑Needle", "orsted", "ØRSTED"):
        assert titles(index.find(text)) == ["Micro-Needle Ørsted"]


@pytest.mark.parametrize("text", ["a6", "A6", "a 6", "A-6", "drpen a6", "dr.pen a6", "Dr Pen A6", "ultimaa6"])
def test_a_model_is_found_however_its_parts_are_set_apart(index, text):
    assert titles(index.find(text), "device")[0] == "Dr. Pen Ultima A6"


@pytest.mark.parametrize("text", ["0.5 mm", "0,5 mm", ".5mm", "0.50 MM"])
def test_a_length_is_one_word_in_every_writing(text):
    index = index_of(made(1, "Roller 0.5 mm"), made(2, "Roller 5 mm"), made(3, "Roller 0 mm 5"))
    assert titles(index.find(text)) == ["Roller 0.5 mm"]


def test_names_come_before_other_names_before_texts():
    index = index_of(
        made(1, "Alpha", "It was set beside the zeta."),
        made(2, "Beta", aliases=("zeta",)),
        made(3, "A longer name with zeta at the end of it"),
        made(4, "Zeta one"),
        made(5, "Zeta"),
    )
    found = index.find("zeta")
    assert titles(found) == ["Zeta", "Beta", "Zeta one", "A longer name with zeta at the end of it", "Alpha"]
    whys = [hit.why for hit in found.groups[0].hits]
    assert whys == ["In its name", "Also called “zeta”", "In its name", "In its name", "In its text"]


@pytest.mark.parametrize(
    ("kind", "alias", "why"),
    [
        ("study", "10.1000/xyz123", "DOI 10.1000/xyz123"),
        ("study", "29164669", "PMID 29164669"),
        ("study", "Alster 2018", "By Alster 2018"),
        ("review", "Dermapen 4", "It reviews “Dermapen 4”"),
        ("article", "hygiene", "Filed under “hygiene”"),
        ("device", "dr pen a6", "Also called “dr pen a6”"),
    ],
)
def test_why_says_what_it_was_found_by(kind, alias, why):
    index = index_of(made(1, "Something else", kind=kind, aliases=(alias,)))
    (found,) = index.find(alias).groups
    assert found.hits[0].why == why


def test_a_text_is_read_without_what_is_set_in_and_without_its_gaps():
    written = (
        "## Pens came later\n\nThe first was [@den160029], in 2018 [@two]. See .5 mm, [this](/devices) ."
    )
    assert plain(written) == "Pens came later. The first was, in 2018. See .5 mm, this."
    assert plain("# Is it safe?\nNobody knows .") == "Is it safe? Nobody knows."


def test_the_beginning_of_a_doi_is_no_match_of_it():
    index = index_of(made(1, "Something else", kind="study", aliases=("10.1000/xyz123",)))
    (found,) = index.find("10.1000").groups
    assert "DOI" not in found.hits[0].why


def test_a_text_that_has_a_word_more_often_and_a_rarer_word_count_more():
    filling = "skin " * 40
    index = index_of(
        made(1, "One", f"{filling} collagen once"),
        made(2, "Two", f"collagen {filling} collagen {filling} collagen collagen collagen"),
        made(3, "Three", "elastin"),
    )
    assert titles(index.find("collagen")) == ["Two", "One"]


def test_of_equal_weight_what_came_first_comes_first():
    index = index_of(*(made(number, f"Pen {number}") for number in (9, 3, 7, 1)))
    assert titles(index.find("pen", most=9)) == ["Pen 1", "Pen 3", "Pen 7", "Pen 9"]


def test_groups_with_a_name_that_was_typed_stand_first_then_the_order_of_kinds():
    index = index_of(
        made(1, "A pen", "About elastin."), made(1, "Elastin", kind="term"), made(2, "x", "elastin", "study")
    )
    assert [group.kind for group in index.find("elastin").groups] == ["term", "device", "study"]
    assert KINDS.index("device") < KINDS.index("study")


@pytest.mark.parametrize("text", ["de", "derm", "dermap", "dermapen"])
def test_beginnings_are_suggested_and_found(index, text):
    suggested = [one.text for one in index.suggest(text)]
    assert any(title.startswith("Derma") for title in suggested)
    if len(text) > 4:
        assert "Dermapen 4" in suggested[:3]
        assert "Dermapen 4" in titles(index.find(text), "device")


def test_suggestions_say_what_they_are_and_forgive(index):
    first = index.suggest("dr pen u")[0]
    assert (first.kind, first.url.startswith("/devices/dr-pen-")) == ("device", True)
    assert first.line.startswith("Pen")
    assert index.suggest("drpan m8")[0].text == "Dr. Pen Ultima M8"
    assert len(index.suggest("dr", most=3)) == 3
    assert index.suggest("") == index.suggest("?!") == ()


def test_where_nothing_has_all_words_it_is_said_what_is_missing():
    index = index_of(made(1, "Red pen"), made(2, "Blue roller"), made(3, "Green stamp"))
    found = index.find("red zanzibar")
    assert (titles(found), found.missing) == (["Red pen"], ("zanzibar",))
    loose = index.find("red roller stamp")
    assert set(titles(loose)) == {"Red pen", "Blue roller", "Green stamp"}
    assert loose.missing == ()
    assert {hit.why for hit in loose.groups[0].hits} >= {"Without “roller” and “stamp”"}


def test_small_words_need_not_be_found(index):
    assert titles(index.find("what is the best dermapen for me")) == titles(index.find("dermapen"))
    assert index.find("the").total > 0


def test_products_are_named_for_the_list_of_devices(index, seeded_app):
    with seeded_app.extensions["database"].reader() as session:
        ids = products.ids_by_slug(session, products.Product, ["dr-pen-a6", "dr-pen-a1-a6-nano", "exceed"])
        again = rebuilt(session)
    found = again.product_ids("a6")
    assert {ids["dr-pen-a6"], ids["dr-pen-a1-a6-nano"]} <= found
    assert ids["exceed"] not in found
    assert again.product_ids("exced") >= {ids["exceed"]}
    assert again.product_ids("?") == frozenset()
    found = again.find("pen", ("device", "cartridge"))
    assert len(again.product_ids("pen")) == found.total
