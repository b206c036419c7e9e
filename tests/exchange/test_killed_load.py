"""A load that the machine ends in the middle, with a real process on real files."""

import subprocess
import sys

import pytest

from catalog.changes.queries import current_version, verify_chain
from catalog.exchange import seeds
from catalog.places import place
from catalog.products.readmodel import stale_documents

LOAD_HALFWAY = """
import sys, time
from pathlib import Path
from catalog.config import Settings
from catalog.db import open_database
from catalog.exchange import seeds
from catalog.science import editing

def stop(*_args, **_kwargs):
    print("halfway", flush=True)
    time.sleep(60)

editing.put_note = stop
seeds.load(open_database(Settings(database_url=sys.argv[1])).writer, Path(sys.argv[2]), None)
"""


@pytest.mark.long
def test_a_killed_load_leaves_nothing_and_the_next_one_does_it_all(database, database_url):
    command = [sys.executable, "-c", LOAD_HALFWAY, database_url, str(place("seeds"))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "halfway\n"
        process.kill()
    with database.reader() as session:
        assert current_version(session) == 0
    everything = len(seeds.read(place("seeds")))
    assert seeds.load(database.writer, place("seeds"), None) == everything
    assert seeds.load(database.writer, place("seeds"), None) == 0
    with database.reader() as session:
        assert current_version(session) == everything
        assert verify_chain(session) == []
        assert stale_documents(session) == []
