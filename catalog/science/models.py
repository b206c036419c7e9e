"""Tables of the evidence. Lengths and thicknesses are integers: µm, or nm where papers print decimals.

A list (authors, cited studies) is one JSON text column that is replaced whole; the property without `_json`
reads it. Cited studies are slugs of `study`, checked when written (`editing.UnknownStudyError`).
"""

from __future__ import annotations

import json

from sqlalchemy import CheckConstraint, Text
from sqlmodel import Field, SQLModel

import catalog.db  # noqa: F401 - constraints are named as it says
from catalog.db.checks import one_of

STUDY_KINDS = (
    "rct",
    "split-face trial",
    "case series",
    "review",
    "systematic review",
    "animal",
    "in vitro",
    "measurement",
    "guidance",
)
MEASURING = ("measurement", "in vitro", "animal", "guidance")
"""Kinds of study that say how thick skin is or how far needles went; the others treated people."""
STUDY_CONFIDENCES = ("verified", "recalled", "imported")
"""`imported`: a bibliographic record from a file; nobody here has read the study."""
DEVICE_KINDS = ("pen", "roller", "stamp")
NOTICE_NATURES = ("retraction", "expression of concern", "correction", "reinstatement")
CLEANING_CONFIDENCES = ("verified", "sellers only", "inferred", "no evidence found")
SAFETY_GROUPS = ("contraindications", "hygiene", "intervals", "adverse_events", "seek_help", "oversight")
SAFETY_LEVELS = ("do not treat", "ask a doctor", "extra care")
DEPTH_AUDIENCES = ("home", "professional")


def texts(stored: str) -> tuple[str, ...]:
    return tuple(json.loads(stored))


class Cites:
    """What every row that rests on studies has."""

    studies_json: str

    @property
    def studies(self) -> tuple[str, ...]:
        """Slugs of the studies behind this row, in the order given."""
        return texts(self.studies_json)


class Study(SQLModel, table=True):
    """One publication. `unconfirmed` names the fields that no text confirmed."""

    __tablename__ = "study"
    __table_args__ = (
        CheckConstraint(one_of("kind", STUDY_KINDS), name="kind"),
        CheckConstraint(one_of("confidence", STUDY_CONFIDENCES), name="confidence"),
        CheckConstraint("year BETWEEN 1800 AND 2200", name="year"),
        CheckConstraint("n > 0", name="n"),
        CheckConstraint("slug <> '' AND title <> ''", name="named"),
        CheckConstraint("kind IS NOT NULL OR confidence = 'imported'", name="read"),
    )

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, sa_type=Text)
    title: str = Field(sa_type=Text)
    authors_json: str = Field(default="[]", sa_type=Text)
    journal: str = Field(sa_type=Text)
    year: int | None = None
    volume: str | None = Field(default=None, sa_type=Text)
    pages: str | None = Field(default=None, sa_type=Text)
    doi: str | None = Field(default=None, sa_type=Text)
    pmid: str | None = Field(default=None, sa_type=Text)
    kind: str | None = Field(default=None, sa_type=Text)
    """One of `STUDY_KINDS`; None only while nobody has read it."""
    n: int | None = None
    population: str = Field(default="", sa_type=Text)
    device_kind: str | None = Field(default=None, sa_type=Text)
    kinds_json: str = Field(default="[]", sa_type=Text)
    devices_json: str = Field(default="[]", sa_type=Text)
    needle_lengths_um_json: str = Field(default="[]", sa_type=Text)
    lengths_are_range: bool = False
    """Whether two needle lengths are the ends of a range; otherwise each was tested."""
    sessions: str | None = Field(default=None, sa_type=Text)
    interval: str | None = Field(default=None, sa_type=Text)
    outcome: str = Field(default="", sa_type=Text)
    finding: str = Field(default="", sa_type=Text)
    plain: str = Field(default="", sa_type=Text)
    """What was done, to whom, how deep and what came of it, in everyday words."""
    does_not_show: str = Field(default="", sa_type=Text)
    funding: str | None = Field(default=None, sa_type=Text)
    """Who paid or gains, as far as recorded; None is shown as "not recorded"."""
    url: str | None = Field(default=None, sa_type=Text)
    confidence: str = Field(sa_type=Text)
    unconfirmed_json: str = Field(default="[]", sa_type=Text)

    @property
    def authors(self) -> tuple[str, ...]:
        """Names as printed in references, family name first: ("Chu S", "Foulad DP")."""
        return texts(self.authors_json)

    @property
    def kinds(self) -> tuple[str, ...]:
        """Which of `DEVICE_KINDS` it says were used."""
        return texts(self.kinds_json)

    @property
    def devices(self) -> tuple[str, ...]:
        """Slugs of the exact models it names, as far as the catalogue has them."""
        return texts(self.devices_json)

    @property
    def unconfirmed(self) -> tuple[str, ...]:
        """What no text confirmed, in words."""
        return texts(self.unconfirmed_json)

    @property
    def needle_lengths_um(self) -> tuple[int, ...]:
        """Lengths that were tested, µm; empty where none was confirmed, which does not mean short."""
        return tuple(json.loads(self.needle_lengths_um_json))


