"""The page in a real browser: rows and words find each other, and nothing else happens."""

import pytest

from onrecord.records import Statement
from report.stories import (
    full_story,
    many_speakers,
    one_undated_report,
    unread_only,
    wide_matrix,
)

STORIES = [full_story, one_undated_report, unread_only, many_speakers, wide_matrix]


def rows() -> list[Statement]:
    story = full_story()
    return [row for evidence in story.evidence for row in evidence.statements]


GONE = rows()[1].id  # “The wall is gone,” … “We will not pretend otherwise.”


def lit_words(page) -> str:
    return page.evaluate(
        "[...document.querySelectorAll('.report a.lit')].map(e => e.textContent).join('|')"
    )


def pinned(page) -> str | None:
    return page.evaluate("document.querySelector('.row.pinned')?.id ?? null")


@pytest.mark.parametrize("make", STORIES)
def test_it_opens_from_disk_and_asks_for_nothing(open_page, make) -> None:
    page = open_page(make())
    page.wait_for_timeout(100)
    assert [url.split(":")[0] for url in page.requests] == ["file"]
    assert page.errors == []


def test_a_script_in_a_report_does_not_run(open_page) -> None:
    page = open_page()
    assert page.title().endswith("on record")
    assert 'document.title = "owned"' in page.text_content("#reports")


def test_hovering_a_row_lights_its_words(open_page) -> None:
    page = open_page()
    page.hover(f"#s-{GONE}")
    assert "The wall is gone" in lit_words(page)
    assert "We will not pretend otherwise" in lit_words(page)
    page.hover("h1")
    assert lit_words(page) == ""


def test_hovering_words_lights_their_row(open_page) -> None:
    page = open_page()
    page.hover(f"#w-s-{GONE[:10]}")
    assert "lit" in page.get_attribute(f"#s-{GONE}", "class")


def test_a_click_pins_a_row_and_escape_lets_go(open_page) -> None:
    page = open_page()
    page.click(f"#s-{GONE} blockquote")
    page.hover("h1")
    assert pinned(page) == f"s-{GONE}"
    assert page.url.endswith(f"#s-{GONE}")
    assert "The wall is gone" in lit_words(page)
    page.keyboard.press("Escape")
    assert (pinned(page), lit_words(page)) == (None, "")


def test_the_text_follows_the_row(open_page) -> None:
    page = open_page(height=400)
    last = rows()[-1].id
    page.click(f"#s-{last} blockquote")
    page.wait_for_function(f"""() => {{
        const at = document.getElementById('w-s-{last[:10]}').getBoundingClientRect();
        return at.top > 0 && at.bottom < innerHeight;
    }}""")


def test_a_click_on_words_finds_the_row(open_page) -> None:
    page = open_page(height=500)
    page.click(f"#w-s-{GONE[:10]}")
    assert pinned(page) == f"s-{GONE}"
    page.wait_for_function(f"""() => {{
        const at = document.getElementById('s-{GONE}').getBoundingClientRect();
        return at.top >= 0 && at.bottom <= innerHeight;
    }}""")


def test_words_of_several_rows_give_one_after_the_other(open_page) -> None:
    page = open_page()
    shared = page.locator(".report a.c.f").first
    shared.click()
    first = pinned(page)
    shared.click()
    assert {first[0], pinned(page)[0]} == {"f", "s"}


def test_arrows_walk_through_the_rows(open_page) -> None:
    page = open_page()
    page.click(f"#s-{GONE} blockquote")
    page.keyboard.press("ArrowDown")
    second = pinned(page)
    assert second != f"s-{GONE}"
    assert page.evaluate("document.activeElement.id") == second
    page.keyboard.press("ArrowUp")
    assert pinned(page) == f"s-{GONE}"


def test_the_keyboard_alone_reaches_the_rows(open_page) -> None:
    page = open_page()
    page.evaluate("document.querySelector('.row[tabindex=\"0\"]').focus()")
    page.keyboard.press("ArrowDown")
    assert pinned(page) is not None


