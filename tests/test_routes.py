"""tests/routes.txt is what exists. Addresses do not change: taking one out means choosing a redirect."""

from flask import Flask

from tests.conftest import ROOT

LIST = ROOT / "tests" / "routes.txt"


def test_the_addresses_are_those_of_the_list(app: Flask) -> None:
    found = {
        f"{', '.join(sorted(rule.methods - {'HEAD', 'OPTIONS'})):<5} {rule.rule}"
        for rule in app.url_map.iter_rules()
        if rule.methods
    }
    listed = LIST.read_text().splitlines()
    assert listed == sorted(listed, key=lambda line: line[6:]), "the list is not in order"
    assert sorted(found - set(listed)) == [], "new addresses: add these lines to tests/routes.txt"
    assert sorted(set(listed) - found) == [], "addresses that were lost"
