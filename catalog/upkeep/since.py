"""What has changed since a text was written, in words: values, verdicts and studies it leans on."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
from sqlmodel import Session, col, select

from catalog.changes.diff import Flat, State, apply, unflatten
from catalog.changes.models import Change
from catalog.claims.box import claim_address, number_of
from catalog.dates import show_date
from catalog.history.telling import SHORT, tell
from catalog.science.words import study_address
from catalog.shelf.naming import title_and_address
from catalog.shelf.shelf import Shelf
from catalog.specs.registry import SPECS
from catalog.upkeep import leaning
from catalog.upkeep.facts import FITS, LEGAL, STATEMENTS, Fact, Facts, facts_of, is_public
from catalog.upkeep.leaning import Key, Touch

NOT_KNOWN: Final = "not known"


@dataclass(frozen=True)
class Changed:
    """One thing that changed: "Dr. Pen A6", its page, "Noise", from what to what, in which change and when.

    Both ends are empty where `what` says it all: "retracted".
    """

    thing: str
    url: str
    what: str
    before: str
    after: str
    number: int
    day: str

    @property
    def words(self) -> str:
        """“Noise: 55 dB → 58 dB (27 Nov 2026)”, without the thing."""
        said = f"{self.what}: {self.before} → {self.after}" if self.before or self.after else self.what
        return f"{said} ({show_date(self.day)})"

    @property
    def sentence(self) -> str:
        """“Dr. Pen A6, Noise: 55 dB → 58 dB (27 Nov 2026)”."""
        return f"{self.thing}, {self.words}"


@dataclass(frozen=True)
class Since:
    """What changed since a text was last held against what it leans on, oldest first."""

    changes: tuple[Changed, ...] = ()

    @property
    def is_any(self) -> bool:
        return bool(self.changes)

    @property
    def heading(self) -> str:
        """“Since this was last checked, 2 facts it leans on have changed.”"""
        count = len(self.changes)
        return (
            f"Since this was last checked, {count} fact{'' if count == 1 else 's'} it leans on "
            f"{'has' if count == 1 else 'have'} changed."
        )

    def as_json(self) -> list[dict[str, Any]]:
        """The same as data; `before` and `after` are null where there are no two ends."""
        return [
            {
                "thing": one.thing,
                "address": one.url,
                "what": one.what,
                "before": one.before or None,
                "after": one.after or None,
                "version": one.number,
                "day": one.day,
            }
            for one in self.changes
        ]


NOTHING: Final = Since()


def since(session: Session, shelf: Shelf, kind: str, number: int) -> Since:
    """What changed for an "article" or a "review", by its id; a second statement only where anything did."""
    touches = leaning.touched_since(session, kind, number)
    return Since(_told(touches, _Log(session, touches), shelf))


def since_all(session: Session, shelf: Shelf) -> dict[Key, Since]:
    """The same for every public text for which anything changed; statements do not grow with the texts."""
    found = leaning.touched_all(session)
    log = _Log(session, [touch for touches in found.values() for touch in touches])
    told = {key: Since(_told(touches, log, shelf)) for key, touches in found.items()}
    return {key: one for key, one in told.items() if one.is_any}


_OF: Final = {leaning.NOTICE: "study", leaning.FITTING: "product"}
"""What `Touch.of` is the id of, where it is of another thing than the change is."""


class _Log:
    """Everything that ever happened to what these changes are of, with the state after each."""

    def __init__(self, session: Session, touches: Iterable[Touch]) -> None:
        self._states: dict[Key, list[tuple[Change, State | None]]] = defaultdict(list)
        wanted = {(touch.kind, touch.id) for touch in touches if touch.how != leaning.NOTICE}
        wanted |= {(_OF[touch.how], touch.of) for touch in touches if touch.how in _OF}
        flat: dict[Key, Flat] = defaultdict(dict)
        for change in _histories(session, wanted):
            key = (change.entity_kind, change.entity_id)
            apply(flat[key], json.loads(change.payload))
            self._states[key].append((change, unflatten(flat[key])))

    def before(self, key: Key, number: int) -> State | None:
        """As it was just before a change."""
        earlier = [state for change, state in self._states[key] if change.number < number]
        return earlier[-1] if earlier else None

    def now(self, key: Key) -> State | None:
        states = self._states[key]
        return states[-1][1] if states else None

    def after(self, key: Key, number: int) -> list[tuple[Change, State | None]]:
        """That change and those that followed."""
        return [one for one in self._states[key] if one[0].number >= number]


def _histories(session: Session, wanted: set[Key]) -> Iterator[Change]:
    if not wanted:
        return
    by_kind: dict[str, set[int]] = defaultdict(set)
    for kind, number in wanted:
        by_kind[kind].add(number)
    theirs = [
        sa.and_(col(Change.entity_kind) == kind, col(Change.entity_id).in_(ids))
        for kind, ids in by_kind.items()
    ]
    yield from session.exec(select(Change).where(sa.or_(*theirs)).order_by(col(Change.number)))


def _told(touches: Sequence[Touch], log: _Log, shelf: Shelf) -> tuple[Changed, ...]:
    firsts: dict[tuple[str, Key, int], Touch] = {}
    for touch in touches:
        # What is told is the difference between then and now, once, whatever lies between.
        firsts.setdefault((touch.how, (touch.kind, touch.id), touch.of), touch)
    cited = {touch.id for touch in touches if touch.how == leaning.CITED}
    told: list[Changed] = []
    for touch in firsts.values():
        if touch.how == leaning.NAMING and touch.id in cited:
            continue
        told += _TELLERS[touch.how](touch, log, shelf)
    return tuple(sorted(dict.fromkeys(told), key=lambda one: (one.number, one.thing, one.what)))


def _product(touch: Touch, log: _Log, shelf: Shelf) -> Iterator[Changed]:
    key = (touch.kind, touch.id)
    before, now = log.before(key, touch.number), log.now(key)
    thing, url = _named(shelf, now or before)
    if is_public(before) and not is_public(now):
        gone = next(change for change, state in log.after(key, touch.number) if not is_public(state))
        yield Changed(thing, "", "is no longer in the catalogue", "", "", gone.number, gone.at[:10])
        return
    old, new = facts_of(before), facts_of(now)
    for fact in dict.fromkeys((*old, *new)):
        if old.get(fact) != new.get(fact):
            change = _last(log.after(key, touch.number), old, fact)
            ends = (_joined(old.get(fact)), _joined(new.get(fact)))
            yield Changed(thing, url, _label(fact, shelf), *ends, change.number, change.at[:10])


def _fitting(touch: Touch, log: _Log, shelf: Shelf) -> Iterator[Changed]:
    """Something said on another product's page about what fits the one that is named."""
    key, fact = (touch.kind, touch.id), Fact(FITS, str(touch.of))
    before, now = log.before(key, touch.number), log.now(key)
    old, new = facts_of(before), facts_of(now)
    if old.get(fact) != new.get(fact):
        thing, url = _named(shelf, log.now(("product", touch.of)))
        other, _ = _named(shelf, now or before)
        change = _last(log.after(key, touch.number), old, fact)
        ends = (_joined(old.get(fact)), _joined(new.get(fact)))
        yield Changed(thing, url, f"Fit with {other}", *ends, change.number, change.at[:10])


