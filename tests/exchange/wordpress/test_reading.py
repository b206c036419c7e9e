"""Reading an export: every version, whatever its elements are called; all else is refused with its line."""

from __future__ import annotations

import tracemalloc
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.changes.queries import current_version
from catalog.exchange.importing import FileError
from catalog.exchange.wordpress.importer import is_export
from catalog.exchange.wordpress.spool import spooled
from catalog.exchange.wordpress.wxr import LONGEST_FIELD, MOST_UNESCAPED, read
from tests.exchange.wordpress.exports import author, category, comment, export, imported, item, tag

BOMB = b"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">%s]>
<rss><channel><title>&j;</title></channel></rss>""" % b"".join(
    b'<!ENTITY %c "%s">' % (letter + 1, b"&%c;" % letter * 10) for letter in range(ord("a"), ord("j"))
)
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>
<rss><channel><title>&x;</title></channel></rss>"""
FROM_ELSEWHERE = (
    b'<?xml version="1.0"?><!DOCTYPE rss SYSTEM "http://example.invalid/x.dtd"><rss><channel/></rss>'
)


def parts(content: bytes) -> list:
    return list(read(BytesIO(content), "site.xml"))


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_every_version_is_read(version):
    content = export(author("ann", "Ann"), category("care", "Care"), tag("t", "T"), item(7), version=version)
    with spooled(BytesIO(content), "site.xml") as spool:
        (found,) = spool.items()
        assert (found.number, found.kind, found.called) == ("7", "post", "A made-up post")
        assert (spool.site.origin, spool.site.title) == ("https://old.example", "An old site")
        assert [one.name for one in spool.site.people.values()] == ["Ann"]
        assert (list(spool.site.categories), list(spool.site.tags)) == (["care"], ["t"])


def test_elements_are_told_by_their_namespace_and_not_by_their_prefix():
    content = export(item(7)).replace(b"wp:", b"w:").replace(b"xmlns:wp", b"xmlns:w")
    assert [one.get("wp:post_id") for one in parts(content) if one.kind == "item"] == ["7"]
    foreign = export(item(7), wp="http://elsewhere.example/")
    with pytest.raises(FileError, match="wp:wxr_version is missing"):
        parts(foreign)


def test_a_namespace_that_is_no_address_spoils_nothing():
    content = export(item(7).replace("<item>", '<item xmlns:odd="http://ëx.example/ü/">'))
    assert [one.kind for one in parts(content)][-1] == "item"


def test_comments_and_custom_fields_belong_to_their_item():
    content = export(
        item(1, comments=[comment(1, "One"), comment(2, "Two")], meta={"_thumbnail_id": "9", "other": "x"}),
        item(2, comments=[comment(3, "Three")]),
    )
    with spooled(BytesIO(content), "site.xml") as spool:
        first, second = spool.items()
        assert [one.get("wp:comment_content") for one in spool.comments(first.place)] == ["One", "Two"]
        assert [one.get("wp:comment_content") for one in spool.comments(second.place)] == ["Three"]
        assert (first.part.meta, first.part.left_out) == ({"_thumbnail_id": "9"}, 1)


def test_items_of_one_name_are_still_several():
    with spooled(BytesIO(export(item(1), item(1), item(1))), "site.xml") as spool:
        assert len({one.guid for one in spool.items()}) == 3


def test_html_that_nobody_escaped_is_still_the_text():
    content = export(item(1)).replace(b"<content:encoded><![CDATA[", b"<content:encoded>")
    content = content.replace(b"</p>]]></content:encoded>", b"</p></content:encoded>")
    (found,) = [one for one in parts(content) if one.kind == "item"]
    assert "made-up study</a>.</p>" in found.get("content:encoded")


