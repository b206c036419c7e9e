"""Articles that nothing leads to or that lead nowhere, studies that nothing leans on, in plain sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from catalog.articles.editing import put_article
from catalog.articles.orphans import orphans
from catalog.finder.editing import put_need
from catalog.finder.needs import NeedDraft
from tests.articles.besides import article, fill
from tests.claims.samples import WHO, store, study
from tests.factories import catalogue

UNLED = ["everything", "short-needles", "long-needles", "rollers", "pens"]
"""Of the small catalogue: they name nothing, and nothing names them."""


def unled(slug: str) -> str:
    return f"The article {slug}: no other article, comparison, concern or device leads to it."


def mute(slug: str) -> str:
    return f"The article {slug}: it cites nothing and leads to no other page."


def alone(slug: str, name: str) -> str:
    return (
        f"The study {slug} ({name}): no claim, concern, article, safety item, needle length, measurement or "
        "cleaning rule leans on it, and it names no device."
    )


@pytest.fixture
def found(app: Flask) -> Callable[[], tuple[str, ...]]:
    with catalogue(app) as session:
        fill(session)

    def ask() -> tuple[str, ...]:
        with catalogue(app) as session:
            return orphans(session)

    return ask


def test_what_a_device_lists_is_led_to_and_what_names_it_leads_on(
    found: Callable[[], tuple[str, ...]],
) -> None:
    assert found() == tuple(sentence for slug in UNLED for sentence in (unled(slug), mute(slug)))


def test_a_link_in_another_text_leads_and_one_in_its_own_does_not(
    app: Flask, found: Callable[[], tuple[str, ...]]
) -> None:
    with catalogue(app) as session:
        put_article(session, article("hub", text="[Rollers](/articles/rollers#b), [I](/articles/hub)"), **WHO)
    said = found()
    assert unled("rollers") not in said
    assert unled("hub") in said
    assert mute("hub") not in said
    assert mute("rollers") in said


def test_the_text_of_a_need_page_leads_too(app: Flask, found: Callable[[], tuple[str, ...]]) -> None:
    assert unled("pens") in found()
    with catalogue(app) as session:
        text = "See [pens](/articles/pens)."
        put_need(session, NeedDraft("low", "Low", "depth_never_above=0.5", "Low.", text=text), **WHO)
    assert unled("pens") not in found()


def test_a_concern_lists_an_article_that_belongs_to_it(
    app: Flask, found: Callable[[], tuple[str, ...]]
) -> None:
    with catalogue(app) as session:
        put_article(session, article("belongs", concerns=("calluses",)), **WHO)
    assert not [sentence for sentence in found() if "belongs" in sentence]


def test_a_study_is_alone_until_something_leans_on_it(
    app: Flask, found: Callable[[], tuple[str, ...]]
) -> None:
    with catalogue(app) as session:
        store(session, study("grant2014"), study("hill2013", devices_json='["ada"]'))
        put_article(session, article("draft", text="So [@grant2014].", is_published=False), **WHO)
    assert found()[-1] == alone("grant2014", "Grant 2014")
    assert not [sentence for sentence in found() if "hill2013" in sentence]
    with catalogue(app) as session:
        put_article(session, article("cites", text="So [@grant2014]."), **WHO)
    assert alone("grant2014", "Grant 2014") not in found()
    assert unled("cites") in found()
