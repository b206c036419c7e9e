"""The command line: what it makes, what it says, and that trouble is one sentence and exit code 1."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from catalog import schema, server
from catalog.changes.recording import record
from catalog.commands import main
from catalog.config import Settings
from catalog.db import make_engine, writer
from catalog.products import queries
from catalog.products.editing import put_product
from catalog.products.models import Product
from tests.conftest import ROOT, free_port


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


@pytest.fixture
def instance(tmp_path: Path, seeded_file: Path) -> Path:
    """An instance folder with the seeds loaded."""
    (tmp_path / "catalog.sqlite3").write_bytes(seeded_file.read_bytes())
    return tmp_path


def test_help_lists_the_commands() -> None:
    said = run("--help").output
    for command in (
        *("author", "bench", "check", "import", "migrate", "orphans"),
        *("reports", "seed", "serve", "stale", "version"),
    ):
        assert f"\n  {command} " in said


def test_migrate_makes_the_folder_and_the_tables_once(tmp_path: Path) -> None:
    folder = str(tmp_path / "deep" / "instance")
    assert run("migrate", "--instance", folder).output == "The tables are up to date now.\n"
    assert run("migrate", "--instance", folder).output == "The tables were up to date.\n"


def make_older(instance: Path) -> None:
    """Takes back the newest migration."""
    engine = make_engine(f"sqlite:///{instance / 'catalog.sqlite3'}")
    schema.downgrade(engine, "-1")
    engine.dispose()


SEED_NEXT = "Load what is new with `catalog seed`.\n"


def test_after_an_update_migrate_says_what_brings_new_seeds(instance: Path) -> None:
    assert run("migrate", "--instance", str(instance)).output == "The tables were up to date.\n"
    make_older(instance)
    said = run("migrate", "--instance", str(instance)).output
    assert said == f"The tables are up to date now.\n{SEED_NEXT}"


def test_after_an_update_serve_says_it_too_and_in_no_other_case(instance: Path) -> None:
    def said(folder: Path) -> str:
        console = Console(file=StringIO(), highlight=False, soft_wrap=True)
        server.set_up(Settings(instance=folder, secret_key="not a secret in tests"), console)
        output = console.file
        assert isinstance(output, StringIO)
        return output.getvalue()

    assert said(instance) == ""
    make_older(instance)
    assert said(instance) == SEED_NEXT
    assert said(instance) == ""


def test_a_catalogue_without_products_is_not_told_to_load_what_is_new(tmp_path: Path) -> None:
    folder = tmp_path / "instance"
    run("migrate", "--instance", str(folder))
    make_older(folder)
    assert run("migrate", "--instance", str(folder)).output == "The tables are up to date now.\n"


def test_seeding_again_changes_nothing(instance: Path) -> None:
    result = run("seed", "--instance", str(instance))
    assert (result.exit_code, result.output.strip()) == (0, "Everything is as the seeds say.")


def test_check_proves_a_seeded_catalogue_whole(instance: Path) -> None:
    result = run("check", "--instance", str(instance))
    assert result.exit_code == 0, result.output
    assert "is whole." in result.output


def test_check_notices_a_pinned_comparison_that_was_tampered_with(instance: Path) -> None:
    with sqlite3.connect(instance / "catalog.sqlite3") as connection:
        connection.execute("UPDATE snapshot SET body = replace(body, '2.5 mm', '2.6 mm')")
    connection.close()
    result = run("check", "--instance", str(instance))
    assert result.exit_code == 1
    assert result.output.count("is not what was pinned.") == 3


def test_stale_names_no_comparison_of_a_fresh_catalogue(instance: Path) -> None:
    result = run("stale", "--instance", str(instance))
    assert (result.exit_code, result.output) == (0, "No comparison is stale.\n")


def test_stale_names_what_changed_until_it_is_pinned_again(instance: Path) -> None:
    engine = make_engine(f"sqlite:///{instance / 'catalog.sqlite3'}")
    with writer(engine) as session:
        slug = "skinpen-precision"
        ids = queries.ids_by_slug(session, Product, [slug])
        draft = queries.drafts(session, [ids[slug]])[ids[slug]]
        without = tuple(row for row in draft.statements if row.spec != "pin_count")
        put_product(session, replace(draft, statements=without), actor="anna", reason="Not found again")
        session.commit()
    engine.dispose()
    said = run("stale", "--instance", str(instance)).output.splitlines()
    assert said[0] == "skinpen-exceed-dermapen-4:"
    assert said[1].startswith("  SkinPen Precision, Needles: 14 → we haven’t found this yet (")
    assert said[2] == "pen-and-roller-at-0-5-mm:"
    for slug in ("skinpen-exceed-dermapen-4", "pen-and-roller-at-0-5-mm"):
        again = run("stale", "--instance", str(instance), "--pin-again", slug)
        assert again.output == f"{slug} is bound to the values of today.\n"
    assert run("stale", "--instance", str(instance)).output == "No comparison is stale.\n"
    missing = run("stale", "--instance", str(instance), "--pin-again", "nobody")
    assert (missing.exit_code, missing.output.strip()) == (1, "There is no comparison “nobody”.")


def test_orphans_names_what_hangs_in_the_air_and_nothing_of_a_fresh_catalogue(instance: Path) -> None:
    result = run("orphans", "--instance", str(instance))
    assert (result.exit_code, result.output) == (0, "Every article and every study is linked both ways.\n")
    with sqlite3.connect(instance / "catalog.sqlite3") as connection:
        connection.execute("DELETE FROM milestone")
        connection.execute("DELETE FROM article_link WHERE kind = 'study'")
        connection.execute("DELETE FROM penetration")
        connection.execute("UPDATE claim SET for_json = '[]', against_json = '[]', beside_json = '[]'")
    connection.close()
    result = run("orphans", "--instance", str(instance))
    assert result.exit_code == 0
    assert result.output.splitlines()[0].startswith("The study ")


def test_check_notices_a_log_that_was_tampered_with(instance: Path) -> None:
    with sqlite3.connect(instance / "catalog.sqlite3") as connection:
        connection.execute("UPDATE change SET reason = 'Because' WHERE number = 7")
    connection.close()
    result = run("check", "--instance", str(instance))
    assert result.exit_code == 1
    assert "Change 7 is not what was recorded: its digest does not match." in result.stderr


def test_check_notices_a_read_model_that_differs_from_a_rebuild(instance: Path) -> None:
    with sqlite3.connect(instance / "catalog.sqlite3") as connection:
        connection.execute(
            "UPDATE product SET document = replace(document, 'known', 'disputed') WHERE id = 1"
        )
    connection.close()
    assert run("check", "--instance", str(instance)).exit_code == 1


def test_version_names_program_and_catalogue(instance: Path) -> None:
    assert run("version", "--instance", str(instance)).output.startswith("catalog 0.1.0, catalogue version ")


# --- trouble


def assert_one_sentence(result: Result, words: str) -> None:
    assert result.exit_code == 1
    assert result.stdout == ""
    assert words in result.stderr
    assert result.stderr.count("\n") == 1


EVERY = ("migrate", "seed", "check", "version", "serve")


@pytest.mark.parametrize("command", EVERY)
def test_a_database_newer_than_the_code_is_refused(command: str, instance: Path) -> None:
    with sqlite3.connect(instance / "catalog.sqlite3") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999_later'")
    connection.close()
    assert_one_sentence(run(command, "--instance", str(instance)), "newer than this version of the catalogue")


@pytest.mark.parametrize("command", EVERY)
def test_a_database_without_its_folder_is_missed(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CATALOG_DATABASE_URL", f"sqlite:///{tmp_path}/gone/catalog.sqlite3")
    assert_one_sentence(run(command, "--instance", str(tmp_path / "instance")), "its folder is missing")


def test_seeds_are_loaded_into_a_folder_that_did_not_exist(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "instance"
    first, second = run("seed", "--instance", str(folder)), run("seed", "--instance", str(folder))
    assert first.exit_code == second.exit_code == 0
    assert "changes." in first.stdout
    assert "Everything is as the seeds say." in second.stdout


@pytest.mark.parametrize(
    ("name", "value"), [("CATALOG_PAGE_SIZE", "many"), ("CATALOG_DATABASE_URL", "not an address")]
)
def test_a_setting_that_is_none_is_named(
    name: str, value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    assert_one_sentence(run("check", "--instance", str(tmp_path)), name)


@pytest.mark.parametrize("command", ["migrate", "seed", "serve"])
def test_a_locked_database_is_said_to_be(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CATALOG_LOCK_TIMEOUT_S", "0.2")
    holder = sqlite3.connect(tmp_path / "catalog.sqlite3", isolation_level=None)
    holder.execute("PRAGMA journal_mode = WAL")
    holder.execute("BEGIN IMMEDIATE")
    assert_one_sentence(run(command, "--instance", str(tmp_path)), "locked")
    holder.close()


@pytest.mark.parametrize("command", ["migrate", "seed", "serve"])
def test_a_read_only_database_is_said_to_be(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "catalog.sqlite3"
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    monkeypatch.setenv("CATALOG_DATABASE_URL", f"sqlite:///file:{file}?mode=ro&uri=true")
    assert_one_sentence(run(command, "--instance", str(tmp_path / "instance")), "read-only")


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert_one_sentence(run("migrate", "--instance", str(tmp_path / "file" / "inside")), "cannot be made")


# --- serving, for real


@contextmanager
def serving(
    folder: Path,
    *,
    workers: int = 2,
    program: Sequence[str] = (sys.executable, "-m", "catalog.commands"),
    cwd: Path = ROOT,
    env: Mapping[str, str] = os.environ,
) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """A `catalog serve` that is ready, and its address."""
    address = f"http://127.0.0.1:{(port := free_port())}"
    options = ["--port", str(port), "--workers", str(workers), "--instance", str(folder)]
    process = subprocess.Popen(
        [*program, "serve", *options],
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**env, "PYTHONUNBUFFERED": "1"},
    )
    try:
        assert process.stdout
        for line in process.stdout:
            if line.startswith("Serving "):
                break
        else:
            pytest.fail("it never served")
        wait_until_ready(address)
        yield process, address
    finally:
        process.terminate()
        with process:
            process.wait(timeout=30)


def wait_until_ready(address: str) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(f"{address}/readyz", timeout=5).close()
            return
        except OSError:
            time.sleep(0.05)
    pytest.fail("it is not ready")


def get(address: str) -> tuple[int, str, str]:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return answer.status, answer.read().decode(), answer.headers["Catalogue-Version"]


def test_an_empty_folder_becomes_a_catalogue_that_is_served_and_ends_cleanly(tmp_path: Path) -> None:
    with serving(tmp_path / "instance") as (process, address):
        status, html, version = get(f"{address}/")
        assert status == 200
        assert "<h1" in html
        assert int(version) > 0
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0
    files = {path.name for path in (tmp_path / "instance").iterdir()}
    assert {"catalog.sqlite3", "secret_key"} <= files


def test_every_worker_sees_an_edit_within_a_second(database_url: str, tmp_path: Path) -> None:
    where = {**os.environ, "CATALOG_DATABASE_URL": database_url}
    with serving(tmp_path, env=where) as (_process, address):
        before = int(get(f"{address}/about")[2])
        assert before > 0
        engine = make_engine(database_url)
        with writer(engine) as session:
            record(session, actor="a", entity_kind="n", entity_id=1, before=None, after={"n": 1}, reason="")
            session.commit()
        engine.dispose()
        time.sleep(1)
        # Each request is a connection of its own, so that over fifty both workers answer.
        assert {int(get(f"{address}/about?{n}")[2]) for n in range(50)} == {before + 1}


def test_an_address_that_is_taken_is_said_in_one_sentence(instance: Path) -> None:
    with serving(instance, workers=1) as (_process, address):
        port = address.rpartition(":")[2]
        result = run("serve", "--port", port, "--instance", str(instance))
        assert_one_sentence(result, "Nothing can listen on 127.0.0.1")


@pytest.mark.long
def test_a_worker_that_dies_is_replaced(instance: Path) -> None:
    with serving(instance) as (process, address):
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        os.kill(int(children[0]), signal.SIGKILL)
        time.sleep(5)
        wait_until_ready(address)
        assert get(f"{address}/about")[0] == 200
        now = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        assert len(now) == 2
        assert children[0] not in now


def test_migrate_writes_the_read_models_that_a_migration_emptied(instance: Path) -> None:
    """Also after it was killed between the tables and the read models."""
    with sqlite3.connect(instance / "catalog.sqlite3") as connection:
        connection.execute("UPDATE product SET document = ''")
    connection.close()
    assert run("check", "--instance", str(instance)).exit_code == 1
    assert run("migrate", "--instance", str(instance)).exit_code == 0
    assert run("check", "--instance", str(instance)).exit_code == 0
