"""A dial whose cartridges stop short of it: what the file says is shown, and what is left of it beside it."""


def test_cards_and_lines_say_what_the_sources_say_of_the_dial(seeded_page) -> None:
    cards = seeded_page("/devices?depth_reach=1.5&brand=amiea-med")
    lengths = " ".join(cards.texts(".len"))
    assert "0–1.9 mm" in lengths
    assert "0–1.5 or 1.9 mm" in lengths
    assert cards.text("main").count("1.5 mm with its cartridges") == 2
    lines = seeded_page("/devices?depth_at=0.5&brand=amiea-med")
    assert "0–1.9 mm" in lines.text(".mrows")
    assert "1.5 mm with its cartridges" in lines.text(".mrows")


def test_what_its_cartridges_do_not_reach_does_not_fit_and_says_why(seeded_page) -> None:
    page = seeded_page("/devices?depth_reach=1.6&brand=amiea-med")
    assert "0–1.9 mm, 1.5 mm with its cartridges" in page.text("main")
