"""A page turned into one of a copy: what changes, and that nothing else does."""

from catalog.exchange.frozen_html import Copy, frozen, links

COPY = Copy(
    files={
        "/": "index.html",
        "/devices": "devices/index.html",
        "/devices/a6": "devices/a6/index.html",
        "/devices/page-2": "devices/page-2/index.html",
        "/devices/a6.json": "devices/a6.json",
        "/static/site.1.css": "static/site.1.css",
        "/media/a.webp": "media/a.webp",
        "/media/b.webp": "media/b.webp",
        "/a-z": "a-z/index.html",
    },
    live="https://live.example",
    ribbon='<p>Copy. <a href="{a_to_z}">A to Z</a></p>',
    note="<p>{what} the live site</p>",
    search='<a href="{a_to_z}">Find</a>',
    replies='<section id="comments">No replies</section>',
)


def body(html, address="/devices/a6"):
    return frozen(f"<html><head></head><body>{html}</body></html>", address, COPY)


def inside(html, address="/devices/a6"):
    text = body(html, address).html
    return text.partition("</p>")[2].removesuffix("</body></html>")


def test_links_become_ways_between_files():
    assert inside('<a href="/devices">x</a>') == '<a href="../index.html">x</a>'
    assert (
        inside('<a class="b" href="/devices?page=2#l">x</a>')
        == '<a class="b" href="../page-2/index.html#l">x</a>'
    )
    assert inside('<a href="/">x</a>', "/") == '<a href="index.html">x</a>'
    assert inside('<a href="https://live.example/devices">x</a>') == '<a href="../index.html">x</a>'
    assert inside('<a href="/devices/a6.json">x</a>') == '<a href="../a6.json">x</a>'


def test_places_on_the_page_other_sites_and_letters_stay():
    for href in (
        "#law",
        "https://doi.org/10.1/x",
        "mailto:a@b.example?subject=x",
        "https://live.example.org/",
    ):
        assert inside(f'<a href="{href}">x</a>') == f'<a href="{href}">x</a>'


def test_a_link_to_what_is_left_out_becomes_words_that_say_so():
    found = body(
        '<p>See <a href="/compare?d=a6,m8">both <b>side</b> by side</a>.</p><a href="/devices">y</a>'
    )
    words = 'both <b>side</b> by side<span class="vh"> (needs the live site)</span>'
    assert f'See <span class="needs-live">{words}</span>.' in found.html
    assert '<a href="../index.html">y</a>' in found.html
    assert list(found.left_out) == ["/compare?d=a6,m8"]


def test_a_link_in_a_drawing_becomes_a_group():
    assert (
        inside('<svg><a href="/compare?d=x"><path d="M0 0"/></a></svg>')
        == '<svg><g><path d="M0 0"/></g></svg>'
    )
    assert (
        inside('<svg><a href="/devices"><path/></a></svg>')
        == '<svg><a href="../index.html"><path/></a></svg>'
    )


def test_forms_ticks_and_what_belongs_to_them_are_taken_out():
    found = body(
        '<form action="/cleared" aria-label="Look &amp; see"><label>m <input name="m"></label>'
        '<a href="/devices">in it</a></form>'
        '<label class="tick noprint"><input type="checkbox" form="tray"><span>Compare</span></label>'
        '<form method="post" action="/basket"><button>Keep</button></form>'
        '<form class="find" action="/search"><input name="q"></form>'
        '<label for="sort">Order</label><select form="filters"><option>a</option></select>'
        '<button popovertarget="filters">Filters</button><button popovertarget="menu">Menu</button>'
    )
    assert found.html.partition("</p>")[2].removesuffix("</body></html>") == (
        '<p>Look &amp; see: this needs the live site</p><a href="../../a-z/index.html">Find</a>'
        '<button popovertarget="menu">Menu</button>'
    )
    assert found.forms == 3


def test_replies_of_readers_are_not_carried_on():
    assert inside('<section id="comments"><section>in</section><p>Bob was here</p></section>') == COPY.replies


def test_scripts_are_taken_out_but_data_and_the_copy_s_own():
    data = '<script type="application/ld+json">{"a":"<a href="}</script>'
    own = '<script defer src="/devices/a6.json" data-copy></script>'
    assert inside(f'<script defer src="/static/x.js"></script>{data}{own}') == (
        f'{data}<script defer src="../a6.json" data-copy></script>'
    )


def test_pictures_and_sheets_are_loaded_from_files():
    html = (
        '<picture><source srcset="/media/a.webp 400w, /media/b.webp 800w">'
        '<img src="/media/a.webp" alt="&amp;x"></picture>'
    )
    assert inside(html) == (
        '<picture><source srcset="../../media/a.webp 400w, ../../media/b.webp 800w">'
        '<img src="../../media/a.webp" alt="&amp;x"></picture>'
    )
    canonical = '<link rel="canonical" href="https://live.example/devices/a6">'
    head = f'{canonical}<link rel="stylesheet" href="/static/site.1.css">'
    text = frozen(f"<head>{head}</head><body></body>", "/devices/a6", COPY).html
    assert canonical in text
    assert '<link rel="stylesheet" href="../../static/site.1.css">' in text
    assert '<meta http-equiv="Content-Security-Policy" content="default-src ' in text
    gone = '<head><link rel="alternate" href="/devices/b.json"></head>'
    assert "alternate" not in frozen(gone, "/devices/a6", COPY).html


def test_everything_else_stays_as_it_was():
    html = '<p title="a > b">1 &lt; 2 &nbsp;é “x” <br/><textarea readonly>\nA & B <a</textarea><!-- c --></p>'
    assert inside(html) == html


def test_links_of_a_page_are_found_once_and_in_the_form_of_the_copy():
    html = (
        '<link rel="canonical" href="https://live.example/x">'
        '<meta property="og:image" content="https://live.example/share/site.png?v=1">'
        '<a href="/devices?page=2">a</a><a href="/devices?page=2#x">b</a><a href="https://doi.org/1">c</a>'
        '<img srcset="/media/a.webp 1x, /media/b.webp 2x"><script src="/x.js"></script><a href="#f">d</a>'
    )
    assert links(html, "/devices/a6") == [
        "/share/site.png",
        "/devices/page-2",
        "/media/a.webp",
        "/media/b.webp",
        "/devices/a6",
    ]
