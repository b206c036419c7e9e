"""`catalog freeze`: the site as files, crawled, opened in a browser, broken and made again."""

import errno
import http.server
import re
import shutil
import threading
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner
from lxml import etree

from catalog import create_app
from catalog.commands import main
from catalog.config import Settings
from catalog.exchange import freezing
from catalog.exchange.freezing import MARKER, FreezeError, freeze
from tests.exchange.frozen import crawl

LIVE = "https://live.example"
PART = re.compile(
    r"/(static|claims(/c0[1-3])?|devices(/page-\d)?|devices/dr-pen-a6|articles/cleaning|share/claims/c01.png)?$|/static/|/sitemap.xml|/robots.txt"
)


@pytest.fixture(scope="module")
def instance(seeded_file, tmp_path_factory):
    folder = tmp_path_factory.mktemp("frozen") / "instance"
    folder.mkdir()
    shutil.copy(seeded_file, folder / "catalog.sqlite3")
    return folder


@pytest.fixture
def make(instance):
    """make(folder, only=…) freezes the real catalogue with a fresh application, as the command does."""
    apps = []

    def made(folder: Path, **more):
        app = create_app(Settings(instance=instance, secret_key="not a secret in tests", site_address=LIVE))
        apps.append(app)
        return freeze(app, folder, LIVE, **more)

    yield made
    for app in apps:
        app.extensions["watcher"].close()
        app.extensions["unmet"].settle()
        app.extensions["database"].close()


def some(address: str) -> bool:
    return bool(PART.search(address)) if address != "/" else True


@pytest.fixture(scope="module")
def part(instance, tmp_path_factory):
    """A copy of some pages."""
    folder = tmp_path_factory.mktemp("copies") / "part"
    app = create_app(Settings(instance=instance, secret_key="not a secret in tests", site_address=LIVE))
    freeze(app, folder, LIVE, only=some)
    app.extensions["watcher"].close()
    app.extensions["unmet"].settle()
    app.extensions["database"].close()
    return folder


def sound(folder: Path):
    """The crawl of a copy in which every link leads somewhere."""
    met = crawl(folder, LIVE)
    assert met.dead == set()
    assert met.absolute == set()
    assert met.fragments == set()
    assert met.controls == set()
    assert met.uncanonical == set()
    return met


def test_every_link_of_a_part_leads_to_a_file(part):
    met = sound(part)
    assert {"devices/index.html", "devices/dr-pen-a6/index.html", "claims/c02/index.html"} <= met.pages
    assert any(file.endswith(".css") for file in met.files)
    assert (part / "devices/page-2/index.html").is_file()
    assert "a-z/index.html" in met.pages


def test_each_page_says_that_it_is_a_copy_and_where_the_site_is(part):
    for file in part.rglob("*.html"):
        text = file.read_text("utf-8")
        assert f'href="{LIVE}/"' in text, file
        if file.name != "404.html":
            assert "This copy was made on " in text
            assert "filtering, comparing your own choice and search need the live site" in text
            assert "everything from A to Z" in text
            assert 'http-equiv="Content-Security-Policy"' in text


def test_what_was_left_out_is_counted_and_named(part):
    told = (part / "left-out.txt").read_text("utf-8")
    counted = int(re.search(r"It leaves out ([\d,]+) addresses", told)[1])
    named = [line for line in told.splitlines()[2:] if line.startswith("/")]
    assert counted == len(named) == len(set(named))
    sums = [int(number) for number in re.findall(r"^[A-Z].*: (\d+)$", told, re.MULTILINE)]
    assert sum(sums) == counted
    assert any(line.startswith("/compare") for line in named)
    page = (part / "left-out/index.html").read_text("utf-8")
    forms = re.search(r"and ([\d,]+) forms", told)[1]
    assert int(forms) > 0
    assert f"were taken out {forms} times" in page
    assert "Comparing devices of your own choice" in page


def test_a_to_z_has_every_page_and_no_history(part):
    tree = etree.HTML((part / "a-z/index.html").read_text("utf-8"))
    found = tree.xpath("//section//li/a/@href")
    assert "../claims/c01/index.html" in found
    assert "../devices/dr-pen-a6/index.html" in found
    assert len(found) == len(set(found))


