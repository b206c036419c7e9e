"""Whatever stands behind the question mark of /compare, the answer is a page, a way there or a refusal."""

from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.compare.comparison import ROW_KEYS

REAL = (
    "dr-pen-a6", "exceed", "dermapen-4", "skinpen-precision", "genosys-dts-roller-0-5mm", "banisher-3",
    "zgts-192", "genosys-dts-roller", "dr-pen-a1-a6-12", "procell-md",
)  # fmt: skip
HOSTILE = (
    "", "nobody", "../../etc/passwd", "<script>alert(1)</script>", "a\x00b", "\x00", "%00", "%", "é",
    "\ud800", "dr-pen-a6'--", "x" * 300, "DR-PEN-A6", " dr-pen-a6 ", "dr-pen-a6/", "=cmd|' /C calc'!A0",
    "\u202egnp", "🙂", "null", "-1", "0", ",", ",,,", "d=", "dr-pen-a6%2Cexceed",
)  # fmt: skip
SLUGS = st.one_of(
    st.sampled_from(REAL), st.sampled_from(REAL), st.sampled_from(HOSTILE), st.text(max_size=12)
)
LISTS = st.lists(SLUGS, max_size=10).map(",".join)
KEYS = st.lists(st.one_of(st.sampled_from(sorted(ROW_KEYS)), SLUGS), max_size=6).map(",".join)
NUMBERS = st.sampled_from(
    (
        "0.5",
        "0,5",
        ".5",
        "500um",
        "1e9",
        "-1",
        "9",
        "0.2..1",
        "1..0.2",
        "..",
        "",
        "NaN",
        "٥",
        "0.5..",
        "99999999999",
    )
)
PAIRS = st.lists(
    st.one_of(
        st.tuples(st.just("d"), LISTS),
        st.tuples(st.just("d"), LISTS),
        st.tuples(st.just("show"), st.one_of(st.sampled_from(("all", "diff", "same", "DIFF")), SLUGS)),
        st.tuples(st.just("base"), SLUGS),
        st.tuples(st.sampled_from(("hide", "order")), KEYS),
        st.tuples(st.just("sessions"), st.one_of(NUMBERS, st.integers(-5, 10**12).map(str))),
        st.tuples(st.sampled_from(("depth_at", "depth_reach", "depth_within", "depth_covers")), NUMBERS),
        st.tuples(st.sampled_from(("shape", "header", "w", "utm_source", "page", "q")), SLUGS),
    ),
    max_size=9,
)
RAW = st.one_of(
    PAIRS.map(lambda pairs: urlencode(pairs, errors="replace")),
    PAIRS.map(lambda pairs: urlencode(pairs, errors="replace", safe=",")),
    st.text(max_size=60).map(lambda text: quote(text, safe="=&,.-+%", errors="replace")),
    st.integers(1, 400).map(lambda n: "d=" + ",".join(f"x{i}" for i in range(n))),
    st.integers(1, 80).map(lambda n: "&".join(f"d=x{i}" for i in range(n))),
)
PATHS = st.sampled_from(["/compare", "/compare.json", "/compare.csv", "/compare.md"])


def answered(client, path, query):
    """At most two steps away: what was renamed, then what is written otherwise."""
    address = f"{path}?{query}"
    for _ in range(3):
        response = client.get(address)
        assert response.status_code in (200, 301, 302, 400), (path, query)
        if response.status_code == 400:
            assert "At most" in response.text or "address" in response.text
        if response.status_code not in (301, 302):
            return
        assert response.headers["Location"].startswith(path)
        address = response.headers["Location"]
    raise AssertionError(f"{path}?{query} never arrives")


FEW = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
MANY = settings(max_examples=1500, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(PATHS, RAW)
@FEW
def test_any_query_string_is_answered(seeded_client, path, query):
    answered(seeded_client, path, query)


@pytest.mark.long
@given(PATHS, RAW)
@MANY
def test_any_query_string_is_answered_at_length(seeded_client, path, query):
    answered(seeded_client, path, query)


@pytest.mark.parametrize("path", ["/compare", "/compare.json", "/compare.csv", "/compare.md"])
def test_a_hostile_name_is_named_and_nothing_more(seeded_client, path):
    for slug in HOSTILE:
        query = urlencode([("d", f"dr-pen-a6,{slug},exceed")], errors="replace", safe=",")
        answered(seeded_client, path, query)
        response = seeded_client.get(f"{path}?{query}", follow_redirects=True)
        assert response.status_code == (400 if "\0" in slug else 200)
        assert "<script>alert" not in response.text or path != "/compare"


def test_too_many_names_are_refused_in_words(seeded_client):
    many = ",".join(f"x{n}" for n in range(61))
    for path in ("/compare", "/compare.json", "/compare.csv", "/compare.md"):
        response = seeded_client.get(f"{path}?d={many}")
        assert response.status_code == 400
        assert "At most 60 names" in response.text


def test_the_address_that_is_led_to_is_its_own(seeded_client):
    response = seeded_client.get("/compare.json?show=dr&depth_at=x&depth_at=0.5&d=exceed&d=dr-pen-a6,exceed")
    assert response.status_code == 302
    assert seeded_client.get(response.headers["Location"]).status_code == 200