def test_an_address_opens_its_row(open_page) -> None:
    page = open_page(fragment=f"#s-{GONE}", height=500)
    assert pinned(page) == f"s-{GONE}"
    at = page.locator(f"#s-{GONE}").bounding_box()
    assert 0 <= at["y"] < 500


def test_a_mark_in_a_drawing_leads_to_its_figure(open_page) -> None:
    page = open_page()
    page.locator(".mark .point").first.click()
    assert pinned(page).startswith("f-")


def test_a_row_links_to_its_words_in_the_original(open_page) -> None:
    page = open_page()
    link = page.locator(f"#s-{GONE}").get_by_role("link", name="original")
    address = link.get_attribute("href")
    assert address == "https://lissenpost.example/a?x=1#:~:text=The%20wall%20is%20gone%2C"
    assert link.get_attribute("target") == "_blank"
    itself = page.locator(f"#s-{GONE}").get_by_role("link", name="link")
    assert itself.get_attribute("href") == f"#s-{GONE}"


def test_a_citation_says_who_what_where(open_page) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.click(f"#s-{GONE} button")
    sync_api = pytest.importorskip("playwright.sync_api")
    sync_api.expect(page.locator("#told")).to_have_text("Citation copied")
    cited = page.evaluate("navigator.clipboard.readText()")
    for words in ("Ada Renn says: “The wall is gone,” … “We will not pretend otherwise.”",
                  "“Harbour wall breached at Lissen”", "The Lissen Post. Mon 3 Feb 2025",
                  "https://lissenpost.example/a?x=1", "SHA-256", f"row s-{GONE}"):  # fmt: skip
        assert words in cited


def test_without_javascript_every_row_is_still_a_link_away(open_page) -> None:
    page = open_page(java_script_enabled=False)
    page.click(f'#s-{GONE} a[href="#w-s-{GONE[:10]}"]')
    assert page.url.endswith(f"#w-s-{GONE[:10]}")
    page.click(f"#w-s-{GONE[:10]}")
    assert page.url.endswith(f"#s-{GONE}")


@pytest.mark.parametrize("make", STORIES)
def test_no_page_is_wider_than_its_screen(open_page, make) -> None:
    page = open_page(make())
    for width in (1440, 1024, 768, 390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "table"), [(1440, True), (1024, False), (390, False)])
def test_the_matrix_fits_its_screen(open_page, width: int, table: bool) -> None:
    page = open_page(wide_matrix(), width=width)
    assert page.locator(".matrix thead").first.is_visible() == table
    assert page.locator(".matrix .all").first.is_visible() != table
    edges = page.evaluate(
        "[...document.querySelectorAll('.matrix, .matrix th *, .matrix td *')]"
        ".map(e => e.getBoundingClientRect().right)"
    )
    assert max(edges) <= width
    first = page.locator("#claims tbody tr").first.inner_text()
    assert "denies" in first
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_the_words_come_up_as_a_sheet(open_page) -> None:
    page = open_page(width=390, height=844)
    page.click(f"#s-{GONE} blockquote")
    sheet = page.locator("#sheet")
    assert sheet.is_visible()
    assert "“The wall is gone,” Renn said." in sheet.text_content()
    page.click("#sheet button")
    assert not sheet.is_visible()
    page.click(f"#s-{GONE} blockquote")
    page.keyboard.press("Escape")
    assert not sheet.is_visible()


def test_in_print_everything_is_open_and_no_tools_are_shown(open_page) -> None:
    page = open_page()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("[...document.querySelectorAll('details')].every(e => e.open)")
    assert not page.locator(".row button").first.is_visible()


@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_to_mend(open_page, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = open_page(width=width)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found = axe.Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("make", STORIES[1:])
def test_axe_finds_nothing_to_mend_in_odd_states(open_page, make) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    found = axe.Axe().run(open_page(make()))
    assert found.violations_count == 0, found.generate_report()
