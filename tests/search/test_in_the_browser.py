"""The search box in Chromium: a combobox with script, a form without, whole at every width."""

import pytest


@pytest.fixture
def browse(chromium, live_server):
    """browse("/", scripts=False, width=390) → a page of Chromium."""
    contexts = []

    def opened(path="/", *, scripts=True, width=1440, scheme="light"):
        context = chromium.new_context(
            base_url=live_server,
            java_script_enabled=scripts,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()


def typed(page, text="dermapen", box="#q"):
    """What was typed, and its suggestions are there."""
    page.locator(box).fill(text)
    page.locator(f"{box}-list li").first.wait_for()
    return page.locator(box), page.locator(f"{box}-list")


def active(page, box="#q"):
    return page.evaluate(
        "(id) => document.getElementById(document.querySelector(id).getAttribute('aria-activedescendant'))"
        "?.firstChild.textContent",
        box,
    )


def test_without_script_the_box_is_a_form(browse):
    page = browse("/", scripts=False)
    assert page.locator("#q").get_attribute("role") is None
    page.locator("#q").fill("0.5 mm roller")
    page.locator("#q").press("Enter")
    page.wait_for_url("**/search?q=0.5+mm+roller")
    assert page.locator(".spec-b h2").inner_text().startswith("Showing rollers that can be set to 0.5 mm:")


def test_without_script_a_phone_has_a_way_to_the_search(browse):
    page = browse("/", scripts=False, width=320)
    assert not page.locator("#q").is_visible()
    page.get_by_role("link", name="Search", exact=True).click()
    page.wait_for_url("**/search")
    page.locator("#bq").fill("dermapn")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**/search?q=dermapn")
    assert page.locator(".hits li").count() > 0


def test_it_says_what_it_is(browse):
    page = browse("/")
    field = page.get_by_role("combobox", name="Search")
    assert field.get_attribute("aria-autocomplete") == "list"
    assert field.get_attribute("aria-expanded") == "false"
    field, suggestions = typed(page)
    assert field.get_attribute("aria-expanded") == "true"
    assert field.get_attribute("aria-controls") == suggestions.get_attribute("id")
    assert suggestions.get_attribute("role") == "listbox"
    assert page.get_by_role("option").count() == suggestions.locator("li").count()
    assert active(page) is None


def test_arrows_go_through_the_list_and_back_to_the_field(browse):
    page = browse("/")
    field, suggestions = typed(page)
    names = suggestions.locator("li").evaluate_all("(all) => all.map((one) => one.firstChild.textContent)")
    seen = []
    for _ in range(len(names) + 2):
        field.press("ArrowDown")
        seen.append(active(page))
    assert seen == [*names, None, names[0]]
    assert page.locator("[aria-selected=true]").count() == 1
    field.press("ArrowUp")
    assert active(page) is None
    field.press("ArrowUp")
    assert active(page) == names[-1]
    assert field.input_value() == "dermapen"


def test_enter_goes_to_what_was_chosen_and_else_searches(browse):
    page = browse("/")
    field, suggestions = typed(page, "skinpen prec")
    field.press("Enter")
    page.wait_for_url("**/search?q=skinpen+prec")
    field, suggestions = typed(page, "skinpen prec", "#bq")
    url = suggestions.locator("li").first.get_attribute("data-url")
    field.press("ArrowDown")
    field.press("Enter")
    page.wait_for_url(f"**{url}")


def test_escape_closes_first_and_then_clears(browse):
    page = browse("/")
    field, suggestions = typed(page)
    field.press("ArrowDown")
    field.press("Escape")
    assert not suggestions.is_visible()
    assert (field.get_attribute("aria-expanded"), active(page)) == ("false", None)
    assert field.input_value() == "dermapen"
    field.press("Escape")
    assert field.input_value() == ""


def test_alt_and_down_opens_without_choosing(browse):
    page = browse("/")
    field, suggestions = typed(page)
    field.press("Escape")
    field.press("Alt+ArrowDown")
    assert suggestions.is_visible()
    assert active(page) is None
    field.press("ArrowDown")
    assert active(page)
    field.press("Alt+ArrowUp")
    assert not suggestions.is_visible()


def test_home_end_and_letters_belong_to_the_field(browse):
    page = browse("/")
    field, _ = typed(page)
    caret = "(field) => field.selectionStart"
    for key, place in (("Home", 0), ("End", 8)):
        field.press("ArrowDown")
        assert active(page)
        field.press(key)
        assert active(page) is None
        assert field.evaluate(caret) == place
    field.press("ArrowDown")
    field.press("s")
    assert field.input_value() == "dermapens"


def test_a_suggestion_is_clicked_and_leaving_closes_the_list(browse):
    page = browse("/")
    field, suggestions = typed(page)
    field.press("Tab")
    assert not suggestions.is_visible()
    _, suggestions = typed(page, "dermapen 4")
    url = suggestions.locator("li").first.get_attribute("data-url")
    suggestions.locator("li").first.click()
    page.wait_for_url(f"**{url}")


def test_results_are_announced(browse):
    page = browse("/")
    field, suggestions = typed(page)
    status = page.locator(".find [role=status]")
    count = suggestions.locator("li").count()
    assert status.inner_text() == f"{count} suggestion{'' if count == 1 else 's'}"
    field.fill("zzqqxxyy")
    page.locator(".find [role=status]", has_text="No suggestions").wait_for(state="attached")
    assert not suggestions.is_visible()


def test_typing_asks_once_and_a_late_answer_is_dropped(browse):
    page = browse("/")
    asked, held = [], []

    def answer(route):
        words = route.request.url.partition("q=")[2]
        asked.append(words)
        if words == "first":
            held.append(route)
        else:
            route.fulfill(json={"suggestions": [{"text": words, "url": "/", "kind": "term", "line": ""}]})

    page.route("**/search/suggest.json*", answer)
    field = page.locator("#q")
    field.fill("first")
    page.wait_for_timeout(400)
    assert asked == ["first"]
    field.fill("second")
    page.locator("#q-list li").first.wait_for()
    held[0].fulfill(json={"suggestions": [{"text": "late", "url": "/", "kind": "term", "line": ""}]})
    page.wait_for_timeout(200)
    assert page.locator("#q-list li").all_inner_texts() == ["second"]
    assert asked == ["first", "second"]


def test_an_answer_that_fails_leaves_the_form(browse):
    page = browse("/")
    page.route("**/search/suggest.json*", lambda route: route.fulfill(status=500, body="no"))
    page.locator("#q").fill("dermapen")
    page.wait_for_timeout(400)
    page.locator("#q").press("Enter")
    page.wait_for_url("**/search?q=dermapen")


def test_nothing_that_is_suggested_is_markup(browse):
    page = browse("/")
    bad = {"text": "<img src=x onerror=alert(1)>", "url": "/about", "kind": "term", "line": "<b>x</b>"}
    page.route("**/search/suggest.json*", lambda route: route.fulfill(json={"suggestions": [bad]}))
    _, suggestions = typed(page)
    assert suggestions.locator("img, b").count() == 0
    assert "<img src=x" in suggestions.inner_text()


def test_the_list_obeys_the_policy_and_asks_nobody_else(browse, live_server):
    page = browse("/devices")
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    field, _ = typed(page)
    field.press("ArrowDown")
    assert said == []
    assert all(one.startswith(live_server) for one in asked)
    assert page.context.cookies() == []


WIDTHS = (320, 360, 390, 600, 768, 900, 1024, 1040, 1041, 1180, 1280, 1281, 1440, 1600)


def test_the_header_keeps_on_one_line_and_has_one_way_to_search(browse):
    page = browse("/search?q=dermapen")
    _, suggestions = typed(page, "dr pen", "#bq")
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(50)
        box = suggestions.bounding_box()
        is_inside = box["x"] >= 0 and box["x"] + box["width"] <= width
        ways = [page.locator(one).is_visible() for one in (".find", ".find-way")]
        height = page.evaluate("document.querySelector('.top').getBoundingClientRect().height")
        scrolled = page.evaluate("document.documentElement.scrollWidth")
        found[width] = (is_inside, sum(ways), height < 70, scrolled <= width)
    assert found == dict.fromkeys(WIDTHS, (True, 1, True, True))


@pytest.mark.long
@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1440, "light")])
def test_axe_finds_nothing_in_an_open_list(browse, width, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = browse("/search?q=0.5+mm+roller", width=width, scheme=scheme)
    field, _ = typed(page, "dr pen", "#bq")
    field.press("ArrowDown")
    violations = axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(one["id"], [node["html"][:160] for node in one["nodes"]][:3]) for one in violations] == []
