"""Tables of products (CSV): one row a product, or what one source says of it; one column a spec."""

from __future__ import annotations

from typing import Final

from sqlmodel import Session

from catalog.db import Database

from . import csv_headings
from .csv_headings import ABOUT, OWN, PRICE, SPEC
from .csv_layout import lay_out
from .csv_planning import Planning
from .csv_reading import head_of, read_table
from .csv_shown import SAID
from .csv_text import sample_of
from .import_report import Options, Plan, Result, reason_for, settle
from .opening import IncomingFile

OPTIONS: Final = frozenset({"day", "source", "kind", "rank", "shop", "country", "currency", "encoding",
                            "separator", "ignore"})  # fmt: skip
_NAMES: Final = frozenset({(OWN, "slug"), (OWN, "name")})
_ENDINGS: Final = (".csv", ".tsv", ".tab")


def recognises(name: str, head: bytes) -> bool:
    """Whether a file is a table of products: it names them, and has another column that means something.

    What is called a table is taken for one, too, so that its headings can be spoken of.
    """
    heads = head_of(sample_of(head), csv_headings.is_known)
    found = {one[:2] for heading in heads if (one := csv_headings.meaning(heading))}
    is_table = len(found) > 1 and any(sort in (OWN, ABOUT, PRICE, SPEC) for sort, _ in found)
    return (is_table and bool(found & _NAMES)) or name.lower().endswith(_ENDINGS)


def import_csv(database: Database, file: IncomingFile, options: Options) -> Result:
    """Bring the products to what the table says. Raises `FileError` for the table as a whole.

    The table is read before the transaction, so that nobody waits for that.
    """
    table = read_table(
        file, encoding=options.encoding, separator=options.separator, is_known=csv_headings.is_known
    )
    layout = lay_out(table, options.ignore)
    layout.problems[:0] = table.problems

    def plan(session: Session) -> Plan:
        made = Planning(session, layout, options, table.separator).plan(reason_for(file.name))
        made.result.notes.extend(table.said)
        if layout.is_shown:
            made.result.notes.append(SAID)
        if layout.left_out:
            made.result.notes.append(
                f"{layout.left_out:,} lines are about what no spec makes; they are left out."
            )
        return made

    return settle(database, options, plan)
