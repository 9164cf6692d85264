"""Remake the pictures of the page and of the desk in docs/ from the sample story.

Needs Debian's chromium and playwright, as the browser tests do. Run it as
`python tests/browser/screenshots.py`.
"""

import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

import uvicorn
from playwright.sync_api import sync_playwright

from onrecord.pipeline import build_story
from onrecord.report import render_report
from onrecord.store.databases import save_story
from onrecord.web.apps import create_app
from onrecord.web.servers import prepare_desk

DOCS = Path(__file__).resolve().parents[2] / "docs"
SAMPLE = Path(str(files("onrecord") / "demo" / "tarsk-dam"))
# Name, width, height and what is clicked: rows beside the text, the phone with its sheet up.
PICTURES = (
    ("page-desktop.png", 1440, 1000, ""),
    ("page-rows.png", 1440, 1000, "#people li.row blockquote"),
    ("page-phone.png", 390, 844, "#people li.row blockquote"),
)
# Name, width, height, light or dark, address; {} is the report with the most statements.
DESK = (
    ("desk-overview.png", 1440, 1000, "light", "/"),
    ("desk-statements.png", 1440, 1000, "light", "/statements?act=denies&act=could-not-confirm"),
    ("desk-report.png", 1440, 1000, "dark", "/reports/{}?only=statement"),
    ("desk-phone.png", 390, 844, "light", "/figures"),
)
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


@contextmanager
def serve(record: Path) -> Iterator[str]:
    """Serve a record while the pictures are taken and yield the desk's address."""
    serving = prepare_desk(record, port=0)
    app = create_app(serving.desk)
    app.state.names.make()
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [serving.bound]}, daemon=True)
    thread.start()
    yield serving.address.rstrip("/")
    server.should_exit = True
    thread.join(timeout=10)


def main() -> None:
    """Build the sample story, open its page and its desk, and write the pictures."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("chromium is not installed; on Debian: apt-get install chromium")
    DOCS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = Path(folder, "report.html")
        story = build_story([SAMPLE])
        page_file.write_text(render_report(story), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for name, width, height, clicked in PICTURES:
            page = browser.new_page(
                viewport={"width": width, "height": height}, reduced_motion="reduce"
            )
            page.goto(page_file.as_uri())
            if clicked:
                page.click(clicked)
                page.locator(".row.pinned").scroll_into_view_if_needed()
                page.wait_for_timeout(300)
            page.screenshot(path=DOCS / name)
            print(f"docs/{name}")
        record = Path(folder, "demo.record")
        record.mkdir()
        save_story(story, record / "record.db")
        fullest = max(story.evidence, key=lambda each: len(each.statements)).document.id[:12]
        with serve(record) as address:
            for name, width, height, scheme, path in DESK:
                page = browser.new_page(
                    viewport={"width": width, "height": height},
                    reduced_motion="reduce",
                    color_scheme=scheme,  # type: ignore[arg-type]
                )
                page.goto(address + path.format(fullest))
                page.screenshot(path=DOCS / name)
                print(f"docs/{name}")
        browser.close()


if __name__ == "__main__":
    main()