def test_a_folder_that_is_no_copy_is_refused(make, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    with pytest.raises(FreezeError, match="no copy of this site"):
        make(tmp_path / "mine", only=some)
    assert [one.name for one in (tmp_path / "mine").iterdir()] == ["letter.txt"]
    (tmp_path / "file").write_text("x")
    with pytest.raises(FreezeError, match="is a file"):
        make(tmp_path / "file", only=some)
    with pytest.raises(FreezeError, match="There is no folder"):
        make(tmp_path / "nowhere" / "deep", only=some)


def only_first(address: str) -> bool:
    return address in ("/", "/about", "/privacy") or address.startswith("/static/")


def test_the_same_version_is_the_same_files(make, tmp_path):
    make(tmp_path / "one", only=only_first)
    make(tmp_path / "two", only=only_first)
    first, second = (_contents(tmp_path / name) for name in ("one", "two"))
    assert first == second
    assert len(first) > 5


def test_a_run_that_breaks_leaves_the_old_copy(make, tmp_path, monkeypatch):
    folder = tmp_path / "copy"
    make(folder, only=only_first)
    before = _contents(folder)

    def full(*_args, **_more):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", full)
        with pytest.raises(FreezeError, match="No space left on device"):
            make(folder, only=only_first)
    assert _contents(folder) == before
    with monkeypatch.context() as patched:
        patched.setattr(freezing, "frozen", full)
        with pytest.raises(FreezeError):
            make(folder, only=only_first)
    assert _contents(folder) == before
    assert [one.name for one in tmp_path.iterdir()] == ["copy"]
    made = make(folder, only=lambda address: address == "/")
    assert made.pages < sum(name.endswith(".html") for name in before)
    assert not (folder / "about").exists()


def test_a_page_that_breaks_stops_the_copy_and_is_named(make, tmp_path, monkeypatch):
    def broken(*_args, **_more):
        raise RuntimeError("made up")

    monkeypatch.setattr("catalog.pages.views.coverage", broken)
    with pytest.raises(FreezeError, match="/about answered 500"):
        make(tmp_path / "copy", only=only_first)
    assert list(tmp_path.iterdir()) == []


def _contents(folder: Path) -> dict[str, bytes]:
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def test_the_command_asks_for_an_address_where_there_is_none(instance, tmp_path, monkeypatch):
    monkeypatch.setenv("CATALOG_SITE_NAME", "Needles")
    answer = CliRunner().invoke(main, ["freeze", str(tmp_path / "copy"), "--instance", str(instance)])
    assert answer.exit_code == 1
    assert "Say with --address where the live site is" in answer.output


# --- in a browser


@pytest.fixture
def served(part):
    """The address of a static server that has the copy below a path."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def translate_path(self, path):
            parts = urlsplit(path).path
            assert parts.startswith("/below/") or parts == "/favicon.ico", path
            return super().translate_path("/" + parts.removeprefix("/below/"))

        def log_message(self, *_args):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(part)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/below"
    server.shutdown()
    thread.join()
    server.server_close()


def test_it_works_below_a_path_in_a_browser(served, chromium):
    # Pages that slide into each other complain in the console where one is left while it slides.
    context = chromium.new_context(reduced_motion="reduce")
    page = context.new_page()
    said, failed = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
    # What is still being fetched when a page is left is given up, and no failure.
    page.on(
        "requestfailed",
        lambda request: failed.append(request.url) if request.failure != "net::ERR_ABORTED" else None,
    )
    try:
        page.goto(f"{served}/index.html")
        page.get_by_role("link", name="Devices", exact=True).first.click()
        page.wait_for_url("**/below/devices/index.html")
        page.goto(f"{served}/devices/dr-pen-a6/index.html")
        colour = page.evaluate("getComputedStyle(document.querySelector('.ribbon')).textAlign")
        assert colour == "center", "the style sheet is not applied"
        page.get_by_role("link", name="everything from A to Z").click()
        page.wait_for_url("**/below/a-z/index.html")
        page.get_by_label("Find in this copy").fill("ultima a6")
        assert page.locator("[data-find] li:visible").count() >= 1
        assert "found" in page.locator("[data-find] .count").inner_text()
        page.locator("[data-find] li:visible a").first.click()
        page.wait_for_url("**/below/devices/**")
        assert said == []
        assert failed == []
    finally:
        context.close()


@pytest.mark.long
def test_the_whole_site_is_a_copy_without_a_dead_link(instance, tmp_path):
    folder = tmp_path / "whole"
    answer = CliRunner().invoke(
        main, ["freeze", str(folder), "--address", LIVE, "--instance", str(instance)], catch_exceptions=False
    )
    assert answer.exit_code == 0, answer.output
    met = sound(folder)
    listed = etree.parse(folder / "sitemap.xml").xpath("//*[local-name()='loc']/text()")
    files = {f"{urlsplit(one).path.strip('/')}/index.html".lstrip("/") for one in listed}
    assert files <= met.pages
    assert len(files) == len(listed) > 250
    made = re.search(r"([\d,]+) pages", answer.output)[1].replace(",", "")
    assert int(made) == len(list(folder.rglob("*.html"))) - 1
    # Nothing lies there that no page leads to, but what programs look for.
    lonely = (
        {str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file()} - met.pages - met.files
    )
    lonely = {one for one in lonely if not one.startswith("share/")}
    known = {
        MARKER,
        "404.html",
        "left-out.txt",
        "robots.txt",
        "sitemap.xml",
        "openapi.json",
        "download/catalogue.zip",
    }
    assert lonely <= known, sorted(lonely - known)[:20]
    assert any(file.endswith(".atom") for file in met.files)
    assert "devices.csv" in met.files
