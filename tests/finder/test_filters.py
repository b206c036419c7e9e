"""From an address to a state and back."""

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from catalog.finder.conditions import Between, Choice, Length, TooMany
from catalog.finder.definitions import FACETS
from catalog.finder.filters import SORT_KEYS, Filters


def read(query: str) -> Filters:
    return Filters.from_args(MultiDict(parse_qsl(query, keep_blank_values=True)))


def test_an_address_becomes_a_state_and_the_same_address_again():
    query = "depth_reach=1.5&kind=pen,roller&brand=dr-pen,-generic&noise=..55&sort=-score,name&page=2"
    filters = read(query)
    assert filters.conditions == (
        Length("depth_reach", (1500,)),
        Choice("kind", ("pen", "roller")),
        Choice("brand", ("dr-pen",), ("generic",)),
        Between("noise", None, 55),
    )
    assert (filters.sort, filters.page) == (("-score", "name"), 2)
    assert filters.query_string() == query
    assert filters.is_canonical(MultiDict(parse_qsl(query)))


@pytest.mark.parametrize(
    "written",
    [
        "0,5",
        ".5",
        "0.50",
        "500um",
        "500 µm",
        "0.5mm",
        "0.5 mm",
        "500 microns",
        ",5",
        "00.5",
        " 0.5 ",
        "0.500",
    ],
)
def test_every_spelling_of_a_length_gives_one_address(written):
    filters = read(f"depth_at={written}&sort=name".replace(" ", "%20"))
    assert filters.query_string() == "depth_at=0.5&sort=name"
    assert not filters.is_canonical(MultiDict([("depth_at", written), ("sort", "name")]))


@pytest.mark.parametrize("written", ["abc", "-0.5", "5.01", "0.123", "0.5.5", "1e3", "NaN", "0.5 kg", "٠.٥"])
def test_a_length_that_cannot_be_read_is_named_and_the_rest_is_kept(written):
    filters = Filters.from_args(MultiDict([("depth_reach", written), ("kind", "pen")]))
    assert filters.conditions == (Choice("kind", ("pen",)),)
    (ignored,) = filters.ignored
    assert (ignored.parameter, ignored.value) == ("depth_reach", written)
    assert ignored.message.endswith(".")
    assert filters.is_canonical(MultiDict([("depth_reach", written), ("kind", "pen")]))
    assert filters.query_string() == "kind=pen"


def test_a_submitted_form_becomes_the_canonical_address():
    form = MultiDict(
        [
            *(("depth_reach", ""), ("depth_at", "0.5"), ("depth_at_other", "0,35")),
            *(("depth_within_min", "0.2"), ("depth_within_max", "1"), ("kind", "roller"), ("kind", "pen")),
            *(("noise_min", ""), ("noise_max", "55"), ("sort", "")),
            *(("price_currency", "USD"), ("price_min", ""), ("price_max", "200")),
        ]
    )
    filters = Filters.from_args(form)
    assert filters.query_string() == (
        "depth_at=0.35&depth_within=0.2..1&kind=pen,roller&price=USD:..200&noise=..55"
    )
    assert not filters.ignored


def test_the_radio_buttons_count_where_the_number_field_cannot_be_read():
    filters = read("depth_at=0.5&depth_at_other=abc")
    assert filters.length("depth_at") == (500,)
    assert [i.parameter for i in filters.ignored] == ["depth_at_other"]


def test_half_a_range_of_lengths_asks_for_the_other_end():
    filters = read("depth_within=..1.0&depth_overlap_min=0.3")
    assert not filters.conditions
    assert [(i.parameter, i.message) for i in filters.ignored] == [
        ("depth_within", "Give both ends, such as 0.2..1.0."),
        ("depth_overlap_min", "Give both ends, such as 0.2..1.0."),
    ]


def test_names_nobody_knows_are_dropped():
    filters = read("utm_source=x&kind=pen&fbclid=1")
    assert filters.query_string() == "kind=pen"
    assert not filters.ignored


def test_a_value_that_is_none_of_the_options_is_named():
    filters = read("kind=pen,spaceship")
    assert filters.conditions == (Choice("kind", ("pen",)),)
    assert filters.ignored[0].message == "“spaceship” is none of: pen, roller, stamp."


def test_a_second_length_is_named_not_lost():
    filters = read("depth_at=0.5&depth_at=1.0")
    assert filters.length("depth_at") == (500,)
    assert filters.ignored[0].value == "1.0"


