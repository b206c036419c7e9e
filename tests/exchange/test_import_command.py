"""`catalog import`: its sentences, its exit codes, and that a rehearsal leaves every row alone."""

import os
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from catalog import create_app
from catalog.changes.queries import current_version, verify_chain
from catalog.config import Settings
from catalog.exchange.importing import FileError, Options, import_file
from catalog.references.reading import MAX_BYTES, MAX_ENTRIES
from catalog.science import queries
from tests.exchange.imports import about, bib, listing, rows_of, run, take
from tests.html import fetcher

ALAM = "10.1001/jamadermatol.2013.8687"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Two references: one fills and doubts Friedmann's of 2024, one is new."""
    path = tmp_path / "library.bib"
    title = "Granulomatous reactions from microneedling: a systematic review of the literature"
    named = {"title": title, "author": "", "journal": "Dermatologic Surgery"}
    known = bib("x", **named, doi="10.1097/DSS.0000000000004450", volume="50", year="2025")
    path.write_text(known + bib(), encoding="utf-8")
    return path


def test_what_would_change_is_said_line_by_line_and_nothing_is_written(
    seeded_instance: Path, library: Path
) -> None:
    before = rows_of(seeded_instance)
    result = run(seeded_instance, str(library), "--dry-run")
    assert result.exit_code == 0, result.output
    first, *lines = result.output.splitlines()
    assert first == "1 study would be added, 1 changed."
    assert lines == [
        "line 8: lund2020: new, not read yet: “Rolling forty faces”",
        "line 1: friedmann2024: volume: nothing → 50",
        "line 1: friedmann2024: year: 2024 here, 2025 in the file. Left as it is; --replace changes it",
    ]
    assert rows_of(seeded_instance) == before


def test_importing_says_what_was_done_and_the_second_time_that_nothing_was(
    seeded_instance: Path, library: Path
) -> None:
    assert run(seeded_instance, str(library)).output.startswith("1 study was added, 1 changed.\n")
    before = rows_of(seeded_instance)
    again = run(seeded_instance, str(library))
    assert (again.exit_code, again.output.splitlines()[0]) == (0, "2 studies are as they were.")
    assert rows_of(seeded_instance) == before
    replaced = run(seeded_instance, str(library), "--replace")
    assert replaced.output.splitlines() == [
        "1 study was changed, 1 is as it was.",
        "line 1: friedmann2024: year: 2024 → 2025",
    ]


def test_a_rehearsal_of_a_list_writes_nothing(seeded_instance: Path, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes(listing(about(1, ALAM), others=9))
    before = rows_of(seeded_instance)
    words = (str(tmp_path / "list.csv"), "--day", "2026-11-01")
    result = run(seeded_instance, *words, "--dry-run")
    assert result.output.splitlines() == [
        "1 notice would be added.",
        "10 records of the Retraction Watch list of 1 Nov 2026 looked through. "
        "Not listed does not mean sound.",
        "line 11: alam2014: retraction, 5 Mar 2024 (Concerns/Issues About Data)",
    ]
    assert rows_of(seeded_instance) == before
    assert run(seeded_instance, *words).output.startswith("1 notice was added.\n")
    assert len(rows_of(seeded_instance)["study_notice"]) == 1


def test_problems_are_all_named_and_can_be_passed_over(seeded_instance: Path, tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_text(bib() + bib("b", title="") + bib("c", title="Third", pmid="many"))
    before = rows_of(seeded_instance)
    result = run(seeded_instance, str(tmp_path / "a.bib"))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        "Nothing was imported: 2 problems were found. --skip-bad takes the rest.",
        "line 7: this entry has no title.",
        "line 12: “many” is no PMID. A PMID is a number of at most 8 digits. It was left out of this entry.",
    ]
    assert rows_of(seeded_instance) == before
    taken = run(seeded_instance, str(tmp_path / "a.bib"), "--skip-bad")
    assert taken.exit_code == 0
    assert taken.stdout.startswith("2 studies were added.\n")
    assert taken.stderr.startswith("Passed over: line 7: this entry has no title.\n")


# -- files that are none ----------------------------------------------------------------------------------


def assert_refused(instance: Path, file: object, words: str, *options: str) -> None:
    before = rows_of(instance)
    result = run(instance, str(file), *options)
    assert (result.exit_code, result.stdout) == (1, "")
    assert words in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert "Traceback" not in result.stderr
    assert rows_of(instance) == before


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "a-file is empty."),
        (b" \n\n", "a-file is none of these: "),
        (b"Dear all,\nplease find the list attached.\n", "a-file is none of these: "),
        (b"\x7fELF\x00\x00\x01" * 900, "a-file is no text."),
        (b"@article{a,\n title = {A\0B}}", "This is no text file: it holds zero bytes."),
        (b"@article{a, title = {\x81\x8d}}", "The encoding of this file cannot be told."),
        (b"@article{a,\n" + b" " * MAX_BYTES, "This file is larger than 4 MB. Split it."),
        pytest.param(
            b"TY  - JOUR\nTI  - A\nER  - \n" * (MAX_ENTRIES + 1), "more than 10,000", marks=pytest.mark.long
        ),
        (listing(), "This list has no records."),
        (listing().decode().encode("utf-16"), "This is no list of Retraction Watch"),
    ],
)
def test_a_file_that_cannot_be_taken_is_one_sentence(seeded_instance, tmp_path, data, words) -> None:
    (tmp_path / "a-file").write_bytes(data)
    assert_refused(seeded_instance, tmp_path / "a-file", words)


