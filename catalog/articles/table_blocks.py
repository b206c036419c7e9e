"""Lists and tables that can be set into an article: safety, cleaning, needle lengths, thicknesses."""

from __future__ import annotations

from typing import Final

from catalog.science.models import CleaningRule, DepthBand, LayerThickness, SafetyItem
from catalog.science.skin_words import plain
from catalog.science.words import safety_words
from catalog.specs.units import MILLIMETRE

from .blocks import Block, Line, Table
from .facts import Facts

_SURE: Final = {
    "verified": "read where it is said: see who says it",
    "sellers only": "only sellers say it; nobody else was found",
    "inferred": "worked out by us from measurements",
    "no evidence found": "no evidence was found",
}


def safety(facts: Facts, group: str) -> Block | None:
    """One group of safety items ("contraindications"): each with its level or how often it happens."""
    items = facts.safety.get(group)
    return Block("lines", lines=tuple(_safety_line(facts, item) for item in items)) if items else None


def _safety_line(facts: Facts, item: SafetyItem) -> Line:
    return Line(item.item, item.detail, safety_words(item), sources=facts.cited(item.studies))


def cleaning(facts: Facts, topic: str) -> Block | None:
    """The rules of one topic ("disposal"): why, for what, who says it and how sure that is."""
    rules = facts.rules.get(topic)
    return Block("rules", lines=tuple(_rule_line(facts, rule) for rule in rules)) if rules else None


def _rule_line(facts: Facts, rule: CleaningRule) -> Line:
    pairs = [
        ("Why", rule.why),
        ("For", rule.applies_to),
        ("Who says it", rule.who_says),
        ("How sure", _SURE[rule.confidence]),
        *([("Note", rule.note)] if rule.note else []),
    ]
    said = f"Sellers say: {rule.rule}" if rule.confidence == "sellers only" else rule.rule
    return Line(said, "", pairs=tuple(pairs), sources=facts.sources(rule.sources))


def bands(facts: Facts, _: str) -> Block | None:
    """What lies at which needle length, what was tested there, and what speaks against."""
    found = facts.bands
    heads = ("Needle length", "Long enough for", "Tested or sold for", "Cautions", "What this rests on")
    rows = tuple((_band(band), facts.cited(band.studies)) for band in found)
    general = facts.notes.get("general")
    stated = "Needle lengths as makers state them; needles usually go less deep."
    caption = f"{stated} {general}" if general else stated
    return Block("table", table=Table(caption, heads, rows)) if found else None


def _band(band: DepthBand) -> tuple[str, ...]:
    lengths = f"{MILLIMETRE.show(band.low_um)}–{MILLIMETRE.show(band.high_um)} mm"
    sold = "commonly sold for home use" if band.who == "home" else "done by clinicians"
    uses = f"{', '.join(band.uses).capitalize()} ({sold})"
    return lengths, plain(band.layer), uses, ". ".join(band.cautions), band.basis


def layers(facts: Facts, _: str) -> Block | None:
    """Measured thickness of skin, by place and method, which must not be mixed."""
    rows = facts.thicknesses
    heads = ("Place", "How measured", "Dead surface layer", "Outer skin", "Inner skin", "All of it")
    table = Table(
        facts.notes.get("measurement") or "Measured thickness.",
        heads,
        tuple((_thickness(row), facts.cited(row.studies)) for row in rows),
    )
    return Block("folded", "Thicknesses that were measured", table=table) if rows else None


def _thickness(row: LayerThickness) -> tuple[str, ...]:
    place = f"{row.site}, {row.sex}" if row.sex else row.site
    sizes = (row.stratum_corneum_nm, row.epidermis_nm, row.dermis_nm, row.total_nm)
    note = f"{row.method}. {row.note}" if row.note else row.method
    return place, note, *(f"{_mm(nm)} mm" if nm else "not measured" for nm in sizes)


def _mm(nm: int) -> str:
    """As many decimals as the paper has: 16,800 nm is "0.0168", and 1,000,000 nm "1.0"."""
    exact = f"{nm / 1_000_000:g}"
    return exact if "." in exact else f"{exact}.0"