def test_a_range_upside_down_is_named():
    assert read("noise=60..50").ignored[0].message == "The smallest is above the largest. Swap them."
    assert read("noise_min=60&noise_max=50").ignored[0].parameter == "noise_max"


def test_a_price_names_its_currency():
    assert read("price=..200").ignored[0].message.startswith("Name the currency")
    assert read("price=usd:..200,50").conditions == (Between("price", None, 20050, "USD"),)
    assert read("price_max=200").ignored[0].message == "Choose a currency."


def test_days_are_iso_dates():
    assert read("checked=2026-01-01..").query_string() == "checked=2026-01-01.."
    assert read("checked=01/02/2026..").ignored


def test_sort_takes_three_keys_and_names_the_rest():
    filters = read("sort=-noise,weight,name,price,-noise,beauty")
    assert filters.sort == ("-noise", "weight", "name")
    assert [i.value for i in filters.ignored] == ["price", "beauty"]
    assert read("sort=-score,-record,name").query_string() == ""


@pytest.mark.parametrize("written", ["0", "-1", "x", "9" * 5000, "1.5", "٣"])
def test_a_page_that_is_none_is_the_first(written):
    query = MultiDict([("page", written)])
    if len(written) > 200:
        with pytest.raises(TooMany):
            Filters.from_args(query)
    else:
        filters = Filters.from_args(query)
        assert filters.page == 1
        assert filters.ignored[0].parameter == "page"


def test_beyond_the_limits_there_is_a_refusal_with_words():
    with pytest.raises(TooMany, match="At most 10 values"):
        read("brand=" + ",".join(f"brand-{n}" for n in range(11)))
    with pytest.raises(TooMany, match="At most 200 characters"):
        read("brand=" + "x" * 201)
    with pytest.raises(TooMany, match="At most 200 characters"):
        read("q=" + "x" * 201)
    lengths = "&".join(f"{key}=1" for key in ("depth_reach", "depth_at", "depth_usable", "depth_never_above"))
    ranges = "&".join(f"{key}=0.1..2" for key in ("depth_within", "depth_overlap", "depth_covers"))
    twelve = f"{lengths}&{ranges}&kind=pen&brand=a&audience=home&status=current&legal=us"
    assert len(read(twelve).conditions) == 12
    with pytest.raises(TooMany, match="At most 12 filters"):
        read(twelve + "&noise=..55")


def test_a_retired_name_reads_as_the_name_of_today():
    args = MultiDict([("reach", "1.5")])
    assert Filters.from_args(args, retired={"reach": "depth_reach"}).query_string() == "depth_reach=1.5"


def test_links_tick_and_untick():
    filters = read("kind=pen&page=3&sort=name&unknown=hide&depth_at=abc")
    assert filters.toggled("kind", "roller").query_string() == "kind=pen,roller&sort=name&unknown=hide"
    assert filters.toggled("kind", "pen").query_string() == "sort=name&unknown=hide"
    assert read("kind=-pen").toggled("kind", "pen").query_string() == ""
    assert filters.on_page(2).query_string() == "kind=pen&sort=name&unknown=hide&page=2"


PARAMETERS = sorted({name for facet in FACETS.values() for name in facet.parameters})
SPELLED = (
    "0.5 0,5 1.0 1.00 500um 2 abc 0.2..1.0 0.3..0.3 ..1 1.. .. 5..1 pen pen,roller -pen pen,-pen yes no "
    "USD:..200 EUR:1..5 usd:3 USD: USD EUR zzz 2026-01-01.. 2026-13-01 home,professional hide table show "
    "name -noise,price 3 40..55 55 60 nano,36 Ünïcode a\x00b \ud800 %2C + & ='"
)
WORDS = st.one_of(
    st.sampled_from(SPELLED.split(" ")),
    st.text(max_size=12),
)
ADDRESSES = st.lists(
    st.tuples(
        st.sampled_from([*PARAMETERS, "sort", "unknown", "view", "page", "q", "utm_source"]),
        WORDS,
    ),
    max_size=8,
)


@given(ADDRESSES)
def test_reading_what_was_written_gives_the_same_state(pairs):
    try:
        state = Filters.from_args(MultiDict(pairs))
    except TooMany:
        return
    again = read(state.canonical())
    assert again == state
    assert again.canonical() == state.canonical()
    assert again.is_canonical(MultiDict(parse_qsl(state.canonical())))
    clean = read(state.query_string())
    assert clean.conditions == state.conditions
    assert not clean.ignored
    assert all(key.removeprefix("-") in SORT_KEYS for key in state.sort)
