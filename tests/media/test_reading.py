"""Bytes into pixels: what is taken and how, what is refused and in which words."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from catalog.media.encoding import prepare, widths
from catalog.media.formats import PictureError
from catalog.media.reading import LONGEST, Limits, read
from tests.media import made
from tests.media.containers import parts, size_of

LIMITS = Limits(20_000_000, 50_000_000)


def refusal(data: bytes, limits: Limits = LIMITS) -> str:
    with pytest.raises(PictureError) as caught:
        read(data, limits)
    return str(caught.value)


def corners(image: Image.Image) -> list[tuple[int, ...]]:
    """The colours in the middle of the quarters, in reading order."""
    width, height = image.size
    places = [(width * x // 4, height * y // 4) for y in (1, 3) for x in (1, 3)]
    return [image.convert("RGB").getpixel(place) for place in places]


def near(found: object, wanted: object, by: int = 12) -> bool:
    pairs = zip(found, wanted, strict=True)  # type: ignore[call-overload]
    return all(abs(a - b) <= by for one, other in pairs for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("kind", made.MADE)
def test_each_kind_is_taken_with_its_colours_and_size(kind):
    image = read(made.MADE[kind](), LIMITS).image
    assert (image.size, image.mode) == ((80, 60), "RGB")
    assert near(corners(image), made.CORNERS)


# CIPA DC-008: what stands in the file's first row and column, by the number in its Exif; so where the
# quarters red, green, blue and yellow (0 to 3) are when it is upright.
UPRIGHT = {
    1: (0, 1, 2, 3), 2: (1, 0, 3, 2), 3: (3, 2, 1, 0), 4: (2, 3, 0, 1),
    5: (0, 2, 1, 3), 6: (2, 0, 3, 1), 7: (3, 1, 2, 0), 8: (1, 3, 0, 2),
}  # fmt: skip


@pytest.mark.parametrize("kind", made.MADE)
@pytest.mark.parametrize("orientation", UPRIGHT)
def test_a_picture_is_stood_upright(kind, orientation):
    image = read(made.MADE[kind](exif=made.exif(orientation)), LIMITS).image
    assert image.size == ((60, 80) if orientation > 4 else (80, 60))
    assert near(corners(image), [made.CORNERS[number] for number in UPRIGHT[orientation]])


@pytest.mark.parametrize("kind", made.MADE)
def test_colours_of_another_space_become_those_of_srgb(kind):
    """The profile calls red what is blue, and the other way round."""
    image = read(made.MADE[kind](icc_profile=made.swapped_profile()), LIMITS).image
    red, _green, blue, _yellow = corners(image)
    assert blue[0] > red[0]
    assert red[2] > blue[2]


def test_a_profile_that_cannot_be_read_is_left_aside():
    image = read(made.png(icc_profile=b"nonsense" * 40), LIMITS).image
    assert near(corners(image), made.CORNERS)


@pytest.mark.parametrize("kind", ["png", "webp", "avif"])
def test_what_is_seen_through_stays_so_to_the_last_file(kind):
    image = made.quarters((400, 300), "RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    found = prepare(read(made.MADE[kind](image), LIMITS))
    for variant in found.variants:
        stored = Image.open(BytesIO(variant.content))
        assert stored.mode == "RGBA"
        alpha = stored.getchannel("A")
        assert alpha.getpixel((9, 2)) < 20
        assert alpha.getpixel((9, stored.height - 3)) > 235


def test_a_channel_that_hides_nothing_is_left_out():
    assert read(made.png(made.quarters(mode="RGBA")), LIMITS).image.mode == "RGB"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
def test_every_way_to_hold_colours_is_understood(mode):
    grey = Image.new("L", (50, 40), 128)
    if mode == "I;16":
        data = made.png(Image.new("I;16", (50, 40), 128 * 257))
    elif mode == "CMYK":
        data = made.jpeg(grey.convert("RGB").convert("CMYK"))
    else:
        data = made.png(grey.convert(mode))
    image = read(data, LIMITS).image
    assert image.size == (50, 40)
    if mode != "1":
        assert near([image.convert("RGB").getpixel((20, 20))], [(128, 128, 128)], by=4)


def test_a_palette_with_a_hole_in_it_keeps_the_hole():
    image = made.quarters().quantize(8)
    image.info["transparency"] = image.getpixel((5, 5))
    alpha = read(made.png(image), LIMITS).image.getchannel("A")
    assert (alpha.getpixel((5, 5)), alpha.getpixel((70, 50))) == (0, 255)


@pytest.mark.parametrize("kind", made.MADE)
def test_nothing_but_what_is_seen_is_in_any_file(kind):
    image = made.quarters((700, 500))
    more = {"exif": made.exif(6), "icc_profile": made.profile()}
    data = made.MADE[kind](image, **more | ({} if kind == "png" else {"xmp": made.XMP}))
    assert b"Secret Camera" in data
    found = prepare(read(data, LIMITS))
    assert [(one.format, one.width) for one in found.variants] == [
        ("avif", 320), ("webp", 320), ("avif", 500), ("webp", 500),
    ]  # fmt: skip
    for one in found.variants:
        allowed = {
            "webp": {b"VP8 "},
            "avif": {b"ftyp", b"meta", b"hdlr", b"pitm", b"iloc", b"iinf", b"iprp", b"ipco", b"ispe", b"pixi",
                     b"av1C", b"colr", b"nclx", b"ipma", b"mdat"},
        }[one.format]  # fmt: skip
        assert parts(one.content) <= allowed
        assert size_of(one.content) == (one.width, one.height)
        for secret in (b"Secret", b"secret", b"Exif", b"xmp", b"GPS"):
            assert secret not in one.content
        assert not Image.open(BytesIO(one.content)).getexif()


def test_metadata_of_the_picture_makes_no_other_picture():
    plain, told = made.png(), made.png(exif=made.exif(1), icc_profile=None)
    assert plain != told
    assert read(plain, LIMITS).digest == read(told, LIMITS).digest


@pytest.mark.parametrize("kind", made.MADE)
def test_the_same_file_twice_gives_the_same_names(kind):
    data = made.MADE[kind](made.quarters((900, 700)))
    first, second = (prepare(read(data, LIMITS)) for _ in range(2))
    assert first == second
    assert len({one.digest for one in first.variants}) == len(first.variants) == 6


def test_another_picture_has_another_name():
    digests = {read(made.numbered(number), LIMITS).digest for number in range(20)}
    assert len(digests) == 20


def test_the_longer_side_is_bounded_and_the_shape_kept():
    image = read(made.jpeg(Image.new("RGB", (3000, 4500), "white")), LIMITS).image
    assert image.size == (round(LONGEST * 2 / 3), LONGEST)
    assert read(made.png(Image.new("L", (9000, 1))), LIMITS).image.size == (2000, 1)


@pytest.mark.parametrize(
    ("own", "wanted"),
    [(1, [1]), (320, [320]), (360, [360]), (500, [320, 500]), (1300, [320, 640, 1300]),
     (2000, [320, 640, 1280, 2000])],
)  # fmt: skip
def test_a_picture_has_widths_up_to_its_own(own, wanted):
    assert widths(own) == wanted


# --- what is refused, in words


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The file is empty"),
        (b"hello", "This is no picture"),
        (made.SVG, "SVG drawing, which can carry scripts"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- a -->\n<svg:svg xmlns:svg="x"/>', "SVG drawing"),
        (made.SVG.decode().encode("utf-16"), "SVG drawing"),
        (made.written(made.quarters(), "GIF"), "a GIF"),
        (made.written(made.quarters(), "TIFF"), "a TIFF"),
        (made.written(made.quarters(), "BMP"), "a BMP"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 40, "HEIC picture, as iPhones make them"),
        (b"\0\0\0\x18ftypisom\0\0\0\0isommp42" + b"\0" * 40, "This is a film"),
        (b"%PDF-1.7\n", "a PDF"),
        (made.zipped(), "a ZIP archive"),
    ],
)
def test_what_is_no_such_picture_is_refused_and_named(data, words):
    assert words in refusal(data)


@pytest.mark.parametrize("format", ["PNG", "WEBP", "AVIF"])
def test_what_moves_is_refused(format):
    assert "moves" in refusal(made.moving(format))


@pytest.mark.parametrize("kind", made.MADE)
def test_a_file_that_ends_too_early_is_refused_wherever_it_ends(kind):
    data = made.MADE[kind]()
    for end in {*range(60), *range(60, len(data), max(1, len(data) // 150)), len(data) - 1}:
        assert refusal(data[:end])


def test_too_many_bytes_are_refused_with_the_number_that_is_taken():
    said = refusal(made.png() + b"\0" * 3_000_000, Limits(2_000_000, 50_000_000))
    assert "2 MB" in said


@pytest.mark.parametrize("kind", made.MADE)
def test_too_many_pixels_are_refused_before_they_are_decoded(kind):
    data = made.MADE[kind](Image.new("RGB", (300, 200)))
    assert "300 × 200 pixels" in refusal(data, Limits(20_000_000, 59_999))
    assert read(data, Limits(20_000_000, 60_000)).image.size == (300, 200)


@pytest.mark.parametrize("size", [(100_000, 100_000), (2**31 - 1, 2**31 - 1), (17_000, 10), (0, 10)])
def test_a_bomb_is_refused_whatever_size_it_claims(size):
    assert refusal(made.png_claiming(*size))


def test_a_picture_that_holds_less_than_it_claims_is_refused():
    assert "not whole" in refusal(made.png_claiming(3000, 2000))


# --- what is a picture and something else at once


@pytest.mark.parametrize("kind", made.MADE)
@pytest.mark.parametrize(
    "more",
    [made.zipped(), b"<script>alert(1)</script>", b"<?php system('id'); ?>", b"anything at all"],
    ids=["zip", "script", "php", "bytes"],
)
def test_what_hangs_behind_a_picture_is_refused(kind, more):
    assert "attached" in refusal(made.MADE[kind]() + more)


@pytest.mark.parametrize("hidden", [b"<script src=x>", b"<?php eval(1);", b"<HTML >", b"%PDF-1.4"])
def test_what_hides_in_a_comment_is_refused(hidden):
    comment = hidden + b" and more"
    data = made.jpeg(comment=comment)
    assert comment in data
    assert "attached" in refusal(data)


def test_an_archive_before_whose_end_a_picture_stands_is_refused():
    data = made.jpeg()
    whole = data[:2] + b"\xff\xfe" + (len(made.zipped()) + 2).to_bytes(2, "big") + made.zipped() + data[2:]
    assert "a ZIP archive" in refusal(whole)


@pytest.mark.parametrize(
    "appended",
    [
        made.jpeg(made.quarters((16, 16))),
        b"\0" * 900,
        b"\0\0\0\x18ftypmp42\0\0\0\0" + b"film" * 100,
        b"\0\0\x01\x0a\x0e\0\0\0Image_UTC_Data1700000000000SEFHe\0\0\0\x01\0\0\0SEFT",
    ],
    ids=["a second picture", "padding", "a moving photo", "notes of a phone"],
)
def test_what_phones_append_is_left_out(appended):
    assert read(made.jpeg() + appended, LIMITS).digest == read(made.jpeg(), LIMITS).digest


def test_a_phones_file_of_two_pictures_gives_the_first():
    data = made.written(
        made.quarters(), "MPO", save_all=True, append_images=[made.quarters().rotate(180)], quality=95
    )
    assert data.startswith(b"\xff\xd8\xff")
    assert near(corners(read(data, LIMITS).image), made.CORNERS)