def _cited(touch: Touch, log: _Log, shelf: Shelf) -> Iterator[Changed]:
    before, now = log.before((touch.kind, touch.id), touch.number), log.now((touch.kind, touch.id))
    last = log.after((touch.kind, touch.id), touch.number)[-1][0]
    # Without a link: a page that links a study says beside it whether it is in doubt.
    thing, _ = _study(now or before)
    if before is None or now is None:
        said = "is on record now" if now else "is no longer on record"
        yield Changed(thing, "", said, "", "", last.number, last.at[:10])
        return
    for one in tell("study", before, now):
        was, _, is_ = one.words.removeprefix("was ").partition(", now ")
        is_short = bool(is_) and len(one.words) <= SHORT
        ends = (was, is_) if is_short else ("", "")
        what = one.subject if is_short else f"{one.subject}: {one.words}"
        yield Changed(thing, "", what, *ends, last.number, last.at[:10])


def _naming(touch: Touch, log: _Log, shelf: Shelf) -> Iterator[Changed]:
    """A study that names the device since: it is new, or its record says so now."""
    now = log.now((touch.kind, touch.id))
    if now is not None:
        thing, _ = _study(now)
        names = [title_and_address(shelf, slug) for slug in now.get("devices") or ()]
        models = ", ".join(found[0] for found in names if found)
        if models:
            yield Changed(thing, "", f"a study of {models}, new here", "", "", touch.number, touch.at[:10])


