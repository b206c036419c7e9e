"""Structured data as a data block: whatever stands in it, it ends where it ends and says what it said."""

import json
from typing import Any

import html5lib
from hypothesis import example, given
from hypothesis import strategies as st

from catalog.structured.script import readable, script

TEXTS = st.text() | st.sampled_from(
    ("</script>", "<!--", "--><script>", "<script", "]]>", "\u2028", "&lt;", '"\\', "</SCRIPT >", "\u0000")
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


@given(VALUES, TEXTS)
@example("</script><script>alert(1)</script>", "<!--<script>")
def test_any_value_comes_back_and_none_ends_the_element(value: Any, name: str) -> None:
    nodes = [{"@type": "Thing", name: value}]
    markup = f"<!doctype html><title>t</title><body>{script(nodes)}<p>after</p>"
    tree = html5lib.parse(markup, treebuilder="lxml", namespaceHTMLElements=False)
    (block,) = tree.iter("script")
    assert block.get("type") == "application/ld+json"
    assert len(block) == 0
    assert json.loads(block.text) == {"@context": "https://schema.org", **nodes[0]}
    assert [one.text for one in tree.iter("p")] == ["after"]
    assert not {"<", ">", "&"} & set(block.text)


def test_several_nodes_are_a_graph_and_none_are_nothing() -> None:
    assert str(script([])) == readable([]) == ""
    several = [{"@type": "Person", "name": "Anna"}, {"@type": "Brand", "name": "B"}]
    assert json.loads(readable(several)) == {"@context": "https://schema.org", "@graph": several}


def test_the_policy_lets_no_script_run_that_stands_in_a_page(client: Any) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
