"""Remake the pictures of the page in docs/ from the sample story.

Needs Debian's chromium and playwright, as the browser tests do. Run it as
`python tests/browser/screenshots.py`.
"""

import shutil
import sys
import tempfile
from importlib.resources import files
from pathlib import Path

from playwright.sync_api import sync_playwright

from onrecord.pipeline import build_story
from onrecord.report import render_report

DOCS = Path(__file__).resolve().parents[2] / "docs"
SAMPLE = Path(str(files("onrecord") / "demo" / "tarsk-dam"))
# Name, width, height and what is clicked: the phone is shown with its sheet up.
PICTURES = (("page-desktop.png", 1440, 1000, ""), ("page-phone.png", 390, 844, "li.row blockquote"))
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


def main() -> None:
    """Build the sample story, open its page, and write both pictures."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("chromium is not installed; on Debian: apt-get install chromium")
    DOCS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = Path(folder, "report.html")
        page_file.write_text(render_report(build_story([SAMPLE])), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for name, width, height, clicked in PICTURES:
            page = browser.new_page(
                viewport={"width": width, "height": height}, reduced_motion="reduce"
            )
            page.goto(page_file.as_uri())
            if clicked:
                page.click(clicked)
            page.screenshot(path=DOCS / name)
            print(f"docs/{name}")
        browser.close()


if __name__ == "__main__":
    main()
