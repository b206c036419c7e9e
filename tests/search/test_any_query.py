"""Whatever is searched for, the answer is a page, a redirect to one, or a refusal with words; without SQL."""

from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from catalog.search.found import KINDS

NAMES = st.sampled_from(("q", "kind", "page", "exact", "as", "utm_source"))
VALUES = st.one_of(
    st.text(max_size=210),
    st.sampled_from(
        (*KINDS, "0", "1", "2", "41", "text", "0.5 mm roller", "dermapen", "a" * 300, "+", "*:*", "AND")
    ),
)
RAW = st.one_of(
    st.lists(st.tuples(NAMES, VALUES), max_size=6).map(lambda pairs: urlencode(pairs, errors="replace")),
    st.text(max_size=60).map(lambda text: "q=" + quote(text, safe="=&,.-+%", errors="replace")),
)
PATHS = st.sampled_from(["/search", "/search.json", "/search/suggest.json"])


def answered(client, path, query):
    response = client.get(f"{path}?{query}")
    assert response.status_code in (200, 302, 400), (path, query)
    if response.status_code == 302:
        assert client.get(response.headers["Location"]).status_code == 200, response.headers["Location"]
    if response.status_code == 400:
        assert "At most 200 characters" in response.text or "address" in response.text


@given(PATHS, RAW)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_query_is_answered(seeded_client, path, query):
    answered(seeded_client, path, query)


@pytest.mark.long
@given(PATHS, RAW)
@settings(max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_query_is_answered_at_length(seeded_client, path, query):
    answered(seeded_client, path, query)


def test_searching_reads_no_more_of_the_database_for_more_results(seeded_app, seeded_client):
    statements = []
    engine = seeded_app.extensions["database"].engine

    def note(_connection, _cursor, statement, *_rest):
        statements.append(statement)

    counts = {}
    # What is read once and kept: index, finder, pictures.
    seeded_client.get("/search?q=0.5+mm+pen")
    for query in ("q=pen", "q=dermapen+4", "q=0.5+mm+roller", "q=pen&kind=device&page=2"):
        statements.clear()
        event.listen(engine, "before_cursor_execute", note)
        seeded_client.get(f"/search?{query}")
        event.remove(engine, "before_cursor_execute", note)
        counts[query] = len(statements)
    assert len(set(counts.values())) == 1, counts
