"""The site in a real browser: nothing it asks for is missing or forbidden."""

from typing import Any

import pytest


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_home_loads_without_a_complaint(chromium: Any, live_server: str, scripts: bool) -> None:
    context = chromium.new_context(java_script_enabled=scripts)
    page = context.new_page()
    answers: dict[str, int] = {}
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("response", lambda answer: answers.update({answer.url: answer.status}))
    page.goto(live_server)
    assert page.locator("h1").count() == 1
    assert complaints == []
    assert set(answers.values()) == {200}
    context.close()


def test_a_second_visit_asks_whether_anything_changed(chromium: Any, live_server: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{live_server}/about")
    again = page.goto(f"{live_server}/about")
    assert again.status in (200, 304)
    assert again.headers["catalogue-version"]
    context.close()
