"""Whatever stands behind the question mark, the answer is a page, a redirect or a refusal with words."""

from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.finder.test_filters import ADDRESSES, PARAMETERS, WORDS

RAW = st.one_of(
    st.text(max_size=60).map(lambda text: quote(text, safe="=&,.-+%", errors="replace")),
    ADDRESSES.map(lambda pairs: urlencode(pairs, errors="replace")),
    st.lists(st.tuples(st.sampled_from(PARAMETERS), WORDS), min_size=10, max_size=40).map(
        lambda pairs: urlencode(pairs, errors="replace")
    ),
)
PATHS = st.sampled_from(["/devices", "/devices.json", "/devices.csv"])


def answered(client, path, query):
    response = client.get(f"{path}?{query}")
    assert response.status_code in (200, 302, 304, 400, 404), (path, query)
    if response.status_code == 302:
        again = client.get(response.headers["Location"])
        assert again.status_code == 200, (query, response.headers["Location"])
    if response.status_code == 400:
        assert "At most" in response.text or "address" in response.text


@given(PATHS, RAW)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_query_string_is_answered(seeded_client, path, query):
    answered(seeded_client, path, query)


@pytest.mark.long
@given(PATHS, RAW)
@settings(max_examples=1500, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_query_string_is_answered_at_length(seeded_client, path, query):
    answered(seeded_client, path, query)


@pytest.mark.parametrize(
    "written",
    [
        "depth_at=0%2C5",
        "depth_at=.5",
        "depth_at=0.50",
        "depth_at=500um",
        "depth_at=500%20%C2%B5m",
        "depth_at=0.5mm",
    ],
)
def test_every_spelling_leads_to_the_canonical_address(seeded_client, written):
    response = seeded_client.get(f"/devices?{written}&sort=name&unknown=hide")
    assert response.status_code == 302
    assert response.headers["Location"] == "/devices?depth_at=0.5&sort=name&unknown=hide"


@pytest.mark.parametrize(
    "written", ["depth_reach=abc", "depth_reach=-1", "depth_reach=9", "depth_reach=0.555"]
)
def test_bad_input_is_answered_with_its_message_and_the_rest_of_the_list(seeded_client, written):
    response = seeded_client.get(f"/devices?{written}&kind=pen")
    assert response.status_code == 200
    assert "could not be used and is left out" in response.text
    said = seeded_client.get(f"/devices.json?{written}&kind=pen").json
    assert said["ignored"][0]["parameter"] == "depth_reach"
    assert said["counts"] == seeded_client.get("/devices.json?kind=pen").json["counts"]
    assert seeded_client.get(f"/devices.csv?{written}").status_code == 200


def test_too_much_is_refused_in_words(seeded_client):
    many = ",".join(f"b{n}" for n in range(11))
    for path in ("/devices", "/devices.json", "/devices.csv"):
        response = seeded_client.get(f"{path}?brand={many}")
        assert response.status_code == 400
        assert "At most 10 values" in response.text


def test_tracking_parameters_are_dropped(seeded_client):
    response = seeded_client.get("/devices?utm_source=x&kind=pen")
    assert (response.status_code, response.headers["Location"]) == (302, "/devices?kind=pen")
    assert seeded_client.get("/devices?utm_source=x").headers["Location"] == "/devices"


def test_parameter_pages_are_not_for_search_engines(seeded_client):
    assert 'content="noindex,follow"' in seeded_client.get("/devices?kind=pen").text
    assert 'rel="canonical" href="/devices"' in seeded_client.get("/devices?kind=pen").text.replace(
        "http://localhost", ""
    )
    assert "noindex" not in seeded_client.get("/devices").text


def test_a_page_past_the_end_is_empty_with_a_link_back(seeded_client):
    response = seeded_client.get("/devices?page=99")
    assert response.status_code == 200
    assert "/devices?page=3" in response.text
