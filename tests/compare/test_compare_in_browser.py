"""`/compare` in Chromium: accessible, narrow, by keyboard, folded and unfolded without scripts, on paper."""

import re

import pytest

axe_playwright_python = pytest.importorskip("axe_playwright_python.sync_playwright")

FOUR = "/compare?d=skinpen-precision,dr-pen-a6,dermaroller-mf8,banisher-3"
SIX = (
    "/compare?d=skinpen-precision,exceed,dermapen-4,dr-pen-m8,dr-pen-a6,dermaroller-mf8&depth_never_above=0.5"
)
PAIR = "/compare?d=dr-pen-a6,dr-pen-m8"
MEDIA_BOX = re.compile(r"MediaBox \[([^\]]+)\]")
WIDTHS = (320, 360, 390, 600, 761, 768, 900, 1024, 1440)
SIDEWAYS = """async () => {
  for (const _ of [1, 2, 3]) await new Promise(requestAnimationFrame);
  return document.documentElement.scrollWidth;
}"""


@pytest.fixture
def browse(chromium, live_server):
    """browse(PAIR, width=390, color_scheme="dark") → a page of Playwright."""
    contexts = []

    def open_page(path, width=1440, height=900, **options):
        viewport = {"width": width, "height": height}
        context = chromium.new_context(viewport=viewport, reduced_motion="reduce", **options)
        contexts.append(context)
        shown = context.new_page()
        shown.goto(live_server + path)
        return shown

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("path", [FOUR, f"{PAIR}&base=dr-pen-a6&sessions=many", "/compare"])
def test_axe_finds_nothing(browse, path, width, scheme):
    shown = browse(path, width, color_scheme=scheme)
    shown.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    found = axe_playwright_python.Axe().run(shown)
    assert len(found.response["passes"]) > 15
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("path", [FOUR, SIX, PAIR, f"{SIX},banisher-3", "/compare", "/compare?d=dr-pen-a6"])
def test_the_page_itself_never_scrolls_sideways(browse, path):
    shown = browse(path)
    wide = {}
    for width in WIDTHS:
        shown.set_viewport_size({"width": width, "height": 800})
        if (found := shown.evaluate(SIDEWAYS)) > width:
            wide[width] = found
    assert wide == {}


@pytest.mark.parametrize("width", [320, 390])
def test_a_phone_shows_two_devices_and_the_next_one_peeks_in(browse, width):
    shown = browse(FOUR, width, java_script_enabled=True)
    boxes = [head.bounding_box() for head in shown.locator(".cmp-scroll thead th").all()]
    assert boxes[1]["x"] + boxes[1]["width"] <= width
    assert 20 <= width - boxes[2]["x"] <= 90
    label = shown.locator("#r-pin_count th").bounding_box()
    cell = shown.locator("#r-pin_count td").first.bounding_box()
    assert label["y"] + label["height"] <= cell["y"] + 1
    assert label["width"] <= width


def test_on_a_phone_the_table_scrolls_sideways_by_keyboard_and_labels_stay(browse):
    shown = browse(FOUR, 390)
    box = shown.locator(".cmp-scroll")
    box.focus()
    for _ in range(6):
        shown.keyboard.press("ArrowRight")
    shown.wait_for_timeout(200)
    assert box.evaluate("box => box.scrollLeft") > 100
    label = shown.locator("#r-power th").bounding_box()
    assert 0 <= label["x"] <= 20
    # Nothing inside it scrolls on its own.
    assert box.evaluate("box => box.scrollHeight <= box.clientHeight + 1")


def test_two_devices_are_brought_to_the_front_without_a_script(browse):
    shown = browse(FOUR, 390, java_script_enabled=False)
    shown.get_by_label("Show first").select_option("banisher-3")
    shown.get_by_label("Show second").select_option("dermaroller-mf8")
    shown.get_by_role("button", name="Show these two").click()
    assert shown.url.endswith("?d=banisher-3,dermaroller-mf8,skinpen-precision,dr-pen-a6#compare")
    assert browse(FOUR, 1440).get_by_label("Show first").count() == 1
    assert not browse(FOUR, 1440).get_by_label("Show first").is_visible()


def test_folded_rows_open_without_a_script(browse):
    shown = browse(FOUR, java_script_enabled=False)
    row = shown.locator("#r-motor_speed")
    assert not row.is_visible()
    shown.locator(".cmp-scroll summary", has_text="Only for pens").click()
    assert row.is_visible()
    assert not shown.locator("#r-head_width").is_visible()


def test_a_row_that_an_address_names_is_not_folded_away(browse):
    shown = browse(f"{FOUR}#r-motor_speed")
    assert shown.locator("#r-motor_speed").is_visible()


@pytest.mark.parametrize(("path", "width"), [(FOUR, 1440), (FOUR, 390), (SIX, 900)])
def test_whoever_walks_by_keyboard_sees_where_they_are(browse, path, width):
    """WCAG 2.4.11: the sticky head never covers what has the focus."""
    shown = browse(path, width, height=600)
    shown.locator("#compare").focus()
    covered, seen = [], 0
    for _ in range(160):
        shown.keyboard.press("Tab")
        state = shown.evaluate(UNDER)
        if state is None:
            break
        seen += state["inside"]
        if not state["onTop"]:
            covered.append(state["words"])
    assert seen > 40
    assert covered == []


