import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from catalog.config import Settings
from catalog.db import Database, open_database
from tests.exchange.bundles import Maker, Place, fill_every_table, place_at
from tests.exchange.tables import stock

FILES = {
    "authors.toml": """
[anna]
name = "Anna"
title = "Author"
""",
    "method.toml": """
[1]
title = "A made-up method"
day = "2026-11-22"
text = "How it is done."

[[1.criteria]]
key = "noise"
name = "Noise"
weight = 10
specs = ["noise"]
how = "With a meter."
""",
    "brands.toml": """
[dr-pen]
name = "Dr. Pen"
""",
    "sources.toml": """
[unilog-a6]
title = "Product page, Dr. Pen A6"
url = "https://example.org/a6"
publisher = "Unilog"
type = "retailer"
strength = "fair"
read_on = "2026-11-22"
""",
    "devices/dr-pen-a6.toml": """
slug = "dr-pen-a6"
kind = "pen"
brand = "dr-pen"
name = "Ultima A6"

[[statements]]
spec = "needle_length"
says = "up to 2.5 mm"
source = "unilog-a6"
origin = "dr-pen-a6/needle_max_mm"

[[statements]]
spec = "noise"
says = "55 dB"
known_by = "recalled"

[[offers]]
amount = "15000.00"
currency = "PKR"
source = "unilog-a6"

[[legal]]
market = "Canada"
body = "Health Canada"
status = "not licensed; advised not to use"
date = "2021-12"
sources = ["unilog-a6"]
checked = "2026-11-22"

[[fits]]
cartridge = "a6-12"
answer = "fits"
source = "unilog-a6"
""",
    "cartridges/a6-12.toml": """
slug = "a6-12"
kind = "cartridge"
name = "12-needle cartridge"

[[fits]]
device = "dr-pen-a6"
answer = "not verified"
source = "unilog-a6"
""",
    "studies.toml": """
[chu2021]
title = "Adverse events of microneedling"
authors = ["Chu S"]
journal = "Dermatologic Surgery"
year = 2021
kind = "systematic review"
population = "Eighty-five articles"
outcome = "Adverse events"
finding = "Most were mild."
confidence = "verified"
""",
    "articles/granulomas.md": """
+++
title = "Lumps that stay"
summary = "What is known of them."
written = "2026-11-26"
checked = "2026-11-26"
concerns = ["scars"]
+++
Some lumps stay for 2 years [@chu2021; @c01].

A regulator names no length [@g-body]; the [[device dr-pen-a6]] has one.

[[claim c01]]
""".lstrip(),
    "timeline.toml": """
[barrier]
after = "2 hours"
until = "3 hours"
words = "The barrier is back."
seen_in = "people"
studies = ["chu2021"]
""",
    "guidance.toml": """
[g-body]
who = "A regulator"
role = "regulator"
audience = "home"
country = "Canada"
says = "Names no length."
limit_to = "0.3 mm"
date = "2021-12"
url = "https://example.org/says"
interest = "none"
confidence = "verified"
read_in = "the page"
""",
    "cleaning.toml": """
[k01]
topic = "sharing"
rule = "Never share a head."
applies_to = "all"
why = "Germs."
sources = ["g-body", "chu2021", "https://example.org/rule"]
who_says = "A regulator"
confidence = "verified"
""",
    "glossary.toml": """
[granuloma]
term = "Granuloma"
definition = "A lump that stays."
also = ["granulomas"]
""",
    "claims.toml": """
[c01]
claim = "Most events are mild."
said = "In an article."
verdict = "partly supported"
why = "A review says so."
instead = "Most are mild."
for = ["chu2021"]
lengths = "0–0.5 mm"

[[c01.numbers]]
label = "Events"
value = "85"
unit = "%"
study = "chu2021"
""",
    "concerns.toml": """
[scars]
label = "Scars"
plain = "Dents."
certainty = "low"
effect = "Shallower."
does_not_show = "How long it lasts."
home_evidence = "None was found."
stop_signs = ["Pus"]
see_a_professional = ["You form keloids"]
advice_from = ["g-body"]
studies = ["chu2021"]

[[scars.types]]
id = "rolling"
plain = "Wide dips."
response = "best"
studies = ["chu2021"]

[[scars.tested]]
study = "chu2021"
device_kind = "roller"
needle_lengths = ["1.5 mm"]
sessions = "3"
interval = "monthly"
by = "clinician"
result = "Better."
""",
    "safety.toml": """
[s03]
group = "contraindications"
item = "Active infection of the skin"
detail = "Needling can spread it."
level = "do not treat"
studies = ["chu2021"]
""",
    "depths.toml": """
[bands."0.5-1"]
lengths = "0.5–1.0 mm"
layer = "Inner skin"
uses = ["fine lines"]
who = "professional"
cautions = ["Bleeding is possible"]
basis = "Tested in people."
studies = ["chu2021"]

[layers.cheek]
site = "Cheek"
method = "Raman spectroscopy"
stratum_corneum_um = 16.8
studies = ["chu2021"]
""",
}


