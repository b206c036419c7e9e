"""The figures that can be set into an article, each with its words and its studies."""

from __future__ import annotations

from catalog.claims.numbers import number_lines
from catalog.concerns.pictures import lengths_picture
from catalog.figures.measured import measured_plate
from catalog.figures.skin_plate import skin_plate, skin_plate_text
from catalog.figures.timeline import Moment, timeline, timeline_axis
from catalog.science.measured import measured_in, measurement_of
from catalog.science.milestones import when
from catalog.specs.units import MILLIMETRE

from .blocks import Block, Line
from .facts import Facts


def figure(facts: Facts, name: str) -> Block | None:
    """The figure called "skin", "penetration", "timeline", "lengths acne-scars" or "scale c12"."""
    drawn, _, of = name.partition(" ")
    if drawn == "lengths":
        return _lengths(facts, of)
    if drawn == "scale":
        return _scale(facts, of)
    make = {"skin": _skin, "penetration": _penetration, "timeline": _timeline}
    return make[drawn](facts) if drawn in make else None


def _skin(facts: Facts) -> Block | None:
    drawn, layers = facts.drawn, facts.layers
    if not drawn or not layers:
        return None
    words = f"{skin_plate_text(layers)} A typical cheek, rounded; other places and people differ."
    return Block(
        "skin", "Skin, to scale", words, picture=skin_plate(layers), sources=facts.cited(drawn.studies)
    )


def _penetration(facts: Facts) -> Block | None:
    rows = facts.penetration
    if not rows or not facts.layers:
        return None
    lines = tuple(
        Line(
            f"{MILLIMETRE.show(row.nominal_um)} mm long",
            f"went {MILLIMETRE.show(round(row.measured_nm, -4) // 1000)} mm deep, "
            f"{row.share_percent} percent of the length ({measured_in(row)}).",
            sources=facts.cited(row.studies),
        )
        for row in rows
    )
    notes = (facts.notes.get(slug) for slug in ("penetration", "penetration-caution"))
    words = " ".join(note for note in notes if note)
    drawn = measured_plate([measurement_of(row, facts.labels) for row in rows])
    return Block("skin", "How deep needles went that were measured", words, picture=drawn, lines=lines)


def _timeline(facts: Facts) -> Block | None:
    rows = facts.milestones
    told = [f"{when(row)} after needling, in {row.seen_in}: {row.words}" for row in rows]
    pictures = timeline(
        [Moment(row.from_minutes, row.to_minutes, said) for row, said in zip(rows, told, strict=True)]
    )
    lines = tuple(
        Line(
            when(row),
            row.words,
            beside=(row.seen_in,),
            sources=facts.cited(row.studies),
            picture=drawn,
        )
        for row, drawn in zip(rows, pictures, strict=True)
    )
    words = (
        "Time runs by factors: the first day takes as much room as the month that follows it. "
        "Each line is one study or review; they measured different things in different skin."
    )
    return Block("timeline", "What was measured when", words, picture=timeline_axis(), lines=lines)


def _lengths(facts: Facts, slug: str) -> Block | None:
    concern = facts.concerns.get(slug)
    picture = lengths_picture(facts.session, concern) if concern else None
    if concern is None or picture is None:
        return None
    words = "A length that was tested is not a length to buy."
    return Block(
        "figure", f"Needle lengths in studies of {concern.label.lower()}", words, f"/for/{slug}", picture
    )


def _scale(facts: Facts, slug: str) -> Block | None:
    claim = facts.claims.get(slug)
    if claim is None or not claim.numbers:
        return None
    numbers = number_lines(claim.numbers, facts.studies, facts.labels, facts.doubts)
    words = (
        "Solid: measured. Dashed: claimed, not found in a study. "
        "They are of different things in different people; they cannot be added or averaged."
    )
    return Block("numbers", "To one scale", words, f"/claims/{slug}", numbers=numbers)
