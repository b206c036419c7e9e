"""Pictures of an import: taken from a copy of the media that lies here, with their words; else they wait."""

from __future__ import annotations

import socket

import pytest
from sqlmodel import select

from catalog.articles import queries as articles
from catalog.config import Settings
from catalog.exchange.import_report import MediaFolder
from catalog.exchange.importing import FileError
from catalog.exchange.old_addresses import today
from catalog.media.models import Picture, PictureFile, Upload
from catalog.media.store import Store
from tests.exchange.wordpress.exports import CITING, SITE, attachment, export, imported, item, lines, of
from tests.media import made

ALT = "A dial with four plain quarters."
TEXT = (
    CITING + f'\n\n<img class="wp-image-5" src="{SITE}/wp-content/uploads/2024/03/dial-300x200.png" alt="">'
)
SITE_XML = export(attachment(5, "2024/03/dial.png", ALT), item(1, text=TEXT))


@pytest.fixture
def media(tmp_path):
    folder = tmp_path / "uploads"
    (folder / "2024" / "03").mkdir(parents=True)
    (folder / "2024" / "03" / "dial.png").write_bytes(made.numbered(1))
    return MediaFolder(folder, "own photo", "Anna Anders")


@pytest.fixture
def importing(studied, tmp_path):
    settings = Settings(instance=tmp_path / "instance")
    settings.folder.mkdir(parents=True, exist_ok=True)
    return lambda content=SITE_XML, media=None, **options: imported(
        studied, content, media=media, settings=settings, **options
    )


def pictures(database):
    with database.reader() as session:
        return list(session.exec(select(Picture)))


def test_a_picture_is_taken_with_its_words_and_stands_in_the_text(studied, importing, media, tmp_path):
    result = importing(media=media)
    (picture,) = pictures(studied)
    assert (picture.slug, picture.alt, picture.origin, picture.credit) == (
        "dial",
        ALT,
        "own photo",
        "Anna Anders",
    )
    assert of(result, "Dial").endswith("is in the library: dial")
    with studied.reader() as session:
        assert "\n\n[[picture dial]]" in articles.article(session, "post-1").text
        assert session.exec(select(Upload)).all() == []
        files = session.exec(select(PictureFile)).all()
        assert today(session, "/wp-content/uploads/2024/03/dial.png").startswith("/media/")
    store = Store(Settings(instance=tmp_path / "instance"))
    assert files
    assert all(store.get(one.stored.name) for one in files)


def test_a_rehearsal_puts_nothing_into_the_store(studied, importing, media, tmp_path):
    rehearsed = importing(media=media, dry_run=True)
    assert pictures(studied) == []
    folder = tmp_path / "instance" / "media"
    assert not folder.exists() or list(folder.iterdir()) == []
    assert lines(importing(media=media)) == lines(rehearsed)


def test_a_second_run_takes_no_picture_twice(studied, importing, media):
    importing(media=media)
    again = importing(media=media)
    assert (again.adds, again.changes) == ([], [])
    assert len(pictures(studied)) == 1
    without = importing()
    assert (without.adds, without.changes) == ([], []), "it is known without the folder, too"


def test_a_picture_that_comes_later_takes_its_place_in_the_text(studied, importing, media):
    first = importing()
    assert "pictures that were not taken: Dial" in of(first, "post-1")
    assert "no copy of the site’s media was given" in of(first, "Dial")
    later = importing(media=media)
    assert of(later, "post-1").startswith("~ line")
    with studied.reader() as session:
        assert "[[picture dial]]" in articles.article(session, "post-1").text


@pytest.mark.parametrize(
    ("content", "origin", "credit", "why"),
    [
        (export(attachment(5, "2024/03/dial.png")), "own photo", "A", "its alternative text is missing"),
        (export(attachment(5, "2024/03/dial.png", ALT)), "", "A", "its origin (--origin) is missing"),
        (export(attachment(5, "2024/03/dial.png", ALT)), "maker", "", "who took it (--credit) is missing"),
        (export(attachment(5, "2024/03/none.png", ALT)), "maker", "A", "there is no file “2024/03/none.png”"),
        (export(attachment(5, "../../secret.png", ALT)), "maker", "A", "there is no file “../../secret.png”"),
        (export(attachment(5, "2024/03/doc.pdf", ALT)), "maker", "A", "the file “doc.pdf” is no picture"),
        (export(attachment(5, "2024/03/broken.png", ALT)), "maker", "A", "the file cannot be taken"),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_made_up(
    studied, importing, media, content, origin, credit, why
):
    (media.folder.parent / "secret.png").write_bytes(made.numbered(2))
    (media.folder / "2024" / "03" / "broken.png").write_bytes(b"no picture at all")
    result = importing(content, MediaFolder(media.folder, origin, credit))
    assert pictures(studied) == []
    assert why in of(result, "Dial")


def test_a_picture_that_is_here_already_is_used(studied, importing, media):
    importing(export(attachment(5, "2024/03/dial.png", ALT, "First")), media)
    result = importing(export(attachment(6, "2024/03/dial.png", ALT, "Second")), media)
    assert len(pictures(studied)) == 1
    assert "is a picture here already: first" in of(result, "Second")


def test_a_folder_or_an_origin_that_is_none_is_refused(importing, media):
    with pytest.raises(FileError, match="no folder"):
        importing(media=MediaFolder(media.folder / "none"))
    with pytest.raises(FileError, match="no origin of pictures; there are own photo"):
        importing(media=MediaFolder(media.folder, "found it"))


def test_nothing_is_asked_of_the_network(importing, media, monkeypatch):
    def refuse(*_args):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    text = (
        TEXT + '<img src="https://elsewhere.example/x.png"><iframe src="https://elsewhere.example/"></iframe>'
    )
    result = importing(export(attachment(5, "2024/03/dial.png", ALT), item(1, text=text)), media)
    assert "pictures that were not taken: x.png" in of(result, "post-1")