class SafetyItem(Cites, SQLModel, table=True):
    """One contraindication, hygiene rule, interval, adverse event, sign to seek help or note on oversight."""

    __tablename__ = "safety_item"
    __table_args__ = (
        CheckConstraint(one_of("group", SAFETY_GROUPS), name="group"),
        CheckConstraint(one_of("level", SAFETY_LEVELS), name="level"),
        CheckConstraint("(\"group\" = 'contraindications') = (level IS NOT NULL)", name="level_set"),
        CheckConstraint("(\"group\" = 'adverse_events') = (frequency IS NOT NULL)", name="frequency"),
    )

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, sa_type=Text)
    group: str = Field(sa_type=Text)
    position: int
    item: str = Field(sa_type=Text)
    detail: str = Field(sa_type=Text)
    level: str | None = Field(default=None, sa_type=Text)
    frequency: str | None = Field(default=None, sa_type=Text)
    studies_json: str = Field(default="[]", sa_type=Text)


class DepthBand(Cites, SQLModel, table=True):
    """What lies at a band of nominal needle lengths, low inclusive to high, µm."""

    __tablename__ = "depth_band"
    __table_args__ = (
        CheckConstraint("low_um >= 0 AND low_um < high_um", name="order"),
        CheckConstraint(one_of("who", DEPTH_AUDIENCES), name="who"),
    )

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, sa_type=Text)
    low_um: int
    high_um: int
    layer: str = Field(sa_type=Text)
    uses_json: str = Field(default="[]", sa_type=Text)
    who: str = Field(sa_type=Text)
    cautions_json: str = Field(default="[]", sa_type=Text)
    basis: str = Field(sa_type=Text)
    studies_json: str = Field(default="[]", sa_type=Text)

    @property
    def uses(self) -> tuple[str, ...]:
        """What was tested or is common at these lengths; `basis` says which."""
        return texts(self.uses_json)

    @property
    def cautions(self) -> tuple[str, ...]:
        """What speaks against, or asks for care."""
        return texts(self.cautions_json)


class LayerThickness(Cites, SQLModel, table=True):
    """Thickness of the skin's layers at one site by one method, nm; methods must not be mixed."""

    __tablename__ = "layer_thickness"
    __table_args__ = (
        CheckConstraint(one_of("sex", ("men", "women")), name="sex"),
        CheckConstraint(
            "stratum_corneum_nm > 0 OR epidermis_nm > 0 OR dermis_nm > 0 OR total_nm > 0",
            name="something",
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, sa_type=Text)
    position: int
    site: str = Field(sa_type=Text)
    method: str = Field(sa_type=Text)
    sex: str | None = Field(default=None, sa_type=Text)
    stratum_corneum_nm: int | None = None
    epidermis_nm: int | None = None
    dermis_nm: int | None = None
    total_nm: int | None = None
    note: str | None = Field(default=None, sa_type=Text)
    studies_json: str = Field(default="[]", sa_type=Text)


class Penetration(Cites, SQLModel, table=True):
    """How deep a needle of a nominal length really went: nominal in µm, measured and spread in nm."""

    __tablename__ = "penetration"
    __table_args__ = (
        CheckConstraint("nominal_um > 0 AND measured_nm > 0", name="positive"),
        CheckConstraint("share_percent BETWEEN 0 AND 100", name="share"),
    )

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, sa_type=Text)
    nominal_um: int
    measured_nm: int
    sd_nm: int | None = None
    share_percent: int
    skin: str = Field(sa_type=Text)
    studies_json: str = Field(default="[]", sa_type=Text)


