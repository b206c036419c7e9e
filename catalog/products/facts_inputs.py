"""Fields that several forms of facts have."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from wtforms import SelectChoice, SelectField

SOURCES: Final = {"list": "sources", "autocomplete": "off"}
PRODUCTS: Final = {"list": "products", "autocomplete": "off"}
DAY: Final = {"placeholder": "2026-11-22", "inputmode": "numeric"}


def choice(label: str, options: Iterable[tuple[str, str]], hint: str = "", **more: Any) -> SelectField:
    """One of a few. What is not among them is kept with the draft, and said to be wrong there."""
    choices = [SelectChoice(value, words) for value, words in options]
    return SelectField(label, choices=choices, validate_choice=False, description=hint, **more)
