"""`/search`, its twin, and the suggestions while somebody types."""

from __future__ import annotations

import json
from urllib.parse import urlencode

from flask import Blueprint, Response, redirect, render_template, request
from flask.blueprints import BlueprintSetupState
from markupsafe import Markup
from werkzeug.wrappers import Response as BaseResponse

from catalog.finder import pictures
from catalog.finder.current import current as current_finder
from catalog.finder.current import finder
from catalog.finder.page_controls import WordsNote
from catalog.pages.errors import near_names
from catalog.search import emptied
from catalog.search.asked import TOO_LONG, Asked, asked
from catalog.search.beside import respelled
from catalog.search.block import Block, block, vocabulary_of
from catalog.search.current import current
from catalog.search.found import Found, Suggestion
from catalog.search.page import search_page, wanted
from catalog.search.phrases import Reading, read
from catalog.search.twins import search_json, suggestions_json
from catalog.search.vocabulary import Vocabulary
from catalog.shelf.keeper import current as current_shelf
from catalog.specs.units import shorten

blueprint = Blueprint("search", __name__)

MOST_SUGGESTED = 8
MOST_NEAR = 5


@blueprint.get("/search")
def index() -> str | BaseResponse | tuple[str, int]:
    wish = asked(request.args)
    if wish.is_too_long:
        return render_template("search/index.html", page=search_page(wish, Found(), None, None)), 400
    address = wish.address(page=wish.page)
    if not wish.messages and address != _without_signs():
        return redirect(address, 302)
    found, reading, answer = _answered(wish)
    near: list[tuple[str, str]] = []
    if wish.text and not found.total:
        near = _near(wish.text)
        if answer is None:
            emptied.note(wish.text)
    drawn = finder().layers
    page = search_page(
        wish,
        found,
        answer,
        current_shelf(),
        is_phrase=reading is not None and reading.is_worth_showing,
        near=near,
        patterns=pictures.patterns(drawn) if drawn and wish.text else Markup(""),
    )
    return render_template("search/index.html", page=page)


@blueprint.get("/search.json")
def index_json() -> Response:
    wish = asked(request.args)
    if wish.is_too_long:
        return _json({"status": 400, "message": TOO_LONG, "field": "q"}, 400)
    found, _, answer = _answered(wish)
    return _json(search_json(wish, found, answer, current_shelf().version))


@blueprint.get("/search/suggest.json")
def suggest() -> Response:
    wish = asked(request.args)
    if wish.is_too_long:
        return _json({"status": 400, "message": TOO_LONG, "field": "q"}, 400)
    with current() as search:
        some = search.suggest(wish.text, MOST_SUGGESTED) if wish.text else ()
    answer = _phrase(wish, wish.text)[1]
    if answer and answer.match:
        words = answer.showing.removeprefix("Showing ").removesuffix(":")
        first = Suggestion(words[:1].upper() + words[1:], answer.url, "filter", answer.found)
        some = (first, *some[: MOST_SUGGESTED - 1])
    return _json(suggestions_json(wish.text, some))


def _answered(wish: Asked) -> tuple[Found, Reading | None, Block | None]:
    """What the search finds, how the words read as filters, and what the finder says to those."""
    if not wish.text:
        return Found(), None, None
    reading, answer = _phrase(wish, wish.text)
    with current() as search:
        found = search.find(wish.text, None, wanted(wish, answer), exact=wish.is_exact)
    if found.corrected:
        # One question for both: the words as they are searched, the signs as they were typed.
        reading, answer = _phrase(wish, respelled(wish.text, found.corrected))
    return found, reading, answer


def _phrase(wish: Asked, text: str) -> tuple[Reading | None, Block | None]:
    if not text:
        return None, None
    reading = read(text, current_shelf().once(_vocabulary))
    if wish.is_text or wish.kind or not reading.is_worth_showing:
        return reading, None
    with current_finder() as devices:
        return reading, block(devices, reading)


def _vocabulary(shelf: object) -> Vocabulary:
    with current_finder() as devices:
        return vocabulary_of(devices)


def _near(text: str) -> list[tuple[str, str]]:
    """Names that may be meant, best first, each once."""
    with current() as search:
        found = {one.url: one.text for one in search.suggest(text, MOST_NEAR)}
    for names in near_names:
        found |= {url: name for name, url in names(text) if url not in found}
    return [(name, url) for url, name in list(found.items())[:MOST_NEAR]]


def _without_signs() -> str:
    """The address that was asked for, its query written as this site writes it."""
    pairs = list(request.args.items(multi=True))
    return f"{request.path}?{urlencode(pairs)}" if pairs else request.path


def _json(document: object, status: int = 200) -> Response:
    return Response(json.dumps(document, ensure_ascii=False), status, mimetype="application/json")


def _product_ids(words: str) -> frozenset[int]:
    with current() as search:
        return search.product_ids(words)


def _told(words: str) -> WordsNote | None:
    """What was looked for instead, in the list of devices: never without saying so."""
    with current() as search:
        found = search.find(words, ("device", "cartridge"), 1)
    typed, as_typed = shorten(words), Asked(words, is_exact=True).address()
    if found.corrected:
        return WordsNote(f"Looked for “{found.corrected}”.", as_typed, f"Search for “{typed}” instead")
    if found.missing and found.total:
        left = " and ".join(f"“{shorten(word)}”" for word in found.missing)
        return WordsNote(
            f"No device has all of these words. Looked for without {left}.",
            Asked(words).address(),
            "Search everything",
        )
    return None


@blueprint.record_once
def _lend(state: BlueprintSetupState) -> None:
    """The finder narrows its list by what is found here."""
    state.app.extensions["finder"].search = _product_ids
    state.app.extensions["finder"].told = _told
