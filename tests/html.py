"""A fetched page: checked as HTML, then asked with CSS selectors."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import html5lib
from flask import Flask
from lxml import etree
from lxml.cssselect import CSSSelector
from werkzeug.datastructures import MultiDict
from werkzeug.routing import BuildError
from werkzeug.test import TestResponse

UNLABELLED_TYPES = {"hidden", "submit", "button", "reset", "image"}


class Page:
    """What came back: `response`, and its elements by CSS selector (lxml elements)."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.html = response.get_data(as_text=True)
        self.tree = parse(self.html)

    def all(self, selector: str) -> list[Any]:
        return CSSSelector(selector, translator="html")(self.tree)

    def one(self, selector: str) -> Any:
        """The only element; an AssertionError says how many there are."""
        found = self.all(selector)
        assert len(found) == 1, f"{len(found)} elements match {selector!r}"
        return found[0]

    def text(self, selector: str = "body") -> str:
        """The words of the only element, spaces collapsed."""
        return words(self.one(selector))

    def texts(self, selector: str) -> list[str]:
        return [words(element) for element in self.all(selector)]

    def links(self, selector: str = "a[href]") -> list[str]:
        return [element.get("href") for element in self.all(selector)]


def filled(page: Page, selector: str = "form") -> MultiDict[str, str]:
    """What a browser would send of the only form that matches, no button pressed."""
    data: MultiDict[str, str] = MultiDict()
    for field in page.one(selector).iter("input", "select", "textarea"):
        name, kind = field.get("name"), field.get("type", "text")
        if not name or field.get("disabled") is not None or kind in ("submit", "button", "file"):
            continue
        if field.tag == "select":
            options = list(field.iter("option"))
            chosen = [one for one in options if one.get("selected") is not None]
            if not chosen and field.get("multiple") is None:
                chosen = options[:1]
            for one in chosen:
                data.add(name, one.get("value", words(one)))
        elif field.tag == "textarea":
            # The parser has taken the first line break away, as the standard asks.
            data.add(name, "".join(field.itertext()).replace("\n", "\r\n"))
        elif kind not in ("checkbox", "radio") or field.get("checked") is not None:
            data.add(name, field.get("value", "on" if kind in ("checkbox", "radio") else ""))
    return data


def words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def parse(html: str) -> Any:
    """The document; html5lib raises ParseError at the first violation of the HTML standard's syntax."""
    parser = html5lib.HTMLParser(
        strict=True, tree=html5lib.getTreeBuilder("lxml"), namespaceHTMLElements=False
    )
    return parser.parse(html).getroot()


def fetcher(app: Flask, client: Any) -> Callable[..., Page]:
    """fetch("products.show", slug="a6") or fetch("/devices/a6", status=404): a Page that is checked."""

    def fetch(
        target: str,
        *,
        status: int = 200,
        method: str = "GET",
        headers: Any = None,
        data: Any = None,
        **values: Any,
    ) -> Page:
        address = target if target.startswith("/") else address_of(app, target, values)
        response = client.open(address, method=method, headers=headers, data=data)
        assert response.status_code == status, f"{address} answers {response.status}"
        page = Page(response)
        check(page)
        return page

    return fetch


def address_of(app: Flask, endpoint: str, values: dict[str, Any]) -> str:
    with app.test_request_context():
        try:
            return app.url_for(endpoint, **values)
        except BuildError as error:
            raise AssertionError(f"No page is called {endpoint!r}") from error


def check(page: Page) -> None:
    """Assert what is true of every page: a title, one h1, unique ids, labelled fields, nothing inline."""
    assert words(page.one("head > title")), "the title is empty"
    assert words(page.one("h1")), "the h1 is empty"
    assert page.one("html").get("lang"), "the language is not said"
    assert not repeated(page.all("[id]")), f"ids occur twice: {repeated(page.all('[id]'))}"
    assert not unlabelled(page), f"fields without a label: {unlabelled(page)}"
    assert not inline(page), f"the content security policy forbids: {inline(page)}"


def repeated(elements: list[Any]) -> list[str]:
    return [name for name, times in Counter(element.get("id") for element in elements).items() if times > 1]


def unlabelled(page: Page) -> list[str]:
    labels = {label.get("for") for label in page.all("label[for]")}
    return [
        etree.tostring(field, encoding="unicode", with_tail=False)[:120]
        for field in page.all("input, select, textarea")
        if field.get("type", "text") not in UNLABELLED_TYPES
        and field.get("id") not in labels
        and not field.get("aria-label")
        and not field.get("aria-labelledby")
        and not any(parent.tag == "label" for parent in field.iterancestors())
    ]


def inline(page: Page) -> list[str]:
    """Styles and scripts that are not files of their own; data blocks such as JSON-LD are no scripts."""
    found = ["<style>" for _ in page.all("style")] + [
        f"style={e.get('style')!r}" for e in page.all("[style]")
    ]
    found += ["<script>" for script in page.all("script:not([src])") if not _is_data(script)]
    for element in page.tree.iter(etree.Element):
        found += [name for name in element.attrib if name.lower().startswith("on")]
        found += [
            f"href={element.get('href')!r}" for name in ("href", "action") if _is_script(element.get(name))
        ]
    return found


def _is_data(script: Any) -> bool:
    return script.get("type", "") in ("application/ld+json", "application/json")


def _is_script(address: str | None) -> bool:
    return (address or "").strip().lower().startswith("javascript:")
