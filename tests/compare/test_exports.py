"""`/compare` as page, JSON, CSV and Markdown: the same rows in the same order, cell by cell."""

import csv
import io
import json
import re
from datetime import date
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from catalog import clock
from catalog.compare.cell_words import cell_words, difference_words, reading_words
from catalog.compare.csv_twin import LONG, csv_long, csv_wide, harmless
from catalog.compare.markdown_twin import escaped, markdown
from catalog.compare.row import Reading, RowCell, Witness
from catalog.compare.twins import LONGEST_NAME, comparison_json, file_name, head_lines
from catalog.finder.samples import shelf_of
from catalog.products.sources import SourceFacts
from catalog.specs.registry import SPECS
from tests.compare.made import a_shelf, an_entry, compared, the_fixtures
from tests.html import Page, words

PAIR = "d=dr-pen-a6,genosys-dts-roller-0-5mm"
TRIO = "d=skinpen-precision,exceed,dermapen-4"
SIX = "d=dr-pen-a6,exceed,genosys-dts-roller-0-5mm,dermapen-4,banisher-3,zgts-192"
ADDRESSES = [
    *(f"{devices}{mode}" for devices in (PAIR, TRIO, SIX) for mode in ("", "&show=diff", "&show=same")),
    f"{PAIR}&base=dr-pen-a6",
    f"{SIX}&base=exceed&hide=weight,price,stops&order=warranty,law,needle_length",
    f"{SIX}&show=diff&base=zgts-192&hide=needle_length",
    f"{TRIO}&order=noise&sessions=3&depth_at=0.5&depth_never_above=0.5",
    f"{PAIR},nobody&show=diff",
]
ALONE = "d=dermaroller-c8he"
STATES = {"known", "disputed", "not_published", "not_researched", "does_not_apply"}


@pytest.fixture(scope="module")
def shelf():
    return the_fixtures()


def table(text):
    """The lines of a CSV."""
    return list(csv.reader(io.StringIO(text, newline="")))


def plain(text):
    return " ".join(text.split())


# -- one address, five twins ------------------------------------------------------------------------------


@pytest.mark.parametrize("query", [*ADDRESSES, ALONE])
def test_all_twins_of_an_address_agree_cell_by_cell(seeded_client, query):
    said = seeded_client.get(f"/compare.json?{query}").json
    keys = [row["key"] for row in said["rows"]]
    slugs = [device["slug"] for device in said["devices"]]
    cells = {(row["key"], cell["device"]): cell for row in said["rows"] for cell in row["cells"]}

    wide = table(seeded_client.get(f"/compare.csv?{query}").text)
    assert wide[0] == ["spec", "label", *(device["name"] for device in said["devices"])]
    assert [line[:2] for line in wide[1:]] == [[row["key"], row["label"]] for row in said["rows"]]
    for key, _, *values in wide[1:]:
        for slug, value in zip(slugs, values, strict=True):
            assert value.removeprefix("'").startswith(cells[key, slug]["text"]), (key, slug, value)

    long = table(seeded_client.get(f"/compare.csv?{query}&shape=long").text)
    assert tuple(long[0]) == LONG
    assert [(line[1], line[0]) for line in long[1:]] == [(key, slug) for key in keys for slug in slugs]
    for line in long[1:]:
        read = dict(zip(LONG, line, strict=True))
        cell = cells[read["spec"], read["device"]]
        assert read["state"] == cell["state"]
        assert read["kind"] == (cell["kind"] or "")
        assert as_said(read["value"], read["unit"], cell)
        assert read["known_by"] == (cell["known_by"] or "")
        assert read["says"] == cell["who"]
        sources = [said["sources"][slug] for slug in named_by(cell)]
        assert read["source"] == " | ".join(source["url"] or source["title"] for source in sources)
        assert read["checked_on"] == max((source["read"] for source in sources), default="")
        assert read["difference"].removeprefix("'") == cell["difference"]
        assert read["note"] == cell["note"]
        assert read["better"] == cell["better"]
        assert read["compared"] == cell["said"]

    lines = table_of(seeded_client.get(f"/compare.md?{query}").text)
    assert [line[0] for line in lines] == [row["label"] for row in said["rows"]]
    for row, line in zip(said["rows"], lines, strict=True):
        for slug, text in zip(slugs, line[1:], strict=True):
            cell = cells[row["key"], slug]
            assert text.startswith(plain(cell["text"]))
            for part in ("who", "better", "said", "note"):
                assert plain(cell[part]) in text


