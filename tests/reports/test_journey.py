"""From a row of a device to the thanks, in a browser without script."""


def test_a_value_is_reported_without_script(chromium, live_server):
    context = chromium.new_context(base_url=live_server, java_script_enabled=False)
    page = context.new_page()
    page.goto("/devices/dr-pen-a6")
    row = page.locator("table.spec tr", has_text="Motor speed")
    row.get_by_role("link", name="Report Motor speed").click()
    assert "Motor speed" in page.locator("dl.fl").inner_text()
    assert not page.get_by_label("Leave this empty").is_visible()
    page.get_by_role("button", name="Send").click()
    assert "Write what should be there" in page.locator("#text-err").inner_text()
    page.get_by_label("An answer, with its source").check()
    page.get_by_label("What should it say").fill("It turns\n18,000 times a minute.")
    page.get_by_label("Link to a source").fill("example.com/manual")
    page.get_by_role("button", name="Send").click()
    assert "A link begins with" in page.locator("#link-err").inner_text()
    assert page.get_by_label("What should it say").input_value() == "It turns\n18,000 times a minute."
    page.get_by_label("Link to a source").fill("https://example.com/manual")
    page.get_by_role("button", name="Send").click()
    page.wait_for_url("**/report/thanks?number=*")
    assert "Thank you" in page.locator("h1").inner_text()
    context.close()


def test_the_message_for_the_seller_leads_to_the_form(chromium, live_server):
    context = chromium.new_context(base_url=live_server, java_script_enabled=False)
    page = context.new_page()
    page.goto("/devices/berbers-treat-pen")
    message = page.locator("#ask textarea")
    assert "I could not find these facts" in message.input_value()
    assert not message.is_editable()
    page.get_by_role("link", name="I have an answer").click()
    assert page.get_by_label("An answer, with its source").is_checked()
    context.close()