def _notice(touch: Touch, log: _Log, shelf: Shelf) -> Iterator[Changed]:
    nature = json.loads(touch.payload)["fields"].get("nature", [None, None])[1]
    if nature in _NOTICES:
        thing, url = _study(log.now(("study", touch.of)))
        is_doubt = nature in ("retraction", "expression of concern")
        yield Changed(thing, url if is_doubt else "", _NOTICES[nature], "", "", touch.number, touch.at[:10])


_NOTICES: Final = {
    "retraction": "retracted",
    "expression of concern": "in doubt: its journal has said that it has concerns",
    "correction": "its journal published a correction",
    "reinstatement": "its journal took a retraction back",
}


def _claim(touch: Touch, log: _Log, shelf: Shelf) -> Iterator[Changed]:
    key = (touch.kind, touch.id)
    before, now = log.before(key, touch.number), log.now(key)
    old, new = ((state or {}).get("verdict", "") for state in (before, now))
    if old != new and before is not None:
        last = next(c for c, s in log.after(key, touch.number) if (s or {}).get("verdict", "") == new)
        slug = str((now or before).get("slug"))
        thing = f"Claim {number_of(slug)}"
        after = new or "taken away"
        yield Changed(
            thing, claim_address(slug) if now else "", "Verdict", old, after, last.number, last.at[:10]
        )


_TELLERS: Final = {
    leaning.PRODUCT: _product,
    leaning.FITTING: _fitting,
    leaning.CITED: _cited,
    leaning.NAMING: _naming,
    leaning.NOTICE: _notice,
    leaning.CLAIM: _claim,
}


def _last(after: Sequence[tuple[Change, State | None]], old: Facts, fact: Fact) -> Change:
    """The change that brought a fact to what it is now."""
    said, found = old.get(fact), after[0][0]
    for change, state in after:
        new = facts_of(state).get(fact)
        if new != said:
            said, found = new, change
    return found


def _named(shelf: Shelf, state: Mapping[str, Any] | None) -> tuple[str, str]:
    slug = str((state or {}).get("slug", ""))
    return title_and_address(shelf, slug) or (str((state or {}).get("name", slug)), "")


def _study(state: Mapping[str, Any] | None) -> tuple[str, str]:
    said = state or {}
    authors = said.get("authors") or []
    name = str(authors[0]).split(" ")[0] if authors else str(said.get("title", ""))
    return f"{name} {said.get('year') or ''}".strip(), study_address(str(said.get("slug", "")))


def _label(fact: Fact, shelf: Shelf) -> str:
    if fact.table == STATEMENTS:
        return SPECS[fact.key].label if fact.key in SPECS else fact.key
    if fact.table == LEGAL:
        return f"Legal status, {fact.key}"
    if fact.table == FITS:
        position = shelf.positions.get(int(fact.key))
        entry = shelf.entries[position] if position is not None else None
        return f"Fit with {shelf.title(entry) if entry else 'a product that is gone'}"
    return "Still sold"


def _joined(said: frozenset[str] | None) -> str:
    return " / ".join(sorted(said)) if said else NOT_KNOWN