@pytest.mark.parametrize("query", ADDRESSES)
def test_the_page_agrees_with_its_twins_cell_by_cell(seeded_client, query):
    said = seeded_client.get(f"/compare.json?{query}").json
    response = seeded_client.get(f"/compare?{query}")
    assert response.status_code == 200
    page = Page(response)
    rows = [row.get("id").removeprefix("r-") for row in page.all("tr[id^='r-']")]
    assert rows == [row["key"] for row in said["rows"]]
    for row in said["rows"]:
        line = page.one(f"tr[id='r-{row['key']}']")
        for cell in row["cells"]:
            (shown,) = line.cssselect(f"[data-device='{cell['device']}']")
            (value,) = shown.cssselect(".v")
            for summary in value.cssselect("summary"):
                summary.text = ""
            assert words(value) == plain(cell["text"]), (row["key"], cell["device"])
            around = words(shown)
            for part in ("better", "said", "note"):
                assert plain(cell[part]) in around, (row["key"], cell["device"], part)
            if cell["difference"].startswith(("+", "−", "start", "end")):
                assert cell["difference"] in around
    c = said["counts"]
    line = f"{c['differ']} differ · {c['same']} same · {c['cannot_tell']} not enough information"
    assert line in page.text("main")
    for target in page.links("a[href*='#r-']"):
        # A row that is hidden, or of another mode, is where all of them are.
        address, _, row = target.partition("#r-")
        assert (address == "") == (row in rows), target
        assert not address or Page(seeded_client.get(address)).all(f"tr[id='r-{row}']"), target


def test_a_lone_device_has_no_table_and_offers_no_twin(seeded_client):
    page = Page(seeded_client.get(f"/compare?{ALONE}"))
    assert not page.all("tr[id^='r-']")
    assert not page.all("link[rel='alternate'][href*='/compare']")


def as_said(value, unit, cell):
    """Whether a value of a table says what the JSON says: one number in the shown unit, else the words."""
    if cell["state"] == "known" and cell["kind"] and type(cell["value"]) is int:
        number, _, symbol = plain(cell["text"]).replace(",", "").partition(" ")
        return re.fullmatch(r"[0-9]+(\.[0-9]+)?", value) and (float(value), unit) == (float(number), symbol)
    return value.removeprefix("'") == cell["text"]


def named_by(cell):
    """Every source of a cell, those of the value first."""
    readings = [*(one for dispute in cell["disputes"] for one in dispute["readings"]), *cell["beside"]]
    spoken = [*cell["told"], *(who for one in readings for who in one["who"])]
    return dict.fromkeys([*cell["source"], *(who["source"] for who in spoken if who["source"])])


def table_of(text):
    """The table of a Markdown text as a renderer shows it, without its heads."""
    page = MarkdownIt("commonmark").enable("table").render(text)
    assert "<script" not in page
    rows = re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL)[1:]
    cells = [re.findall(r"<td>(.*?)</td>", row, re.DOTALL) for row in rows]
    return [[plain(unescaped(cell)) for cell in row] for row in cells]


def unescaped(html):
    assert not re.search(r"<(?!/?(br)\b)", html), html
    return unescape(html)


# -- JSON -------------------------------------------------------------------------------------------------


