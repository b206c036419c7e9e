"""`/search` and its twins: grouped, counted, paged, corrected; and calm where nothing was typed or found."""

import pytest
from flask import Flask, render_template_string
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from catalog.places import place
from catalog.search.asked import LAST_PAGE, Asked, asked
from catalog.search.found import KINDS, Found, Group, Hit, Piece
from catalog.search.page import GROUPS, PAGE_SIZE, search_page
from tests.factories import catalogue, make_device
from tests.html import Page, fetcher


def search(client, **query):
    return Page(client.get("/search", query_string=query, follow_redirects=True))


# -- the address


def read(*pairs):
    return asked(MultiDict(pairs))


def test_an_address_is_read_and_written_back():
    wish = read(("q", "dr  pen\t"), ("kind", "study"), ("page", "2"), ("exact", "1"), ("as", "text"))
    assert wish == Asked("dr pen", "study", 2, True, True)
    assert wish.address(page=2) == "/search?q=dr+pen&kind=study&exact=1&as=text&page=2"
    assert wish.address(kind="", is_exact=False, is_text=False) == "/search?q=dr+pen"
    assert read(("utm_source", "x")).address() == "/search"


@pytest.mark.parametrize("page", ["0", "-1", "two", str(LAST_PAGE + 1), "9" * 30, "²"])
def test_what_is_no_page_is_said(page):
    wish = read(("q", "pen"), ("kind", "device"), ("page", page))
    assert wish.page == 1
    assert "no page" in wish.messages[0]


def test_a_kind_that_is_none_is_said_and_all_are_shown(seeded_client):
    page = search(seeded_client, q="dermapen", kind="pens")
    assert "“pens” is no kind of result" in page.text("main")
    assert page.text(".kinds [aria-current]").startswith("All ")
    assert seeded_client.get("/search.json?q=dermapen&kind=pens").json["ignored"] == [
        "“pens” is no kind of result. There are: " + ", ".join(KINDS) + "."
    ]


def test_every_spelling_leads_to_the_canonical_address(seeded_client):
    for written in (
        "q=%20%20dermapen%20",
        "q=dermapen&utm_source=x",
        "q=dermapen&page=1",
        "kind=&q=dermapen",
    ):
        answer = seeded_client.get(f"/search?{written}")
        assert (answer.status_code, answer.headers["Location"]) == (302, "/search?q=dermapen")
    assert seeded_client.get("/search?q=").headers["Location"] == "/search"


# -- the page


def test_results_are_grouped_and_counted(seeded_client):
    page = search(seeded_client, q="acne scars")
    found = seeded_client.get("/search.json?q=acne+scars").json
    counts = {group["kind"]: group["count"] for group in found["groups"]}
    assert found["total"] == sum(counts.values())
    assert page.texts(".kinds a") == [
        f"All {found['total']}",
        *(f"{GROUPS[kind][0]} {count}" for kind, count in counts.items()),
    ]
    assert page.texts(".dsec h2") == [GROUPS[kind][0] for kind in counts]
    assert f"We found {found['total']} for “acne scars”." == page.text(".found")
    shown = [len(one.cssselect("li")) for one in page.all(".dsec .hits")]
    assert shown == [min(count, 5) for count in counts.values()]
    assert page.one("meta[name=robots]").get("content") == "noindex,follow"
    assert page.one("link[rel=canonical]").get("href").endswith("/search")
    assert page.one("link[type='application/json']").get("href") == "/search.json?q=acne+scars"


