"""What kind of witness a source is, and the words for what it says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from catalog.dates import show_date

OWN_MEASUREMENT: Final = "own-measurement"


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """A source as pages and projections know it."""

    slug: str
    title: str
    url: str | None
    publisher: str
    published: str | None
    type: str
    strength: str
    read_on: str
    is_manual: bool = False
    note: str = ""

    @property
    def is_weak(self) -> bool:
        return self.strength == "weak"

    @property
    def is_own_measurement(self) -> bool:
        return self.type == OWN_MEASUREMENT

    @property
    def published_words(self) -> str:
        if self.is_own_measurement:
            return "every reading on record"
        return f"published {show_date(self.published)}" if self.published else "undated"

    @property
    def read_words(self) -> str:
        """The day it was read; of our own measurement the day it was made."""
        return f"{'measured' if self.is_own_measurement else 'read'} {show_date(self.read_on)}"


REGULATORS: Final = frozenset({"regulator", "regulator-derived"})

_SAYS: Final[Mapping[str, tuple[str, str]]] = {
    "manufacturer": ("maker says", "the maker’s page"),
    "manufacturer-marketing": ("maker says", "the maker’s page"),
    "retailer": ("seller says", "a seller’s page"),
    "retailer-marketing": ("seller says", "a seller’s page"),
    "distributor": ("distributor says", "a distributor’s page"),
    "clinic": ("a clinic says", "a clinic’s page"),
    "magazine": ("a magazine says", "a magazine"),
    "trade-press": ("trade press says", "the trade press"),
    "news": ("a news report says", "a news report"),
    "health-site": ("a health site says", "a health site"),
    "blog": ("a blog says", "a blog"),
    "affiliate": ("a page that earns from links says", "a page that earns from links"),
    "competitor": ("a competitor says", "a competitor’s page"),
    "encyclopaedia": ("an encyclopaedia says", "an encyclopaedia"),
    "secondary-summary": ("a research summary says", "a research summary"),
    "answer": ("an answer to us says", "an answer to us"),
    OWN_MEASUREMENT: ("we measured", "our measurement"),
}


def kind_of(source: SourceFacts | None) -> str:
    """The kind of statement a source makes unless an author says otherwise."""
    if source is None:
        return "claimed"
    if source.type in REGULATORS or source.type == "peer-reviewed" or source.is_manual:
        return "documented"
    return "measured" if source.is_own_measurement else "claimed"


def named(source: SourceFacts) -> str:
    """What the source is, to stand after "from": "an FDA file", "the manual", "a seller’s page"."""
    if source.type in REGULATORS:
        return "an FDA file" if "FDA" in source.publisher else "a regulator’s file"
    if source.is_manual:
        return "the manual"
    if source.type == "peer-reviewed":
        return "a study"
    return _SAYS[source.type][1]


def who_says(source: SourceFacts | None, kind: str, known_by: str) -> str:
    """Who says a value, in the words of the page; the weakness of a source is said beside it."""
    if known_by == "recalled" or source is None:
        return "from memory, no source found yet"
    if known_by == "inferred":
        return f"worked out by us from {named(source)}"
    if kind == "measured":
        return "we measured"
    if kind == "documented":
        return f"in {named(source)}"
    return _SAYS[source.type][0] if source.type in _SAYS else f"says {named(source)}"


def mark(source: SourceFacts | None, kind: str, known_by: str) -> str:
    """The key of the mark beside a value: file, manual, says, weak, inferred or measured."""
    if known_by != "stated" or source is None:
        return "inferred"
    if kind == "measured":
        return "measured"
    if source.type in REGULATORS:
        return "file"
    if kind == "documented":
        return "manual"
    return "weak" if source.is_weak else "says"