class DrawingScale(Cites, SQLModel, table=True):
    """Rounded thicknesses for a drawing to scale, µm; not a measurement."""

    __tablename__ = "drawing_scale"
    __table_args__ = (
        CheckConstraint(
            "stratum_corneum_um > 0 AND living_epidermis_um > 0 AND dermis_um > 0",
            name="positive",
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, sa_type=Text)
    site: str = Field(sa_type=Text)
    stratum_corneum_um: int
    living_epidermis_um: int
    dermis_um: int
    note: str = Field(sa_type=Text)
    studies_json: str = Field(default="[]", sa_type=Text)


class EvidenceNote(SQLModel, table=True):
    """A caution that belongs to a whole table of the evidence: `measurement`, `penetration`, `general` …"""

    __tablename__ = "evidence_note"

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, sa_type=Text)
    text: str = Field(sa_type=Text)


class CleaningRule(SQLModel, table=True):
    """One rule on single use, sharing, cleaning, replacing, storing or disposing, and who says it."""

    __tablename__ = "cleaning_rule"
    __table_args__ = (CheckConstraint(one_of("confidence", CLEANING_CONFIDENCES), name="confidence"),)

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, sa_type=Text)
    position: int
    topic: str = Field(sa_type=Text)
    rule: str = Field(sa_type=Text)
    applies_to: str = Field(sa_type=Text)
    why: str = Field(sa_type=Text)
    sources_json: str = Field(default="[]", sa_type=Text)
    who_says: str = Field(sa_type=Text)
    confidence: str = Field(sa_type=Text)
    note: str | None = Field(default=None, sa_type=Text)

    @property
    def sources(self) -> tuple[str, ...]:
        """Slugs of studies and of guidance, or addresses, in the order given."""
        return texts(self.sources_json)


class Milestone(Cites, SQLModel, table=True):
    """What a study measured at a time after needling, minutes from then; `to_minutes` where it is a span."""

    __tablename__ = "milestone"
    __table_args__ = (
        CheckConstraint("from_minutes > 0", name="after"),
        CheckConstraint("to_minutes > from_minutes", name="span"),
        CheckConstraint("words <> '' AND seen_in <> ''", name="told"),
    )

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, sa_type=Text)
    from_minutes: int
    to_minutes: int | None = None
    words: str = Field(sa_type=Text)
    seen_in: str = Field(sa_type=Text)
    """In whose skin: "people", "hairless rats", "a skin model"."""
    studies_json: str = Field(default="[]", sa_type=Text)


class StudyNotice(SQLModel, table=True):
    """What a list of retractions says of a study. The slug is the list's name and its record's number."""

    __tablename__ = "study_notice"
    __table_args__ = (CheckConstraint(one_of("nature", NOTICE_NATURES), name="nature"),)

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, sa_type=Text)
    study: str = Field(index=True, sa_type=Text)
    nature: str = Field(sa_type=Text)
    day: str | None = Field(default=None, sa_type=Text)
    reasons_json: str = Field(default="[]", sa_type=Text)
    doi: str | None = Field(default=None, sa_type=Text)
    pmid: str | None = Field(default=None, sa_type=Text)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why, in the list's words."""
        return texts(self.reasons_json)


class NoticeList(SQLModel, table=True):
    """A list of retractions, the day of the file that was looked through, and how many records it has."""

    __tablename__ = "notice_list"
    __table_args__ = (CheckConstraint("records > 0", name="records"),)

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, sa_type=Text)
    name: str = Field(sa_type=Text)
    day: str = Field(sa_type=Text)
    records: int