class SeedFolder:
    """A small folder of seeds that loads; `edit` makes it wrong."""

    def __init__(self, path: Path) -> None:
        self.path = path
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        (self.path / name).parent.mkdir(parents=True, exist_ok=True)
        (self.path / name).write_text(text, encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace a text that stands in the file once."""
        text = (self.path / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"“{old}” stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))


@pytest.fixture
def seed_folder(tmp_path: Path) -> SeedFolder:
    return SeedFolder(tmp_path / "seeds")


@pytest.fixture
def loaded(database) -> Callable[[SeedFolder], int]:
    """Loads a folder into an empty database; gives the number of changes."""
    from catalog.exchange import seeds

    return lambda folder: seeds.load(database.writer, folder.path, None)


@pytest.fixture
def seeded_instance(tmp_path: Path, seeded_file: Path) -> Path:
    """An instance folder of this test's own with the seeds loaded."""
    folder = tmp_path / "instance"
    folder.mkdir()
    shutil.copy(seeded_file, folder / "catalog.sqlite3")
    return folder


@pytest.fixture
def seeded(seeded_instance: Path) -> Iterator[Database]:
    """The database in that folder."""
    opened = open_database(Settings(instance=seeded_instance))
    yield opened
    opened.close()


@pytest.fixture
def empty(tmp_path: Path, empty_file: Path, request: pytest.FixtureRequest) -> Iterator[Maker]:
    """empty("sqlite") and empty("postgresql"): migrated databases with nothing in them, each with a store.

    Of PostgreSQL there is one in a test.
    """
    with ExitStack() as opened:

        def make(kind: str = "sqlite") -> Place:
            folder = tmp_path / f"{kind}-{next(numbers)}"
            folder.mkdir()
            if kind == "sqlite":
                url = f"sqlite:///{shutil.copy(empty_file, folder / 'catalog.sqlite3')}"
            else:
                url = request.getfixturevalue("postgresql_url")
            return opened.enter_context(place_at(folder, url))

        numbers = count()
        yield make


@pytest.fixture
def full(empty: Maker, seeded_file: Path) -> Place:
    """The real catalogue with a row more in every table, on SQLite."""
    place = empty()
    shutil.copy(seeded_file, place.folder / "catalog.sqlite3")
    fill_every_table(place)
    return place


@pytest.fixture
def small(empty: Maker) -> Place:
    """A catalogue with one row in every table but the log, on SQLite."""
    place = empty()
    fill_every_table(place)
    return place


@pytest.fixture
def stocked(database: Database, at_time: Any) -> Database:
    """A small catalogue to take tables into, on its day."""
    at_time(2026, 11, 27, 12)
    with database.writer() as session:
        stock(session)
        session.commit()
    return database
