"""What the rows of one source say of one spec, held against what is on record of it. Pure.

A value that the source has said already is no change. Another value takes the place of the one there was.
Where it could be one of several, nobody guesses.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from catalog.products.drafts import StatementDraft
from catalog.products.sources import SourceFacts, kind_of
from catalog.specs.registry import SPECS
from catalog.specs.units import SpecValueError

from .csv_layout import Cell
from .csv_sources import Witness

SAME: Final = "same"
CHANGED: Final = "changed"
ADDED: Final = "added"
CLEARED: Final = "cleared"
REFUSED: Final = "refused"
TWICE: Final = "line {} says this of the same source already."
OTHERWISE: Final = "line {} says otherwise of the same source. Keep one of the two."
WHICH: Final = (
    "this source says {} things here ({}): say which is meant by read_on, statement_kind, rank or known_by."
)
NO_SOURCE: Final = "this value has no source. Name one in a column “source”, or one for the whole file."


@dataclass(frozen=True)
class Said:
    """One cell: its line, what it says (None with a ``state`` that is no value), its value, and who says it.

    ``value`` is None where none can be read from the text; that is only taken where the same text is on
    record. ``is_clear``: whatever that source said is to go.
    """

    line: int
    cell: Cell
    spec: str
    witness: Witness
    says: str | None = None
    state: str = "known"
    value: Any = None
    trouble: str = ""
    is_clear: bool = False


@dataclass(frozen=True)
class Outcome:
    """What becomes of a cell: the statement it was (by its index) and the one it becomes."""

    said: Said
    verdict: str
    index: int | None = None
    before: StatementDraft | None = None
    after: StatementDraft | None = None
    words: str = ""


def match(
    cells: Sequence[Said], statements: Mapping[int, StatementDraft], sources: Mapping[str, SourceFacts]
) -> list[Outcome]:
    """``cells`` and ``statements`` are of one spec, one product and one source. In the order of the cells,
    but for what is cleared, which comes last."""
    found: dict[int, list[Outcome]] = {}
    free = dict(statements)
    values = [one for one in range(len(cells)) if not cells[one].is_clear]
    for is_exact in (True, False):
        for number in values:
            if number not in found:
                index = next((i for i, row in free.items() if _is_same(cells[number], row, is_exact)), None)
                if index is not None:
                    found[number] = [_kept(cells[number], index, free.pop(index))]
    taken = _Taken()
    for number in sorted(found):
        taken.add(cells[number])
    for number in values:
        if number not in found:
            outcome = _placed(cells[number], free, taken, sources)
            found[number] = [outcome]
            if outcome.verdict != REFUSED:
                taken.add(cells[number])
    for number, cell in enumerate(cells):
        if cell.is_clear:
            found[number] = _cleared(cell, free)
    return [one for number in sorted(found) for one in found[number]]


class _Taken:
    """Where the file has said something of this source already, by what the rows name, and by the value."""

    def __init__(self) -> None:
        self._lines: dict[Any, int] = {}

    def add(self, said: Said) -> None:
        """One more; the first of several is remembered."""
        for key in self._keys(said):
            self._lines.setdefault(key, said.line)

    def line(self, said: Said, *, is_same: bool) -> int | None:
        """The line that says the same, or anything, as far as rows are told apart by what they name."""
        anything, *same = self._keys(said)
        return next(
            (self._lines[key] for key in (same if is_same else (anything,)) if key in self._lines), None
        )

    @staticmethod
    def _keys(said: Said) -> tuple[Any, ...]:
        about = tuple(sorted(said.witness.said.items()))
        words = (about, said.state, "says", said.says)
        return (
            (about, words) if said.value is None else (about, words, (about, said.state, "value", said.value))
        )


def value_of(statement: StatementDraft) -> Any:
    """The value of a statement; None where it has none."""
    if statement.says is None or statement.unparsed:
        return None
    try:
        return SPECS[statement.spec].kind.parse(statement.says)
    except SpecValueError:
        return None


def _is_same(said: Said, row: StatementDraft, is_exact: bool) -> bool:
    if said.state != row.state or (is_exact and not _has_all(said.witness, row)):
        return False
    if " ".join((said.says or "").split()) == " ".join((row.says or "").split()):
        return True
    return said.value is not None and said.value == value_of(row)


def _has_all(witness: Witness, row: StatementDraft) -> bool:
    """Whether the statement is as the row says in all that it names."""
    return all(_attribute(row, name, witness.usual) == text for name, text in witness.said.items())


def _attribute(row: StatementDraft, name: str, usual: str) -> str:
    found = getattr(row, name)
    return str(found or (usual if name == "read_on" else ""))


def _kept(said: Said, index: int, row: StatementDraft) -> Outcome:
    """The same value: only what else the row names can be new about it."""
    after = _as_told(row, said.witness)
    return Outcome(said, SAME if after == row else CHANGED, index, row, after)


def _as_told(row: StatementDraft, witness: Witness) -> StatementDraft:
    more: dict[str, Any] = {
        name: text for name, text in witness.said.items() if _attribute(row, name, witness.usual) != text
    }
    if "read_on" in more and more["read_on"] == witness.usual:
        more["read_on"] = None
    return replace(row, **more)


def _placed(
    said: Said, free: dict[int, StatementDraft], taken: _Taken, sources: Mapping[str, SourceFacts]
) -> Outcome:
    """A value that is not on record: of the one statement there is, or of a new one."""
    if said.trouble:
        return Outcome(said, REFUSED, words=said.trouble)
    if said.witness.source is None and said.witness.known_by != "recalled":
        return Outcome(said, REFUSED, words=NO_SOURCE)
    if (line := taken.line(said, is_same=True)) is not None:
        return Outcome(said, REFUSED, words=TWICE.format(line))
    if not free and (line := taken.line(said, is_same=False)) is not None:
        return Outcome(said, REFUSED, words=OTHERWISE.format(line))
    near = {i: row for i, row in free.items() if _has_all(said.witness, row)} or free
    if len(near) > 1:
        words = "; ".join(row.says or row.state for row in near.values())
        return Outcome(said, REFUSED, words=WHICH.format(len(near), words))
    if not near:
        return Outcome(said, ADDED, after=_made(said, sources))
    index, row = next(iter(near.items()))
    del free[index]
    return Outcome(said, CHANGED, index, row, _renewed(row, said))


def _renewed(row: StatementDraft, said: Said) -> StatementDraft:
    """The statement with another value: what it was made from and the note on it were about the old one."""
    told = _as_told(row, said.witness)
    if "read_on" not in said.witness.said and said.witness.read_on is not None:
        told = replace(told, read_on=said.witness.read_on)
    known_by = said.witness.said.get("known_by", "stated" if row.known_by == "inferred" else row.known_by)
    return replace(
        told, says=said.says, state=said.state, unparsed=False, known_by=known_by, note="", origin=None
    )


def _made(said: Said, sources: Mapping[str, SourceFacts]) -> StatementDraft:
    witness = said.witness
    return StatementDraft(
        said.spec,
        said.says,
        witness.source,
        said.state,
        witness.kind or kind_of(sources.get(witness.source or "")),
        witness.rank,
        witness.known_by,
        read_on=witness.read_on,
    )


def _cleared(said: Said, free: dict[int, StatementDraft]) -> list[Outcome]:
    """All that is left of this source, or of it what is as the row says."""
    if said.witness.source is None and said.witness.known_by != "recalled":
        return [Outcome(said, REFUSED, words=NO_SOURCE)]
    gone = [index for index, row in free.items() if _has_all(said.witness, row)]
    return [Outcome(said, CLEARED, index, free.pop(index)) for index in gone] or [Outcome(said, SAME)]
