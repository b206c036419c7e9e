"""An import that the machine ends between two products, with a real process on a real database."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from catalog.changes.queries import verify_chain
from catalog.db import Database
from catalog.products.readmodel import stale_documents
from tests.exchange.tables import every_draft, stock, take, text_of, version

HALFWAY = """
import sys, time
from pathlib import Path
from catalog.config import Settings
from catalog.db import open_database
from catalog.exchange.importing import Options, import_file
from catalog.products.rows import RowWriter

write, done = RowWriter.write, []

def stop(self, product, draft):
    if len(done) == int(sys.argv[3]):
        print("halfway", flush=True)
        time.sleep(60)
    done.append(product.slug)
    write(self, product, draft)

RowWriter.write = stop
import_file(open_database(Settings(database_url=sys.argv[1])), Path(sys.argv[2]), Options())
"""
ROWS = [
    {"slug": slug, "source": "a-shop", "warranty": f"{number} months", "weight": "-"}
    for number, slug in enumerate(("dermaline-one", "dermaline-two", "dermaline-12"), 1)
]


@pytest.mark.long
@pytest.mark.parametrize("step", [0, 1, 2])
def test_a_killed_import_changes_nothing_and_the_next_one_does_it_all(
    database: Database, database_url: str, tmp_path: Path, step: int
) -> None:
    with database.writer() as session:
        stock(session)
        session.commit()
    before, drafts = version(database), every_draft(database)
    path = tmp_path / "products.csv"
    path.write_text(text_of(ROWS), encoding="utf-8")
    command = [sys.executable, "-c", HALFWAY, database_url, str(path), str(step)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "halfway\n"
        process.kill()
    assert (version(database), every_draft(database)) == (before, drafts)
    assert len(take(database, tmp_path, ROWS).adds) == 3
    assert version(database) == before + 3
    assert take(database, tmp_path, ROWS).does_nothing
    with database.reader() as session:
        assert verify_chain(session) == []
        assert stale_documents(session) == []