def test_the_document_has_the_agreed_shape(seeded_client):
    query = f"{PAIR},nobody&show=diff&base=dr-pen-a6&hide=colour&depth_at=0.5"
    said = seeded_client.get(f"/compare.json?{query}", follow_redirects=True).json
    assert list(said) == [
        "address", "version", "day", "devices", "show", "base", "hide", "order", "sessions", "questions",
        "ignored", "not_found", "left_out", "counts", "rows", "sentences", "sources",
    ]  # fmt: skip
    assert said["address"].startswith("/compare?d=dr-pen-a6,genosys-dts-roller-0-5mm,nobody&show=diff&base=")
    assert list(said["counts"]) == ["differ", "same", "cannot_tell", "not_applicable"]
    assert said["not_found"] == [{"slug": "nobody", "words": "no device “nobody”"}]
    assert said["questions"] == {"depth_at": "0.5"}
    assert said["ignored"][0]["parameter"] == "hide"
    assert said["devices"][0] == {
        "slug": "dr-pen-a6",
        "name": "Dr. Pen Ultima A6",
        "kind": "pen",
        "url": "/devices/dr-pen-a6",
        "status": said["devices"][0]["status"],
    }
    for row in said["rows"]:
        assert row["sameness"] in (*said["counts"], None)
        assert row["better"] in ("lower", "higher", None)
        for cell in row["cells"]:
            assert cell["state"] in STATES
            assert cell["text"]
            assert set(cell["source"]) <= set(said["sources"])


@pytest.mark.parametrize("devices", [PAIR, TRIO, SIX])
def test_the_four_counts_add_up_in_every_mode(seeded_client, devices):
    totals = set()
    for mode in ("", "&show=diff", "&show=same", "&hide=weight", "&order=noise"):
        counts = seeded_client.get(f"/compare.json?{devices}{mode}").json["counts"]
        totals.add(tuple(counts.items()))
    ((counts),) = totals
    kinds = {d["kind"] for d in seeded_client.get(f"/compare.json?{devices}").json["devices"]}
    assert sum(n for _, n in counts) == sum(bool(kinds & set(spec.applies_to)) for spec in SPECS.values())


def test_the_same_comparison_gives_the_same_bytes(shelf):
    query = "d=p1,p2,r2&base=p1&depth_at=0.5"
    first, second = (compared(shelf, query) for _ in range(2))
    assert json.dumps(comparison_json(first)) == json.dumps(comparison_json(second))
    assert csv_wide(first) == csv_wide(second)
    assert csv_long(first) == csv_long(second)
    assert markdown(first, "https://example.com") == markdown(second, "https://example.com")


def test_json_is_left_untouched_where_a_table_is_made_harmless():
    shelf = a_shelf({"p1": ("pen", {"charging": "=1+1"}), "p2": ("pen", {"charging": "@cmd"})})
    found = compared(shelf, "d=p1,p2")
    row = next(row for row in comparison_json(found)["rows"] if row["key"] == "charging")
    assert [cell["text"] for cell in row["cells"]] == ["=1+1", "@cmd"]
    line = next(line for line in table(csv_wide(found)) if line[0] == "charging")
    assert line[2:] == ["'=1+1 (seller says)", "'@cmd (seller says)"]


