"""An article as a browser sets it: where its citations stand."""

from typing import Any

import pytest

CITED = """() => [...document.querySelectorAll('.prose .cites')].map(cites => {
    const before = cites.previousSibling, text = before.nodeType === 3 ? before : before.lastChild
    const last = document.createRange()
    last.setStart(text, Math.max(0, text.length - 2))
    last.setEnd(text, Math.max(1, text.length - 1))
    const box = cites.firstElementChild.getBoundingClientRect()
    return [box.top > last.getBoundingClientRect().bottom, Math.min(box.width, box.height)]
})"""


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_no_citation_stands_at_the_head_of_a_line_and_each_is_large_enough_for_a_finger(
    chromium: Any, live_server: str, width: int
) -> None:
    """At the head of a line it would be read as that of the sentence behind it."""
    context = chromium.new_context(viewport={"width": width, "height": 900}, base_url=live_server)
    page = context.new_page()
    page.goto("/articles/how-microneedling-works")
    cited = page.evaluate(CITED)
    context.close()
    assert len(cited) > 60
    assert [at for at, (is_at_the_head, _) in enumerate(cited) if is_at_the_head] == []
    assert min(least for _, least in cited) >= 24
