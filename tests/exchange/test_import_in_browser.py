"""The desk's import in a real browser, with and without scripts, with the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

TABLE = (
    "slug,Warranty,Weight (g),released\r\n"
    "dr-pen-a6,12 months,181,\r\n"
    "dr-pen-m8,,heavy,\r\n"
    "dr-pen-a6s,24 months,,2024\r\n"
)


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [1280, 320])
def test_a_table_is_looked_at_mended_and_imported(
    anna_browses: Callable[..., Any], tmp_path: Path, scripts: bool, width: int
) -> None:
    path = tmp_path / "products.csv"
    path.write_text(TABLE, encoding="utf-8")
    page = anna_browses("/desk/import", scripts=scripts, width=width)
    page.get_by_label("File", exact=True).set_input_files(path)
    page.get_by_role("button", name="Look at what it would change").press("Enter")
    page.wait_for_url("**/desk/import/*")
    page.get_by_label("Day", exact=True).fill("2026-11-20")
    assert "this value has no source" in page.locator(".import-report").inner_text()
    assert page.get_by_role("button", name="Import it").count() == 0
    source = page.locator("#sources option").first.get_attribute("value")
    page.get_by_label("Source on file").fill(source)
    page.get_by_label("Leave out what is wrong").check()
    page.get_by_role("button", name="Look at what it would change").press("Enter")
    report = page.locator(".import-report")
    assert "heavy" in report.inner_text()
    assert report.locator("ins").count() == 4
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Import it").press("Enter")
    page.get_by_role("heading", name="Imported").wait_for()
    page.get_by_role("link", name="Look at the products that it changed").click()
    page.get_by_role("button", name="Undo this").click()
    page.wait_for_url("**/done?*")


def test_the_file_to_fill_in_is_downloaded(anna_browses: Callable[..., Any]) -> None:
    page = anna_browses("/desk/import")
    page.get_by_text("What a table of products has in it").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download what is there").click()
    content = Path(download.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbfslug,kind,brand,name")