# -- CSV --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["=1+1", "+20 g", "-cmd", "@SUM(A1)", "\t=1", "\r=1", "-1+1", "=", "-"])
def test_no_cell_is_a_formula(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-5", "-0.25", "0", "", "−20 g", "0.25–2.5 mm", "a=b", "’"])
def test_numbers_and_ordinary_words_stay_as_they_are(text):
    assert harmless(text) == text


@given(st.text(max_size=30))
def test_whatever_is_written_is_no_formula_and_can_be_read_back(text):
    safe = harmless(text)
    assert not safe.startswith(("=", "+", "@", "\t", "\r"))
    assert safe.removeprefix("'") == text.removeprefix("'")
    assert not safe.startswith("-") or float(safe) <= 0


def test_the_head_of_a_table_is_off_until_asked_for(seeded_client, at_time):
    plain_text = seeded_client.get(f"/compare.csv?{PAIR}").text
    assert plain_text.startswith("spec,label,")
    headed = table(seeded_client.get(f"/compare.csv?{PAIR}&header=1").text)
    assert headed[0] == ["Address", f"http://localhost/compare?{PAIR}"]
    assert headed[1] == ["Data as of", clock.today().isoformat()]
    assert headed[2][0] == "Version"
    assert headed[3] == []
    assert headed[4:] == table(plain_text)
    assert not any(line.startswith("#") for line in plain_text.splitlines())


def test_tables_are_utf_8_by_rfc_4180(seeded_client):
    for shape in ("", "&shape=long"):
        response = seeded_client.get(f"/compare.csv?{SIX}{shape}")
        assert response.content_type == "text/csv; charset=utf-8"
        lines = table(response.data.decode("utf-8"))
        assert {len(line) for line in lines} == {len(lines[0])}
        assert response.text.endswith("\r\n")


def test_what_a_table_was_told_survives_being_sent_elsewhere(seeded_client):
    response = seeded_client.get(f"/compare.csv?{PAIR},dr-pen-a6&shape=long&header=1")
    assert response.status_code == 302
    assert response.headers["Location"] == f"/compare.csv?{PAIR}&shape=long&header=1"


def test_what_was_ignored_is_in_a_header(seeded_client):
    response = seeded_client.get(f"/compare.csv?{PAIR}&hide=colour")
    assert response.headers["Catalogue-Ignored"] == "hide=colour"
    assert "Catalogue-Ignored" not in seeded_client.get(f"/compare.csv?{PAIR}").headers
    refused = seeded_client.get(f"/compare.csv?{PAIR}&sessions=many")
    assert refused.headers["Catalogue-Ignored"] == "sessions=many"
    (said,) = seeded_client.get(f"/compare.json?{PAIR}&sessions=many").json["ignored"]
    assert (said["parameter"], said["value"]) == ("sessions", "many")
    assert said["message"].startswith("Write a whole number")


def test_a_value_that_nobody_gives_has_the_day_it_was_looked_for():
    shelf = a_shelf({"p1": ("pen", {}), "p2": ("pen", {})}, {"p1": ("charging",), "p2": ("charging",)})
    found = compared(shelf, "d=p1,p2")
    lines = [line for line in table(csv_long(found)) if line[1] == "charging"]
    told = [dict(zip(LONG, line, strict=True)) for line in lines]
    assert [[one[name] for name in ("state", "value", "source", "checked_on", "weak")] for one in told] == [
        ["not_published", "the maker doesn’t say", "A shop's page", "2026-11-22", ""]
    ] * 2
    assert "shop" in comparison_json(found)["sources"]


# -- names ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["csv", "md"])
def test_the_file_is_named_for_its_devices_and_its_day(seeded_client, ending):
    response = seeded_client.get(f"/compare.{ending}?{PAIR}")
    day = clock.today().isoformat()
    name = f"compare_dr-pen-a6_genosys-dts-roller-0-5mm_{day}.{ending}"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'


def test_the_day_is_the_utc_day_of_the_catalogue(shelf):
    found = compared(shelf, "d=p1,r2")
    assert found.day == date(2026, 11, 22)
    assert file_name(found, "csv") == "compare_p1_r2_2026-11-22.csv"
    assert dict(head_lines(found, "https://example.com/"))["Address"] == "https://example.com/compare?d=p1,r2"


def test_six_long_names_are_cut_alike():
    slugs = [f"{letter}{'-very-long-name' * 7}"[:100] for letter in "abcdef"]
    shelf = a_shelf({slug: ("pen", {}) for slug in slugs})
    name = file_name(compared(shelf, "d=" + ",".join(slugs)), "csv")
    assert len(name) <= LONGEST_NAME
    parts = name.removesuffix(".csv").split("_")
    assert len(parts) == 8
    assert all(slug.startswith(part) for slug, part in zip(slugs, parts[1:7], strict=True))
    assert len(set(parts[1:7])) == 6


# -- Markdown ---------------------------------------------------------------------------------------------


def test_address_and_day_stand_in_the_first_lines(shelf):
    lines = markdown(compared(shelf, "d=p1,r2"), "https://example.com/").splitlines()
    assert lines[0].startswith("# ")
    assert lines[4:7] == [
        "- Address: <https://example.com/compare?d=p1,r2>",
        "- Data as of: 2026-11-22",
        "- Version: 1",
    ]


HOSTILE = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="|<>*_`[]()!#\\&~-+= \n\r\t1.:/w@{}$^\"'", max_size=60),
    st.sampled_from(
        ("<script>x</script>", "a|b", "[x](javascript:1)", "![x](y)", "https://e.com", "&lt;b&gt;")
    ),
)