UNDER = """() => {
  const at = document.activeElement;
  if (at === document.body || at.closest("footer")) return null;
  const box = at.getBoundingClientRect();
  const inside = !!at.closest(".cmp-scroll"), right = document.body.getBoundingClientRect().right;
  if (at.matches(".cmp-scroll")) return {inside, onTop: true, words: "the box"};
  const x = Math.min(Math.max(box.left + box.width / 2, 1), right - 2), y = box.top + box.height / 2;
  const hit = document.elementFromPoint(x, y);
  const onTop = !!hit && (at.contains(hit) || hit.contains(at));
  return {inside, onTop, words: at.textContent.trim().slice(0, 60)};
}"""


def test_after_removing_a_device_the_next_head_has_the_focus(browse):
    shown = browse(FOUR, java_script_enabled=True)
    shown.get_by_role("link", name="Remove Dr. Pen Ultima A6").first.click()
    shown.wait_for_url("**#c-dermaroller-mf8")
    assert shown.evaluate("document.activeElement.id") == "c-dermaroller-mf8"
    assert shown.locator("#c-dermaroller-mf8").is_visible()


def test_after_moving_a_device_its_head_has_the_focus(browse):
    shown = browse(FOUR, java_script_enabled=False)
    shown.locator("#c-dr-pen-a6 .chg summary").click()
    shown.locator("#c-dr-pen-a6").get_by_text("Move left").click()
    shown.wait_for_url("**#c-dr-pen-a6")
    heads = shown.locator(".cmp-scroll thead th .nm > a:not(.x)").all_inner_texts()
    assert heads[:2] == ["Dr. Pen Ultima A6", "SkinPen Precision"]


def test_the_head_stays_in_sight_on_a_desk(browse):
    shown = browse(FOUR)
    shown.locator("#r-checked").scroll_into_view_if_needed()
    shown.mouse.wheel(0, 400)
    shown.wait_for_timeout(100)
    assert shown.locator(".cmp-scroll thead th").first.bounding_box()["y"] == pytest.approx(0, abs=1)


def test_each_needle_hangs_in_the_middle_of_its_column(browse):
    for width in (390, 1440):
        shown = browse(FOUR, width)
        for letter, head in zip("ABCD", shown.locator(".cmp-scroll thead th").all(), strict=True):
            column = head.bounding_box()
            needle = shown.locator(".plate .nd-k", has_text=letter).first.bounding_box()
            middle = needle["x"] + needle["width"] / 2
            assert middle == pytest.approx(column["x"] + column["width"] / 2, abs=2), (width, letter)


def test_greyscale_and_forced_colours_keep_the_words(browse):
    shown = browse(FOUR, forced_colors="active")
    assert shown.get_by_text("sources disagree where it ends").first.is_visible()
    colour = "one => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor]"
    ink, ground = shown.locator(".cmp-scroll .kk").first.evaluate(colour)
    assert ink != ground


@pytest.fixture
def paper(browse):
    """paper(FOUR) → the page as a printer sees it."""

    def printed(path):
        shown = browse(path, 1040, java_script_enabled=True, color_scheme="dark")
        shown.emulate_media(media="print")
        return shown

    return printed


@pytest.mark.parametrize(("path", "tables"), [(FOUR, 2), (SIX, 2), (PAIR, 1)])
def test_no_cell_on_paper_is_blank_and_no_sheet_has_more_than_three_devices(paper, path, tables):
    shown = paper(path)
    assert shown.locator("table.cmp:visible").count() == tables
    for table in shown.locator("table.cmp:visible").all():
        assert 1 <= table.locator("thead th").count() <= 3
        for text in table.locator("tbody td:visible").all_inner_texts():
            assert any(sign.isalnum() for sign in text)
    assert shown.locator(".noprint:visible, .cmp-bar .seg:visible, .btn:visible, select:visible").count() == 0


def test_on_paper_folds_are_open_and_sources_are_footnotes(paper):
    shown = paper(PAIR)
    assert shown.locator("#r-noise").is_visible()
    assert shown.locator(".cmp .fn").first.is_visible()
    foot = shown.locator(".cmp tfoot").inner_text()
    for words in (
        "/compare?d=dr-pen-a6,dr-pen-m8",
        "version",
        "does not advise treatment",
        "No affiliate links",
    ):
        assert words in foot


def test_paper_lies_across_from_four_devices_on(browse):
    for path, is_wide in ((FOUR, True), (PAIR, False)):
        pdf = browse(path).pdf(prefer_css_page_size=True)
        boxes = {tuple(map(float, box.split())) for box in MEDIA_BOX.findall(pdf.decode("latin-1"))}
        assert {width > height for _, _, width, height in boxes} == {is_wide}


def test_a_cold_visit_is_small(chromium, live_server):
    context = chromium.new_context()
    shown = context.new_page()
    session = context.new_cdp_session(shown)
    session.send("Network.enable")
    sizes = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    shown.goto(live_server + SIX, wait_until="networkidle")
    context.close()
    assert 0 < sum(sizes) <= 60_000
