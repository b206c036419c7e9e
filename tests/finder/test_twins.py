"""`/devices.json` and `/devices.csv`: a contract."""

import csv
import io

import pytest

from catalog.finder.twins import harmless
from catalog.specs.registry import SPECS
from catalog.specs.resolution import DISPUTED, DOES_NOT_APPLY, KNOWN, NOT_PUBLISHED, NOT_RESEARCHED


def test_the_document_has_the_agreed_shape(seeded_client):
    said = seeded_client.get("/devices.json?depth_at=0,5&kind=spaceship").json
    assert list(said) == ["version", "address", "ignored", "counts", "devices", "facets", "page"]
    assert said["address"] == "/devices?depth_at=0.5"
    assert said["ignored"] == [
        {"parameter": "kind", "value": "spaceship", "message": "“spaceship” is none of: pen, roller, stamp."}
    ]
    assert list(said["counts"]) == ["match", "might", "no"]
    assert sum(said["counts"].values()) == 67
    assert said["page"] == {"number": 1, "size": 24, "pages": 2}
    device = said["devices"][0]
    assert list(device) == ["slug", "family", "name", "brand", "kind", "answer", "specs"]
    assert list(device["specs"]) == list(SPECS)
    for facet in said["facets"]:
        assert {"key", "label", "unknown"} <= set(facet)
        assert ("values" in facet) != ({"min", "max", "condition"} <= set(facet))
        for value in facet.get("values", ()):
            assert list(value) == ["value", "label", "count", "selected"]


def test_the_real_catalogue_answers_as_worked_out_by_hand(seeded_client):
    def counts(query):
        return tuple(seeded_client.get(f"/devices.json?{query}").json["counts"].values())

    assert counts("depth_at=0.5") == (8, 37, 22)
    assert counts("") == (67, 0, 0)
    said = seeded_client.get("/devices.json?depth_at=0.5").json
    assert [d["answer"] for d in said["devices"]] == ["match"] * 8 + ["might"] * 16


def test_a_state_never_comes_without_its_word(seeded_client):
    states = {KNOWN, DISPUTED, NOT_PUBLISHED, NOT_RESEARCHED, DOES_NOT_APPLY}
    for page in (1, 2, 3):
        for device in seeded_client.get(f"/devices.json?page={page}").json["devices"]:
            for key, spec in device["specs"].items():
                assert spec["state"] in states
                assert spec["text"]
                assert (spec["value"] is None) == (spec["state"] not in (KNOWN, DISPUTED))
                assert isinstance(spec["source"], list)
                assert ("alternatives" in spec) == (spec["state"] == DISPUTED), (device["slug"], key)


def test_values_have_the_agreed_forms(seeded_client):
    devices = {}
    for page in (1, 2, 3):
        devices |= {d["slug"]: d for d in seeded_client.get(f"/devices.json?page={page}").json["devices"]}
    assert devices["dermaroller-c8he"]["specs"]["needle_length"]["value"] == {
        "fixed": [200], "ranges": [], "open": False, "versions_listed": True
    }  # fmt: skip
    disputed = devices["dermapen-4"]["specs"]["needle_length"]
    assert disputed["state"] == DISPUTED
    assert list(disputed["value"]["ranges"][0]) == ["min", "max", "step"]
    speeds = [d["specs"]["motor_speed"] for d in devices.values()]
    assert all(set(s["value"]) == {"low", "high"} for s in speeds if s["value"])
    pins = [d["specs"]["pin_count"]["value"] for d in devices.values()]
    assert all(set(value) == {"values", "open"} for value in pins if value)


def test_selected_is_true_false_or_excluded(seeded_client):
    facets = seeded_client.get("/devices.json?kind=pen,-stamp").json["facets"]
    kind = next(facet for facet in facets if facet["key"] == "kind")
    assert {v["value"]: v["selected"] for v in kind["values"]} == {
        "pen": True, "roller": False, "stamp": "excluded"
    }  # fmt: skip


@pytest.mark.parametrize(
    "query", ["", "depth_at=0.5", "depth_never_above=0.5&sort=name", "unknown=hide&depth_at=1"]
)
def test_page_json_and_csv_have_the_same_devices_in_the_same_order(seeded_client, query):
    said, page = [], 1
    while True:
        document = seeded_client.get(f"/devices.json?{query}&page={page}").json
        said += [(device["slug"], device["answer"]) for device in document["devices"]]
        if page >= document["page"]["pages"]:
            break
        page += 1
    assert seeded_client.get(f"/devices.json?{query}&page={page + 1}").json["devices"] == []
    rows = list(csv.DictReader(io.StringIO(seeded_client.get(f"/devices.csv?{query}").text)))
    assert [(row["slug"], row["answer"]) for row in rows] == said
    assert document["counts"]["match"] == sum(answer == "match" for _, answer in said)


def test_the_csv_is_rfc_4180_with_a_column_a_spec_and_states_in_words(seeded_client):
    response = seeded_client.get("/devices.csv?depth_at=0.5")
    assert response.content_type == "text/csv; charset=utf-8"
    text = response.get_data(as_text=True)
    assert text.endswith("\r\n")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows[0] == ["slug", "family", "name", "brand", "kind", "answer", "missing", *SPECS]
    assert all(len(row) == len(rows[0]) for row in rows)
    named = dict(zip(rows[0], rows[-1], strict=True))
    assert named["missing"] == "Needle length not known"
    assert named["needle_length"] == "we haven’t found this yet"
    rollers = [dict(zip(rows[0], row, strict=True)) for row in rows if "roller" in row]
    assert {row["noise"] for row in rollers} == {"rollers don’t have this"}


def test_the_csv_says_in_a_header_what_was_ignored(seeded_client):
    headers = seeded_client.get("/devices.csv?depth_at=a%0D%0Ab&sort=price&kind=pen").headers
    assert headers["Catalogue-Ignored"] == "depth_at=a%0D%0Ab&sort=price"
    assert "Catalogue-Ignored" not in seeded_client.get("/devices.csv?kind=pen").headers


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(text):
    assert harmless(text) == f"'{text}"


def test_ordinary_cells_stay_as_they_are():
    assert harmless("0.25–2.5 mm") == "0.25–2.5 mm"
    assert harmless("") == ""