@given(HOSTILE)
def test_no_word_of_a_cell_is_markup(text):
    line = escaped(text)
    assert "\n" not in line
    rendered = MarkdownIt("commonmark").enable("table").render(f"| {line} | b |\n|---|---|\n")
    heads = re.findall(r"<th>(.*?)</th>", rendered, re.DOTALL)
    assert len(heads) == 2, rendered
    shown = unescaped(heads[0])
    assert plain(shown) == plain(text.replace("\x00", "\ufffd"))


@pytest.mark.parametrize("text", ["https://e.com", "see HTTP://e.com/a", "www.e.com"])
def test_no_word_becomes_a_link_by_itself(text):
    # GitHub and others link addresses that stand alone (GFM 6.9).
    assert "://" not in escaped(text)
    assert "www." not in escaped(text)


def test_a_hostile_name_stays_a_name():
    name = "<script>alert(1)</script> | **bold** [x](javascript:1)"
    entries = [an_entry(1, "p1", "pen", {}, name=name), an_entry(2, "p2", "pen", {}, name="=cmd|' /C'")]
    found = compared(shelf_of(entries), "d=p1,p2")
    page = MarkdownIt("commonmark").enable("table").render(markdown(found, "https://example.com"))
    assert "<script" not in page
    assert "<strong>" not in page
    assert "javascript" not in "".join(re.findall(r'href="([^"]*)"', page))
    assert page.count("<th>") == 3


def test_a_cell_says_who_and_how_it_compares(shelf):
    found = compared(shelf, "d=p1,r2&base=p1")
    weight = next(row for row in found.rows if row.key == "weight")
    assert cell_words(weight.cells[1], found.sources, "A") == "60 g (seller says); lighter; −120 g against A"
    said = [difference_words(RowCell("known", "2", difference=one), "A") for one in ("", "same", "different")]
    assert said == ["", "the same as A", "differs from A"]


def test_what_differs_is_held_against_a_name_in_tables_and_a_letter_beside_letters(shelf):
    found = compared(shelf, "d=r2,p1&base=p1")
    weight = next(line for line in table(csv_wide(found)) if line[0] == "weight")
    assert weight[2] == "60 g (seller says); lighter; −120 g against Maker P1"
    assert "−120 g against B |" in markdown(found, "https://example.com")


def test_columns_have_the_letters_that_sentences_use(shelf):
    lines = markdown(compared(shelf, "d=p1,r2"), "https://example.com/").splitlines()
    assert lines[2] == "A: Maker P1 · B: Maker R2"
    assert "|  | A: Maker P1 | B: Maker R2 |" in lines
    lone = markdown(compared(shelf, "d=p1"), "https://example.com/")
    assert "A:" not in lone


def test_two_sources_of_a_kind_are_named(seeded_client):
    query = "d=dr-pen-a6,skinpen-precision"
    both = (
        "15,000 rpm (a seller’s page: Unilog Derma Solutions (India), "
        "a seller’s page: Dermashatech Skin Solutions (India))"
    )
    for address in (f"/compare.csv?{query}", f"/compare.csv?{query}&shape=long", f"/compare.md?{query}"):
        assert both in seeded_client.get(address).text.replace("\\", "")


