"""Templates as text: they parse, import what they use, hold no macro and no class that nobody needs."""

import re
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import nodes

from catalog.places import place
from catalog.specs.registry import SPECS

TEMPLATES = place("templates")
NAMES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))
PYTHON = [path.read_text("utf-8") for path in Path(place("static")).parent.rglob("*.py")]
FOR_FORMS = "components/form.html"
"""Every form of an author is drawn by it; the shopper's have none."""


def parsed(app: Flask, name: str) -> nodes.Template:
    return app.jinja_env.parse((TEMPLATES / name).read_text("utf-8"))


def imported(tree: nodes.Template) -> dict[str, str]:
    """Name in this template → "file macro" of every macro imported."""
    found = {}
    for one in tree.find_all(nodes.FromImport):
        assert isinstance(one.template, nodes.Const)
        for name in one.names:
            macro, here = name if isinstance(name, tuple) else (name, name)
            found[here] = f"{one.template.value} {macro}"
    return found


def used(tree: nodes.Template) -> set[str]:
    return {name.name for name in tree.find_all(nodes.Name) if name.ctx == "load"}


@pytest.mark.parametrize("name", NAMES)
def test_a_template_imports_what_it_uses(app: Flask, name: str) -> None:
    tree = parsed(app, name)
    assert set(imported(tree)) - used(tree) == set()


def test_every_macro_is_used(app: Flask) -> None:
    wanted: set[str] = set()
    macros: set[str] = set()
    for name in NAMES:
        tree = parsed(app, name)
        own = {macro.name for macro in tree.find_all(nodes.Macro)}
        macros |= {f"{name} {macro}" for macro in own if name != FOR_FORMS}
        wanted |= set(imported(tree).values()) | {f"{name} {macro}" for macro in own & used(tree)}
    assert macros - wanted == set()


def test_no_template_names_a_spec(app: Flask) -> None:
    """The table of facts loops over what it is given; a spec's key in a template is a mistake."""
    for name in NAMES:
        words = {str(one.value) for one in parsed(app, name).find_all(nodes.Const)}
        words |= {one.attr for one in parsed(app, name).find_all(nodes.Getattr)}
        assert words & set(SPECS) == set(), name


def test_every_class_of_the_style_sheet_is_somewhere_on_a_page() -> None:
    scripts = (path.read_text("utf-8") for path in (place("static") / "js").glob("*.js"))
    text = "\n".join([*((TEMPLATES / name).read_text("utf-8") for name in NAMES), *PYTHON, *scripts])
    known = set(re.findall(r"[A-Za-z][\w-]*", text))
    for path in (place("static") / "css").glob("*.css"):
        css = re.sub(r'/\*.*?\*/|"[^"]*"', "", path.read_text("utf-8"), flags=re.DOTALL)
        selectors = " ".join(re.findall(r"([^{};]+)\{", css))
        assert set(re.findall(r"\.([A-Za-z][\w-]*)", selectors)) - known == set(), path.name
