"""Words in their boxes, whatever the words are."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFont

from catalog.sharing.card import BIG, CARE, FINE, LEAD, PLAIN, Line, ShareCard, named
from catalog.sharing.fitting import ELLIPSIS, cut, fitted
from catalog.sharing.painting import png
from catalog.sharing.sheet import EDGE, FOOT, WIDTH, sheet
from catalog.sharing.type import BOLD, OTHER_SCRIPT, REGULAR, paths, readable, width
from tests.sharing.conftest import read

WORDS = ["needle", "2.5 mm", "µm", "≤", "Dépôt", "W" * 90, "针", "–", "“x”"]
LETTERS = st.text(st.characters(codec="utf-8"), max_size=400)
ANYTHING = st.one_of(
    LETTERS,
    st.lists(
        st.sampled_from(["needle", "2.5 mm", "µm", "≤", "Dépôt", "W" * 90, "针", "–", "“x”"]), max_size=80
    ).map(" ".join),
)
LOOKS = [BIG, CARE, FINE, LEAD, PLAIN]
CARDS = st.builds(
    ShareCard,
    LETTERS,
    ANYTHING,
    st.lists(st.builds(Line, ANYTHING, st.sampled_from([BIG, CARE, FINE, LEAD, PLAIN])), max_size=7).map(
        tuple
    ),
)


@settings(deadline=None)
@given(CARDS, LETTERS, LETTERS)
def test_no_line_leaves_its_box(card, site, host):
    laid = sheet(card, site or "x", host)
    for text in laid.texts:
        assert width(text.words, text.look.size, text.look.weight) <= text.room + 0.01
        assert text.x >= EDGE
        assert text.x + text.room <= WIDTH - EDGE + 0.1
    body = [text for text in laid.texts if text.y < 570]
    assert all(text.y + text.look.size * 0.3 <= FOOT + 12 for text in body)
    # Nothing stands upon another line.
    for above, below in pairwise(body):
        assert below.y - below.look.size * 0.75 >= above.y + above.look.size * 0.2 - 1


@settings(deadline=None, max_examples=8)
@given(CARDS)
def test_no_pixel_lies_outside_the_text(card):
    picture = read(png(sheet(card, "MTSPen.com", "mtspen.example").svg))
    margin = picture.image.crop((WIDTH - EDGE + 4, 12, WIDTH, 630))
    assert margin.getcolors() == [(margin.width * margin.height, (255, 255, 255))]


@given(ANYTHING, st.floats(60, 900), st.integers(1, 5))
def test_what_is_cut_says_so_and_what_is_not_is_whole(words, room, most):
    words = readable(words)
    lines = fitted(words, 26, REGULAR, room, most)
    assert len(lines) <= most
    shown = "".join(lines).replace(" ", "")
    whole = words.replace(" ", "")
    if shown != whole:
        assert lines[-1].endswith(ELLIPSIS)
        assert whole.startswith("".join(lines)[:-1].replace(" ", "").rstrip(",;:.–")[: len(whole)])


def test_a_text_is_cut_at_a_word():
    assert cut("needles usually go less deep", 20, REGULAR, 150) == "needles usually…"
    assert cut("needlesusuallygolessdeep", 20, REGULAR, 100).endswith("…")


def test_a_number_keeps_its_unit():
    lines = fitted(
        readable("needle length 0.25–2.5 mm"), 30, REGULAR, width("needle length 0.25–2.5", 30) + 2, 3
    )
    assert lines == ["needle length", "0.25–2.5\u00a0mm"]


def test_characters_the_sources_use_are_drawn():
    said = "µm – “a” ‘b’ ≤ ≥ × · − … → ± ° é ö ß ł ğ ½ ² € £ ™ ® © № Δ α Ж"
    assert readable(said) == said


def test_letters_it_lacks_are_said_in_words_and_never_a_box():
    assert readable("微针 A6") == f"{OTHER_SCRIPT} A6"
    assert readable("Pen 微针 滚轮") == f"Pen {OTHER_SCRIPT}"
    assert readable("ﬁne") in ("ﬁne", "fine")
    assert readable("a\u0000b\u202ec\ud83d") == "abc"
    face = ImageFont.truetype(paths()[0], 60)
    box = bytes(face.getmask("\uffff"))
    for character in readable("Ωμέγα 微 עברית ไทย 😀 x"):
        assert character.isspace() or bytes(face.getmask(character)) != box


def test_names_left_out_are_counted():
    assert named(["a", "b", "c"], 2) == "a, b, c"
    assert named(["a", "b", "c", "d"], 2) == "a, b and 2 more"
    assert named([]) == ""


def test_widths_are_those_of_the_typeface():
    face = ImageFont.truetype(paths()[2], 200, layout_engine=ImageFont.Layout.BASIC)
    words = "needle length 0.25"
    assert abs(width(words, 200, BOLD) - face.getlength(words)) < 0.03 * face.getlength(words)
    assert Image.__version__
