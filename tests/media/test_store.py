"""The store: a folder, memory, and a service that speaks S3."""

from __future__ import annotations

import pytest

from catalog.config import Settings
from catalog.media.store import Store, StoreError


@pytest.fixture(params=["folder", "memory", "s3"])
def store(request: pytest.FixtureRequest, settings: Settings) -> Store:
    if request.param == "s3":
        return Store(request.getfixturevalue("s3"))
    return Store(settings if request.param == "folder" else Settings(media_url="memory:///"))


def names(store: Store) -> list[str]:
    return sorted(one.name for one in store.found())


def test_what_is_put_is_there_until_it_is_removed(store):
    assert (store.get("a.webp"), names(store)) == (None, [])
    store.put("a.webp", b"one")
    store.put("b.avif", b"two" * 100_000)
    store.put("a.webp", b"one")
    assert (store.get("a.webp"), store.get("b.avif")) == (b"one", b"two" * 100_000)
    assert names(store) == ["a.webp", "b.avif"]
    assert all(one.at.tzinfo for one in store.found())
    store.remove(["a.webp", "never-there.avif"])
    assert names(store) == ["b.avif"]
    assert store.get("a.webp") is None


def test_the_service_is_asked_at_its_own_address_below_its_folder_and_signed(service, s3):
    Store(s3).put("a.webp", b"one")
    assert list(service.objects) == ["/pictures/site/a.webp"]
    method, path, signed = service.asked[0]
    assert (method, path) == ("PUT", "/pictures/site/a.webp")
    assert "Credential=made-up-key/" in signed
    assert "/eu-central-1/s3/" in signed


def test_a_folder_holds_whole_files_under_their_names(settings):
    store = Store(settings)
    store.put("a.webp", b"one")
    assert {path.name: path.read_bytes() for path in (settings.folder / "media").iterdir()} == {
        "a.webp": b"one"
    }


def test_a_folder_elsewhere_can_be_named(settings, tmp_path):
    elsewhere = tmp_path / "pictures of ours"
    store = Store(settings.model_copy(update={"media_url": elsewhere.as_uri()}))
    store.put("a.webp", b"one")
    assert (elsewhere / "a.webp").read_bytes() == b"one"


@pytest.mark.parametrize("address", ["ftp://somewhere/x", "nonsense", "s3://"])
def test_an_address_that_leads_to_no_store_is_told(address):
    with pytest.raises(StoreError, match="CATALOG_MEDIA_URL leads to no store"):
        Store(Settings(media_url=address))


def test_a_service_that_is_away_is_told(s3, service, monkeypatch):
    monkeypatch.setattr("catalog.media.store._RETRY", {"max_retries": 0})
    away = Store(s3.model_copy(update={"media_endpoint": "http://127.0.0.1:1"}))
    for ask in (
        lambda: away.get("a"),
        lambda: away.put("a", b""),
        lambda: away.remove(["a"]),
        lambda: names(away),
    ):
        with pytest.raises(StoreError, match="does not answer"):
            ask()


def test_a_folder_that_cannot_be_written_to_is_told(settings):
    settings.folder.mkdir(parents=True)
    (settings.folder / "media").write_text("no folder")
    with pytest.raises(StoreError):
        Store(settings).put("a", b"")