def test_no_text_holds_elements_without_end():
    def unescaped(*counts):
        content = export(*(item(number, text=f"here {number}") for number in range(len(counts))))
        for number, count in enumerate(counts):
            content = content.replace(b"<![CDATA[here %d]]>" % number, b"<b/>" * count)
        assert content.count(b"<b/>") == sum(counts)
        return content

    # Several texts are not one that is longer.
    most = MOST_UNESCAPED
    assert [one.kind for one in parts(unescaped(most, most))].count("item") == 2
    with pytest.raises(FileError, match=r"line \d+: more than 40,000 elements"):
        parts(unescaped(1, most + 1))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (BOMB, "has a document type"),
        (OUTSIDE, "has a document type"),
        (FROM_ELSEWHERE, "has a document type"),
        (export(version=""), "wp:wxr_version is missing"),
        (export(item(1), version=""), "wp:wxr_version is missing before this"),
        (export(version="2.0"), "line 5: the version “2.0” is none that is read here"),
        (export(item(1))[:-40], "cannot be read as XML"),
        (export(item(1)).replace(b"</title><link>", b"<link>", 2), "line 22: this cannot be read as XML"),
        (b"<html><body>No export</body></html>", "begins with <html>, not with <rss>"),
        (b"<rss><item/></rss>", "has one <channel>"),
        (b"<rss><channel/></rss>", "wp:wxr_version is missing"),
        (b"<", "cannot be read as XML"),
        (b'<?xml version="1.0" encoding="x-nobody"?><rss/>', "site.xml"),
        (export(item(1)).replace(b"UTF-8", b"UTF-16"), "site.xml"),
        (export(item(1, "\x01")), "cannot be read as XML"),
        (export(item(1, text="&nbsp;").replace("<![CDATA[&nbsp;]]>", "&nbsp;")), "cannot be read as XML"),
    ],
)
def test_what_is_no_export_is_refused_and_changes_nothing(studied, content, said):
    with studied.reader() as session:
        before = current_version(session)
    with pytest.raises(FileError) as refused:
        imported(studied, content)
    assert said in str(refused.value)
    assert "site.xml" in str(refused.value)
    with studied.reader() as session:
        assert current_version(session) == before


def test_a_bomb_costs_no_memory():
    tracemalloc.start()
    with pytest.raises(FileError):
        parts(BOMB)
    assert tracemalloc.get_traced_memory()[1] < 2_000_000
    tracemalloc.stop()


def test_a_field_without_end_is_cut_and_said_to_be():
    content = export(item(1, text="x" * (LONGEST_FIELD + 5)))
    (found,) = [one for one in parts(content) if one.kind == "item"]
    assert (len(found.fields["content:encoded"]), found.cut) == (LONGEST_FIELD, ["content:encoded"])


@pytest.mark.parametrize(
    ("name", "head", "is_one"),
    [
        ("site.xml", b"<?xml version", True),
        ("x", b"\xef\xbb\xbf<?xml", True),
        ("site.wxr", b"<rss", True),
        ("x", "<?xml ".encode("utf-16"), True),
        ("library.bib", b"@article{", False),
        ("site.xml", b"PK\x03\x04", False),
        ("table.csv", b"slug,name", False),
    ],
)
def test_an_export_is_told_by_its_beginning(name, head, is_one):
    assert is_export(name, head) == is_one


WORDS = [
    b"<rss>",
    b"<channel>",
    b"</channel>",
    b"<item>",
    b"</item>",
    b"<wp:x>",
    b"&a;",
    b"]]>",
    b"\x00",
    b"<!DOCTYPE a>",
]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.binary(max_size=400), st.lists(st.sampled_from(WORDS), max_size=30).map(b"".join)))
def test_any_bytes_are_read_or_refused_in_a_sentence(content):
    said = ""
    try:
        parts(content)
    except FileError as error:
        said = str(error)
    assert said.startswith("site.xml") or not said


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 3_000), st.binary(max_size=3))
def test_a_broken_export_is_refused_or_means_the_same(at, noise):
    whole = export(item(1), item(2))
    broken = whole[: at % len(whole)] + noise + whole[at % len(whole) :]
    try:
        found = parts(broken)
    except FileError as error:
        said, found = str(error), []
    else:
        said = ""
    assert said.startswith("site.xml") or len([one for one in found if one.kind == "item"]) == 2