def test_one_kind_is_paged_and_the_pages_are_all_of_it(seeded_client):
    groups = seeded_client.get("/search.json?q=pen").json["groups"]
    total = next(group["count"] for group in groups if group["kind"] == "device")
    assert total > PAGE_SIZE
    pages = -(-total // PAGE_SIZE)
    seen = []
    for number in range(1, pages + 1):
        page = search(seeded_client, q="pen", kind="device", page=number)
        assert page.texts(".dsec h2") == ["Devices"]
        assert page.text(".pages [aria-current]") == str(number)
        seen += page.links(".dsec .hits h3 a")
    assert len(seen) == len(set(seen)) == total
    past = search(seeded_client, q="pen", kind="device", page=pages + 1)
    assert "Nothing more of this kind." in past.text("main")
    assert past.response.status_code == 200


def test_every_hit_says_what_it_is_and_leads_to_a_page(seeded_client):
    for words in ("dermapen", "retinol", "sterile", "minoxidil", "dr pen"):
        page = search(seeded_client, q=words)
        for hit in page.all(".dsec .hits li"):
            assert hit.cssselect("p.fine")[0].text
            address = hit.cssselect("h3 a, h4 a")[0].get("href").partition("#")[0]
            assert seeded_client.get(address).status_code == 200


def test_what_was_looked_for_is_marked(seeded_client):
    page = search(seeded_client, q="minoxidil")
    assert page.all("mark")
    assert {word.lower() for word in page.texts("mark")} == {"minoxidil"}


def test_a_corrected_spelling_is_said_and_the_original_offered(seeded_client):
    page = search(seeded_client, q="dermapn 4")
    assert "Showing results for dermapen 4. Search for “dermapn 4” instead" in page.text("main")
    assert "/devices/dermapen-4" in page.links(".hits a")
    instead = search(seeded_client, q="dermapn 4", exact=1)
    assert "Showing results for" not in instead.text("main")
    assert "/search?q=dermapn+4&exact=1" in page.links("main a")
    assert seeded_client.get("/search.json?q=dermapn+4").json["corrected"] == "dermapen 4"
    assert seeded_client.get("/search.json?q=dermapn+4&exact=1").json["corrected"] is None


def test_nothing_typed_is_a_calm_page(seeded_client):
    page = search(seeded_client)
    assert page.text("h1") == "Search"
    assert not page.all(".hits, .kinds, .found, [role=status], .err")
    examples = page.links("main .text a")
    assert len(examples) == 5
    for address in examples:
        assert Page(seeded_client.get(address)).all(".hits li"), address
    assert seeded_client.get("/search.json").json["total"] == 0


def test_nothing_found_helps_on(seeded_client):
    page = search(seeded_client, q="zzzqqqxx")
    assert page.text(".found") == "We found nothing for “zzzqqqxx”."
    assert "Check the spelling" in page.text("main")
    links = page.links("main a")
    assert "/devices" in links
    assert any(one.startswith("/report?page=/search") for one in links)
    near = search(seeded_client, q="skinpen-precison", exact=1)
    assert "/devices/skinpen-precision" in near.links("main li a")


def test_200_characters_are_searched_for_and_201_kept_in_the_field(seeded_client):
    assert search(seeded_client, q="a" * 200).response.status_code == 200
    page = search(seeded_client, q="b" * 201)
    assert page.response.status_code == 400
    field = page.one("#bq")
    assert field.get("value") == "b" * 201
    assert field.get("aria-invalid") == "true"
    assert page.text(f"#{field.get('aria-describedby')}").startswith("At most 200 characters")
    assert field.get("maxlength") is None
    for path in ("/search.json", "/search/suggest.json"):
        answer = seeded_client.get(path, query_string={"q": "b" * 201})
        assert (answer.status_code, answer.json["field"]) == (400, "q")


def test_nothing_typed_is_ever_markup(seeded_client):
    typed = "<b>roller</b> \"'&amp; 0.5 mm <script>"
    page = search(seeded_client, q=typed)
    assert page.one("#bq").get("value") == typed
    assert not page.all("main b, main script:not([type='application/ld+json'])")


def test_snippets_are_text_with_marks_and_never_markup():
    pieces = (Piece("<i>a</i> & "), Piece("<mark>", True), Piece(" “b”"))
    found = Found((Group("term", 1, (Hit("term", "x", "<h1>", "/glossary#x", "<u>", pieces, "<s>"),)),), 1)
    page = search_page(Asked("x"), found, None, None)
    assert page.groups[0].hits[0].hit.snippet == pieces
    app = Flask("made", template_folder=str(place("templates")))
    with app.app_context():
        text = "{% from 'search/_hits.html' import hits %}{{ hits(some) }}"
        html = render_template_string(text, some=page.groups[0].hits)
    assert "&lt;i&gt;a&lt;/i&gt; &amp; <mark>&lt;mark&gt;</mark> “b”" in html
    assert "<i>" not in html
    assert "<h1>" not in html
    assert isinstance(page.patterns, Markup)


def test_what_lacks_a_word_is_not_said_to_be_found_for_it(seeded_client):
    page = search(seeded_client, q="quiet pen")
    total = seeded_client.get("/search.json?q=quiet+pen").json["total"]
    assert page.text(".found") == "Nothing has all words of “quiet pen”."
    assert f"Shown is what comes nearest, {total} in all, without “quiet”." in page.text("main")
    assert "We found" not in page.text("main")


def test_left_out_words_are_named(seeded_client):
    page = search(seeded_client, q="dermapen qqqzzz")
    said = seeded_client.get("/search.json?q=dermapen+qqqzzz").json
    if said["total"]:
        assert all(f"“{word}”" in page.text("main") for word in said["missing"])
    else:
        assert page.text(".found").startswith("We found nothing")


# -- phrases


def test_a_phrase_shows_the_devices_first_and_says_so(seeded_client):
    page = search(seeded_client, q="0.5 mm roller quiet")
    counts = seeded_client.get("/devices.json?depth_at=0.5&kind=roller").json["counts"]
    said = f"Showing rollers that can be set to 0.5 mm: {counts['match']} found, {counts['might']} might fit."
    assert page.text(".spec-b h2") == said
    assert page.all("main section")[0].get("class") == "spec-b"
    links = page.links(".spec-b a")
    assert "/devices?depth_at=0.5&kind=roller" in links
    assert "/search?q=0.5+mm+roller+quiet&as=text" in links
    assert "Not read as a filter: “quiet”." in page.text(".spec-b")
    limit = seeded_client.get("/devices.json?depth_never_above=0.5&kind=roller").json["counts"]["match"]
    assert f"or: never goes above 0.5 mm ({limit} devices)" in page.text(".spec-b")
    listed = seeded_client.get("/devices.json?depth_at=0.5&kind=roller").json["devices"]
    fitting = [f"/devices/{one['slug']}" for one in listed[: counts["match"]]]
    assert page.links(".spec-b .hits a") == fitting[:5]


def test_what_the_filters_answer_is_shown_once_and_counted_once(seeded_client):
    page = search(seeded_client, q="0.5 mm roller")
    assert page.text(".found") == "We read “0.5 mm roller” as filters."
    assert "We found" not in page.text("main")
    shown = page.links(".hits a")
    assert page.links(".spec-b .hits a")
    assert len(shown) == len(set(shown)), "something is shown twice"
    assert not page.all("#device-h")
    assert page.text(".beside") == "Also found by these words"
    of_kind = {
        group["kind"]: group["count"]
        for group in seeded_client.get("/search.json?q=0.5+mm+roller").json["groups"]
    }
    assert of_kind["device"], "devices have these words too: the list has them"
    kinds = [kind for kind in of_kind if kind != "device"]
    assert page.texts(".kinds a") == ["All", *(f"{GROUPS[kind][0]} {of_kind[kind]}" for kind in kinds)]
    one = search(seeded_client, q="0.5 mm roller", kind="article")
    assert one.texts(".kinds a")[0] == "All"


def test_a_device_named_beside_a_figure_is_found_once_as_well(seeded_client):
    """The name became no filter: what is found by it is kept, but for what stands above."""
    page = search(seeded_client, q="banisher 0.5 mm")
    assert "“banisher”" in page.text(".spec-b")
    shown = page.links(".hits a")
    assert shown[0].startswith("/devices/banisher"), "what has every word comes first"
    assert page.texts("main h2")[0] == "Devices with these words"
    assert len(shown) == len(set(shown))


def test_a_model_that_is_no_filter_comes_first(seeded_client):
    page = search(seeded_client, q="dr pen m8 cartridges 36 pin")
    shown = page.links(".hits a")
    assert shown[0] == "/cartridges/dr-pen-m8-36"
    assert len(shown) == len(set(shown))
    assert page.text(".spec-b h2").startswith("Showing cartridges by Dr. Pen, needles: 36:")


def test_where_only_a_name_was_found_beside_the_filters_there_is_no_empty_list(seeded_client):
    page = search(seeded_client, q="dermapen 4 2.5 mm")
    assert page.texts("main h2")[0] == "Devices with these words"
    assert page.links(".hits a")[0] == "/devices/dermapen-4"
    assert not page.all(".kinds, .beside")
    assert "Nothing more" not in page.text("main")


def test_where_filters_found_something_no_help_is_offered(seeded_client):
    page = search(seeded_client, q="cordless")
    assert page.links(".spec-b .hits a")
    assert "Check the spelling" not in page.text("main")


def test_where_no_device_fits_what_has_the_words_is_still_shown(seeded_client):
    page = search(seeded_client, q="pen under 0.2 mm")
    assert "0 found" in page.text(".spec-b h2")
    assert "We found" not in page.text("main")
    found = seeded_client.get("/search.json", query_string={"q": "pen under 0.2 mm"}).json
    shown = set(page.links("main .dsec .hits a"))
    assert shown
    assert shown <= {hit["url"] for group in found["groups"] for hit in group["hits"]}


def test_that_words_were_left_out_is_said_also_where_nothing_is_found(seeded_client):
    page = search(seeded_client, q=" ".join(f"zzq{number}w" for number in range(20)))
    assert not page.all(".hits a")
    assert "Only the first words were looked for" in page.text("main")


def test_a_corrected_word_is_read_as_a_filter_too(seeded_client):
    page = search(seeded_client, q="rollr > 0.5 mm")
    assert "Showing results for roller 0.5 mm" in page.text("main")
    assert page.text(".spec-b h2").startswith("Showing rollers that reach 0.5 mm or more:")
    as_typed = search(seeded_client, q="rollr > 0.5 mm", exact=1)
    assert page.links(".spec-b .hits a") != as_typed.links(".spec-b .hits a")
    assert "Showing devices that reach 0.5 mm or more" in as_typed.text(".spec-b h2")


def test_the_text_is_searched_instead_where_that_is_asked(seeded_client):
    page = search(seeded_client, q="0.5 mm roller", **{"as": "text"})
    assert not page.all(".spec-b")
    assert "Read it as filters instead" in page.text("main")
    assert "/search?q=0.5+mm+roller" in page.links("main a")
    assert seeded_client.get("/search.json?q=0.5+mm+roller&as=text").json["filters"] is None


def test_a_limit_says_what_it_includes_and_of_whom_too_little_is_known(seeded_client):
    page = search(seeded_client, q="roller under 0.5mm")
    counts = seeded_client.get("/devices.json?depth_never_above=0.5&kind=roller").json["counts"]
    said = f"{counts['match']} found; of {counts['might']} more too little is known."
    assert page.text(".spec-b h2") == f"Showing rollers that never go above 0.5 mm: {said}"
    assert "0.5 mm itself is included." in page.text(".spec-b")


def test_under_a_limit_nobody_might_fit(seeded_client):
    page = search(seeded_client, q="pen under 0.2 mm")
    assert "might" not in page.text(".spec-b")
    assert page.text(".spec-b .btn") == "See why"
    assert "might fit" in search(seeded_client, q="pen 0.7 mm").text(".spec-b h2")


def test_filters_that_exclude_each_other_say_so(seeded_client):
    page = search(seeded_client, q="reaches 2 mm never above 1 mm")
    assert "0 found; these exclude each other." in page.text(".spec-b")


def test_cartridges_are_shown_by_their_own_facts(seeded_client):
    page = search(seeded_client, q="nano cartridge")
    links = page.links(".spec-b .hits a")
    assert links
    assert all(one.startswith("/cartridges/") for one in links)
    for address in links:
        said = seeded_client.get(f"{address}.json").json
        assert "nano" in str(said["specs"]["pin_count"])
    assert "/cartridges" in page.links(".spec-b a")


def test_the_twin_says_the_same(seeded_client):
    said = seeded_client.get("/search.json?q=pen+2.5+mm+quiet").json["filters"]
    counts = seeded_client.get("/devices.json?depth_at=2.5&kind=pen").json["counts"]
    assert said["address"] == "/devices?depth_at=2.5&kind=pen"
    assert said["counts"] == {"match": counts["match"], "might": counts["might"]}
    assert said["left_out"] == [{"words": "quiet", "reason": None}]
    assert said["words"].startswith("Showing pens that can be set to 2.5 mm:")


# -- suggestions


def test_names_are_suggested_with_what_they_are(seeded_client):
    some = seeded_client.get("/search/suggest.json?q=dermap").json["suggestions"]
    assert some[0]["text"].startswith("Dermapen")
    assert len(some) <= 8
    for one in some:
        assert set(one) == {"text", "url", "kind", "line"}
        assert seeded_client.get(one["url"].partition("#")[0]).status_code == 200
    assert seeded_client.get("/search/suggest.json").json["suggestions"] == []


def test_a_phrase_is_suggested_as_the_list_it_asks_for(seeded_client):
    first = seeded_client.get("/search/suggest.json?q=roller+under+0.5+mm").json["suggestions"][0]
    assert first["kind"] == "filter"
    assert first["text"] == "Rollers that never go above 0.5 mm"
    assert first["url"] == "/devices?depth_never_above=0.5&kind=roller"


# -- in the list of devices, and in the cache


def test_the_list_is_narrowed_by_what_the_search_finds(seeded_client):
    narrowed = seeded_client.get("/devices.json?q=dermapen").json
    slugs = {one["slug"] for one in narrowed["devices"]}
    assert "dermapen-4" in slugs
    assert 0 < narrowed["counts"]["match"] < 40
    assert narrowed["counts"]["might"] == 0
    pens = seeded_client.get("/devices.json?q=dermapen&kind=pen").json["counts"]["match"]
    assert pens == next(
        value["count"]
        for facet in narrowed["facets"]
        if facet["key"] == "kind"
        for value in facet["values"]
        if value["value"] == "pen"
    )


@pytest.mark.parametrize("query", ["q=granulomatous", "q=granulomatous&kind=pen", "q=zz+%26+q&kind=pen"])
def test_an_empty_list_leads_to_a_search_of_everything(seeded_client, query):
    page = Page(seeded_client.get(f"/devices?{query}", follow_redirects=True))
    words = "zz & q" if "zz" in query else "granulomatous"
    (link,) = [one for one in page.links("#rescue a") if one.startswith("/search")]
    assert f"Search everything for “{words}”" in page.texts("#rescue a")
    assert search(seeded_client, q=words).response.request.full_path == link
    without = Page(seeded_client.get("/devices?kind=roller&depth_reach=2.5", follow_redirects=True))
    assert not any(one.startswith("/search") for one in without.links("#rescue a"))


def test_the_list_says_what_was_looked_for_instead(seeded_client):
    page = Page(seeded_client.get("/devices?q=dermapn"))
    assert "Looked for “dermapen”. Search for “dermapn” instead" in page.text("main .note")
    (link,) = page.links("main .note a")
    assert link == "/search?q=dermapn&exact=1"
    assert "Showing results for" not in Page(seeded_client.get(link)).text("main")
    nearest = Page(seeded_client.get("/devices?q=dermapen+qqzz"))
    assert "without “qqzz”" in nearest.text("main .note")
    assert not Page(seeded_client.get("/devices?q=dermapen")).all("main .note")


def test_a_new_device_is_found_at_once_in_search_and_list(app, client):
    assert client.get("/devices.json?q=lumenette").json["counts"]["match"] == 0
    with catalogue(app) as session:
        make_device(session, "lumenette", name="Lumenette", specs={"needle_length": "0.5 mm"})
    assert client.get("/devices.json?q=lumenette").json["counts"]["match"] == 1
    assert search(client, q="lumenette").links(".hits a") == ["/devices/lumenette"]


def test_pages_are_kept_for_everybody_and_set_no_cookie(seeded_client):
    for address in ("/search?q=dermapen", "/search.json?q=dermapen", "/search/suggest.json?q=derm"):
        answer = seeded_client.get(address)
        assert "public" in answer.headers["Cache-Control"]
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["ETag"] == seeded_client.get(address).headers["ETag"]


@pytest.mark.parametrize("address", ["/", "/devices", "/about", "/no-such-page", "/search"])
def test_every_page_has_the_box_as_a_plain_form(seeded_app, seeded_client, address):
    page = Page(seeded_client.get(address))
    form = page.one("header .find")
    assert (form.get("action"), form.get("method", "get"), form.get("role")) == ("/search", "get", "search")
    assert page.one("header .find input").get("name") == "q"
    assert page.one("header .find-way").get("href") == "/search"


def test_the_page_of_an_error_offers_a_search(app, client):
    page = Page(client.get("/no-such-page"))
    assert page.one("main .bigfind").get("action") == "/search"
    assert len(page.links("main p.row a")) == 3


def test_all_pages_are_valid(seeded_app, seeded_client):
    fetch = fetcher(seeded_app, seeded_client)
    for address in ("/search", "/search?q=acne+scars", "/search?q=0.5+mm+roller+quiet", "/search?q=zzzqqq"):
        fetch(address)
