"""One proposed value, and how several for one spec go together."""

from dataclasses import dataclass, replace
from typing import Any, Final

from catalog.proposals.found import SURE, UNSURE
from catalog.specs.kinds import Terms, TermSet
from catalog.specs.registry import SPECS

TOGETHER: Final = "Put together from several sentences."
_STERILE: Final = ({"sterile", "single-use"}, "sterile-single-use")


@dataclass(frozen=True, slots=True)
class Proposal:
    """One value for one spec. ``text[start:end]`` are the words it was read from, within ``sentence``, which
    begins at ``at``. ``why`` says what was recognised, ``note`` why it may be wrong; the `SURE` have none.
    ``is_doubtful``: the sentence itself may speak of something else.
    """

    spec: str
    says: str
    sentence: str
    at: int
    start: int
    end: int
    why: str
    sureness: str
    note: str = ""
    is_doubtful: bool = False

    @property
    def is_sure(self) -> bool:
        return self.sureness == SURE

    @property
    def value(self) -> Any:
        return SPECS[self.spec].kind.parse(self.says)


def as_written(key: str, says: str) -> str:
    """The value as a person would type it: "8,000–16,000 rpm". Raises `SpecValueError` where it is none."""
    kind = SPECS[key].kind
    value = kind.parse(says)
    shown = kind.show(value) if kind.unit else ""
    try:
        return shown if shown and kind.parse(shown) == value else kind.format(value)
    except ValueError:
        return kind.format(value)


def settled(key: str, proposals: list[Proposal]) -> list[Proposal]:
    """Each value once, and those that differ with a note: then none of them is sure."""
    kept = _together(key, _distinct(proposals))
    return [_beside(key, one, kept) for one in kept]


def disagree(key: str, one: Any, other: Any) -> bool:
    """Whether two values cannot both be right: a list that only says less does not disagree."""
    spec = SPECS[key]
    if isinstance(spec.kind, Terms) and spec.kind.many:
        some, others = set(one.values), set(other.values)
        return not (some <= others or others <= some)
    parts, of_other = spec.kind.parts(one), spec.kind.parts(other)
    shared = parts.keys() & of_other.keys()
    # Without a part in common they are two ways to say it: a dial and a list, say.
    return not shared or any(spec.kind.differs(parts[p], of_other[p], spec.tolerance) for p in shared)


def _distinct(proposals: list[Proposal]) -> list[Proposal]:
    """Each value once: where one sentence is sure of it, that one."""
    by_value: dict[Any, Proposal] = {}
    for one in proposals:
        known = by_value.get(one.value)
        if known is None or (not known.is_sure and one.is_sure):
            by_value[one.value] = one
    return list(by_value.values())


def _beside(key: str, one: Proposal, kept: list[Proposal]) -> Proposal:
    """The proposal, with what the rest of the text says against it."""
    if not one.is_sure:
        return one
    whole = next((other for other in kept if other.note == TOGETHER), None)
    if whole:
        return replace(one, sureness=UNSURE, note=f"Together with other sentences: “{whole.says}”.")
    others = [other for other in kept if other is not one and not other.is_doubtful]
    against = [other.says for other in others if disagree(key, one.value, other.value)]
    if against:
        quoted = ", ".join(f"“{says}”" for says in against)
        return replace(one, sureness=UNSURE, note=f"The text also says {quoted}.")
    more = next((other for other in kept if other.is_sure and _says_more(key, other, one)), None)
    return replace(one, sureness=UNSURE, note=f"Another sentence says more: “{more.says}”.") if more else one


def _says_more(key: str, one: Proposal, other: Proposal) -> bool:
    """Whether ``one`` holds all that ``other`` says, and more."""
    if one.value == other.value:
        return False
    if isinstance(one.value, TermSet):
        return set(other.value.values) < set(one.value.values)
    return SPECS[key].kind.parts(other.value).keys() < SPECS[key].kind.parts(one.value).keys()


def _together(key: str, proposals: list[Proposal]) -> list[Proposal]:
    """What several sentences say together comes first: "wired" in one, "cordless" in the next."""
    kind = SPECS[key].kind
    if not isinstance(kind, Terms):
        return proposals
    here = [one for one in proposals if not one.is_doubtful or key == "sterility"]
    terms = {term for one in here for term in one.value.values}
    if kind.many and kind.options and not kind.counts:
        says = kind.format(TermSet(kind.ordered(terms)))
    elif key == "sterility" and terms == _STERILE[0]:
        says = _STERILE[1]
    else:
        return proposals
    if len(here) < 2 or any(says == one.says for one in proposals):
        return proposals
    return [replace(here[0], says=says, sureness=UNSURE, note=TOGETHER), *proposals]
