"""A shopper's way in a real browser: home, filter, card, device, a list for a need, and back."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

SIZES = {"phone": (390, 844), "desk": (1440, 900)}


@pytest.fixture(params=["scripts", "no scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    return bool(request.param == "scripts")


@pytest.fixture(params=list(SIZES))
def width(request: pytest.FixtureRequest) -> int:
    return SIZES[request.param][0]


@pytest.fixture
def shopper(chromium: Any, live_server: str, scripts: bool, width: int) -> Iterator[Any]:
    """A page of a fresh browser profile, at home."""
    height = dict(SIZES.values())[width]
    context = chromium.new_context(
        viewport={"width": width, "height": height}, java_script_enabled=scripts, base_url=live_server
    )
    page = context.new_page()
    page.set_default_timeout(8_000)
    page.goto("/")
    yield page
    context.close()


def test_a_shopper_finds_a_device_reads_of_it_and_comes_back(shopper: Any, scripts: bool, width: int) -> None:
    shopper.locator(".lens a", has_text="0.5 mm").first.click()
    shopper.wait_for_url("**/devices?depth_at=0.5")
    assert shopper.locator("h1").inner_text() == "Devices that can be set to 0.5 mm"
    all_found = found(shopper)

    tick(shopper, width, "Roller")
    shopper.wait_for_url("**/devices?depth_at=0.5&kind=roller")
    shopper.locator(".chip", has_text="Roller").wait_for()
    assert 0 < found(shopper) < all_found
    assert shopper.locator("h1").inner_text() == "Rollers that can be set to 0.5 mm"

    card = shopper.locator(".card h3 a").first
    name = card.inner_text()
    card.click()
    shopper.wait_for_url(re.compile(r"/devices/[\w-]+$"))
    assert name.split()[-1] in shopper.locator("h1").inner_text()
    assert "mm" in shopper.locator("main").inner_text()

    shopper.get_by_label("Breadcrumb").get_by_role("link", name="Devices").click()
    shopper.wait_for_url("**/devices")
    shopper.get_by_role("link", name="Rollers that never go above 0.5 mm").click()
    shopper.wait_for_url("**/devices/needs/rollers-never-above-0-5-mm")
    assert shopper.locator(".card").count() > 0

    shopper.get_by_role("link", name="Change the filters").click()
    shopper.wait_for_url("**/devices?depth_never_above=0.5&kind=roller")
    for _ in range(3):
        shopper.go_back()
    shopper.wait_for_url(re.compile(r"/devices/[\w-]+$"))
    shopper.go_back()
    shopper.wait_for_url("**/devices?depth_at=0.5&kind=roller")
    assert shopper.locator("h1").inner_text() == "Rollers that can be set to 0.5 mm"
    assert shopper.locator('input[name="kind"][value="roller"]').is_checked()


def found(page: Any) -> int:
    """The number of matches as the status line says it."""
    match = re.match(r"We found (\d+)", page.locator('main [role="status"]').inner_text())
    assert match
    return int(match[1])


def tick(page: Any, width: int, value: str) -> None:
    """Ticks a value, in the sheet on a phone and in the column on a desk, and asks for what fits."""
    if width < 901:
        page.locator(".filters-btn").click()
    page.locator("#filters").get_by_label(value, exact=False).first.check()
    page.get_by_role("button", name="Show what fits").click()


def test_removing_a_filter_leads_back_to_the_heading_of_the_list(shopper: Any) -> None:
    shopper.goto("/devices?depth_at=0.5&kind=roller")
    shopper.locator(".chip", has_text="Roller").click()
    shopper.wait_for_url("**/devices?depth_at=0.5#list")
    shopper.locator("#list:focus").wait_for()
    assert shopper.locator(".chip").count() == 1


def test_a_value_is_left_out_and_its_chip_says_so(shopper: Any, width: int) -> None:
    shopper.goto("/devices?kind=pen")
    if width < 901:
        shopper.locator(".filters-btn").click()
    brands = shopper.locator("#filters details.facet", has=shopper.locator("> summary", has_text="Brand"))
    brands.locator("> summary").click()
    brands.get_by_text("Leave some out").click()
    brands.get_by_label("not Brand: Dr. Pen").check()
    shopper.get_by_role("button", name="Show what fits").click()
    shopper.locator(".chip.not", has_text="not Dr. Pen").wait_for()
    assert "Dr. Pen" not in " ".join(shopper.locator(".card h3").all_inner_texts())


def test_the_list_is_sorted_and_seen_as_a_table(shopper: Any, scripts: bool) -> None:
    shopper.goto("/devices?kind=roller")
    shopper.locator("#sort").select_option("name")
    if not scripts:
        shopper.get_by_role("button", name="Sort").click()
    shopper.wait_for_url("**/devices?kind=roller&sort=name")
    names = shopper.locator(".card h3").all_inner_texts()
    assert names == sorted(names, key=str.casefold)
    shopper.get_by_label("View").get_by_role("link").nth(1).click()
    shopper.wait_for_url("**/devices?kind=roller&sort=name&view=table")
    assert shopper.locator("th[aria-sort=ascending]").inner_text().startswith("Name")
    shopper.locator("th[aria-sort] a").click()
    shopper.locator("th[aria-sort=descending]").wait_for()


def test_a_slip_is_said_at_its_field_and_mended_there(shopper: Any, width: int) -> None:
    shopper.goto("/devices")
    ask(shopper, width, "depth_reach", "abc")
    shopper.locator("#depth_reach-err", has_text="abc").wait_for(state="attached")
    shopper.locator('#depth_reach[aria-invalid="true"]').wait_for(state="attached")
    ask(shopper, width, "depth_reach", "0,5")
    shopper.wait_for_url("**/devices?depth_reach=0.5")
    shopper.locator("#depth_reach:not([aria-invalid])").wait_for(state="attached")


def ask(page: Any, width: int, field: str, text: str) -> None:
    if width < 901:
        page.locator(".filters-btn").click()
    page.locator(f"#{field}").fill(text)
    page.get_by_role("button", name="Show what fits").click()


def test_is_it_cleared_is_asked_from_home(shopper: Any) -> None:
    shopper.get_by_label("Model or number").fill("Dr. Pen A6")
    shopper.get_by_role("button", name="Look it up").click()
    shopper.wait_for_url("**/cleared?model=Dr.+Pen+A6")
    assert "No FDA file on record for this exact model" in shopper.locator("#answer").inner_text()


def test_dark_is_chosen_by_the_switch_and_stays(shopper: Any) -> None:
    shopper.goto("/devices?depth_at=0.5")
    shopper.get_by_role("button", name="Dark").click()
    shopper.wait_for_url("**/devices?depth_at=0.5")
    shopper.locator('html[data-theme="dark"]').wait_for(state="attached")
    shopper.goto("/needle-lengths")
    assert shopper.locator("html").get_attribute("data-theme") == "dark"


# --- what only scripts do


@pytest.fixture
def desk(chromium: Any, live_server: str) -> Iterator[Any]:
    """A desk with scripts."""
    # Without smooth scrolling, so that what has the focus is in view at once.
    context = chromium.new_context(
        viewport={"width": 1440, "height": 900}, base_url=live_server, reduced_motion="reduce"
    )
    page = context.new_page()
    page.set_default_timeout(8_000)
    yield page
    context.close()


def test_a_tick_answers_at_once_and_keeps_its_focus(desk: Any) -> None:
    desk.goto("/devices?depth_at=0.5")
    box = desk.locator('input[name="kind"][value="stamp"]')
    desk.evaluate("window.isTheSamePage = true")
    box.focus()
    desk.keyboard.press("Space")
    desk.wait_for_url("**/devices?depth_at=0.5&kind=stamp")
    desk.locator(".chip", has_text="Stamp").wait_for()
    assert desk.evaluate("window.isTheSamePage")
    assert desk.evaluate("document.activeElement.value") == "stamp"
    assert desk.locator("h1").inner_text() == "Stamps that can be set to 0.5 mm"
    assert desk.locator("[aria-busy]").count() == 0
    desk.go_back()
    desk.wait_for_url("**/devices?depth_at=0.5")
    desk.locator(".chip", has_text="Stamp").wait_for(state="detached")
    assert not desk.locator('input[name="kind"][value="stamp"]').is_checked()


def test_the_old_list_stays_dimmed_and_busy_until_the_new_one_is_there(desk: Any) -> None:
    desk.goto("/devices")
    held: list[Any] = []
    desk.route("**/devices?kind=roller", lambda route: held.append(route))
    desk.locator("#filters").get_by_label("Roller").first.check()
    desk.locator('[data-live="results"][aria-busy="true"]').wait_for()
    desk.wait_for_function(
        """() => getComputedStyle(document.querySelector('[data-live="results"]')).opacity === "0.6" """
    )
    assert desk.locator(".card").count() > 0
    held[0].continue_()
    desk.locator(".chip", has_text="Roller").wait_for()
    desk.locator("[aria-busy]").first.wait_for(state="detached")


def test_one_length_at_a_time(desk: Any) -> None:
    desk.goto("/devices?depth_at=0.6")
    assert desk.locator("#depth_at_other").input_value() == "0.6"
    desk.locator('input[name="depth_at"][value="0.5"]').check()
    desk.wait_for_url("**/devices?depth_at=0.5")
    assert desk.locator("#depth_at_other").input_value() == ""
    desk.locator("#depth_at_other").fill("0,75")
    desk.wait_for_url("**/devices?depth_at=0.75")


# --- the keyboard


def test_the_keyboard_reaches_every_control_and_sees_where_it_is(desk: Any) -> None:
    desk.goto("/devices?depth_at=0.5&kind=roller")
    seen: list[dict[str, Any]] = []
    for _ in range(90):
        desk.keyboard.press("Tab")
        seen.append(desk.evaluate(WHERE))
        if seen[-1]["what"] == "end":
            break
    places = [at["what"] for at in seen]
    fields = ("depth_reach", "depth_never_above", "depth_at", "depth_at_other", "kind", "sort")
    for wanted in (
        *fields,
        "Skip to content",
        "More ways to ask",
        "Brand",
        "Show what fits",
        "Remove filter",
    ):
        assert any(wanted in place for place in places), wanted
    assert [at for at in seen if at["what"] and not at["outline"]] == []
    assert [at for at in seen if at["covered"]] == []


WHERE = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return {what: "end", outline: true, covered: false};
  const style = getComputedStyle(at), box = at.getBoundingClientRect();
  const middle = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const inside = box.bottom > 0 && box.top < innerHeight;
  return {
    what: at.name || at.textContent.trim().slice(0, 60),
    outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    covered: !inside || !(middle && (at.contains(middle) || middle.contains(at))),
  };
}"""


def test_the_sheet_opens_and_closes_by_the_keyboard(chromium: Any, live_server: str) -> None:
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{live_server}/devices")
    opener = page.locator(".filters-btn")
    opener.focus()
    page.keyboard.press("Enter")
    page.locator("#filters:popover-open").wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('#filters').contains(document.activeElement)")
    page.keyboard.press("Escape")
    page.locator("#filters:not(:popover-open)").wait_for(state="attached")
    assert page.evaluate("document.activeElement.classList.contains('filters-btn')")
    page.close()
