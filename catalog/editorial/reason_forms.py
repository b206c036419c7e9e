"""Forms around a text: when it goes public, why, and which of two texts stands."""

from __future__ import annotations

from typing import Final

from wtforms import StringField
from wtforms.validators import Length

from catalog.desk.csrf import DeskForm

LONGEST_REASON: Final = 300


def _trim(text: str | None) -> str:
    return (text or "").strip()


def reason_field() -> StringField:
    """Why something public changes."""
    return StringField(
        "Why (public)",
        description="A few words for the history: “Corrected the speed after a reader’s report”.",
        filters=[_trim],
        validators=[Length(max=LONGEST_REASON, message=f"At most {LONGEST_REASON} characters.")],
    )


class ReasonForm(DeskForm):
    """A button that changes what is public, with the reason."""

    reason = reason_field()


class PlanForm(DeskForm):
    """When something goes public or is taken down."""

    day = StringField("Day", filters=[_trim], render_kw={"type": "date"})
    time = StringField("Time", filters=[_trim], default="09:00", render_kw={"type": "time"})
    zone = StringField(
        "Time zone",
        description="Where that time is told: Europe/Berlin, America/New_York, UTC …",
        filters=[_trim],
        render_kw={"list": "zones", "autocomplete": "off"},
    )
