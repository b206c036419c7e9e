"""Wherever a study is linked it is said that it was retracted: with every study retracted, on every page."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlmodel import select

from catalog import create_app
from catalog.config import Settings
from catalog.science.editing import put_notice
from catalog.science.models import Study, StudyNotice
from tests.every_page import EVERY_PAGE
from tests.factories import catalogue
from tests.html import Page, fetcher, words

HOLDERS = (("li", "td", "th", "dd", "dt"), ("p", "caption", "figcaption", "h3"), ("main",))
"""The nearest of the first that there is: a line of a list or a cell, a sentence of its own."""
NAMING = ("device", "family", "cartridge", "needle length above the caution", "needle lengths", "article",
          "article with tables", "article of rules", "article on safety", "claims", "claim",
          "concern with types", "studies", "editor's comparison", "comparison")  # fmt: skip
"""Pages that link studies, if not each of their kind."""


@pytest.fixture(scope="module")
def retracted(seeded_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The real catalogue, had every study of it been retracted."""
    folder = tmp_path_factory.mktemp("retracted")
    shutil.copy(seeded_file, folder / "catalog.sqlite3")
    app = create_app(Settings(instance=folder, secret_key="not a secret in tests"))
    app.testing = True
    with catalogue(app) as session:
        for slug in session.exec(select(Study.slug)).all():
            row = StudyNotice(slug=f"n-{slug}", study=slug, nature="retraction", day="2026-03-03")
            put_notice(session, row, actor="tests", reason="A test needs it")
    yield app
    app.extensions["watcher"].close()
    app.extensions["database"].close()


def unmarked(page: Page) -> list[str]:
    """Links to studies in an element that says less often than it links them that they are retracted."""
    return [
        f"{link.get('href')}: {words(holder)[:120]}"
        for link in studies_linked(page)
        if len(re.findall("retracted|in doubt", words(holder := held_by(link))))
        < sum(1 for other in studies_linked(page) if held_by(other) is holder)
    ]


def studies_linked(page: Page) -> list[Any]:
    """Neither files nor the way to the notice of a retraction is meant, nor what was changed of a study."""
    links = page.all("main a[href^='/studies/']")
    return [link for link in links if not re.search(r"[.#]|/history$", link.get("href"))]


def held_by(link: Any) -> Any:
    around = list(link.iterancestors())
    return next(element for tags in HOLDERS for element in around if element.tag in tags)


@pytest.mark.parametrize("kind", EVERY_PAGE)
def test_every_link_to_a_study_says_beside_it_that_it_is_retracted(retracted: Flask, kind: str) -> None:
    status = 404 if kind == "no such page" else 200
    page = fetcher(retracted, retracted.test_client())(EVERY_PAGE[kind], status=status)
    assert unmarked(page) == []
    assert bool(studies_linked(page)) >= (kind in NAMING)


def test_what_needs_no_clearance_names_a_text_that_is_marked(retracted: Flask) -> None:
    page = fetcher(retracted, retracted.test_client())("/cleared?model=Dr.+Pen+A6")
    (line,) = [said for said in page.texts("main li") if "Not on record is not the same as forbidden" in said]
    assert "(FDA 2020 retracted)" in line


def test_an_unmarked_link_is_found(retracted: Flask) -> None:
    """The test itself, on the same pages without the tags."""
    page = fetcher(retracted, retracted.test_client())(EVERY_PAGE["article on safety"])
    assert len(studies_linked(page)) > 10
    for tag in page.all("main .tag.own"):
        tag.text = ""
    assert len(unmarked(page)) > 10
