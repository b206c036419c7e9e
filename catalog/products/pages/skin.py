"""The length in skin: the needle to scale, what was measured at that scale, the ruler and its sentence."""

from dataclasses import dataclass

from markupsafe import Markup

from catalog.figures.core_sample import device_plate, needle_key
from catalog.figures.looks import look
from catalog.figures.measured import measured_plate
from catalog.figures.ruler import needle_ruler, needle_ruler_text
from catalog.products.pages.citing import Piece
from catalog.products.pages.evidence import Evidence, MeasuredLine
from catalog.specs.needle_length import Lengths


@dataclass(frozen=True)
class SkinView:
    """Pictures are None without evidence to draw skin from; ``measured`` then is empty too."""

    plate: Markup | None
    measured_plate: Markup | None
    key: Markup
    ruler: Markup
    ruler_words: str
    measured: tuple[MeasuredLine, ...]
    drawn_from: tuple[Piece, ...]


def skin_view(name: str, lengths: Lengths, evidence: Evidence) -> SkinView | None:
    """None where no length is known: there is nothing to draw."""
    if not lengths.main.is_known:
        return None
    layers = evidence.layers
    return SkinView(
        plate=device_plate(lengths, layers, name=name) if layers else None,
        measured_plate=measured_plate(evidence.measurements) if layers and evidence.measurements else None,
        key=needle_key([look(lengths)]),
        ruler=needle_ruler(lengths),
        ruler_words=needle_ruler_text(lengths),
        measured=evidence.measured,
        drawn_from=evidence.drawn_from,
    )
