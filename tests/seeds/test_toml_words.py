"""What is said of a file that is no TOML, and where its tables begin."""

import tomllib

import pytest

from catalog.toml_words import header_lines, toml_trouble


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('a = 1\nb = "x\n', 2, "a text is not closed with a quotation mark."),
        ('a = """x\n', None, "a text is not closed with a quotation mark."),
        ("a = 'x\n", None, "a text is not closed with a quotation mark."),
        ('a = "\x07"\n', 1, "a text holds a character that cannot be printed."),
        ("a\n", 1, "a key is followed by no “=”."),
        ("a = 1\na = 2\n", 2, "this key stands here a second time."),
        ("[a]\n[a]\n", 2, "this table stands here a second time."),
        ("a = b\n", 1, "a value is missing here, or it is a text without straight quotation marks."),
        ("a = “b”\n", 1, "a value is missing here, or it is a text without straight quotation marks."),
        ('a = "x"y"\n', 1, "something stands behind the value; inside a text, write “ and ” for quotation."),
        ('a = ["x"\n', None, "a list is not closed with “]”."),
        ("[a\n", 1, "a line of square brackets is not closed."),
        ('a = "\\x"\n', 1, "a backslash in a text is written “\\\\”."),
        ("=1\n", 1, "this is not TOML: Invalid statement."),
    ],
)
def test_the_parsers_words_are_plain(text: str, line: int | None, words: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as raised:
        tomllib.loads(text)
    assert toml_trouble(raised.value) == (line, words)


def test_tables_are_found_on_their_lines() -> None:
    text = (
        '[one]\nwords = """\n[two]\n[three]\n"""\n[[one.rows]]\n  [[ one.rows ]] # the second\n'
        '[bands."0.5-1"]\nlist = [\n["one"]\n]\n[four'
    )
    data = tomllib.loads(text.removesuffix("[four"))
    assert header_lines(text, data) == {"one": 1, "one, rows 1": 6, "one, rows 2": 7, "bands, 0.5-1": 8}
