"""Where it is known how long a text may be, its field says so to the browser."""

import pytest

from catalog.articles.text import LONGEST
from tests.html import Page


@pytest.mark.parametrize("address", ["/desk/articles/new", "/desk/reviews/new"])
def test_the_field_of_a_long_text_takes_as_much_as_fits_and_no_more(desk, address):
    page = Page(desk.client.get(address))
    assert page.one("textarea[name=text]").get("maxlength") == str(LONGEST)
