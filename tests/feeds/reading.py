"""A feed read as a feed reader would, and held against RFC 4287."""

from datetime import datetime

from flask.testing import FlaskClient
from lxml import etree

ATOM = {"a": "http://www.w3.org/2005/Atom"}
SAFE = etree.XMLParser(resolve_entities=False, no_network=True)


def read(client: FlaskClient, path: str) -> etree._Element:
    """The feed at a path, valid."""
    response = client.get(path)
    assert response.status_code == 200
    assert response.mimetype == "application/atom+xml"
    feed = etree.fromstring(response.data, SAFE)
    check(feed)
    return feed


def texts(feed: etree._Element, path: str) -> list[str]:
    return [str(text) for text in feed.xpath(path, namespaces=ATOM)]


def check(feed: etree._Element) -> None:
    """What RFC 4287 (§4.1.1, §4.1.2) asks of a feed and of each entry."""
    assert feed.tag == f"{{{ATOM['a']}}}feed"
    for parent in (feed, *feed.findall("a:entry", ATOM)):
        for name in ("id", "title", "updated"):
            found = parent.findall(f"a:{name}", ATOM)
            assert len(found) == 1, f"{len(found)} × {name}"
            assert found[0].text or name == "title"
        assert datetime.fromisoformat(parent.findtext("a:updated", namespaces=ATOM)).tzinfo is not None
        assert len(parent.findall("a:link[@rel='self']", ATOM)) <= 1
    assert feed.findall("a:author/a:name", ATOM), "neither the feed nor its entries say who writes"
    for entry in feed.findall("a:entry", ATOM):
        # Without content an entry has to say where it is to be read.
        assert entry.findall("a:link", ATOM)
    ids = [*texts(feed, "a:entry/a:id/text()")]
    assert len(ids) == len(set(ids)), "two entries have one id"
