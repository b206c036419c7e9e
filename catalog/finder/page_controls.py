"""What the templates receive of the form: questions and facets, every field finished."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True)
class LengthRow:
    """One radio of "can be set to exactly": its length (µm and text), what it would find, its pictures."""

    length: int
    value: str
    text: str
    count: int
    might: int
    selected: bool
    url: str
    bar: Markup
    leader: Markup
    hidden_text: str


@dataclass(frozen=True)
class LengthControl:
    """One of the seven questions as a control. ``key`` names the field; a range question has two fields,
    ``key_min`` and ``key_max``; "can be set to exactly" has radios named ``key`` and a field ``key_other``.

    ``typed``, ``low`` and ``high`` go into the fields: the value in force, or what was typed and refused,
    with ``error`` beside it. ``match`` and ``might`` are counts where the question is asked, else None.
    """

    key: str
    label: str
    help: str
    is_range: bool
    is_open: bool
    is_active: bool
    typed: str
    low: str
    high: str
    error: str
    match: int | None
    might: int | None
    rows: tuple[LengthRow, ...] = ()
    strip: Markup | None = None


@dataclass(frozen=True)
class WordsControl:
    """The field for words that a device has to be found by; ``typed`` are those in force."""

    key: str
    label: str
    help: str
    typed: str
    error: str
    longest: int


@dataclass(frozen=True)
class WordsNote:
    """What was looked for instead of the words that were typed, in a sentence, and the way back from that."""

    said: str
    url: str
    link: str


@dataclass(frozen=True)
class HistogramBar:
    """How many can be set to one exact length, under all other filters."""

    length: int
    text: str
    count: int


@dataclass(frozen=True)
class FacetValue:
    """A value to tick. ``selected`` is True, False or ``"excluded"``. ``count`` is what it finds when it is
    the only ticked value."""

    value: str
    label: str
    count: int
    selected: bool | str


@dataclass(frozen=True)
class FacetView:
    """One facet as shown. ``kind`` is ``"choice"`` (``values``) or ``"range"`` (two number fields).

    A range has the least and greatest value known (``least``, ``most``) and what is asked (``low``,
    ``high``), all as text; ``currency`` and ``currencies`` only for prices. ``unknown`` is the last entry,
    "Not known (n)", which can be ticked where it has an ``unknown_value``. ``is_folded`` says that nothing
    in it is asked and it may start closed.
    """

    key: str
    label: str
    help: str
    kind: str
    unknown: int
    unknown_label: str
    values: tuple[FacetValue, ...] = ()
    is_active: bool = False
    is_folded: bool = True
    has_all_of: bool = False
    unknown_value: str = ""
    unknown_selected: bool | str = False
    least: str = ""
    most: str = ""
    low: str = ""
    high: str = ""
    unit: str = ""
    currency: str = ""
    currencies: tuple[str, ...] = ()
    error: str = ""
