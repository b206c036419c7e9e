"""An export larger than the memory it may cost: read, turned and written by a process that is measured."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.exchange.wordpress.exports import author, category, comment, export, item

MB = 1_000_000
SIZE = 200 * MB
MEMORY = 200 * MB

_MEASURED = """
import json, re, sys
from pathlib import Path
from catalog.config import Settings
from catalog.db import open_database
from catalog.exchange.importing import import_file
from catalog.exchange.import_report import Options

url, file, is_rehearsal = sys.argv[1:]
database = open_database(Settings(database_url=url))
result = import_file(database, Path(file), Options(dry_run=is_rehearsal == "True"))
database.close()
print(json.dumps({
    # Of this program alone: what getrusage says may be of the one that started it.
    "kb": int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1]),
    "adds": len(result.adds), "left out": len(result.left_out), "same": len(result.same),
}))
"""
_WORDS = (
    "<!-- wp:paragraph -->\n<p>Nothing is said here about the skin, and a "
    "<a href='https://old.example/?p={}'>link</a> leads to another post that was made up.</p>\n"
    "<!-- /wp:paragraph -->\n\n"
)


def large(path: Path) -> int:
    """Write an export of `SIZE` bytes: texts, comments, earlier states, custom fields; how many posts."""
    whole = export(author("ann", "Ann"), category("care", "Care"), "<!-- items -->")
    head, tail = whole.split(b"<!-- items -->")
    posts = 0
    with path.open("wb") as file:
        file.write(head)
        while file.tell() < SIZE:
            posts += 1
            text = "".join(_WORDS.format(1 + (posts * 7 + number) % 500) for number in range(40))
            said = [comment(posts * 100 + number, "Thank you for this. " * 5) for number in range(20)]
            meta = {f"_field_{number}": 'a:1:{i:0;s:3:"abc";}' * 200 for number in range(40)}
            terms = [("category", "care", "Care")]
            post = item(
                posts, f"Post number {posts}", text, terms=terms, comments=said, meta=meta, creator="ann"
            )
            file.write(post.encode())
            revision = item(
                500_000 + posts, "Earlier", text, post_type="revision", status="inherit", meta=meta
            )
            file.write(revision.encode())
        file.write(tail)
    return posts


def measured(url: str, path: Path, *, is_rehearsal: bool) -> dict[str, int]:
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, url, str(path), str(is_rehearsal)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, int] = json.loads(done.stdout.strip().split("\n")[-1])
    return found


@pytest.mark.long
def test_200_mb_cost_less_memory_than_that(sqlite_url, tmp_path):
    path = tmp_path / "site.xml"
    posts = large(path)
    assert path.stat().st_size >= SIZE
    rehearsed = measured(sqlite_url, path, is_rehearsal=True)
    done = measured(sqlite_url, path, is_rehearsal=False)
    # The author is one more; every comment waits for its post to be public, and every revision is left out.
    for found in (rehearsed, done):
        assert (found["adds"], found["left out"]) == (posts + 1, posts * 21)
        assert found["kb"] * 1024 < MEMORY