def test_what_is_no_file_is_one_sentence(seeded_instance: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "file").touch()
    assert_refused(seeded_instance, tmp_path / "gone.bib", "There is no file ")
    assert_refused(seeded_instance, tmp_path, "is a folder.")
    assert_refused(seeded_instance, tmp_path / "pipe", "is no ordinary file.")
    assert_refused(seeded_instance, "/dev/zero", "is no ordinary file.")
    assert_refused(seeded_instance, tmp_path / "loop", "cannot be read: ")
    assert_refused(seeded_instance, tmp_path / "file" / "inside", "cannot be read: Not a directory.")
    assert_refused(seeded_instance, tmp_path / ("a" * 300), "cannot be read: File name too long.")


def test_a_file_that_may_not_be_read_is_one_sentence(
    seeded_instance: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    # Root may read everything, so that taking the right away would prove nothing.
    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", refuse)
        result = run(seeded_instance, str(library))
    assert (result.exit_code, result.stderr) == (1, f"{library} cannot be read: Permission denied.\n")


def test_options_that_mean_nothing_for_a_file_are_named(
    seeded_instance: Path, library: Path, tmp_path: Path
) -> None:
    (tmp_path / "list.csv").write_bytes(listing(others=3))
    said = "--day: This means nothing for BibTeX, RIS or CSL-JSON: it is for others."
    assert_refused(seeded_instance, library, said, "--day", "2026-11-01")
    said = "--replace: This means nothing for a list of Retraction Watch: it is for others."
    assert_refused(seeded_instance, tmp_path / "list.csv", said, "--replace")
    assert run(seeded_instance, str(library), "--day", "soon").exit_code == 2


HOSTILE = [
    bib(title=r"{<script>alert(1)</script>}", author="{<b>Body</b>}", journal="a\x1b[31mred\x07"),
    bib(title="\u202egnissor", author="\ud800".encode("utf-8", "replace").decode()),
    bib(title="{" * 400 + "deep" + "}" * 400),
    '[{"id": "\\ud800x", "title": "\\ud800\\u0000 lone", "issued": {"date-parts": [[2020]]}}]',
    '[{"id": 1e999, "title": ["a", {"b": 1}], "author": [[], 3, {"family": null}]}]',
    "[" * 5000,
    "TY  - JOUR\nTI  - '; DROP TABLE study; --\nAU  - %s %d {0}\nER  - \n",
    '@string{a = "x"}@article{b, title = a # a # a, year = 99999999999999999999}',
]


@pytest.mark.parametrize("data", HOSTILE)
def test_hostile_words_end_in_a_sentence_or_in_a_study_with_a_page(
    app, page, database_of_app, tmp_path: Path, data: str
) -> None:
    (tmp_path / "a-file").write_text(data, encoding="utf-8")
    try:
        result = import_file(database_of_app, tmp_path / "a-file", Options(skip_bad=True))
    except FileError:
        return
    assert all(sentence.isprintable() for sentence in (*result.sentences(), *result.faults))
    with database_of_app.reader() as session:
        found = queries.studies(session)
    assert len(found) == len(result.adds)
    for study in found:
        shown = page("studies.show", slug=study.slug)
        assert shown.text("h1") == study.title
        assert not shown.all("main script:not([type='application/ld+json'])")
    page("/studies")


@pytest.fixture
def database_of_app(app):
    return app.extensions["database"]


# -- pages ------------------------------------------------------------------------------------------------


def test_an_imported_study_is_shown_as_one_that_nobody_has_read(
    app, page, client: FlaskClient, tmp_path
) -> None:
    take(app.extensions["database"], tmp_path, bib(doi="10.1000/faces", volume="3") + bib("b", title="Mice"))
    shown = page("/studies/lund2020")
    assert "not read yet" in shown.text(".kindl")
    assert "Nobody here has read it." in shown.text("#citation")
    assert shown.text("#leans p") == "Nothing on this site names it yet."
    assert "not read yet · number not stated · imported, not read here" in page("/studies").text(".st-l")
    assert len(page("/studies?design=not-read").all(".st-l li")) == 2
    assert page("/studies").text("#count") == (
        "2 publications. 2 were taken over from a file: nobody here has read them yet."
    )
    document = client.get("/studies/lund2020.json").get_json()
    assert (document["confidence"], document["kind"], document["n"]) == ("imported", None, None)
    for ending in ("bib", "ris", "csl.json"):
        answer = client.get(f"/studies/lund2020.{ending}")
        assert (answer.status_code, "10.1000/faces" in answer.get_data(as_text=True)) == (200, True)


def test_grades_claims_and_articles_do_not_count_what_nobody_has_read(
    seeded, seeded_client: FlaskClient, seeded_instance: Path, tmp_path: Path
) -> None:
    take(seeded, tmp_path, bib("s2031", title="Needling for acne scars: a randomised trial", year="2031"))
    own = create_app(Settings(instance=seeded_instance, secret_key="not a secret in tests"))
    own.testing = True
    see, before = fetcher(own, own.test_client()), fetcher(own, seeded_client)
    for address in ("/for/acne-scars", "/for", "/claims/c10", "/claims", "/articles/how-microneedling-works"):
        assert see(address).text("main") == before(address).text("main"), address
    own.extensions["watcher"].close()
    own.extensions["database"].close()


# -- the machine ------------------------------------------------------------------------------------------

IMPORT_HALFWAY = """
import sys, time
from pathlib import Path
from catalog.config import Settings
from catalog.db import open_database
from catalog.exchange import import_references
from catalog.exchange.importing import Options, import_file

put, done = import_references.put_study, []

def stop(session, **kwargs):
    put(session, **kwargs)
    done.append(1)
    if len(done) == 40:
        print("halfway", flush=True)
        time.sleep(60)

import_references.put_study = stop
import_file(open_database(Settings(database_url=sys.argv[1])), Path(sys.argv[2]), Options())
"""


@pytest.mark.long
def test_a_killed_import_leaves_nothing_and_the_next_one_does_it_all(
    database, database_url: str, tmp_path: Path
) -> None:
    data = "".join(bib(f"lund{year}", title=f"Faces of {year}", year=str(year)) for year in range(1900, 2000))
    (tmp_path / "a-file").write_text(data)
    command = [sys.executable, "-c", IMPORT_HALFWAY, database_url, str(tmp_path / "a-file")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "halfway\n"
        process.kill()
    with database.reader() as session:
        assert (current_version(session), queries.studies(session)) == (0, [])
    assert len(take(database, tmp_path, data).adds) == 100
    with database.reader() as session:
        assert current_version(session) == 100
        assert verify_chain(session) == []


@pytest.mark.long
def test_a_list_of_any_length_takes_little_memory(seeded, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(listing(about(99_999, ALAM), others=60_000))
    size = path.stat().st_size
    tracemalloc.start()
    try:
        import_file(seeded, path, Options(dry_run=True))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert size > 5_000_000
    assert peak < 3_000_000
