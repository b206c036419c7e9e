"""Measured depths as the figures take them."""

from __future__ import annotations

from collections.abc import Mapping

from catalog.figures.measured import Measurement

from .models import Penetration


def measured_in(row: Penetration) -> str:
    """``"hairless rat, roller; standard deviation 9.6 micrometres"``, or the skin alone."""
    return f"{row.skin}; standard deviation {row.sd_nm / 1000:g} micrometres" if row.sd_nm else row.skin


def measurement_of(row: Penetration, labels: Mapping[str, str]) -> Measurement:
    """One measurement for `measured_plate`; labels: `citations.labels`."""
    where = ", ".join(row.skin.split(", ")[:2])
    study = ", ".join(labels[slug] for slug in row.studies if slug in labels)
    return Measurement(row.nominal_um, round(row.measured_nm / 1000), where[:1].upper() + where[1:], study)
