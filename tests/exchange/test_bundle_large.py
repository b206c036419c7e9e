"""Bundles of large catalogues, and processes that are killed while they write or read one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from catalog.changes.queries import verify_chain
from catalog.config import Settings
from catalog.exchange.bundle_tables import PUBLIC, WHOLE
from catalog.finder.filling import fill
from tests.exchange.bundles import Maker, Place, files_in

pytestmark = pytest.mark.long

DEVICES = 3_000

MEASURED = """
import resource, sys
from pathlib import Path
from catalog.config import Settings
from catalog.db import open_database
from catalog.exchange.bundle_writing import export, zip_at
from catalog.exchange.importing import Options, import_file
from catalog.media.store import Store

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

what, folder, file = sys.argv[1:4]
settings = Settings(instance=Path(folder), secret_key="x")
database, store = open_database(settings), Store(settings)
# Whatever is imported on first use is no part of it.
with database.latest() as session:
    from catalog.exchange import bundle_rows
    [bundle_rows.count(session, name, "whole") for name in ("product", "change")]
before = peak()
if what == "import":
    import_file(database, Path(file), Options(settings=settings))
else:
    with zip_at(Path(file)) as sink:
        export(database, store, settings, sink, what)
print(peak() - before)
"""


def measured(what: str, folder: Path, file: Path) -> int:
    """MB of memory that a process of its own needed more."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, what, str(folder), str(file)],
        capture_output=True,
        text=True,
        check=True,
    )
    return int(done.stdout)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    fill(Settings(instance=folder), DEVICES, 1, Console(quiet=True))
    return folder


def test_a_large_catalogue_takes_little_memory(large: Path, empty: Maker, tmp_path: Path) -> None:
    for kind in (WHOLE, PUBLIC):
        file, place = tmp_path / f"{kind}.zip", empty()
        assert measured(kind, large, file) < 40
        assert sum(len(content) for content in files_in(file.read_bytes()).values()) > 20_000_000
        assert measured("import", place.folder, file) < 60
        assert place.exported(kind) == file.read_bytes()
        with place.database.latest() as session:
            assert verify_chain(session) == []


KILLED = """
import os, signal, sys
from pathlib import Path
from catalog.config import Settings
from catalog.db import open_database
from catalog.exchange import bundle_import
from catalog.exchange.importing import Options, import_file
from catalog.media.store import Store

where, url, folder, file = sys.argv[1:5]

def die(*given, **more):
    os.kill(os.getpid(), signal.SIGKILL)

def after(function, times=1):
    left = [times]
    def called(*given, **more):
        found = function(*given, **more)
        left[0] -= 1
        if not left[0]:
            die()
        return found
    return called

if where == "before the first file":
    Store.put = die
elif where == "after the first file":
    Store.put = after(Store.put)
elif where == "before the rows":
    bundle_import._filled = die
elif where == "among the rows":
    bundle_import._fill = after(bundle_import._fill, 20)
elif where == "before the commit":
    bundle_import.announce = die
settings = Settings(instance=Path(folder), database_url=url, secret_key="x")
import_file(open_database(settings), Path(file), Options(settings=settings))
"""
MOMENTS = (
    "before the first file",
    "after the first file",
    "before the rows",
    "among the rows",
    "before the commit",
)


@pytest.mark.parametrize("there", ["sqlite", "postgresql"])
def test_a_killed_import_leaves_an_empty_database_and_the_next_one_fills_it(
    small: Place, empty: Maker, tmp_path: Path, there: str
) -> None:
    bundle, place = small.exported(), empty(there)
    (tmp_path / "bundle.zip").write_bytes(bundle)
    url = place.settings.database_url or ""
    for where in MOMENTS:
        command = [sys.executable, "-c", KILLED, where, url, str(place.folder), str(tmp_path / "bundle.zip")]
        assert subprocess.run(command, capture_output=True).returncode == -9, where
        assert place.counts().keys() <= {"catalogue", "upload"}, where
        # Of each file in the store somebody knows: a row of intent names it.
        named = "".join(row["files_json"] for row in place.rows("upload"))
        assert all(one.name.partition(".")[0] in named for one in place.store.found()), where
    place.take(bundle)
    assert place.exported() == bundle
    # What the killed ones left behind is swept, and the picture stays.
    from catalog.media.sweeping import compare, sweep

    sweep(place.database, place.store, 0)
    with place.database.latest() as session:
        assert compare(session, place.store).lost == ()
    assert len(list(place.store.found())) == 1
    assert "upload" not in place.counts()
    assert place.exported() == bundle


EXPORT_HALFWAY = """
import os, signal, sys
from pathlib import Path
from catalog.config import Settings
from catalog.db import open_database
from catalog.exchange import bundle_writing
from catalog.media.store import Store

class Dying(bundle_writing.ZipSink):
    def file(self, name, *, is_small=False):
        if name == "tables/product.jsonl":
            os.kill(os.getpid(), signal.SIGKILL)
        return super().file(name, is_small=is_small)

bundle_writing.ZipSink = Dying
settings = Settings(instance=Path(sys.argv[1]), secret_key="x")
with bundle_writing.zip_at(Path(sys.argv[2])) as sink:
    bundle_writing.export(open_database(settings), Store(settings), settings, sink, "whole")
"""


def test_a_killed_export_leaves_the_old_file_as_it_was(small: Place, tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    small.export(file)
    before = file.read_bytes()
    command = [sys.executable, "-c", EXPORT_HALFWAY, str(small.folder), str(file)]
    assert subprocess.run(command, capture_output=True).returncode == -9
    assert file.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".zip"] == ["a.zip"]
