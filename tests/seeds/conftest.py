from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from catalog.config import Settings
from catalog.db import Database, open_database
from catalog.exchange import seeds
from catalog.places import place
from catalog.products.drafts import ProductDraft
from catalog.shelf.shelf import Shelf


@pytest.fixture(scope="session")
def files() -> seeds.Seeds:
    """What the seed files say."""
    return seeds.read(place("seeds"))


@pytest.fixture(scope="session")
def drafts(files: seeds.Seeds) -> dict[str, ProductDraft]:
    """The products of the seed files by slug."""
    return {file.draft.slug: file.draft for file in files.products}


@pytest.fixture(scope="session")
def seeded(seeded_file: Path) -> Iterator[Database]:
    """The seeds in a database, for reading."""
    database = open_database(Settings(database_url=f"sqlite:///{seeded_file}"))
    yield database
    database.close()


@pytest.fixture(scope="session")
def shelf(seeded: Database) -> Shelf:
    """The shelf of the seeds on the day their sources were read."""
    with seeded.reader() as session:
        return Shelf.rebuilt(session, day=date(2026, 11, 22), price_age_days=30)
