"""The whole public site as files: every page asked for once, then its links turned into ways between files.

Written beside the folder and put in its place when it is whole: a run that breaks leaves the old copy.
"""

from __future__ import annotations

import json
import re
import shutil
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from flask import Flask
from flask_frozen import Freezer
from werkzeug.exceptions import HTTPException

from catalog import clock
from catalog.dates import show_date
from catalog.pages import sitemap
from catalog.pages.assets import assets

from .frozen_html import Copy, frozen, links
from .frozen_pages import Entry, State, add_pages, omitted
from .frozen_paths import A_TO_Z, LEFT_OUT, PAGED, file_of, why_not

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MARKER: Final = ".catalogue-copy"
"""A file by which a folder is known as a copy, so that nothing else is ever written over."""
FIRST: Final = ("/download/catalogue.zip",)
"""Asked for before anything else: pages say whether it was."""
SCRIPT: Final = "find-in-copy.js"
FOR_PROGRAMS: Final = ("/robots.txt", "/sitemap.xml", "/openapi.json")
LAST: Final = ("/404.html", LEFT_OUT, A_TO_Z)
_FILES: Final = frozenset({"pages.asset", "media.file", "sharing.thing", "sharing.general", "frozen.nothing"})
_DESCRIBED: Final = re.compile(r'<meta name="description" content="([^"]*)">')
_TITLED: Final = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_BESIDE: Final = ("/history", "/measurements", "/owner")


class FreezeError(Exception):
    """What is wrong, in a sentence; nothing was changed."""


@dataclass(frozen=True)
class Made:
    """How many pages and other files a copy has, and how many addresses it leaves out."""

    pages: int
    files: int
    left_out: int


class Paged:
    """WSGI: ``/devices/page-2`` asks for ``/devices?page=2``, so that each page of a list is a file."""

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if found := PAGED.fullmatch(environ["PATH_INFO"]):
            environ = environ | {"PATH_INFO": found[1] or "/", "QUERY_STRING": f"page={found[2]}"}
        return self._app(environ, start)


class Copier(Freezer):  # type: ignore[misc]
    """Frozen-Flask over what the pages themselves lead to. ``files``: address → file of all that was made.

    ``nowhere``: addresses that are linked and answer with an error of the reader's.
    """

    def __init__(
        self, app: Flask, live: str, state: State, only: Callable[[str], bool] | None = None
    ) -> None:
        super().__init__(app, with_static_files=False, with_no_argument_rules=False, log_url_for=False)
        self._live, self._state, self._only = live, state, only
        self._waiting: deque[str] = deque()
        self._seen: set[str] = set()
        self.files: dict[str, str] = {}
        self.nowhere: dict[str, str] = {}
        self.register_generator(self.addresses)

    def addresses(self) -> Iterator[str]:
        """Every address of the copy: what the site lists, and what is found on the pages as they are made."""
        self._put([*FIRST, "/", f"/static/{assets()[SCRIPT].served}", *FOR_PROGRAMS])
        self._put(one.path for one in sitemap.pages())
        while self._waiting:
            yield self._waiting.popleft()
        self._state.omitted = omitted(self.left_out().items())
        yield from LAST

    def left_out(self) -> dict[str, str]:
        """Addresses that pages lead to and the copy lacks, with the reason in words."""
        unmade = {address: why_not(address) for address in self._seen}
        return {address: words for address, words in unmade.items() if words} | self.nowhere

    def _put(self, found: Iterable[str]) -> None:
        for address in found:
            if address not in self._seen:
                self._seen.add(address)
                if not why_not(address) and (self._only is None or self._only(address)):
                    self._waiting.append(address)

    def urlpath_to_filepath(self, path: str) -> str:
        return file_of(path, self._is_page)

    def _is_page(self, address: str) -> bool:
        """Whether a page or a file answers there, as the address's own rule says."""
        paged = PAGED.fullmatch(address)
        adapter = self.app.url_map.bind("localhost")
        try:
            rule, _ = adapter.match((paged[1] or "/") if paged else address, method="GET", return_rule=True)
        except HTTPException:
            return True
        last = re.sub(r"<[^>]*>", "", rule.rule.rpartition("/")[2])
        return rule.endpoint not in _FILES and "." not in last

    def _build_one(self, url: str, last_modified: Any = None) -> Path:
        """Ask for one address and write what it answers; what leads nowhere is noted. Raises FreezeError."""
        file = self.urlpath_to_filepath(url)
        path: Path = self.root / file
        with self.app.test_client() as client:
            response = client.get(url, follow_redirects=True, base_url=self._live)
        if 400 <= response.status_code < 500:
            self.nowhere[url] = f"It leads nowhere ({response.status})"
            return path
        if response.status_code != 200:
            raise FreezeError(f"{url} answered {response.status}; the copy was not made.")
        self.files[url] = file
        if response.mimetype == "text/html":
            html = response.get_data(as_text=True)
            if url not in LAST:
                self._put(links(html, url))
                self._list(url, html)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(response.data)
        return path

    def _list(self, url: str, html: str) -> None:
        if url.endswith(_BESIDE) or PAGED.fullmatch(url):
            self._state.histories += 1
            return
        title, about = _TITLED.search(html), _DESCRIBED.search(html)
        name = unescape(title[1]).rpartition(" · ")[0] if title else url
        self._state.entries.append(Entry(name, url, unescape(about[1]) if about else ""))