def test_two_sources_of_one_publisher_are_named_by_their_titles():
    files = {slug: source(slug, title) for slug, title in (("one", "K1"), ("two", "K2"))}
    who = tuple(Witness("an FDA file", slug) for slug in (*files, "gone"))
    words = reading_words(Reading("0.5 mm", (*who, Witness("a blog", "x", "", True))), files)
    assert words == "0.5 mm (an FDA file: K1, an FDA file: K2, an FDA file: gone, a blog, weak source)"


def source(slug, title):
    return SourceFacts(slug, title, None, "FDA", None, "regulator", "strong", "2026-11-22")


def test_what_is_said_beside_a_value_is_in_every_table():
    said = RowCell("known", "180 g", beside=(Reading("200 g", (Witness("a blog", "x", "", True),)),))
    assert cell_words(said, {}) == "180 g; also said: 200 g (a blog, weak source)"


def long_line(client, device, spec):
    lines = table(client.get(f"/compare.csv?d={device},exceed&shape=long").text)
    return next(dict(zip(LONG, line, strict=True)) for line in lines if line[:2] == [device, spec])


def test_what_we_worked_out_is_not_exported_as_what_a_seller_claims(seeded_client):
    said = long_line(seeded_client, "skinpen-precision", "speed_levels")
    assert (said["known_by"], said["weak"]) == ("inferred", "no")
    assert said["says"] == "worked out by us from a seller’s page"


def test_a_weak_source_is_said_in_a_table(seeded_client):
    said = long_line(seeded_client, "dermapen-4", "speed_levels")
    assert (said["says"], said["weak"]) == ("a blog says, weak source", "yes")


def test_a_dispute_gives_each_reading_with_its_sources(seeded_client):
    said = long_line(seeded_client, "skinpen-precision", "needle_length")
    assert said["readings"] == (
        "sources disagree where it starts: 0 mm (a seller’s page) | 0.25 mm (an encyclopaedia, weak source)"
    )
    assert said["source"].count(" | ") == 1
    assert "grokipedia" in said["source"]


@pytest.mark.parametrize(
    ("device", "row", "kind", "known_by"),
    [
        ("skinpen-precision", "stops", "claimed", "stated"),
        ("dermapen-4", "stops", "claimed", "inferred"),
        ("skinpen-precision", "law", "documented", "stated"),
        ("skinpen-precision", "record", "", ""),
        ("dr-pen-a6", "stops", "", ""),
    ],
)
def test_rows_that_no_spec_makes_say_how_they_are_known(seeded_client, device, row, kind, known_by):
    said = long_line(seeded_client, device, row)
    assert (said["kind"], said["known_by"]) == (kind, known_by)
    cells = seeded_client.get(f"/compare.json?d={device},exceed").json["rows"]
    cell = next(one for one in cells if one["key"] == row)["cells"][0]
    assert (cell["kind"], cell["known_by"]) == (kind or None, known_by or None)


def test_the_wide_table_warns_and_reckons_as_the_page_does(seeded_client):
    lines = table(seeded_client.get("/compare.csv?d=dr-pen-a6,skinpen-precision&sessions=3").text)
    said = {line[0]: plain(line[2]) for line in lines}
    assert said["law"] == (
        "Health Canada: not licensed; advised not to use, 16 Dec 2021 (in a regulator’s file); "
        "no FDA file on record for this exact model"
    )
    assert "= PKR 15,450" in said["cost"]
    assert "from old or undated prices" in said["cost"]
    assert "1 old or undated sighting" in said["price"]


def test_a_twin_without_devices_says_so(seeded_client):
    assert seeded_client.get("/compare.md").text.startswith("# Nothing to compare")
    assert seeded_client.get("/compare.json").json["rows"] == []
    assert table(seeded_client.get("/compare.csv").text) == [["spec", "label"]]
    said = seeded_client.get("/compare.md?d=%3Cb%3Enobody").text
    assert "no device “\\<b\\>nobody”" in said
