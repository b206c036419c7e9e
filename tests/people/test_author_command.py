"""`catalog author …`: links that are printed, and mailed where mail is set up."""

import re
import shutil
import socketserver
import threading
from typing import ClassVar

import pytest
from click.testing import CliRunner

from catalog.commands import main
from catalog.config import Settings
from catalog.db import open_database
from catalog.people import mail, queries


@pytest.fixture
def run(tmp_path, empty_file):
    """run("author", "list") in a folder of this test's own."""
    folder = tmp_path / "instance"
    folder.mkdir()
    shutil.copy(empty_file, folder / "catalog.sqlite3")
    return lambda *words: CliRunner().invoke(main, [*words, "--instance", str(folder)])


@pytest.fixture
def account(tmp_path):
    """account("anna") → the row, or None."""

    def read(login):
        database = open_database(Settings(instance=tmp_path / "instance"))
        with database.reader() as session:
            found = queries.account(session, login)
        database.close()
        return found

    return read


LINK = re.compile(r"http://127\.0\.0\.1:8000/set-password/[0-9a-f]{64}\n")


def test_the_commands_do_what_they_say(run, account):
    assert "Nobody can sign in yet" in run("author", "list").output
    added = run("author", "add", "Anna", "--login", "Anna", "--role", "admin")
    assert added.exit_code == 0, added.output
    assert LINK.search(added.output)
    assert (account("anna").role, account("anna").password) == ("admin", None)
    run("author", "add", "Ben", "--login", "ben")
    listed = run("author", "list").output
    assert "anna: Anna, admin, second factor off\nben: Ben, author, second factor off\n" in listed
    assert run("author", "role", "ben", "editor").output == "ben is an editor now.\n"
    assert account("ben").role == "editor"
    assert LINK.search(run("author", "reset", "ben").output)
    assert run("author", "sign-out", "ben").output == "ben is signed out everywhere.\n"
    assert run("author", "off", "ben").output == "ben is turned off.\n"
    assert not account("ben").is_active
    assert run("author", "reset", "ben").exit_code == 1
    assert run("author", "on", "ben").output == "ben is turned on.\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("reset", "nobody"), "Nobody signs in as “nobody”."),
        (("off", "anna"), "This is the only admin; make somebody else an admin first."),
        (("role", "anna", "author"), "This is the only admin; make somebody else an admin first."),
        (("add", "Ben", "--login", "anna"), "Somebody signs in as “anna” already."),
        (("add", "Anna", "--login", "other"), "Anna has an account already."),
    ],
)
def test_trouble_is_one_sentence_and_exit_code_1(run, words, said):
    run("author", "add", "Anna", "--login", "anna", "--role", "admin")
    result = run("author", *words)
    assert (result.exit_code, result.output) == (1, f"{said}\n")


class Letterbox(socketserver.StreamRequestHandler):
    """Speaks as much SMTP as it takes to be handed a letter."""

    letters: ClassVar[list[str]] = []

    def handle(self):
        self.say("220 here")
        while line := self.rfile.readline():
            word = line.split()[0].upper() if line.split() else b""
            if word == b"DATA":
                self.say("354 go on")
                lines = []
                while (line := self.rfile.readline()) != b".\r\n":
                    lines.append(line.decode())
                self.letters.append("".join(lines))
            if word == b"QUIT":
                self.say("221 bye")
                return
            self.say("250 here")

    def say(self, words):
        self.wfile.write(f"{words}\r\n".encode())


@pytest.fixture
def letterbox():
    Letterbox.letters = []
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Letterbox) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


def test_a_link_is_mailed_where_mail_is_set_up(run, letterbox, monkeypatch):
    monkeypatch.setenv("CATALOG_SMTP_URL", f"smtp://127.0.0.1:{letterbox}")
    monkeypatch.setenv("CATALOG_MAIL_FROM", "desk@example.org")
    monkeypatch.setenv("CATALOG_SITE_ADDRESS", "https://example.org/")
    said = run("author", "add", "Anna", "--login", "anna", "--mail", "anna@example.org").output
    link = re.search(r"https://example\.org/set-password/[0-9a-f]{64}", said)
    assert link
    assert "It was sent to anna@example.org, too." in said
    assert len(Letterbox.letters) == 1
    letter = Letterbox.letters[0].replace("=\r\n", "")
    assert link[0] in letter
    assert "To: anna@example.org" in letter
    assert "From: desk@example.org" in letter


def test_no_password_is_sent_in_the_open(letterbox):
    settings = Settings(smtp_url=f"smtp://me:secret@127.0.0.1:{letterbox}")
    with pytest.raises(mail.MailError, match="only in the open"):
        mail.send(settings, "anna@example.org", "A", "B")
    assert Letterbox.letters == []


def test_a_letter_that_cannot_be_sent_leaves_the_link_printed(run, monkeypatch):
    monkeypatch.setenv("CATALOG_SMTP_URL", "smtp://127.0.0.1:1")
    result = run("author", "add", "Anna", "--login", "anna", "--mail", "anna@example.org")
    assert result.exit_code == 0
    assert LINK.search(result.output)
    assert "was not sent" in result.output


def test_without_a_server_nobody_is_written_to():
    assert mail.send(Settings(), "anna@example.org", "A", "B") is False
