"""Settings: from the environment or in code; a key is made where none is set."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from catalog import schema
from catalog.config import Settings
from catalog.db import open_database


def test_a_setting_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CATALOG_PAGE_SIZE", "48")
    monkeypatch.setenv("CATALOG_DATABASE_URL", "postgresql://one,two/catalog")
    settings = Settings()
    assert settings.page_size == 48
    assert settings.database == "postgresql://one,two/catalog"


def test_without_settings_everything_lies_in_the_instance_folder(tmp_path: Path) -> None:
    settings = Settings(instance=tmp_path)
    assert str(settings.database) == f"sqlite:///{tmp_path / 'catalog.sqlite3'}"


def test_a_folder_may_have_any_name(tmp_path: Path) -> None:
    folder = tmp_path / "which one? 50% #2 @home"
    folder.mkdir()
    database = open_database(Settings(instance=folder))
    schema.upgrade(database.engine)
    assert schema.is_current(database.engine)
    database.close()
    assert (folder / "catalog.sqlite3").is_file()
    assert [path.name for path in tmp_path.iterdir()] == [folder.name]


def test_every_setting_says_what_it_means() -> None:
    assert all(field.description for field in Settings.model_fields.values())


def test_the_secret_key_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    first, second = Settings(instance=tmp_path / "new"), Settings(instance=tmp_path / "new")
    assert len(first.secret) == 64
    assert second.secret == first.secret
    assert stat.S_IMODE((tmp_path / "new" / "secret_key").stat().st_mode) == 0o600


def test_workers_that_start_together_agree_on_the_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = list(pool.map(lambda _: Settings(instance=tmp_path).secret, range(32)))
    assert len(set(keys)) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_a_key_that_is_set_leaves_no_file(tmp_path: Path) -> None:
    assert Settings(instance=tmp_path, secret_key="given").secret == "given"
    assert list(tmp_path.iterdir()) == []
