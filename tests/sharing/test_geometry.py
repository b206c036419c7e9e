"""What is drawn lies where the values say, read from the pixels."""

import pytest

NEEDLE, PAPER, WASH = (26, 79, 148), (255, 255, 255), (244, 246, 248)
# The design: the surface lies 52 px down and a millimetre is 108 px. A plate goes 3.3 mm deep, or 46 px below
# the point; one of a short needle goes 1.7 mm. The needle hangs at 36 % of the width and is 18 px wide. The
# panel is 484 × 630 px, and nothing in it is enlarged more than 1.85 times.
TOP, MM, PANEL, HIGH = 52, 108, 716, 630


def zoom(deepest: float) -> float:
    tall = TOP + 1.7 * MM if deepest <= 1 else max(TOP + 3.3 * MM, TOP + deepest * MM + 46)
    return min(HIGH / round(tall), 1.85)


def near(colour, wanted, most=25):
    return all(abs(one - other) <= most for one, other in zip(colour, wanted, strict=True))


@pytest.mark.parametrize(
    ("path", "length"),
    [
        ("/devices/bcn-meso-facial-roller-0-5mm", 0.5),
        ("/devices/genosys-dts-roller-0-25mm", 0.25),
        ("/devices/genosys-dts-roller-2mm", 2.0),
        ("/needle-lengths/1.5", 1.5),
        ("/needle-lengths/0.5", 0.5),
    ],
)
def test_the_point_of_a_needle_lies_at_its_length(picture_of, path, length):
    picture, times = picture_of(path), zoom(length)
    x = PANEL + 0.36 * (1200 - PANEL)
    end = (TOP + length * MM) * times
    blue = [y for y in range(100, HIGH) if near(picture.at(x, y), NEEDLE)]
    assert abs(max(blue) - end) <= 3, f"the point is at {max(blue)}, not {end:.0f}"
    # It is as wide as it should be at the surface, and nothing of it is beside.
    half = 9 * times
    at = (TOP + 2) * times
    assert near(picture.at(x - half + 3, at), NEEDLE)
    assert near(picture.at(x + half - 3, at), NEEDLE)
    assert not near(picture.at(x + half + 3, at), NEEDLE)


@pytest.mark.parametrize("length", ["0.5", "1.5", "2.5"])
def test_each_half_millimetre_has_its_tick(picture_of, length):
    picture, times = picture_of(f"/needle-lengths/{length}"), zoom(float(length))
    drawn = 1.7 if float(length) <= 1 else 3.3
    ticks = [step * 0.5 for step in range(1, 7) if step * 0.5 < drawn - 0.05]
    for depth in ticks:
        y = (TOP + depth * MM) * times
        column = [sum(picture.at(PANEL + 4, y + beside)) for beside in range(-5, 6)]
        assert min(column) + 40 < max(column), f"no tick at {depth} mm"
        assert abs(column.index(min(column)) - 5) <= 2, f"the tick of {depth} mm is elsewhere"


def test_a_length_that_nobody_knows_draws_no_needle_in_skin(picture_of):
    picture = picture_of("/devices/berbers-treat-pen")
    colours = {picture.at(x, y) for x in range(PANEL + 4, 1200, 3) for y in range(12, HIGH, 3)}
    assert not any(near(colour, NEEDLE, 20) for colour in colours)
    assert picture.at(PANEL + 10, 20) == WASH


def test_a_disputed_length_is_solid_to_the_shorter_and_dashed_to_the_longer(picture_of):
    """Sources say 2.5 mm and 3.0 mm: skin is seen inside the outline between them, and its edge is dashed."""
    picture, times = picture_of("/devices/dr-pen-a6"), zoom(3.0)
    x = PANEL + 0.36 * (1200 - PANEL)
    assert near(picture.at(x, (TOP + 2.47 * MM) * times), NEEDLE)
    assert not near(picture.at(x, (TOP + 2.7 * MM) * times), NEEDLE)
    edge = [
        min(sum(picture.at(x + 9 * times + off, y)) for off in (-1, 0, 1))
        for y in range(round((TOP + 2.55 * MM) * times), round((TOP + 2.8 * MM) * times))
    ]
    assert min(edge) < 500 < max(edge)


def test_the_edge_of_every_picture_is_paper(picture_of):
    for path in ("/claims/c12", "/articles/cleaning", "/for/acne-scars", "/studies/ablon2018"):
        picture = picture_of(path)
        assert {picture.at(x, y) for x in (10, 40, 1150, 1190) for y in range(12, 630, 7)} == {PAPER}, path
