"""What was measured at a setting."""

import re
from dataclasses import dataclass
from typing import Any, Final

from catalog.specs.kinds.kind import Whole
from catalog.specs.units import MILLIMETRE, SpecValueError, Unit, shorten


@dataclass(frozen=True, slots=True, order=True)
class Measurement:
    """One setting measured: nominal and mean length in µm, ``n`` readings, ``spread`` (SD, µm) if given."""

    set_to: int
    measured: int
    n: int
    spread: int | None = None


_MEASUREMENT: Final = re.compile(
    r"(?P<set>[^→>]+?)\s*(?:→|->)\s*(?P<mean>[^±(]+?)\s*(?:±\s*(?P<spread>[^(]+?)\s*)?\(n\s*=\s*(?P<n>\d{1,6})\)"
)


@dataclass(frozen=True)
class Measurements(Whole):
    """Pairs of set and measured length: ``"0.5 mm → 0.46 mm ± 0.03 mm (n=9)"``, separated by ``;``."""

    name: str = "measurements"

    @property
    def unit(self) -> Unit:
        return MILLIMETRE

    def parse(self, text: str) -> tuple[Measurement, ...]:
        found = []
        for piece in " ".join(text.split()).split(";"):
            match = _MEASUREMENT.fullmatch(piece.strip())
            if not match or int(match["n"]) < 1:
                raise SpecValueError(
                    f"“{shorten(piece)}” is no measurement. Write it like 0.5 mm → 0.46 mm ± 0.03 mm (n=9)."
                )
            spread = MILLIMETRE.parse(match["spread"]) if match["spread"] else None
            found.append(
                Measurement(
                    MILLIMETRE.parse(match["set"]), MILLIMETRE.parse(match["mean"]), int(match["n"]), spread
                )
            )
        return tuple(sorted(found, key=lambda m: (m.set_to, m.measured, m.n)))

    def format(self, value: tuple[Measurement, ...]) -> str:
        return "; ".join(self._one(m, MILLIMETRE.format) for m in value)

    def show(self, value: tuple[Measurement, ...]) -> str:
        return "; ".join(self._one(m, MILLIMETRE.show) for m in value)

    def _one(self, m: Measurement, number: Any) -> str:
        spread = f" ± {number(m.spread)} mm" if m.spread is not None else ""
        return f"{number(m.set_to)} mm → {number(m.measured)} mm{spread} (n={m.n})"

    def sort_key(self, value: tuple[Measurement, ...]) -> tuple[int, ...]:
        return tuple(abs(m.measured - m.set_to) for m in value)

    def to_json(self, value: tuple[Measurement, ...]) -> list[dict[str, int | None]]:
        return [{"set": m.set_to, "measured": m.measured, "n": m.n, "spread": m.spread} for m in value]

    def from_json(self, data: Any) -> tuple[Measurement, ...]:
        return tuple(Measurement(m["set"], m["measured"], m["n"], m["spread"]) for m in data)