def freeze(
    app: Flask,
    folder: Path,
    live: str,
    *,
    only: Callable[[str], bool] | None = None,
    progress: Callable[[int, int, str], None] = lambda _done, _known, _now: None,
) -> Made:
    """Write the public site that ``app`` serves to ``folder``; ``live`` is its address on the web.

    only: which addresses are taken, all if not said. progress: called with how many are done, how many are
    known, and the one at hand. Raises FreezeError where the folder holds something else, or a page is broken.
    """
    refuse(folder)
    state = State(live, clock.today().isoformat(), app.extensions["watcher"].newest())
    add_pages(app, state)
    draft = folder.parent / f".{folder.name}.being-made"
    shutil.rmtree(draft, ignore_errors=True)
    app.wsgi_app = Paged(app.wsgi_app)  # type: ignore[method-assign, assignment]
    app.config.update(FREEZER_DESTINATION=str(draft), FREEZER_REMOVE_EXTRA_FILES=False)
    copier = Copier(app, live, state, only)
    try:
        with warnings.catch_warnings():
            # It misses endpoints that are left out with purpose.
            warnings.simplefilter("ignore")
            for done, page in enumerate(copier.freeze_yield(), 1):
                progress(done, max(done, len(copier._seen)), page.url)
        made = _finish(draft, copier, state)
        _swap(draft, folder)
    except OSError as error:
        raise FreezeError(f"{folder} cannot be written: {error.strerror or error}. {_LEFT}") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return made


_LEFT: Final = "What was there before is as it was."


def refuse(folder: Path) -> None:
    """Raises FreezeError unless the folder is missing, empty, or a copy made before."""
    if not folder.parent.is_dir():
        raise FreezeError(f"There is no folder {folder.parent}.")
    if not folder.exists():
        return
    if not folder.is_dir():
        raise FreezeError(f"{folder} is a file, and stays one.")
    if any(folder.iterdir()) and not (folder / MARKER).is_file():
        raise FreezeError(f"{folder} holds something that is no copy of this site; nothing was written.")


def _finish(draft: Path, copier: Copier, state: State) -> Made:
    """Turn the links of every page, and say what was left out."""
    about = _about(copier.files, state)
    pages, left = 0, copier.left_out()
    html = [
        address for address, file in copier.files.items() if file.endswith(".html") and file != "404.html"
    ]
    # The page that counts the forms is turned last, when they are counted.
    for address in sorted(html, key=lambda one: one == LEFT_OUT):
        path = draft / copier.files[address]
        turned = frozen(path.read_text("utf-8"), address, about)
        path.write_text(turned.html, "utf-8")
        left |= turned.left_out
        state.forms += turned.forms
        pages += 1
    state.omitted = omitted(left.items())
    with copier.app.test_client() as client:
        # A question makes it another page than the one that is remembered, and nothing was counted in that.
        page = client.get(f"{LEFT_OUT}?counted", base_url=state.live).get_data(as_text=True)
    if LEFT_OUT in copier.files:
        (draft / copier.files[LEFT_OUT]).write_text(frozen(page, LEFT_OUT, about).html, "utf-8")
    (draft / "left-out.txt").write_text(_told(left, state), "utf-8")
    marked = {"live": state.live, "day": state.day, "version": state.version, "pages": pages}
    (draft / MARKER).write_text(json.dumps(marked, sort_keys=True) + "\n", "utf-8")
    return Made(pages, len(copier.files) - pages, len(left))


def _about(files: dict[str, str], state: State) -> Copy:
    live, day = escape(state.live), show_date(state.day)
    ribbon = (
        f'<p class="ribbon" role="note">This copy was made on {day}; filtering, comparing your own choice '
        f'and search need the live site: <a href="{live}/">{live}</a>. In this copy: '
        '<a href="{a_to_z}">everything from A to Z</a>, <a href="{left_out}">what it leaves out</a>.</p>'
    )
    note = f'<p class="note">{{what}} the live site: <a href="{live}/">{live}</a></p>'
    replies = (
        '<section class="dsec" id="comments"><h2>Comments</h2><p class="note">Replies stay on the live site, '
        f'where who wrote one can delete it: <a href="{live}/">{live}</a></p></section>'
    )
    return Copy(files, state.live, ribbon, note, '<a class="find-copy" href="{a_to_z}">A to Z</a>', replies)


def _told(left: dict[str, str], state: State) -> str:
    """`left-out.txt`: each reason with its count, then the addresses."""
    lines = [
        f"This copy of {state.live} was made on {state.day}, of version {state.version}.",
        f"It leaves out {len(left)} addresses that its pages led to, and {state.forms} forms.",
    ]
    for one in state.omitted:
        lines += [
            "",
            f"{one.words}: {one.count}",
            *sorted(a for a, words in left.items() if words == one.words),
        ]
    return "\n".join(lines) + "\n"


def _swap(draft: Path, folder: Path) -> None:
    """Put the new copy in the place of the old one."""
    old = folder.parent / f".{folder.name}.before"
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    try:
        draft.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)
