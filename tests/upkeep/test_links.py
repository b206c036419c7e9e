"""Whether addresses still lead anywhere: asked of a server of this test's own, never of the network."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from click.testing import CliRunner
from sqlmodel import select

from catalog.commands import main
from catalog.config import Settings
from catalog.db import open_database
from catalog.upkeep import link_checking
from catalog.upkeep.link_checking import Answer, ask, check, due
from catalog.upkeep.models import LinkCheck
from tests.conftest import free_port
from tests.factories import make_source


class Host(BaseHTTPRequestHandler):
    asked: list[tuple[str, str, str]]
    """Method, path and user agent of each request."""
    together: list[int]

    def answer(self):
        self.server.busy += 1
        self.server.most = max(self.server.most, self.server.busy)
        self.server.asked.append((self.command, self.path, self.headers["User-Agent"]))
        status, _, kind = self.path.strip("/").partition("-")
        if kind == "get" and self.command == "HEAD":
            status = "405"
        self.send_response(int(status))
        if status == "302":
            self.send_header("Location", "/200")
        self.send_header("Content-Length", "0")
        # Counted out before the answer goes: once it is there, the next request may come.
        self.server.busy -= 1
        self.end_headers()

    do_HEAD = do_GET = answer  # noqa: N815

    def log_message(self, *_args):
        pass


@pytest.fixture
def host():
    server = ThreadingHTTPServer(("127.0.0.1", free_port()), Host)
    server.asked, server.busy, server.most = [], 0, 0
    server.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "status", "methods"),
    [
        ("/200", 200, ["HEAD"]),
        ("/200-get", 200, ["HEAD", "GET"]),
        ("/302", 200, ["HEAD", "GET"]),
        ("/404", 404, ["HEAD", "GET"]),
        ("/410", 410, ["HEAD"]),
        ("/403", 403, ["HEAD", "GET"]),
        ("/500", 500, ["HEAD"]),
    ],
)
def test_an_address_is_asked_with_head_and_with_get_where_that_is_not_understood(host, path, status, methods):
    url = f"{host.address}{path}"
    assert ask(url) == Answer(url, status)
    assert [method for method, _, _ in host.asked] == methods
    assert all("link-check" in agent for _, _, agent in host.asked)


@pytest.mark.parametrize(
    "url", ["ftp://x.example/a", "file:///etc/passwd", "https://", "", "javascript:x", "http://[x/"]
)
def test_what_is_no_address_of_the_web_is_not_asked(url):
    assert ask(url).status == 0
    assert ask(url).said == "no address of the web"


def test_an_address_with_letters_of_its_own_is_asked_in_ascii(host):
    assert ask(f"{host.address}/200-ä b?q=ü#part").status == 200
    assert host.asked[0][1] == "/200-%C3%A4%20b?q=%C3%BC"


def test_where_nobody_listens_it_is_said_why():
    found = ask(f"http://127.0.0.1:{free_port()}/200")
    assert found.status == 0
    assert "refused" in found.said


def test_one_host_is_asked_one_thing_at_a_time_with_a_pause(host, database):
    pauses = []
    urls = [f"{host.address}/200-{number}" for number in range(5)]
    found = list(check(database.writer, urls, sleep=pauses.append))
    assert [one.status for one in found] == [200] * 5
    assert pauses == [link_checking.PAUSE_S] * 4
    assert host.most == 1
    with database.reader() as session:
        assert sorted(row.url for row in session.exec(select(LinkCheck))) == sorted(urls)


def test_what_was_never_tried_comes_first_and_what_was_tried_lately_not_at_all(session, at_time):
    for slug in ("a", "b", "c"):
        make_source(session, slug, url=f"https://{slug}.example/")
    make_source(session, "d", url=None)
    session.add(LinkCheck(url="https://a.example/", day="2026-01-01", status=200))
    session.add(LinkCheck(url="https://b.example/", day="2026-02-20", status=404))
    session.flush()
    today = at_time(2026, 3, 1).date()
    assert due(session, today) == ["https://c.example/", "https://a.example/"]
    assert due(session, today, 0) == ["https://c.example/", "https://a.example/", "https://b.example/"]


def test_the_command_asks_and_keeps_what_came(host, tmp_path, empty_file):
    (tmp_path / "catalog.sqlite3").write_bytes(empty_file.read_bytes())
    database = open_database(Settings(instance=tmp_path))
    with database.writer() as session:
        make_source(session, "a", url=f"{host.address}/404")
        session.commit()

    def run(*words):
        return CliRunner().invoke(main, ["links", *words, "--instance", str(tmp_path)]).output

    assert run("--dry-run") == f"{host.address}/404\n"
    assert host.asked == []
    assert run() == f"404  {host.address}/404\n1 asked, 1 lead nowhere.\n"
    assert run() == "Nothing is due.\n"
    with database.reader() as session:
        assert [row.status for row in session.exec(select(LinkCheck))] == [404]
    database.close()
