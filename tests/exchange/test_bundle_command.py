"""`catalog export` and `catalog import` of a bundle: sentences and exit codes."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from catalog.commands import main
from tests.exchange.bundles import Place, files_in


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)))


@pytest.fixture
def instance(small: Place) -> Path:
    return small.folder


def test_a_catalogue_moves_to_another_folder_by_two_commands(instance: Path, tmp_path: Path) -> None:
    file, new = tmp_path / "all.zip", tmp_path / "new"
    done = run("export", file, "--instance", instance)
    assert done.exit_code == 0, done.output
    first, *left_out = done.output.splitlines()
    assert first.startswith(f"{file}: everything at version 0, ")
    assert first.endswith(" and 1 files of pictures.")
    assert any(line.startswith("Left out: 1 of desk_session. ") for line in left_out)
    assert any(line.startswith("Left out: account.password of 1 rows. ") for line in left_out)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    taken = run("import", file, "--instance", new)
    assert taken.exit_code == 0, taken.output
    assert " tables were added." in taken.output.splitlines()[0]
    assert "http://127.0.0.1:8000/set-password/" in taken.output
    assert run("export", tmp_path / "again.zip", "--instance", new).exit_code == 0
    assert (tmp_path / "again.zip").read_bytes() == file.read_bytes()


def test_a_bundle_makes_the_database_where_nothing_is(instance: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    run("export", file, "--instance", instance)
    (tmp_path / "bare").mkdir()
    for folder in (tmp_path / "bare", tmp_path / "not" / "there"):
        looked = run("import", file, "--dry-run", "--instance", folder)
        assert looked.exit_code == 0, looked.output
        assert " tables would be added." in looked.output
        assert f"There is no database in {folder} yet; it would be made." in looked.output
        assert not folder.exists() or list(folder.iterdir()) == []
        taken = run("import", file, "--instance", folder)
        assert taken.exit_code == 0, taken.output
        again = run("import", file, "--instance", folder)
        assert again.output.startswith("A bundle goes into an empty database")
        assert run("export", tmp_path / "again.zip", "--replace", "--instance", folder).exit_code == 0
        assert (tmp_path / "again.zip").read_bytes() == file.read_bytes()


def test_nothing_is_made_for_a_bundle_that_is_refused_nor_for_another_file(
    instance: Path, tmp_path: Path
) -> None:
    file, table = tmp_path / "a.zip", tmp_path / "a.csv"
    run("export", file, "--instance", instance)
    file.write_bytes(file.read_bytes()[:-40])
    table.write_text("slug,weight\r\nx,1 g\r\n")
    (tmp_path / "bare").mkdir()
    refused = run("import", file, "--instance", tmp_path / "bare")
    assert (refused.exit_code, "is no whole zip file" in refused.output) == (1, True)
    assert list((tmp_path / "bare").iterdir()) == []
    other = run("import", table, "--instance", tmp_path / "bare")
    assert (other.exit_code, "`catalog migrate` makes one" in other.output) == (1, True)
    replaced = run("import", file, "--replace", "--instance", tmp_path / "new")
    assert (replaced.exit_code, replaced.output.startswith("--replace: This means nothing")) == (1, True)
    assert not (tmp_path / "new").exists()


def test_a_full_database_is_refused(instance: Path, tmp_path: Path) -> None:
    run("export", tmp_path / "a.zip", "--instance", instance)
    full = run("import", tmp_path / "a.zip", "--dry-run", "--instance", instance)
    assert (full.exit_code, full.output.startswith("A bundle goes into an empty database")) == (1, True)
    assert "`catalog import FILE --instance DIR` makes one in another folder." in full.output


def test_options_of_other_files_are_refused(instance: Path, tmp_path: Path) -> None:
    run("export", tmp_path / "a.zip", "--instance", instance)
    done = run("import", tmp_path / "a.zip", "--replace", "--instance", instance)
    assert (done.exit_code, "a bundle of a catalogue" in done.output) == (1, True)


def test_a_folder_and_the_public_part(instance: Path, tmp_path: Path) -> None:
    done = run("export", tmp_path / "folder", "--public", "--instance", instance)
    assert done.exit_code == 0, done.output
    assert done.output.startswith(f"{tmp_path / 'folder'}: what everybody may read at version 0, ")
    run("export", tmp_path / "a.zip", "--public", "--instance", instance)
    files = files_in((tmp_path / "a.zip").read_bytes())
    assert {str(one.relative_to(tmp_path / "folder")) for one in (tmp_path / "folder").rglob("*.*")} == {
        name for name in files if "." in name
    }
    assert "tables/account.jsonl" not in files


def test_nothing_that_is_there_is_written_over_unless_that_is_said(instance: Path, tmp_path: Path) -> None:
    file, folder = tmp_path / "a.zip", tmp_path / "folder"
    file.write_bytes(b"mine")
    folder.mkdir()
    (folder / "mine").write_text("mine")
    for target in (file, folder):
        done = run("export", target, "--instance", instance)
        assert (done.exit_code, f"{target} is there already" in done.output) == (1, True)
    assert (file.read_bytes(), (folder / "mine").read_text()) == (b"mine", "mine")
    assert run("export", file, "--replace", "--instance", instance).exit_code == 0
    assert files_in(file.read_bytes())
    lost = run("export", tmp_path / "no" / "a.zip", "--instance", instance)
    assert (lost.exit_code, lost.output) == (1, f"There is no folder {tmp_path / 'no'}.\n")


def test_a_disk_that_is_full_leaves_no_half(
    instance: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from catalog.exchange import bundle_writing

    class Full(bundle_writing.ZipSink):
        def file(self, name: str, *, is_small: bool = False) -> object:
            if name == "tables/study.jsonl":
                raise OSError(28, "No space left on device")
            return super().file(name, is_small=is_small)

    monkeypatch.setattr(bundle_writing, "ZipSink", Full)
    done = run("export", tmp_path / "a.zip", "--instance", instance)
    assert (done.exit_code, done.output) == (
        1,
        f"{tmp_path / 'a.zip'} cannot be written: No space left on device.\n",
    )
    assert [one for one in tmp_path.iterdir() if one.suffix in (".zip", ".half")] == []


def test_a_picture_that_is_lost_is_said(instance: Path, tmp_path: Path) -> None:
    (file,) = (instance / "media").iterdir()
    file.unlink()
    done = run("export", tmp_path / "a.zip", "--instance", instance)
    assert done.exit_code == 0
    assert f"Lost: {file.name}, which a picture names" in done.output
