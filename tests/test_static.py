"""The style sheet and the scripts: whole, small, and readable in both modes."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from catalog.pages.assets import AT_THE_DESK, SHEETS, assets, bundle, reduced
from catalog.places import place

STYLES = place("static") / "css"
TEXT_PAIRS = (
    ("ink", "paper"),
    ("ink-2", "wash"),
    ("ink-3", "wash"),
    ("ink-3", "raise"),
    ("accent", "paper"),
    ("accent", "wash"),
    ("accent-deep", "accent-wash"),
    ("on-accent", "accent"),
    ("care", "care-wash"),
    ("care", "paper"),
    ("good", "paper"),
    ("bad", "bad-wash"),
    ("skin-ink", "skin-epi"),
    ("skin-ink", "skin-dermis"),
    ("skin-ink", "skin-fat"),
    ("ink", "mark"),
)
GRAPHIC_PAIRS = (
    ("control", "wash"),
    ("focus", "wash"),
    ("needle", "skin-sc"),
    ("needle", "skin-dermis"),
    ("needle", "skin-fat"),
    ("care-line", "skin-dermis"),
    ("care-line", "skin-fat"),
)


def tokens() -> dict[str, tuple[str, str]]:
    """Colour by name: (light, dark)."""
    text = (STYLES / "tokens.css").read_text("utf-8")
    return {name: (a, b) for name, a, b in re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", text)}


def contrast(a: str, b: str) -> float:
    """WCAG 2.2 contrast of two colours."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


def test_every_component_is_in_the_bundle_once() -> None:
    assert sorted(SHEETS + AT_THE_DESK) == sorted(path.stem for path in STYLES.glob("*.css"))


def test_the_bundle_of_readers_takes_at_most_20_kb_and_that_of_authors_4_kb_more() -> None:
    assert len(assets()["site.css"].packed) <= 20_000
    assert len(assets()["desk.css"].packed) <= 4_000


def test_scripts_take_at_most_3_5_kb_of_a_reader_and_3_kb_of_an_author() -> None:
    packed = {name: len(asset.packed) for name, asset in assets().items() if name.endswith(".js")}
    at_the_desk = packed.pop("editor.js")
    # Only a static copy of the site has it.
    in_a_copy = packed.pop("find-in-copy.js")
    assert in_a_copy <= 1_000
    assert sum(packed.values()) <= 3_500
    assert at_the_desk <= 3_000


def test_the_bundle_asks_nothing_of_other_sites() -> None:
    assert not re.search(r"@import|url\((?!#)", bundle(STYLES))


def test_reducing_keeps_strings_and_meaning() -> None:
    css = '/* why */\n.a :is(b, i) > u { content: "·  " ; color : red; }\n'
    assert reduced(css) == '.a :is(b,i) > u{content:"·  ";color :red}'


def test_a_missing_component_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"reset\.css"):
        bundle(tmp_path)


def test_every_layer_is_declared_before_it_is_used() -> None:
    css = bundle(STYLES)
    declared = re.match(r"@layer ([\w, ]+);", css)
    assert declared
    names = set(declared[1].replace(" ", "").split(","))
    assert set(re.findall(r"@layer (\w+)\{", css)) <= names


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
def test_text_has_a_contrast_of_4_5(mode: int) -> None:
    found = tokens()
    pairs = {(a, b): contrast(found[a][mode], found[b][mode]) for a, b in TEXT_PAIRS}
    assert {pair: value for pair, value in pairs.items() if value < 4.5} == {}


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
def test_controls_and_graphics_have_a_contrast_of_3(mode: int) -> None:
    found = tokens()
    pairs = {(a, b): contrast(found[a][mode], found[b][mode]) for a, b in GRAPHIC_PAIRS}
    assert {pair: value for pair, value in pairs.items() if value < 3} == {}


def test_browsers_without_light_dark_get_the_light_colours() -> None:
    text = (STYLES / "tokens.css").read_text("utf-8")
    fallback = dict(re.findall(r"--([\w-]+): (#\w{6});", text))
    assert fallback == {name: light for name, (light, _) in tokens().items()}


def test_the_bundle_is_served_for_good_under_its_fingerprint(client: FlaskClient) -> None:
    name = assets()["site.css"].served
    assert re.fullmatch(r"site\.[0-9a-f]{12}\.css", name)
    response = client.get(f"/static/{name}", headers={"Accept-Encoding": "br"})
    assert response.status_code == 200
    assert response.headers["Content-Encoding"] == "br"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.content_type == "text/css; charset=utf-8"
    plain = client.get(f"/static/{name}")
    assert plain.data == assets()["site.css"].body


def test_an_older_fingerprint_leads_to_the_newest(client: FlaskClient) -> None:
    response = client.get("/static/site.0123456789ab.css")
    assert response.status_code == 302
    assert response.headers["Location"].endswith(assets()["site.css"].served)


def test_component_files_themselves_are_not_served(client: FlaskClient) -> None:
    for name in ("reset.css", "css/reset.css", "../config.py", "site.css.map"):
        assert client.get(f"/static/{name}").status_code == 404
