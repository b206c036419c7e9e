"""What the words of a legal status come to."""

import pytest

from catalog.products.legal import outcome_of


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        ("510(k) cleared", "authorisation"),
        ("510(k) cleared (special)", "authorisation"),
        ("De Novo granted", "authorisation"),
        ("PMA approved", "authorisation"),
        ("licensed", "authorisation"),
        ("licenced as class II", "authorisation"),
        ("registered and listed, class I", "listing"),
        ("listed in the register", "listing"),
        ("establishment registration", "listing"),
        ("CE-marked", "claim"),
        ("claimed to be 510(k) cleared", "claim"),
        ("approval not verified", "claim"),
        ("not licensed", "warning"),
        ("warning letter", "warning"),
        ("recalled although 510(k) cleared", "warning"),
        ("licence refused", "warning"),
        ("withdrawn", "warning"),
        ("sold in an FDA-cleared facility", "claim"),
        ("exempt", "claim"),
    ],
)
def test_only_a_decision_for_the_device_is_an_authorisation(status: str, outcome: str) -> None:
    assert outcome_of(status) == outcome
