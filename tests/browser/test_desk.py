"""The desk in a real browser: search, facets, rows to words and back, and nothing leaves it."""

import csv
import io
import threading
from collections.abc import Callable, Iterator

import pytest

pytest.importorskip("playwright", reason="playwright is not installed: pip install -e .[dev]")
pytest.importorskip("uvicorn", reason="uvicorn is not installed")
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, expect

from onrecord.web.apps import create_app
from onrecord.web.servers import prepare_desk
from web.stories import desk_story, save_desk_record

Open = Callable[..., Page]
STORY = desk_story()
MONDAY, TUESDAY, WEDNESDAY = STORY.evidence
KEY = MONDAY.document.id[:12]
GONE, DENIAL = MONDAY.statements[1].id, MONDAY.statements[2].id
PAGES = [
    "/", "/statements", "/statements?act=denies&q=dredging", "/figures", "/figures/all",
    f"/figures/{STORY.series[0].id}", "/events", "/people", f"/people/{STORY.entities[0].id}",
    "/claims", f"/claims/{STORY.claims[0].id}", "/copies", "/copies/pairs",
    f"/copies/pairs/{STORY.derivations[0].id}", "/copies/lines", "/copies/drifts", "/changes",
    "/missed", "/reports", f"/reports/{KEY}", "/search?q=moved", "/search?q=%22", "/method",
    "/nothing-here",
]  # fmt: skip


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a desk that serves one record while the tests run."""
    record = save_desk_record(tmp_path_factory.mktemp("desk") / "lissen.record")
    serving = prepare_desk(record, port=0)
    app = create_app(serving.desk)
    app.state.names.make()
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [serving.bound]}, daemon=True)
    thread.start()
    yield serving.address.rstrip("/")
    server.should_exit = True
    thread.join(timeout=10)


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(reduced_motion="reduce", viewport={"width": 1280, "height": 860})
    made.grant_permissions(["clipboard-read", "clipboard-write"])
    yield made
    made.close()


@pytest.fixture
def visit(context: BrowserContext, base: str) -> Iterator[Open]:
    """Open a page of the desk; a request that leaves it, or an error, fails the test."""
    page = context.new_page()
    left: list[str] = []
    errors: list[str] = []
    page.on("request", lambda r: None if r.url.startswith(base) else left.append(r.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda m: errors.append(m.text) if "policy" in m.text.lower() else None)

    def visit_(path: str, width: int = 1280, height: int = 860, scheme: str = "light") -> Page:
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        page.goto(base + path)
        return page

    yield visit_
    page.close()
    assert (left, errors) == ([], [])


def lit_words(page: Page) -> str:
    return page.evaluate(
        "[...document.querySelectorAll('.report a.lit')].map(e => e.textContent).join('|')"
    )


def pinned(page: Page) -> str | None:
    return page.evaluate("document.querySelector('.row.pinned')?.id ?? null")


@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_without_a_complaint(visit: Open, path: str) -> None:
    page = visit(path)
    assert page.title().endswith("on record")
    assert page.locator("h1").count() == 1


def test_the_first_screen_leads_on(visit: Open) -> None:
    page = visit("/")
    assert "3 reports" in page.inner_text(".counts")
    page.get_by_role("link", name="1 denial").click()
    page.wait_for_url("**/statements?act=denies")
    assert page.locator("li.row").count() == 1


def test_search_then_facet_then_the_words_and_back(visit: Open) -> None:
    page = visit("/")
    page.keyboard.press("/")
    page.keyboard.type("wall")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=wall")
    page.locator("h2 a", has_text="statements").click()
    page.wait_for_url("**/statements?q=wall")
    page.locator(".facet a", has_text="denies").click()
    page.wait_for_url("**/statements?act=denies&q=wall")
    assert page.locator("li.row").count() == 1
    page.locator("li.row a.open").click()
    page.wait_for_url(f"**/reports/{KEY}#s-{DENIAL}")
    assert pinned(page) == f"s-{DENIAL}"
    assert "weakened by dredging" in lit_words(page)
    page.click(f"#w-s-{GONE[:10]}")
    assert pinned(page) == f"s-{GONE}"
    page.keyboard.press("Escape")
    assert (pinned(page), lit_words(page)) == (None, "")
    page.go_back()
    page.wait_for_url("**/statements?act=denies&q=wall")


def test_a_list_by_keyboard_alone(visit: Open) -> None:
    page = visit("/statements?outlet=The+Lissen+Post&sort=report")
    page.locator("li.row").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == f"s-{GONE}"
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/reports/{KEY}#s-{GONE}")
    assert "The wall is gone" in lit_words(page)
    page.keyboard.press("ArrowDown")
    assert pinned(page) not in (None, f"s-{GONE}")


def test_a_chosen_value_is_taken_away_again(visit: Open) -> None:
    page = visit("/statements")
    whole = page.locator("li.row").count()
    page.locator(".facet a", has_text="Radio Ost").click()
    assert page.locator("li.row").count() < whole
    page.locator(".facet a.chosen").click()
    assert page.locator("li.row").count() == whole


@pytest.mark.parametrize("path", ["/statements?outlet=Radio+Ost", "/figures/all", "/reports"])
def test_the_file_has_the_rows_of_the_view(visit: Open, path: str) -> None:
    page = visit(path)
    shown = page.eval_on_selector_all(".row", "all => all.map(row => row.id.slice(2))")
    address = page.locator(".files a", has_text="CSV").get_attribute("href")
    text = page.evaluate("address => fetch(address).then(a => a.text())", address)
    rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))
    assert [row["id"][: len(one)] for row, one in zip(rows, shown, strict=True)] == shown


def test_a_mark_of_a_drawing_opens_its_figure(visit: Open) -> None:
    page = visit("/figures")
    page.locator(".mark .point").first.click()
    assert page.locator("tr.row:target").is_visible()


def test_a_row_is_cited(visit: Open) -> None:
    page = visit("/statements?act=denies")
    page.get_by_role("button", name="cite").click()
    expect(page.locator("#told")).to_have_text("Citation copied")
    cited = page.evaluate("navigator.clipboard.readText()")
    for words in ("Tove Aark denies: “that the wall had been weakened by dredging”",
                  "The Lissen Post, Mon 3 Feb 2025", "https://lissenpost.example/a?x=1#:~:text=",
                  f"SHA-256 {KEY}", f"row s-{DENIAL}"):  # fmt: skip
        assert words in cited


def test_a_script_in_a_report_does_not_run(visit: Open) -> None:
    page = visit(f"/reports/{WEDNESDAY.document.id[:12]}")
    assert page.title() != "owned"
    assert 'document.title = "owned"' in page.inner_text("#reports")


def test_right_to_left_words_hold(visit: Open) -> None:
    page = visit("/statements?q=بيوتنا")
    row = page.locator("li.row")
    assert row.locator("blockquote[dir=rtl]").count() + row.locator("bdi").count() > 0
    assert "لن نغادر بيوتنا" in row.inner_text()


@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_its_screen(visit: Open, path: str) -> None:
    page = visit(path)
    for width in (1440, 1024, 768, 390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width


def test_on_a_phone_filters_fold_and_words_come_up(visit: Open) -> None:
    page = visit("/statements", width=390, height=844)
    assert not page.locator(".facet a").first.is_visible()
    page.locator(".folded > summary").click()
    assert page.locator(".facet a").first.is_visible()
    page = visit(f"/reports/{KEY}", width=390, height=844)
    page.click(f"#s-{GONE} blockquote")
    assert "“The wall is gone,” Renn said." in page.locator("#sheet").inner_text()
    page.keyboard.press("Escape")
    assert not page.locator("#sheet").is_visible()


def test_without_scripts_the_desk_still_works(browser: Browser, base: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base}/statements")
    page.locator(".facet a", has_text="denies").click()
    page.locator("li.row a.open").click()
    assert page.url == f"{base}/reports/{KEY}#s-{DENIAL}"
    page.click(f'#s-{DENIAL} a[href="#w-s-{DENIAL[:10]}"]')
    assert page.url.endswith(f"#w-s-{DENIAL[:10]}")
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_to_mend(visit: Open, path: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    for width, scheme in ((1280, "light"), (390, "dark")):
        found = axe.Axe().run(visit(path, width=width, scheme=scheme))
        assert found.violations_count == 0, found.generate_report()
