"""Every word that the page of a comparison says in a cell stands in the same cell of all its twins."""

import csv
import io
import re
from html import unescape

import pytest
from markdown_it import MarkdownIt

from catalog.compare.csv_twin import LONG
from tests.compare.reading import WEAK, Seen, cells_of
from tests.html import Page

DEVICES = [
    "dr-pen-a6,genosys-dts-roller-0-5mm",
    "skinpen-precision,exceed,dermapen-4",
    "dr-pen-a6,exceed,genosys-dts-roller-0-5mm,dermapen-4,banisher-3,zgts-192",
    "dr-pen-m8,dr-pen-a6",
    "dr-pen-a6s,dr-pen-a1-w,dr-pen-a10",
    "eclipse-micropen-elite,skinpen-precision",
    "dermaroller-c8,dermaroller-cit8,dermaroller-mf8",
    "banisher-3,procell-md,qure-micro-infusion,dermadream-s2-140",
    "rejuvapen-nxt,exceed-unlimited,exceed,mesoestetic-m-pen-pro,code-x",
    "dermapen-original,dermapen-4",
    "hydra-pen-h2,hydra-pen-h3,zgts-192",
    "genosys-dts-roller-1mm,genosys-dts-stamp-1mm",
]
MODES = ["", "&show=diff", "&show=same", "&base={first}&sessions=3&depth_at=0.5", "&base={last}&hide=weight"]


@pytest.fixture(scope="module", params=DEVICES)
def devices(request):
    return request.param


@pytest.mark.parametrize("mode", MODES)
def test_every_word_of_a_cell_is_in_every_twin(seeded_client, devices, mode):
    slugs = devices.split(",")
    query = f"d={devices}{mode.format(first=slugs[0], last=slugs[-1])}"
    seen = cells_of(Page(seeded_client.get(f"/compare?{query}", follow_redirects=True)))
    in_json(seen, seeded_client.get(f"/compare.json?{query}", follow_redirects=True).json)
    said = seeded_client.get(f"/compare.json?{query}", follow_redirects=True).json
    names = {device["slug"]: device["name"] for device in said["devices"]}
    base = names.get(said["base"], "")
    wide = wide_cells(seeded_client.get(f"/compare.csv?{query}", follow_redirects=True).text, names)
    text = markdown_cells(seeded_client.get(f"/compare.md?{query}", follow_redirects=True).text)
    assert list(wide) == list(seen)
    assert len(text) == len(seen)
    for (key, one), line in zip(seen.items(), text, strict=True):
        holds(wide[key], one, base)
        holds(line, one, "")
    in_long(seen, seeded_client.get(f"/compare.csv?{query}&shape=long", follow_redirects=True).text)


def test_these_comparisons_have_all_that_a_cell_can_say(seeded_client):
    pages = (Page(seeded_client.get(f"/compare?d={devices}")) for devices in DEVICES)
    seen = [one for page in pages for one in cells_of(page).values()]
    strings = " ".join(string for one in seen for string in one.strings)
    assert any(is_weak for one in seen for _, is_weak in one.told)
    assert any(WEAK in words for one in seen for words, _ in one.disputes)
    for said in ("Health Canada: not licensed", " × ", "old or undated", "worked out by us from"):
        assert said in strings, said


def holds(text: str, one: Seen, base: str) -> None:
    """``base`` is the name that the twin has for the device of the others' differences, if not its letter."""
    for string in one.strings:
        if string == one.difference and base:
            string = re.sub(r"\b[A-F]\b(?=:|$)", base, string)
        assert string in text, (string, text)
    for _, pattern in one.disputes:
        assert re.search(pattern, text), (pattern, text)


def wide_cells(text, names):
    lines = list(csv.reader(io.StringIO(text, newline="")))
    assert lines[0] == ["spec", "label", *names.values()]
    return {
        (line[0], slug): plain(cell) for line in lines[1:] for slug, cell in zip(names, line[2:], strict=True)
    }


def markdown_cells(text):
    page = MarkdownIt("commonmark").enable("table").render(text)
    rows = re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL)[1:]
    return [
        plain(unescape(cell)) for row in rows for cell in re.findall(r"<td>(.*?)</td>", row, re.DOTALL)[1:]
    ]


def in_json(seen, said):
    cells = {(row["key"], cell["device"]): cell for row in said["rows"] for cell in row["cells"]}
    assert list(cells) == list(seen)
    for key, one in seen.items():
        cell = cells[key]
        assert one.value == plain(cell["text"])
        assert one.told == tuple(
            (plain(f"{told['part']}: {told['words']}" if told["part"] else told["words"]), told["weak"])
            for told in cell["told"]
        )
        assert cell["weak"] == any(is_weak for _, is_weak in one.told)
        assert [words for words, _ in one.disputes] == [
            plain(f"{dispute['words']}: {' · '.join(map(reading, dispute['readings']))}")
            for dispute in cell["disputes"]
        ]
        beside = [f"also said: {reading(other)}" for other in cell["beside"]]
        assert list(one.small) == [plain(part) for part in (cell["said"], *beside, cell["note"]) if part]
        assert one.better == cell["better"]
        assert one.is_named or apart(one.difference) == cell["difference"]


def in_long(seen, text):
    lines = [
        dict(zip(LONG, line, strict=True)) for line in list(csv.reader(io.StringIO(text, newline="")))[1:]
    ]
    assert [(line["spec"], line["device"]) for line in lines] == list(seen)
    for line, one in zip(lines, seen.values(), strict=True):
        if line["unit"]:
            number, _, unit = one.value.replace(",", "").partition(" ")
            assert (float(line["value"]), line["unit"]) == (float(number), unit)
        else:
            assert plain(line["value"].removeprefix("'")) == one.value
        told = [f"{who}, {WEAK}" if is_weak else who for who, is_weak in one.told]
        assert plain(line["says"]) == "; ".join(told)
        assert line["weak"] == ("" if not told else "yes" if any(weak for _, weak in one.told) else "no")
        readings = plain(line["readings"]).replace(") | ", ") · ")
        assert re.fullmatch("; ".join(pattern for _, pattern in one.disputes), readings)
        beside = [f"also said: {plain(said)}" for said in line["also_said"].split(" | ") if said]
        assert list(one.small) == [plain(part) for part in (line["compared"], *beside, line["note"]) if part]
        assert line["better"] == one.better
        assert one.is_named or line["difference"].removeprefix("'") == apart(one.difference)


def reading(found):
    who = ", ".join(f"{one['words']}, {WEAK}" if one["weak"] else one["words"] for one in found["who"])
    return f"{found['text']} ({who})"


def apart(shown):
    """The difference itself, of what the page says of it."""
    if shown.startswith("the same as "):
        return "same"
    if shown.startswith("differs from "):
        return "different"
    return re.sub(r"^against [A-F]: | against [A-F]$", "", shown)


def plain(text):
    return " ".join(text.split())
