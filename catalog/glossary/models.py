"""The table of terms."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Text
from sqlmodel import Field, SQLModel

from catalog.science.models import texts


class GlossaryTerm(SQLModel, table=True):
    """One term. `also` are other forms of it in running text: plurals, abbreviations, the plain word."""

    __tablename__ = "glossary_term"
    __table_args__ = (CheckConstraint("slug <> '' AND term <> '' AND definition <> ''", name="named"),)

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, sa_type=Text)
    term: str = Field(unique=True, sa_type=Text)
    definition: str = Field(sa_type=Text)
    also_json: str = Field(default="[]", sa_type=Text)

    @property
    def also(self) -> tuple[str, ...]:
        """Other forms under which it is found."""
        return texts(self.also_json)
