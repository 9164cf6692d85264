"""Reviewing in a real browser: by keyboard, by selection, two at once, and after a rebuild."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="playwright is not installed: pip install -e .[dev]")
pytest.importorskip("uvicorn", reason="uvicorn is not installed")
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from onrecord.pipeline import write_record
from onrecord.records import DecisionKind
from onrecord.store.corrections import load_log
from onrecord.store.databases import load_story
from onrecord.story.corrections.replays import link_corrected, restore_evidence
from onrecord.web.apps import create_app
from onrecord.web.servers import prepare_desk
from story.corrections.reviewed import FIRST, first_report, reports

QUOTED, UNSURE = first_report().statements


class Desk:
    """A desk that serves a record of two reports while a test runs."""

    def __init__(self, record: Path) -> None:
        self.record = record
        serving = prepare_desk(record, port=0)
        self.address = serving.address.rstrip("/")
        app = create_app(serving.desk)
        self.server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        self.thread = threading.Thread(
            target=self.server.run, kwargs={"sockets": [serving.bound]}, daemon=True
        )
        self.thread.start()

    def kinds(self) -> list[DecisionKind]:
        return [d.kind for d in load_log(self.record).decisions]

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join(timeout=10)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    record = tmp_path / "dam.record"
    write_record(link_corrected(reports(), (), ()), tmp_path, record)
    serving = Desk(record)
    yield serving
    serving.stop()


@pytest.fixture
def sit_down(browser: Browser, desk: Desk) -> Iterator[Callable[..., Page]]:
    """Open the review as a named person; every request that leaves the desk fails the test."""
    contexts: list[BrowserContext] = []
    left: list[str] = []

    def sit_down_(name: str, width: int = 1280, scheme: str = "light") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 860},
            color_scheme=scheme,  # type: ignore[arg-type]
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.on(
            "request",
            lambda r: left.append(r.url) if not r.url.startswith(desk.address) else None,
        )
        page.goto(f"{desk.address}/review")
        page.get_by_label("Your name").fill(name)
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Change").wait_for()
        return page

    yield sit_down_
    for context in contexts:
        context.close()
    assert left == []


def at_row(page: Page, row: str) -> None:
    page.wait_for_url(f"**/{row}?**")


def test_review_by_keyboard_with_undo(desk: Desk, sit_down: Callable[..., Page]) -> None:
    page = sit_down("Ada")
    page.goto(f"{desk.address}/review/next")
    at_row(page, UNSURE.id)
    assert page.locator(".progress").inner_text().startswith("0 of 5")
    page.keyboard.press("Space")  # skip
    page.wait_for_url("**/review/row/missed/**")
    page.keyboard.press("x")
    page.get_by_text("1 of 5 decided").wait_for()
    page.keyboard.press("a")
    page.get_by_text("2 of 5 decided").wait_for()
    page.keyboard.press("Backspace")
    page.get_by_text("1 of 5 decided").wait_for()
    assert desk.kinds() == [DecisionKind.REJECT, DecisionKind.ACCEPT, DecisionKind.UNDO]
    page.keyboard.press("Backspace")
    page.get_by_text("0 of 5 decided").wait_for()


def test_a_speaker_is_changed_by_keyboard(desk: Desk, sit_down: Callable[..., Page]) -> None:
    page = sit_down("Ada")
    page.goto(f"{desk.address}/review/row/statements/{UNSURE.id}")
    page.keyboard.press("s")
    page.keyboard.type("Jon Harrow")
    page.keyboard.press("Enter")
    page.get_by_text("Speaker changed").wait_for()
    (decision,) = load_log(desk.record).decisions
    assert decision.value == "Jon Harrow"


SELECT = """([words, nth]) => {
  const walker = document.createTreeWalker(document.querySelector('#text'), NodeFilter.SHOW_TEXT);
  let node;
  while ((node = walker.nextNode())) {
    const at = node.data.indexOf(words);
    if (at < 0 || nth-- > 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return;
  }
  throw new Error('not there: ' + words);
}"""


def test_words_are_changed_by_selecting_them_emoji_and_all(
    desk: Desk, sit_down: Callable[..., Page]
) -> None:
    page = sit_down("Ada")
    page.goto(f"{desk.address}/review/row/statements/{QUOTED.id}")
    page.keyboard.press("e")
    page.evaluate(SELECT, ["hold 💪", 0])
    page.get_by_role("button", name="said", exact=True).click()
    assert page.get_by_label("What was said, word for word").input_value() == "hold 💪"
    page.get_by_role("button", name="Change the words").click()
    page.get_by_text("Words changed").wait_for()
    (decision,) = load_log(desk.record).decisions
    (content,) = (w.span for w in decision.replacement if w.role == "content")
    assert content.start == FIRST.index("hold 💪")
    assert content.of(FIRST) == "hold 💪"


def test_a_missed_statement_is_added_by_selecting(
    desk: Desk, sit_down: Callable[..., Page]
) -> None:
    page = sit_down("Ada")
    page.goto(f"{desk.address}/review/add/{first_report().document.id}")
    for words, button in (
        ("Engineers at the site", "who"),
        ("told", "verb"),
        ("the gates were shut", "said"),
    ):
        page.evaluate(SELECT, [words, 0])
        page.get_by_role("button", name=button, exact=True).click()
    page.get_by_label("Who says it").fill("Engineers at the site")
    page.get_by_label("If nobody here").select_option("anonymous")
    page.get_by_role("button", name="Put it on record").click()
    page.get_by_text("Statement added").wait_for()
    (decision,) = load_log(desk.record).decisions
    assert [w.words for w in decision.replacement] == [
        "Engineers at the site",
        "told",
        "the gates were shut",
    ]


def test_two_people_are_merged_and_a_rebuild_replays_it(
    desk: Desk, sit_down: Callable[..., Page]
) -> None:
    page = sit_down("Ada")
    page.goto(f"{desk.address}/review/people")
    page.get_by_role("link", name="Jon Harrow").click()
    page.get_by_label("Name of the other").fill("Mira Vale")
    page.keyboard.press("Enter")
    page.get_by_text("Merged.").wait_for()
    # What `onrecord FOLDER` does: everything is read again, the log is replayed over it.
    log = load_log(desk.record)
    again = restore_evidence(load_story(desk.record))
    story = link_corrected(again, (), log.decisions)
    write_record(story, desk.record.parent, desk.record, log=log)
    page.goto(f"{desk.address}/review")
    page.get_by_text("All of them are in the record").wait_for()
    page.goto(f"{desk.address}/review/people")
    assert page.get_by_role("link", name="Mira Vale").count() == 0
    page.get_by_role("link", name="Jon Harrow").click()
    assert page.locator(".places-of li").count() == 3
    page.goto(f"{desk.address}/review/log")
    page.get_by_role("button", name="Undo People merged").click()
    page.get_by_text("undone").wait_for()


def test_a_decision_is_seen_in_the_lists_at_once_and_then_worked_in(
    desk: Desk, sit_down: Callable[..., Page]
) -> None:
    page = sit_down("Ada")
    page.goto(f"{desk.address}/review/row/statements/{QUOTED.id}")
    page.keyboard.press("x")
    page.get_by_text("1 of 5 decided").wait_for()
    page.goto(f"{desk.address}/statements?sort=report")
    row = page.locator(f"#s-{QUOTED.id}")
    assert "Rejected by Ada, not yet in the lists" in row.inner_text()
    counted = page.locator(".counted-line b").first.inner_text()
    assert int(counted) == page.locator("li.row").count()
    page.get_by_role("button", name="Work it in").click()
    page.wait_for_url("**/statements?sort=report")
    row.wait_for(state="detached")
    assert page.locator(".strip").count() == 0
    assert int(counted) - 1 == page.locator("li.row").count()


def test_two_reviewers_at_once(desk: Desk, sit_down: Callable[..., Page]) -> None:
    ada, bo = sit_down("Ada"), sit_down("Bo")
    place = f"{desk.address}/review/row/statements/{QUOTED.id}"
    ada.goto(place)
    bo.goto(place)
    ada.keyboard.press("a")
    ada.get_by_text("1 of 5 decided").wait_for()
    bo.keyboard.press("x")
    bo.get_by_text("Before you").wait_for()
    ada.reload()
    ada.get_by_text("1 of your decisions was decided otherwise").click()
    ada.get_by_role("heading", name="Decided otherwise after you").wait_for()
    assert desk.kinds() == [DecisionKind.ACCEPT, DecisionKind.REJECT]


def test_keys_can_be_turned_off_and_typing_decides_nothing(
    desk: Desk, sit_down: Callable[..., Page]
) -> None:
    page = sit_down("Ada")
    page.goto(f"{desk.address}/review/row/statements/{QUOTED.id}")
    page.keyboard.press("s")
    page.keyboard.type("xaxa x")
    page.keyboard.press("Escape")
    page.get_by_label("keys").uncheck()
    page.locator("h1").click()
    page.keyboard.press("x")
    page.reload()
    assert not page.get_by_label("keys").is_checked()
    assert desk.kinds() == []


PAGES = [
    "/review",
    f"/review/row/statements/{UNSURE.id}",
    f"/review/row/missed/{first_report().missed[1].id}",
    f"/review/add/{first_report().document.id}",
    "/review/people",
    "/review/claims",
    "/review/grades",
    "/review/log",
    "/statements",
    f"/reports/{first_report().document.id[:12]}",
]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_accessibility_checker_finds_nothing_serious(
    desk: Desk, sit_down: Callable[..., Page], width: int, scheme: str
) -> None:
    page = sit_down("Ada", width, scheme)
    page.goto(f"{desk.address}/review/row/statements/{QUOTED.id}")
    page.locator("[data-key=x]").click()
    page.get_by_text("1 of 5 decided").wait_for()
    for place in PAGES:
        page.goto(desk.address + place)
        for tool in page.locator("details.tool").all():
            tool.evaluate("tool => { tool.open = true }")
        found = Axe().run(page).response["violations"]
        serious = [
            (place, v["id"], [n["target"] for n in v["nodes"]])
            for v in found
            if v["impact"] in ("serious", "critical")
        ]
        assert serious == []
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{place} is {wide} pixels too wide"
